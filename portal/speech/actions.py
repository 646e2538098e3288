"""What staff do to the house's voice: they correct words and record lines. Everything can be taken back."""

from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial

import sqlalchemy as sa
from sqlalchemy import Update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.db import afterwards
from portal.refusal import N_, Refused
from portal.speech.house import House
from portal.speech.models import Pronunciation, Recording
from portal.speech.recording import Take
from portal.speech.rules import sentence_key

SOMEBODY_WAS_FASTER = N_("En anden var hurtigere, så prøv igen.")
CORRECTED_ANEW = N_("Ordet har en ny udtale nu, så brug den.")


def correct(
    session: Session, word: str, said_as: str, *, by_id: int, moment: datetime, house: House
) -> Pronunciation:  # fmt: skip
    """Say a word like this from now on. Raise `Refused` when somebody corrects it at the same moment."""
    session.execute(_ended(Pronunciation, Pronunciation.word == word, moment=moment))
    made = Pronunciation(word=word, said_as=said_as, made_by_id=by_id, made_at=moment)
    _add(session, made, SOMEBODY_WAS_FASTER)
    afterwards(session, kept=house.renew)
    return made


def delete_pronunciation(session: Session, pronunciation: Pronunciation, *, moment: datetime, house: House) -> None:
    """Say a word as the voice does by itself. Twice is once."""
    if pronunciation.ended_at is None:
        pronunciation.ended_at = moment
        session.flush()
        afterwards(session, kept=house.renew)


def put_back(session: Session, pronunciation: Pronunciation, *, house: House) -> None:
    """Say a word again as it was said before that was deleted. Raise `Refused` when it has another by now."""
    pronunciation.ended_at = None
    try:
        session.flush()
    except IntegrityError as fault:
        raise Refused(CORRECTED_ANEW) from fault
    afterwards(session, kept=house.renew)


@dataclass(frozen=True, slots=True)
class Place:
    """The line a recording is made for, and the resident it speaks to."""

    kind: str
    subject_id: int
    line_id: str
    whose_id: int | None


def record(
    session: Session, sentence: str, take: Take, *, place: Place, by_id: int, moment: datetime, house: House
) -> Recording:
    """Let a person's voice say a sentence from now on; what was recorded before is deleted.

    Raise `Refused` when somebody records the same sentence at the same moment.
    """
    key = sentence_key(sentence)
    before = session.scalars(_ended(Recording, Recording.sentence_key == key, moment=moment).returning(Recording.file))
    for file in before.all():
        afterwards(session, kept=partial(_forget, house, file))
    made = Recording(
        sentence_key=key, sentence=sentence, milliseconds=take.milliseconds,
        file=house.keep(take.mp3), made_by_id=by_id, made_at=moment, **asdict(place),
    )  # fmt: skip
    afterwards(session, kept=house.renew, discarded=partial(house.remove, made.file))
    _add(session, made, SOMEBODY_WAS_FASTER)
    return made


def end_recording(session: Session, recording: Recording, *, moment: datetime, house: House) -> None:
    """Let the computer say the sentence again, and delete the voice for good."""
    recording.ended_at = moment
    session.flush()
    afterwards(session, kept=partial(_forget, house, recording.file))


def _ended(table: type[Pronunciation] | type[Recording], where: sa.ColumnElement[bool], *, moment: datetime) -> Update:
    """End what lives of it, in one statement: two who come at once do not both find it alive."""
    return sa.update(table).where(where, table.ended_at.is_(None)).values(ended_at=moment)


def _forget(house: House, file: str) -> None:
    house.remove(file)
    house.renew()


def _add(session: Session, made: Pronunciation | Recording, otherwise: str) -> None:
    session.add(made)
    try:
        session.flush()
    except IntegrityError as fault:
        raise Refused(otherwise) from fault
