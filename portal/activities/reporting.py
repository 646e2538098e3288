"""Noget er forkert: anybody says that an entry is not true; staff see to it."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.activities.models import ActivityReport
from portal.activities.rules import MOST_REPORTS, ReportKind


def tell(session: Session, activity_id: int, kind: ReportKind, *, text: str, tap: str, moment: datetime) -> None:
    """Let staff know. The same tap twice is once, and a flood of them is not kept."""
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    today = sa.select(sa.func.count()).select_from(ActivityReport).where(ActivityReport.at >= midnight)
    if (session.scalar(today) or 0) >= MOST_REPORTS:
        return
    try:
        with session.begin_nested():
            session.add(ActivityReport(activity_id=activity_id, kind=kind, text=text, at=moment, tap=tap))
    except IntegrityError:
        return


def deal_with(session: Session, report: ActivityReport, *, by_id: int, moment: datetime) -> None:
    """It is seen to, and so is the same thing said by others about the same entry before it was."""
    session.execute(
        sa.update(ActivityReport)
        .where(
            ActivityReport.activity_id == report.activity_id,
            ActivityReport.dealt_with_at.is_(None),
            sa.or_(
                ActivityReport.id == report.id,
                sa.and_(ActivityReport.kind == report.kind, ActivityReport.text == report.text),
            ),
        )
        .values(dealt_with_at=moment, dealt_with_by_id=by_id)
    )
