"""Weekly hours are made, changed, ended, and put back. Each change keeps what was, so that it can be undone exactly."""

from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from portal.people.models import Person
from portal.people.rules import STAFF_ROLES
from portal.presence.actions import NO_STAFF, in_turn
from portal.presence.facts import WeeklyHours
from portal.presence.models import Hours, HoursEdit, Place
from portal.presence.problems import OVERLAPS, overlap
from portal.refusal import N_, Refused

CHANGED_SINCE = N_("Ret tiderne, for nogen har ændret dem siden.")
GONE = N_("Lav nye tider, for de gamle er væk.")


def save_hours(
    session: Session, place: Place, rule: WeeklyHours, *, hours_id: int | None = None, by_id: int | None,
    moment: datetime,
) -> HoursEdit | None:  # fmt: skip
    """New weekly hours, or other words for those with this id; nothing when they stand like that already.

    Raises `Refused` when they overlap others, when they are gone, or when somebody in them does not work here.
    """
    rows = _in_turn(session, place.id)
    own = rows.get(hours_id) if hours_id is not None else None
    if hours_id is not None and own is None:
        raise Refused(GONE)
    if any(row.rule == rule for row in rows.values() if row is own or own is None):
        return None
    _refuse_overlap(rule, rows, but=own)
    working = session.scalars(
        sa.select(Person).where(Person.id.in_(rule.staff), Person.role.in_(STAFF_ROLES), Person.left_at.is_(None))
    ).all()
    if {each.id for each in working} != set(rule.staff):
        raise Refused(NO_STAFF)
    before = as_kept(own)
    row = own or Hours(place_id=place.id)
    _say(row, rule, list(working))
    session.add(row)
    session.flush()
    return _note(session, row, before, as_kept(row), by_id=by_id, moment=moment)


def end_hours(
    session: Session, place: Place, hours_id: int, *, last_day: date, by_id: int | None, moment: datetime
) -> HoursEdit | None:
    """These weekly hours hold for the last time on this day; those that would never hold are gone."""
    row = _in_turn(session, place.id).get(hours_id)
    if row is None:
        raise Refused(GONE)
    if row.valid_to is not None and row.valid_to <= last_day:
        return None
    before = as_kept(row)
    if last_day < row.valid_from:
        made = _note(session, row, before, None, by_id=by_id, moment=moment)
        session.delete(row)
        session.flush()
        return made
    row.valid_to = last_day
    session.flush()
    return _note(session, row, before, as_kept(row), by_id=by_id, moment=moment)


def undo_hours(session: Session, edit: HoursEdit, *, moment: datetime) -> None:
    """The hours are exactly as they were before. Raises `Refused` when somebody has changed them since."""
    rows = _in_turn(session, edit.place_id)
    session.refresh(edit)
    if edit.undone_at is not None:
        return
    row = rows.get(edit.hours_id)
    if as_kept(row) != edit.after or (row is None and session.get(Hours, edit.hours_id) is not None):
        raise Refused(CHANGED_SINCE)
    if edit.before is None:
        session.delete(row)
    else:
        rule = _from_kept(edit.before)
        _refuse_overlap(rule, rows, but=row)
        row = row or Hours(id=edit.hours_id, place_id=edit.place_id)
        _say(row, rule, list(session.scalars(sa.select(Person).where(Person.id.in_(rule.staff)))))
        session.add(row)
    edit.undone_at = moment
    session.flush()


def as_kept(row: Hours | None) -> dict[str, Any] | None:
    """What weekly hours say, as an edit keeps it."""
    if row is None:
        return None
    rule = row.rule
    return {
        "weekday": rule.weekday, "starts": f"{rule.starts:%H:%M}", "ends": f"{rule.ends:%H:%M}", "every": rule.every,
        "anchor": rule.anchor.isoformat(), "valid_from": rule.valid_from.isoformat(),
        "valid_to": rule.valid_to.isoformat() if rule.valid_to else None, "staff": list(rule.staff),
    }  # fmt: skip


def _from_kept(kept: dict[str, Any]) -> WeeklyHours:
    return WeeklyHours(
        kept["weekday"], time.fromisoformat(kept["starts"]), time.fromisoformat(kept["ends"]), kept["every"],
        date.fromisoformat(kept["anchor"]), date.fromisoformat(kept["valid_from"]),
        date.fromisoformat(kept["valid_to"]) if kept["valid_to"] else None, tuple(kept["staff"]),
    )  # fmt: skip


def _in_turn(session: Session, place_id: int) -> dict[int, Hours]:
    """A place's weekly hours as they stand now, for whoever changes them alone."""
    in_turn(session, Place, place_id)
    found = session.scalars(
        sa.select(Hours)
        .where(Hours.place_id == place_id)
        .options(selectinload(Hours.staff))
        .execution_options(populate_existing=True)
    )
    return {each.id: each for each in found}


def _refuse_overlap(rule: WeeklyHours, rows: dict[int, Hours], *, but: Hours | None) -> None:
    if any(overlap(rule, other.rule) for other in rows.values() if other is not but):
        raise Refused(OVERLAPS)


def _say(row: Hours, rule: WeeklyHours, staff: list[Person]) -> None:
    for name in ("weekday", "starts", "ends", "every", "anchor", "valid_from", "valid_to"):
        setattr(row, name, getattr(rule, name))
    row.staff = staff


def _note(
    session: Session, row: Hours, before: dict[str, Any] | None, after: dict[str, Any] | None, *, by_id: int | None,
    moment: datetime,
) -> HoursEdit:  # fmt: skip
    made = HoursEdit(
        place_id=row.place_id, hours_id=row.id, before=before, after=after, made_by_id=by_id, made_at=moment
    )
    session.add(made)
    session.flush()
    return made
