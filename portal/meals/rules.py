"""The house's rules about dinner: the deadline, who has a chair, what may still be said, what one is told. Pure.

A chair is given once and never taken back by the house: a dinner with fewer chairs than before keeps who is in. What
waits is moved up strictly in order, so nobody is passed by; each head stands in line for itself, guests too, and so no
chair is empty while somebody waits for one.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from portal.clock import COPENHAGEN

A_DAY = timedelta(days=1)
SATURDAY = 5
MOST_GUESTS = 3  # of one resident, and as many as she asks the kitchen for
MOST_CHAIRS = 200
MOST_DAYS_BEFORE = 10  # working days between a deadline and its dinner
FURTHEST_BACK = 60  # days in which that many working days are found, Easter and Christmas included


class Reply(StrEnum):
    """What somebody says to a dinner."""

    YES = "yes"
    MAYBE = "maybe"
    ASKED = "asked"  # the dinner was moved after she had said yes: the question is open again
    NO = "no"


class Standing(StrEnum):
    """Where somebody stands with a dinner."""

    NOT_SAID = "not said"
    IN = "in"  # yes, and a chair
    IN_LINE = "in line"  # yes or maybe, and no chair yet
    MAYBE = "maybe"
    ASKED = "asked"
    OUT = "out"  # no


class Stage(StrEnum):
    """What residents can do with a dinner just now."""

    HIDDEN = "hidden"  # not announced
    OPEN = "open"
    CLOSED = "closed"  # the deadline is past: ask the kitchen
    OVER = "over"  # it has begun
    CANCELLED = "cancelled"


class TaskKind(StrEnum):
    """What one can help with."""

    SHOP = "shop"
    COOK = "cook"
    SET_TABLE = "set table"
    WASH_UP = "wash up"


class Wants(StrEnum):
    """What somebody asks the kitchen for after the deadline."""

    JOIN = "join"
    LEAVE = "leave"
    GUEST = "guest"


WANT_A_CHAIR = frozenset({Reply.YES, Reply.MAYBE, Reply.ASKED})
OPEN_QUESTIONS = frozenset({Reply.MAYBE, Reply.ASKED})  # what keeps no chair after the deadline


@dataclass(frozen=True, slots=True)
class Times:
    """When a dinner begins, when sign-up ends, and whether it is announced or cancelled."""

    begins: datetime
    closes: datetime
    is_announced: bool = True
    is_cancelled: bool = False


def deadline(on: date, *, days_before: int, at: time, red: Collection[date]) -> datetime:
    """The last moment to sign up: a time of day, so many working days before the dinner; 0 is the day itself.

    Saturdays, Sundays and `red` days are no working days. `red` must reach back `FURTHEST_BACK` days.
    """
    day = on
    for _working_day in range(days_before):
        day -= A_DAY
        while not is_working_day(day, red):
            day -= A_DAY
    return datetime.combine(day, at, COPENHAGEN)


def is_working_day(day: date, red: Collection[date]) -> bool:
    """Whether somebody is at work who can shop."""
    return day.weekday() < SATURDAY and day not in red


def stage_of(times: Times, moment: datetime) -> Stage:
    """What residents can do with a dinner at a moment. The moment of the deadline itself is too late."""
    if not times.is_announced:
        return Stage.HIDDEN
    if times.is_cancelled:
        return Stage.CANCELLED
    if has_come(times.begins, moment):
        return Stage.OVER
    return Stage.CLOSED if has_come(times.closes, moment) else Stage.OPEN


def has_come(at: datetime, moment: datetime) -> bool:
    """Whether a moment is there or past. In UTC: two times of one zone are compared as the clock on the wall shows."""
    return at.astimezone(UTC) <= moment.astimezone(UTC)


def lapses(reply: Reply, times: Times, moment: datetime) -> bool:
    """Whether an open question is answered by the clock: past the deadline it holds no chair and no place in line."""
    return reply in OPEN_QUESTIONS and has_come(times.closes, moment)


def free_chairs(chairs: int, taken: int) -> int:
    """How many of those in line get a chair now. None while more are in than there are chairs."""
    return max(0, chairs - taken)


def standing_of(reply: Reply | None, *, has_chair: bool) -> Standing:
    """Where somebody stands, by her reply and whether she has a chair."""
    if reply is None:
        return Standing.NOT_SAID
    if reply is Reply.NO:
        return Standing.OUT
    if not has_chair:
        return Standing.IN_LINE
    return {Reply.YES: Standing.IN, Reply.MAYBE: Standing.MAYBE, Reply.ASKED: Standing.ASKED}[reply]
