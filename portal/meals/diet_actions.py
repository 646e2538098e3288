"""What somebody does not eat, and whether others see that she comes. Both are hers: off means gone."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.meals.food import Item
from portal.meals.models import DietItem, ShownAtDinner


def keep_diet(session: Session, person_id: int, items: Collection[Item]) -> None:
    """She does not eat these, and nothing else is kept about it: what is no longer chosen is deleted."""
    kept = {each.item: each for each in session.scalars(sa.select(DietItem).where(DietItem.person_id == person_id))}
    for item in kept.keys() - set(items):
        session.delete(kept[item])
    for item in set(items) - kept.keys():
        _add_once(session, DietItem(person_id=person_id, item=item))
    session.flush()


def show(session: Session, person_id: int, *, yes: bool, moment: datetime) -> None:
    """Her own yes or no to being shown among those who come. It holds from the next page on."""
    kept = session.get(ShownAtDinner, person_id)
    if yes and kept is None:
        _add_once(session, ShownAtDinner(person_id=person_id, since=moment))
    elif not yes and kept is not None:
        session.delete(kept)
        session.flush()


def _add_once(session: Session, row: DietItem | ShownAtDinner) -> None:
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # the same tap, twice at once
        return
