"""The list that hangs in the stairwell: the short codes of its rows, and what is wrong with a row keyed in. Pure.

A row is kept as it was written unless something else says otherwise; then staff choose, and nothing is kept before.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from portal.meals.rules import WANT_A_CHAIR, Reply
from portal.refusal import N_

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # no I and no O: they look like 1 and 0
DIGITS = "23456789"
MOST_CODES = len(LETTERS) * len(LETTERS) * len(DIGITS)
MOST_GUESTS_ON_PAPER = 9


class Conflict(StrEnum):
    """Why a row is not simply kept."""

    NO_NAME = "no name"
    NO_REPLY = "no reply"
    GUESTS_ALONE = "guests alone"
    UNKNOWN = "unknown"
    SEVERAL = "several"
    TWICE = "twice"
    SAID_ELSE = "said else"
    FULL = "full"
    CLASH = "clash"


SENTENCES: Mapping[Conflict, str] = {
    Conflict.NO_NAME: N_("Skriv, hvem det er."),
    Conflict.NO_REPLY: N_("Vælg ja, måske eller nej."),
    Conflict.GUESTS_ALONE: N_("Vælg ja, når der er gæster med."),
    Conflict.UNKNOWN: N_("Her bor ingen med det navn. Ret navnet."),
    Conflict.SEVERAL: N_("Flere hedder det. Vælg en af dem."),
    Conflict.TWICE: N_("Det samme navn står på to rækker. Vælg den ene."),
    Conflict.SAID_ELSE: N_("%(name)s har selv svaret noget andet siden."),
    Conflict.FULL: N_("Der er fuldt. %(name)s kommer i kø."),
    Conflict.CLASH: N_("Der er %(food)s i maden. Det spiser %(name)s ikke."),
}
MUST_BE_MENDED = frozenset(
    {Conflict.NO_NAME, Conflict.NO_REPLY, Conflict.GUESTS_ALONE, Conflict.UNKNOWN, Conflict.SEVERAL}
)


class Choice(StrEnum):
    """What staff say about a row with a conflict."""

    PAPER = "papir"  # the row counts
    LEAVE = "behold"  # what is known already counts, and the row is done


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was keyed in."""

    code: str
    name: str = ""
    who_id: int | None = None  # chosen among several of the same name
    reply: Reply | None = None
    guests: int = 0
    choice: Choice | None = None

    @property
    def is_empty(self) -> bool:
        return not self.name and self.reply is None and not self.guests

    @property
    def heads(self) -> int:
        """How many chairs it asks for."""
        return 1 + self.guests if self.reply in WANT_A_CHAIR else 0


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of somebody at this dinner."""

    person_id: int
    reply: Reply | None = None
    has_chair: bool = False
    replied_at: datetime | None = None
    clashes: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A row, whom it is about, and what stands against it."""

    row: Row
    who_id: int | None
    conflicts: tuple[Conflict, ...]

    @property
    def is_to_do(self) -> bool:
        """Whether it is kept now: nothing is against it, or staff have said that the paper counts."""
        if self.row.choice is Choice.LEAVE or self.row.is_empty:
            return False
        must = MUST_BE_MENDED | {Conflict.TWICE}
        return not self.conflicts or (self.row.choice is Choice.PAPER and not must & set(self.conflicts))

    @property
    def can_be_chosen(self) -> bool:
        """Whether staff are asked which counts: the paper, or what is known already."""
        return bool(self.conflicts) and not MUST_BE_MENDED & set(self.conflicts)

    @property
    def is_done(self) -> bool:
        """Whether there is nothing more to say about it."""
        return self.is_to_do or (self.row.choice is Choice.LEAVE and not self.row.is_empty)


def codes(already: int, number: int) -> list[str]:
    """So many codes of two signs, or three when those are used up, after as many as other lists have already."""
    found = list(_codes(already + number))
    return found[already:]


def _codes(number: int) -> Iterator[str]:
    short = (letter + digit for letter in LETTERS for digit in DIGITS)
    long = (first + second + digit for first in LETTERS for second in LETTERS for digit in DIGITS)
    for made, code in enumerate(_one_after_another(short, long)):
        if made == number:
            return
        yield code


def _one_after_another(*parts: Iterable[str]) -> Iterator[str]:
    for part in parts:
        yield from part


def judge(
    rows: Sequence[Row], people: Mapping[str, Sequence[int]], known: Mapping[int, Known], *, free: int,
    printed_at: datetime,
) -> list[Judged]:  # fmt: skip
    """What stands against each row. `people` are ids by name in small letters; `free` are chairs nobody has."""
    wanted = [_whom(row, people) for row in rows]
    counting = [who for row, who in zip(rows, wanted, strict=True) if row.choice is not Choice.LEAVE]
    judged: list[Judged] = []
    for row, who_id in zip(rows, wanted, strict=True):
        if row.is_empty:
            judged.append(Judged(row, None, ()))
            continue
        here = known.get(who_id, Known(who_id)) if who_id else None
        found = list(_unclear(row, people, here))
        if here is not None:
            needed = 0 if row.choice is Choice.LEAVE else _chairs_needed(row, here)
            found += _against(row, here, printed_at, is_twice=counting.count(who_id) > 1, is_full=needed > free)
            free = max(0, free - needed)
        judged.append(Judged(row, who_id, tuple(found)))
    return judged


def _whom(row: Row, people: Mapping[str, Sequence[int]]) -> int | None:
    ids = people.get(row.name.casefold(), ())
    if row.who_id in ids:
        return row.who_id
    return ids[0] if len(ids) == 1 else None


def _chairs_needed(row: Row, here: Known) -> int:
    return max(0, row.heads - here.has_chair)


def _unclear(row: Row, people: Mapping[str, Sequence[int]], here: Known | None) -> Iterator[Conflict]:
    """What must be written or mended: nobody can say that the paper counts as it is."""
    if not row.name:
        yield Conflict.NO_NAME
    elif here is None:
        yield Conflict.SEVERAL if people.get(row.name.casefold()) else Conflict.UNKNOWN
    if row.reply is None:
        yield Conflict.NO_REPLY
    elif row.guests and row.reply is not Reply.YES:
        yield Conflict.GUESTS_ALONE


def _against(row: Row, here: Known, printed_at: datetime, *, is_twice: bool, is_full: bool) -> Iterator[Conflict]:
    """What staff decide: the paper, or what is known already."""
    if is_twice:
        yield Conflict.TWICE
    if _said_else(row, here, printed_at):
        yield Conflict.SAID_ELSE
    if is_full:
        yield Conflict.FULL
    if here.clashes and row.reply in WANT_A_CHAIR:
        yield Conflict.CLASH


def _said_else(row: Row, here: Known, printed_at: datetime) -> bool:
    """Whether somebody has answered otherwise herself since the list was printed."""
    if here.reply is None or here.replied_at is None or row.reply is None:
        return False
    return here.replied_at > printed_at and here.reply is not row.reply
