"""Texts with a line that somebody has read aloud and somebody has changed since: a person should say it again."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.agreements.manuscript import BELONGING, NAME, PARTS, POINT
from portal.agreements.models import Agreement, Place, Version, Wording
from portal.people.models import Attachment, Person
from portal.publishing.heard import Where, all_to_record_again, rewritten
from portal.publishing.models import Manuscript

COLUMNS = {POINT: Wording.sentence, **{part: getattr(Wording, part) for part in BELONGING}}


@dataclass(frozen=True, slots=True)
class RecordAgain:
    """An agreement that is being written, and the first of its lines to record again; `number` is how many."""

    agreement_id: int
    line_id: str
    first_name: str
    title: str
    sentence: str
    number: int


def lines_to_record_again(session: Session, staff_id: int) -> list[RecordAgain]:
    """Agreements of my residents with such lines, the one that has waited longest first. Three statements."""
    written = session.execute(
        sa.select(Manuscript, Person.first_name)
        .join(Agreement, sa.and_(Manuscript.kind == NAME, Manuscript.subject_id == Agreement.id))
        .join(Person, Person.id == Agreement.resident_id)
        .join(Attachment, Attachment.resident_id == Person.id)
        .where(Attachment.staff_id == staff_id, Person.left_at.is_(None))
        .order_by(Manuscript.changed_at, Manuscript.id)
    ).all()
    documents = {manuscript.subject_id: (manuscript.document, name) for manuscript, name in written}
    said = _published(session, list(documents))
    again = all_to_record_again(
        session, NAME, [rewritten(id, document, said.get(id, {}), PARTS) for id, (document, _name) in documents.items()]
    )
    found: list[RecordAgain] = []
    for agreement_id, (document, name) in documents.items():
        lines = [line for line in document.lines if line.id in again[agreement_id]]
        if lines:
            first = lines[0]
            found.append(RecordAgain(agreement_id, first.id, name, document.title, first.sentence, len(lines)))
    return found


def _published(session: Session, agreement_ids: Sequence[int]) -> dict[int, dict[Where, str]]:
    """What the newest versions say, by agreement and by where it stands there."""
    newest = (
        sa.select(sa.func.max(Version.id)).where(Version.agreement_id.in_(agreement_ids)).group_by(Version.agreement_id)
    )
    rows = session.execute(
        sa.select(Version.agreement_id, Wording.point_id, *COLUMNS.values())
        .join(Place, Place.version_id == Version.id)
        .join(Wording, Wording.id == Place.wording_id)
        .where(Version.id.in_(newest))
    )
    said: dict[int, dict[Where, str]] = {}
    for agreement_id, point_id, *words in rows:
        here = {(point_id, part): sentence for part, sentence in zip(COLUMNS, words, strict=True) if sentence}
        said.setdefault(agreement_id, {}).update(here)
    return said
