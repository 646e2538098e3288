"""A place's plan as a calendar can say it: series that come back, single times instead of one of them, and the rest.

The plan decides (`presence.openings`); nothing here knows what a closed day is. A time of a series that the plan does
not hold is left out or replaced; what no series holds stands alone. So every program that reads RRULE, EXDATE and
RECURRENCE-ID finds the openings of the plan, and none has to understand red days or illness.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from portal.clock import COPENHAGEN
from portal.presence.facts import Facts, Span, WeeklyHours
from portal.presence.openings import A_DAY, Plan, instant

Times = tuple[datetime, datetime]
"""When something starts and ends, in UTC."""


@dataclass(slots=True)
class Series:
    """Weekly hours from the first to the last day on which the plan holds them.

    `hours` is their row. `without` are the starts, on the wall, that fall out; `instead` says what replaces a start.
    """

    hours: int
    every: int
    times: Times
    until: datetime  # the start of the last, in UTC
    without: list[datetime] = field(default_factory=list)
    instead: dict[datetime, Times] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Timetable:
    """Everything that begins at a place in some time."""

    series: Sequence[Series]
    alone: Sequence[Times]


def timetable(facts: Facts, rows: Sequence[int], first: date, last: date) -> Timetable:
    """The plan of a place from the first to the last day. `rows` are the rows of its weekly hours, in their order."""
    plan = Plan(facts, first, last)
    days = [first + number * A_DAY for number in range((last - first).days + 1)]
    left = {day: Counter((shift.starts, shift.ends) for shift in plan.on(day).shifts) for day in days}
    series: list[Series] = []
    gone: list[tuple[date, datetime, Series]] = []
    for row, rule in zip(rows, facts.hours, strict=True):
        held = [(day, times) for day, times in _when(rule, days) if _take(left[day], times, rule.span)]
        if not held:
            continue
        (begins, times), (ends, (until, _)) = held[0], held[-1]
        made = Series(row, rule.every, times, until)
        series.append(made)
        kept = {day for day, _ in held}
        gone += [
            (day, datetime.combine(day, rule.starts, COPENHAGEN), made)
            for day in days
            if begins < day < ends and day not in kept and rule.holds_on(day)
        ]
    for day, start, made in sorted(gone, key=lambda each: each[:2]):
        instead = min(left[day], default=None)
        if instead is None:
            made.without.append(start)
        else:
            made.instead[start] = instead
            _take_one(left[day], instead)
    return Timetable(series, [times for day in days for times in sorted(left[day].elements())])


def is_plain(times: Times) -> bool:
    """Whether wall time says it without doubt: not across the change of the clock, and at no time that comes twice.

    RFC 5545 § 3.8.5.3 lets a series last equally long each time, programs do not agree on it in those nights.
    """
    walls = [each.astimezone(COPENHAGEN).replace(fold=fold) for each in times for fold in (0, 1)]
    return len({each.utcoffset() for each in walls}) == 1


def _when(rule: WeeklyHours, days: Sequence[date]) -> Iterator[tuple[date, Times]]:
    for day in days:
        if rule.holds_on(day):
            closes = day if rule.ends > rule.starts else day + timedelta(days=1)
            yield day, (instant(day, rule.starts), instant(closes, rule.ends, ends=True))


def _take(left: "Counter[Times]", times: Times, span: Span) -> bool:
    """Take the times out of what is left of a day, when they are there and a series can say them."""
    on_the_wall = times[0].astimezone(COPENHAGEN).time()
    if not left[times] or on_the_wall != span.starts or not is_plain(times):
        return False
    _take_one(left, times)
    return True


def _take_one(left: "Counter[Times]", times: Times) -> None:
    left[times] -= 1
    if not left[times]:
        del left[times]
