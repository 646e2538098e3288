""" "Jeg er her" and "Jeg er gået": what they say about who is here, and for how long."""

from dataclasses import replace
from datetime import date, time

import pytest

from portal.presence.facts import Arrival, HolidayPolicy, Reason
from tests.presence.asking import COMES, HERE, NOT_TODAY, asked, at, late, told
from tests.presence.timetable import ANNE, BO, FLAT_FACTS

FLAT = FLAT_FACTS
SUNDAY, MONDAY, CHRISTMAS_EVE = date(2026, 11, 22), date(2026, 11, 23), date(2026, 12, 24)


def test_somebody_who_has_come_is_here_whatever_the_calendar_says():
    came = at(CHRISTMAS_EVE, 16, 5)
    said = asked(FLAT, at(CHRISTMAS_EVE, 17), policy=HolidayPolicy.ASK, arrivals=(Arrival(BO, came),))
    assert (*told(said), said.staff, said.opening) == (HERE, "25/12 00.00", Reason.ARRIVED, (BO,), None)


@pytest.mark.parametrize(
    ("arrivals", "moment", "expected", "staff"),
    [
        # left early: nobody is here, and she comes for the next opening
        ([(ANNE, (16, 0), (18, 0))], (18, 0), (NOT_TODAY, "26/11 12.00", Reason.LEFT), ()),
        ([(ANNE, (16, 0), (18, 0))], (17, 59), (HERE, "23/11 20.00", Reason.ARRIVED), (ANNE,)),
        ([(ANNE, (16, 0), (18, 0))], (20, 0), (NOT_TODAY, "26/11 12.00", Reason.HOURS), ()),
        ([(ANNE, (12, 0), (12, 40))], (12, 45), (COMES, "23/11 16.00", Reason.LEFT), ()),
        # came back
        ([(ANNE, (16, 0), (18, 0)), (ANNE, (18, 30), None)], (19, 0), (HERE, "23/11 20.00", Reason.ARRIVED), (ANNE,)),
        # another one has left, the planned one has not
        ([(BO, (16, 0), (18, 0))], (18, 30), (HERE, "23/11 20.00", Reason.HOURS), (ANNE,)),
        # somebody else has stayed
        ([(ANNE, (16, 0), (18, 0)), (BO, (17, 0), None)], (18, 30), (HERE, "23/11 20.00", Reason.ARRIVED), (BO,)),
        # came early: here at once, until the end
        ([(ANNE, (15, 0), None)], (15, 1), (HERE, "23/11 20.00", Reason.ARRIVED), (ANNE,)),
        # came more than an hour early: here until the day ends, for nobody knows
        ([(ANNE, (14, 59), None)], (15, 1), (HERE, "24/11 00.00", Reason.ARRIVED), (ANNE,)),
        # went again before it began: that says nothing about the opening
        ([(ANNE, (15, 10), (15, 30))], (15, 40), (COMES, "23/11 16.00", Reason.HOURS), ()),
        ([(ANNE, (15, 10), (15, 30))], (16, 0), (HERE, "23/11 20.00", Reason.HOURS), (ANNE,)),
        # went the minute it began
        ([(ANNE, (15, 10), (16, 0))], (16, 0), (NOT_TODAY, "26/11 12.00", Reason.LEFT), ()),
        # forgot to go
        ([(BO, (16, 30), None)], (20, 0), (NOT_TODAY, "26/11 12.00", Reason.HOURS), ()),
        ([(BO, (21, 0), None)], (23, 59), (HERE, "24/11 00.00", Reason.ARRIVED), (BO,)),
    ],
)
def test_coming_and_going(arrivals, moment, expected, staff):
    came_and_went = tuple(
        Arrival(who, at(MONDAY, *came), at(MONDAY, *left) if left else None) for who, came, left in arrivals
    )
    said = asked(FLAT, at(MONDAY, *moment), arrivals=came_and_went)
    assert (told(said), said.staff) == (expected, staff)


def test_an_opening_without_names_ends_with_the_last_who_came_to_it():
    nameless = late(0, time(16), time(20))
    came = (Arrival(ANNE, at(MONDAY, 16), at(MONDAY, 17)), Arrival(BO, at(MONDAY, 16), at(MONDAY, 18)))
    assert told(asked(nameless, at(MONDAY, 17, 30), arrivals=came)) == (HERE, "23/11 20.00", Reason.ARRIVED)
    assert told(asked(nameless, at(MONDAY, 18), arrivals=came)) == (NOT_TODAY, "30/11 16.00", Reason.LEFT)


def test_who_comes_after_somebody_that_left_still_comes():
    shifts = late(0, time(12), time(16), ANNE).hours + late(0, time(16), time(20), BO).hours
    left = (Arrival(ANNE, at(MONDAY, 12), at(MONDAY, 15)),)
    said = asked(replace(FLAT, hours=shifts), at(MONDAY, 15, 30), arrivals=left)
    assert (told(said), said.opening.staff) == ((COMES, "23/11 16.00", Reason.LEFT), (BO,))


def test_in_a_house_that_never_closes_going_home_is_not_going_for_ever():
    day_shifts = tuple(late(day, time(8), time(20), ANNE).hours[0] for day in range(7))
    night_shifts = tuple(late(day, time(20), time(8), BO).hours[0] for day in range(7))
    house = replace(FLAT, hours=day_shifts + night_shifts, policy=HolidayPolicy.AS_USUAL)
    left = (Arrival(ANNE, at(MONDAY, 7, 50), at(MONDAY, 19)),)
    gone, next_day = at(MONDAY, 19, 30), at(date(2026, 11, 24), 9)
    assert told(asked(house, gone, arrivals=left)) == (COMES, "23/11 20.00", Reason.LEFT)
    assert asked(house, next_day, arrivals=left).staff == (ANNE,)
    assert asked(house, next_day, arrivals=left).until is None


def test_somebody_who_forgot_to_go_is_not_here_the_next_day():
    came = (Arrival(BO, at(SUNDAY, 12)),)
    assert asked(FLAT, at(MONDAY, 14), arrivals=came).state is COMES


def test_in_a_house_that_never_closes_nobody_is_on_duty_longer_than_sixteen_hours():
    house = replace(FLAT, hours=tuple(late(day, time(8), time(8)).hours[0] for day in range(7)))
    came = (Arrival(ANNE, at(SUNDAY, 12)),)
    assert asked(house, at(MONDAY, 3, 59), arrivals=came).staff == (ANNE,)
    assert asked(house, at(MONDAY, 4), arrivals=came).staff == ()


def test_somebody_outside_the_hours_is_followed_by_those_who_come_at_midnight():
    night = late(1, time(0), time(8), ANNE)
    said = asked(night, at(MONDAY, 21, 30), arrivals=(Arrival(BO, at(MONDAY, 21)),))
    assert (told(said), said.staff) == ((HERE, "24/11 08.00", Reason.ARRIVED), (BO,))


def test_who_leaves_takes_nothing_from_the_hours_before():
    shifts = late(0, time(12), time(16), ANNE).hours + late(0, time(16), time(20), ANNE, BO).hours
    left = (Arrival(ANNE, at(MONDAY, 16), at(MONDAY, 17)),)
    said = asked(replace(FLAT, hours=shifts), at(MONDAY, 17, 30), arrivals=left)
    assert (said.staff, said.opening.starts) == ((BO,), at(MONDAY, 12))


def test_somebody_who_comes_early_before_midnight_has_come_for_the_opening_after_it():
    night = late(1, time(0, 15), time(8), ANNE)
    early = (Arrival(ANNE, at(MONDAY, 23, 30)),)
    assert told(asked(night, at(MONDAY, 23, 45), arrivals=early)) == (HERE, "24/11 08.00", Reason.ARRIVED)
