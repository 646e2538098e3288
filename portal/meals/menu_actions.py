"""What staff do with the menus in the library besides writing their words: begin, copy, say what is in them."""

from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.meals import kitchen_actions
from portal.meals.food import Food
from portal.meals.models import Dinner, Menu
from portal.meals.shopping import Ingredient
from portal.refusal import N_, Refused

IS_EATEN = N_("Vælg en anden menu til middagen først.")
GONE = N_("Vælg en anden menu, for den her er væk.")


def begin(session: Session, *, moment: datetime) -> Menu:
    """A menu without words, to be written in the editor."""
    made = Menu(made_at=moment)
    session.add(made)
    session.flush()
    return made


def copy(session: Session, menu_id: int, *, moment: datetime) -> Menu:
    """A menu with the same food in it; its words are written anew from the old ones in the editor."""
    old = session.get(Menu, menu_id)
    if old is None:
        raise Refused(GONE)
    made = Menu(
        contains=list(old.contains), is_known=old.is_known, ingredients=list(old.ingredients), made_at=moment
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def publish(
    session: Session, menu_id: int, *, title: str, picture: str | None, lines: Sequence[tuple[str, str | None]],
    moment: datetime,
) -> Menu:  # fmt: skip
    """The menu says this from now on, at every dinner it is chosen for."""
    menu = session.get_one(Menu, menu_id, with_for_update=True)
    menu.title, menu.picture, menu.lines = title, picture, [list(line) for line in lines]
    menu.published_at = moment
    kitchen_actions.menu_changed(session, menu, moment=moment)
    return menu


def withdraw(session: Session, menu_id: int, *, moment: datetime) -> None:
    """Nobody can choose it any more. Raise `Refused` while a dinner ahead has it."""
    ahead = sa.select(Dinner.id).where(
        Dinner.menu_id == menu_id, Dinner.cancelled_at.is_(None), Dinner.begins_at > moment
    )
    if session.scalar(sa.select(ahead.exists())):
        raise Refused(IS_EATEN)
    session.get_one(Menu, menu_id).published_at = None
    session.flush()


def say_what_is_in(
    session: Session, menu_id: int, foods: Collection[Food], *, is_known: bool, moment: datetime
) -> Menu:  # fmt: skip
    """What is in the food, as the law's allergens and more; or that nobody knows yet."""
    menu = session.get_one(Menu, menu_id, with_for_update=True)
    menu.contains, menu.is_known = [food.value for food in Food if food in foods], is_known
    kitchen_actions.menu_changed(session, menu, moment=moment)
    return menu


def keep_ingredients(session: Session, menu_id: int, ingredients: Sequence[Ingredient]) -> Menu:
    """What one person eats of it."""
    menu = session.get_one(Menu, menu_id)
    menu.ingredients = [each.kept for each in ingredients]
    session.flush()
    return menu
