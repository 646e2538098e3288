"""Reading what the house says in its own way."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.people.models import Attachment
from portal.speech.danish import pronounced
from portal.speech.house import Own
from portal.speech.models import Pronunciation, Recording
from portal.speech.rules import sentence_key

MOST_UNDONE = 5  # deleted words that are offered for putting back
ALIVE = Recording.ended_at.is_(None)


def own(session: Session) -> Own:
    """The corrections and the recordings that are alive."""
    corrected = session.execute(
        sa.select(Pronunciation.word, Pronunciation.said_as).where(Pronunciation.ended_at.is_(None))
    )
    recorded = session.execute(
        sa.select(Recording.sentence_key, Recording.file, Recording.milliseconds).where(ALIVE)
    )  # fmt: skip
    return Own(
        corrections={word: pronounced(said_as) for word, said_as in corrected},
        recordings={key: (file, milliseconds) for key, file, milliseconds in recorded},
    )


# --- words ---------------------------------------------------------------------------------------------------


def pronunciations(session: Session) -> Sequence[Pronunciation]:
    """The house's corrections in the order of the alphabet, with who made them."""
    return session.scalars(
        sa.select(Pronunciation)
        .where(Pronunciation.ended_at.is_(None))
        .options(joinedload(Pronunciation.made_by))
        .order_by(Pronunciation.word)
    ).all()


def deleted_since(session: Session, moment: datetime) -> Sequence[Pronunciation]:
    """Corrections deleted lately whose words have no other by now, the newest first."""
    alive = sa.select(Pronunciation.word).where(Pronunciation.ended_at.is_(None))
    return session.scalars(
        sa.select(Pronunciation)
        .where(Pronunciation.ended_at >= moment, Pronunciation.word.not_in(alive))
        .order_by(Pronunciation.ended_at.desc(), Pronunciation.id.desc())
        .limit(MOST_UNDONE)
    ).all()


def pronunciation_of(session: Session, word: str) -> Pronunciation | None:
    """The house's living correction of a word."""
    return session.scalar(sa.select(Pronunciation).where(Pronunciation.word == word, Pronunciation.ended_at.is_(None)))


def pronunciation(session: Session, pronunciation_id: int) -> Pronunciation | None:
    """One correction, alive or not."""
    return session.get(Pronunciation, pronunciation_id)


# --- recordings ----------------------------------------------------------------------------------------------


def recording_of(session: Session, sentence: str) -> Recording | None:
    """The living recording of a sentence, with who made it."""
    return session.scalar(
        sa.select(Recording)
        .where(Recording.sentence_key == sentence_key(sentence), ALIVE)
        .options(joinedload(Recording.made_by))
    )


def recorded(session: Session, sentences: Iterable[str]) -> set[str]:
    """Those of the sentences that somebody has recorded."""
    keys = {sentence: sentence_key(sentence) for sentence in sentences}
    alive = sa.select(Recording.sentence_key).where(Recording.sentence_key.in_(set(keys.values())), ALIVE)
    found = set(session.scalars(alive))
    return {sentence for sentence, key in keys.items() if key in found}


def lines_to_record_again(session: Session, kind: str, subject_id: int, lines: Mapping[str, str]) -> set[str]:
    """Those of a subject's lines – sentences by line id – that were recorded, but say something else now."""
    once = set(
        session.scalars(
            sa.select(Recording.line_id).where(Recording.kind == kind, Recording.subject_id == subject_id, ALIVE)
        )
    )
    changed = {line_id: sentence for line_id, sentence in lines.items() if line_id in once}
    still = recorded(session, changed.values()) if changed else set()
    return {line_id for line_id, sentence in changed.items() if sentence not in still}


def recordings_by(session: Session, person_id: int) -> Sequence[Recording]:
    """The living recordings of one person, the newest first."""
    return session.scalars(
        sa.select(Recording)
        .where(Recording.made_by_id == person_id, ALIVE)
        .order_by(Recording.made_at.desc(), Recording.id.desc())
    ).all()


def readable(session: Session, recordings: Iterable[Recording], *, staff_id: int) -> set[int]:
    """The ids of those whose sentence this member of staff may still see: she works with the resident it speaks to."""
    mine = set(session.scalars(sa.select(Attachment.resident_id).where(Attachment.staff_id == staff_id)))
    return {each.id for each in recordings if each.whose_id is None or each.whose_id in mine}


def my_recording(session: Session, *, person_id: int, recording_id: int) -> Recording | None:
    """A living recording, if it is this person's own voice."""
    return session.scalar(
        sa.select(Recording).where(Recording.id == recording_id, Recording.made_by_id == person_id, ALIVE)
    )
