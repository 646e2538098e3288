"""What the feeds of the hours read: the places for a year, the rows of their hours, and what was taken back."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.clock import COPENHAGEN
from portal.feeds.hours_calendar import Page, Revision
from portal.feeds.hours_series import timetable
from portal.presence.facts import Change, ChangeKind, Facts
from portal.presence.models import DayChange, HolidayAnswer, Hours, HoursEdit, StaffAbsence
from portal.presence.openings import A_DAY
from portal.presence.queries import Known, places, spans_of

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


def places_in(session: Session, year: Year) -> list[Known]:
    """All places with what is known about them in a year."""
    return places(session, datetime.combine(year.first, time(), COPENHAGEN), last_day=year.last)


def pages(session: Session, year: Year, *, slug: str | None = None) -> list[Page]:
    """What a calendar says about every place, or about the one with this slug."""
    known = places_in(session, year)
    told = [each for each in known if slug in (None, each.slug)]
    rows: dict[int, list[int]] = defaultdict(list)
    for row in session.execute(_ROWS):
        rows[row.place_id].append(row.id)
    plans = {each.id: timetable(each.facts, rows[each.id], year.first, year.last) for each in told}
    gone = {
        place: set(timetable(facts, rows[place], year.first, year.last).alone) - set(plans[place].alone)
        for place, facts in _before_it_was_taken_back(session, known, year).items()
        if place in plans
    }
    return [Page(each, plans[each.id], sorted(gone.get(each.id, ()))) for each in told]


def revision(session: Session, year: Year) -> Revision:
    """How often the hours have been changed: the newest rows, what was taken back, and the months that pass.

    A month counts because the feeds then tell of one more.
    """
    numbers, moments = [], [datetime.combine(year.first, time(), COPENHAGEN)]
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
_no_moment = sa.cast(sa.null(), _change.c.made_at.type)
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


def _before_it_was_taken_back(session: Session, known: Sequence[Known], year: Year) -> Mapping[int, Facts]:
    """The facts of the places at which something undone may have stood alone, as if it had not been undone."""
    undone: dict[int, list[Change]] = defaultdict(list)
    for row in session.execute(_UNDONE, {"first": year.first, "last": year.last}):
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
