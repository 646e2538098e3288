"""What the feeds of the hours read: the places for a year, the rows of their hours, and what was taken back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.clock import COPENHAGEN
from portal.feeds.hours_calendar import Page, Revision
from portal.feeds.hours_series import timetable
from portal.presence.facts import Change, ChangeKind, Facts
from portal.presence.models import DayChange, HolidayAnswer, Hours, HoursEdit, StaffAbsence
from portal.presence.openings import A_DAY
from portal.presence.queries import Known, one_place, places, spans_of

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Year:
    """Whole months, so that the feeds stay the same for a month when nothing changes: this one and twelve more."""

    first: date
    last: date


def year_from(today: date) -> Year:
    """The year the feeds tell of."""
    months = today.year * 12 + today.month + MONTHS  # since year 0; the month after the last
    return Year(today.replace(day=1), date(months // 12, months % 12 + 1, 1) - A_DAY)


def places_in(session: Session, year: Year) -> Sequence[Known]:
    """All places with what is known about them in a year."""
    return places(session, _begins(year), last_day=year.last)


def pages(session: Session, year: Year) -> list[Page]:
    """What a calendar says about every place."""
    known = places_in(session, year)
    return _pages(known, known, session.execute(_ROWS), session.execute(_UNDONE, asdict(year)), year)


def pages_of_one(session: Session, year: Year, slug: str) -> list[Page]:
    """What a calendar says about the place with this name in addresses; nothing when there is none."""
    found = one_place(session, slug, _begins(year), last_day=year.last)
    ids = {"ids": [each.id for each in found.around]}
    rows, undone = session.execute(_ROWS_OF, ids), session.execute(_UNDONE_OF, asdict(year) | ids)
    return _pages(found.places, found.around, rows, undone, year)


def _pages(
    told: Sequence[Known], around: Sequence[Known], hours: Iterable[sa.Row], undone: Iterable[sa.Row], year: Year
) -> list[Page]:
    rows: dict[int, list[int]] = defaultdict(list)
    for row in hours:
        rows[row.place_id].append(row.id)
    plans = {each.id: timetable(each.facts, rows[each.id], year.first, year.last) for each in told}
    gone = {
        place: set(timetable(facts, rows[place], year.first, year.last).alone) - set(plans[place].alone)
        for place, facts in _before_it_was_taken_back(undone, around).items()
        if place in plans
    }
    return [Page(each, plans[each.id], sorted(gone.get(each.id, ()))) for each in told]


def _begins(year: Year) -> datetime:
    return datetime.combine(year.first, time(), COPENHAGEN)


def revision(session: Session, year: Year) -> Revision:
    """How often the hours have been changed: the newest rows, what was taken back, and the months that pass.

    A month counts because the feeds then tell of one more.
    """
    numbers, moments = [], [_begins(year)]
    for row in session.execute(_REVISIONS):
        numbers.append(row.number)
        moments += [each for each in (row.made_at, row.undone_at) if each is not None]
    return Revision(sum(numbers) + year.first.year * 12 + year.first.month, max(moments))


_change, _absence, _edit, _answer, _hours = (
    sa.inspect(each).local_table for each in (DayChange, StaffAbsence, HoursEdit, HolidayAnswer, Hours)
)
_ROWS = sa.select(_hours.c.place_id, _hours.c.id).order_by(_hours.c.id)
_UNDONE = sa.select(_change).where(
    _change.c.undone_at.is_not(None), _change.c.last_day >= sa.bindparam("first"),
    _change.c.first_day <= sa.bindparam("last"),
)  # fmt: skip
_few = sa.bindparam("ids", expanding=True)
_ROWS_OF, _UNDONE_OF = _ROWS.where(_hours.c.place_id.in_(_few)), _UNDONE.where(_change.c.place_id.in_(_few))
_REVISIONS = sa.union_all(
    *(
        sa.select(
            (sa.func.coalesce(sa.func.max(table.c.id), 0) + sa.func.count(table.c.undone_at)).label("number"),
            sa.func.max(table.c.made_at).label("made_at"), sa.func.max(table.c.undone_at).label("undone_at"),
        )
        for table in (_change, _absence, _edit)
    ),
    sa.select(
        sa.func.coalesce(sa.func.sum(_answer.c.times), 0), sa.func.max(_answer.c.said_at),
        sa.cast(sa.null(), _answer.c.said_at.type),
    ),
)  # fmt: skip


def _before_it_was_taken_back(rows: Iterable[sa.Row], known: Sequence[Known]) -> Mapping[int, Facts]:
    """The facts of the places at which something undone may have stood alone, as if it had not been undone."""
    undone: dict[int, list[Change]] = defaultdict(list)
    for row in rows:
        undone[row.place_id].append(
            Change(row.first_day, row.last_day, ChangeKind(row.kind), row.id, spans_of(row.spans), row.moved_to_id)
        )
    if not undone:
        return {}
    once = {
        each.id: replace(each.facts, changes=(*each.facts.changes, *undone[each.id]), moved_here=()) for each in known
    }
    touched = undone.keys() | {change.moved_to for changes in undone.values() for change in changes}
    return {
        place: replace(facts, moved_here=tuple(
            guest for guest in once.values() if any(change.moved_to == place for change in guest.changes)
        ))
        for place, facts in once.items()
        if place in touched
    }  # fmt: skip
