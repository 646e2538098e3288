"""A complaint is told to one person, who answers; or to another, when she is not the right one."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.meetings import life, pieces
from portal.meetings.life import Word, held
from portal.meetings.models import Complaint, LifeStep
from portal.meetings.rules import Step
from portal.notices.actions import note_seen_about
from portal.refusal import N_, Refused

NOT_TOLD_TO_YOU = N_("Den er fortalt til en anden nu.")


def send(session: Session, resident_id: int, to_id: int, *, tap: str, moment: datetime) -> Complaint:
    """Tell one person all that has been told so far. The same tap twice is once.

    Raises `Refused` when nothing has been told.
    """
    known = _sent_by(session, resident_id, tap)
    if known is not None:
        return known
    made = Complaint(resident_id=resident_id, to_id=to_id, sent_at=moment, tap=tap)
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError as fault:  # the other tap came first
        known = _sent_by(session, resident_id, tap)
        if known is None:
            raise Refused(pieces.NOTHING) from fault
        return known
    pieces.give(session, resident_id, made)
    return made


def tell_another(session: Session, complaint_id: int, resident_id: int, to_id: int, *, moment: datetime) -> None:
    """Another person is told instead: from now on the first sees nothing of it, and its life begins anew.

    What the first has answered stays with the resident. The same person again changes nothing.
    """
    complaint = held(session, Complaint, complaint_id)
    if complaint.resident_id != resident_id:
        raise Refused(life.GONE)
    if complaint.to_id == to_id:
        return
    complaint.to_id = to_id
    complaint.now = complaint.now_on = complaint.until = None
    session.flush()
    note_seen_about(session, resident_id, f"/moede/ikke-godt/{complaint_id}", moment=moment)


def take_step(
    session: Session, complaint_id: int, staff_id: int, word: Word, *, moment: datetime
) -> LifeStep | None:  # fmt: skip
    """Whoever was told answers. To have heard it twice is once. Raises `Refused` when another is told now."""
    complaint = _told_to(session, complaint_id, staff_id)
    if word.step is Step.HEARD and complaint.now is Step.HEARD:
        return None
    return life.take_step(session, complaint, word, by_id=staff_id, moment=moment)


def correct(
    session: Session, complaint_id: int, staff_id: int, word: Word, *, shown_id: int, moment: datetime
) -> LifeStep | None:
    """The newest answer was wrong. Raises `Refused` when there is none of hers to correct."""
    complaint = _told_to(session, complaint_id, staff_id)
    if complaint.now is None:  # what stands there was another's
        raise Refused(life.NOT_NOW)
    return life.correct(session, complaint, word, shown_id=shown_id, by_id=staff_id, moment=moment)


def _sent_by(session: Session, resident_id: int, tap: str) -> Complaint | None:
    return session.scalar(sa.select(Complaint).where(Complaint.tap == tap, Complaint.resident_id == resident_id))


def _told_to(session: Session, complaint_id: int, staff_id: int) -> Complaint:
    complaint = held(session, Complaint, complaint_id)
    if complaint.to_id != staff_id:
        raise Refused(NOT_TOLD_TO_YOU)
    return complaint
