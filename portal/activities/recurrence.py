"""When an activity is: rules, seasons, changes of single days. Danish wall time throughout. Pure.

A change belongs to the day the rule says ("not this Wednesday"), and is found by it however the rule is read later.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

LAST = -1


class Every(StrEnum):
    """How a rule repeats."""

    ONCE = "once"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Rule:
    """From `first` to `last`, both included. Weekly: every `step` weeks, counted from the week of `first`, on
    `weekday` (0 is Monday). Monthly: the `which` (1 to 4, or -1 for the last) of that weekday. Once: on `first`."""

    every: Every
    first: date
    starts: time
    ends: time
    last: date | None = None
    weekday: int = 0
    step: int = 1
    which: int = 1
    on_red_days: bool = False
    id: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """What is otherwise about one day of a rule: cancelled, or on another day or at another time."""

    rule_id: int
    day: date
    is_cancelled: bool
    on: date | None = None
    starts: time | None = None
    ends: time | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Once. `day` is the day of the rule, `on` the day it is."""

    rule_id: int
    day: date
    on: date
    starts: time
    ends: time
    is_cancelled: bool = False
    is_moved: bool = False
    because: str = ""


def days_of(rule: Rule, begin: date, end: date) -> list[date]:
    """The days from `begin` to `end`, both included, that the rule says; red days and changes not looked at."""
    if rule.every is Every.ONCE:
        return [rule.first] if begin <= rule.first <= end else []
    last = min(end, rule.last) if rule.last else end
    if last < max(begin, rule.first):
        return []
    if rule.every is Every.WEEK:
        monday = rule.first - timedelta(days=rule.first.weekday())
        weeks = max(0, (begin - monday).days // 7 // rule.step - 1)  # so that ten years back are not walked through
        start = monday + timedelta(weeks=weeks * rule.step)
        found = rrule(WEEKLY, interval=rule.step, dtstart=_noon(start), until=_noon(last), byweekday=rule.weekday)
    else:
        start = max(begin, rule.first).replace(day=1)
        found = rrule(MONTHLY, dtstart=_noon(start), until=_noon(last), byweekday=weekday(rule.weekday)(rule.which))
    return [day for day in (each.date() for each in found) if max(begin, rule.first) <= day <= last]


def occurrences(
    rules: Iterable[Rule], changes: Iterable[Change], *, red: Collection[date], begin: date, end: date
) -> list[Occurrence]:
    """Everything from `begin` to `end`, in the order it happens. What a change moves into the span is there, what it
    moves out is not. A cancelled one stays, so that it can be said."""
    by_day = {(change.rule_id, change.day): change for change in changes}
    found = [each for rule in rules for each in _of(rule, by_day, red, begin, end)]
    return sorted(found, key=lambda each: (each.on, each.starts, each.rule_id))


def _of(
    rule: Rule, changes: Mapping[tuple[int, date], Change], red: Collection[date], begin: date, end: date
) -> Iterator[Occurrence]:
    days = [day for day in days_of(rule, begin, end) if rule.on_red_days or rule.every is Every.ONCE or day not in red]
    moved_in = (
        change.day for (rule_id, _day), change in changes.items()
        if rule_id == rule.id and change.on is not None and begin <= change.on <= end and change.day not in days
        and days_of(rule, change.day, change.day)
    )  # fmt: skip
    for day in (*days, *moved_in):
        made = _one(rule, day, changes.get((rule.id, day)))
        if begin <= made.on <= end:
            yield made


def _one(rule: Rule, day: date, change: Change | None) -> Occurrence:
    if change is None:
        return Occurrence(rule.id, day, day, rule.starts, rule.ends)
    on, starts, ends = change.on or day, change.starts or rule.starts, change.ends or rule.ends
    is_moved = not change.is_cancelled and (on, starts) != (day, rule.starts)
    return Occurrence(rule.id, day, on, starts, ends, change.is_cancelled, is_moved, change.because)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12))
