"""Reading one dinner as the kitchen meets it: who comes, what they cannot eat, who helps, what is asked, what to buy.

Six statements, however many live in the house and however many come.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased, joinedload

from portal.meals import shopping
from portal.meals.food import Food, Item, clashes, items_called
from portal.meals.kitchen_queries import State, state_in_a_word
from portal.meals.models import DietItem, Dinner, Helper, KitchenRequest, PaperList, SignUp, Task
from portal.meals.rules import WANT_A_CHAIR, Reply, Standing, TaskKind, Wants, lapses, standing_of
from portal.meals.shopping import Bought
from portal.people.models import Person


@dataclass(frozen=True, slots=True)
class Head:
    """Somebody who wants to come. `guest_name` is of a guest, whom `first_name` brings; `place` counts the line."""

    id: int
    person_id: int
    first_name: str
    is_guest: bool
    guest_name: str
    standing: Standing
    place: int
    by_name: str | None  # of the staff who said it for her
    by_habit: bool
    diet: frozenset[Item]
    clashes: tuple[Food, ...]


@dataclass(frozen=True, slots=True)
class KitchenTask:
    """Something to help with, and who has taken it."""

    kind: TaskKind
    wanted: int
    helpers: tuple[str, ...]

    @property
    def missing(self) -> int:
        return max(0, self.wanted - len(self.helpers))


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asked the kitchen for, and what it said."""

    id: int
    first_name: str
    wants: Wants
    text: str
    at: datetime
    said_yes: bool | None
    answer: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything about one dinner."""

    dinner: Dinner
    heads: tuple[Head, ...]
    tasks: tuple[KitchenTask, ...]
    requests: tuple[Request, ...]
    lists: tuple[PaperList, ...]

    def standing(self, standing: Standing | str) -> list[Head]:
        """The heads that stand so, in the order in which they came."""
        return [each for each in self.heads if each.standing == standing]

    @property
    def seated(self) -> list[Head]:
        """Whoever has a chair: one cooks for them."""
        return [each for each in self.heads if each.standing is not Standing.IN_LINE]

    @property
    def guests(self) -> int:
        return sum(each.is_guest for each in self.seated)

    @property
    def with_diet(self) -> list[Head]:
        return [each for each in self.heads if each.diet]

    @property
    def waiting(self) -> list[Request]:
        return [each for each in self.requests if each.said_yes is None]

    @property
    def shopping(self) -> Sequence[Bought]:
        """What is bought for whoever has a chair."""
        menu = self.dinner.menu
        return shopping.scaled(shopping.ingredients_of(menu.ingredients), len(self.seated)) if menu else ()


_by = aliased(Person)
_HEADS = (
    sa.select(
        SignUp.id, SignUp.person_id, Person.first_name, SignUp.tap, SignUp.guest_name, SignUp.guest_diet, SignUp.reply,
        SignUp.seated_at, SignUp.by_habit, _by.first_name.label("by_name"),
    )
    .join(Person, Person.id == SignUp.person_id)
    .outerjoin(_by, _by.id == SignUp.by_id)
    .where(
        SignUp.dinner_id == sa.bindparam("dinner_id"), SignUp.reply.in_(WANT_A_CHAIR), Person.left_at.is_(None)
    )
    .order_by(SignUp.asked_at, SignUp.id)
)  # fmt: skip
_DIETS = (
    sa.select(DietItem.person_id, DietItem.item)
    .join(SignUp, SignUp.person_id == DietItem.person_id)
    .where(SignUp.dinner_id == sa.bindparam("dinner_id"), SignUp.tap == "", SignUp.reply.in_(WANT_A_CHAIR))
)
_TASKS = (
    sa.select(Task.kind, Task.wanted, Person.first_name)
    .outerjoin(Helper, Helper.task_id == Task.id)
    .outerjoin(Person, Person.id == Helper.person_id)
    .where(Task.dinner_id == sa.bindparam("dinner_id"))
    .order_by(Task.id, Helper.taken_at, Helper.person_id)
)
_REQUESTS = (
    sa.select(
        KitchenRequest.id, Person.first_name, KitchenRequest.wants, KitchenRequest.text, KitchenRequest.at,
        KitchenRequest.said_yes, KitchenRequest.answer,
    )
    .join(Person, Person.id == KitchenRequest.person_id)
    .where(KitchenRequest.dinner_id == sa.bindparam("dinner_id"))
    .order_by(KitchenRequest.id)
)  # fmt: skip


def dinner_of(session: Session, dinner_id: int) -> Dinner | None:
    """A dinner with its menu and its cook."""
    return session.scalar(
        sa.select(Dinner).where(Dinner.id == dinner_id).options(joinedload(Dinner.menu), joinedload(Dinner.cook))
    )


def panel_of(session: Session, dinner: Dinner, moment: datetime) -> Panel:
    """Everything about a dinner read with its menu and its cook."""
    here = {"dinner_id": dinner.id}
    lists = session.scalars(sa.select(PaperList).where(PaperList.dinner_id == dinner.id).order_by(PaperList.id))
    return Panel(
        dinner=dinner,
        heads=tuple(_heads(session, dinner, moment)),
        tasks=tuple(_tasks(session, dinner.id)),
        requests=tuple(Request(*row) for row in session.execute(_REQUESTS, here)),
        lists=tuple(lists),
    )


def can_be_changed(dinner: Dinner, moment: datetime) -> bool:
    """Whether there is still something to do: it is neither cancelled nor begun."""
    return dinner.cancelled_at is None and dinner.begins_at > moment


def state_of(panel: Panel, moment: datetime) -> State:
    """How the dinner stands, in one word for staff."""
    return state_in_a_word(panel.dinner.times, len(panel.seated) >= panel.dinner.chairs, moment)


def _heads(session: Session, dinner: Dinner, moment: datetime) -> list[Head]:
    diets: dict[int, set[str]] = {}
    for person_id, item in session.execute(_DIETS, {"dinner_id": dinner.id}):
        diets.setdefault(person_id, set()).add(item)
    contains = dinner.menu.foods if dinner.menu else frozenset()
    found: list[Head] = []
    waiting = 0
    for row in session.execute(_HEADS, {"dinner_id": dinner.id}):
        if lapses(row.reply, dinner.times, moment):
            continue
        standing = standing_of(Reply(row.reply), has_chair=row.seated_at is not None)
        waiting += standing is Standing.IN_LINE
        diet = items_called(row.guest_diet if row.tap else diets.get(row.person_id, ()))
        found.append(
            Head(
                row.id,
                row.person_id,
                row.first_name,
                bool(row.tap),
                row.guest_name,
                standing,
                waiting if standing is Standing.IN_LINE else 0,
                row.by_name,
                row.by_habit,
                diet,
                clashes(contains, diet),
            )  # fmt: skip
        )
    return found


def _tasks(session: Session, dinner_id: int) -> list[KitchenTask]:
    found: dict[TaskKind, tuple[int, list[str]]] = {}
    for kind, wanted, name in session.execute(_TASKS, {"dinner_id": dinner_id}):
        found.setdefault(kind, (wanted, []))[1].extend([name] if name else [])
    return [KitchenTask(kind, wanted, tuple(helpers)) for kind, (wanted, helpers) in found.items()]
