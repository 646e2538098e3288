"""Laying meetings on days: by the rule of every month, which lays each of its days once."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.clock import COPENHAGEN
from portal.meetings import monthly
from portal.meetings.meeting_models import Item, Meeting, MeetingRule
from portal.meetings.monthly import Monthly
from portal.publishing.models import Manuscript

AGENDA = "dagsorden"  # what staff write about a meeting before it, in the editor


@dataclass(frozen=True, slots=True)
class WhenAndWhere:
    """`place` is the short name of a place, `where` how a sentence says it: "i klubben"."""

    starts: time
    place: str
    where: str


def meet_every_month(
    session: Session, rule: Monthly, at: WhenAndWhere, *, without: Collection[date], by_id: int, moment: datetime
) -> MeetingRule:
    """The house meets by this rule from now on, and its meetings of the months ahead are laid but not announced.

    What an older rule laid and nobody knows of is taken away. `without` are days left out: red ones, and those staff
    do not want. The same rule with the same days again changes nothing.
    """
    living = session.scalars(sa.select(MeetingRule).where(MeetingRule.ended_at.is_(None)).with_for_update()).all()
    for old in living:
        is_same = (_from(old.monthly, moment), _at(old)) == (_from(rule, moment), at)
        if is_same and _has_laid(session, old, without, moment):
            return old
    for old in living:
        old.ended_at = moment
        session.execute(sa.delete(Meeting).where(Meeting.rule_id == old.id, nobody_knows_of(moment)))
    made = MeetingRule(
        weekday=rule.weekday, which=rule.which, starts=at.starts, place=at.place, where=at.where,
        starts_on=rule.starts_on, ends_on=rule.ends_on, made_at=moment, by_id=by_id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    lay_ahead(session, made, without=without, moment=moment)
    return made


def lay_ahead(session: Session, rule: MeetingRule, *, without: Collection[date], moment: datetime) -> list[Meeting]:
    """Lay the meetings of a rule that are not there yet. A day that was laid before is never laid again.

    A day left out, or on which the house meets already, is kept as a meeting that is cancelled before anybody knew of
    it, so it is not laid later either.
    """
    if rule.ended_at is not None:
        return []
    known = set(session.scalars(sa.select(Meeting.rule_day).where(Meeting.rule_id == rule.id)))
    days, left_out = monthly.ahead(rule.monthly, today=moment.date(), red=without)
    alive = sa.select(Meeting.on).where(Meeting.on.in_(days), Meeting.cancelled_at.is_(None))
    taken = {*left_out, *session.scalars(alive)}
    made: list[Meeting] = []
    for day in sorted({*days, *left_out} - known):
        meeting = lay(
            session, day, _at(rule), rule_id=rule.id, by_id=rule.by_id, moment=moment, is_left_out=day in taken
        )  # fmt: skip
        made += [meeting] if meeting is not None and day not in taken else []
    return made


def lay(
    session: Session, on: date, at: WhenAndWhere, *, rule_id: int | None, by_id: int | None, moment: datetime,
    is_left_out: bool = False,
) -> Meeting | None:  # fmt: skip
    """A new meeting, `None` when there is one at the same time and place."""
    made = Meeting(
        rule_id=rule_id, rule_day=on if rule_id else None, on=on, starts=at.starts, place=at.place, where=at.where,
        begins_at=datetime.combine(on, at.starts, COPENHAGEN), made_at=moment, made_by_id=by_id,
        cancelled_at=moment if is_left_out else None,
    )  # fmt: skip
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError:
        return None
    return made


def nobody_knows_of(moment: datetime) -> sa.ColumnElement[bool]:
    """Meetings ahead that only the rule has made: not announced, and nobody has begun an agenda."""
    has_item = sa.exists().where(Item.meeting_id == Meeting.id)
    is_written = sa.exists().where(Manuscript.kind == AGENDA, Manuscript.subject_id == Meeting.id)
    return sa.and_(
        Meeting.rule_id.is_not(None), Meeting.announced_at.is_(None), Meeting.opened_at.is_(None),
        Meeting.begins_at > moment, ~has_item, ~is_written,
    )  # fmt: skip


def _has_laid(session: Session, rule: MeetingRule, without: Collection[date], moment: datetime) -> bool:
    """Whether these are the days it has laid already."""
    rows = session.execute(sa.select(Meeting.rule_day, Meeting.cancelled_at).where(Meeting.rule_id == rule.id))
    is_held = {row.rule_day: row.cancelled_at is None for row in rows}
    days, left_out = monthly.ahead(rule.monthly, today=moment.date(), red=without)
    return all(is_held.get(day) for day in days) and all(is_held.get(day) is False for day in left_out)


def _from(rule: Monthly, moment: datetime) -> Monthly:
    """The rule without what is past."""
    return replace(rule, starts_on=max(rule.starts_on, moment.date()))


def _at(rule: MeetingRule) -> WhenAndWhere:
    return WhenAndWhere(rule.starts, rule.place, rule.where)
