"""What a feature tells about the things its staff write, so that they can all be written in one editor."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flask import Flask, current_app
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from portal.easyread.report import Audience
from portal.publishing.rules import Document, Part


@dataclass(frozen=True, slots=True)
class Subject:
    """What a manuscript is about, as the member of staff who asks may see it."""

    kind: str
    id: int
    heading: str  # "Aftale med Maja"
    back: str  # the address of the desk it belongs to
    back_label: str
    reader: str  # whose eyes it is for: "Maja"
    whose_id: int | None  # the resident whose thing it is; none for what is everybody's, as a menu
    names: tuple[str, ...]  # people and places that the language check leaves alone
    number: int  # the version this becomes
    is_published: bool  # something is out there now
    read_together: bool  # whether somebody has read the published words together with the reader


@dataclass(frozen=True, slots=True)
class Fault:
    """What must be mended before publishing, whatever the language check says. `line` is a line's id, "" the whole."""

    line: str
    sentence: str


Face = Callable[[Subject, Document], ResponseReturnValue]
"""Shows a manuscript as one kind of reader meets it: gives a Flask response."""


class Kind(Protocol):
    """One kind of thing that is written: agreements, menus, minutes …"""

    name: str  # in addresses and in the table: "aftale"
    feature: str  # the site feature it belongs to: "agreements"
    audience: Audience
    parts: tuple[Part, ...]
    faces: Mapping[str, Face]  # "beboer", "paaroerende", "print", "skaerm"

    def subject(self, session: Session, *, staff_id: int, subject_id: int) -> Subject | None:
        """The subject, if this member of staff may write about it; `None` looks the same as not there."""
        ...

    def published(self, session: Session, subject_id: int) -> Document | None:
        """What is out there now, to begin the next version with; `None` when nothing has been published."""
        ...

    def faults(self, document: Document) -> Sequence[Fault]:
        """What must be mended before this can be published."""
        ...

    def publish(
        self, session: Session, subject_id: int, document: Document, *, by_id: int, moment: datetime, hard_because: str
    ) -> None:
        """Make it what the reader meets from now on."""
        ...

    def withdraw(self, session: Session, subject_id: int, *, moment: datetime) -> None:
        """Take what is published away from the reader. It can be published again."""
        ...

    def readers(self, session: Session, *, staff_id: int, subject_id: int) -> Sequence[tuple[int, str]]:
        """For whom a copy may be made: ids and names."""
        ...

    def copy(self, session: Session, document: Document, *, of: int, reader_id: int, moment: datetime) -> int:
        """Make a new, unpublished subject for a reader, like the subject `of`; its id."""
        ...


def init_app(app: Flask, *kinds: Kind) -> None:
    """Let these kinds be written in the editor."""
    app.extensions["publishing"] = {kind.name: kind for kind in kinds}


def kind_called(name: str) -> Kind | None:
    """The kind of this name, `None` when no feature has it."""
    kinds: Mapping[str, Kind] = current_app.extensions["publishing"]
    return kinds.get(name)
