"""Reading the catalogue: few statements, and the same number for one entry and for a hundred thousand.

What is found stands in the order of when it is next; what has no day ahead comes after that, by its title.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal.activities import search_index
from portal.activities.asked import Asked, area_slug
from portal.activities.models import Activity, ActivityOccurrence, ActivityRule, Organiser, Venue
from portal.activities.recurrence import Every
from portal.activities.rules import DAYS_AHEAD, Interest, Joining, Standing, read_code
from portal.activities.same_words import synonyms

A_PAGE = 10
SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Found:
    """An entry in a list. The day is its next one that was asked for, and none when nobody knows one."""

    code: str
    title: str
    picture: str | None
    kroner: int | None
    phone: str | None
    where: str | None
    is_step_free: bool | None
    has_companion: bool
    has_transport: bool
    on: date | None = None
    starts: time | None = None
    is_cancelled: bool = False
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page of what was found; `number` counts all pages' entries."""

    entries: Sequence[Found]
    number: int
    page: int

    @property
    def has_more(self) -> bool:
        return self.number > self.page * A_PAGE


_COLUMNS = (
    Activity.code, Activity.title, Activity.picture, Activity.kroner,
    sa.func.coalesce(Activity.phone, Organiser.phone).label("phone"), Venue.where, Venue.is_step_free,
    Activity.has_companion, Activity.has_transport,
)  # fmt: skip
_next, _earlier = aliased(ActivityOccurrence), aliased(ActivityOccurrence)
_INTERESTS = sa.select(Activity.interest).where(Activity.standing == Standing.PUBLISHED).distinct()
_AREAS = (
    sa.select(Venue.area)
    .where(sa.exists().where(Activity.venue_id == Venue.id, Activity.standing == Standing.PUBLISHED))
    .distinct()
    .order_by(Venue.area)
)


class Search:
    """One question to the catalogue at a moment: what it means in SQL, so that it can be asked in several ways.

    `areas` are the names of all areas, for the slugs of an address. Reading the words costs at most two statements.
    """

    def __init__(self, session: Session, asked: Asked, areas: Collection[str], moment: datetime):
        self.session, self.asked, self.areas, self.moment = session, asked, areas, moment
        self.today = moment.date()
        self.code = read_code(asked.text)
        self.groups = (
            [] if self.code else search_index.groups_of(session, asked.text, synonyms())
        )  # fmt: skip

    def page(self) -> FoundPage:
        """A page of what is found. Three statements at most."""
        dated, undated = self.session.execute(sa.select(*self._counts(self.asked))).one()
        page = min(self.asked.page, max(1, -(-(dated + undated) // A_PAGE)))  # there is no page after the last
        skipped = (page - 1) * A_PAGE
        found: list[Found] = []
        if skipped < dated:
            found += self._rows(self._dated(self.asked, *_COLUMNS, *_DAY_COLUMNS).order_by(*_IN_TIME), skipped, A_PAGE)
        if undated and len(found) < A_PAGE:
            rest = self._undated(self.asked, *_COLUMNS).order_by(Activity.title, Activity.id)
            found += self._rows(rest, max(0, skipped - dated), A_PAGE - len(found))
        return FoundPage(found, dated + undated, page)

    def is_found(self) -> sa.ColumnElement[bool]:
        """Whether an activity is found, on whatever page, as a condition in a statement about `Activity`."""
        both = (self._dated(self.asked, Activity.id).subquery(), self._undated(self.asked, Activity.id).subquery())
        return sa.or_(*(Activity.id.in_(sa.select(each.c.id)) for each in both))

    def numbers_without(self, names: Sequence[str]) -> dict[str, int]:
        """How many would be found with one parameter less, for each of these. One statement."""
        if not names:
            return {}
        counts = [count for name in names for count in self._counts(self.asked.without(name))]
        row = self.session.execute(sa.select(*counts)).one()
        return {name: row[2 * place] + row[2 * place + 1] for place, name in enumerate(names)}

    def _rows(self, statement: sa.Select[*tuple[Any, ...]], skipped: int, most: int) -> list[Found]:
        return [Found(*row) for row in self.session.execute(statement.offset(skipped).limit(most))]

    def _counts(self, asked: Asked) -> tuple[sa.Label[int], sa.Label[int]]:
        dated, undated = self._dated(asked, Activity.id), self._undated(asked, Activity.id)
        return _count(dated).label(None), _count(undated).label(None)

    def _dated(self, asked: Asked, *columns: Any) -> sa.Select[*tuple[Any, ...]]:
        """Entries with their first day of those asked for."""
        is_before = sa.tuple_(_earlier.on, _earlier.starts, _earlier.rule_id) < sa.tuple_(
            _next.on, _next.starts, _next.rule_id
        )
        has_earlier = sa.exists().where(
            _earlier.activity_id == _next.activity_id, is_before, *self._days(asked, _earlier)
        )
        return (
            self._entries(asked, columns)
            .join(_next, _next.activity_id == Activity.id)
            .where(*self._days(asked, _next), ~has_earlier)
        )  # fmt: skip

    def _undated(self, asked: Asked, *columns: Any) -> sa.Select[*tuple[Any, ...]]:
        """Entries without a day ahead, unless they are over. Whoever asks for days wants none of them."""
        is_ahead = sa.exists().where(_next.activity_id == Activity.id, *self._days(Asked(), _next))
        has_rule = sa.exists().where(ActivityRule.activity_id == Activity.id)
        goes_on = sa.exists().where(
            ActivityRule.activity_id == Activity.id,
            sa.or_(
                sa.and_(ActivityRule.every == Every.ONCE, ActivityRule.first >= self.today),
                sa.and_(
                    ActivityRule.every != Every.ONCE,
                    sa.or_(ActivityRule.last.is_(None), ActivityRule.last >= self.today),
                ),
            ),
        )
        wanted = sa.false() if asked.about_days else sa.and_(~is_ahead, sa.or_(~has_rule, goes_on))
        return self._entries(asked, columns).where(wanted)

    def _entries(self, asked: Asked, columns: Sequence[Any]) -> sa.Select[*tuple[Any, ...]]:
        return (
            sa.select(*columns)
            .select_from(Activity)
            .join(Organiser, Organiser.id == Activity.organiser_id)
            .outerjoin(Venue, Venue.id == Activity.venue_id)
            .where(Activity.standing == Standing.PUBLISHED, *self._facts(asked))
        )  # fmt: skip

    def _facts(self, asked: Asked) -> list[sa.ColumnElement[bool]]:
        found: list[sa.ColumnElement[bool]] = []
        if asked.text:
            is_meant = Activity.code == self.code if self.code else search_index.is_found_by(self.session, self.groups)
            found.append(is_meant)
        if asked.interest:
            found.append(Activity.interest == asked.interest)
        if asked.area:
            found.append(Venue.area.in_([area for area in self.areas if area_slug(area) == asked.area]))
        if asked.free:
            found.append(Activity.kroner == 0)
        if asked.step_free:
            found.append(Venue.is_step_free.is_(True))
        if asked.companion:
            found.append(Activity.has_companion.is_(True))
        if asked.open:
            found.append(Activity.joining == Joining.OPEN)
        return found

    def _days(self, asked: Asked, of: Any) -> list[sa.ColumnElement[bool]]:
        """What is over today is no longer ahead."""
        now, first = self.moment.time().replace(tzinfo=None), self.today
        found = [of.on >= first, sa.or_(of.on > first, of.ends > now)]
        if asked.weekday is not None:
            ahead = (first + timedelta(days=number) for number in range(DAYS_AHEAD + 1))
            found.append(of.on.in_([day for day in ahead if day.weekday() == asked.weekday]))
        if asked.is_today or asked.on:
            found.append(of.on == (first if asked.is_today else asked.on))
        if asked.this_week:
            found.append(of.on <= first + timedelta(days=SUNDAY - first.weekday()))
        if asked.part:
            found.append(of.part == asked.part.value)
        return found


_DAY_COLUMNS = (_next.on, _next.starts, _next.is_cancelled, _next.is_moved)
_IN_TIME = (_next.on, _next.starts, Activity.title, Activity.id)


def areas(session: Session) -> Sequence[str]:
    """Where something goes on, by the alphabet."""
    return session.scalars(_AREAS).all()


def interests(session: Session) -> list[Interest]:
    """What one can like here, in the house's order."""
    used = set(session.scalars(_INTERESTS))
    return [interest for interest in Interest if interest in used]


def _count(statement: sa.Select[*tuple[Any, ...]]) -> sa.ScalarSelect[int]:
    return sa.select(sa.func.count()).select_from(statement.subquery()).scalar_subquery()
