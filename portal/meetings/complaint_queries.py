"""Reading complaints: a resident's own, and what one person has been told. Nobody else's look as if not there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal.meetings.models import Complaint, LifeStep, Piece
from portal.meetings.rules import Step, Taken, standing_steps
from portal.people.models import Attachment, Person, photo_address
from portal.people.rules import STAFF_ROLES


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person one can tell, or has told."""

    id: int
    first_name: str
    photo_url: str | None
    is_here: bool = True  # still works in the house


@dataclass(frozen=True, slots=True)
class Answer:
    """A step as it was taken, by whom, and what was said with it."""

    taken: Taken
    reason: str
    by_id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Told:
    """A complaint: who told it to whom and when, where it stands, and every answer to it, oldest first."""

    id: int
    resident_id: int
    resident_name: str
    to: Somebody
    sent_at: datetime
    now: Step | None
    until: date | None
    answers: tuple[Answer, ...] = ()

    @property
    def steps(self) -> list[Taken]:
        """The life as the strip shows it: it begins anew when another person has been told."""
        return [each.taken for each in self.answers] if self.now is not None else []

    @property
    def counting(self) -> frozenset[int]:
        """The ids of the answers that nobody has corrected."""
        return frozenset(taken.id for taken in standing_steps(each.taken for each in self.answers))


_resident, _to, _by = aliased(Person), aliased(Person), aliased(Person)
_TOLD = (
    sa.select(
        Complaint.id, Complaint.resident_id, _resident.first_name, Complaint.sent_at, Complaint.now, Complaint.until,
        _to.id.label("to_id"), _to.first_name.label("to_name"), _to.photo, _to.left_at,
    )
    .join(_resident, _resident.id == Complaint.resident_id)
    .join(_to, _to.id == Complaint.to_id)
    .order_by(Complaint.id.desc())
)  # fmt: skip
_RESIDENT, _ONE = Complaint.resident_id == sa.bindparam("resident_id"), Complaint.id == sa.bindparam("complaint_id")
_MINE = _TOLD.where(_RESIDENT)
_MY_ONE = _TOLD.where(_RESIDENT, _ONE)
_TOLD_TO_ME = _TOLD.where(_ONE, Complaint.to_id == sa.bindparam("staff_id"), _resident.left_at.is_(None))
_ANSWERS = (
    sa.select(
        LifeStep.complaint_id, LifeStep.id, LifeStep.step, LifeStep.on, LifeStep.until, LifeStep.corrects_id,
        LifeStep.reason, LifeStep.by_id, _by.first_name,
    )
    .join(Complaint, Complaint.id == LifeStep.complaint_id)
    .outerjoin(_by, _by.id == LifeStep.by_id)
    .order_by(LifeStep.id)
)  # fmt: skip
_ANSWERS_TO_ME = _ANSWERS.where(_RESIDENT)
_ANSWERS_TO_ONE = _ANSWERS.where(_ONE)
_PIECES = (
    sa.select(Piece)
    .where(Piece.complaint_id == sa.bindparam("complaint_id"))
    .order_by(Piece.position, Piece.id)
)  # fmt: skip
_IS_CONTACT = Person.id == sa.bindparam("contact_id", type_=sa.Integer)
_IS_ATTACHED = sa.exists().where(
    Attachment.staff_id == Person.id, Attachment.resident_id == sa.bindparam("resident_id")
)  # fmt: skip
_WHOM = (
    sa.select(Person.id, Person.first_name, Person.photo)
    .where(
        Person.role.in_(STAFF_ROLES), Person.left_at.is_(None),
        sa.or_(_IS_CONTACT, _IS_ATTACHED, Person.role == STAFF_ROLES[1]),
    )
    .order_by(sa.case((_IS_CONTACT, 0), (_IS_ATTACHED, 1), else_=2), Person.first_name, Person.id)
)  # fmt: skip


def complaints_of(session: Session, resident_id: int) -> list[Told]:
    """What a resident has told, the newest first, each with its answers. Two statements."""
    mine = {"resident_id": resident_id}
    answers = _by_complaint(session.execute(_ANSWERS_TO_ME, mine).all())
    return [_told(row, answers.get(row.id, ())) for row in session.execute(_MINE, mine)]


def complaint_of(session: Session, complaint_id: int, resident_id: int) -> Told | None:
    """One of a resident's own. Two statements."""
    row = session.execute(_MY_ONE, {"complaint_id": complaint_id, "resident_id": resident_id}).one_or_none()
    return None if row is None else _told(row, _answers_to(session, complaint_id))


def complaint_told_to(session: Session, complaint_id: int, staff_id: int) -> Told | None:
    """One that somebody has been told, with her own answers: what another said before is not hers. Two statements."""
    row = session.execute(_TOLD_TO_ME, {"complaint_id": complaint_id, "staff_id": staff_id}).one_or_none()
    if row is None:
        return None
    return _told(row, [each for each in _answers_to(session, complaint_id) if each.by_id == staff_id])


def pieces_of(session: Session, complaint_id: int) -> Sequence[Piece]:
    """What was told, in its order."""
    return session.scalars(_PIECES, {"complaint_id": complaint_id}).all()


def whom_to_tell(session: Session, resident_id: int, contact_id: int | None) -> list[Somebody]:
    """Her contact person first, then the staff who work with her, then those who lead the house. One statement."""
    rows = session.execute(_WHOM, {"resident_id": resident_id, "contact_id": contact_id})
    return [Somebody(row.id, row.first_name, photo_address(row.photo)) for row in rows]


def _told(row: sa.Row, answers: Sequence[Answer]) -> Told:
    return Told(
        id=row.id, resident_id=row.resident_id, resident_name=row.first_name, sent_at=row.sent_at, now=row.now,
        until=row.until, to=Somebody(row.to_id, row.to_name, photo_address(row.photo), row.left_at is None),
        answers=tuple(answers),
    )  # fmt: skip


def _answers_to(session: Session, complaint_id: int) -> Sequence[Answer]:
    found = _by_complaint(session.execute(_ANSWERS_TO_ONE, {"complaint_id": complaint_id}).all())
    return found.get(complaint_id, ())


def _by_complaint(rows: Sequence[sa.Row]) -> dict[int, list[Answer]]:
    found: dict[int, list[Answer]] = {}
    for row in rows:
        taken = Taken(row.id, row.step, row.on, row.until, row.corrects_id)
        found.setdefault(row.complaint_id, []).append(Answer(taken, row.reason, row.by_id, row.first_name or ""))
    return found
