"""A dinner to tell tests about: Thursday 26 November 2026 at 18, sign-up until Wednesday at 12. Now is Monday 16.30."""

from datetime import date, datetime, time

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from portal import clock
from portal.clock import COPENHAGEN
from portal.db import writing
from portal.meals import actions, kitchen_actions
from portal.meals.kitchen_actions import Plan
from portal.meals.models import (
    DietItem,
    Dinner,
    Habit,
    Helper,
    KitchenRequest,
    Menu,
    PaperList,
    ShownAtDinner,
    SignUp,
    Task,
)
from portal.meals.rules import Reply, TaskKind
from portal.notices.models import Notice
from portal.people.models import Person
from portal.people.rules import Role

MONDAY = datetime(2026, 11, 23, 16, 30, tzinfo=COPENHAGEN)
THURSDAY = date(2026, 11, 26)
NEXT_THURSDAY = date(2026, 12, 3)
BEFORE_DEADLINE = datetime(2026, 11, 25, 11, 59, tzinfo=COPENHAGEN)
AFTER_DEADLINE = datetime(2026, 11, 25, 12, 0, tzinfo=COPENHAGEN)
LASAGNE = (["Vi spiser lasagne.", "meat"], ["Vi spiser salat.", "om:1F96C"])


class Kitchen:
    """Dinners and whoever comes. Every method is a transaction of its own, as a request would be."""

    def __init__(self, engine: Engine):
        self.engine = engine

    def clear(self) -> "Kitchen":
        """Nobody has planned or said anything: what the demo knows of dinner is gone."""
        with writing(self.engine) as session:
            for table in (Helper, Task, SignUp, KitchenRequest, PaperList, Dinner, Habit, DietItem, ShownAtDinner):
                session.execute(sa.delete(table))
        return self

    def menu(self, title: str = "Lasagne og salat", *contains: str, known: bool = True) -> Menu:
        with writing(self.engine) as session:
            made = Menu(
                title=title, picture="dinner", lines=list(LASAGNE), contains=list(contains), is_known=known,
                published_at=clock.now(), made_at=clock.now(),
            )  # fmt: skip
            session.add(made)
            session.flush()
            return made

    def plan(self, chairs: int = 12, *, menu: Menu | None = None, **more: object) -> Plan:
        given = {
            "starts": time(18), "place": "faelleslejligheden", "where": "i fælleslejligheden", "price": 30,
            "days_before": 1, "closes": time(12), "menu_id": menu.id if menu else None,
            "tasks": {TaskKind.COOK: 1, TaskKind.WASH_UP: 2},
        }  # fmt: skip
        return Plan(chairs=chairs, **(given | more))

    def dinner(
        self, chairs: int = 12, *, on: date = THURSDAY, menu: Menu | None = None, announced: bool = True, **more: object
    ) -> Dinner:
        """A dinner, announced unless told otherwise."""
        with writing(self.engine) as session:
            (made,) = kitchen_actions.plan(
                session, [on], self.plan(chairs, menu=menu, **more), by_id=None, moment=MONDAY
            )
            if announced:
                kitchen_actions.announce(session, made.id, moment=clock.now())
            return made

    def say(self, dinner: Dinner, person: Person, said: Reply = Reply.YES, *, moment: datetime | None = None) -> SignUp:
        with writing(self.engine) as session:
            return actions.reply(session, dinner.id, person.id, said, moment=moment or clock.now())

    def fill(self, dinner: Dinner, heads: int) -> list[Person]:
        """So many people with a chair or in line, made for it."""
        people = [self.somebody(f"Gæst{number}") for number in range(heads)]
        for each in people:
            self.say(dinner, each)
        return people

    def somebody(self, name: str) -> Person:
        with writing(self.engine) as session:
            made = Person(slug=name.lower(), first_name=name, role=Role.RESIDENT, is_demo=True)
            session.add(made)
            session.flush()
            return made

    def heads(self, dinner: Dinner) -> list[SignUp]:
        """Everybody with a reply, in the order of the line."""
        with Session(self.engine) as session:
            found = session.query(SignUp).filter_by(dinner_id=dinner.id).order_by(SignUp.asked_at, SignUp.id)
            return list(found)

    def seated(self, dinner: Dinner) -> list[int]:
        """Whose heads have a chair."""
        return [head.person_id for head in self.heads(dinner) if head.seated_at is not None]

    def told(self, person: Person) -> list[str]:
        """What somebody has been told, as sentences with gaps."""
        with Session(self.engine) as session:
            found = session.query(Notice).filter_by(person_id=person.id).order_by(Notice.id)
            return [notice.sentence for notice in found]
