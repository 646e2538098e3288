"""Saying that a page is hard, and seeing to it."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.help.models import HardPage

MOST_FROM_STRANGERS = 50  # pages a day; more is no reader any longer


def tell_it_is_hard(
    session: Session, *, person_id: int | None, address: str, title: str, tap: str, moment: datetime
) -> None:
    """Tell staff that somebody, or a stranger, finds a page hard.

    Once a day is enough; the same page said again after staff have seen to it waits for them anew.
    """
    day = moment.date()
    if person_id is None and _from_strangers(session, moment) >= MOST_FROM_STRANGERS:
        return
    said = {"title": title, "at": moment, "tap": tap}
    try:
        with session.begin_nested():
            session.add(HardPage(person_id=person_id, address=address, day=day, **said))
    except IntegrityError:
        session.execute(
            sa.update(HardPage)
            .where(
                HardPage.person_id == person_id,
                HardPage.address == address,
                HardPage.day == day,
                HardPage.dealt_with_at.is_not(None),
                HardPage.tap != tap,
            )
            .values(**said, dealt_with_at=None, dealt_with_by_id=None)
        )


def deal_with_hard_page(session: Session, page: HardPage, *, by_id: int, moment: datetime) -> None:
    """Staff have made the page easier, or talked about it: it waits no longer, however many days it was said."""
    session.execute(
        sa.update(HardPage)
        .where(
            HardPage.person_id == page.person_id,
            HardPage.address == page.address,
            HardPage.dealt_with_at.is_(None),
        )
        .values(dealt_with_at=moment, dealt_with_by_id=by_id)
    )


def _from_strangers(session: Session, moment: datetime) -> int:
    count = sa.select(sa.func.count()).where(HardPage.person_id.is_(None), HardPage.day == moment.date())
    return session.scalar(count) or 0
