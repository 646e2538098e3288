"""What staff do about who is here, and what people say about being shown. All of it flushes and never commits."""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.people.models import Person, Showable
from portal.people.rules import STAFF_ROLES
from portal.presence.facts import Absence, Change, ChangeKind, Span
from portal.presence.models import DayChange, HolidayAnswer, Place, PlaceCheck, StaffAbsence, StaffArrival
from portal.presence.problems import problems_of_absence, problems_of_change
from portal.refusal import N_, Refused

NO_STAFF = N_("Vælg en, der arbejder her.")


def arrive(session: Session, place: Place, staff_id: int, *, moment: datetime, anew: bool = False) -> StaffArrival:
    """ "Jeg er her": whoever was somewhere else has left it. Twice at the same place is once.

    `anew`: she forgot to say that she left, and what she said then no longer counts.
    """
    in_turn(session, Person, staff_id)
    where = _open_arrival(session, staff_id)
    if where is not None and where.place_id == place.id and not anew:
        check(session, place, staff_id, moment=moment)
        return where
    if where is not None:
        where.left_at = moment
        session.flush()
    arrival = StaffArrival(place_id=place.id, staff_id=staff_id, came_at=moment)
    session.add(arrival)
    session.flush()
    return arrival


def leave(session: Session, staff_id: int, *, moment: datetime) -> StaffArrival | None:
    """ "Jeg er gået": the place that was left, or nothing when nobody had come."""
    in_turn(session, Person, staff_id)
    where = _open_arrival(session, staff_id)
    if where is not None:
        where.left_at = moment
        session.flush()
    return where


def leave_the_plan(session: Session, place_id: int, staff_id: int, *, moment: datetime) -> StaffArrival:
    """She is not where the plan says: a stay of no length, after which nobody expects her there any more."""
    gone = StaffArrival(place_id=place_id, staff_id=staff_id, came_at=moment, left_at=moment)
    session.add(gone)
    session.flush()
    return gone


def check(session: Session, place: Place, staff_id: int, *, moment: datetime) -> PlaceCheck:
    """Somebody says that what the portal knows of the place is right."""
    made = PlaceCheck(place_id=place.id, by_id=staff_id, at=moment)
    session.add(made)
    session.flush()
    return made


def away(
    session: Session, staff: Person, *, first_day: date, last_day: date, substitute: Person | None, by_id: int | None,
    moment: datetime,
) -> StaffAbsence:  # fmt: skip
    """ "Anne er syg": somebody else comes, or nobody. The same said twice is once.

    Raises `Refused` for somebody who does not work here, or who should stand in for herself.
    """
    if any(each is not None and (each.role not in STAFF_ROLES or each.left_at) for each in (staff, substitute)):
        raise Refused(NO_STAFF)
    in_turn(session, Person, staff.id)
    other_id = substitute.id if substitute else None
    for problem in problems_of_absence(Absence(staff.id, first_day, last_day, other_id)):
        raise Refused(problem.sentence)
    said = session.scalar(
        sa.select(StaffAbsence).where(
            StaffAbsence.staff_id == staff.id, StaffAbsence.undone_at.is_(None), StaffAbsence.first_day == first_day,
            StaffAbsence.last_day == last_day, StaffAbsence.substitute_id.is_not_distinct_from(other_id),
        ).limit(1)
    )  # fmt: skip
    if said is not None:
        return said
    made = StaffAbsence(
        staff_id=staff.id, first_day=first_day, last_day=last_day, substitute_id=other_id, made_by_id=by_id,
        made_at=moment,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def change(
    session: Session, place: Place, *, kind: ChangeKind, first_day: date, last_day: date, spans: Sequence[Span] = (),
    moved_to_id: int | None = None, by_id: int | None, moment: datetime,
) -> DayChange:  # fmt: skip
    """The place is closed, has other hours or is moved for some days. The same said twice in a row is once.

    Raises `Refused` for what cannot be.
    """
    in_turn(session, Place, place.id)
    asked = Change(first_day, last_day, kind, made=0, spans=tuple(spans), moved_to=moved_to_id)
    places = session.scalars(sa.select(Place.id)).all()
    for problem in problems_of_change(asked, place=place.id, places=places):
        raise Refused(problem.sentence)
    said = {
        "kind": kind, "first_day": first_day, "last_day": last_day, "moved_to_id": moved_to_id,
        "spans": [[f"{span.starts:%H:%M}", f"{span.ends:%H:%M}"] for span in spans],
    }  # fmt: skip
    newest = session.scalars(_changes_on(place.id, first_day, last_day).limit(1)).one_or_none()
    if newest is not None and all(getattr(newest, name) == value for name, value in said.items()):
        return newest
    made = DayChange(place_id=place.id, **said, made_by_id=by_id, made_at=moment)
    session.add(made)
    session.flush()
    return made


def undo(session: Session, said: DayChange | StaffAbsence, *, moment: datetime) -> None:
    """What was said no longer holds; what held before holds again. It is kept, so that one can see it."""
    said.undone_at = said.undone_at or moment
    session.flush()


def answer_holiday(
    session: Session, place: Place, day: date, *, is_open: bool, by_id: int, moment: datetime
) -> HolidayAnswer:
    """Whether the place is open on a public holiday. The same said again is no other answer."""
    in_turn(session, Place, place.id)
    kept = session.get(HolidayAnswer, (place.id, day), populate_existing=True)
    if kept is not None and kept.is_open == is_open:
        return kept
    times = kept.times + 1 if kept is not None else 1
    made = session.merge(
        HolidayAnswer(place_id=place.id, day=day, is_open=is_open, by_id=by_id, times=times, said_at=moment)
    )
    session.flush()
    return made


def show(session: Session, person_id: int, *, yes: bool, moment: datetime) -> None:
    """Somebody's own yes or no: staff to being shown, a resident to being asked. It holds from the next page on."""
    kept = session.get(Showable, person_id)
    if yes and kept is None:
        try:
            with session.begin_nested():
                session.add(Showable(person_id=person_id, since=moment))
        except IntegrityError:  # the same tap, twice at once
            return
    elif not yes and kept is not None:
        session.delete(kept)
        session.flush()


def in_turn(session: Session, table: type[Person] | type[Place], row_id: int) -> None:
    """Whoever changes something about the same person or place waits here. SQLite lets only one write at a time."""
    session.execute(sa.select(table.id).where(table.id == row_id).with_for_update(key_share=True))


def _changes_on(place_id: int, first_day: date, last_day: date) -> sa.Select[DayChange]:
    """The changes that hold on some of these days, the newest first."""
    return (
        sa.select(DayChange)
        .where(
            DayChange.place_id == place_id, DayChange.undone_at.is_(None), DayChange.first_day <= last_day,
            DayChange.last_day >= first_day,
        )
        .order_by(DayChange.id.desc())
    )  # fmt: skip


def _open_arrivals(staff_id: int) -> sa.Select[StaffArrival]:
    return sa.select(StaffArrival).where(StaffArrival.staff_id == staff_id, StaffArrival.left_at.is_(None))


def _open_arrival(session: Session, staff_id: int) -> StaffArrival | None:
    return session.scalars(_open_arrivals(staff_id)).one_or_none()
