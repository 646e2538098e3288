"""Reading what came of meetings: their minutes in every version, and who was there as they want to be known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.easyread.line import Line
from portal.meetings.meeting_models import Meeting, MeetingPerson, Minutes
from portal.meetings.meeting_queries import FACTS, MeetingFacts
from portal.people.models import Person

A_PAGE = 5  # meetings to choose from


@dataclass(frozen=True, slots=True)
class Own:
    """What one resident has said about a meeting."""

    comes: bool | None = None
    may_be_named: bool | None = None
    was_there: bool = False


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """A version of the minutes. `lines` are the part and the line; `newest` is the number of the newest version."""

    number: int
    newest: int
    title: str
    picture: str | None
    lines: tuple[tuple[str, Line], ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class WasThere:
    """Who was at a meeting: the names of those who have said yes to it, of the others only how many."""

    names: tuple[str, ...] = ()
    others: int = 0


_MEETING = sa.select(*FACTS).where(Meeting.id == sa.bindparam("meeting_id"))
_OWN = (
    _MEETING.add_columns(MeetingPerson.comes, MeetingPerson.may_be_named, MeetingPerson.was_there)
    .outerjoin(
        MeetingPerson,
        sa.and_(MeetingPerson.meeting_id == Meeting.id, MeetingPerson.person_id == sa.bindparam("person_id")),
    )
    .where(Meeting.announced_at.is_not(None))
)
_newest = (
    sa.select(sa.func.max(Minutes.number))
    .where(Minutes.meeting_id == sa.bindparam("meeting_id"))
    .scalar_subquery()
    .label("newest")
)
_MINUTES = sa.select(
    Minutes.number, _newest, Minutes.title, Minutes.picture, Minutes.lines, Minutes.at
).where(
    Minutes.meeting_id == sa.bindparam("meeting_id"),
    Minutes.number == sa.func.coalesce(sa.bindparam("number", type_=sa.Integer), _newest.element),
)  # fmt: skip
_THERE = (
    sa.select(Person.first_name, MeetingPerson.may_be_named)
    .join(Person, Person.id == MeetingPerson.person_id)
    .where(MeetingPerson.meeting_id == sa.bindparam("meeting_id"), MeetingPerson.was_there)
    .order_by(Person.first_name, Person.id)
)
_CLOSED = (
    sa.select(Meeting.id, Meeting.on)
    .where(Meeting.closed_at.is_not(None))
    .order_by(Meeting.on.desc(), Meeting.id.desc())
    .limit(A_PAGE + 1)
    .offset(sa.bindparam("skip", type_=sa.Integer))
)


def meeting_and_own(session: Session, meeting_id: int, person_id: int) -> tuple[MeetingFacts, Own] | None:
    """An announced meeting and what this resident has said about it. One statement."""
    row = session.execute(_OWN, {"meeting_id": meeting_id, "person_id": person_id}).one_or_none()
    if row is None:
        return None
    own = Own(row.comes, row.may_be_named, bool(row.was_there))
    return MeetingFacts(*row[: len(FACTS)]), own


def meeting_called(session: Session, meeting_id: int) -> MeetingFacts | None:
    """Any meeting, for staff: also one that nobody has been told of. One statement."""
    row = session.execute(_MEETING, {"meeting_id": meeting_id}).one_or_none()
    return MeetingFacts(*row) if row else None


def minutes_of(session: Session, meeting_id: int, number: int | None = None) -> MinutesFacts | None:
    """The newest version of the minutes, or the one of a number. One statement."""
    row = session.execute(_MINUTES, {"meeting_id": meeting_id, "number": number}).one_or_none()
    if row is None:
        return None
    return MinutesFacts(row.number, row.newest, row.title, row.picture, _lines(row.lines), row.at)


def who_was_there(session: Session, meeting_id: int) -> WasThere:
    """As they want to be known at this moment. One statement."""
    rows = session.execute(_THERE, {"meeting_id": meeting_id}).all()
    names = tuple(row.first_name for row in rows if row.may_be_named)
    return WasThere(names, len(rows) - len(names))


def closed_meetings(session: Session, page: int) -> tuple[Sequence[tuple[int, date]], bool]:
    """A page of the meetings that have minutes, from 1, the newest first; and whether there are more. One statement."""
    rows = session.execute(_CLOSED, {"skip": (page - 1) * A_PAGE}).all()
    return [(row.id, row.on) for row in rows[:A_PAGE]], len(rows) > A_PAGE


def versions_of(session: Session, meeting_id: int) -> Sequence[tuple[int, datetime, str]]:
    """For staff: number, moment and writer of each version, the newest first."""
    rows = session.execute(
        sa.select(Minutes.number, Minutes.at, Person.first_name)
        .outerjoin(Person, Person.id == Minutes.by_id)
        .where(Minutes.meeting_id == meeting_id)
        .order_by(Minutes.number.desc())
    )
    return [(row.number, row.at, row.first_name or "") for row in rows]


@dataclass(frozen=True, slots=True)
class Guest:
    """A resident and a meeting, for staff."""

    id: int
    first_name: str
    comes: bool | None
    was_there: bool
    may_be_named: bool | None


def residents_and(session: Session, meeting_id: int, residents: Sequence[Person]) -> list[Guest]:
    """What each of these residents has said about a meeting."""
    rows = session.scalars(sa.select(MeetingPerson).where(MeetingPerson.meeting_id == meeting_id))
    known = {row.person_id: row for row in rows}
    return [_guest(each, known.get(each.id)) for each in residents]


def _guest(person: Person, row: MeetingPerson | None) -> Guest:
    if row is None:
        return Guest(person.id, person.first_name, None, False, None)
    return Guest(person.id, person.first_name, row.comes, row.was_there, row.may_be_named)


def _lines(kept: Sequence[Sequence[Any]]) -> tuple[tuple[str, Line], ...]:
    return tuple((part, Line(sentence, picture)) for part, sentence, picture in kept)
