"""Places nobody would think of: any timetable, any change, anybody ill, coming and going, at any time in four years."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from portal.presence.facts import Absence, Arrival, Change, ChangeKind, Check, Facts, HolidayPolicy, Span, WeeklyHours
from portal.red_days import red_days

DANISH = ZoneInfo("Europe/Copenhagen")
MINUTE, QUARTER, DAY = timedelta(minutes=1), timedelta(minutes=15), timedelta(days=1)
FIRST_DAY, LAST_DAY = date(2025, 1, 1), date(2028, 12, 31)  # 2028 has a leap day, 2026 has 53 weeks
RED = frozenset(red_days(date(2024, 12, 1), date(2029, 3, 1)))
CLOCK_CHANGES = [date(2025, 3, 30), date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31)]
HARD_DAYS = [*CLOCK_CHANGES, *sorted(RED), date(2027, 1, 1), date(2027, 1, 4), date(2028, 2, 29)]
HARD_TIMES = [time(0), time(0, 15), time(2), time(2, 30), time(2, 59), time(3), time(3, 30), time(12), time(23, 59)]
FLAT, CLUB, ELSEWHERE = 1, 2, 3
ANNE, BO, CARLA = 11, 12, 13


@dataclass
class Situations:
    """Makes situations out of two ways of choosing, so that chance and hypothesis can both drive it.

    `pick` takes one of several, `number` a whole number from the first to the last.
    """

    pick: Callable[[Sequence[Any]], Any]
    number: Callable[[int, int], int]

    is_quiet = False  # a place where nothing is special, so that coming and going is what matters

    def one(self) -> tuple[Facts, datetime]:
        """Everything about a place, and a moment, in UTC or in Danish time."""
        days = (LAST_DAY - FIRST_DAY).days
        day = self.pick(HARD_DAYS) if self.pick([True, False]) else FIRST_DAY + self.number(0, days) * DAY
        self.moment = datetime(day.year, day.month, day.day, tzinfo=UTC) + self.number(-120, 24 * 60 - 121) * MINUTE
        self.day = self.moment.astimezone(DANISH).date()
        self.is_quiet = self.pick([True, False])
        guests = tuple(self.place(CLUB) for _ in range(0 if self.is_quiet else self.pick([0, 1])))
        return self.place(FLAT, guests), self.moment.astimezone(self.pick([UTC, DANISH]))

    def place(self, place: int, moved_here: tuple[Facts, ...] = ()) -> Facts:
        made = [self.number(1, 1000) * 10 + each for each in range(3)]  # never twice the same
        checks = self.pick([[60], [60], [60], [60], [1_799], [], [1_800, -60], [720]])
        confirmed = self.pick([[], [], [0], [-1, 1]])
        rules, arrivals = ([1, 2], [1, 1, 2, 3]) if self.is_quiet else ([0, 1, 2, 2, 3, 4], [0, 0, 0, 1, 2])
        changed, ill = ([0], [0, 0, 1]) if self.is_quiet else ([0, 0, 0, 1, 2, 3], [0, 0, 1, 2, 3])
        return Facts(
            place=place,
            fresh_for=timedelta(hours=self.pick([30, 30, 30, 12])),
            hours=tuple(self.weekly_hours() for _ in range(self.pick(rules))),
            changes=tuple(self.change(number + place) for number in made[: self.pick(changed)]),
            absences=tuple(self.absence(number) for number in made[: self.pick(ill)]),
            arrivals=tuple(self.arrival() for _ in range(self.pick(arrivals))),
            checks=tuple(Check(ANNE, self.moment - ago * MINUTE) for ago in checks),
            policy=HolidayPolicy.AS_USUAL if self.is_quiet else self.pick(list(HolidayPolicy)),
            holidays=RED | self.pick([frozenset(), frozenset(), {self.day}, {self.day - DAY}]),
            confirmed_days={self.day + each * DAY: self.pick([True, False]) for each in confirmed},
            moved_here=moved_here,
        )

    def span(self) -> Span:
        """Any span of a day; oftener one near the moment, for that is where it matters."""
        staff = self.pick([(), (ANNE,), (ANNE,), (ANNE,), (BO,), (ANNE, BO)] + [(BO, CARLA)] * (not self.is_quiet))
        if not self.is_quiet and self.pick([True, False, False]):
            starts, ends = self.time(), self.time()
            return Span(starts, ends if ends != starts else time(13, 37), staff)
        start = (self.moment + self.number(-16, 12) * QUARTER).astimezone(DANISH)
        return Span(start.time(), (start.replace(tzinfo=None) + self.number(1, 30) * QUARTER).time(), staff)

    def time(self) -> time:
        return self.pick([*HARD_TIMES, time(self.number(0, 23), self.number(0, 59))])

    def weekly_hours(self) -> WeeklyHours:
        span = self.span()
        if self.is_quiet:
            return WeeklyHours(self.day.weekday(), span.starts, span.ends, 1, self.day, FIRST_DAY, None, span.staff)
        valid_from = self.day + self.pick([-400, -400, -30, -1, 0, 1]) * DAY
        return WeeklyHours(
            weekday=(self.day.weekday() + self.pick([0, 0, 0, 1, 2, 4, -1])) % 7,
            starts=span.starts,
            ends=span.ends,
            every=self.pick([1, 1, 1, 2, 3]),
            anchor=self.day + self.number(-30, 30) * DAY,
            valid_from=valid_from,
            valid_to=self.pick([None, None, None, valid_from, valid_from + 31 * DAY, self.day]),
            staff=span.staff,
        )

    def stretch(self) -> tuple[date, date]:
        first = self.day + self.number(-3, 3) * DAY
        return first, first + self.number(0, 5) * DAY

    def change(self, made: int) -> Change:
        kind = self.pick(list(ChangeKind))
        spans = tuple(self.span() for _ in range(self.number(1, 2))) if kind is ChangeKind.OTHER_HOURS else ()
        to = self.pick([FLAT, FLAT, CLUB, ELSEWHERE]) if kind is ChangeKind.MOVED else None
        return Change(*self.stretch(), kind, made, spans, to)

    def absence(self, made: int) -> Absence:
        return Absence(self.pick([ANNE, BO, CARLA]), *self.stretch(), self.pick([None, None, ANNE, BO, CARLA]), made)

    def arrival(self) -> Arrival:
        if self.is_quiet:
            came = self.moment - self.number(0, 150) * MINUTE
            return Arrival(self.pick([ANNE, ANNE, BO]), came, self.pick([None, came + self.number(0, 90) * MINUTE]))
        came = self.moment - self.pick([self.number(-60, 300), self.number(0, 3_000)]) * MINUTE
        left = self.pick([None, came + self.number(0, 300) * MINUTE, came + self.number(0, 300) * MINUTE])
        return Arrival(self.pick([ANNE, ANNE, BO, CARLA]), came, left)
