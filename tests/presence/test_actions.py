"""What staff do about who is here: each action is true afterwards, also when two people tap at once."""

from datetime import date, datetime, time, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from portal import clock
from portal.clock import COPENHAGEN
from portal.db import writing
from portal.presence import actions, attendance, queries
from portal.presence.facts import ChangeKind, Span
from portal.presence.models import DayChange, HolidayAnswer, Place, StaffAbsence, StaffArrival
from portal.presence.rules import State, answer
from portal.refusal import Refused
from tests.house.arranging import at_once, later, rows

MONDAY = date(2026, 11, 23)
TIMES = 12  # at once


def told(session) -> dict[str, tuple[int, ...]]:
    """Who residents are told is where, now."""
    session.rollback()
    now = clock.now()
    found = {each.slug: answer(each.facts, now) for each in queries.places(session, now)}
    return {slug: each.staff for slug, each in found.items() if each.state is State.HERE}


def state(session, slug: str) -> State:
    session.rollback()
    now = clock.now()
    return next(answer(each.facts, now).state for each in queries.places(session, now) if each.slug == slug)


def come(engine, place, who) -> None:
    with writing(engine) as begun:
        attendance.come(begun, begun.get_one(Place, place.id), who.id, moment=clock.now())


def go(engine, who) -> bool:
    with writing(engine) as begun:
        return attendance.go(begun, who.id, moment=clock.now())


def open_arrivals(session) -> list[tuple[int, int]]:
    return [(each.staff_id, each.place_id) for each in rows(session, StaffArrival, StaffArrival.left_at.is_(None))]


# --- coming and going ---------------------------------------------------------------------------------------------


def test_who_comes_is_there_and_who_goes_is_gone(places, village, engine, session):
    come(engine, places["spindehuset"], village.mette)
    assert told(session)["spindehuset"] == (village.mette.id,)
    assert go(engine, village.mette)
    assert "spindehuset" not in told(session)
    assert not go(engine, village.mette)


def test_coming_twice_is_once(places, village, engine, session):
    come(engine, places["spindehuset"], village.mette)
    come(engine, places["spindehuset"], village.mette)
    assert len(rows(session, StaffArrival)) == 1


def test_who_is_expected_elsewhere_is_only_where_she_came(places, village, engine, session):
    assert told(session) == {"faelleslejligheden": (village.anne.id, village.bo.id)}
    come(engine, places["klubben"], village.anne)
    assert told(session) == {"faelleslejligheden": (village.bo.id,), "klubben": (village.anne.id,)}
    later(minutes=30)
    come(engine, places["faelleslejligheden"], village.anne)
    assert set(told(session)) == {"faelleslejligheden"}
    assert set(told(session)["faelleslejligheden"]) == {village.anne.id, village.bo.id}


def test_who_goes_without_having_said_she_came_is_gone_too(places, village, engine, session):
    assert go(engine, village.anne)
    assert told(session) == {"faelleslejligheden": (village.bo.id,)}
    assert go(engine, village.bo)
    assert told(session) == {}
    clock.freeze(datetime(2026, 11, 26, 16, 30, tzinfo=COPENHAGEN))
    with writing(engine) as begun:
        actions.check(begun, begun.merge(places["faelleslejligheden"]), village.anne.id, moment=clock.now())
    assert told(session) == {"faelleslejligheden": (village.bo.id,)}, "it was only about Monday"


def test_who_forgot_to_say_that_she_left_can_come_again(places, village, engine, session):
    come(engine, places["spindehuset"], village.mette)
    later(days=2)
    come(engine, places["spindehuset"], village.mette)
    assert told(session)["spindehuset"] == (village.mette.id,)
    assert len(open_arrivals(session)) == 1
    assert go(engine, village.mette) and "spindehuset" not in told(session)


def test_who_came_at_noon_and_forgot_can_still_leave_the_evening(places, village, engine, session):
    clock.freeze(datetime(2026, 11, 23, 12, 5, tzinfo=COPENHAGEN))
    come(engine, places["faelleslejligheden"], village.anne)
    clock.freeze(datetime(2026, 11, 23, 18, 0, tzinfo=COPENHAGEN))
    assert village.anne.id in told(session)["faelleslejligheden"]
    assert go(engine, village.anne)
    assert told(session) == {"faelleslejligheden": (village.bo.id,)}


def test_coming_at_once_from_many_taps_is_one_arrival(places, village, engine, session):
    at_once(TIMES, lambda _number: come(engine, places["spindehuset"], village.mette))
    assert open_arrivals(session) == [(village.mette.id, places["spindehuset"].id)]
    assert len(rows(session, StaffArrival)) == 1


def test_coming_to_two_places_at_once_is_being_in_one(places, village, engine, session):
    two = (places["spindehuset"], places["klubben"])
    at_once(TIMES, lambda number: come(engine, two[number % 2], village.mette))
    assert len(open_arrivals(session)) == 1
    assert sum(village.mette.id in staff for staff in told(session).values()) == 1


def test_the_database_itself_lets_nobody_be_in_two_places(places, village, engine):
    with pytest.raises(IntegrityError), writing(engine) as begun:
        for slug in ("spindehuset", "klubben"):
            begun.add(StaffArrival(place_id=places[slug].id, staff_id=village.mette.id, came_at=clock.now()))


# --- freshness ----------------------------------------------------------------------------------------------------


def test_a_check_makes_an_old_answer_good_again(places, village, engine, session):
    later(days=3)
    assert state(session, "klubben") is State.UNKNOWN
    with writing(engine) as begun:
        actions.check(begun, begun.merge(places["klubben"]), village.bo.id, moment=clock.now())
    assert state(session, "klubben") is not State.UNKNOWN
    later(days=1)
    assert state(session, "klubben") is State.UNKNOWN


# --- absences -----------------------------------------------------------------------------------------------------


def ill(engine, who, substitute=None, *, days: int = 0) -> int:
    with writing(engine) as begun:
        return actions.away(
            begun, begun.merge(who), first_day=MONDAY, last_day=MONDAY + timedelta(days=days), by_id=who.id,
            substitute=begun.merge(substitute) if substitute else None, moment=clock.now(),
        ).id  # fmt: skip


def test_the_same_illness_at_once_from_many_taps_is_one(places, village, engine, session):
    numbers = at_once(TIMES, lambda _number: ill(engine, village.anne, village.mette))
    assert len(set(numbers)) == 1 and len(rows(session, StaffAbsence)) == 1
    assert told(session)["faelleslejligheden"] == (village.mette.id, village.bo.id)


def test_an_illness_undone_is_as_if_it_had_not_been(places, village, engine, session):
    before = told(session)
    number = ill(engine, village.anne)
    assert told(session) != before
    for _time in range(2):
        with writing(engine) as begun:
            actions.undo(begun, begun.get_one(StaffAbsence, number), moment=clock.now())
    assert told(session) == before


@pytest.mark.parametrize(("substitute", "days"), [("anne", 0), ("maja", 0), ("mette", -1)])
def test_an_absence_that_cannot_be_is_refused_and_nothing_is_kept(places, village, engine, session, substitute, days):
    with pytest.raises(Refused):
        ill(engine, village.anne, getattr(village, substitute), days=days)
    assert rows(session, StaffAbsence) == []


# --- changes ------------------------------------------------------------------------------------------------------


def change(engine, place, kind=ChangeKind.CLOSED, **more) -> int:
    said = {"first_day": MONDAY, "last_day": MONDAY, "by_id": None, "moment": clock.now()} | more
    with writing(engine) as begun:
        return actions.change(begun, begun.get_one(Place, place.id), kind=kind, **said).id


def test_the_same_change_at_once_is_one_and_undone_once(places, village, engine, session):
    flat, before = places["faelleslejligheden"], told(session)
    numbers = at_once(TIMES, lambda _number: change(engine, flat))
    assert len(set(numbers)) == 1 and told(session) == {}
    with writing(engine) as begun:
        actions.undo(begun, begun.get_one(DayChange, numbers[0]), moment=clock.now())
    assert told(session) == before


def test_the_newest_change_counts_and_undoing_it_brings_the_one_before_back(places, engine, session):
    flat = places["faelleslejligheden"]
    change(engine, flat)
    opened = change(engine, flat, ChangeKind.OTHER_HOURS, spans=[Span(time(15), time(17))])
    assert state(session, "faelleslejligheden") is State.HERE
    closed_again = change(engine, flat)
    assert closed_again != opened and state(session, "faelleslejligheden") is State.NOT_TODAY
    with writing(engine) as begun:
        actions.undo(begun, begun.get_one(DayChange, closed_again), moment=clock.now())
    assert state(session, "faelleslejligheden") is State.HERE


CANNOT_BE = {
    "ends before it begins": {"last_day": MONDAY - timedelta(days=1)},
    "other hours without hours": {"kind": ChangeKind.OTHER_HOURS},
    "hours that end when they begin": {"kind": ChangeKind.OTHER_HOURS, "spans": [Span(time(9), time(9))]},
    "hours on top of each other": {
        "kind": ChangeKind.OTHER_HOURS, "spans": [Span(time(9), time(11)), Span(time(10), time(12))],
    },
    "moved to nowhere": {"kind": ChangeKind.MOVED},
    "moved to a place that is not": {"kind": ChangeKind.MOVED, "moved_to_id": 999},
}  # fmt: skip


@pytest.mark.parametrize("what", CANNOT_BE)
def test_a_change_that_cannot_be_is_refused_and_nothing_is_kept(places, engine, session, what):
    with pytest.raises(Refused):
        change(engine, places["faelleslejligheden"], **CANNOT_BE[what])
    assert rows(session, DayChange) == []


# --- holidays and being shown -------------------------------------------------------------------------------------


def test_the_answer_about_a_holiday_is_the_last_one_also_at_once(places, village, engine, session):
    def say(number: int) -> None:
        with writing(engine) as begun:
            actions.answer_holiday(
                begun,
                begun.merge(places["klubben"]),
                date(2026, 12, 24),
                is_open=number % 2 == 0,
                by_id=village.bo.id,
                moment=clock.now(),
            )

    at_once(TIMES, say)
    assert len(rows(session, HolidayAnswer)) == 1
    say(1)
    assert [each.is_open for each in rows(session, HolidayAnswer)] == [False]


def test_being_shown_is_ones_own_and_off_at_once(places, village, engine, session):
    assert village.anne.id in queries.faces(session)

    def press(yes: bool) -> None:
        with writing(engine) as begun:
            actions.show(begun, village.anne.id, yes=yes, moment=clock.now())

    press(False)
    press(False)
    session.rollback()
    assert village.anne.id not in queries.faces(session)
    at_once(TIMES, lambda _number: press(True))
    session.rollback()
    assert village.anne.id in queries.faces(session)
    assert session.scalar(sa.text("SELECT count(*) FROM presence_shown")) == 3
