"""Ideas in the staff's editor: what somebody told becomes a name and a few lines, and its author is asked."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from flask import render_template, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal.easyread.line import Line
from portal.easyread.report import Audience
from portal.meetings import idea_actions
from portal.meetings.desk_queries import KIND
from portal.meetings.models import Idea, IdeaWording
from portal.meetings.rules import MOST_LINES
from portal.people.models import Person
from portal.people.queries import all_of
from portal.people.rules import STAFF_ROLES, Role
from portal.publishing.kinds import Face, Fault, Subject
from portal.publishing.rules import Document, DraftLine, Part, new_line
from portal.refusal import N_, Refused

NAME = KIND
SAID = "said"
PARTS = (Part(SAID, N_("Linje"), N_("Ny linje")),)

NO_TITLE = N_("Giv idéen et navn.")
TOO_MANY = N_("Skriv højst 5 linjer om idéen.")
STAYS = N_("Idéen er beboerens egen. Skriv nye ord i stedet.")


def for_resident(subject: Subject, document: Document) -> str:
    """The words as they stand on the page of the idea."""
    back = url_for("publishing.edit", kind=subject.kind, subject_id=subject.id)
    return render_template(
        "meetings/staff/idea_preview.html", title=document.title or _("Uden navn"), key=document.picture or "idea",
        lines=lines_of(document), preview={"reader": subject.reader, "back": back},
    )  # fmt: skip


class IdeaKind:
    """Ideas, as `publishing.kinds.Kind` asks for them. All staff write; publishing means asking the author."""

    name = NAME
    feature = "meetings"
    audience = Audience.RESIDENT
    parts = PARTS
    faces: Mapping[str, Face] = {"beboer": for_resident}

    def subject(self, session: Session, *, staff_id: int, subject_id: int) -> Subject | None:
        idea = session.get(Idea, subject_id)
        if idea is None or idea.withdrawn_on is not None:
            return None
        author = session.get(Person, idea.author_id) if idea.author_id else None
        number = sa.select(sa.func.count()).where(IdeaWording.idea_id == subject_id)
        return Subject(
            kind=NAME,
            id=subject_id,
            heading=_("Idé fra %(name)s", name=author.first_name) if author else _("Idé uden navn"),
            back=url_for("meetings_staff.idea", idea_id=subject_id),
            back_label=_("Idéen"),
            reader=_("Beboerne"),
            whose_id=None,  # everybody reads it, so there is no private photo in it
            names=tuple(each.first_name for each in all_of(session, Role.RESIDENT, *STAFF_ROLES)),
            number=(session.scalar(number) or 0) + 1,
            is_published=False,  # nothing can be taken back from here: the author can
            read_together=False,
        )

    def published(self, session: Session, subject_id: int) -> Document | None:
        newest = idea_actions.newest_wording(session, subject_id)
        return document_of(newest) if newest is not None else None

    def faults(self, document: Document) -> Sequence[Fault]:
        found = [] if document.title else [Fault("", NO_TITLE)]
        if len(lines_of(document)) > MOST_LINES:
            found.append(Fault("", TOO_MANY))
        return found

    def publish(
        self, session: Session, subject_id: int, document: Document, *, by_id: int, moment: datetime, hard_because: str
    ) -> None:
        lines = [(line.sentence, line.picture) for line in lines_of(document)]
        idea_actions.propose(
            session, subject_id, title=document.title, picture=document.picture, lines=lines, hard_because=hard_because,
            by_id=by_id, moment=moment,
        )  # fmt: skip

    def withdraw(self, session: Session, subject_id: int, *, moment: datetime) -> None:
        raise Refused(STAYS)

    def readers(self, session: Session, *, staff_id: int, subject_id: int) -> Sequence[tuple[int, str]]:
        return ()  # an idea is somebody's own: nobody gets a copy of it

    def copy(self, session: Session, document: Document, *, of: int, reader_id: int, moment: datetime) -> int:
        raise Refused(STAYS)


def document_of(wording: IdeaWording) -> Document:
    """A wording, to write on in. A line's `source` is its place, so that a changed one is known again."""
    lines = [
        DraftLine(new_line(SAID).id, SAID, str(sentence), picture, source=place)
        for place, (sentence, picture) in enumerate(wording.lines, start=1)
    ]
    return Document(wording.title, wording.picture, tuple(lines))


def lines_of(document: Document) -> list[Line]:
    """What a manuscript says; lines without words are left out."""
    return [Line(line.sentence, line.picture) for line in document.lines if line.sentence]
