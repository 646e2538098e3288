"""What people are told about dinners, each once: a chair, a lapsed question, a move, a cancellation, a clash."""

import zlib
from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.meals.food import NAMES, Food, clashes, items_called
from portal.meals.models import DietItem, Dinner, Helper, KitchenRequest, Menu, SignUp, Task
from portal.meals.rules import WANT_A_CHAIR, Reply
from portal.notices.actions import News, tell
from portal.refusal import N_

GOT_A_CHAIR = N_("Du har fået en plads ved maden %(day)s.")
GUEST_GOT_A_CHAIR = N_("Din gæst har fået en plads %(day)s.")
LAPSED = N_("Du er ikke med til maden %(day)s.")
CANCELLED = N_("Vi spiser ikke sammen %(day)s.")
MOVED = N_("Maden er flyttet til %(date)s.")
ANOTHER_TIME = N_("Maden %(day)s begynder %(time)s.")
CLASH = N_("Der er %(food)s i maden %(day)s.")
SIGNED_UP = N_("%(name)s har skrevet dig på til maden %(day)s.")
TAKEN_OFF = N_("%(name)s har taget dig af listen %(day)s.")
GUEST_TAKEN_OFF = N_("%(name)s har taget din gæst af listen %(day)s.")
KITCHEN_SAID_YES = N_("Køkkenet siger ja til maden %(day)s.")
KITCHEN_SAID_NO = N_("Køkkenet siger nej til maden %(day)s.")


def got_a_chair(session: Session, dinner: Dinner, sign_up: SignUp, *, moment: datetime) -> None:
    """A head moved up from the line."""
    sentence = GUEST_GOT_A_CHAIR if sign_up.is_guest else GOT_A_CHAIR
    _tell(session, dinner, f"chair-{sign_up.id}", sentence, "sign_up", [sign_up.person_id], moment=moment)


def lapsed(session: Session, dinner: Dinner, sign_up: SignUp, *, moment: datetime) -> None:
    """The deadline came before an answer."""
    _tell(session, dinner, f"lapsed-{sign_up.id}", LAPSED, "clock", [sign_up.person_id], moment=moment)


def cancelled(session: Session, dinner: Dinner, *, moment: datetime) -> None:
    """The dinner does not take place, and why."""
    _tell(
        session, dinner, "cancelled", CANCELLED, "cancel", everybody_concerned(session, dinner.id),
        moment=moment, words=dinner.cancelled_because,
    )  # fmt: skip


def moved(session: Session, dinner: Dinner, *, same_day: bool, moment: datetime) -> None:
    """The dinner is on another day or at another time, and everybody is asked again."""
    _tell(
        session, dinner, f"moved-{dinner.begins_at:%Y%m%dT%H%M}-{moment.isoformat()}",
        ANOTHER_TIME if same_day else MOVED, "calendar", everybody_concerned(session, dinner.id), moment=moment,
        time=dinner.starts.isoformat("minutes"),
    )  # fmt: skip


def said_for(session: Session, dinner: Dinner, own: SignUp, *, name: str, moment: datetime) -> None:
    """Staff have signed somebody up, or taken her off."""
    yes = own.reply is not Reply.NO
    _tell(
        session, dinner, f"for-{own.id}-{yes}-{moment.isoformat()}", SIGNED_UP if yes else TAKEN_OFF, "staff_helper",
        [own.person_id], moment=moment, name=name,
    )  # fmt: skip


def guest_taken_off(
    session: Session, dinner: Dinner, person_id: int, sign_up_id: int, *, name: str, moment: datetime
) -> None:
    """Staff have taken somebody's guest off."""
    _tell(session, dinner, f"guest-off-{sign_up_id}", GUEST_TAKEN_OFF, "visitor", [person_id], moment=moment, name=name)


def answered(session: Session, dinner: Dinner, asked: KitchenRequest, *, moment: datetime) -> None:
    """The kitchen has answered what somebody asked for after the deadline."""
    sentence = KITCHEN_SAID_YES if asked.said_yes else KITCHEN_SAID_NO
    picture = "yes" if asked.said_yes else "no"
    _tell(
        session, dinner, f"request-{asked.id}", sentence, picture, [asked.person_id], moment=moment, words=asked.answer
    )


def of_clashes(session: Session, dinner: Dinner, menu: Menu | None, *, moment: datetime) -> None:
    """The menu has something in it that somebody at the table does not eat: she hears of it, once for each menu."""
    if menu is None or not menu.foods:
        return
    version = zlib.crc32(",".join(sorted(menu.foods)).encode())
    for person_id, food in _clashing(session, dinner.id, menu):
        _tell(
            session, dinner, f"clash-{menu.id}-{version}", CLASH, NAMES[food].picture, [person_id], moment=moment,
            food=NAMES[food].word,
        )  # fmt: skip


def everybody_concerned(session: Session, dinner_id: int) -> list[int]:
    """Whoever wants to come, has promised to help, or waits for the kitchen's answer."""
    coming = sa.select(SignUp.person_id).where(SignUp.dinner_id == dinner_id, SignUp.reply.in_(WANT_A_CHAIR))
    helping = sa.select(Helper.person_id).join(Task, Task.id == Helper.task_id).where(Task.dinner_id == dinner_id)
    asking = sa.select(KitchenRequest.person_id).where(
        KitchenRequest.dinner_id == dinner_id, KitchenRequest.answered_at.is_(None)
    )
    return list(session.scalars(sa.union(coming, helping, asking)))


def _clashing(session: Session, dinner_id: int, menu: Menu) -> Iterable[tuple[int, Food]]:
    """Who has a clash of her own or of a guest's, and with what first."""
    heads = session.execute(
        sa.select(SignUp.person_id, SignUp.guest_diet).where(
            SignUp.dinner_id == dinner_id, SignUp.reply.in_(WANT_A_CHAIR)
        )
    ).all()
    coming = {head.person_id for head in heads}
    keys: dict[int, set[str]] = {person_id: set() for person_id in coming}
    for head in heads:
        keys[head.person_id].update(head.guest_diet)
    wanted = sa.select(SignUp.person_id).where(SignUp.dinner_id == dinner_id, SignUp.reply.in_(WANT_A_CHAIR))
    for row in session.execute(sa.select(DietItem.person_id, DietItem.item).where(DietItem.person_id.in_(wanted))):
        keys[row.person_id].add(row.item)
    for person_id in sorted(coming):
        found = clashes(menu.foods, items_called(keys[person_id]))
        if found:
            yield person_id, found[0]


def _tell(
    session: Session, dinner: Dinner, what: str, sentence: str, picture: str, person_ids: Iterable[int], *,
    moment: datetime, words: str = "", **facts: str,
) -> None:  # fmt: skip
    on = dinner.on.isoformat()
    news = News(
        key=f"dinner-{dinner.id}-{what}", sentence=sentence, picture=picture, last_day=dinner.on, words=words,
        href=f"/mad/{dinner.id}", facts={"day": on, "date": on, **facts},
    )  # fmt: skip
    tell(session, news, person_ids, moment=moment)
