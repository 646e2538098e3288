"""What staff see of all dinners ahead: their state, how many come, what waits. Few statements for any number."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal.meals.food import Food, clashes, foods_called, items_called
from portal.meals.models import DietItem, Dinner, KitchenRequest, Menu, SignUp
from portal.meals.rules import WANT_A_CHAIR, Reply, Stage, Times, lapses, stage_of
from portal.people.models import Person

MOST_DINNERS = 60  # on the list of dinners ahead


class State(StrEnum):
    """How a dinner stands, in one word for staff."""

    DRAFT = "draft"
    SHOWN = "shown"
    FULL = "full"
    CLOSED = "closed"
    OVER = "over"
    CANCELLED = "cancelled"


def state_in_a_word(times: Times, is_full: bool, moment: datetime) -> State:
    """A cancelled draft is cancelled; of the others the stage decides, and whether a chair is free."""
    if times.is_cancelled:
        return State.CANCELLED
    stage = stage_of(times, moment)
    if stage is Stage.OPEN:
        return State.FULL if is_full else State.SHOWN
    return {Stage.HIDDEN: State.DRAFT, Stage.CLOSED: State.CLOSED}.get(stage, State.OVER)


@dataclass(frozen=True, slots=True)
class KitchenDinner:
    """A dinner ahead. `taken` are chairs, `in_line` heads without one, `requests` what waits for an answer."""

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
    menu_id: int | None
    title: str | None
    picture: str | None
    cook: str | None
    taken: int
    in_line: int
    requests: int
    clashing: int = 0  # heads that do not eat all of it

    @property
    def times(self) -> Times:
        return Times(self.begins_at, self.closes_at, self.announced_at is not None, self.cancelled_at is not None)

    def state(self, moment: datetime) -> State:
        return state_in_a_word(self.times, self.taken >= self.chairs, moment)


_cook = aliased(Person)


def _heads(*conditions: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    found = sa.select(sa.func.count()).where(SignUp.dinner_id == Dinner.id, *conditions)
    return found.correlate(Dinner).scalar_subquery()


_requests = (
    sa.select(sa.func.count())
    .where(KitchenRequest.dinner_id == Dinner.id, KitchenRequest.answered_at.is_(None))
    .correlate(Dinner)
    .scalar_subquery()
)
_AHEAD = (
    sa.select(
        Dinner.id, Dinner.on, Dinner.starts, Dinner.begins_at, Dinner.closes_at, Dinner.where, Dinner.price,
        Dinner.chairs, Dinner.announced_at, Dinner.cancelled_at, Dinner.menu_id, Menu.title, Menu.picture,
        _cook.first_name, _heads(SignUp.seated_at.is_not(None)).label("taken"),
        _heads(SignUp.seated_at.is_(None), SignUp.reply.in_(WANT_A_CHAIR)).label("in_line"),
        _requests.label("requests"), Menu.contains,
    )
    .outerjoin(Menu, Menu.id == Dinner.menu_id)
    .outerjoin(_cook, _cook.id == Dinner.cook_id)
    .where(Dinner.on >= sa.bindparam("first", type_=sa.Date))
    .order_by(Dinner.on, Dinner.starts, Dinner.id)
    .limit(MOST_DINNERS)
)  # fmt: skip
_DIETS = (
    sa.select(SignUp.dinner_id, SignUp.id, SignUp.reply, SignUp.guest_diet, DietItem.item)
    .outerjoin(DietItem, sa.and_(DietItem.person_id == SignUp.person_id, SignUp.tap == ""))
    .where(
        SignUp.dinner_id.in_(sa.bindparam("dinner_ids", expanding=True)), SignUp.reply.in_(WANT_A_CHAIR),
        sa.or_(DietItem.item.is_not(None), SignUp.tap != ""),
    )
)  # fmt: skip


def dinners_ahead(session: Session, first: date, moment: datetime) -> list[KitchenDinner]:
    """Every dinner from a day on, drafts and cancelled ones too, the next one first. Two statements."""
    rows = session.execute(_AHEAD, {"first": first}).all()
    contains = {row.id: foods_called(row.contains or ()) for row in rows if not row.cancelled_at}
    times = {row.id: Times(row.begins_at, row.closes_at) for row in rows}
    clashing = _clashing(session, {key: foods for key, foods in contains.items() if foods}, times, moment)
    facts: list[Sequence[Any]] = [tuple(row)[:-1] for row in rows]
    return [KitchenDinner(*each, clashing=len(clashing.get(each[0], ()))) for each in facts]


def _clashing(
    session: Session, contains: Mapping[int, Collection[Food]], times: Mapping[int, Times], moment: datetime
) -> dict[int, set[int]]:
    """The heads that do not eat all of what is in a dinner's food, by dinner."""
    if not contains:
        return {}
    keys: dict[tuple[int, int], set[str]] = {}
    for row in session.execute(_DIETS, {"dinner_ids": list(contains)}):
        if not lapses(Reply(row.reply), times[row.dinner_id], moment):
            keys.setdefault((row.dinner_id, row.id), set()).update(row.guest_diet, [row.item] if row.item else [])
    found: dict[int, set[int]] = {}
    for (dinner_id, head_id), items in keys.items():
        if clashes(contains[dinner_id], items_called(items)):
            found.setdefault(dinner_id, set()).add(head_id)
    return found
