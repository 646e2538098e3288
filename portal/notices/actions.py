"""Somebody is told something, and says that she has seen it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.notices.models import Notice


@dataclass(frozen=True, slots=True)
class News:
    """What is told: a message marked with `N_`, the facts for its gaps, a picture, where it leads.

    `facts["day"]` is a date in ISO 8601, read as "på torsdag"; `facts["time"]` is a time.
    `words` is what somebody wrote about it.
    """

    key: str
    sentence: str
    picture: str
    last_day: date
    href: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    words: str = ""


def tell(session: Session, news: News, person_ids: Iterable[int], *, moment: datetime) -> None:
    """Tell these people, each once: whoever has been told the same before is not told again."""
    wanted = set(person_ids)
    if not wanted:
        return
    before = sa.select(Notice.person_id).where(Notice.person_id.in_(wanted), Notice.key == news.key)
    told = set(session.scalars(before))
    for person_id in sorted(wanted - told):
        row = Notice(
            person_id=person_id, key=news.key, sentence=news.sentence, facts=news.facts, words=news.words,
            picture=news.picture, href=news.href, made_at=moment, last_day=news.last_day,
        )  # fmt: skip
        try:
            with session.begin_nested():
                session.add(row)
        except IntegrityError:  # told by somebody else at the same moment
            continue


def note_seen(session: Session, person_id: int, notice_id: int, *, moment: datetime) -> None:
    """She has seen it. Another's notice, or one that is gone, changes nothing."""
    session.execute(
        sa.update(Notice)
        .where(Notice.id == notice_id, Notice.person_id == person_id, Notice.seen_at.is_(None))
        .values(seen_at=moment)
    )


def note_seen_about(session: Session, person_id: int, href: str, *, moment: datetime) -> None:
    """She is doing something on the page that her notices lead to, so she has seen them."""
    session.execute(
        sa.update(Notice)
        .where(Notice.person_id == person_id, Notice.href == href, Notice.seen_at.is_(None))
        .values(seen_at=moment)
    )
