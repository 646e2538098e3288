"""The line for chairs: who is in, who moves up, what lapses. Every change of a dinner ends with `settle`.

All of it happens with the dinner held: on PostgreSQL its row is locked, on SQLite the transaction began by saying that
it writes. So chairs are counted, given and told about by one at a time (reference: reliability § 4.2).
"""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.meals import rules, telling
from portal.meals.models import Dinner, Helper, SignUp, Task
from portal.meals.rules import OPEN_QUESTIONS, WANT_A_CHAIR, Reply
from portal.people.models import Person
from portal.refusal import N_, Refused

GONE = N_("Se de andre middage, for den her er væk.")


def held(session: Session, dinner_id: int) -> Dinner:
    """The dinner, with nobody else changing who comes until the request is over. Raises `Refused` when it is gone."""
    found = session.scalar(
        sa.select(Dinner).where(Dinner.id == dinner_id).with_for_update().execution_options(populate_existing=True)
    )
    if found is None:
        raise Refused(GONE)
    return found


def held_at(session: Session, dinner_id: int, moment: datetime) -> Dinner:
    """The held dinner as the clock has left it: what lapsed at the deadline is gone, also before the chore came by."""
    dinner = held(session, dinner_id)
    if rules.has_come(dinner.closes_at, moment):
        settle(session, dinner, moment=moment)
    return dinner


def settle(session: Session, dinner: Dinner, *, moment: datetime, quiet: Collection[int] = ()) -> None:
    """Let the held dinner be as the rules say at this moment, and tell whom it concerns, each once.

    Whoever has moved out is no longer there; from the deadline on an open question holds nothing; free chairs go to
    those in line, in order. `quiet` are heads whose people see the outcome at once, and are not told.
    """
    session.flush()
    if dinner.cancelled_at is not None or rules.has_come(dinner.begins_at, moment):
        return
    _let_go_who_moved_out(session, dinner)
    if rules.has_come(dinner.closes_at, moment):
        _let_lapse(session, dinner, moment)
    _move_up(session, dinner, moment, quiet)
    session.flush()


def settle_due(session: Session, moment: datetime) -> int:
    """Settle every dinner where the clock or somebody's moving out has changed something; how many."""
    due = session.scalars(
        sa.select(Dinner.id)
        .where(
            Dinner.cancelled_at.is_(None),
            Dinner.begins_at > moment,
            sa.or_(
                sa.and_(Dinner.closes_at <= moment, _some(SignUp.reply.in_(OPEN_QUESTIONS))),
                _some(SignUp.person_id.in_(_MOVED_OUT)),
                Dinner.id.in_(sa.select(Task.dinner_id).join(Helper).where(Helper.person_id.in_(_MOVED_OUT))),
                sa.and_(_some(*_IN_LINE), _taken < Dinner.chairs),
            ),
        )
        .order_by(Dinner.id)
    ).all()
    for dinner_id in due:
        settle(session, held(session, dinner_id), moment=moment)
    return len(due)


def taken(session: Session, dinner_id: int) -> int:
    """How many chairs are taken."""
    return session.scalar(sa.select(sa.func.count()).where(SignUp.dinner_id == dinner_id, *_SEATED)) or 0


def newest(session: Session, dinner_id: int, moment: datetime) -> datetime:
    """This moment, or when the last one asked: who had to wait to be heard does not stand before who was heard."""
    last = session.scalar(sa.select(sa.func.max(SignUp.asked_at)).where(SignUp.dinner_id == dinner_id))
    return max(moment, last) if last is not None else moment


def let_go(session: Session, dinner_id: int, person_id: int) -> None:
    """Whoever does not come brings nobody, and has no task."""
    session.execute(
        sa.delete(SignUp).where(SignUp.dinner_id == dinner_id, SignUp.person_id == person_id, SignUp.tap != "")
    )
    tasks = sa.select(Task.id).where(Task.dinner_id == dinner_id)
    session.execute(sa.delete(Helper).where(Helper.task_id.in_(tasks), Helper.person_id == person_id))


_MOVED_OUT = sa.select(Person.id).where(Person.left_at.is_not(None))
_SEATED = (SignUp.seated_at.is_not(None),)
_IN_LINE = (SignUp.seated_at.is_(None), SignUp.reply.in_(WANT_A_CHAIR))
_taken = (
    sa.select(sa.func.count())
    .where(SignUp.dinner_id == Dinner.id, *_SEATED)
    .correlate(Dinner)
    .scalar_subquery()
)  # fmt: skip


def _some(*conditions: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return sa.exists().where(SignUp.dinner_id == Dinner.id, *conditions).correlate(Dinner)


def _let_go_who_moved_out(session: Session, dinner: Dinner) -> None:
    heads = sa.select(SignUp.person_id).where(SignUp.dinner_id == dinner.id)
    helping = sa.select(Helper.person_id).join(Task).where(Task.dinner_id == dinner.id)
    gone = session.scalars(
        sa.union(
            heads.join(Person, Person.id == SignUp.person_id).where(Person.left_at.is_not(None)),
            helping.join(Person, Person.id == Helper.person_id).where(Person.left_at.is_not(None)),
        )
    ).all()
    for person_id in gone:
        let_go(session, dinner.id, person_id)
        session.execute(sa.delete(SignUp).where(SignUp.dinner_id == dinner.id, SignUp.person_id == person_id))


def _let_lapse(session: Session, dinner: Dinner, moment: datetime) -> None:
    """Open questions are answered by the clock: no. Their guests go with them."""
    lapsed = session.scalars(
        sa.select(SignUp)
        .where(SignUp.dinner_id == dinner.id, SignUp.tap == "", SignUp.reply.in_(OPEN_QUESTIONS))
        .execution_options(populate_existing=True)
    ).all()
    for each in lapsed:
        each.reply, each.seated_at, each.replied_at = Reply.NO, None, moment
        let_go(session, dinner.id, each.person_id)
        telling.lapsed(session, dinner, each, moment=moment)
    session.flush()


def _move_up(session: Session, dinner: Dinner, moment: datetime, quiet: Collection[int]) -> None:
    waiting = session.scalars(
        sa.select(SignUp)
        .where(SignUp.dinner_id == dinner.id, *_IN_LINE)
        .order_by(SignUp.asked_at, SignUp.id)
        .limit(rules.free_chairs(dinner.chairs, taken(session, dinner.id)))
        .execution_options(populate_existing=True)
    )
    for each in waiting.all():
        each.seated_at = moment
        if each.id not in quiet:
            telling.got_a_chair(session, dinner, each, moment=moment)
