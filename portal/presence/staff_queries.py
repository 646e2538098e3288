"""What staff see of the places: what residents are told now, what waits for an answer, and what is planned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased, selectinload

from portal.clock import COPENHAGEN
from portal.people.models import Person
from portal.people.queries import all_of
from portal.people.rules import STAFF_ROLES
from portal.presence import queries
from portal.presence.facts import Change, HolidayPolicy, Reason
from portal.presence.models import DayChange, Hours, HoursEdit, Place, StaffAbsence
from portal.presence.openings import Plan
from portal.presence.queries import Found, Known
from portal.presence.wording import Said, say_about
from portal.red_days import red_days

ASKED_BEFORE = timedelta(days=14)  # a public holiday that nobody knows about is asked about
MOST_EDITS = 10  # that a place's page tells about
NOT_CHECKED = (Reason.STALE, Reason.NEVER_CHECKED)


@dataclass(frozen=True, slots=True)
class Room:
    """A place as its staff see it: what residents are told, and whether that I am here."""

    said: Said
    am_here: bool

    @property
    def needs_check(self) -> bool:
        return self.said.answer.reason in NOT_CHECKED


@dataclass(frozen=True, slots=True)
class HolidayQuestion:
    """Is the place open on this red day?"""

    place: Known
    day: date
    name: str


@dataclass(frozen=True, slots=True)
class Board:
    """All places, and what waits for an answer."""

    rooms: tuple[Room, ...] = ()
    questions: tuple[HolidayQuestion, ...] = ()

    @property
    def unchecked(self) -> tuple[Room, ...]:
        return tuple(room for room in self.rooms if room.needs_check)


@dataclass(frozen=True, slots=True)
class Timetable:
    """What is planned at a place. `outdone` are changes of which each day has a newer change."""

    changes: Sequence[Change]  # `made` is the row of each
    absences: Sequence[tuple[StaffAbsence, str, str | None]]  # with the first names of who is away and who comes
    outdone: frozenset[int]


@dataclass(frozen=True, slots=True)
class Edit:
    """Somebody changed what residents are told."""

    at: datetime
    first_name: str | None
    is_hours: bool
    is_undone: bool


def board(session: Session, moment: datetime, me_id: int) -> Board:
    """What residents are told of every place, in four statements."""
    known, faces = queries.places(session, moment), queries.faces(session)
    said = [say_about(each, moment, faces=faces, places=known) for each in known]
    rooms = tuple(Room(each, me_id in each.answer.staff) for each in said)
    today = moment.astimezone(COPENHAGEN).date()
    return Board(rooms, tuple(question for each in known for question in _questions(each, today)))


def days_asked_about(today: date) -> Mapping[date, str]:
    """The red days so near that somebody should know by now, with their names."""
    return red_days(today, today + ASKED_BEFORE)


def working(session: Session) -> Sequence[Person]:
    """Everybody who works here."""
    return all_of(session, *STAFF_ROLES)


def place_of(session: Session, slug: str) -> Place | None:
    """A place with its weekly hours and the people in them."""
    return session.scalar(
        sa.select(Place).where(Place.slug == slug).options(selectinload(Place.hours).selectinload(Hours.staff))
    )


def all_places(session: Session) -> Sequence[Place]:
    """The places in their order."""
    return session.scalars(sa.select(Place).order_by(Place.position, Place.id)).all()


def where_one_meets(session: Session) -> list[tuple[str, str, str]]:
    """The places in their order, for whoever plans something there: short name, name, "i klubben"."""
    return [(each.slug, each.name, each.where) for each in all_places(session)]


def timetable(session: Session, place: Place, today: date) -> Timetable:
    """The changes and absences that are not over, the first one first."""
    rows = session.scalars(
        sa.select(DayChange)
        .where(DayChange.place_id == place.id, DayChange.undone_at.is_(None), DayChange.last_day >= today)
        .order_by(DayChange.first_day, DayChange.id)
    )
    changes = [
        Change(each.first_day, each.last_day, each.kind, each.id, queries.spans_of(each.spans), each.moved_to_id)
        for each in rows
    ]
    away, comes = aliased(Person), aliased(Person)
    there = {each.id for hours in place.hours for each in hours.staff}
    found = session.execute(
        sa.select(StaffAbsence, away.first_name, comes.first_name)
        .join(away, away.id == StaffAbsence.staff_id)
        .outerjoin(comes, comes.id == StaffAbsence.substitute_id)
        .where(
            StaffAbsence.undone_at.is_(None), StaffAbsence.last_day >= today,
            sa.or_(StaffAbsence.staff_id.in_(there), StaffAbsence.substitute_id.in_(there)),
        )
        .order_by(StaffAbsence.first_day, StaffAbsence.id)
    ).all()  # fmt: skip
    absences = [(said, name, instead) for said, name, instead in found]
    return Timetable(changes, absences, frozenset(each.made for each in changes if _is_outdone(each, changes)))


def edits(session: Session, place: Place) -> list[Edit]:
    """The newest changes of what residents are told, the newest first."""
    found: list[Edit] = []
    for table in (HoursEdit, DayChange):
        rows = session.execute(
            sa.select(table.made_at, Person.first_name, table.undone_at)
            .outerjoin(Person, Person.id == table.made_by_id)
            .where(table.place_id == place.id)
            .order_by(table.id.desc())
            .limit(MOST_EDITS)
        )
        found += [Edit(at, name, table is HoursEdit, undone is not None) for at, name, undone in rows]
    return sorted(found, key=lambda edit: edit.at, reverse=True)[:MOST_EDITS]


def facts_of(session: Session, place: Place, moment: datetime, *, last_day: date | None = None) -> Known:
    """Everything that decides who is at a place."""
    return queries.one_place(session, place.slug, moment, last_day=last_day).places[0]


def told_of(session: Session, place: Place, moment: datetime) -> str:
    """What residents are told now of a place."""
    found = queries.one_place(session, place.slug, moment)
    return _told(session, found.places, found, moment)


def told_where_works(session: Session, staff_id: int, moment: datetime) -> str:
    """What residents are told now of the places where somebody works."""
    found = queries.places_of(session, staff_id, moment)
    own = [each for each in found.places if any(staff_id in hours.staff for hours in each.facts.hours)]
    return _told(session, own, found, moment)


def _told(session: Session, places: Sequence[Known], found: Found, moment: datetime) -> str:
    faces = queries.faces(session)
    told: list[str] = []
    for each in places:
        said = say_about(each, moment, faces=faces, places=found.around)
        told += [said.short.sentence, *(line.sentence for line in said.because)]
    return " ".join(dict.fromkeys(told))


def _questions(place: Known, today: date) -> list[HolidayQuestion]:
    if place.facts.policy is not HolidayPolicy.ASK:
        return []
    plan, asked = Plan(place.facts, today, today + ASKED_BEFORE), days_asked_about(today)
    return [HolidayQuestion(place, day, name) for day, name in asked.items() if plan.on(day).unsure]


def _is_outdone(change: Change, changes: Sequence[Change]) -> bool:
    newer = [each for each in changes if each.made > change.made]
    length = (change.last_day - change.first_day).days + 1
    days = (change.first_day + timedelta(days=number) for number in range(length))
    return all(any(each.first_day <= day <= each.last_day for each in newer) for day in days)
