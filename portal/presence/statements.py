"""What everything about the places is read with: three statements, for all places or for a few with those around them.

Around a place are those that a change moves to it, for their hours are held there, and those it is moved to itself,
for their names are told. An undone change leads there as well: the calendars take back what it once said.
"""

from dataclasses import dataclass

import sqlalchemy as sa

from portal.db import Moment
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

_place, _hours, _change, _absence, _answer, _arrival, _check = (
    sa.inspect(each).local_table
    for each in (Place, Hours, DayChange, StaffAbsence, HolidayAnswer, StaffArrival, PlaceCheck)
)
_first, _last = sa.bindparam("first", type_=sa.Date), sa.bindparam("last", type_=sa.Date)
_since = sa.bindparam("since", type_=Moment)
_every = sa.true()


@dataclass(frozen=True, slots=True)
class Statements:
    """`places` needs `first` and `last`, days; `differences` these and `ids`; `seen` needs `since` and `ids`.

    Those for all places need no `ids`. `is_asked` says which of the places were asked for.
    """

    places: sa.Select
    differences: sa.CompoundSelect
    seen: sa.CompoundSelect


def _statements(asked_for: sa.Select | sa.CompoundSelect | None = None) -> Statements:
    columns = [*_place.c, *(column.label(f"hours_{column.name}") for column in _hours.c), working_then.c.staff_id]
    places = (
        sa.select(*columns)
        .outerjoin(_hours, _hours.c.place_id == _place.c.id)
        .outerjoin(working_then, working_then.c.hours_id == _hours.c.id)
        .order_by(_place.c.position, _place.c.id, _hours.c.id, working_then.c.staff_id)
    )
    if asked_for is None:
        return Statements(places.add_columns(sa.true().label("is_asked")), _differences(), _seen())
    asked = asked_for.cte("asked")
    is_asked = _place.c.id.in_(sa.select(asked.c.id)).label("is_asked")
    few = sa.bindparam("ids", expanding=True)
    return Statements(
        places.add_columns(is_asked).where(_place.c.id.in_(_with_those_around(asked))),
        _differences(_change.c.place_id.in_(few), _answer.c.place_id.in_(few)),
        _seen(_arrival.c.place_id.in_(few), _check.c.place_id.in_(few)),
    )


def _with_those_around(asked: sa.CTE) -> sa.CompoundSelect:
    then = (_change.c.moved_to_id.is_not(None), _change.c.last_day >= _first, _change.c.first_day <= _last)
    return sa.union(
        sa.select(asked.c.id),
        sa.select(_change.c.place_id).join(asked, asked.c.id == _change.c.moved_to_id).where(*then),
        sa.select(_change.c.moved_to_id).join(asked, asked.c.id == _change.c.place_id).where(*then),
    )


def _differences(
    of_changes: sa.ColumnElement[bool] = _every, of_answers: sa.ColumnElement[bool] = _every
) -> sa.CompoundSelect:
    return sa.union_all(
        _difference(
            "change", id=_change.c.id, place_id=_change.c.place_id, kind=sa.cast(_change.c.kind, sa.String),
            first_day=_change.c.first_day, last_day=_change.c.last_day, spans=sa.cast(_change.c.spans, sa.Text),
            other_id=_change.c.moved_to_id,
        ).where(of_changes, _change.c.undone_at.is_(None), _change.c.last_day >= _first, _change.c.first_day <= _last),
        _difference(
            "absence", id=_absence.c.id, staff_id=_absence.c.staff_id, first_day=_absence.c.first_day,
            last_day=_absence.c.last_day, other_id=_absence.c.substitute_id,
        ).where(*_are_away()),
        _difference(
            "holiday", place_id=_answer.c.place_id, first_day=_answer.c.day,
            other_id=sa.cast(_answer.c.is_open, sa.Integer),
        ).where(of_answers, _answer.c.day >= _first, _answer.c.day <= _last),
    )  # fmt: skip


def _difference(what: str, **columns: sa.ColumnElement) -> sa.Select:
    """One kind of row of the union above; what it has no column for is empty."""
    shape = {
        "id": sa.Integer, "place_id": sa.Integer, "staff_id": sa.Integer, "kind": sa.String, "first_day": sa.Date,
        "last_day": sa.Date, "spans": sa.Text, "other_id": sa.Integer,
    }  # fmt: skip
    return sa.select(
        sa.literal(what).label("what"),
        *(columns.get(name, sa.cast(sa.null(), kind)).label(name) for name, kind in shape.items()),
    )


def _are_away() -> tuple[sa.ColumnElement[bool], ...]:
    return _absence.c.undone_at.is_(None), _absence.c.last_day >= _first, _absence.c.first_day <= _last


def _seen(
    of_arrivals: sa.ColumnElement[bool] = _every, of_checks: sa.ColumnElement[bool] = _every
) -> sa.CompoundSelect:
    newest = (
        sa.select(_check.c.place_id, sa.func.max(_check.c.id).label("id"))
        .where(of_checks)
        .group_by(_check.c.place_id)
        .subquery()
    )
    return sa.union_all(
        sa.select(
            sa.literal("arrival").label("what"), _arrival.c.place_id, _arrival.c.staff_id.label("who"),
            _arrival.c.came_at.label("since"), _arrival.c.left_at.label("until"),
        ).where(of_arrivals, _arrival.c.came_at > _since),
        sa.select(
            sa.literal("check"), _check.c.place_id, _check.c.by_id, _check.c.at, sa.cast(sa.null(), Moment),
        ).join(newest, newest.c.id == _check.c.id),
    )  # fmt: skip


def _where_somebody_may_be() -> sa.CompoundSelect:
    """The places somebody's hours, arrivals or a stand-in for somebody who is away may bring her to."""
    who = sa.bindparam("staff_id", type_=sa.Integer)
    her_own = sa.union(
        sa.select(_hours.c.place_id.label("id"))
        .join(working_then, working_then.c.hours_id == _hours.c.id)
        .where(
            sa.or_(working_then.c.staff_id == who,
                   working_then.c.staff_id.in_(sa.select(_absence.c.staff_id).where(*_are_away())))
        ),
        sa.select(_arrival.c.place_id).where(_arrival.c.staff_id == who, _arrival.c.came_at > _since),
    ).cte("her_own")  # fmt: skip
    moved = sa.select(_change.c.moved_to_id).join(her_own, her_own.c.id == _change.c.place_id)
    return sa.union(
        sa.select(her_own.c.id),
        moved.where(_change.c.moved_to_id.is_not(None), _change.c.last_day >= _first, _change.c.first_day <= _last),
    )


ALL = _statements()
ONE = _statements(sa.select(_place.c.id).where(_place.c.slug == sa.bindparam("slug", type_=sa.String)))
SOME = _statements(
    sa.select(_place.c.id)
    .order_by(_place.c.position, _place.c.id)
    .limit(sa.bindparam("most", type_=sa.Integer))
    .offset(sa.bindparam("skipped", type_=sa.Integer))
)
OF_SOMEBODY = _statements(_where_somebody_may_be())
