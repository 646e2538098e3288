"""What staff have written about dinners and residents can hear: for making sound in advance."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.meals.models import Dinner, Menu


def published_sentences(session: Session, today: date) -> list[str]:
    """Every sentence of the published menus, and why a dinner that was to come is cancelled."""
    menus = session.execute(
        sa.select(Menu.title, Menu.lines).where(Menu.published_at.is_not(None)).order_by(Menu.id)
    ).all()
    because = session.scalars(
        sa.select(Dinner.cancelled_because)
        .where(Dinner.on >= today, Dinner.announced_at.is_not(None), Dinner.cancelled_at.is_not(None))
        .order_by(Dinner.id)
    ).all()
    written = [sentence for menu in menus for sentence in (menu.title, *(said for said, _picture in menu.lines))]
    return [sentence for sentence in (*written, *because) if sentence]
