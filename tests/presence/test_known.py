"""What the database knows of the places is what the rules are asked about."""

from datetime import datetime

from portal import clock
from portal.clock import COPENHAGEN
from portal.db import writing
from portal.presence import actions, queries
from portal.presence.facts import ChangeKind
from portal.presence.rules import State, answer

MONDAY = datetime(2026, 11, 23, 16, 30, tzinfo=COPENHAGEN)


def states(session) -> dict[str, State]:
    session.rollback()
    return {each.slug: answer(each.facts, clock.now()).state for each in queries.places(session, clock.now())}


def test_on_monday_afternoon_somebody_is_in_the_common_flat(places, session):
    assert states(session) == {
        "faelleslejligheden": State.HERE, "klubben": State.NOT_TODAY, "spindehuset": State.NOT_TODAY,
    }  # fmt: skip


def test_what_is_changed_undone_and_left_is_known_at_once(places, village, engine, session):
    flat, today = places["faelleslejligheden"], MONDAY.date()
    with writing(engine) as begun:
        closed = actions.change(
            begun, flat, kind=ChangeKind.CLOSED, first_day=today, last_day=today, by_id=None, moment=MONDAY
        )
    assert states(session)["faelleslejligheden"] is State.NOT_TODAY
    with writing(engine) as begun:
        actions.undo(begun, begun.merge(closed), moment=MONDAY)
    assert states(session)["faelleslejligheden"] is State.HERE
    with writing(engine) as begun:
        actions.away(
            begun, begun.merge(village.anne), first_day=today, last_day=today, substitute=None, by_id=None,
            moment=MONDAY,
        )  # fmt: skip
        actions.away(
            begun, begun.merge(village.bo), first_day=today, last_day=today, substitute=begun.merge(village.mette),
            by_id=None, moment=MONDAY,
        )  # fmt: skip
    session.rollback()
    (flat_now, *_others) = queries.places(session, MONDAY)
    assert answer(flat_now.facts, MONDAY).staff == (village.mette.id,)


def test_somebody_who_comes_to_a_closed_place_opens_it_and_leaves_it(places, village, engine, session):
    with writing(engine) as begun:
        actions.arrive(begun, begun.merge(places["klubben"]), village.mette.id, moment=MONDAY)
        actions.arrive(begun, begun.merge(places["klubben"]), village.mette.id, moment=MONDAY)
    assert states(session)["klubben"] is State.HERE
    with writing(engine) as begun:
        actions.arrive(begun, begun.merge(places["spindehuset"]), village.mette.id, moment=MONDAY)
    assert states(session)["klubben"] is State.NOT_TODAY and states(session)["spindehuset"] is State.HERE
    with writing(engine) as begun:
        actions.leave(begun, village.mette.id, moment=MONDAY)
    assert states(session)["spindehuset"] is State.NOT_TODAY


def test_who_has_said_yes_is_shown_and_who_takes_it_back_is_not(places, village, engine, session):
    assert {face.first_name for face in queries.faces(session).values()} == {"Anne", "Bo", "Mette"}
    with writing(engine) as begun:
        actions.show(begun, village.anne.id, yes=False, moment=MONDAY)
        actions.show(begun, village.maja.id, yes=True, moment=MONDAY)
        actions.show(begun, village.maja.id, yes=True, moment=MONDAY)
    session.rollback()
    assert {face.first_name for face in queries.faces(session).values()} == {"Bo", "Mette"}
    assert [face.first_name for face in queries.askable_neighbours(session)] == ["Maja"]
    assert queries.askable_neighbours(session, but=village.maja.id) == []
