"""A laid table in Maja's street: a dinner to which she comes, with everything that has a number of its own."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy.engine import Engine

from portal import clock
from portal.db import writing
from portal.meals import actions, kitchen_actions, paper_keying
from portal.meals.kitchen_actions import Plan
from portal.meals.models import KitchenRequest, Menu
from portal.meals.rules import Reply, TaskKind, Wants
from tests.people import Village

FIRST_DAY = date(2027, 2, 1)


@dataclass(frozen=True)
class Table:
    """The numbers of one dinner."""

    dinner_id: int
    menu_id: int
    sign_up_id: int
    request_id: int
    list_id: int


def lay(engine: Engine, village: Village, number: int) -> Table:
    """A dinner nobody has touched yet; each `number` has a day of its own."""
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
        (dinner,) = kitchen_actions.plan(session, [FIRST_DAY + timedelta(days=number)], plan, by_id=None, moment=moment)
        kitchen_actions.announce(session, dinner.id, moment=moment)
        own = actions.reply(session, dinner.id, village.maja.id, Reply.YES, moment=moment)
        asked = KitchenRequest(
            dinner_id=dinner.id, person_id=village.maja.id, wants=Wants.GUEST, text="Sara", tap="a", at=moment
        )
        session.add(asked)
        paper = paper_keying.print_list(session, dinner, number=2, by_id=village.bo.id, moment=moment)
        session.flush()
        return Table(dinner.id, menu.id, own.id, asked.id, paper.id)
