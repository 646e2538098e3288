"""Reading one dinner with everything its page shows a resident: six prepared statements, however many come."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal.easyread.line import Line
from portal.meals.food import Food, Item, clashes, foods_called, items_called
from portal.meals.models import Dinner, Helper, KitchenRequest, Menu, ShownAtDinner, SignUp, Task
from portal.meals.queries import DINNERS, FACTS, PERSON, DinnerFacts, ahead_of, diet_of
from portal.meals.rules import Reply, TaskKind, Wants
from portal.people.models import Person, photo_address

_cook = aliased(Person)


@dataclass(frozen=True, slots=True)
class Guest:
    """A guest of hers. `ahead` is how many stand before the guest in line, when there is no chair yet."""

    id: int
    name: str
    diet: frozenset[Item]
    has_chair: bool
    ahead: int


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """Something to help with: how many have taken it, and whether she has."""

    id: int
    kind: TaskKind
    wanted: int
    taken: int
    is_mine: bool

    @property
    def is_free(self) -> bool:
        return self.taken < self.wanted


@dataclass(frozen=True, slots=True)
class Asked:
    """What she asked the kitchen last, and what it said."""

    wants: Wants
    said_yes: bool | None
    answer: str


@dataclass(frozen=True, slots=True)
class Face:
    """Somebody who comes or cooks and may be shown."""

    first_name: str
    photo_url: str | None


@dataclass(frozen=True, slots=True)
class DinnerView:
    """Everything the page of a dinner shows one resident. `contains` is `None` while nobody has said what is in it."""

    facts: DinnerFacts
    lines: tuple[Line, ...]
    contains: frozenset[Food] | None
    cook: Face | None
    guests: tuple[Guest, ...]
    tasks: tuple[TaskFacts, ...]
    diet: frozenset[Item]
    asked: Asked | None
    shown: tuple[Face, ...]

    @property
    def clashes(self) -> tuple[Food, ...]:
        """What is in the food that she does not eat."""
        return clashes(self.contains or (), self.diet)

    def guest_clashes(self, guest: Guest) -> tuple[Food, ...]:
        return clashes(self.contains or (), guest.diet)


_ONE = DINNERS.outerjoin(_cook, _cook.id == Dinner.cook_id).add_columns(
    Menu.lines, Menu.contains, Menu.is_known, _cook.first_name.label("cook_name"), _cook.photo.label("cook_photo"),
).where(Dinner.id == sa.bindparam("dinner_id"))  # fmt: skip
_GUESTS = (
    sa.select(SignUp.id, SignUp.guest_name, SignUp.guest_diet, SignUp.seated_at, ahead_of(SignUp).label("ahead"))
    .where(SignUp.dinner_id == sa.bindparam("dinner_id"), SignUp.person_id == PERSON, SignUp.tap != "")
    .order_by(SignUp.id)
)
_TASKS = (
    sa.select(
        Task.id, Task.kind, Task.wanted,
        sa.func.count(Helper.person_id).label("taken"),
        sa.func.coalesce(sa.func.max(sa.case((Helper.person_id == PERSON, 1), else_=0)), 0).label("mine"),
    )
    .outerjoin(Helper, Helper.task_id == Task.id)
    .where(Task.dinner_id == sa.bindparam("dinner_id"))
    .group_by(Task.id, Task.kind, Task.wanted)
    .order_by(Task.id)
)  # fmt: skip
_ASKED = (
    sa.select(KitchenRequest.wants, KitchenRequest.said_yes, KitchenRequest.answer)
    .where(KitchenRequest.dinner_id == sa.bindparam("dinner_id"), KitchenRequest.person_id == PERSON)
    .order_by(KitchenRequest.id.desc())
    .limit(1)
)
_SHOWN = (
    sa.select(Person.first_name, Person.photo)
    .join(ShownAtDinner, ShownAtDinner.person_id == Person.id)
    .join(SignUp, SignUp.person_id == Person.id)
    .where(
        SignUp.dinner_id == sa.bindparam("dinner_id"), SignUp.tap == "", SignUp.reply == Reply.YES,
        SignUp.seated_at.is_not(None), Person.left_at.is_(None),
    )
    .order_by(Person.first_name, Person.id)
)  # fmt: skip


def find(session: Session, dinner_id: int, person_id: int) -> DinnerView | None:
    """An announced dinner with all that its page shows one resident. Six statements."""
    mine = {"dinner_id": dinner_id, "person_id": person_id}
    row = session.execute(_ONE, mine).one_or_none()
    if row is None:
        return None
    asked = session.execute(_ASKED, mine).one_or_none()
    return DinnerView(
        facts=DinnerFacts(*row[: len(FACTS)]),
        lines=tuple(Line(sentence, picture) for sentence, picture in row.lines or ()),
        contains=foods_called(row.contains) if row.is_known else None,
        cook=Face(row.cook_name, photo_address(row.cook_photo)) if row.cook_name else None,
        guests=_guests(session, mine),
        tasks=tuple(
            TaskFacts(each.id, each.kind, each.wanted, each.taken, bool(each.mine))
            for each in session.execute(_TASKS, mine)
        ),
        diet=diet_of(session, person_id),
        asked=Asked(*asked) if asked else None,
        shown=tuple(
            Face(each.first_name, photo_address(each.photo))
            for each in session.execute(_SHOWN, {"dinner_id": dinner_id})
        ),
    )


def _guests(session: Session, mine: dict[str, int]) -> tuple[Guest, ...]:
    return tuple(
        Guest(each.id, each.guest_name, items_called(each.guest_diet), each.seated_at is not None, each.ahead)
        for each in session.execute(_GUESTS, mine)
    )
