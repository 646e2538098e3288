"""The house's rules about ideas, as tables: what may follow what, what is owed, which ideas are alike."""

from datetime import date, timedelta

import pytest

from portal.meetings.likeness import most_alike, words_that_count
from portal.meetings.rules import (
    NEXT,
    Place,
    Standing,
    Step,
    Taken,
    is_overdue,
    is_owed,
    may_be_withdrawn,
    may_follow,
    may_stand_instead,
    now_at,
    standing,
    standing_steps,
    strip,
)

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
HEARD, TALKED, YES, NO, LATER, DONE = Step


def life(*steps: Step | tuple[Step, int]) -> list[Taken]:
    """Steps in order; a pair corrects the step with that number, counted from 1."""
    taken = []
    for number, each in enumerate(steps, start=1):
        step, corrects = each if isinstance(each, tuple) else (each, None)
        taken.append(Taken(number, step, MONDAY + DAY * number, None, corrects))
    return taken


@pytest.mark.parametrize("now", [None, *Step])
def test_nothing_follows_what_is_done_and_nothing_comes_before_it_is_heard(now):
    ahead = {step for step in Step if may_follow(now, step)}
    assert ahead == set(NEXT[now])
    assert HEARD not in ahead or now is None
    assert now is not DONE or not ahead
    assert (DONE in ahead) == (now in (YES, LATER))


@pytest.mark.parametrize(
    ("steps", "reached"),
    [
        ((), (None, None, None, None)),
        ((HEARD,), (HEARD, None, None, None)),
        ((HEARD, TALKED), (HEARD, TALKED, None, None)),
        ((HEARD, NO), (HEARD, TALKED, NO, None)),
        ((HEARD, TALKED, LATER), (HEARD, TALKED, LATER, None)),
        ((HEARD, LATER, TALKED), (HEARD, TALKED, None, None)),
        ((HEARD, LATER, YES), (HEARD, TALKED, YES, None)),
        ((HEARD, LATER, DONE), (HEARD, TALKED, LATER, DONE)),
        ((HEARD, TALKED, YES, (NO, 3)), (HEARD, TALKED, NO, None)),
        ((HEARD, TALKED, YES, (NO, 3), (YES, 4)), (HEARD, TALKED, YES, None)),
    ],
)
def test_a_life_is_four_pictures(steps, reached):
    stops = strip(life(*steps))
    assert tuple(stop.place for stop in stops) == tuple(Place)
    assert tuple(stop.step for stop in stops) == reached
    assert [stop.step for stop in stops if stop.is_now] == ([now_at(life(*steps)).step] if steps else [])


def test_what_is_corrected_counts_no_more_and_stays_in_the_history():
    taken = life(HEARD, YES, (NO, 2))
    assert [each.step for each in standing_steps(reversed(taken))] == [HEARD, NO]
    assert len(taken) == 3


@pytest.mark.parametrize(
    ("steps", "instead"),
    [
        ((), set()),
        ((HEARD,), set()),  # her yes to the words is her own
        ((HEARD, TALKED), {TALKED, YES, NO, LATER}),
        ((HEARD, TALKED, NO), {YES, NO, LATER}),
        ((HEARD, YES, DONE), {DONE, LATER, NO}),
        ((HEARD, TALKED, NO, (YES, 3)), {YES, NO, LATER}),
    ],
)
def test_the_newest_step_is_corrected_to_what_was_possible_then(steps, instead):
    assert {step for step in Step if may_stand_instead(life(*steps), step)} == instead


@pytest.mark.parametrize("step", Step)
def test_only_a_promise_with_a_day_is_owed_and_it_is_broken_the_day_after(step):
    promises = step in (YES, LATER)
    taken = Taken(1, step, MONDAY, MONDAY + DAY)
    assert not is_owed(taken, MONDAY) and not is_overdue(taken, MONDAY)
    assert (is_owed(taken, MONDAY + DAY), is_overdue(taken, MONDAY + DAY)) == (promises, False)
    assert (is_owed(taken, MONDAY + 2 * DAY), is_overdue(taken, MONDAY + 2 * DAY)) == (promises, promises)
    assert not is_owed(Taken(1, step, MONDAY), MONDAY + DAY) and not is_owed(None, MONDAY)


@pytest.mark.parametrize(
    ("facts", "where"),
    [
        ({}, Standing.SENT),
        ({"has_wording": True}, Standing.PROPOSED),
        ({"has_wording": True, "answer": False}, Standing.DISPUTED),
        ({"has_wording": True, "answer": True, "is_heard": True}, Standing.PUBLIC),
        ({"has_wording": True, "answer": False, "is_heard": True}, Standing.PUBLIC),  # new words, refused
        ({"has_wording": True, "is_heard": True, "is_joined": True}, Standing.JOINED),
        ({"has_wording": True, "is_heard": True, "is_joined": True, "is_withdrawn": True}, Standing.WITHDRAWN),
        ({"is_withdrawn": True}, Standing.WITHDRAWN),
    ],
)
def test_where_an_idea_is_beside_its_life(facts, where):
    usual = {"has_wording": False, "answer": None, "is_heard": False, "is_joined": False, "is_withdrawn": False}
    assert standing(**(usual | facts)) is where


@pytest.mark.parametrize("now", [None, *Step])
def test_an_idea_is_her_own_until_it_is_decided(now):
    assert may_be_withdrawn(now) == (now in (None, HEARD, TALKED))


def test_ideas_about_the_same_thing_share_a_word_whatever_its_ending():
    others = {
        1: ["Vi vil have en hund.", "Den kan bo i gården."],
        2: ["Vi køber to bænke til gården."],
        3: ["Vi ser film om aftenen."],
        4: ["Vi vil have bænken malet."],
        5: ["Vi skal på tur."],
    }
    assert most_alike(["Vi vil have en bænk i gården."], others) == [2, 4, 1]
    assert most_alike(["Turen går til Tivoli."], others) == [5]
    assert most_alike(["Vi vil gerne have noget med nogen."], others) == []
    assert words_that_count(["Katten og katte"]) == {"kat"}
