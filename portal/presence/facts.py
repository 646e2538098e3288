"""What is known about a place: its hours, its changes, its people, and who has checked it. Pure.

Times of day are times on a Danish wall, days are the days on which something begins. `Facts` is everything `openings`
and `answer` need; nothing is looked up.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

A_WEEK = timedelta(days=7)


class Reason(StrEnum):
    """Why the answer is as it is, or why an opening stands as it does."""

    HOURS = "hours"
    CHANGED = "changed"  # closed, or other hours
    MOVED = "moved"  # to another place, or from it
    ILL = "ill"  # somebody cannot come: a substitute does, or nobody
    HOLIDAY = "holiday"
    ARRIVED = "arrived"
    LEFT = "left"
    STALE = "stale"
    NEVER_CHECKED = "never checked"
    HOLIDAY_UNSURE = "holiday unsure"


class ChangeKind(StrEnum):
    """What is different about a place for some days."""

    CLOSED = "closed"
    OTHER_HOURS = "other hours"
    MOVED = "moved"


class HolidayPolicy(StrEnum):
    """What a place does on red days. Asking means "ved ikke" until somebody has said it for that day."""

    CLOSED = "closed"
    AS_USUAL = "as usual"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a day. One that does not end after it starts ends the day after; midnight is `time(0)`."""

    starts: time
    ends: time
    staff: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """A span of every n-th week. `weekday` is 0 for Monday, `anchor` any day in a week in which it holds.

    `valid_from` and `valid_to` are its first and its last day.
    """

    weekday: int
    starts: time
    ends: time
    every: int
    anchor: date
    valid_from: date
    valid_to: date | None = None
    staff: tuple[int, ...] = ()

    @property
    def span(self) -> Span:
        return Span(self.starts, self.ends, self.staff)

    def holds_on(self, day: date) -> bool:
        """Whether it begins on this day. Weeks are counted from Monday to Sunday, not by their number in the year."""
        if day.weekday() != self.weekday or day < self.valid_from:
            return False
        if self.valid_to is not None and day > self.valid_to:
            return False
        return self.every == 1 or (monday_of(day) - monday_of(self.anchor)) // A_WEEK % self.every == 0


@dataclass(frozen=True, slots=True)
class Change:
    """An exception from the weekly hours, first and last day included. `made` is its row: the newest one wins.

    Other hours stand instead of the weekly hours and of what the place does on red days. A moved place has no
    opening of its own; its weekly hours are held at `moved_to`, besides those of that place.
    """

    first_day: date
    last_day: date
    kind: ChangeKind
    made: int
    spans: tuple[Span, ...] = ()
    moved_to: int | None = None


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody who cannot come to what begins on these days, and who comes instead. The newest one wins."""

    staff: int
    first_day: date
    last_day: date
    substitute: int | None = None
    made: int = 0


@dataclass(frozen=True, slots=True)
class Check:
    """Somebody has said that what the portal knows of a place is right."""

    who: int
    when: datetime


@dataclass(frozen=True, slots=True)
class Arrival:
    """ "Jeg er her" and, once pressed, "Jeg er gået"."""

    staff: int
    came: datetime
    left: datetime | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything about one place. `fresh_for` is how long a check makes its answer good.

    `moved_here` are the facts of the places that a change moves to this one, on whichever days.
    """

    place: int
    fresh_for: timedelta
    hours: tuple[WeeklyHours, ...] = ()
    changes: tuple[Change, ...] = ()
    absences: tuple[Absence, ...] = ()
    arrivals: tuple[Arrival, ...] = ()
    checks: tuple[Check, ...] = ()
    policy: HolidayPolicy = HolidayPolicy.CLOSED
    holidays: Collection[date] = frozenset()
    confirmed_days: Mapping[date, bool] = field(default_factory=dict)  # red days on which it is open, or is not
    moved_here: tuple["Facts", ...] = ()


def monday_of(day: date) -> date:
    """The first day of the week of this day."""
    return day - timedelta(days=day.weekday())
