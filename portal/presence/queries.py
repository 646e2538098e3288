"""What is known about the places, read in four statements however many places and changes there are."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.clock import COPENHAGEN
from portal.db import Moment
from portal.people.models import Person, Showable, photo_address
from portal.people.rules import STAFF_ROLES
from portal.presence.facts import (
    Absence,
    Arrival,
    Change,
    ChangeKind,
    Check,
    Facts,
    HolidayPolicy,
    Span,
    WeeklyHours,
)
from portal.presence.models import (
    DayChange,
    HolidayAnswer,
    Hours,
    Place,
    PlaceCheck,
    StaffAbsence,
    StaffArrival,
    working_then,
)
from portal.presence.rules import DAYS_AHEAD, DAYS_BACK
from portal.red_days import red_days

SEEN_SINCE = timedelta(days=DAYS_BACK)


@dataclass(frozen=True, slots=True)
class Known:
    """A place as people know it, and everything that decides who is there."""

    id: int
    slug: str
    name: str
    where: str
    picture: str
    address: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Face:
    """Somebody of the staff who has said yes to being shown."""

    id: int
    first_name: str
    photo_url: str | None


def places(session: Session, moment: datetime, *, last_day: date | None = None) -> list[Known]:
    """All places in their order, with what is known from a few days ago until `last_day` (or 60 days ahead)."""
    today = moment.astimezone(COPENHAGEN).date()
    first, last = today - timedelta(days=DAYS_BACK), last_day or today + timedelta(days=DAYS_AHEAD)
    found = _places_with_hours(session)
    changes, absences, answers = _differences(session, first, last)
    arrivals, checks = _seen(session, moment - SEEN_SINCE)
    red = frozenset(red_days(first, last))
    known = [
        replace(
            each,
            facts=replace(
                each.facts, changes=tuple(changes[each.id]), absences=absences, holidays=red,
                confirmed_days=answers[each.id], arrivals=tuple(arrivals[each.id]), checks=tuple(checks[each.id]),
            ),
        )
        for each in found
    ]  # fmt: skip
    return [_with_those_moved_here(each, known) for each in known]


def faces(session: Session) -> dict[int, Face]:
    """The staff who may be shown by first name and photo."""
    rows = session.execute(
        sa.select(_person.c.id, _person.c.first_name, _person.c.photo)
        .join(Showable.__table__, Showable.__table__.c.person_id == _person.c.id)
        .where(_person.c.role.in_(STAFF_ROLES), _person.c.left_at.is_(None))
    )
    return {row.id: Face(row.id, row.first_name, photo_address(row.photo)) for row in rows}


def askable_neighbours(session: Session, *, but: int | None = None) -> list[Face]:
    """Residents who have said yes to being asked when no staff are here."""
    rows = session.execute(
        sa.select(_person.c.id, _person.c.first_name, _person.c.photo)
        .join(Showable.__table__, Showable.__table__.c.person_id == _person.c.id)
        .where(_person.c.role.not_in(STAFF_ROLES), _person.c.left_at.is_(None), _person.c.id != (but or 0))
        .order_by(_person.c.first_name)
    )
    return [Face(row.id, row.first_name, photo_address(row.photo)) for row in rows]


def is_shown(session: Session, person_id: int) -> bool:
    """Whether somebody has said yes to being shown."""
    return session.get(Showable, person_id) is not None


_person, _place, _hours = Person.__table__, Place.__table__, Hours.__table__
_PLACES = (
    sa.select(_place, *(column.label(f"hours_{column.name}") for column in _hours.c), working_then.c.staff_id)
    .outerjoin(_hours, _hours.c.place_id == _place.c.id)
    .outerjoin(working_then, working_then.c.hours_id == _hours.c.id)
    .order_by(_place.c.position, _place.c.id, _hours.c.id, working_then.c.staff_id)
)


def _places_with_hours(session: Session) -> list[Known]:
    rows = session.execute(_PLACES).all()
    staff: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        if row.staff_id is not None:
            staff[row.hours_id].append(row.staff_id)
    hours: dict[int, dict[int, WeeklyHours]] = defaultdict(dict)
    for row in rows:
        if row.hours_id is not None:
            hours[row.id][row.hours_id] = WeeklyHours(
                row.hours_weekday, row.hours_starts, row.hours_ends, row.hours_every, row.hours_anchor,
                row.hours_valid_from, row.hours_valid_to, tuple(staff[row.hours_id]),
            )  # fmt: skip
    return [
        Known(
            id=row.id, slug=row.slug, name=row.name, where=row.where, picture=row.picture, address=row.address,
            facts=Facts(
                place=row.id, fresh_for=timedelta(minutes=row.fresh_minutes), hours=tuple(hours[row.id].values()),
                policy=HolidayPolicy(row.holidays),
            ),
        )
        for row in {row.id: row for row in rows}.values()
    ]  # fmt: skip


def _difference(what: str, **columns: sa.ColumnElement) -> sa.Select:
    """One kind of row of the union below; what it has no column for is empty."""
    shape = {
        "id": sa.Integer, "place_id": sa.Integer, "staff_id": sa.Integer, "kind": sa.String, "first_day": sa.Date,
        "last_day": sa.Date, "spans": sa.Text, "other_id": sa.Integer,
    }  # fmt: skip
    return sa.select(
        sa.literal(what).label("what"),
        *(columns.get(name, sa.cast(sa.null(), kind)).label(name) for name, kind in shape.items()),
    )


_change, _absence, _answer = DayChange.__table__, StaffAbsence.__table__, HolidayAnswer.__table__
_first, _last = sa.bindparam("first", type_=sa.Date), sa.bindparam("last", type_=sa.Date)
_DIFFERENCES = sa.union_all(
    _difference(
        "change", id=_change.c.id, place_id=_change.c.place_id, kind=sa.cast(_change.c.kind, sa.String),
        first_day=_change.c.first_day, last_day=_change.c.last_day, spans=sa.cast(_change.c.spans, sa.Text),
        other_id=_change.c.moved_to_id,
    ).where(_change.c.undone_at.is_(None), _change.c.last_day >= _first, _change.c.first_day <= _last),
    _difference(
        "absence", id=_absence.c.id, staff_id=_absence.c.staff_id, first_day=_absence.c.first_day,
        last_day=_absence.c.last_day, other_id=_absence.c.substitute_id,
    ).where(_absence.c.undone_at.is_(None), _absence.c.last_day >= _first, _absence.c.first_day <= _last),
    _difference(
        "holiday", place_id=_answer.c.place_id, first_day=_answer.c.day, other_id=sa.cast(_answer.c.is_open, sa.Integer)
    ).where(_answer.c.day >= _first, _answer.c.day <= _last),
)  # fmt: skip


def _differences(
    session: Session, first: date, last: date
) -> tuple[Mapping[int, list[Change]], tuple[Absence, ...], Mapping[int, dict[date, bool]]]:
    changes: dict[int, list[Change]] = defaultdict(list)
    answers: dict[int, dict[date, bool]] = defaultdict(dict)
    absences: list[Absence] = []
    for row in session.execute(_DIFFERENCES, {"first": first, "last": last}):
        if row.what == "change":
            changes[row.place_id].append(
                Change(
                    row.first_day, row.last_day, ChangeKind(row.kind), row.id,
                    spans=spans_of(json.loads(row.spans or "[]")), moved_to=row.other_id,
                )
            )  # fmt: skip
        elif row.what == "absence":
            absences.append(Absence(row.staff_id, row.first_day, row.last_day, row.other_id, made=row.id))
        else:
            answers[row.place_id][row.first_day] = bool(row.other_id)
    return changes, tuple(absences), answers


def spans_of(kept: Sequence[Sequence[str]]) -> tuple[Span, ...]:
    """The other hours of a change, as its row keeps them."""
    return tuple(Span(time.fromisoformat(starts), time.fromisoformat(ends)) for starts, ends in kept)


_arrival, _check = StaffArrival.__table__, PlaceCheck.__table__
_newest = sa.select(_check.c.place_id, sa.func.max(_check.c.id).label("id")).group_by(_check.c.place_id).subquery()
_SEEN = sa.union_all(
    sa.select(
        sa.literal("arrival").label("what"), _arrival.c.place_id, _arrival.c.staff_id.label("who"),
        _arrival.c.came_at.label("since"), _arrival.c.left_at.label("until"),
    ).where(_arrival.c.came_at > sa.bindparam("since", type_=Moment)),
    sa.select(
        sa.literal("check"), _check.c.place_id, _check.c.by_id, _check.c.at, sa.cast(sa.null(), Moment),
    ).join(_newest, _newest.c.id == _check.c.id),
)  # fmt: skip


def _seen(session: Session, since: datetime) -> tuple[Mapping[int, list[Arrival]], Mapping[int, list[Check]]]:
    arrivals: dict[int, list[Arrival]] = defaultdict(list)
    checks: dict[int, list[Check]] = defaultdict(list)
    for row in session.execute(_SEEN, {"since": since}):
        if row.what == "arrival":
            arrivals[row.place_id].append(Arrival(row.who, row.since, row.until))
        else:
            checks[row.place_id].append(Check(row.who, row.since))
    return arrivals, checks


def _with_those_moved_here(place: Known, known: Sequence[Known]) -> Known:
    moved = tuple(other.facts for other in known if any(change.moved_to == place.id for change in other.facts.changes))
    return replace(place, facts=replace(place.facts, moved_here=moved)) if moved else place
