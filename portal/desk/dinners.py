"""What staff are told about the dinners to come: what closes today, who asks, what is missing, where it is closed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal import clock
from portal.clock import COPENHAGEN
from portal.meals.food import clashes, foods_called, items_called
from portal.meals.models import DietItem, Dinner, KitchenRequest, Menu, SignUp
from portal.meals.rules import WANT_A_CHAIR, has_come
from portal.presence.openings import A_DAY, Plan
from portal.presence.queries import Known
from portal.presence.rules import DAYS_AHEAD
from portal.web.dates import near_day, time_in_words
from portal.web.locale import language

MENU_BY = timedelta(days=3)  # so near, a dinner without a menu is told of
AS_FAR = timedelta(days=DAYS_AHEAD)  # as what is known about the places


@dataclass(frozen=True, slots=True)
class Evening:
    """A dinner to come, in numbers: heads with a chair, heads in line, requests the kitchen has not answered."""

    id: int
    on: date
    begins_at: datetime
    closes_at: datetime
    is_announced: bool
    place: str
    where: str
    menu_id: int | None
    cook_id: int | None
    heads: int
    in_line: int
    requests: int


@dataclass(frozen=True, slots=True)
class DinnerDue:
    """A dinner with something that waits, in sentences. `is_mine`: I am its cook."""

    id: int
    on: date
    day: str  # in words
    is_mine: bool
    said: Sequence[str]


def dinners_due(session: Session, staff_id: int, moment: datetime, places: Iterable[Known]) -> list[DinnerDue]:
    """The dinners with something that waits, my own first and then the next one. Two statements."""
    evenings = _evenings(session, moment)
    clashing = _heads_with_clashes(session, evenings[0].id) if evenings else 0
    known, today = {each.slug: each for each in places}, moment.astimezone(COPENHAGEN).date()
    due: list[DinnerDue] = []
    for number, each in enumerate(evenings):
        day = near_day(each.on, today=today, language=language())
        said = _said(each, moment=moment, today=today, clashing=0 if number else clashing)
        if is_shut(each.on, each.begins_at, known.get(each.place)):
            said.append(_("Middagen %(day)s er %(where)s, men der er lukket.", day=day, where=each.where))
        if said:
            due.append(DinnerDue(each.id, each.on, day, each.cook_id == staff_id, said))
    return sorted(due, key=lambda dinner: not dinner.is_mine)


def on_those_days(session: Session, place: str, first: date, last: date) -> list[str]:
    """The dinners at a place on some days, for whoever is about to change its hours. One statement."""
    today = clock.today()
    rows = session.execute(
        sa.select(Dinner.on, Dinner.begins_at)
        .where(
            Dinner.place == place, Dinner.on.between(first, last), Dinner.cancelled_at.is_(None),
            Dinner.begins_at > clock.now(),
        )
        .order_by(Dinner.begins_at)
    )  # fmt: skip
    return [
        _("Der er middag %(day)s %(time)s.", day=near_day(on, today=today, language=language()), time=_time(begins))
        for on, begins in rows
    ]


def is_shut(on: date, begins: datetime, place: Known | None) -> bool:
    """Whether a day is so different that nobody is at the place when a dinner begins.

    A dinner outside the usual hours was meant so; a red day nobody has spoken for is not shut yet.
    """
    if place is None:
        return False
    plan, at = Plan(place.facts, on - A_DAY, on), begins.astimezone(UTC)
    if on not in plan.changes and not plan.on(on).missing:
        return False
    shifts = (shift for day in (on - A_DAY, on) for shift in (*plan.on(day).shifts, *plan.on(day).unsure))
    return not any(shift.holds(at) for shift in shifts)


def _said(each: Evening, *, moment: datetime, today: date, clashing: int) -> list[str]:
    said: list[str] = []
    if each.is_announced and each.closes_at.date() == today and not has_come(each.closes_at, moment):
        said.append(_("Tilmeldingen lukker i dag %(time)s.", time=_time(each.closes_at)))
        said.append(_("%(number)s spiser med.", number=each.heads))
        if each.in_line:
            said.append(_("%(number)s er på ventelisten.", number=each.in_line))
    if each.requests:
        said.append(_("%(number)s venter på svar fra køkkenet.", number=each.requests))
    if each.menu_id is None and each.on - today <= MENU_BY:
        said.append(_("Der er ingen menu endnu."))
    if clashing:
        said.append(_("%(number)s kan ikke spise alt i maden.", number=clashing))
    return said


def _evenings(session: Session, moment: datetime) -> list[Evening]:
    """The dinners to come, the next one first."""

    def heads(*conditions: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
        counted = sa.select(sa.func.count()).where(SignUp.dinner_id == Dinner.id, *conditions)
        return counted.correlate(Dinner).scalar_subquery()

    asked = (
        sa.select(sa.func.count())
        .where(KitchenRequest.dinner_id == Dinner.id, KitchenRequest.answered_at.is_(None))
        .correlate(Dinner)
        .scalar_subquery()
    )
    rows = session.execute(
        sa.select(
            Dinner.id, Dinner.on, Dinner.begins_at, Dinner.closes_at, Dinner.announced_at.is_not(None), Dinner.place,
            Dinner.where, Dinner.menu_id, Dinner.cook_id, heads(SignUp.seated_at.is_not(None)),
            heads(SignUp.seated_at.is_(None), SignUp.reply.in_(WANT_A_CHAIR)), asked,
        )
        .where(
            Dinner.cancelled_at.is_(None), Dinner.begins_at > moment,
            Dinner.on <= moment.astimezone(COPENHAGEN).date() + AS_FAR,
        )
        .order_by(Dinner.begins_at, Dinner.id)
    )  # fmt: skip
    return [Evening(*row) for row in rows]


def _heads_with_clashes(session: Session, dinner_id: int) -> int:
    """How many who have a chair do not eat something that is in the food. Whose it is, is said in the kitchen only."""
    rows = session.execute(
        sa.select(SignUp.id, SignUp.tap, SignUp.guest_diet, DietItem.item, Menu.contains)
        .join(Dinner, Dinner.id == SignUp.dinner_id)
        .join(Menu, Menu.id == Dinner.menu_id)
        .outerjoin(DietItem, sa.and_(DietItem.person_id == SignUp.person_id, SignUp.tap == ""))
        .where(SignUp.dinner_id == dinner_id, SignUp.seated_at.is_not(None))
    ).all()
    diets: dict[int, set[str]] = {}
    for row in rows:
        diets.setdefault(row.id, set()).update(row.guest_diet, [row.item] if row.item else [])
    foods = foods_called(rows[0].contains) if rows else frozenset()
    return sum(bool(clashes(foods, items_called(diet))) for diet in diets.values())


def _time(at: datetime) -> str:
    return time_in_words(at, language=language())
