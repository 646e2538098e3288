"""Reading manuscripts and their history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.people.models import Person
from portal.publishing.models import Happened, HistoryEntry, HouseWord, Manuscript
from portal.publishing.rules import WRITES_NOW


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a subject, with the name of who did it."""

    id: int
    happened: Happened
    who: str
    at: datetime
    note: str
    has_words: bool  # what was thrown away can be fetched back


def manuscript_of(session: Session, kind: str, subject_id: int) -> Manuscript | None:
    """What is being written about a subject, `None` when nobody is writing."""
    return session.scalar(sa.select(Manuscript).where(Manuscript.kind == kind, Manuscript.subject_id == subject_id))


def others_writing_in(session: Session, manuscript: Manuscript, me: int, moment: datetime) -> Sequence[str]:
    """The first names of those who have just written in it too."""
    since = moment - WRITES_NOW
    ids = [int(who) for who, at in manuscript.writers.items() if datetime.fromisoformat(at) >= since and int(who) != me]
    return [name_of(session, each) for each in ids]


def writes_now(manuscript: Manuscript, person_id: int, moment: datetime) -> bool:
    """Whether somebody has just written in it."""
    at = manuscript.writers.get(str(person_id))
    return at is not None and datetime.fromisoformat(at) >= moment - WRITES_NOW


def name_of(session: Session, person_id: int | None) -> str:
    """A first name, also of somebody who has left; "" for nobody."""
    person = session.get(Person, person_id) if person_id is not None else None
    return person.first_name if person else ""


def history_of(session: Session, kind: str, subject_id: int) -> list[Event]:
    """What has happened to a subject, the newest first."""
    rows = session.execute(
        sa.select(HistoryEntry, Person.first_name)
        .outerjoin(Person, Person.id == HistoryEntry.who_id)
        .where(HistoryEntry.kind == kind, HistoryEntry.subject_id == subject_id)
        .order_by(HistoryEntry.id.desc())
    ).all()
    return [
        Event(entry.id, entry.happened, name or "", entry.at, entry.note, entry.kept is not None)
        for entry, name in rows
    ]


def entry_of(session: Session, kind: str, subject_id: int, entry_id: int) -> HistoryEntry | None:
    """One entry of a subject's history."""
    return session.scalar(
        sa.select(HistoryEntry).where(
            HistoryEntry.id == entry_id, HistoryEntry.kind == kind, HistoryEntry.subject_id == subject_id
        )
    )


def house_word(session: Session, word: str) -> HouseWord | None:
    """A word this house has explained."""
    return session.scalar(sa.select(HouseWord).where(HouseWord.word == word))


def house_words(session: Session) -> Sequence[HouseWord]:
    """The words this house has explained, in the order of the alphabet."""
    return session.scalars(sa.select(HouseWord).order_by(HouseWord.word)).all()
