"""What is known about the places, read in three statements however many places and changes there are."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.clock import COPENHAGEN
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
from portal.presence.rules import DAYS_AHEAD, DAYS_BACK
from portal.presence.statements import ALL, OF_SOMEBODY, ONE, SOME, Statements
from portal.red_days import red_days

ON_A_PAGE = 10  # places; more are no list anybody reads to the end


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


@dataclass(frozen=True, slots=True)
class Found:
    """The places asked for, in their order; `around` are these and the places their changes lead to and from."""

    places: tuple[Known, ...]
    around: tuple[Known, ...]
    has_more: bool = False  # there are places after these


def places(session: Session, moment: datetime, *, last_day: date | None = None) -> tuple[Known, ...]:
    """All places in their order, with what is known from a few days ago until `last_day` (or 60 days ahead)."""
    return _found(session, ALL, moment, last_day).places


def one_place(session: Session, slug: str, moment: datetime, *, last_day: date | None = None) -> Found:
    """The place with this name in addresses, or none."""
    return _found(session, ONE, moment, last_day, slug=slug)


def some_places(session: Session, number: int, moment: datetime, *, last_day: date | None = None) -> Found:
    """As many places as a page holds: the first ones for page 1, those after them for page 2."""
    asked = {"most": ON_A_PAGE + 1, "skipped": (number - 1) * ON_A_PAGE}
    found = _found(session, SOME, moment, last_day, **asked)
    return replace(found, places=found.places[:ON_A_PAGE], has_more=len(found.places) > ON_A_PAGE)


def places_of(session: Session, staff_id: int, moment: datetime) -> Found:
    """The places somebody of the staff works at, has come to, or may stand in at."""
    return _found(session, OF_SOMEBODY, moment, None, staff_id=staff_id)


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


_person = Person.__table__


def _found(
    session: Session, statements: Statements, moment: datetime, last_day: date | None, **asked: str | int
) -> Found:
    today = moment.astimezone(COPENHAGEN).date()
    when = {"first": today - timedelta(days=DAYS_BACK), "last": last_day or today + timedelta(days=DAYS_AHEAD)}
    when["since"] = moment - timedelta(days=DAYS_BACK)
    rows = session.execute(statements.places, when | asked).all()
    found = _places_with_hours(rows)
    ids = {"ids": [each.id for each in found]}
    changes, absences, answers = _differences(session.execute(statements.differences, when | ids))
    arrivals, checks = _seen(session.execute(statements.seen, when | ids))
    red = frozenset(red_days(when["first"], when["last"]))
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
    around = _with_those_moved_here(known)
    asked_for = {row.id for row in rows if row.is_asked}
    return Found(tuple(each for each in around if each.id in asked_for), around)


def _places_with_hours(rows: Sequence[sa.Row]) -> list[Known]:
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


def _differences(
    rows: Iterable[sa.Row],
) -> tuple[Mapping[int, list[Change]], tuple[Absence, ...], Mapping[int, dict[date, bool]]]:
    changes: dict[int, list[Change]] = defaultdict(list)
    answers: dict[int, dict[date, bool]] = defaultdict(dict)
    absences: list[Absence] = []
    for row in rows:
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


def _seen(rows: Iterable[sa.Row]) -> tuple[Mapping[int, list[Arrival]], Mapping[int, list[Check]]]:
    arrivals: dict[int, list[Arrival]] = defaultdict(list)
    checks: dict[int, list[Check]] = defaultdict(list)
    for row in rows:
        if row.what == "arrival":
            arrivals[row.place_id].append(Arrival(row.who, row.since, row.until))
        else:
            checks[row.place_id].append(Check(row.who, row.since))
    return arrivals, checks


def _with_those_moved_here(known: Sequence[Known]) -> tuple[Known, ...]:
    """The places with the facts of those that changes move to them."""
    guests: dict[int, dict[int, Facts]] = defaultdict(dict)
    for each in known:
        for change in each.facts.changes:
            if change.moved_to is not None:
                guests[change.moved_to][each.id] = each.facts
    return tuple(
        replace(each, facts=replace(each.facts, moved_here=tuple(guests[each.id].values())))
        if each.id in guests else each
        for each in known
    )  # fmt: skip
