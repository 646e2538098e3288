"""Reading agreements for staff: what waits for them, and what they edit. Only of residents they are attached to."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from portal.agreements.models import Agreement, Answer, Place, Point, StaffReply, Talk, Version, Wish, Wording
from portal.agreements.rules import FOR_THE_DESK, Reply
from portal.easyread.line import Line
from portal.people.models import Attachment, Person

KIND = "aftale"  # what manuscripts of agreements are called


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something a resident has said that waits for staff: a doubt, a question, or a wish (then `reply` is `None`)."""

    id: int
    agreement_id: int
    resident: Person
    title: str
    sentence: str
    said: str
    reply: Reply | None


_newest_title = (
    sa.select(Version.title)
    .where(Version.agreement_id == Agreement.id)
    .order_by(Version.number.desc())
    .limit(1)
    .correlate(Agreement)
    .scalar_subquery()
)
_newest_words = (
    sa.select(Wording.sentence)
    .where(Wording.point_id == Wish.point_id)
    .order_by(Wording.id.desc())
    .limit(1)
    .correlate(Wish)
    .scalar_subquery()
)


def waiting_for(session: Session, staff_id: int) -> list[Waiting]:
    """What this member of staff's residents have asked or wished and nobody has dealt with, oldest first."""
    attached = sa.select(Attachment.resident_id).where(Attachment.staff_id == staff_id)
    mine = (Agreement.resident_id.in_(attached), Agreement.ended_at.is_(None))
    answers = session.execute(
        sa.select(Answer, Agreement.id, Person, _newest_title, Wording.sentence)
        .join(Wording, Wording.id == Answer.wording_id)
        .join(Place, Place.wording_id == Wording.id)
        .join(Version, Version.id == Place.version_id)
        .join(Agreement, Agreement.id == Version.agreement_id)
        .join(Person, Person.id == Agreement.resident_id)
        .where(Answer.reply.in_(FOR_THE_DESK), Answer.dealt_with_at.is_(None), *mine)
        .order_by(Answer.id)
        .distinct()
    )
    wishes = session.execute(
        sa.select(Wish, Agreement.id, Person, _newest_title, sa.func.coalesce(_newest_words, ""))
        .join(Agreement, Agreement.id == Wish.agreement_id)
        .join(Person, Person.id == Agreement.resident_id)
        .where(Wish.dealt_with_at.is_(None), *mine)
        .order_by(Wish.id)
    )
    asked = [Waiting(a.id, agreement, who, title, words, "", a.reply) for a, agreement, who, title, words in answers]
    wished = [Waiting(w.id, agreement, who, title, words, w.text, None) for w, agreement, who, title, words in wishes]
    return asked + wished


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer that staff are about to deal with."""

    answer: Answer
    agreement_id: int
    about: Line  # the words it was said to
    said_back: str  # what staff have said to it already


def answer_of(session: Session, *, staff_id: int, answer_id: int) -> Asked | None:
    """An answer of one of this member of staff's residents."""
    found = session.execute(
        sa.select(Answer, Agreement.id, Wording.sentence, Wording.picture, sa.func.coalesce(StaffReply.sentence, ""))
        .join(Wording, Wording.id == Answer.wording_id)
        .join(Point, Point.id == Wording.point_id)
        .join(Agreement, Agreement.id == Point.agreement_id)
        .join(Attachment, Attachment.resident_id == Agreement.resident_id)
        .outerjoin(StaffReply, StaffReply.answer_id == Answer.id)
        .where(Attachment.staff_id == staff_id, Answer.id == answer_id)
    ).one_or_none()
    if found is None:
        return None
    answer, agreement_id, sentence, picture, said_back = found
    return Asked(answer, agreement_id, Line(sentence, picture), said_back)


def wish_of(session: Session, *, staff_id: int, wish_id: int) -> Wish | None:
    """A wish of one of this member of staff's residents."""
    return session.scalar(
        sa.select(Wish)
        .join(Agreement, Agreement.id == Wish.agreement_id)
        .join(Attachment, Attachment.resident_id == Agreement.resident_id)
        .where(Attachment.staff_id == staff_id, Wish.id == wish_id)
    )


def agreement_of(session: Session, *, staff_id: int, agreement_id: int) -> Agreement | None:
    """An agreement of one of this member of staff's residents, with what is known of its versions."""
    return session.scalar(
        sa.select(Agreement)
        .join(Attachment, Attachment.resident_id == Agreement.resident_id)
        .where(Attachment.staff_id == staff_id, Agreement.id == agreement_id)
        .options(joinedload(Agreement.resident), selectinload(Agreement.versions))
    )


def newest_version(session: Session, agreement_id: int) -> Version | None:
    """What is published now, with its words; `None` when nothing has been."""
    return session.scalar(
        sa.select(Version)
        .where(Version.agreement_id == agreement_id)
        .order_by(Version.number.desc())
        .limit(1)
        .options(selectinload(Version.places).joinedload(Place.wording))
    )


def is_read_together(session: Session, version_id: int) -> bool:
    """Whether somebody has sat beside the resident with these words: at an answer, or at a meeting about the whole."""
    beside = (
        sa.select(Answer.id)
        .join(Place, Place.wording_id == Answer.wording_id)
        .where(Place.version_id == version_id, Answer.with_whom != "")
    )
    met = sa.select(Talk.id).where(Talk.version_id == version_id)
    return bool(session.scalar(sa.select(sa.or_(sa.exists(beside), sa.exists(met)))))
