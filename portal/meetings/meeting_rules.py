"""The house's rules about meetings: what can be done when, the order of the agenda, cards. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

A_MEETING = timedelta(hours=1)  # as long as one lasts in a calendar
MOST_ON_PAPER = 200  # cards of one colour that staff can count


class Stage(StrEnum):
    """Where a meeting is."""

    HIDDEN = "hidden"  # laid, not announced
    AHEAD = "ahead"
    RUNNING = "running"  # in meeting mode
    CLOSED = "closed"  # its minutes exist
    CANCELLED = "cancelled"


class ItemKind(StrEnum):
    """What stands on an agenda."""

    IDEA = "idea"
    PURCHASE = "purchase"
    TRIP = "trip"
    DAILY_LIFE = "daily life"
    MUNICIPALITY = "municipality"
    HOUSING = "housing"
    SURVEY = "survey"
    OTHER = "other"


NEWS = frozenset({ItemKind.MUNICIPALITY, ItemKind.HOUSING})  # heard, not decided
WRITTEN = (
    ItemKind.PURCHASE, ItemKind.TRIP, ItemKind.DAILY_LIFE, ItemKind.MUNICIPALITY, ItemKind.HOUSING, ItemKind.OTHER
)  # fmt: skip
"""What staff write as lines; ideas and surveys come from elsewhere."""


class Colour(StrEnum):
    """A card."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class Voting(StrEnum):
    """Whether people can show cards about an item."""

    NOT_YET = "not yet"
    OPEN = "open"
    CLOSED = "closed"


class Result(StrEnum):
    """What the cards say."""

    NOBODY = "nobody"
    ALL_GREEN = "all green"
    MOST_GREEN = "most green"
    MOST_YELLOW = "most yellow"
    MOST_RED = "most red"
    TIED = "tied"


@dataclass(frozen=True, slots=True)
class Times:
    """What has happened to a meeting."""

    is_announced: bool
    is_opened: bool = False
    is_closed: bool = False
    is_cancelled: bool = False


def stage_of(times: Times) -> Stage:
    """Where a meeting is. It opens when staff open it, whatever the clock says: people come late."""
    if times.is_cancelled:
        return Stage.CANCELLED
    if times.is_closed:
        return Stage.CLOSED
    if times.is_opened:
        return Stage.RUNNING
    return Stage.AHEAD if times.is_announced else Stage.HIDDEN


def has_begun(begins_at: datetime, moment: datetime) -> bool:
    return begins_at.astimezone(UTC) <= moment.astimezone(UTC)


def in_order(places: Iterable[tuple[int, int | None]], owed: Sequence[int]) -> list[int]:
    """An agenda's items in the order they are talked about: what is owed first, the oldest promise at the top.

    `places` are items in the order staff gave them, each with its idea's id if it has one; `owed` are ideas.
    """
    rank = {idea_id: number for number, idea_id in enumerate(owed)}
    numbered = list(enumerate(places))
    numbered.sort(key=lambda each: (rank.get(each[1][1], len(rank)) if each[1][1] is not None else len(rank), each[0]))
    return [item_id for _, (item_id, _idea) in numbered]


def result_of(cards: Mapping[Colour, int]) -> Result:
    """What the cards say together. Yellow is no half yes: it counts as itself."""
    green, yellow, red = (cards.get(colour, 0) for colour in Colour)
    most = max(green, yellow, red)
    if not most:
        return Result.NOBODY
    if green == most and not (yellow or red):
        return Result.ALL_GREEN
    if [green, yellow, red].count(most) > 1:
        return Result.TIED
    if green == most:
        return Result.MOST_GREEN
    return Result.MOST_YELLOW if yellow == most else Result.MOST_RED
