"""A laid table in Maja's street: a dinner to which she comes, with everything that has a number of its own."""

from dataclasses import dataclass
from datetime import date, time, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from portal import clock
from portal.db import writing
from portal.meals import actions, kitchen_actions, paper_keying
from portal.meals.kitchen_actions import Plan
from portal.meals.models import KitchenRequest, Menu, Task
from portal.meals.rules import Reply, TaskKind, Wants
from tests.people import Village

FIRST_MONDAY = date(2027, 2, 1)

TABLE_FORMS = {
    "meals_kitchen.answer": {"svar": "nej"},
    "meals_kitchen.sign_up": {"svar": "ja"},
    "meals_menus.contents": {"kendt": "nej"},
    "meals_planning.cancel": {"because": "Bo er syg."},
    "meals.ask_kitchen": {"wants": "guest"},
    "meals.reply": {"svar": "ja"},
    "meals.task": {"do": "tag"},
    "meals_mine.habit": {"svar": "ja"},
    "meals_mine.show_me": {"svar": "nej"},  # the photo further down is hers alone
}
"""What a good form of an address about dinners holds."""


@dataclass(frozen=True)
class Table:
    """The numbers of one dinner. `sign_up_id` is the guest's."""

    dinner_id: int
    menu_id: int
    sign_up_id: int
    task_id: int
    request_id: int
    list_id: int


def monday(number: int) -> date:
    """A Monday for each number: no habit of another weekday reaches the dinners there."""
    return FIRST_MONDAY + timedelta(weeks=number)


def lay(engine: Engine, village: Village, on: date) -> Table:
    """A dinner nobody has touched yet."""
    moment = clock.now()
    plan = Plan(
        starts=time(18), place="klubben", where="i klubben", price=30, chairs=4, days_before=1, closes=time(12),
        tasks={TaskKind.COOK: 1},
    )  # fmt: skip
    with writing(engine) as session:
        menu = Menu(
            title="Suppe", picture="soup", lines=[["Vi spiser suppe.", "soup"]], is_known=True, published_at=moment,
            made_at=moment,
        )  # fmt: skip
        session.add(menu)
        (dinner,) = kitchen_actions.plan(session, [on], plan, by_id=None, moment=moment)
        kitchen_actions.announce(session, dinner.id, moment=moment)
        actions.reply(session, dinner.id, village.maja.id, Reply.YES, moment=moment)
        guest = actions.bring_guest(
            session, dinner.id, village.maja.id, name="Sara", diet=(), tap="a", moment=moment
        )  # fmt: skip
        task = session.scalars(sa.select(Task).where(Task.dinner_id == dinner.id)).one()
        asked = KitchenRequest(
            dinner_id=dinner.id, person_id=village.maja.id, wants=Wants.GUEST, text="Sara", tap="b", at=moment
        )
        session.add(asked)
        paper = paper_keying.print_list(session, dinner, number=2, by_id=village.bo.id, moment=moment)
        session.flush()
        return Table(dinner.id, menu.id, guest.id, task.id, asked.id, paper.id)
