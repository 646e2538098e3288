"""The codes of a paper list, and what stands against a row that is keyed in."""

from datetime import datetime, timedelta

import pytest

from portal.clock import COPENHAGEN
from portal.meals.paper_rules import MOST_CODES, SENTENCES, Choice, Conflict, Known, Row, codes, judge
from portal.meals.rules import Reply

PRINTED = datetime(2026, 11, 23, 12, 0, tzinfo=COPENHAGEN)
BEFORE, LATER = PRINTED - timedelta(hours=1), PRINTED + timedelta(hours=1)
MAJA, ALI, MAJA_2 = 1, 2, 3
PEOPLE = {"maja": [MAJA], "ali": [ALI]}
YES, NO, MAYBE = Reply.YES, Reply.NO, Reply.MAYBE
C = Conflict


def test_codes_are_short_all_different_and_hold_nothing_that_looks_like_something_else():
    found = codes(0, 500)
    assert len(set(found)) == 500 and {len(code) for code in found} == {2, 3}
    assert not set("".join(found)) & set("01OI")
    assert found[:3] == ["A2", "A3", "A4"]
    assert codes(3, 2) == found[3:5]
    assert len(codes(0, MOST_CODES)) == MOST_CODES


def row(code="A2", name="Maja", reply=YES, **more):
    return Row(code, name, reply=reply, **more)


def conflicts(*rows, people=PEOPLE, known=(), free=10):
    judged = judge(rows, people, {each.person_id: each for each in known}, free=free, printed_at=PRINTED)
    return [each.conflicts for each in judged]


@pytest.mark.parametrize(
    ("given", "known", "free", "found"),
    [
        (row(), (), 1, ()),
        (row(name="MAJA"), (), 1, ()),
        (Row("A2"), (), 0, ()),
        (row(name=""), (), 1, (C.NO_NAME,)),
        (row(reply=None), (), 1, (C.NO_REPLY,)),
        (Row("A2", guests=2), (), 1, (C.NO_NAME, C.NO_REPLY)),
        (row(name="Mja"), (), 1, (C.UNKNOWN,)),
        (row(reply=MAYBE, guests=1), (), 9, (C.GUESTS_ALONE,)),
        (row(), (), 0, (C.FULL,)),
        (row(guests=1), (), 1, (C.FULL,)),
        (row(guests=1), (), 2, ()),
        (row(), [Known(MAJA, YES, True, BEFORE)], 0, ()),  # she has a chair already
        (row(guests=1), [Known(MAJA, YES, True, BEFORE)], 1, ()),
        (row(reply=NO), (), 0, ()),
        (row(reply=NO), [Known(MAJA, YES, True, BEFORE)], 0, ()),  # the paper is newer
        (row(reply=NO), [Known(MAJA, YES, True, LATER)], 0, (C.SAID_ELSE,)),
        (row(), [Known(MAJA, NO, False, LATER)], 0, (C.SAID_ELSE, C.FULL)),
        (row(), [Known(MAJA, YES, True, LATER)], 0, ()),  # she said the same
        (row(), [Known(MAJA, clashes=True)], 1, (C.CLASH,)),
        (row(reply=NO), [Known(MAJA, clashes=True)], 1, ()),
    ],
)
def test_what_stands_against_a_row(given, known, free, found):
    assert conflicts(given, known=known, free=free) == [found]


def test_the_last_chair_goes_to_the_first_row():
    assert conflicts(row(), row("A3", "Ali"), free=1) == [(), (C.FULL,)]


def test_a_name_on_two_rows_is_a_conflict_until_one_is_left_out():
    assert conflicts(row(), row("A3")) == [(C.TWICE,), (C.TWICE,)]
    assert conflicts(row(), row("A3", choice=Choice.LEAVE)) == [(), ()]
    both = judge([row(choice=Choice.PAPER), row("A3", choice=Choice.PAPER)], PEOPLE, {}, free=9, printed_at=PRINTED)
    assert not any(each.is_to_do for each in both)


def test_a_name_that_several_have_waits_for_one_of_them():
    people = {"maja": [MAJA, MAJA_2]}
    assert conflicts(row(), people=people) == [(C.SEVERAL,)]
    assert conflicts(row(who_id=MAJA_2), people=people) == [()]
    assert conflicts(row(who_id=ALI), people=people) == [(C.SEVERAL,)]


@pytest.mark.parametrize(
    ("given", "free", "to_do", "done"),
    [
        (row(), 1, True, True),
        (row(), 0, False, False),
        (row(choice=Choice.PAPER), 0, True, True),
        (row(choice=Choice.LEAVE), 0, False, True),
        (row(name="Mja", choice=Choice.PAPER), 1, False, False),
        (row(name="Mja", choice=Choice.LEAVE), 1, False, True),
        (Row("A2", choice=Choice.LEAVE), 1, False, False),
    ],
)
def test_a_row_with_a_conflict_waits_for_somebody_to_choose(given, free, to_do, done):
    (judged,) = judge([given], PEOPLE, {}, free=free, printed_at=PRINTED)
    assert (judged.is_to_do, judged.is_done) == (to_do, done)


def test_every_conflict_is_said_in_a_sentence():
    assert SENTENCES.keys() == set(C)
