"""Which lines of a manuscript somebody has read aloud, and which should be read aloud again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.publishing.kinds import Kind
from portal.publishing.rules import Document, Part
from portal.speech.models import Recording
from portal.speech.rules import sentence_key

Where = tuple[int, str]
"""Where a line stands in what is published: the source of its block, and its part."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What the lines of a subject's manuscript say, and what changed ones say in what is published, by line id."""

    subject_id: int
    now: Mapping[str, str]
    before: Mapping[str, str]


def to_record_again(session: Session, kind: Kind, subject_id: int, document: Document) -> set[str]:
    """The ids of lines that a person's voice said before their sentence was changed: in this manuscript, or since
    it was published."""
    published = kind.published(session, subject_id)
    said = sentences_in(published, kind.parts) if published else {}
    return all_to_record_again(session, kind.name, [rewritten(subject_id, document, said, kind.parts)])[subject_id]


def all_to_record_again(session: Session, kind: str, manuscripts: Sequence[Rewritten]) -> dict[int, set[str]]:
    """The same for many manuscripts of a kind, by subject: one statement however many."""
    keys = {
        sentence: sentence_key(sentence)
        for each in manuscripts
        for sentence in (*each.now.values(), *each.before.values())
    }
    theirs = sa.and_(Recording.kind == kind, Recording.subject_id.in_([each.subject_id for each in manuscripts]))
    alive = session.execute(
        sa.select(Recording.sentence_key, Recording.kind, Recording.subject_id, Recording.line_id).where(
            Recording.ended_at.is_(None), sa.or_(Recording.sentence_key.in_(set(keys.values())), theirs)
        )
    ).all()
    heard = {row.sentence_key for row in alive}
    once = {(row.subject_id, row.line_id) for row in alive if row.kind == kind}
    return {
        each.subject_id: {
            line_id
            for line_id, sentence in each.now.items()
            if keys[sentence] not in heard
            and ((each.subject_id, line_id) in once or keys.get(each.before.get(line_id, "")) in heard)
        }
        for each in manuscripts
    }


def rewritten(subject_id: int, document: Document, said: Mapping[Where, str], parts: Sequence[Part]) -> Rewritten:
    """A manuscript beside what is published, `said`."""
    now = {line.id: line.sentence for line in document.lines if line.sentence}
    return Rewritten(subject_id, now, before_it_changed(document, said, parts))


def sentences_in(published: Document, parts: Sequence[Part]) -> dict[Where, str]:
    """What is published, by where it stands."""
    return {where: sentence for where, (_line_id, sentence) in _places(published, parts).items()}


def before_it_changed(document: Document, said: Mapping[Where, str], parts: Sequence[Part]) -> dict[str, str]:
    """What changed lines say in what is published, by line id. A line is known by its source and its part."""
    return {
        line_id: said[where]
        for where, (line_id, sentence) in _places(document, parts).items()
        if where in said and sentence and said[where] != sentence
    }


def _places(document: Document, parts: Sequence[Part]) -> dict[Where, tuple[str, str]]:
    heads = {part.key for part in parts if not part.of}
    places: dict[Where, tuple[str, str]] = {}
    source: int | None = None
    for line in document.lines:
        if line.part in heads:
            source = line.source
        if source is not None:
            places[source, line.part] = (line.id, line.sentence)
    return places
