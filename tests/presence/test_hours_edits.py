"""Weekly hours are changed by several people: what is kept is right, and undo gives exactly what was."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from portal import clock
from portal.db import writing
from portal.presence import hours_actions, staff_queries, weeks
from portal.presence.facts import Change, ChangeKind, WeeklyHours
from portal.presence.models import Hours, HoursEdit, Place
from portal.presence.openings import openings
from portal.refusal import Refused
from tests.house.arranging import at_once, rows

MONDAY = date(2026, 11, 23)
TIMES = 8  # at once
SUNDAYS = WeeklyHours(6, time(10), time(12), 2, date(2026, 11, 29), MONDAY)


def rules(session, place) -> dict[int, WeeklyHours]:
    session.rollback()
    session.expire_all()
    found = session.scalars(sa.select(Hours).where(Hours.place_id == place.id).options(selectinload(Hours.staff)))
    return {each.id: each.rule for each in found}


def save(engine, place, rule, hours_id=None) -> int | None:
    with writing(engine) as begun:
        made = hours_actions.save_hours(
            begun, begun.get_one(Place, place.id), rule, hours_id=hours_id, by_id=None, moment=clock.now()
        )
        return made.id if made else None


def end(engine, place, hours_id, last_day) -> int | None:
    with writing(engine) as begun:
        made = hours_actions.end_hours(
            begun, begun.get_one(Place, place.id), hours_id, last_day=last_day, by_id=None, moment=clock.now()
        )
        return made.id if made else None


def undo(engine, edit_id) -> None:
    with writing(engine) as begun:
        hours_actions.undo_hours(begun, begun.get_one(HoursEdit, edit_id), moment=clock.now())


@pytest.fixture
def club(places):
    return places["klubben"]


@pytest.fixture
def tuesdays(club, session) -> int:
    return next(number for number, rule in rules(session, club).items() if rule.weekday == 1)


def test_each_way_of_changing_hours_can_be_undone_exactly_and_once(club, tuesdays, village, engine, session):
    before = rules(session, club)
    later = replace(before[tuesdays], starts=time(18), staff=(village.anne.id, village.bo.id), every=3)
    for press in (
        lambda: save(engine, club, SUNDAYS),
        lambda: save(engine, club, later, tuesdays),
        lambda: end(engine, club, tuesdays, MONDAY),
        lambda: end(engine, club, tuesdays, date(2025, 1, 1)),
    ):
        edit = press()
        assert edit is not None and rules(session, club) != before
        undo(engine, edit)
        undo(engine, edit)
        assert rules(session, club) == before


def test_hours_that_would_never_hold_are_gone(club, tuesdays, engine, session):
    end(engine, club, tuesdays, date(2025, 1, 1))
    assert tuesdays not in rules(session, club)


def test_saving_what_stands_already_changes_nothing(club, tuesdays, engine, session):
    assert save(engine, club, SUNDAYS) is not None
    assert save(engine, club, SUNDAYS) is None
    assert save(engine, club, rules(session, club)[tuesdays], tuesdays) is None
    assert end(engine, club, tuesdays, MONDAY) and end(engine, club, tuesdays, MONDAY) is None
    assert len(rows(session, HoursEdit)) == 2


def test_the_same_new_hours_at_once_are_there_once(club, engine, session):
    made = at_once(TIMES, lambda _number: save(engine, club, SUNDAYS))
    assert len([each for each in made if each]) == 1
    assert list(rules(session, club).values()).count(SUNDAYS) == 1


def test_of_overlapping_hours_made_at_once_one_is_kept(club, engine, session):
    def attempt(number: int) -> bool:
        try:
            return save(engine, club, replace(SUNDAYS, starts=time(10, number))) is not None
        except Refused:
            return False

    assert sum(at_once(TIMES, attempt)) == 1
    assert len([rule for rule in rules(session, club).values() if rule.weekday == 6]) == 1


def test_what_somebody_has_changed_since_is_not_undone(club, tuesdays, engine, session):
    rule = rules(session, club)[tuesdays]
    first = save(engine, club, replace(rule, starts=time(17)), tuesdays)
    save(engine, club, replace(rule, starts=time(18)), tuesdays)
    with pytest.raises(Refused, match="siden"):
        undo(engine, first)
    assert rules(session, club)[tuesdays].starts == time(18)


def test_hours_do_not_come_back_on_top_of_others(club, tuesdays, engine, session):
    rule = rules(session, club)[tuesdays]
    gone = end(engine, club, tuesdays, date(2025, 1, 1))
    save(engine, club, replace(rule, starts=time(20), valid_from=date(2027, 1, 1)))
    with pytest.raises(Refused):
        undo(engine, gone)


@pytest.mark.parametrize("wrong", ["overlap", "resident", "gone", "other place"])
def test_hours_that_cannot_be_are_refused_and_nothing_is_kept(places, club, tuesdays, village, engine, session, wrong):
    before = rules(session, club)
    given = {
        "overlap": (replace(before[tuesdays], starts=time(20), ends=time(1)), None),
        "resident": (replace(SUNDAYS, staff=(village.maja.id,)), None),
        "gone": (SUNDAYS, 9999),
        "other place": (SUNDAYS, next(iter(rules(session, places["spindehuset"])))),
    }[wrong]
    with pytest.raises(Refused):
        save(engine, club, *given)
    assert rules(session, club) == before and rows(session, HoursEdit) == []


# --- the picture --------------------------------------------------------------------------------------------------


def facts(session, place):
    session.rollback()
    session.expire_all()
    return staff_queries.facts_of(session, place, clock.now()).facts


def as_openings(found) -> list[tuple]:
    return [(each.starts, each.ends) for each in openings(found, MONDAY, MONDAY + timedelta(days=27))]


def test_the_picture_is_what_is_kept_afterwards(club, tuesdays, engine, session):
    now = facts(session, club)
    others = list(rules(session, club).values())
    seen = weeks.with_hours(now, [*others, SUNDAYS])
    picture = weeks.four_weeks(seen, MONDAY, today=MONDAY, instead_of=now)
    save(engine, club, SUNDAYS)
    kept = facts(session, club)
    assert as_openings(seen) == as_openings(kept) != as_openings(now)
    new = [each.day for week in picture for each in week if each.before is not None]
    assert new == [date(2026, 11, 29), date(2026, 12, 13)]
    times = [[each.times for each in week] for week in picture]
    assert times == [[each.times for each in week] for week in weeks.four_weeks(kept, MONDAY, today=MONDAY)]


def test_the_picture_says_in_words_why_nobody_is_there(places, session):
    club = facts(session, places["klubben"])
    christmas = date(2026, 12, 21)
    days = weeks.four_weeks(club, christmas, today=MONDAY)[0]
    assert (days[3].red, days[3].unsure) == ("Juleaftensdag", True) and days[2].red == ""
    closed = weeks.with_change(club, Change(christmas, date(2026, 12, 27), ChangeKind.CLOSED, made=0))
    days = weeks.four_weeks(closed, christmas, today=MONDAY, instead_of=club)[0]
    assert days[1].why_not == "changed" and days[1].before == ((time(16, 30), time(21)),)
    assert days[0].before is None, "there was nothing on Monday"
