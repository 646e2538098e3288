"""What is done with manuscripts: begun, kept, published, withdrawn, copied, thrown away."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.publishing import rules
from portal.publishing.kinds import Kind
from portal.publishing.models import Happened, HistoryEntry, HouseWord, Manuscript
from portal.publishing.rules import Document
from portal.refusal import N_, Refused

GONE = N_("Kladden er væk. Lav en ny.")
TOO_MANY_LINES = N_("Teksten er for lang. Del den i to.")
LINE_GONE = N_("Linjen er slettet. Vælg en anden linje.")
NOT_PUBLISHED = N_("Der er intet udgivet. Skriv og udgiv først.")
NOBODY_KNOWS_IT = N_("Siden har ikke den slags tekster mere. Spørg lederen.")
ONE_ALREADY = N_("En ny kladde er i gang. Skriv videre i den.")


class Closed(Refused):
    """The manuscript was published or thrown away while somebody wrote in it."""

    def __init__(self) -> None:
        super().__init__(GONE)


# --- writing --------------------------------------------------------------------------------------------------


def begin(
    session: Session, *, kind: str, subject_id: int, document: Document, by_id: int | None, moment: datetime
) -> Manuscript:
    """The manuscript of a subject: the one there is, or a new one that begins with these words.

    Two people who begin at once get the same.
    """
    found = session.scalar(_of(kind, subject_id))
    if found is not None:
        return found
    manuscript = Manuscript(
        kind=kind, subject_id=subject_id, title=document.title, picture=document.picture,
        lines=[asdict(line) for line in document.lines], removed=[], writers={},
        made_at=moment, changed_at=moment, changed_by_id=by_id,
    )  # fmt: skip
    try:
        with session.begin_nested():
            session.add(manuscript)
    except IntegrityError:  # somebody was faster, and may even have finished since
        return begin(session, kind=kind, subject_id=subject_id, document=document, by_id=by_id, moment=moment)
    note(session, manuscript.kind, manuscript.subject_id, Happened.BEGUN, who_id=by_id, moment=moment)
    return manuscript


def held(session: Session, kind: str, subject_id: int) -> Manuscript:
    """The manuscript, with nobody else writing in it until the request is over. Raise `Closed` when it is gone."""
    manuscript = session.scalar(_of(kind, subject_id).with_for_update().execution_options(populate_existing=True))
    if manuscript is None:
        raise Closed
    return manuscript


def keep(session: Session, manuscript: Manuscript, document: Document, *, by_id: int, moment: datetime) -> None:
    """Let a held manuscript say this. A planned publishing is called off: what was planned were other words."""
    before = manuscript.document
    if document == before:
        return
    if len(document.lines) > max(rules.MOST_LINES, len(before.lines)):
        raise Refused(TOO_MANY_LINES)
    if document.title != before.title:
        manuscript.title_by_id = by_id
    manuscript.title, manuscript.picture = document.title, document.picture
    manuscript.lines = [
        asdict(line if line == before.line(line.id) else replace(line, changed_by=by_id)) for line in document.lines
    ]
    manuscript.changed_at, manuscript.changed_by_id = moment, by_id
    manuscript.writers = {**manuscript.writers, str(by_id): moment.isoformat()}
    stop(session, manuscript, by_id=by_id, moment=moment)
    session.flush()


def set_picture(
    session: Session, manuscript: Manuscript, line_id: str, picture: str | None, *, by_id: int, moment: datetime
) -> None:
    """Give a line its picture, or none; `line_id` "" is the title. Raise `Refused` when the line is gone."""
    manuscript = held(session, manuscript.kind, manuscript.subject_id)
    document = manuscript.document
    line = document.line(line_id)
    if line_id and line is None:
        raise Refused(LINE_GONE)
    drawn = rules.changed(document, replace(line, picture=picture)) if line else replace(document, picture=picture)
    keep(session, manuscript, drawn, by_id=by_id, moment=moment)


def explain(session: Session, word: str, explanation: str, *, by_id: int, moment: datetime) -> HouseWord:
    """Put a word in the house's dictionary, or explain it anew."""
    found = session.scalar(sa.select(HouseWord).where(HouseWord.word == word).with_for_update())
    if found is None:
        found = HouseWord(word=word, explanation=explanation, made_by_id=by_id, made_at=moment)
        try:
            with session.begin_nested():
                session.add(found)
        except IntegrityError:  # two people explain it at once: the last one is read
            return explain(session, word, explanation, by_id=by_id, moment=moment)
    found.explanation, found.made_by_id, found.made_at = explanation, by_id, moment
    session.flush()
    return found


def note(
    session: Session,
    kind: str,
    subject_id: int,
    happened: Happened,
    *,
    who_id: int | None,
    moment: datetime,
    words: str = "",
    kept: Document | None = None,
) -> None:
    """Write one line in a subject's history."""
    session.add(
        HistoryEntry(
            kind=kind, subject_id=subject_id, happened=happened, who_id=who_id, at=moment, note=words,
            kept=asdict(kept) if kept else None,
        )
    )  # fmt: skip
    session.flush()


# --- publishing -----------------------------------------------------------------------------------------------


def publish(
    session: Session, kind: Kind, manuscript: Manuscript, *, by_id: int, moment: datetime, hard_because: str = ""
) -> None:
    """Make a held manuscript what the reader meets from now on. After this it is gone; its history stays."""
    subject_id, document = manuscript.subject_id, manuscript.document
    session.delete(manuscript)
    session.flush()
    kind.publish(session, subject_id, document, by_id=by_id, moment=moment, hard_because=hard_because)
    note(session, kind.name, subject_id, Happened.PUBLISHED, who_id=by_id, moment=moment, words=hard_because)


def plan(
    session: Session, manuscript: Manuscript, at: datetime, *, by_id: int, moment: datetime, hard_because: str = ""
) -> None:
    """Let a held manuscript be published by itself at a moment."""
    manuscript.publish_at, manuscript.publish_by_id, manuscript.hard_because = at, by_id, hard_because
    note(
        session, manuscript.kind, manuscript.subject_id, Happened.PLANNED,
        who_id=by_id, moment=moment, words=at.isoformat(),
    )  # fmt: skip


def stop(session: Session, manuscript: Manuscript, *, by_id: int, moment: datetime) -> None:
    """Call a planned publishing off; without one there is nothing to do."""
    if manuscript.publish_at is None:
        return
    manuscript.publish_at = manuscript.publish_by_id = None
    manuscript.hard_because = ""
    note(session, manuscript.kind, manuscript.subject_id, Happened.NOT_PLANNED, who_id=by_id, moment=moment)


def publish_due(session: Session, kinds: Mapping[str, Kind], moment: datetime) -> int:
    """Publish every manuscript whose time has come; how many. Several sweepers at once publish each one once.

    One that cannot be published any more stays a manuscript, and its history says so.
    """
    due = session.execute(
        sa.select(Manuscript.kind, Manuscript.subject_id)
        .where(Manuscript.publish_at <= moment)
        .order_by(Manuscript.publish_at, Manuscript.id)
    ).all()
    return sum(_publish_if_due(session, kinds, name, subject_id, moment) for name, subject_id in due)


def _publish_if_due(
    session: Session, kinds: Mapping[str, Kind], name: str, subject_id: int, moment: datetime
) -> bool:  # fmt: skip
    try:
        manuscript = held(session, name, subject_id)
    except Closed:  # another sweeper was faster
        return False
    who_id, why = manuscript.publish_by_id, manuscript.hard_because
    if manuscript.publish_at is None or manuscript.publish_at > moment or who_id is None:
        return False
    try:
        with session.begin_nested():
            kind = _kind_that_takes(kinds.get(name), manuscript.document)
            publish(session, kind, manuscript, by_id=who_id, moment=moment, hard_because=why)
    except Refused as no:
        manuscript = held(session, name, subject_id)
        manuscript.publish_at = manuscript.publish_by_id = None
        note(session, name, subject_id, Happened.FAILED, who_id=who_id, moment=moment, words=no.reason)
        return False
    return True


def _kind_that_takes(kind: Kind | None, document: Document) -> Kind:
    if kind is None:
        raise Refused(NOBODY_KNOWS_IT)
    for fault in kind.faults(document):
        raise Refused(fault.sentence)
    return kind


def withdraw(session: Session, kind: Kind, subject_id: int, *, by_id: int, moment: datetime) -> None:
    """Take what is published away from the reader. Its words are in a manuscript, to be published again."""
    document = kind.published(session, subject_id)
    if document is None:
        raise Refused(NOT_PUBLISHED)
    begin(session, kind=kind.name, subject_id=subject_id, document=document, by_id=by_id, moment=moment)
    kind.withdraw(session, subject_id, moment=moment)
    note(session, kind.name, subject_id, Happened.WITHDRAWN, who_id=by_id, moment=moment)


def copy(
    session: Session,
    kind: Kind,
    document: Document,
    *,
    of: int,
    reader_id: int,
    is_same_reader: bool,
    by_id: int,
    moment: datetime,
) -> int:
    """Begin the same words again, for the same reader or another; the new subject's id.

    Another reader gets the pictograms, but no photo: it may be private.
    """
    fresh = rules.fresh(document, photos=is_same_reader)
    subject_id = kind.copy(session, fresh, of=of, reader_id=reader_id, moment=moment)
    begin(session, kind=kind.name, subject_id=subject_id, document=fresh, by_id=by_id, moment=moment)
    note(session, kind.name, subject_id, Happened.COPIED, who_id=by_id, moment=moment)
    return subject_id


def throw_away(session: Session, manuscript: Manuscript, *, by_id: int, moment: datetime) -> None:
    """Drop a held manuscript. Its words stay in the history, to be fetched back."""
    session.delete(manuscript)
    note(
        session, manuscript.kind, manuscript.subject_id, Happened.THROWN_AWAY,
        who_id=by_id, moment=moment, kept=manuscript.document,
    )  # fmt: skip


def fetch_back(session: Session, kind: Kind, entry: HistoryEntry, *, by_id: int, moment: datetime) -> None:
    """Write on in what was thrown away. Raise `Refused` while somebody writes something newer."""
    document = entry.document
    if document is None or session.scalar(_of(kind.name, entry.subject_id)) is not None:
        raise Refused(ONE_ALREADY)
    begin(session, kind=kind.name, subject_id=entry.subject_id, document=document, by_id=by_id, moment=moment)
    note(session, kind.name, entry.subject_id, Happened.FETCHED_BACK, who_id=by_id, moment=moment)


def _of(kind: str, subject_id: int) -> sa.Select[Manuscript]:
    return sa.select(Manuscript).where(Manuscript.kind == kind, Manuscript.subject_id == subject_id)
