"""Which lines of a manuscript somebody has read aloud, and which should be read aloud again."""

from sqlalchemy.orm import Session

from portal.publishing.kinds import Kind
from portal.publishing.rules import Document, Part
from portal.speech.queries import lines_to_record_again, recorded


def to_record_again(session: Session, kind: Kind, subject_id: int, document: Document) -> set[str]:
    """The ids of lines that a person's voice said before their sentence was changed: in this manuscript, or since
    it was published."""
    now = {line.id: line.sentence for line in document.lines if line.sentence}
    published = kind.published(session, subject_id)
    before = before_it_changed(document, published, kind.parts) if published else {}
    said = recorded(session, {*now.values(), *before.values()})
    since_published = {line_id for line_id, sentence in before.items() if sentence in said and now[line_id] not in said}
    return since_published | lines_to_record_again(session, kind.name, subject_id, now)


def before_it_changed(document: Document, published: Document, parts: tuple[Part, ...]) -> dict[str, str]:
    """What changed lines say in what is published, by line id. A line is known by its source and its part."""
    old = {place: sentence for place, (_line_id, sentence) in _places(published, parts).items()}
    return {
        line_id: old[place]
        for place, (line_id, sentence) in _places(document, parts).items()
        if place in old and sentence and old[place] != sentence
    }


def _places(document: Document, parts: tuple[Part, ...]) -> dict[tuple[int, str], tuple[str, str]]:
    heads = {part.key for part in parts if not part.of}
    places: dict[tuple[int, str], tuple[str, str]] = {}
    source: int | None = None
    for line in document.lines:
        if line.part in heads:
            source = line.source
        if source is not None:
            places[source, line.part] = (line.id, line.sentence)
    return places
