"""Notes on a resident's fridge: a second kind of thing that is written, with rows of its own."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

import sqlalchemy as sa
from flask import Response
from sqlalchemy.orm import Session

from portal.easyread.report import Audience
from portal.people.models import Attachment, Person
from portal.publishing.kinds import Fault, Subject
from portal.publishing.models import Manuscript
from portal.publishing.rules import Document, DraftLine, Part
from portal.refusal import Refused
from tests.browser import Page, PageClient

NOTE = "seddel"
LINE = Part("line", "Linje", "Ny linje")
WHY = Part("why", "Derfor", "Derfor", of="line")
QUESTION = Part("question", "Spørgsmål", "Spørgsmål", of="line", has_answer=True)
HEADING = Part("heading", "Overskrift", "Ny overskrift")
PARTS = (LINE, WHY, QUESTION, HEADING)

PUBLISHED = sa.Table(
    "test_note", sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("subject_id", sa.Integer),
    sa.Column("words", sa.JSON),
    sa.Column("by_id", sa.Integer),
    sa.Column("because", sa.Text),
    sa.Column("is_taken_back", sa.Boolean, default=False),
)  # fmt: skip


class NoteKind:
    """A note's subject is the resident on whose fridge it hangs."""

    name = NOTE
    feature = "agreements"
    audience = Audience.RESIDENT
    parts = PARTS

    def __init__(self) -> None:
        self.faces = {"beboer": self.face}
        self.refuses = ""  # why nothing can be published any more

    def face(self, subject: Subject, document: Document) -> Response:
        said = "\n".join(line.sentence for line in document.lines)
        return Response(f"{subject.reader}: {document.title}\n{said}", mimetype="text/plain")

    def subject(self, session: Session, *, staff_id: int, subject_id: int) -> Subject | None:
        resident = session.scalar(
            sa.select(Person)
            .join(Attachment, Attachment.resident_id == Person.id)
            .where(Attachment.staff_id == staff_id, Person.id == subject_id)
        )
        if resident is None:
            return None
        published = len(self.rows(session, subject_id))
        return Subject(
            kind=NOTE, id=subject_id, heading=f"Seddel til {resident.first_name}", back="/personale",
            back_label="I dag", reader=resident.first_name, whose_id=resident.id, names=(resident.first_name,),
            number=published + 1, is_published=self.published(session, subject_id) is not None, read_together=False,
        )  # fmt: skip

    def rows(self, session: Session, subject_id: int) -> Sequence[sa.Row]:
        return session.execute(
            sa.select(PUBLISHED).where(PUBLISHED.c.subject_id == subject_id).order_by(PUBLISHED.c.id)
        ).all()

    def published(self, session: Session, subject_id: int) -> Document | None:
        rows = [row for row in self.rows(session, subject_id) if not row.is_taken_back]
        if not rows:
            return None
        words = rows[-1].words
        return Document(words["title"], words["picture"], tuple(DraftLine(**line) for line in words["lines"]))

    def faults(self, document: Document) -> Sequence[Fault]:
        found = [] if document.title else [Fault("", "Giv sedlen et navn.")]
        return [*found, *(Fault(line.id, "Skriv en sætning.") for line in document.lines if not line.sentence)]

    def publish(
        self, session: Session, subject_id: int, document: Document, *, by_id: int, moment: datetime, hard_because: str
    ) -> None:
        if self.refuses:
            raise Refused(self.refuses)
        session.execute(
            PUBLISHED.insert().values(
                subject_id=subject_id, words=asdict(document), by_id=by_id, because=hard_because
            )  # fmt: skip
        )

    def withdraw(self, session: Session, subject_id: int, *, moment: datetime) -> None:
        session.execute(PUBLISHED.update().where(PUBLISHED.c.subject_id == subject_id).values(is_taken_back=True))

    def readers(self, session: Session, *, staff_id: int, subject_id: int) -> Sequence[tuple[int, str]]:
        return [
            (row.id, row.first_name)
            for row in session.execute(
                sa.select(Person.id, Person.first_name)
                .join(Attachment, Attachment.resident_id == Person.id)
                .where(Attachment.staff_id == staff_id)
            )
        ]

    def copy(self, session: Session, document: Document, *, of: int, reader_id: int, moment: datetime) -> int:
        return reader_id


def line(sentence: str = "", part: Part = LINE, name: str = "", **more: object) -> DraftLine:
    """A line; without a name its part and first words are its name."""
    name = name or f"{part.key}-{sentence[:8].strip() or 'tom'}".replace(" ", "_")
    return DraftLine(name, part.key, sentence, **more)


def sentences(document: Document) -> list[str]:
    return [each.sentence for each in document.lines]


def words_now(session: Session, subject_id: int) -> Document:
    """What the manuscript says now."""
    session.rollback()
    session.expire_all()
    return session.scalars(sa.select(Manuscript).where(Manuscript.subject_id == subject_id)).one().document


def fields(page: Page) -> list[str]:
    """What stands in the lines."""
    return [field.get_text().removeprefix("\n") for field in page.soup.select("#linjer textarea")]


def place(page: Page, line_id: str) -> str:
    """All that can be read at a line."""
    return " ".join(page.soup.select_one(f"#plads-{line_id}").get_text(" ").split())


def send(client: PageClient, address: str, line_id: str, sentence: str, *, status: int = 200, **more: str) -> Page:
    """A line's form, sent as it is."""
    return client.post(f"{address}/linje/{line_id}", {"sentence": sentence, **more}, status=status)
