"""The portal's dinners behind the verbs of the slow house: people, dinners and requests are numbers from nothing."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from portal.db import writing
from portal.meals import actions, habits, kitchen_actions, line
from portal.meals.kitchen_actions import Plan
from portal.meals.models import Dinner, Habit, Helper, KitchenRequest, SignUp, Task
from portal.meals.rules import Reply, Wants
from portal.notices.models import Notice
from portal.people.models import Person
from portal.people.rules import Role
from portal.refusal import Refused

TABLES = (Notice, Helper, Task, SignUp, KitchenRequest, Habit, Dinner)  # in the order in which they can be emptied
PLACE = {"place": "klubben", "where": "i klubben", "price": 30}


@dataclass(frozen=True)
class Seat:
    """A head as it is kept."""

    id: int
    who: int
    tap: str
    reply: str
    has_chair: bool
    by_habit: bool

    @property
    def waits(self):
        return self.reply != "no" and not self.has_chair


class RealHouse:
    """Every verb is a transaction of its own, as a request would be."""

    def __init__(self, engine: Engine, residents: int):
        self.engine = engine
        self.dinner_ids, self.request_ids = [], []
        with writing(engine) as session:
            for table in TABLES:
                session.execute(sa.delete(table))
            session.execute(sa.update(Person).values(left_at=None))
            people = session.scalars(sa.select(Person).order_by(Person.id)).all()
            if not people:
                people = [Person(slug=f"p{number}", first_name="P", role=Role.RESIDENT) for number in range(residents)]
                people.append(Person(slug="anne", first_name="Anne", role=Role.STAFF))
                session.add_all(people)
                session.flush()
            *self.person_ids, self.staff_id = [each.id for each in people]

    def do(self, verb, moment, **facts):
        """Do it. The sentence with which it was refused, or nothing."""
        try:
            with writing(self.engine) as session:
                getattr(self, verb)(session, moment, **facts)
        except Refused as refused:
            return refused.reason
        return None

    def reply(self, session, moment, *, dinner, who, said, by=None):
        by_id = self.staff_id if by else None
        actions.reply(
            session, self.dinner_ids[dinner], self.person_ids[who], Reply(said), moment=moment, by_id=by_id
        )  # fmt: skip

    def take_back(self, session, moment, *, dinner, who):
        actions.take_back(session, self.dinner_ids[dinner], self.person_ids[who], moment=moment)

    def bring_guest(self, session, moment, *, dinner, who, tap, by=None):
        actions.bring_guest(
            session, self.dinner_ids[dinner], self.person_ids[who], name="Sara", diet=(), tap=tap, moment=moment,
            by_id=self.staff_id if by else None,
        )  # fmt: skip

    def leave_guest(self, session, moment, *, dinner, who, tap, by=None):
        mine = {"dinner_id": self.dinner_ids[dinner], "person_id": self.person_ids[who]}
        found = session.scalar(sa.select(SignUp.id).filter_by(**mine, tap=tap))
        actions.leave_guest(session, *mine.values(), found or 0, moment=moment, by_id=self.staff_id if by else None)

    def help_with(self, session, moment, *, dinner, who, kind):
        actions.help_with(session, self._task(session, dinner, kind), self.person_ids[who], moment=moment)

    def stop_helping(self, session, moment, *, dinner, who, kind):
        actions.stop_helping(session, self._task(session, dinner, kind), self.person_ids[who], moment=moment)

    def _task(self, session, dinner, kind):
        return session.scalars(sa.select(Task).filter_by(dinner_id=self.dinner_ids[dinner], kind=kind)).one()

    def ask_kitchen(self, session, moment, *, dinner, who, wants, text, tap):
        made = actions.ask_kitchen(
            session, self.dinner_ids[dinner], self.person_ids[who], wants=Wants(wants), text=text, tap=tap,
            moment=moment,
        )  # fmt: skip
        if made.id not in self.request_ids:
            self.request_ids.append(made.id)

    def begin_habit(self, session, moment, *, who, weekday):
        habits.begin(session, self.person_ids[who], weekday, moment=moment)

    def end_habit(self, session, moment, *, who, weekday):
        habits.end(session, self.person_ids[who], weekday, moment=moment)

    def move_out(self, session, moment, *, who):
        session.get_one(Person, self.person_ids[who]).left_at = moment

    def plan(self, session, moment, *, begins, chairs, days_before, closes, tasks):
        wanted = Plan(
            starts=begins.time(), chairs=chairs, days_before=days_before, closes=closes, tasks=tasks, **PLACE
        )  # fmt: skip
        made = kitchen_actions.plan(session, [begins.date()], wanted, by_id=self.staff_id, moment=moment)
        self.dinner_ids += [each.id for each in made]

    def announce(self, session, moment, *, dinner):
        kitchen_actions.announce(session, self.dinner_ids[dinner], moment=moment)

    def change(self, session, moment, *, dinner, chairs, tasks):
        kitchen_actions.change(
            session, self.dinner_ids[dinner], chairs=chairs, price=30, cook_id=None, tasks=tasks, moment=moment
        )  # fmt: skip

    def move(self, session, moment, *, dinner, begins, days_before, closes):
        kitchen_actions.move(
            session, self.dinner_ids[dinner], on=begins.date(), starts=begins.time(), days_before=days_before,
            closes=closes, moment=moment,
        )  # fmt: skip

    def cancel(self, session, moment, *, dinner):
        kitchen_actions.cancel(session, self.dinner_ids[dinner], because="Bo er syg.", moment=moment)

    def answer(self, session, moment, *, request, yes):
        kitchen_actions.answer(
            session, self.request_ids[request], yes=yes, words="", by_id=self.staff_id, moment=moment
        )  # fmt: skip

    def sweep(self, session, moment):
        line.settle_due(session, moment)

    # What is kept, as plain values.

    def facts(self):
        """Everything, to compare: dinners, heads in the order of the line, helpers, requests, habits, what was told."""
        with Session(self.engine) as session:
            return {
                "dinners": self._dinners(session),
                "heads": self._heads(session),
                "tasks": self._tasks(session),
                "requests": [
                    (self.dinner_ids.index(each.dinner_id), self._who(each.person_id), each.wants.value, each.said_yes)
                    for each in session.scalars(sa.select(KitchenRequest).order_by(KitchenRequest.id))
                ],
                "habits": {
                    (self._who(each.person_id), each.weekday) for each in session.scalars(sa.select(Habit))
                },
                "told": Counter(
                    (self._who(each.person_id), each.sentence, self._dinner_at(each.href))
                    for each in session.execute(sa.select(Notice.person_id, Notice.sentence, Notice.href))
                ),
            }  # fmt: skip

    def _dinners(self, session):
        columns = (Dinner.begins_at, Dinner.closes_at, Dinner.chairs, Dinner.announced_at, Dinner.cancelled_at)
        rows = {row.id: row for row in session.execute(sa.select(Dinner.id, *columns))}
        ordered = [rows[dinner_id] for dinner_id in self.dinner_ids]
        assert len(ordered) == len(rows)
        return [
            (row.begins_at, row.closes_at, row.chairs, bool(row.announced_at), bool(row.cancelled_at))
            for row in ordered
        ]

    def _heads(self, session):
        columns = (SignUp.id, SignUp.dinner_id, SignUp.person_id, SignUp.tap, SignUp.reply, SignUp.seated_at)
        found = [[] for _ in self.dinner_ids]
        rows = sa.select(*columns, SignUp.by_habit).order_by(SignUp.asked_at, SignUp.id)
        for row in session.execute(rows):
            tap = row.tap
            with suppress(ValueError):  # a guest whom the kitchen let in
                tap = f"request-{self.request_ids.index(int(tap.removeprefix('request-')))}"
            head = Seat(row.id, self._who(row.person_id), tap, row.reply.value, bool(row.seated_at), row.by_habit)
            found[self.dinner_ids.index(row.dinner_id)].append(head)
        return found

    def _tasks(self, session):
        found = [{} for _ in self.dinner_ids]
        rows = sa.select(Task.dinner_id, Task.kind, Task.wanted, Helper.person_id).outerjoin(Helper)
        for row in session.execute(rows):
            _wanted, helpers = found[self.dinner_ids.index(row.dinner_id)].setdefault(row.kind, (row.wanted, set()))
            if row.person_id is not None:
                helpers.add(self._who(row.person_id))
        return found

    def _who(self, person_id):
        return self.person_ids.index(person_id)

    def _dinner_at(self, href):
        return self.dinner_ids.index(int(href.removeprefix("/mad/")))
