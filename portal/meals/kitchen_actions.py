"""What staff do with dinners: plan, announce, choose the menu, move, cancel, answer the kitchen's requests."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.clock import COPENHAGEN
from portal.meals import actions, habits, line, rules, telling
from portal.meals.line import held_at, settle
from portal.meals.models import Dinner, KitchenRequest, Menu, SignUp, Task
from portal.meals.rules import FURTHEST_BACK, WANT_A_CHAIR, Reply, TaskKind, Wants
from portal.red_days import red_days
from portal.refusal import N_, Refused

IS_ONE = N_("Vælg en anden dag, for der er en middag den dag.")
NO_CHAIR = N_("Giv middagen flere pladser først.")
GONE_BY = N_("Vælg en senere tid, for den er gået.")
IS_OVER = N_("Lav en ny middag, for den her er slut.")
ANSWERED = N_("Se svaret, for en anden har svaret.")
NO_MENU = N_("Vælg en menu, der er udgivet.")


@dataclass(frozen=True, slots=True)
class Plan:
    """What dinners of one plan have in common. The deadline is `days_before` working days before, at `closes`."""

    starts: time
    place: str
    where: str
    price: int
    chairs: int
    days_before: int
    closes: time
    cook_id: int | None = None
    menu_id: int | None = None
    tasks: Mapping[TaskKind, int] = field(default_factory=dict)


def plan(session: Session, days: Iterable[date], wanted: Plan, *, by_id: int | None, moment: datetime) -> list[Dinner]:
    """A dinner on each of these days, not announced yet. A day that has one at that time and place keeps it."""
    made: list[Dinner] = []
    for on in days:
        dinner = Dinner(
            on=on, starts=wanted.starts, begins_at=datetime.combine(on, wanted.starts, COPENHAGEN),
            closes_at=closing(on, wanted.days_before, wanted.closes), place=wanted.place, where=wanted.where,
            price=wanted.price, chairs=wanted.chairs, cook_id=wanted.cook_id, menu_id=wanted.menu_id, made_at=moment,
            made_by_id=by_id,
        )  # fmt: skip
        try:
            with session.begin_nested():
                session.add(dinner)
        except IntegrityError:  # the same plan, sent twice
            continue
        session.add_all(Task(dinner_id=dinner.id, kind=kind, wanted=number) for kind, number in wanted.tasks.items())
        made.append(dinner)
    session.flush()
    return made


def closing(on: date, days_before: int, at: time) -> datetime:
    """The deadline of a dinner on this day, in working days."""
    red = red_days(on - timedelta(days=FURTHEST_BACK), on)
    return rules.deadline(on, days_before=days_before, at=at, red=red.keys())


def announce(session: Session, dinner_id: int, *, moment: datetime) -> Dinner:
    """Residents meet the dinner from now on; whoever has the habit is signed up. Announced twice is once."""
    dinner = _ahead(session, dinner_id, moment)
    if dinner.announced_at is None:
        dinner.announced_at = moment
        session.flush()
        habits.sign_up_all(session, dinner, _menu_of(session, dinner), moment=moment)
    return dinner


def choose_menu(session: Session, dinner_id: int, menu_id: int | None, *, moment: datetime) -> Dinner:
    """What we eat. Whoever does not eat something in it is told."""
    dinner = _ahead(session, dinner_id, moment)
    menu = session.get(Menu, menu_id) if menu_id is not None else None
    if menu_id is not None and (menu is None or menu.published_at is None):
        raise Refused(NO_MENU)
    dinner.menu_id = menu_id
    session.flush()
    telling.of_clashes(session, dinner, menu, moment=moment)
    return dinner


def menu_changed(session: Session, menu: Menu, *, moment: datetime) -> None:
    """A menu says something else now: whoever eats it at a dinner ahead and does not eat all of it is told."""
    session.flush()
    ahead = session.scalars(
        sa.select(Dinner.id)
        .where(Dinner.menu_id == menu.id, Dinner.cancelled_at.is_(None), Dinner.begins_at > moment)
        .order_by(Dinner.id)
    ).all()
    for dinner_id in ahead:
        telling.of_clashes(session, held_at(session, dinner_id, moment), menu, moment=moment)


def change(
    session: Session, dinner_id: int, *, chairs: int, price: int, cook_id: int | None, tasks: Mapping[TaskKind, int],
    moment: datetime,
) -> Dinner:  # fmt: skip
    """Other numbers. More chairs go to those in line at once; with fewer, everybody who is in stays in."""
    dinner = _ahead(session, dinner_id, moment)
    dinner.chairs, dinner.price, dinner.cook_id = chairs, price, cook_id
    rows = {each.kind: each for each in session.scalars(sa.select(Task).where(Task.dinner_id == dinner_id))}
    for kind, number in tasks.items():
        if number and kind in rows:
            rows[kind].wanted = number
        elif number:
            session.add(Task(dinner_id=dinner_id, kind=kind, wanted=number))
        elif kind in rows:
            session.delete(rows[kind])
    settle(session, dinner, moment=moment)
    return dinner


def move(
    session: Session, dinner_id: int, *, on: date, starts: time, days_before: int, closes: time, moment: datetime
) -> Dinner:
    """Another day or time: everybody who wants to come is asked again, and keeps her chair until the new deadline.

    When the new deadline is past already, nobody is asked what she could not answer: whoever said yes is coming.
    Whoever has the habit of the new weekday comes too. Raises `Refused` for a time gone by, and for another's.
    """
    dinner = _ahead(session, dinner_id, moment)
    if (dinner.on, dinner.starts) == (on, starts):
        return dinner
    begins_at, was_on = datetime.combine(on, starts, COPENHAGEN), dinner.on
    if rules.has_come(begins_at, moment):
        raise Refused(GONE_BY)
    dinner.on, dinner.starts, dinner.begins_at = on, starts, begins_at
    dinner.closes_at = closing(on, days_before, closes)
    try:
        with session.begin_nested():
            session.flush()
    except IntegrityError as fault:
        raise Refused(IS_ONE) from fault
    asked = WANT_A_CHAIR if not rules.has_come(dinner.closes_at, moment) else ()
    session.execute(
        sa.update(SignUp)
        .where(SignUp.dinner_id == dinner_id, SignUp.tap == "", SignUp.reply.in_(asked))
        .values(reply=Reply.ASKED, by_habit=False)
    )
    telling.moved(session, dinner, same_day=on == was_on, moment=moment)
    settle(session, dinner, moment=moment)
    if dinner.announced_at is not None and on.weekday() != was_on.weekday():
        habits.sign_up_all(session, dinner, _menu_of(session, dinner), moment=moment)
    return dinner


def cancel(session: Session, dinner_id: int, *, because: str, moment: datetime) -> Dinner:
    """There is no dinner, and here is why. Everybody who wanted to come is told, once."""
    dinner = held_at(session, dinner_id, moment)
    if dinner.cancelled_at is None:
        _ahead(session, dinner_id, moment)
        dinner.cancelled_at, dinner.cancelled_because = moment, because
        session.flush()
        if dinner.announced_at is not None:
            telling.cancelled(session, dinner, moment=moment)
    return dinner


def answer(
    session: Session, request_id: int, *, yes: bool, words: str, by_id: int, moment: datetime
) -> KitchenRequest:  # fmt: skip
    """The kitchen says yes or no to a request; a yes is done at once. Raises `Refused` when no chair is free."""
    dinner_id = session.scalar(sa.select(KitchenRequest.dinner_id).where(KitchenRequest.id == request_id))
    if dinner_id is None:
        raise Refused(line.GONE)
    dinner = _ahead(session, dinner_id, moment)
    asked = session.get_one(KitchenRequest, request_id, populate_existing=True)
    if asked.answered_at is not None:
        if asked.said_yes is yes:
            return asked
        raise Refused(ANSWERED)
    asked.answered_at, asked.answered_by_id, asked.said_yes, asked.answer = moment, by_id, yes, words
    if yes:
        _do(session, dinner, asked, moment=moment)
    session.flush()
    telling.answered(session, dinner, asked, moment=moment)
    return asked


def _do(session: Session, dinner: Dinner, asked: KitchenRequest, *, moment: datetime) -> None:
    """What was asked for, done without another word: the answer itself is the notice."""
    if asked.wants is Wants.LEAVE:
        actions.say(session, dinner, asked.person_id, Reply.NO, moment=moment)
        return
    if asked.wants is Wants.GUEST:
        guest = actions.bring_guest(
            session, dinner.id, asked.person_id, name=asked.text[:40], diet=(), tap=f"request-{asked.id}",
            moment=moment, by_id=asked.answered_by_id,
        )  # fmt: skip
        is_in = guest.seated_at is not None
    else:
        is_in = actions.say(session, dinner, asked.person_id, Reply.YES, moment=moment).seated_at is not None
    if not is_in:
        raise Refused(NO_CHAIR)


def _ahead(session: Session, dinner_id: int, moment: datetime) -> Dinner:
    """The held dinner while it can be changed: not cancelled, and not begun."""
    dinner = held_at(session, dinner_id, moment)
    if dinner.cancelled_at is not None or rules.has_come(dinner.begins_at, moment):
        raise Refused(IS_OVER)
    return dinner


def _menu_of(session: Session, dinner: Dinner) -> Menu | None:
    return session.get(Menu, dinner.menu_id) if dinner.menu_id is not None else None
