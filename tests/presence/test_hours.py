"""Weekly hours, changes, absences and the clock on the wall, as truth tables."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from portal.clock import COPENHAGEN
from portal.presence.facts import Absence, Change, ChangeKind, Facts, HolidayPolicy, Reason, Span, WeeklyHours
from portal.presence.openings import openings
from portal.red_days import red_days, red_days_of
from tests.presence.timetable import ANNE, BO, CARLA, CLUB, CLUB_FACTS, FLAT, FLAT_FACTS, HOURS_FROM

MONDAY = date(2026, 11, 23)
CLUB_FRIDAY, OFF_FRIDAY = date(2026, 11, 27), date(2026, 12, 4)
LAST_WEEK_OF_2026, FIRST_WEEK_OF_2027 = date(2026, 12, 28), date(2027, 1, 4)  # 2026 has a week 53
SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)  # Sundays: 2.00 becomes 3.00, and 3.00 becomes 2.00
SUNDAY = 6


def on_the_wall(opening):
    return f"{opening.starts:%a %d %H.%M}–{opening.ends:%H.%M}"


def held(facts, first, last=None):
    return [on_the_wall(each) for each in openings(facts, first, last or first)]


def one_rule(weekday, starts, ends, **others):
    rule = WeeklyHours(weekday, starts, ends, 1, HOURS_FROM, HOURS_FROM)
    return Facts(FLAT, timedelta(hours=24), hours=(replace(rule, **others),))


def test_the_timetable_of_a_week():
    assert held(FLAT_FACTS, MONDAY, date(2026, 11, 29)) == [
        "Mon 23 12.00–13.00", "Mon 23 16.00–20.00", "Thu 26 12.00–13.00", "Thu 26 16.00–20.00", "Fri 27 14.00–17.00",
    ]  # fmt: skip
    assert held(CLUB_FACTS, MONDAY, date(2026, 11, 29)) == [
        "Tue 24 16.30–21.00", "Thu 26 16.30–21.00", "Fri 27 17.00–22.00",
    ]  # fmt: skip


def test_every_other_friday_goes_on_over_new_year_although_two_odd_weeks_meet():
    fridays = openings(CLUB_FACTS, date(2026, 12, 5), date(2027, 1, 31))
    assert [each.starts.date() for each in fridays if each.starts.weekday() == 4] == [
        date(2026, 12, 11), date(2027, 1, 8), date(2027, 1, 22),
    ]  # fmt: skip
    assert date(2026, 12, 25) in CLUB_FACTS.holidays


@pytest.mark.parametrize(
    ("every", "anchor", "day", "holds"),
    [
        (1, MONDAY, MONDAY, True),
        (2, date(2026, 11, 29), MONDAY, True),  # the anchor is the Sunday of the same week
        (2, date(2026, 11, 22), MONDAY, False),  # and the Sunday of the week before
        (2, LAST_WEEK_OF_2026, FIRST_WEEK_OF_2027, False),
        (2, LAST_WEEK_OF_2026, FIRST_WEEK_OF_2027 + timedelta(days=7), True),
        (3, FIRST_WEEK_OF_2027, LAST_WEEK_OF_2026, False),  # weeks before the anchor count too
        (3, FIRST_WEEK_OF_2027, date(2026, 12, 14), True),
    ],
)
def test_every_nth_week_is_counted_from_the_week_of_the_anchor(every, anchor, day, holds):
    rule = WeeklyHours(0, time(12), time(13), every, anchor, HOURS_FROM)
    assert rule.holds_on(day) is holds


@pytest.mark.parametrize(
    ("day", "holds"),
    [(date(2026, 11, 16), False), (MONDAY, True), (date(2026, 12, 7), True), (date(2026, 12, 14), False)],
)
def test_hours_hold_from_their_first_to_their_last_day_both_included(day, holds):
    rule = WeeklyHours(0, time(12), time(13), 1, HOURS_FROM, MONDAY, date(2026, 12, 7))
    assert rule.holds_on(day) is holds


def test_a_leap_day_is_a_day_like_any_other():
    assert held(one_rule(1, time(16), time(20)), date(2028, 2, 29)) == ["Tue 29 16.00–20.00"]


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        (time(22), time(2), "Mon 23 22.00–02.00"),
        (time(20), time(0), "Mon 23 20.00–00.00"),  # 24.00
        (time(0), time(6), "Mon 23 00.00–06.00"),
        (time(12), time(11, 45), "Mon 23 12.00–11.45"),
        (time(12), time(12), "Mon 23 12.00–12.00"),
    ],
)
def test_a_span_that_does_not_end_after_it_starts_ends_the_day_after(starts, ends, said):
    opening = openings(one_rule(0, starts, ends), MONDAY, MONDAY)[0]
    assert on_the_wall(opening) == said
    assert opening.ends.date() == (MONDAY if ends > starts else date(2026, 11, 24))


@pytest.mark.parametrize(
    ("day", "starts", "ends", "first", "after"),
    [  # what the span is in UTC; None when there is nothing left of it
        (SPRING, time(1), time(4), (0, 0), (2, 0)),
        (SPRING, time(2, 30), time(4), (1, 30), (2, 0)),  # 2.30 does not exist: it is 3.30
        (SPRING, time(1), time(2, 30), (0, 0), (1, 30)),
        (SPRING, time(2, 15), time(2, 45), (1, 15), (1, 45)),
        (SPRING, time(2, 30), time(3), None, None),  # over before it starts
        (SPRING, time(2, 30), time(3, 30), None, None),  # and when it starts
        (AUTUMN, time(1), time(4), (-1, 0), (3, 0)),
        (AUTUMN, time(2, 30), time(4), (0, 30), (3, 0)),  # 2.30 comes twice: it starts at the first
        (AUTUMN, time(2, 30, fold=1), time(4), (0, 30), (3, 0)),  # also when it was read at the second
        (AUTUMN, time(1), time(2, 30), (-1, 0), (1, 30)),  # and ends at the second
        (AUTUMN, time(2, 15), time(2, 45), (0, 15), (1, 45)),
    ],
)
def test_the_nights_the_clock_is_changed(day, starts, ends, first, after):
    found = openings(one_rule(SUNDAY, starts, ends), day, day)
    if first is None or after is None:
        assert found == []
        return
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    assert found[0].starts.astimezone(UTC) == midnight + timedelta(hours=first[0], minutes=first[1])
    assert found[0].ends.astimezone(UTC) == midnight + timedelta(hours=after[0], minutes=after[1])


def test_an_opening_asks_the_clock_and_not_the_wall_whether_it_runs():
    opening = openings(one_rule(SUNDAY, time(1), time(2, 30)), AUTUMN, AUTUMN)[0]
    second_time = datetime(2026, 10, 25, 2, 29, tzinfo=COPENHAGEN, fold=1)
    assert opening.holds(second_time)
    assert not opening.holds(second_time.replace(minute=30))


def span(starts, ends, *staff):
    return Span(time(starts), time(ends), staff)


@pytest.mark.parametrize(
    ("spans", "said", "staff"),
    [
        ([span(12, 14, ANNE), span(14, 16, BO)], ["Mon 23 12.00–16.00"], [(ANNE, BO)]),  # they touch
        ([span(12, 15, BO), span(14, 16, ANNE)], ["Mon 23 12.00–16.00"], [(BO, ANNE)]),  # they overlap
        ([span(12, 18, ANNE), span(13, 14, ANNE)], ["Mon 23 12.00–18.00"], [(ANNE,)]),  # one lies in the other
        ([span(12, 18, ANNE), span(13, 14, BO), span(16, 17, BO)], ["Mon 23 12.00–18.00"], [(ANNE, BO)]),
        ([span(14, 16, BO), span(12, 13, ANNE)], ["Mon 23 12.00–13.00", "Mon 23 14.00–16.00"], [(ANNE,), (BO,)]),
    ],
)
def test_what_touches_or_overlaps_is_one_opening(spans, said, staff):
    facts = replace(FLAT_FACTS, hours=(), changes=(Change(MONDAY, MONDAY, ChangeKind.OTHER_HOURS, 1, tuple(spans)),))
    assert held(facts, MONDAY) == said
    assert [each.staff for each in openings(facts, MONDAY, MONDAY)] == staff


def test_an_opening_goes_on_over_midnight_into_the_hours_of_the_next_day():
    late, early = WeeklyHours(0, time(20), time(0), 1, HOURS_FROM, HOURS_FROM), time(0)
    facts = replace(FLAT_FACTS, hours=(late, WeeklyHours(1, early, time(7), 1, HOURS_FROM, HOURS_FROM)))
    assert held(facts, MONDAY, date(2026, 11, 24)) == ["Mon 23 20.00–07.00"]


CLOSED, OTHER_HOURS = (
    Change(MONDAY, MONDAY, ChangeKind.CLOSED, 1),
    Change(MONDAY, MONDAY, ChangeKind.OTHER_HOURS, 2, (span(9, 10),)),
)
MOVED = Change(MONDAY, MONDAY, ChangeKind.MOVED, 3, moved_to=CLUB)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([CLOSED], []),
        ([OTHER_HOURS], ["Mon 23 09.00–10.00"]),
        ([MOVED], []),
        ([CLOSED, OTHER_HOURS], ["Mon 23 09.00–10.00"]),
        ([OTHER_HOURS, replace(CLOSED, made=9)], []),
        ([replace(CLOSED, made=9), OTHER_HOURS], []),
        ([replace(OTHER_HOURS, last_day=date(2026, 11, 30)), replace(CLOSED, made=9)], []),
        ([replace(CLOSED, first_day=date(2026, 11, 24), last_day=date(2026, 11, 30))],
         ["Mon 23 12.00–13.00", "Mon 23 16.00–20.00"]),
    ],
)  # fmt: skip
def test_of_changes_that_overlap_the_newest_wins(changes, said):
    assert held(replace(FLAT_FACTS, changes=tuple(changes)), MONDAY) == said


@pytest.mark.parametrize(
    ("of_the_club", "said"),
    [
        ((), ["Mon 23 12.00–13.00", "Mon 23 16.00–20.00"]),
        ((replace(OTHER_HOURS, made=9),), ["Mon 23 09.00–10.00", "Mon 23 12.00–13.00", "Mon 23 16.00–20.00"]),
        ((replace(CLOSED, made=2),), ["Mon 23 12.00–13.00", "Mon 23 16.00–20.00"]),  # it was closed before the move
        ((replace(CLOSED, made=9),), []),  # and after it
        ((replace(MOVED, moved_to=FLAT, made=9),), []),
    ],
)
def test_a_place_that_is_moved_has_its_hours_at_the_other_place(of_the_club, said):
    moved = replace(FLAT_FACTS, changes=(MOVED,))
    club = replace(CLUB_FACTS, changes=of_the_club, moved_here=(moved,))
    assert held(moved, MONDAY) == []
    assert held(club, MONDAY) == said
    assert all(each.because in (Reason.MOVED, Reason.CHANGED) for each in openings(club, MONDAY, MONDAY))


ILL = Absence(ANNE, MONDAY, MONDAY)


@pytest.mark.parametrize(
    ("staff", "absences", "comes"),
    [
        ((ANNE,), [], (ANNE,)),
        ((ANNE,), [ILL], None),
        ((ANNE,), [replace(ILL, substitute=BO)], (BO,)),
        ((ANNE, BO), [ILL], (BO,)),
        ((ANNE, BO), [replace(ILL, substitute=BO)], (BO,)),  # once
        ((ANNE, BO), [ILL, replace(ILL, staff=BO)], None),
        ((), [ILL], ()),
        ((ANNE,), [replace(ILL, substitute=BO), replace(ILL, staff=BO)], None),  # Bo is ill too
        ((ANNE,), [replace(ILL, substitute=BO), replace(ILL, staff=BO, substitute=CARLA)], (CARLA,)),
        ((ANNE,), [replace(ILL, substitute=BO), replace(ILL, staff=BO, substitute=ANNE)], None),
        ((ANNE,), [replace(ILL, made=2), replace(ILL, substitute=BO, made=1)], None),  # the newest counts
        ((ANNE,), [replace(ILL, last_day=date(2026, 11, 22), first_day=date(2026, 11, 20))], (ANNE,)),
    ],
)
def test_an_opening_nobody_comes_to_is_none(staff, absences, comes):
    facts = replace(one_rule(0, time(16), time(20), staff=staff), absences=tuple(absences))
    found = openings(facts, MONDAY, MONDAY)
    assert [each.staff for each in found] == ([] if comes is None else [comes])


def test_a_substitute_is_told_with_the_one_who_is_ill():
    facts = replace(one_rule(0, time(16), time(20), staff=(ANNE,)), absences=(replace(ILL, substitute=BO),))
    opening = openings(facts, MONDAY, MONDAY)[0]
    assert (opening.because, opening.instead_of) == (Reason.ILL, ((ANNE, BO),))


CHRISTMAS_EVE = date(2026, 12, 24)  # a Thursday: 12–13 and 16–20
USUAL, NOTHING = ["Thu 24 12.00–13.00", "Thu 24 16.00–20.00"], []
OPEN_AT_CHRISTMAS = Change(CHRISTMAS_EVE, CHRISTMAS_EVE, ChangeKind.OTHER_HOURS, 1, (span(10, 12),))


@pytest.mark.parametrize(
    ("policy", "confirmed", "changes", "said"),
    [
        (HolidayPolicy.CLOSED, {}, (), NOTHING),
        (HolidayPolicy.CLOSED, {CHRISTMAS_EVE: True}, (), NOTHING),  # only a place that asks is asked
        (HolidayPolicy.AS_USUAL, {}, (), USUAL),
        (HolidayPolicy.ASK, {}, (), NOTHING),  # nothing that is certain
        (HolidayPolicy.ASK, {CHRISTMAS_EVE: True}, (), USUAL),
        (HolidayPolicy.ASK, {CHRISTMAS_EVE: False}, (), NOTHING),
        (HolidayPolicy.CLOSED, {}, (OPEN_AT_CHRISTMAS,), ["Thu 24 10.00–12.00"]),
        (HolidayPolicy.ASK, {}, (OPEN_AT_CHRISTMAS,), ["Thu 24 10.00–12.00"]),
    ],
)
def test_a_place_does_on_red_days_what_it_has_said(policy, confirmed, changes, said):
    assert held(replace(FLAT_FACTS, policy=policy, confirmed_days=confirmed, changes=changes), CHRISTMAS_EVE) == said


def test_red_days_are_the_public_holidays_and_the_three_days_that_are_kept_as_such():
    assert list(red_days_of(2026)) == [
        date(2026, 1, 1), date(2026, 4, 2), date(2026, 4, 3), date(2026, 4, 5), date(2026, 4, 6), date(2026, 5, 14),
        date(2026, 5, 24), date(2026, 5, 25), date(2026, 6, 5), date(2026, 12, 24), date(2026, 12, 25),
        date(2026, 12, 26), date(2026, 12, 31),
    ]  # fmt: skip
    assert red_days_of(2026)[date(2026, 6, 5)] == "Grundlovsdag"


def test_great_prayer_day_is_a_red_day_until_2023_and_none_since():
    assert date(2023, 5, 5) in red_days_of(2023)
    assert date(2024, 4, 26) not in red_days_of(2024)


def test_red_days_are_found_over_new_year():
    assert list(red_days(date(2026, 12, 26), date(2027, 1, 1))) == [
        date(2026, 12, 26), date(2026, 12, 31), date(2027, 1, 1),
    ]  # fmt: skip


def test_a_place_without_hours_has_no_openings():
    assert openings(Facts(place=3, fresh_for=timedelta(hours=1)), MONDAY, date(2027, 11, 23)) == []
