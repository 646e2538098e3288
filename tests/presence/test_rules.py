"""Who is here, at moments people know: the real timetable, and what can happen to it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from portal.presence.facts import Absence, Arrival, Change, ChangeKind, Check, HolidayPolicy, Reason, Span
from portal.presence.rules import DAYS_AHEAD, answer, nights_until, quarters_until
from tests.presence.asking import COMES, HERE, NOT_TODAY, UNKNOWN, asked, at, late, told
from tests.presence.timetable import ANNE, BO, CARLA, CLUB, CLUB_FACTS, FLAT_FACTS

FLAT, THE_CLUB = FLAT_FACTS, CLUB_FACTS
MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 22)
THURSDAY, CLUB_FRIDAY, OFF_FRIDAY = date(2026, 11, 26), date(2026, 11, 27), date(2026, 12, 4)
CHRISTMAS_EVE = date(2026, 12, 24)  # a Thursday
SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("place", "moment", "state", "when"),
    [
        (FLAT, at(MONDAY, 11, 59), COMES, "23/11 12.00"),
        (FLAT, at(MONDAY, 12), HERE, "23/11 13.00"),
        (FLAT, at(MONDAY, 12, 30), HERE, "23/11 13.00"),
        (FLAT, at(MONDAY, 13), COMES, "23/11 16.00"),  # the end is outside
        (FLAT, at(MONDAY, 14), COMES, "23/11 16.00"),
        (FLAT, at(MONDAY, 20), NOT_TODAY, "26/11 12.00"),
        (THE_CLUB, at(MONDAY, 12, 30), NOT_TODAY, "24/11 16.30"),
        (FLAT, at(THURSDAY, 17), HERE, "26/11 20.00"),
        (THE_CLUB, at(THURSDAY, 17), HERE, "26/11 21.00"),
        (FLAT, at(CLUB_FRIDAY, 18), NOT_TODAY, "30/11 12.00"),
        (THE_CLUB, at(CLUB_FRIDAY, 18), HERE, "27/11 22.00"),
        (THE_CLUB, at(OFF_FRIDAY, 18), NOT_TODAY, "08/12 16.30"),
        (FLAT, at(SUNDAY, 0), NOT_TODAY, "23/11 12.00"),
    ],
)
def test_the_real_timetable(place, moment, state, when):
    assert told(asked(place, moment)) == (state, when, Reason.HOURS)


def test_who_is_here_is_told_by_name():
    assert asked(FLAT, at(MONDAY, 12, 30)).staff == (ANNE,)
    assert asked(FLAT, at(MONDAY, 14)).staff == ()
    assert asked(FLAT, at(MONDAY, 14)).opening.staff == (ANNE,)


def test_the_moment_may_be_said_in_any_zone_and_must_say_which():
    moment = at(MONDAY, 12, 30)
    assert asked(FLAT, moment.astimezone(UTC)) == asked(FLAT, moment)
    with pytest.raises(ValueError, match="time zone"):
        answer(FLAT, datetime(2026, 11, 23, 12, 30))


@pytest.mark.parametrize(
    ("policy", "confirmed", "hour", "expected"),
    [
        (HolidayPolicy.CLOSED, {}, 17, (NOT_TODAY, "28/12 12.00", Reason.HOLIDAY)),
        (HolidayPolicy.AS_USUAL, {}, 17, (HERE, "24/12 20.00", Reason.HOURS)),
        (HolidayPolicy.ASK, {}, 17, (UNKNOWN, None, Reason.HOLIDAY_UNSURE)),
        (HolidayPolicy.ASK, {}, 9, (UNKNOWN, None, Reason.HOLIDAY_UNSURE)),
        (HolidayPolicy.ASK, {CHRISTMAS_EVE: True}, 17, (HERE, "24/12 20.00", Reason.HOURS)),
        (HolidayPolicy.ASK, {CHRISTMAS_EVE: True}, 14, (COMES, "24/12 16.00", Reason.HOURS)),
        (HolidayPolicy.ASK, {CHRISTMAS_EVE: False}, 17, (NOT_TODAY, "28/12 12.00", Reason.HOLIDAY)),
    ],
)
def test_christmas_eve(policy, confirmed, hour, expected):
    assert told(asked(FLAT, at(CHRISTMAS_EVE, hour), policy=policy, confirmed_days=confirmed)) == expected


def test_a_red_day_nobody_has_spoken_for_is_no_next_opening_but_is_named():
    said = asked(FLAT, at(date(2026, 12, 23), 12), policy=HolidayPolicy.ASK)
    assert told(said) == (NOT_TODAY, "28/12 12.00", Reason.HOURS)
    assert said.unsure_days == (CHRISTMAS_EVE, date(2026, 12, 25))  # the 26th is a Saturday: nobody would come anyway


def test_a_red_day_without_hours_is_no_doubt():
    saturday = date(2026, 12, 26)
    assert told(asked(FLAT, at(saturday, 12), policy=HolidayPolicy.ASK)) == (NOT_TODAY, "28/12 12.00", Reason.HOURS)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(date(2026, 11, 24), 0), (HERE, "24/11 02.00", Reason.HOURS)),
        (at(date(2026, 11, 24), 1, 59), (HERE, "24/11 02.00", Reason.HOURS)),
        (at(date(2026, 11, 24), 2), (NOT_TODAY, "30/11 22.00", Reason.HOURS)),
        (at(MONDAY, 1), (COMES, "23/11 22.00", Reason.HOURS)),
    ],
)
def test_what_began_yesterday_runs_after_midnight(moment, expected):
    assert told(asked(late(0, time(22), time(2)), moment)) == expected


def test_a_doubt_from_yesterday_lasts_as_long_as_it_could_have():
    new_year = replace(late(3, time(22), time(2)), policy=HolidayPolicy.ASK)  # Thursday 31 December
    assert asked(new_year, at(date(2027, 1, 1), 1)).reason is Reason.HOLIDAY_UNSURE
    assert asked(new_year, at(date(2027, 1, 1), 2)).state is NOT_TODAY


def test_until_is_when_the_last_of_hours_that_touch_ends():
    late_monday, early_tuesday = late(0, time(16), time(0), ANNE).hours, late(1, time(0), time(8), BO).hours
    said = asked(replace(FLAT, hours=late_monday + early_tuesday), at(MONDAY, 17))
    assert (told(said), said.staff, said.opening.staff) == ((HERE, "24/11 08.00", Reason.HOURS), (ANNE,), (ANNE, BO))


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(AUTUMN, 2, 29), (HERE, "25/10 02.30", Reason.HOURS)),
        (at(AUTUMN, 2, 30), (HERE, "25/10 02.30", Reason.HOURS)),  # the first 2.30; it ends at the second
        (at(AUTUMN, 2, 15, fold=1), (HERE, "25/10 02.30", Reason.HOURS)),
        (at(AUTUMN, 2, 30, fold=1), (NOT_TODAY, "01/11 01.00", Reason.HOURS)),
    ],
)
def test_the_hour_the_clock_goes_back(moment, expected):
    assert told(asked(late(6, time(1), time(2, 30)), moment)) == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(SPRING, 1, 59), (COMES, "28/03 03.30", Reason.HOURS)),
        (at(SPRING, 3, 30), (HERE, "28/03 04.00", Reason.HOURS)),
    ],
)
def test_the_hour_the_clock_goes_forward(moment, expected):
    assert told(asked(late(6, time(2, 30), time(4)), moment, policy=HolidayPolicy.AS_USUAL)) == expected


@pytest.mark.parametrize(("hour", "fold", "quarters"), [(1, 0, 12), (2, 0, 8), (2, 1, 4)])
def test_quarters_are_counted_by_the_clock_also_when_it_goes_back(hour, fold, quarters):
    moment = at(AUTUMN, hour, 0, fold)
    assert quarters_until(asked(late(6, time(3), time(4)), moment), moment) == quarters


@pytest.mark.parametrize(
    ("place", "moment", "nights", "quarters"),
    [
        (FLAT, at(MONDAY, 14), 0, 8),
        (FLAT, at(MONDAY, 15, 44), 0, 2),
        (FLAT, at(MONDAY, 15, 45), 0, 1),
        (FLAT, at(MONDAY, 15, 59), 0, 1),
        (FLAT, at(MONDAY, 16), 0, 0),
        (FLAT, at(SUNDAY, 23, 59), 1, 0),
        (FLAT, at(SUNDAY, 0), 1, 0),
        (FLAT, at(MONDAY, 20), 3, 0),
        (late(0, time(22), time(2)), at(date(2026, 11, 24), 1), 0, 0),
        (replace(FLAT, hours=()), at(MONDAY, 12), 0, 0),
        (late(0, time(9), time(10)), at(SUNDAY, 23).astimezone(UTC), 1, 0),
        (late(0, time(9), time(10)), at(MONDAY, 0).astimezone(UTC), 0, 36),  # in UTC it is still Sunday
    ],
)
def test_nights_and_quarter_hours(place, moment, nights, quarters):
    said = asked(place, moment)
    assert (nights_until(said, moment), quarters_until(said, moment)) == (nights, quarters)


ILL = Absence(ANNE, MONDAY, MONDAY)


def test_ill_without_a_substitute_nobody_comes():
    said = asked(FLAT, at(MONDAY, 12, 30), absences=(ILL,))
    assert (told(said), said.away) == ((NOT_TODAY, "26/11 12.00", Reason.ILL), (ANNE,))
    assert asked(FLAT, at(MONDAY, 20), absences=(ILL,)).reason is Reason.HOURS  # she would have gone home by now


def test_ill_with_a_substitute_somebody_else_comes():
    said = asked(FLAT, at(MONDAY, 14), absences=(replace(ILL, substitute=BO),))
    assert (told(said), said.opening.staff) == ((COMES, "23/11 16.00", Reason.ILL), (BO,))
    assert said.opening.instead_of == ((ANNE, BO),)
    assert asked(FLAT, at(MONDAY, 17), absences=(replace(ILL, substitute=BO),)).staff == (BO,)


@pytest.mark.parametrize(
    ("change", "hour", "expected"),
    [
        (Change(MONDAY, MONDAY, ChangeKind.CLOSED, 1), 12, (NOT_TODAY, "26/11 12.00", Reason.CHANGED)),
        (Change(MONDAY, MONDAY, ChangeKind.CLOSED, 1), 21, (NOT_TODAY, "26/11 12.00", Reason.HOURS)),
        (Change(MONDAY, MONDAY, ChangeKind.OTHER_HOURS, 1, (Span(time(9), time(13, 30)),)), 13,
         (HERE, "23/11 13.30", Reason.CHANGED)),
        (Change(MONDAY, MONDAY, ChangeKind.MOVED, 1, (), CLUB), 12, (NOT_TODAY, "26/11 12.00", Reason.MOVED)),
        (Change(SUNDAY, SUNDAY, ChangeKind.MOVED, 1, (), CLUB), 12, (HERE, "23/11 13.00", Reason.HOURS)),
    ],
)  # fmt: skip
def test_a_change_of_the_day(change, hour, expected):
    assert told(asked(FLAT, at(MONDAY, hour), changes=(change,))) == expected


def test_a_moved_place_says_where_and_the_other_place_is_open():
    moved = replace(FLAT, changes=(Change(MONDAY, MONDAY, ChangeKind.MOVED, 1, (), CLUB),))
    assert asked(moved, at(MONDAY, 12, 30)).moved_to == CLUB
    said = asked(THE_CLUB, at(MONDAY, 12, 30), moved_here=(moved,))
    assert (told(said), said.staff) == ((HERE, "23/11 13.00", Reason.MOVED), (ANNE,))


def test_a_moved_place_does_not_send_anybody_away_on_a_day_it_is_shut():
    moved = Change(SUNDAY, MONDAY, ChangeKind.MOVED, 1, (), CLUB)
    said = asked(FLAT, at(SUNDAY, 12), changes=(moved,))
    assert (said.reason, said.moved_to) == (Reason.HOURS, None)


DAY = FLAT.fresh_for


@pytest.mark.parametrize(
    ("checks", "arrivals", "reason"),
    [
        ((), (), Reason.NEVER_CHECKED),
        ((at(MONDAY, 12, 31),), (), Reason.NEVER_CHECKED),  # that is only known in a minute
        ((at(MONDAY, 12, 30) - DAY,), (), Reason.STALE),
        ((at(MONDAY, 12, 31) - DAY,), (), Reason.HOURS),
        ((at(MONDAY, 12, 31) - DAY, at(SUNDAY, 1)), (), Reason.HOURS),  # the newest counts
        ((), (Arrival(ANNE, at(MONDAY, 12)),), Reason.ARRIVED),  # "Jeg er her" is a check
        ((), (Arrival(BO, at(SUNDAY, 12), at(SUNDAY, 13)),), Reason.HOURS),  # and "Jeg er gået"
        ((), (Arrival(BO, at(SUNDAY, 11), at(SUNDAY, 12, 30)),), Reason.STALE),
    ],
)
def test_what_nobody_has_checked_we_do_not_know(checks, arrivals, reason):
    facts = replace(FLAT, checks=tuple(Check(CARLA, when) for when in checks), arrivals=arrivals)
    said = answer(facts, at(MONDAY, 12, 30))
    assert said.reason is reason
    assert (said.state is UNKNOWN) == (reason in (Reason.NEVER_CHECKED, Reason.STALE))
    if said.state is UNKNOWN:
        assert (said.until, said.opening, said.staff) == (None, None, ())


def test_an_answer_says_who_checked_it_and_how_long_it_is_good_for():
    facts = replace(FLAT, checks=(Check(CARLA, at(MONDAY, 9)), Check(BO, at(MONDAY, 8))))
    said = answer(facts, at(MONDAY, 12, 30))
    assert (said.checked, said.fresh_until) == (Check(CARLA, at(MONDAY, 9)), at(date(2026, 11, 24), 9))
    assert answer(facts, at(THURSDAY, 12)).checked == Check(CARLA, at(MONDAY, 9))  # too old, and said all the same


def test_an_opening_too_far_ahead_is_not_told():
    far = late(0, time(12), time(13)).hours[0]
    first = MONDAY + timedelta(days=56)
    said = asked(replace(FLAT, hours=(replace(far, valid_from=first),)), at(MONDAY, 12))
    assert said.opening.starts.date() == first <= MONDAY + timedelta(days=DAYS_AHEAD)
    later = replace(far, valid_from=first + timedelta(days=1))
    assert asked(replace(FLAT, hours=(later,)), at(MONDAY, 12)).opening is None
