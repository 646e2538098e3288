"""Maja's dinner on the street of tests/house/street.py."""

from dataclasses import dataclass
from datetime import date, time

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.meals import actions as meals
from portal.meals import kitchen_actions
from portal.meals.kitchen_actions import Plan
from portal.meals.models import Task
from portal.meals.rules import Reply, TaskKind
from tests.people import Village


@dataclass(frozen=True)
class Evening:
    """A dinner that Maja comes to with a guest, and something to help with."""

    dinner_id: int
    sign_up_id: int
    task_id: int
    weekday: int


def make_dinner(begun: Session, village: Village) -> Evening:
    """The dinner, announced, with Maja and her guest on the list."""
    plan = Plan(
        starts=time(18), place="klubben", where="i klubben", price=30, chairs=12, days_before=1, closes=time(12),
        tasks={TaskKind.COOK: 2},
    )  # fmt: skip
    on, maja, moment = date(2026, 11, 26), village.maja.id, clock.now()
    (dinner,) = kitchen_actions.plan(begun, [on], plan, by_id=village.bo.id, moment=moment)
    kitchen_actions.announce(begun, dinner.id, moment=moment)
    meals.reply(begun, dinner.id, maja, Reply.YES, moment=moment)
    guest = meals.bring_guest(begun, dinner.id, maja, name="Sara", diet=(), tap="a", moment=moment)
    (task,) = begun.scalars(sa.select(Task).where(Task.dinner_id == dinner.id))
    return Evening(dinner.id, guest.id, task.id, on.weekday())
