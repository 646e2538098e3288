"""Reading the catalogue for its desk: what needs a hand, what there is, what somebody says is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.activities import rules
from portal.activities.models import (
    Activity,
    ActivityChange,
    ActivityLink,
    ActivityOccurrence,
    ActivityReport,
    ActivityRule,
    Organiser,
    Venue,
)  # fmt: skip
from portal.activities.rules import CONFIRMED_FOR, WARNED_BEFORE, Freshness, ReportKind, Standing
from portal.publishing.models import Manuscript

KIND = "aktivitet"
MOST_ROWS = 60  # in a list; the others are found by a word
MOST_DAYS = 30
MOST_REPORTS = 50


class Needs(StrEnum):
    """Why an entry needs a hand, what is worst first."""

    WRONG = "wrong"
    STALE = "stale"
    ASK = "ask"
    DRAFT = "draft"
    NO_DAYS = "no days"


@dataclass(frozen=True, slots=True)
class Entry:
    """An activity on the desk. `next_on` is its next day, `asked_at` when its organiser was asked last."""

    id: int
    code: str
    title: str
    picture: str | None
    standing: Standing
    confirmed_on: date | None
    organiser: str
    has_email: bool
    reports: int
    next_on: date | None
    has_rules: bool
    asked_at: datetime | None

    @property
    def is_published(self) -> bool:
        return self.standing is Standing.PUBLISHED

    def needs(self, today: date) -> list[Needs]:
        """All that is the matter with it, what is worst first."""
        if self.standing is Standing.ENDED:
            return [Needs.WRONG] if self.reports else []
        fresh = rules.freshness(self.confirmed_on, today) if self.is_published else Freshness.FRESH
        found = {
            Needs.WRONG: self.reports > 0,
            Needs.STALE: fresh is Freshness.STALE,
            Needs.ASK: fresh is Freshness.ASK,
            Needs.DRAFT: self.standing is Standing.DRAFT,
            Needs.NO_DAYS: self.is_published and self.has_rules and self.next_on is None,
        }
        return [need for need, is_so in found.items() if is_so]

    def can_be_asked(self, moment: datetime) -> bool:
        """Whether a letter to its organiser makes sense now."""
        lately = self.asked_at is not None and self.asked_at > moment - rules.ASKED_AGAIN
        return self.is_published and self.has_email and not lately


@dataclass(frozen=True, slots=True)
class Report:
    """Something that somebody says is wrong, and has not been seen to."""

    id: int
    activity_id: int
    code: str
    title: str
    kind: ReportKind
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Ahead:
    """A day to come. `is_changed`: something is otherwise about it."""

    rule_id: int
    day: date
    row: ActivityOccurrence
    is_changed: bool


_waiting = sa.and_(ActivityReport.activity_id == Activity.id, ActivityReport.dealt_with_at.is_(None))
_reports = sa.select(sa.func.count(ActivityReport.id)).where(_waiting).correlate(Activity).scalar_subquery()
_next_on = (
    sa.select(sa.func.min(ActivityOccurrence.on))
    .where(
        ActivityOccurrence.activity_id == Activity.id, ActivityOccurrence.on >= sa.bindparam("today"),
        ActivityOccurrence.is_cancelled.is_(False),
    )
    .correlate(Activity)
    .scalar_subquery()
)  # fmt: skip
_has_rules = sa.exists().where(ActivityRule.activity_id == Activity.id).correlate(Activity)
_asked_at = (
    sa.select(sa.func.max(ActivityLink.made_at))
    .where(ActivityLink.activity_id == Activity.id)
    .correlate(Activity)
    .scalar_subquery()
)
_title = sa.func.coalesce(sa.func.nullif(Activity.title, ""), Manuscript.title, "")
_ROWS = (
    sa.select(
        Activity.id, Activity.code, _title, Activity.picture, Activity.standing, Activity.confirmed_on, Organiser.name,
        Organiser.email.is_not(None), _reports, _next_on, _has_rules, _asked_at,
    )
    .join(Organiser, Organiser.id == Activity.organiser_id)
    .outerjoin(Manuscript, sa.and_(Manuscript.kind == KIND, Manuscript.subject_id == Activity.id))
)  # fmt: skip
_published = Activity.standing == Standing.PUBLISHED
_to_be_asked = sa.and_(
    _published, sa.or_(Activity.confirmed_on.is_(None), Activity.confirmed_on < sa.bindparam("ask_from"))
)
_no_days = sa.and_(_published, _has_rules, _next_on.is_(None))
_rank = sa.case(
    (_reports > 0, 0),
    (_to_be_asked, 1),
    (Activity.standing == Standing.DRAFT, 3),
    else_=4,
)
_NEEDING = (
    _ROWS.where(sa.or_(_reports > 0, _to_be_asked, Activity.standing == Standing.DRAFT, _no_days))
    .order_by(_rank, sa.func.coalesce(Activity.confirmed_on, date.min), Activity.code)
    .limit(MOST_ROWS)
)
_REPORTS = (
    sa.select(
        ActivityReport.id, Activity.id, Activity.code, Activity.title, ActivityReport.kind, ActivityReport.text,
        ActivityReport.at,
    )
    .join(Activity, Activity.id == ActivityReport.activity_id)
    .where(ActivityReport.dealt_with_at.is_(None))
    .order_by(ActivityReport.at, ActivityReport.id)
    .limit(MOST_REPORTS)
)  # fmt: skip
_STALE = sa.select(sa.func.count(Activity.id)).where(
    _published, sa.or_(Activity.confirmed_on.is_(None), Activity.confirmed_on < sa.bindparam("fresh_from"))
)


def needing_a_hand(session: Session, today: date) -> list[Entry]:
    """What is not as it should be, what is worst first. One statement."""
    ask_from = today - CONFIRMED_FOR + WARNED_BEFORE
    return [Entry(*row) for row in session.execute(_NEEDING, {"today": today, "ask_from": ask_from})]


def entries(session: Session, today: date, query: str = "") -> list[Entry]:
    """All activities by code, or those with this in their title or code. One statement."""
    code = rules.read_code(query) if query else None
    asked = _ROWS.order_by(Activity.standing == Standing.ENDED, Activity.code).limit(MOST_ROWS)
    if query:
        asked = asked.where(sa.or_(Activity.code == code, Activity.code.startswith(query.upper(), autoescape=True),
                                   _has(_title, query)))  # fmt: skip
    return [Entry(*row) for row in session.execute(asked, {"today": today})]


def entry(session: Session, activity_id: int, today: date) -> Entry | None:
    """One activity as it stands on the desk."""
    row = session.execute(_ROWS.where(Activity.id == activity_id), {"today": today}).first()
    return None if row is None else Entry(*row)


def waiting_reports(session: Session, activity_id: int | None = None) -> list[Report]:
    """What somebody says is wrong, the oldest first; of one activity, or of all."""
    asked = _REPORTS if activity_id is None else _REPORTS.where(Activity.id == activity_id)
    return [Report(*row) for row in session.execute(asked)]


def stale_number(session: Session, today: date) -> int:
    """How many published entries nobody has confirmed for too long."""
    return session.scalar(_STALE, {"fresh_from": today - CONFIRMED_FOR}) or 0


def rules_of(session: Session, activity_id: int) -> Sequence[ActivityRule]:
    """When it is, in the order it was written."""
    found = sa.select(ActivityRule).where(ActivityRule.activity_id == activity_id).order_by(ActivityRule.id)
    return session.scalars(found).all()


def days_ahead(session: Session, activity_id: int, today: date) -> list[Ahead]:
    """The days to come, the next first, with those that are cancelled."""
    rows = session.execute(
        sa.select(ActivityOccurrence, ActivityChange.day)
        .outerjoin(
            ActivityChange,
            sa.and_(ActivityChange.rule_id == ActivityOccurrence.rule_id, ActivityChange.day == ActivityOccurrence.day),
        )
        .where(ActivityOccurrence.activity_id == activity_id, ActivityOccurrence.on >= today)
        .order_by(ActivityOccurrence.on, ActivityOccurrence.starts)
        .limit(MOST_DAYS)
    )
    return [Ahead(row.rule_id, row.day, row, changed is not None) for row, changed in rows]


def organisers(session: Session) -> Sequence[Organiser]:
    return session.scalars(sa.select(Organiser).order_by(sa.func.lower(Organiser.name), Organiser.id)).all()


def venues(session: Session) -> Sequence[Venue]:
    return session.scalars(sa.select(Venue).order_by(sa.func.lower(Venue.name), Venue.id)).all()


def published_by_code(session: Session, code: str) -> Activity | None:
    """What everybody can find by this code."""
    return session.scalar(sa.select(Activity).where(Activity.code == code, _published))


def _has(title: sa.SQLColumnExpression[str], query: str) -> sa.ColumnElement[bool]:
    piece = query.lower()
    return sa.or_(
        sa.func.lower(title).contains(piece, autoescape=True),
        title.contains(piece.capitalize(), autoescape=True),  # SQLite knows no small Æ, Ø and Å
    )
