"""Agreements in the staff's editor: what their lines are, and how a manuscript becomes points and back."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal.agreements import actions, faces, staff_queries
from portal.agreements.actions import NO_POINT, TOO_MANY_POINTS, PointWords, Words
from portal.agreements.models import Agreement
from portal.agreements.rules import MOST_POINTS
from portal.agreements.templates import words_of
from portal.content.agreement_templates import AgreementTemplate
from portal.easyread.report import Audience
from portal.people import queries as people
from portal.publishing.kinds import Face, Fault, Subject
from portal.publishing.rules import Document, DraftLine, Part, new_line
from portal.refusal import N_

NAME = staff_queries.KIND
POINT = "point"
PARTS = (
    Part(POINT, N_("Punkt"), N_("Ny linje")),
    Part("why", N_("Derfor"), N_("Derfor"), of=POINT),
    Part("goes_wrong", N_("Hvis det går galt"), N_("Hvis det går galt"), of=POINT),
    Part("helper", N_("Hvem hjælper?"), N_("Hvem hjælper?"), of=POINT),
    Part("question", N_("Billedspørgsmål"), N_("Spørgsmål med billeder"), of=POINT, has_answer=True),
    Part("explained", N_("Forklaring til svaret"), N_("Forklaring til svaret"), of=POINT),
)
BELONGING = tuple(part.key for part in PARTS if part.of)
SAID = ("sentence", *BELONGING)

NO_SENTENCE = N_("Skriv en sætning.")
NO_ANSWER = N_("Vælg svaret: ja eller nej.")
NO_EXPLANATION = N_("Skriv en forklaring til svaret.")
NO_QUESTION = N_("Skriv et spørgsmål til forklaringen.")
NO_TITLE = N_("Giv aftalen et navn.")


class AgreementKind:
    """Agreements, as `publishing.kinds.Kind` asks for them."""

    name = NAME
    feature = "agreements"
    audience = Audience.RESIDENT
    parts = PARTS
    faces: Mapping[str, Face] = faces.FACES

    def subject(self, session: Session, *, staff_id: int, subject_id: int) -> Subject | None:
        agreement = staff_queries.agreement_of(session, staff_id=staff_id, agreement_id=subject_id)
        if agreement is None:
            return None
        resident = agreement.resident
        staff = people.staff_of(session, resident.id)
        newest = agreement.versions[-1] if agreement.versions else None
        return Subject(
            kind=NAME,
            id=subject_id,
            heading=_("Aftale med %(name)s", name=resident.first_name),
            back=url_for("agreements_staff.of_resident", slug=resident.slug),
            back_label=_("Aftaler med %(name)s", name=resident.first_name),
            reader=resident.first_name,
            whose_id=resident.id,
            names=(resident.first_name, *(person.first_name for person in staff)),
            number=newest.number + 1 if newest else 1,
            is_published=newest is not None and agreement.ended_at is None,
            read_together=newest is not None and staff_queries.is_read_together(session, newest.id),
        )

    def published(self, session: Session, subject_id: int) -> Document | None:
        version = staff_queries.newest_version(session, subject_id)
        if version is None:
            return None
        lines = [line for place in version.places for line in _lines(place.wording.says, place.point_id)]
        return Document(version.title, version.picture, tuple(lines))

    def faults(self, document: Document) -> Sequence[Fault]:
        return faults_in(document)

    def publish(
        self, session: Session, subject_id: int, document: Document, *, by_id: int, moment: datetime, hard_because: str
    ) -> None:
        actions.publish(
            session, subject_id, title=document.title, picture=document.picture, points=points_of(document),
            by_id=by_id, moment=moment, hard_because=hard_because,
        )  # fmt: skip

    def withdraw(self, session: Session, subject_id: int, *, moment: datetime) -> None:
        actions.withdraw(session, subject_id, moment=moment)

    def readers(self, session: Session, *, staff_id: int, subject_id: int) -> Sequence[tuple[int, str]]:
        return [(resident.id, resident.first_name) for resident in people.residents_of(session, staff_id)]

    def copy(self, session: Session, document: Document, *, of: int, reader_id: int, moment: datetime) -> int:
        kind = session.get_one(Agreement, of).kind
        return actions.begin(session, resident_id=reader_id, kind=kind, moment=moment).id


def document_from(template: AgreementTemplate) -> Document:
    """A template's words, to begin a manuscript with."""
    lines = [line for point in template.points for line in _lines(words_of(point), None)]
    return Document(template.title, template.picture, tuple(lines))


def points_of(document: Document) -> list[PointWords]:
    """A manuscript's points with their identities; lines without words are left out."""
    points: list[PointWords] = []
    for line in document.lines:
        if line.part == POINT:
            points.append((line.source, {"sentence": line.sentence, "picture": line.picture}))
        elif points and line.sentence:
            words = points[-1][1]
            words[line.part], words[f"{line.part}_picture"] = line.sentence, line.picture
            if line.part == "question":
                words["answer"] = line.answer
    return [(source, words) for source, words in points if any(words.get(part) for part in SAID)]


def faults_in(document: Document) -> list[Fault]:
    """What must be mended before an agreement can be published."""
    found = [] if document.title else [Fault("", NO_TITLE)]
    points = points_of(document)
    if not points or len(points) > MOST_POINTS:
        found.append(Fault("", TOO_MANY_POINTS if points else NO_POINT))
    for block in faces.blocks_of(document):
        found += _faults_in_point(block)
    return found


def _faults_in_point(block: Mapping[str, DraftLine]) -> list[Fault]:
    point, question, explained = (block.get(key) for key in (POINT, "question", "explained"))
    found: list[Fault] = []
    if not (point and point.sentence) and any(line.sentence for line in block.values()):
        found.append(Fault((point or next(iter(block.values()))).id, NO_SENTENCE))
    if question and question.sentence and question.answer is None:
        found.append(Fault(question.id, NO_ANSWER))
    if question and question.sentence and not (explained and explained.sentence):
        found.append(Fault((explained or question).id, NO_EXPLANATION))
    if explained and explained.sentence and not (question and question.sentence):
        found.append(Fault(explained.id, NO_QUESTION))
    return found


def _lines(words: Words, point_id: int | None) -> list[DraftLine]:
    first = new_line(POINT, str(words["sentence"]), _picture(words["picture"]))
    lines = [DraftLine(first.id, POINT, first.sentence, first.picture, source=point_id)]
    for part in BELONGING:
        if words[part]:
            line = new_line(part, str(words[part]), _picture(words[f"{part}_picture"]))
            answer = bool(words["answer"]) if part == "question" else None
            lines.append(DraftLine(line.id, part, line.sentence, line.picture, answer))
    return lines


def _picture(key: object) -> str | None:
    return str(key) if key else None
