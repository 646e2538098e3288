"""The demo's kitchen: menus in the library, dinners from the next Thursday on, and what residents have said to them."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.clock import COPENHAGEN
from portal.content.demo_dinners import DemoDinner, DemoEater, DemoKitchen, DemoMenu
from portal.content.demo_places import DemoPlace
from portal.meals import actions, diet_actions, habits, kitchen_actions
from portal.meals.food import items_called
from portal.meals.kitchen_actions import Plan, closing
from portal.meals.models import Dinner, Menu, Task
from portal.meals.rules import Reply, TaskKind
from portal.people.models import Person
from portal.red_days import red_days

A_DAY = timedelta(days=1)
THURSDAY = 3
DAYS_BEFORE, CLOSES = 1, time(12)


def seed_kitchen(
    session: Session, kitchen: DemoKitchen, people: Mapping[str, Person], places: Mapping[str, DemoPlace], *,
    moment: datetime,
) -> list[Dinner]:  # fmt: skip
    """Make menus, habits, diets and dinners. Dinners on red days are left out, as the house would do."""
    menus = {each.key: _menu(session, each, moment) for each in kitchen.menus}
    session.flush()
    for each in kitchen.residents:
        _eater(session, each, people[each.slug], moment)
    first = first_thursday(moment)
    made: list[Dinner] = []
    for each in kitchen.dinners:
        on = first + timedelta(days=each.days)
        if on not in red_days(on, on):
            made.append(_dinner(session, each, on, menus, people, places, moment))
    return made


def first_thursday(moment: datetime) -> date:
    """The first Thursday that is no red day and can still be answered."""
    day = moment.astimezone(COPENHAGEN).date()
    while day.weekday() != THURSDAY or day in red_days(day, day) or closing(day, DAYS_BEFORE, CLOSES) <= moment:
        day += A_DAY
    return day


def _menu(session: Session, each: DemoMenu, moment: datetime) -> Menu:
    menu = Menu(
        title=each.title, picture=each.picture, lines=[[line.sentence, line.picture] for line in each.lines],
        contains=list(each.contains), is_known=True, published_at=moment, made_at=moment,
        ingredients=[{"name": one.name, "amount": one.amount, "unit": one.unit} for one in each.ingredients],
    )  # fmt: skip
    session.add(menu)
    return menu


def _eater(session: Session, each: DemoEater, person: Person, moment: datetime) -> None:
    diet_actions.keep_diet(session, person.id, items_called(each.diet))
    diet_actions.show(session, person.id, yes=each.shown, moment=moment)
    for weekday in each.weekdays:
        habits.begin(session, person.id, weekday, moment=moment)


def _dinner(
    session: Session, each: DemoDinner, on: date, menus: Mapping[str, Menu], people: Mapping[str, Person],
    places: Mapping[str, DemoPlace], moment: datetime,
) -> Dinner:  # fmt: skip
    plan = Plan(
        starts=each.starts, place=each.place, where=places[each.place].where, price=each.price, chairs=each.chairs,
        days_before=DAYS_BEFORE, closes=CLOSES, cook_id=people[each.cook].id if each.cook else None,
        menu_id=menus[each.menu].id if each.menu else None,
        tasks={TaskKind(task.kind): task.wanted for task in each.tasks},
    )  # fmt: skip
    (dinner,) = kitchen_actions.plan(session, [on], plan, by_id=None, moment=moment)
    if each.announced:
        kitchen_actions.announce(session, dinner.id, moment=moment)
        _what_is_said(session, each, dinner, people, moment)
    return dinner


def _what_is_said(
    session: Session, each: DemoDinner, dinner: Dinner, people: Mapping[str, Person], moment: datetime
) -> None:
    for number, said in enumerate(each.sign_ups):
        who = people[said.who].id
        actions.reply(session, dinner.id, who, Reply(said.reply), moment=moment)
        for place, guest in enumerate(said.guests):
            actions.bring_guest(
                session, dinner.id, who, name=guest.name, diet=items_called(guest.diet), tap=f"demo-{number}-{place}",
                moment=moment,
            )  # fmt: skip
    tasks = session.scalars(sa.select(Task).where(Task.dinner_id == dinner.id))
    by_kind = {task.kind: task for task in tasks}
    for helper in each.helpers:
        actions.help_with(session, by_kind[TaskKind(helper.kind)], people[helper.who].id, moment=moment)
