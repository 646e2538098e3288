"""Reading meetings, for every page that only needs to know when and where: prepared statements."""

from dataclasses import dataclass
from datetime import date, datetime, time

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.meetings.meeting_models import Meeting
from portal.meetings.meeting_rules import Stage, Times, stage_of

MOST_AHEAD = 12  # as many as a year has


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """A meeting without its agenda. `where` is how a sentence says it, `changes` the SEQUENCE of a calendar."""

    id: int
    on: date
    starts: time
    begins_at: datetime
    place: str
    where: str
    announced_at: datetime | None
    opened_at: datetime | None
    closed_at: datetime | None
    cancelled_at: datetime | None
    because: str
    changes: int

    @property
    def times(self) -> Times:
        return Times(
            self.announced_at is not None, self.opened_at is not None, self.closed_at is not None,
            self.cancelled_at is not None,
        )  # fmt: skip

    @property
    def stage(self) -> Stage:
        return stage_of(self.times)


FACTS = (
    Meeting.id, Meeting.on, Meeting.starts, Meeting.begins_at, Meeting.place, Meeting.where, Meeting.announced_at,
    Meeting.opened_at, Meeting.closed_at, Meeting.cancelled_at, Meeting.cancelled_because, Meeting.changes,
)  # fmt: skip
FIRST = sa.bindparam("first", type_=sa.Date)
MOST = sa.bindparam("most", type_=sa.Integer)
IS_RUNNING = sa.and_(Meeting.opened_at.is_not(None), Meeting.closed_at.is_(None))

_ANNOUNCED = sa.select(*FACTS).where(Meeting.announced_at.is_not(None), Meeting.closed_at.is_(None))
_NEXT = (
    _ANNOUNCED.where(Meeting.cancelled_at.is_(None), sa.or_(Meeting.on >= FIRST, IS_RUNNING))
    .order_by(sa.case((IS_RUNNING, 0), else_=1), Meeting.begins_at, Meeting.id)
    .limit(1)
)
_AHEAD = (
    _ANNOUNCED.where(sa.or_(Meeting.on >= FIRST, sa.and_(IS_RUNNING, Meeting.cancelled_at.is_(None))))
    .order_by(Meeting.begins_at, Meeting.id)
    .limit(MOST)
)
_ALL_AHEAD = (
    sa.select(*FACTS)
    .where(
        Meeting.closed_at.is_(None),
        sa.or_(Meeting.on >= FIRST, IS_RUNNING),
        sa.or_(Meeting.cancelled_at.is_(None), Meeting.announced_at.is_not(None)),
    )
    .order_by(Meeting.begins_at, Meeting.id)
    .limit(MOST)
)


def next_meeting(session: Session, moment: datetime) -> MeetingFacts | None:
    """The announced meeting that is next: one that is running, else the nearest. All day, for people come late.

    One statement.
    """
    row = session.execute(_NEXT, {"first": moment.date()}).first()
    return MeetingFacts(*row) if row else None


def meetings_ahead(session: Session, moment: datetime, *, most: int = MOST_AHEAD) -> list[MeetingFacts]:
    """The announced meetings that are not over, the next one first; cancelled ones too, they say so. One statement."""
    rows = session.execute(_AHEAD, {"first": moment.date(), "most": most})
    return [MeetingFacts(*row) for row in rows]


def planned_meetings(session: Session, moment: datetime, *, most: int = MOST_AHEAD) -> list[MeetingFacts]:
    """For staff: also those that nobody has been told of, unless they are left out. One statement."""
    rows = session.execute(_ALL_AHEAD, {"first": moment.date(), "most": most})
    return [MeetingFacts(*row) for row in rows]
