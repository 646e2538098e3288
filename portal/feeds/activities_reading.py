"""What the feeds of the catalogue read: published activities with their rules, some hundred at a time."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.activities.models import Activity, ActivityChange, ActivityRule, Organiser, Venue
from portal.activities.recurrence import Change, Occurrence, Rule, occurrences
from portal.activities.rules import Standing
from portal.feeds.hours_reading import Year
from portal.red_days import red_days

AT_ONCE = 500  # entries in memory


@dataclass(frozen=True, slots=True)
class Entry:
    """An activity with what the feeds of a year tell of it."""

    activity: Activity
    organiser: Organiser
    venue: Venue | None
    rules: Sequence[Rule]
    changes: Sequence[Change]

    @property
    def phone(self) -> str | None:
        return self.activity.phone or self.organiser.phone

    def happenings(self, first: date, last: date) -> list[Occurrence]:
        """Everything from the first to the last day, also what is cancelled."""
        return occurrences(self.rules, self.changes, red=red_days(first, last), begin=first, end=last)


def entries(
    session: Session, year: Year, *conditions: sa.ColumnElement[bool], at_once: int = AT_ONCE
) -> Iterator[Entry]:
    """The published activities for which the conditions hold, in the order they were made. Three statements for each
    `at_once` of them."""
    after, asked = 0, _PUBLISHED.where(*conditions)
    while True:
        rows = session.execute(asked, {"after": after, "at_once": at_once}).all()
        yield from _with_rules(session, rows, year)
        if len(rows) < at_once:
            return
        after = rows[-1].Activity.id


def entry(session: Session, year: Year, code: str) -> Entry | None:
    """The activity with this code, published or ended; `None` when there is none, or nobody may read it yet."""
    rows = session.execute(_ONE, {"code": code}).all()
    return next(_with_rules(session, rows, year), None)


def venue_named(session: Session, slug: str) -> Venue | None:
    return session.scalar(_VENUE, {"slug": slug})


def _with_rules(session: Session, rows: Sequence[sa.Row], year: Year) -> Iterator[Entry]:
    if not rows:
        return
    begins = {"ids": [row.Activity.id for row in rows], "first": year.first}
    rules: dict[int, list[Rule]] = defaultdict(list)
    of: dict[int, int] = {}
    for row in session.scalars(_RULES, begins):
        rules[row.activity_id].append(row.rule)
        of[row.id] = row.activity_id
    changes: Mapping[int, list[Change]] = defaultdict(list)
    for change in session.scalars(_CHANGES, {"ids": list(of), "first": year.first}):
        changes[of[change.rule_id]].append(change.change)
    for row in rows:
        key = row.Activity.id
        yield Entry(row.Activity, row.Organiser, row.Venue, rules[key], changes[key])


_JOINED = (
    sa.select(Activity, Organiser, Venue)
    .join(Organiser, Organiser.id == Activity.organiser_id)
    .outerjoin(Venue, Venue.id == Activity.venue_id)
)
_PUBLISHED = (
    _JOINED.where(Activity.standing == Standing.PUBLISHED, Activity.id > sa.bindparam("after"))
    .order_by(Activity.id)
    .limit(sa.bindparam("at_once"))
)
_ONE = _JOINED.where(Activity.code == sa.bindparam("code"), Activity.standing != Standing.DRAFT)
_VENUE = sa.select(Venue).where(Venue.slug == sa.bindparam("slug"))
_ids, _first = sa.bindparam("ids", expanding=True), sa.bindparam("first")
# Ten years of what is over stay where they are; but what was put off from last year belongs to this.
_PUT_OFF = sa.exists().where(ActivityChange.rule_id == ActivityRule.id, ActivityChange.on >= _first)
_RULES = (
    sa.select(ActivityRule)
    .where(
        ActivityRule.activity_id.in_(_ids),
        sa.or_(ActivityRule.last.is_(None), ActivityRule.last >= _first, _PUT_OFF),
    )
    .order_by(ActivityRule.id)
)
_CHANGES = (
    sa.select(ActivityChange)
    .where(ActivityChange.rule_id.in_(_ids), sa.or_(ActivityChange.day >= _first, ActivityChange.on >= _first))
    .order_by(ActivityChange.rule_id, ActivityChange.day)
)
