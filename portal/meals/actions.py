"""What somebody does about a dinner: says yes, maybe or no, takes it back, brings a guest, helps, asks the kitchen.

Staff do the same for somebody else (`by_id`): not bound by the deadline, and the person is told.
"""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.meals import line, rules, telling
from portal.meals.food import Item
from portal.meals.line import held_at, settle
from portal.meals.models import Dinner, Habit, Helper, KitchenRequest, SignUp, Task
from portal.meals.rules import MOST_GUESTS, WANT_A_CHAIR, Reply, Stage, Wants
from portal.notices.actions import note_seen_about
from portal.people.models import Person
from portal.refusal import N_, Refused

CLOSED = N_("Spørg køkkenet, for fristen er gået.")
CANCELLED = N_("Se de andre middage, for den her er aflyst.")
OVER = N_("Se de andre middage, for den her er slut.")
TOO_MANY_GUESTS = N_("Spørg køkkenet, hvis flere gæster vil med.")
NO_YES = N_("Sig ja, før du tager en gæst med.")
NO_TASK = N_("Sig ja, før du tager en opgave.")
TASK_TAKEN = N_("Vælg en anden opgave, for den er taget.")
STILL_OPEN = N_("Sig ja eller nej selv, for der er tid endnu.")
TOO_LATE_FOR_MAYBE = N_("Sig ja eller nej, for fristen er gået.")
NOT_COMING_ANY_MORE = N_("Vælg en, der bor her.")

REFUSALS = {Stage.HIDDEN: line.GONE, Stage.CLOSED: CLOSED, Stage.OVER: OVER, Stage.CANCELLED: CANCELLED}
LATE = frozenset({Stage.OPEN, Stage.CLOSED})  # while the food is not on the table


def reply(
    session: Session, dinner_id: int, person_id: int, said: Reply, *, moment: datetime, by_id: int | None = None
) -> SignUp:
    """Somebody says yes, maybe or no. The same said twice is once, and keeps the place in line.

    Raises `Refused` when it cannot be said any more, and a maybe after the deadline: it would lapse at once.
    """
    dinner = _open(session, dinner_id, moment, by_id)
    if said is Reply.MAYBE and rules.has_come(dinner.closes_at, moment):
        raise Refused(TOO_LATE_FOR_MAYBE)
    if by_id is None:
        note_seen_about(session, person_id, f"/mad/{dinner_id}", moment=moment)
    return say(session, dinner, person_id, said, moment=moment, by_id=by_id)


def say(
    session: Session, dinner: Dinner, person_id: int, said: Reply, *, moment: datetime, by_id: int | None = None,
    by_habit: bool = False,
) -> SignUp:  # fmt: skip
    """The same, of a held dinner whose time has been looked at."""
    _must_live_here(session, person_id)
    own = own_sign_up(session, dinner.id, person_id)
    was = own.reply if own else None
    if own is not None and (said is Reply.NO or was in WANT_A_CHAIR):
        own.reply = said
    else:
        own = _at_the_end_of_the_line(session, dinner.id, person_id, own, said, moment)
    own.replied_at, own.by_id, own.by_habit = moment, by_id, by_habit
    if said is Reply.NO:
        own.seated_at = None
        line.let_go(session, dinner.id, person_id)
    settle(session, dinner, moment=moment, quiet=(own.id,))
    if by_id is not None and said is not was and (said is not Reply.NO or was in WANT_A_CHAIR):
        _tell_who_said_it(session, dinner, own, by_id, moment=moment)
    return own


def take_back(
    session: Session, dinner_id: int, person_id: int, *, moment: datetime, shown: Reply | None = None
) -> None:  # fmt: skip
    """ "Fortryd": what she said is as unsaid. With a habit a yes becomes a no to this one dinner, and a no the habit's
    yes again.

    `shown` is the reply that the button stood beside: the same tap twice is once. Without it a no stays beside a habit.
    """
    dinner = _open(session, dinner_id, moment)
    own = own_sign_up(session, dinner_id, person_id)
    if own is None or shown not in (None, own.reply):
        return
    note_seen_about(session, person_id, f"/mad/{dinner_id}", moment=moment)
    if own.by_habit or session.get(Habit, (person_id, dinner.on.weekday())) is not None:
        if own.reply is not Reply.NO:
            say(session, dinner, person_id, Reply.NO, moment=moment)
        elif shown is Reply.NO:
            say(session, dinner, person_id, Reply.YES, moment=moment, by_habit=True)
        return
    session.delete(own)
    line.let_go(session, dinner_id, person_id)
    settle(session, dinner, moment=moment)


def bring_guest(
    session: Session, dinner_id: int, person_id: int, *, name: str, diet: Iterable[Item], tap: str, moment: datetime,
    by_id: int | None = None,
) -> SignUp:  # fmt: skip
    """Somebody brings a guest, who stands in line for herself. The same tap twice is once.

    Raises `Refused` for more than `MOST_GUESTS`, and for the guest of somebody who is not coming.
    """
    dinner = _open(session, dinner_id, moment, by_id)
    _must_live_here(session, person_id)
    known = session.scalar(_heads(dinner_id, person_id).where(SignUp.tap == tap))
    if known is not None:
        return known
    own = own_sign_up(session, dinner_id, person_id)
    if own is None or own.reply is not Reply.YES:
        raise Refused(NO_YES)
    if by_id is None and len(guests_of(session, dinner_id, person_id)) >= MOST_GUESTS:
        raise Refused(TOO_MANY_GUESTS)
    guest = SignUp(
        dinner_id=dinner_id, person_id=person_id, tap=tap, guest_name=name, guest_diet=sorted(diet), reply=Reply.YES,
        asked_at=line.newest(session, dinner_id, moment), replied_at=moment, by_id=by_id,
    )  # fmt: skip
    session.add(guest)
    session.flush()
    settle(session, dinner, moment=moment, quiet=(guest.id,))
    return guest


def leave_guest(
    session: Session, dinner_id: int, person_id: int, sign_up_id: int, *, moment: datetime, by_id: int | None = None
) -> None:
    """A guest does not come after all. One that is gone already changes nothing."""
    dinner = _open(session, dinner_id, moment, by_id)
    gone = session.scalar(_heads(dinner_id, person_id).where(SignUp.id == sign_up_id, SignUp.tap != ""))
    if gone is None:
        return
    session.delete(gone)
    settle(session, dinner, moment=moment)
    if by_id is not None:
        name = _first_name(session, by_id)
        telling.guest_taken_off(session, dinner, person_id, sign_up_id, name=name, moment=moment)


def help_with(session: Session, task: Task, person_id: int, *, moment: datetime) -> None:
    """Somebody takes a task. Raises `Refused` when as many as it needs have taken it, and after a no."""
    dinner = _late(session, task.dinner_id, moment)
    helpers = session.scalars(sa.select(Helper.person_id).where(Helper.task_id == task.id)).all()
    if person_id in helpers:
        return
    own = own_sign_up(session, task.dinner_id, person_id)
    if own is not None and own.reply is Reply.NO:
        raise Refused(NO_TASK)
    if len(helpers) >= task.wanted:
        raise Refused(TASK_TAKEN)
    session.add(Helper(task_id=task.id, person_id=person_id, taken_at=moment))
    note_seen_about(session, person_id, f"/mad/{dinner.id}", moment=moment)
    session.flush()


def stop_helping(session: Session, task: Task, person_id: int, *, moment: datetime) -> None:
    """Somebody does not take the task after all."""
    _late(session, task.dinner_id, moment)
    session.execute(sa.delete(Helper).where(Helper.task_id == task.id, Helper.person_id == person_id))


def ask_kitchen(
    session: Session, dinner_id: int, person_id: int, *, wants: Wants, text: str, tap: str, moment: datetime
) -> KitchenRequest:
    """ "Spørg køkkenet": what can no longer be said oneself. The same asked twice, unanswered, is once."""
    dinner = _late(session, dinner_id, moment)
    if wants is not Wants.GUEST and rules.stage_of(dinner.times, moment) is Stage.OPEN:
        raise Refused(STILL_OPEN)
    asked = sa.select(KitchenRequest).where(
        KitchenRequest.dinner_id == dinner_id, KitchenRequest.person_id == person_id
    )
    known = session.scalar(
        asked.where(
            sa.or_(
                KitchenRequest.tap == tap,
                sa.and_(
                    KitchenRequest.wants == wants, KitchenRequest.text == text, KitchenRequest.answered_at.is_(None)
                ),
            )
        ).limit(1)
    )
    if known is not None:
        return known
    made = KitchenRequest(dinner_id=dinner_id, person_id=person_id, wants=wants, text=text, tap=tap, at=moment)
    session.add(made)
    session.flush()
    return made


def own_sign_up(session: Session, dinner_id: int, person_id: int) -> SignUp | None:
    """Somebody's own reply, as it stands now."""
    return session.scalar(_heads(dinner_id, person_id).where(SignUp.tap == ""))


def guests_of(session: Session, dinner_id: int, person_id: int) -> list[SignUp]:
    """The guests somebody brings, the first one first."""
    return list(session.scalars(_heads(dinner_id, person_id).where(SignUp.tap != "").order_by(SignUp.id)))


def _heads(dinner_id: int, person_id: int) -> sa.Select[SignUp]:
    return (
        sa.select(SignUp)
        .where(SignUp.dinner_id == dinner_id, SignUp.person_id == person_id)
        .execution_options(populate_existing=True)
    )


def _open(session: Session, dinner_id: int, moment: datetime, by_id: int | None = None) -> Dinner:
    """The held dinner while it can be answered; staff may answer for somebody until it begins."""
    dinner = held_at(session, dinner_id, moment)
    stage = rules.stage_of(dinner.times, moment)
    if stage is not Stage.OPEN and (by_id is None or stage not in LATE):
        raise Refused(REFUSALS[stage])
    return dinner


def _late(session: Session, dinner_id: int, moment: datetime) -> Dinner:
    """The held dinner while it is announced and not over, the deadline past or not."""
    dinner = held_at(session, dinner_id, moment)
    stage = rules.stage_of(dinner.times, moment)
    if stage not in LATE:
        raise Refused(REFUSALS[stage])
    return dinner


def _at_the_end_of_the_line(
    session: Session, dinner_id: int, person_id: int, own: SignUp | None, said: Reply, moment: datetime
) -> SignUp:
    """A new row: whoever said no and comes after all stands behind those who came meanwhile."""
    if own is not None:
        session.delete(own)
        session.flush()
    asked_at = line.newest(session, dinner_id, moment)
    made = SignUp(dinner_id=dinner_id, person_id=person_id, reply=said, asked_at=asked_at, replied_at=moment)
    session.add(made)
    session.flush()
    return made


def _must_live_here(session: Session, person_id: int) -> None:
    """Staff can have a page open that shows somebody who has moved out since."""
    if session.scalar(sa.select(Person.id).where(Person.id == person_id, Person.left_at.is_(None))) is None:
        raise Refused(NOT_COMING_ANY_MORE)


def _tell_who_said_it(session: Session, dinner: Dinner, own: SignUp, by_id: int, *, moment: datetime) -> None:
    telling.said_for(session, dinner, own, name=_first_name(session, by_id), moment=moment)


def _first_name(session: Session, person_id: int) -> str:
    return session.scalar(sa.select(Person.first_name).where(Person.id == person_id)) or ""
