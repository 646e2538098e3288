"""When an activity is, as programs can be told: series that come back, days that are otherwise, and what stands alone.

`activities.recurrence` decides; nothing here knows what a red day is. A day of a series that does not happen is left
out; one that is cancelled, moved or at another time is told by itself, as what it was and what it is now. Pure.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from portal.activities.recurrence import Change, Every, Occurrence, Rule, days_of, occurrences
from portal.clock import COPENHAGEN
from portal.feeds.hours_series import Times, is_plain
from portal.presence.openings import instant

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Series:
    """A rule from the first to the last day on which it holds; something that is once has no series.

    `days` are those two. `without` are days between them that fall out. `otherwise` are days that are told by
    themselves, in the place of the rule's. `alone` are those that the rule's time cannot name: a wall time that comes
    twice is no time.
    """

    rule: Rule
    days: tuple[date, date] | None = None
    without: Sequence[date] = ()
    otherwise: Sequence[Occurrence] = ()
    alone: Sequence[Occurrence] = ()


def series_of(
    rule: Rule, changes: Iterable[Change], *, red: Collection[date], first: date, last: date
) -> Series | None:
    """What a rule makes happen from the first to the last day; `None` when nothing does."""
    found = occurrences([rule], changes, red=red, begin=first, end=last)
    if not found:
        return None
    if rule.every is Every.ONCE:
        return Series(rule, alone=found)
    held = {each.day: each for each in found if is_plain(times_on(each.day, rule.starts, rule.ends))}
    alone = [each for each in found if each.day not in held]
    if not held:
        return Series(rule, alone=alone)
    days = min(held), max(held)
    return Series(
        rule, days, [day for day in days_of(rule, *days) if day not in held],
        [each for _day, each in sorted(held.items()) if is_otherwise(each, rule)], alone,
    )  # fmt: skip


def first_day(rule: Rule) -> date:
    """The first day the rule says: its season may begin on another weekday."""
    longest = timedelta(weeks=max(6, rule.step + 1))
    return next(iter(days_of(rule, rule.first, rule.first + longest)), rule.first)


def is_otherwise(once: Occurrence, rule: Rule) -> bool:
    """Whether somebody has to be told that this day is not as the rule says."""
    return once.is_cancelled or (once.on, once.starts, once.ends) != (once.day, rule.starts, rule.ends)


def times_of(once: Occurrence) -> Times:
    """When it starts and ends; when it would have been, for one that is cancelled."""
    return times_on(once.on, once.starts, once.ends)


def times_on(day: date, starts: time, ends: time) -> Times:
    return instant(day, starts), instant(day, ends, ends=True)


def on_the_wall(day: date, at: time) -> datetime:
    """A moment as RFC 5545 and ISO 8601 write it: the time of Danish walls."""
    return datetime.combine(day, at, COPENHAGEN)


def repeats(rule: Rule) -> dict[str, str | int]:
    """How a rule comes back, in the words of RFC 5545; nothing for what is once."""
    if rule.every is Every.ONCE:
        return {}
    day = DAYS[rule.weekday]
    if rule.every is Every.WEEK:
        return {"freq": "WEEKLY", "interval": rule.step, "byday": day}
    return {"freq": "MONTHLY", "interval": 1, "byday": f"{rule.which}{day}"}
