"""Reading one entry of the catalogue, with its rules and its days ahead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.activities.models import Activity, ActivityOccurrence, ActivityRule
from portal.activities.recurrence import Occurrence, Rule
from portal.activities.rules import Standing

MOST_DAYS = 4

_ENTRY = (
    sa.select(Activity)
    .where(Activity.code == sa.bindparam("code"), Activity.standing != Standing.DRAFT)
    .options(joinedload(Activity.organiser), joinedload(Activity.venue))
)
_RULES = (
    sa.select(ActivityRule).where(ActivityRule.activity_id == sa.bindparam("activity_id")).order_by(ActivityRule.id)
)
_AHEAD = (
    sa.select(ActivityOccurrence)
    .where(
        ActivityOccurrence.activity_id == sa.bindparam("activity_id"),
        sa.or_(
            ActivityOccurrence.on > sa.bindparam("today", type_=sa.Date),
            sa.and_(
                ActivityOccurrence.on == sa.bindparam("today", type_=sa.Date),
                ActivityOccurrence.ends > sa.bindparam("now", type_=sa.Time),
            ),
        ),
    )
    .order_by(ActivityOccurrence.on, ActivityOccurrence.starts, ActivityOccurrence.rule_id)
    .limit(MOST_DAYS)
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An activity that can be shown, with its organiser and venue; its rules; its next days."""

    activity: Activity
    rules: Sequence[Rule]
    ahead: Sequence[Occurrence]

    @property
    def is_ended(self) -> bool:
        return self.activity.standing is Standing.ENDED

    @property
    def phone(self) -> str | None:
        return self.activity.phone or self.activity.organiser.phone


def one_entry(session: Session, code: str, moment: datetime) -> Entry | None:
    """The entry with this code; none when there is no such code, or it is still being written. Three statements."""
    activity = session.scalar(_ENTRY, {"code": code})
    if activity is None:
        return None
    rules = [row.rule for row in session.scalars(_RULES, {"activity_id": activity.id})]
    asked = {"activity_id": activity.id, "today": moment.date(), "now": moment.time().replace(tzinfo=None)}
    ahead = [
        Occurrence(
            row.rule_id, row.day, row.on, row.starts, row.ends, row.is_cancelled, row.is_moved, row.because
        )
        for row in session.scalars(_AHEAD, asked)
    ]  # fmt: skip
    return Entry(activity, rules, ahead)


def is_a_code(session: Session, code: str) -> bool:
    """Whether there is something to show under a code."""
    return session.scalar(sa.select(sa.exists(_ENTRY.with_only_columns(Activity.id))), {"code": code}) or False
