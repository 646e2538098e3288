"""What cannot be kept, and the sentence that stands at the field."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.presence.facts import Absence, Change, ChangeKind, Span, WeeklyHours
from portal.presence.problems import (
    ENDS_BEFORE_IT_STARTS,
    ENDS_WHEN_IT_STARTS,
    NO_DAY,
    NO_SPANS,
    NO_TIME,
    NO_WEEKDAY,
    NO_WEEKS,
    OVERLAPS,
    OWN_SUBSTITUTE,
    SPANS_OVERLAP,
    UNKNOWN_PLACE,
    Problem,
    overlap,
    problems,
    problems_of_absence,
    problems_of_change,
)
from tests.presence.timetable import ANNE, BO, CLUB, FLAT

MONDAY, NEXT_MONDAY, LAST_DAY = date(2026, 11, 23), date(2026, 11, 30), date(2026, 12, 31)
GOOD = {
    "weekday": 0, "starts": time(16), "ends": time(20), "every": 1, "anchor": MONDAY, "valid_from": MONDAY,
    "valid_to": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"weekday": 7}, "weekday", NO_WEEKDAY),
        ({"weekday": -1}, "weekday", NO_WEEKDAY),
        ({"weekday": None}, "weekday", NO_WEEKDAY),
        ({"starts": None}, "starts", NO_TIME),
        ({"ends": None}, "ends", NO_TIME),
        ({"ends": time(16)}, "ends", ENDS_WHEN_IT_STARTS),
        ({"every": 0}, "every", NO_WEEKS),
        ({"every": None}, "every", NO_WEEKS),
        ({"anchor": None}, "anchor", NO_DAY),
        ({"valid_from": None}, "valid_from", NO_DAY),
        ({"valid_to": date(2026, 11, 22)}, "valid_to", ENDS_BEFORE_IT_STARTS),
    ],
)
def test_bad_hours_get_one_sentence_at_the_field(wrong, field, sentence):
    assert problems(**{**GOOD, **wrong}) == [Problem(field, sentence)]


@pytest.mark.parametrize("good", [{}, {"ends": time(2)}, {"ends": time(0)}, {"every": 2}, {"valid_to": MONDAY}])
def test_good_hours_get_none(good):
    assert problems(**{**GOOD, **good}) == []


def test_each_wrong_field_is_told():
    found = problems(**{**GOOD, "weekday": 9, "every": 0, "valid_to": date(2020, 1, 1)})
    assert [each.field for each in found] == ["weekday", "every", "valid_to"]


KEPT = WeeklyHours(0, time(16), time(20), 1, MONDAY, MONDAY)
EVERY_OTHER = replace(KEPT, every=2)


@pytest.mark.parametrize(
    ("other", "is_wrong"),
    [
        (KEPT, True),
        (replace(KEPT, weekday=1), False),
        (replace(KEPT, starts=time(19), ends=time(21)), True),
        (replace(KEPT, starts=time(20), ends=time(21)), False),  # they touch
        (replace(KEPT, starts=time(12), ends=time(16)), False),
        (replace(KEPT, starts=time(12), ends=time(1)), True),
        (replace(KEPT, valid_from=date(2026, 1, 1), valid_to=date(2026, 11, 22)), False),
        (replace(KEPT, valid_from=date(2026, 1, 1), valid_to=MONDAY), True),
        (replace(KEPT, valid_to=date(2026, 11, 29)), True),
        (EVERY_OTHER, True),
        (replace(EVERY_OTHER, anchor=NEXT_MONDAY), True),
    ],
)
def test_hours_do_not_overlap_with_others_of_the_place(other, is_wrong):
    assert problems(**GOOD, others=[other]) == ([Problem("starts", OVERLAPS)] if is_wrong else [])


@pytest.mark.parametrize(
    ("every", "anchor", "other_every", "other_anchor", "valid_to", "is_wrong"),
    [
        (2, MONDAY, 2, MONDAY, None, True),
        (2, MONDAY, 2, NEXT_MONDAY, None, False),  # the one in even weeks, the other in odd ones
        (2, MONDAY, 4, NEXT_MONDAY, None, False),
        (2, MONDAY, 3, NEXT_MONDAY, None, True),  # they meet in the fifth week
        (2, MONDAY, 3, NEXT_MONDAY, date(2026, 12, 20), False),  # unless it is over before
        (2, MONDAY, 3, NEXT_MONDAY, date(2026, 12, 21), True),
    ],
)
def test_hours_of_weeks_that_never_meet_do_not_overlap(every, anchor, other_every, other_anchor, valid_to, is_wrong):
    one, other = replace(KEPT, every=every, anchor=anchor), replace(KEPT, every=other_every, anchor=other_anchor)
    assert overlap(replace(one, valid_to=valid_to), other) is is_wrong
    assert overlap(other, replace(one, valid_to=valid_to)) is is_wrong


a_rule = st.builds(
    WeeklyHours,
    weekday=st.integers(0, 1),
    starts=st.just(time(16)),
    ends=st.just(time(20)),
    every=st.integers(1, 6),
    anchor=st.dates(date(2026, 11, 1), date(2027, 2, 1)),
    valid_from=st.dates(date(2026, 11, 1), date(2026, 12, 1)),
    valid_to=st.none() | st.dates(date(2026, 11, 1), date(2027, 3, 1)),
)


@settings(max_examples=200, deadline=None)
@given(a_rule, a_rule)
def test_two_rules_overlap_when_a_day_exists_on_which_both_hold(one, other):
    days = [date(2026, 11, 1) + timedelta(days=number) for number in range(400)]
    assert overlap(one, other) == any(one.holds_on(day) and other.holds_on(day) for day in days)


NINE_TO_TEN, TEN_TO_ELEVEN, HALF_PAST = Span(time(9), time(10)), Span(time(10), time(11)), Span(time(9, 30), time(12))
CLOSED = Change(MONDAY, MONDAY, ChangeKind.CLOSED, 0)
OTHER_HOURS = replace(CLOSED, kind=ChangeKind.OTHER_HOURS, spans=(NINE_TO_TEN, TEN_TO_ELEVEN))
MOVED = replace(CLOSED, kind=ChangeKind.MOVED, moved_to=CLUB)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (CLOSED, []),
        (OTHER_HOURS, []),
        (MOVED, []),
        (replace(CLOSED, last_day=date(2026, 11, 22)), [Problem("last_day", ENDS_BEFORE_IT_STARTS)]),
        (replace(MOVED, moved_to=FLAT), [Problem("moved_to", UNKNOWN_PLACE)]),
        (replace(MOVED, moved_to=99), [Problem("moved_to", UNKNOWN_PLACE)]),
        (replace(MOVED, moved_to=None), [Problem("moved_to", UNKNOWN_PLACE)]),
        (replace(OTHER_HOURS, spans=()), [Problem("spans", NO_SPANS)]),
        (replace(OTHER_HOURS, spans=(Span(time(9), time(9)),)), [Problem("spans", ENDS_WHEN_IT_STARTS)]),
        (replace(OTHER_HOURS, spans=(TEN_TO_ELEVEN, NINE_TO_TEN, HALF_PAST)), [Problem("spans", SPANS_OVERLAP)]),
    ],
)
def test_a_change_that_cannot_be(change, expected):
    assert problems_of_change(change, place=FLAT, places=(FLAT, CLUB)) == expected


@pytest.mark.parametrize(
    ("absence", "expected"),
    [
        (Absence(ANNE, MONDAY, MONDAY, BO), []),
        (Absence(ANNE, MONDAY, NEXT_MONDAY), []),
        (Absence(ANNE, NEXT_MONDAY, MONDAY), [Problem("last_day", ENDS_BEFORE_IT_STARTS)]),
        (Absence(ANNE, MONDAY, MONDAY, ANNE), [Problem("substitute", OWN_SUBSTITUTE)]),
    ],
)
def test_an_absence_that_cannot_be(absence, expected):
    assert problems_of_absence(absence) == expected
