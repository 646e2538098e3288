"""What residents are told about meetings: invited, moved, cancelled, the minutes are there."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.meetings.meeting_models import Meeting
from portal.notices.actions import News, note_seen_about, tell
from portal.people.models import Person
from portal.people.rules import Role
from portal.refusal import N_

WORTH_KNOWING = timedelta(days=30)  # how long minutes are news

INVITED = N_("Der er beboermøde %(day)s %(time)s.")
MOVED = N_("Beboermødet er flyttet til %(day)s %(time)s.")
CANCELLED = N_("Beboermødet %(day)s er aflyst.")
MINUTES = N_("Du kan læse, hvad vi talte om på mødet.")
CORRECTED = N_("Vi har rettet det, vi skrev fra mødet.")


def invited(session: Session, meeting: Meeting, *, moment: datetime) -> None:
    _tell_of(session, meeting, f"meeting:{meeting.id}:invited", INVITED, "meeting", moment)


def moved(session: Session, meeting: Meeting, *, moment: datetime) -> None:
    """What was told of it before is no longer true, and is not shown again."""
    _forget_what_was_told(session, meeting, moment)
    _tell_of(session, meeting, f"meeting:{meeting.id}:moved:{meeting.changes}", MOVED, "changed", moment)


def cancelled(session: Session, meeting: Meeting, *, moment: datetime) -> None:
    _forget_what_was_told(session, meeting, moment)
    key = f"meeting:{meeting.id}:cancelled"
    _tell_of(session, meeting, key, CANCELLED, "cancel", moment, words=meeting.cancelled_because)


def minutes_are_there(session: Session, meeting: Meeting, *, number: int, moment: datetime) -> None:
    """Of the first version, or of one that corrects it."""
    _forget_what_was_told(session, meeting, moment)
    news = News(
        key=f"meeting:{meeting.id}:minutes:{number}", sentence=MINUTES if number == 1 else CORRECTED, picture="read",
        last_day=moment.date() + WORTH_KNOWING, href=f"/moede/{meeting.id}",
    )  # fmt: skip
    tell(session, news, residents(session), moment=moment)


def seen(session: Session, meeting_id: int, person_id: int, *, moment: datetime) -> None:
    """She has done something on the page of the meeting."""
    note_seen_about(session, person_id, f"/moede/{meeting_id}", moment=moment)


def residents(session: Session) -> Iterable[int]:
    """Everybody who lives in the house."""
    return session.scalars(sa.select(Person.id).where(Person.role == Role.RESIDENT, Person.left_at.is_(None))).all()


def _tell_of(
    session: Session, meeting: Meeting, key: str, sentence: str, picture: str, moment: datetime, *, words: str = ""
) -> None:
    facts = {"day": meeting.on.isoformat()}
    if sentence != CANCELLED:
        facts["time"] = meeting.starts.isoformat("minutes")
    news = News(
        key=key, sentence=sentence, picture=picture, facts=facts, words=words, last_day=meeting.on,
        href=f"/moede/{meeting.id}",
    )  # fmt: skip
    tell(session, news, residents(session), moment=moment)


def _forget_what_was_told(session: Session, meeting: Meeting, moment: datetime) -> None:
    for person_id in residents(session):
        note_seen_about(session, person_id, f"/moede/{meeting.id}", moment=moment)
