"""Standing yes: somebody eats with the others every such weekday, until she says stop. One dinner can be left out."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.meals import actions, line, telling
from portal.meals.line import settle
from portal.meals.models import Dinner, Habit, Menu, SignUp
from portal.meals.rules import Reply, Stage, stage_of
from portal.people.models import Person


def begin(session: Session, person_id: int, weekday: int, *, moment: datetime) -> None:
    """ "Hver torsdag": she comes to every such dinner that she has not answered and that can still be answered."""
    if session.get(Habit, (person_id, weekday)) is not None:
        return
    try:
        with session.begin_nested():
            session.add(Habit(person_id=person_id, weekday=weekday, since=moment))
    except IntegrityError:  # the same tap, twice at once
        return
    for dinner in _open_dinners(session, weekday, moment):
        if actions.own_sign_up(session, dinner.id, person_id) is None:
            actions.say(session, dinner, person_id, Reply.YES, moment=moment, by_habit=True)


def end(session: Session, person_id: int, weekday: int, *, moment: datetime) -> None:
    """No longer every week. What the habit alone had said yes to is as unsaid; what she said herself stands."""
    session.execute(sa.delete(Habit).where(Habit.person_id == person_id, Habit.weekday == weekday))
    for dinner in _open_dinners(session, weekday, moment):
        own = actions.own_sign_up(session, dinner.id, person_id)
        if own is not None and own.by_habit:
            line.let_go(session, dinner.id, person_id)
            session.execute(sa.delete(SignUp).where(SignUp.dinner_id == dinner.id, SignUp.person_id == person_id))
            settle(session, dinner, moment=moment)


def sign_up_all(session: Session, dinner: Dinner, menu: Menu | None, *, moment: datetime) -> None:
    """Everybody with the habit of this weekday comes to a held dinner new to it, the oldest habit first."""
    answered = sa.select(SignUp.person_id).where(SignUp.dinner_id == dinner.id)
    wanted = session.scalars(
        sa.select(Habit.person_id)
        .join(Person, Person.id == Habit.person_id)
        .where(Habit.weekday == dinner.on.weekday(), Person.left_at.is_(None), Habit.person_id.not_in(answered))
        .order_by(Habit.since, Habit.person_id)
    ).all()
    for person_id in wanted:
        actions.say(session, dinner, person_id, Reply.YES, moment=moment, by_habit=True)
    telling.of_clashes(session, dinner, menu, moment=moment)


def _open_dinners(session: Session, weekday: int, moment: datetime) -> list[Dinner]:
    """The dinners of a weekday that can be answered, each held, in the order everybody holds them in.

    Those of other weekdays are held too, for one of them could be moved to this weekday just now.
    """
    found = session.scalars(
        sa.select(Dinner)
        .where(Dinner.announced_at.is_not(None), Dinner.cancelled_at.is_(None), Dinner.closes_at > moment)
        .order_by(Dinner.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    return [each for each in found if each.on.weekday() == weekday and stage_of(each.times, moment) is Stage.OPEN]
