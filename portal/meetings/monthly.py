"""When a house meets: every month on the same weekday. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.rrule import MONTHLY, rrule, weekday

LAST = -1
MONTHS_AHEAD = 6  # in which meetings are laid


@dataclass(frozen=True, slots=True)
class Monthly:
    """Every month on a weekday (0 is Monday): the first, second, third or fourth, or the last (-1)."""

    weekday: int
    which: int
    starts_on: date
    ends_on: date | None = None


def days_of(rule: Monthly, *, begin: date, end: date) -> list[date]:
    """The days from `begin` to `end`, both included, on which the rule says that there is a meeting."""
    begin = max(begin, rule.starts_on)
    end = min(end, rule.ends_on) if rule.ends_on else end
    found = rrule(
        MONTHLY, dtstart=datetime.combine(begin, time()), until=datetime.combine(end, time()),
        byweekday=weekday(rule.weekday, rule.which),
    )  # fmt: skip
    return [each.date() for each in found]


def ahead(
    rule: Monthly, *, today: date, red: Collection[date], most: int = MONTHS_AHEAD
) -> tuple[list[date], list[date]]:
    """The days to meet in the months ahead, and those of the rule that are left out because they are red.

    The months are counted from the rule's first day when that is to come.
    """
    begin = max(today, rule.starts_on)
    days = days_of(rule, begin=begin, end=begin + timedelta(days=31 * most))[:most]
    return [day for day in days if day not in red], [day for day in days if day in red]
