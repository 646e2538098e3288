"""What the morning page says about agreements besides what residents ask: talks that are due, drafts at rest."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.agreements.models import Agreement, Version
from portal.agreements.staff_queries import KIND
from portal.people.models import Attachment, Person
from portal.publishing.models import Happened, HistoryEntry, Manuscript

RESTED = timedelta(days=3)  # a draft that long untouched may be forgotten


@dataclass(frozen=True, slots=True)
class TalkDue:
    """The day of "Vi taler om den igen" has come."""

    agreement_id: int
    first_name: str
    title: str
    on: date


@dataclass(frozen=True, slots=True)
class DraftAtRest:
    """A draft that nobody has touched for days, or that could not be published when its time came."""

    agreement_id: int
    first_name: str
    title: str
    failed: bool


_newest = (
    sa.select(sa.func.max(Version.id))
    .where(Version.agreement_id == Agreement.id)
    .correlate(Agreement)
    .scalar_subquery()
)
_failed = (
    sa.select(HistoryEntry.happened == Happened.FAILED)
    .where(HistoryEntry.kind == KIND, HistoryEntry.subject_id == Manuscript.subject_id)
    .order_by(HistoryEntry.id.desc())
    .limit(1)
    .correlate(Manuscript)
    .scalar_subquery()
)


def talks_due(session: Session, staff_id: int, today: date) -> list[TalkDue]:
    """The talks my residents and I have planned for today or missed, oldest first."""
    rows = session.execute(
        sa.select(Agreement.id, Person.first_name, Version.title, Agreement.next_talk_on)
        .join(Version, Version.id == _newest)
        .join(Person, Person.id == Agreement.resident_id)
        .join(Attachment, Attachment.resident_id == Person.id)
        .where(Attachment.staff_id == staff_id, Agreement.ended_at.is_(None), Agreement.next_talk_on <= today)
        .order_by(Agreement.next_talk_on, Agreement.id)
    )
    return [TalkDue(*row) for row in rows]


def drafts_at_rest(session: Session, staff_id: int, moment: datetime) -> list[DraftAtRest]:
    """Drafts about my residents that wait for somebody, the failed first."""
    rows = session.execute(
        sa.select(Agreement.id, Person.first_name, Manuscript.title, sa.func.coalesce(_failed, sa.false()))
        .join(Agreement, sa.and_(Manuscript.kind == KIND, Manuscript.subject_id == Agreement.id))
        .join(Person, Person.id == Agreement.resident_id)
        .join(Attachment, Attachment.resident_id == Person.id)
        .where(
            Attachment.staff_id == staff_id,
            Manuscript.publish_at.is_(None),
            sa.or_(Manuscript.changed_at < moment - RESTED, _failed),
        )
        .order_by(Manuscript.changed_at)
    )
    found = [DraftAtRest(*row) for row in rows]
    return sorted(found, key=lambda draft: not draft.failed)
