"""The real timetable (seeds/000_…): the common flat and the club, with people to be there."""

from datetime import date, time, timedelta

from portal.presence.facts import Facts, HolidayPolicy, WeeklyHours
from portal.red_days import red_days

FLAT, CLUB = 1, 2
ANNE, BO, CARLA = 11, 12, 13
HOURS_FROM = date(2026, 1, 1)
CLUB_WEEK = date(2026, 11, 27)  # a Friday on which the club is open late
MONDAY, TUESDAY, THURSDAY, FRIDAY = 0, 1, 3, 4
RED = red_days(date(2025, 1, 1), date(2028, 12, 31))


def hours(weekday, starts, ends, *staff, every=1):
    return WeeklyHours(weekday, starts, ends, every, CLUB_WEEK, HOURS_FROM, None, staff)


FLAT_FACTS = Facts(
    place=FLAT,
    fresh_for=timedelta(hours=24),
    hours=(
        hours(MONDAY, time(12), time(13), ANNE),
        hours(MONDAY, time(16), time(20), ANNE),
        hours(THURSDAY, time(12), time(13), ANNE),
        hours(THURSDAY, time(16), time(20), ANNE),
        hours(FRIDAY, time(14), time(17), ANNE),
    ),
    policy=HolidayPolicy.CLOSED,
    holidays=RED,
)
CLUB_FACTS = Facts(
    place=CLUB,
    fresh_for=timedelta(hours=24),
    hours=(
        hours(TUESDAY, time(16, 30), time(21), BO),
        hours(THURSDAY, time(16, 30), time(21), BO),
        hours(FRIDAY, time(17), time(22), BO, every=2),
    ),
    policy=HolidayPolicy.CLOSED,
    holidays=RED,
)
