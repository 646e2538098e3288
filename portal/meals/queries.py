"""Reading dinners for one resident: prepared statements, few, and the same number for any amount."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal.db import Moment
from portal.meals.food import NAMES, Item, items_called
from portal.meals.models import (
    DietItem,
    Dinner,
    Habit,
    Menu,
    ShownAtDinner,
    SignUp,
)
from portal.meals.rules import (
    WANT_A_CHAIR,
    Reply,
    Stage,
    Standing,
    Times,
    free_chairs,
    lapses,
    stage_of,
    standing_of,
)
from portal.people.models import Person

MOSTDINNERS = 10  # on one page


@dataclass(frozen=True, slots=True)
class DinnerFacts:
    """A dinner as one resident meets it. `ahead` is how many stand before her in line; `taken` are chairs."""

    id: int
    on: date
    starts: time
    begins_at: datetime
    closes_at: datetime
    where: str
    price: int
    chairs: int
    announced_at: datetime | None
    cancelled_at: datetime | None
    because: str
    menu_id: int | None
    title: str | None
    picture: str | None
    taken: int
    reply: Reply | None
    seated_at: datetime | None
    by_habit: bool | None
    by_name: str | None  # of the staff who said it for her
    ahead: int

    @property
    def times(self) -> Times:
        return Times(self.begins_at, self.closes_at, self.announced_at is not None, self.cancelled_at is not None)

    @property
    def free(self) -> int:
        """Chairs that nobody has."""
        return free_chairs(self.chairs, self.taken)

    def stage(self, moment: datetime) -> Stage:
        return stage_of(self.times, moment)

    def standing(self, moment: datetime) -> Standing:
        """Where she stands. What lapsed at the deadline is a no, also before anybody has written it down."""
        if self.reply is not None and lapses(self.reply, self.times, moment):
            return Standing.OUT
        return standing_of(self.reply, has_chair=self.seated_at is not None)


_own, _before, _by, _cook = aliased(SignUp), aliased(SignUp), aliased(Person), aliased(Person)
PERSON = sa.bindparam("person_id", type_=sa.Integer)


def ahead_of(head: type[SignUp]) -> sa.ScalarSelect[int]:
    """How many stand in line before a head."""
    return (
        sa.select(sa.func.count())
        .where(
            _before.dinner_id == head.dinner_id, _before.seated_at.is_(None), _before.reply.in_(WANT_A_CHAIR),
            sa.tuple_(_before.asked_at, _before.id) < sa.tuple_(head.asked_at, head.id),
        )
        .correlate(head)
        .scalar_subquery()
    )  # fmt: skip


_taken = (
    sa.select(sa.func.count())
    .where(SignUp.dinner_id == Dinner.id, SignUp.seated_at.is_not(None))
    .correlate(Dinner)
    .scalar_subquery()
)
FACTS = (
    Dinner.id, Dinner.on, Dinner.starts, Dinner.begins_at, Dinner.closes_at, Dinner.where, Dinner.price, Dinner.chairs,
    Dinner.announced_at, Dinner.cancelled_at, Dinner.cancelled_because, Dinner.menu_id, Menu.title, Menu.picture,
    _taken.label("taken"), _own.reply, _own.seated_at, _own.by_habit, _by.first_name.label("by_name"),
    ahead_of(_own).label("ahead"),
)  # fmt: skip
DINNERS = (
    sa.select(*FACTS)
    .outerjoin(Menu, Menu.id == Dinner.menu_id)
    .outerjoin(_own, sa.and_(_own.dinner_id == Dinner.id, _own.person_id == PERSON, _own.tap == ""))
    .outerjoin(_by, _by.id == _own.by_id)
    .where(Dinner.announced_at.is_not(None))
)
_FROM_DAY = (
    DINNERS.where(Dinner.on >= sa.bindparam("first", type_=sa.Date))
    .order_by(Dinner.on, Dinner.starts, Dinner.id)
    .limit(sa.bindparam("most", type_=sa.Integer))
)
_MINE = (
    DINNERS.where(
        _own.reply.in_(WANT_A_CHAIR), Dinner.cancelled_at.is_(None),
        Dinner.begins_at > sa.bindparam("moment", type_=Moment),
    )
    .order_by(Dinner.begins_at, Dinner.id)
    .limit(sa.bindparam("most", type_=sa.Integer))
)  # fmt: skip
_DIET = sa.select(DietItem.item).where(DietItem.person_id == PERSON)
_DIETS_AT = (
    sa.select(SignUp.id, SignUp.tap, SignUp.guest_diet, DietItem.item)
    .outerjoin(DietItem, sa.and_(DietItem.person_id == SignUp.person_id, SignUp.tap == ""))
    .where(
        SignUp.dinner_id == sa.bindparam("dinner_id"), SignUp.seated_at.is_not(None),
        sa.or_(SignUp.tap != "", DietItem.item.is_not(None)),
    )
)  # fmt: skip
_HABITS = sa.select(Habit.weekday).where(Habit.person_id == PERSON).order_by(Habit.weekday)


def dinners_from(session: Session, person_id: int, first: date, *, most: int = MOSTDINNERS) -> list[DinnerFacts]:
    """The announced dinners from a day on, the next one first. One statement."""
    rows = session.execute(_FROM_DAY, {"person_id": person_id, "first": first, "most": most})
    return [DinnerFacts(*row) for row in rows]


def own_dinners(
    session: Session, person_id: int, moment: datetime, *, most: int = MOSTDINNERS
) -> list[DinnerFacts]:  # fmt: skip
    """The dinners ahead that somebody wants to come to, the next one first. One statement."""
    rows = session.execute(_MINE, {"person_id": person_id, "moment": moment, "most": most})
    return [DinnerFacts(*row) for row in rows]


def diet_of(session: Session, person_id: int) -> frozenset[Item]:
    """What somebody does not eat."""
    return items_called(session.scalars(_DIET, {"person_id": person_id}))


def diets_at(session: Session, dinner_id: int) -> list[tuple[Item, int]]:
    """How many heads at the table do not eat what, the most frequent first, and nobody's name. One statement."""
    count: Counter[Item] = Counter()
    guests: set[int] = set()
    for head in session.execute(_DIETS_AT, {"dinner_id": dinner_id}):
        if head.tap and head.id not in guests:
            guests.add(head.id)
            count.update(items_called(head.guest_diet))
        elif not head.tap:
            count.update(items_called([head.item]))
    return sorted(count.items(), key=lambda each: (-each[1], list(NAMES).index(each[0])))


def habits_of(session: Session, person_id: int) -> Sequence[int]:
    """The weekdays on which somebody always comes, 0 for Monday."""
    return session.scalars(_HABITS, {"person_id": person_id}).all()


def is_shown(session: Session, person_id: int) -> bool:
    """Whether somebody has said yes to being shown among those who come."""
    return session.get(ShownAtDinner, person_id) is not None
