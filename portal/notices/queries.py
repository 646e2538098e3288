"""What somebody has not seen yet. One prepared statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.notices.models import Notice

_UNSEEN = (
    sa.select(Notice.id, Notice.sentence, Notice.facts, Notice.words, Notice.picture, Notice.href)
    .where(
        Notice.person_id == sa.bindparam("person_id"),
        Notice.seen_at.is_(None),
        Notice.last_day >= sa.bindparam("today", type_=sa.Date),
    )
    .order_by(Notice.made_at, Notice.id)
)


@dataclass(frozen=True, slots=True)
class Unseen:
    """A notice: the sentence with gaps, the facts for them, and what somebody wrote about it."""

    id: int
    sentence: str
    facts: Mapping[str, str]
    words: str
    picture: str | None
    href: str


def unseen(session: Session, person_id: int, today: date) -> list[Unseen]:
    """What she has not seen, the oldest first: things are understood in the order in which they happened."""
    return [Unseen(*row) for row in session.execute(_UNSEEN, {"person_id": person_id, "today": today})]
