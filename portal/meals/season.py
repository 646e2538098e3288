"""Which days a season of dinners has: weekdays, every so many weeks, without the red ones. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

A_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)
MOST_DAYS = 60  # dinners in one plan
LONGEST = timedelta(days=366)  # from the first day to the last
MOST_WEEKS = 8  # between two dinners of a weekday


@dataclass(frozen=True, slots=True)
class Season:
    """Dinners on these weekdays (0 is Monday), every so many weeks, from the first day to the last.

    Weeks are counted from the one with the first day in it. Without weekdays it is the first day alone.
    """

    weekdays: frozenset[int]
    first_day: date
    last_day: date
    every: int = 1


@dataclass(frozen=True, slots=True)
class SeasonDay:
    """A day of a season; `red` is the name of the red day it is, and then there is no dinner."""

    on: date
    red: str = ""

    @property
    def is_kept(self) -> bool:
        return not self.red


def days_of(season: Season, red: Mapping[date, str]) -> list[SeasonDay]:
    """The days of a season in order; the red ones among them are named and left out by whoever plans.

    Whoever chooses one single day has looked at it: that is kept, also when it is red.
    """
    if not season.weekdays:
        return [SeasonDay(season.first_day)]
    monday = season.first_day - season.first_day.weekday() * A_DAY
    found: list[SeasonDay] = []
    while monday <= season.last_day:
        for weekday in sorted(season.weekdays):
            on = monday + weekday * A_DAY
            if season.first_day <= on <= season.last_day:
                found.append(SeasonDay(on, red.get(on, "")))
        monday += season.every * A_WEEK
    return found


def new_days(days: Collection[SeasonDay], taken: Collection[date]) -> list[date]:
    """The days on which a dinner is made: neither red nor planned already."""
    return [each.on for each in days if each.is_kept and each.on not in taken]
