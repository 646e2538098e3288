"""The days a rule would lay, as staff look at them before it counts: red ones are named, those taken say so."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.meetings import monthly
from portal.meetings.laying import nobody_knows_of
from portal.meetings.meeting_models import Meeting, MeetingRule
from portal.meetings.monthly import Monthly


@dataclass(frozen=True, slots=True)
class RuleDay:
    """A day of a rule. `red` is the name of the red day it is; `moved_to` where the meeting of that day went."""

    on: date
    red: str = ""
    is_taken: bool = False  # the house meets then already, and everybody may know
    is_cancelled: bool = False
    moved_to: date | None = None
    is_left_out: bool = False  # somebody did not want it when the rule was made

    @property
    def is_free(self) -> bool:
        """Whether it is wanted unless somebody says no."""
        return not (self.red or self.is_taken or self.is_cancelled or self.moved_to or self.is_left_out)


def days_of(session: Session, rule: Monthly, *, red: Mapping[date, str], moment: datetime) -> list[RuleDay]:
    """The days that the rule would lay, with what is the matter with each."""
    days, _left_out = monthly.ahead(rule, today=moment.date(), red=())
    rows = session.execute(
        sa.select(Meeting.on, Meeting.rule_day, Meeting.cancelled_at).where(
            sa.or_(Meeting.on.in_(days), Meeting.rule_day.in_(days)), ~nobody_knows_of(moment)
        )
    ).all()
    held = {row.on for row in rows if row.cancelled_at is None}
    moved = {row.rule_day: row.on for row in rows if row.cancelled_at is None and row.rule_day not in (None, row.on)}
    cancelled = {row.on for row in rows if row.cancelled_at is not None}
    left_out = set(session.scalars(_LEFT_OUT))
    return [
        RuleDay(day, red.get(day, ""), day in held, day in cancelled - held, moved.get(day), day in left_out - held)
        for day in days
    ]


_LEFT_OUT = (
    sa.select(Meeting.rule_day)
    .join(MeetingRule, MeetingRule.id == Meeting.rule_id)
    .where(MeetingRule.ended_at.is_(None), Meeting.announced_at.is_(None), Meeting.cancelled_at.is_not(None))
)


def wanted_of(days: Sequence[RuleDay], ticked: Collection[str] | None) -> set[date]:
    """The days to lay: those that are ticked, and before anybody has looked at them those that are free."""
    if ticked is None:
        return {day.on for day in days if day.is_free}
    return {day.on for day in days if not day.is_taken and day.on.isoformat() in ticked}


def living_rule(session: Session) -> MeetingRule | None:
    """The rule by which the house meets now."""
    newest = sa.select(MeetingRule).where(MeetingRule.ended_at.is_(None)).order_by(MeetingRule.id.desc())
    return session.scalar(newest.limit(1))
