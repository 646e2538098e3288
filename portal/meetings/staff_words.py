"""What staff read about ideas: a word for where each is, how it was told, and what is owed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from portal.meetings.desk_queries import DeskIdea
from portal.meetings.rules import PieceKind, Standing, Step, is_overdue, is_owed
from portal.refusal import N_

STANDINGS: Mapping[Standing, str] = {
    Standing.SENT: N_("Skal skrives"),
    Standing.PROPOSED: N_("Venter på beboeren"),
    Standing.DISPUTED: N_("Skal rettes"),
    Standing.PUBLIC: N_("Alle kan se den"),
    Standing.JOINED: N_("Lagt sammen"),
    Standing.WITHDRAWN: N_("Taget tilbage"),
}
PIECES: Mapping[PieceKind, str] = {
    PieceKind.VOICE: N_("Fortalt med stemmen"),
    PieceKind.PHOTO: N_("Fortalt med et foto"),
    PieceKind.DRAWING: N_("Fortalt med en tegning"),
    PieceKind.TEXT: N_("Fortalt med ord"),
    PieceKind.PICTURES: N_("Fortalt med billeder"),
}
LONGEST_BEGINNING = 60  # characters of what was told, on the desk


@dataclass(frozen=True, slots=True)
class Desk:
    """The ideas that wait, by what they wait for."""

    to_write: Sequence[DeskIdea]
    asked: Sequence[DeskIdea]  # their authors
    owed: Sequence[DeskIdea]  # promises whose day has come, the oldest first
    promised: Sequence[DeskIdea]
    undecided: Sequence[DeskIdea]


def sorted_by_what_waits(ideas: Sequence[DeskIdea], today: date) -> Desk:
    """Each idea stands in one place."""

    def those(standing: Standing) -> list[DeskIdea]:
        return [each for each in ideas if each.standing is standing]

    alive = those(Standing.PUBLIC)
    owed = [each for each in alive if is_owed(each.promise, today)]
    promised = [each for each in alive if each.now in (Step.YES, Step.LATER) and each not in owed]
    return Desk(
        to_write=those(Standing.DISPUTED) + those(Standing.SENT), asked=those(Standing.PROPOSED),
        owed=sorted(owed, key=lambda each: each.until or today),
        promised=sorted(promised, key=lambda each: (each.until is None, each.until or today)),
        undecided=[each for each in alive if each.now in (Step.HEARD, Step.TALKED)],
    )  # fmt: skip


def name_of(idea: DeskIdea) -> str:
    """What an idea is called on the desk: its name, or how its telling begins."""
    if idea.title:
        return idea.title
    kind, text = idea.first or (PieceKind.TEXT, "")
    words = " ".join(text.split())
    if not words:
        return _(PIECES[kind])
    return words if len(words) <= LONGEST_BEGINNING else f"{words[:LONGEST_BEGINNING].rstrip()} …"


def is_late(idea: DeskIdea, today: date) -> bool:
    """Whether its day is past and nothing has happened."""
    return is_overdue(idea.promise, today)
