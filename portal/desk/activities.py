"""What waits in the catalogue, for the staff's first page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.activities import desk_queries
from portal.activities.desk_queries import Report

MOST_REPORTS = 5  # on the first page; the others wait on the desk


@dataclass(frozen=True, slots=True)
class CatalogueDue:
    """What somebody says is wrong, the oldest first; how many more say so; how many entries nobody has confirmed."""

    reports: Sequence[Report] = ()
    more: int = 0
    stale: int = 0

    def __bool__(self) -> bool:
        return bool(self.reports or self.stale)


def catalogue_due(session: Session, today: date) -> CatalogueDue:
    """What waits in the catalogue."""
    reports = desk_queries.waiting_reports(session)
    return CatalogueDue(
        reports[:MOST_REPORTS], len(reports[MOST_REPORTS:]), desk_queries.stale_number(session, today)
    )  # fmt: skip
