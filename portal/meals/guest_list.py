"""Whom staff may sign up to a dinner, found by name, and the mark of a panel that is shown already."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.meals.models import SignUp
from portal.meals.panel import Panel
from portal.meals.rules import Reply, Standing, standing_of
from portal.people.models import Person
from portal.people.rules import STAFF_ROLES, Role

MOST_FOUND = 20  # of one search
MOST_OFFERED = 100  # names to choose from while one types
EATERS = frozenset({Role.RESIDENT, *STAFF_ROLES})


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody who may be signed up, and how she stands with the dinner."""

    id: int
    first_name: str
    slug: str
    standing: Standing


_own = sa.and_(SignUp.person_id == Person.id, SignUp.tap == "", SignUp.dinner_id == sa.bindparam("dinner_id"))
_CALLED = (
    sa.select(Person.id, Person.first_name, Person.slug, SignUp.reply, SignUp.seated_at)
    .outerjoin(SignUp, _own)
    .where(
        Person.left_at.is_(None), Person.role.in_(EATERS),
        sa.or_(
            sa.func.lower(Person.first_name).like(sa.bindparam("piece"), escape="\\"),
            Person.first_name.like(sa.bindparam("begins"), escape="\\"),  # SQLite knows no small Æ, Ø and Å
        ),
    )
    .order_by(Person.first_name, Person.id)
    .limit(MOST_FOUND)
)  # fmt: skip
_last = sa.func.max(SignUp.replied_at)
_EAT_OFTEN = (
    sa.select(Person.first_name)
    .join(SignUp, SignUp.person_id == Person.id)
    .where(Person.left_at.is_(None), Person.role.in_(EATERS))
    .group_by(Person.id, Person.first_name)
    .order_by(_last.desc(), Person.id)
    .limit(MOST_OFFERED)
)


def people_called(session: Session, dinner_id: int, piece: str) -> Sequence[Found]:
    """Whoever has this piece in her name; at most `MOST_FOUND`. One statement."""
    escaped = piece.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    asked = {"dinner_id": dinner_id, "piece": f"%{escaped}%", "begins": f"{escaped.capitalize()}%"}
    rows = session.execute(_CALLED, asked)
    return [
        Found(each.id, each.first_name, each.slug, _standing(each.reply, has_chair=each.seated_at is not None))
        for each in rows
    ]


def names_offered(session: Session) -> list[str]:
    """The names of those who have answered a dinner lately, each once: somebody may be among them."""
    return list(dict.fromkeys(session.scalars(_EAT_OFTEN)))


def mark_of(panel: Panel) -> str:
    """A short name for exactly what a panel shows."""
    menu = panel.dinner.menu
    shown = (
        panel.heads, panel.tasks, panel.requests, panel.dinner.chairs, panel.dinner.announced_at,
        panel.dinner.cancelled_at, menu and (menu.id, menu.title, menu.contains, menu.ingredients),
    )  # fmt: skip
    return hashlib.sha256(repr(shown).encode("utf-8", "replace")).hexdigest()[:16]


def _standing(reply: Reply | None, *, has_chair: bool) -> Standing:
    return standing_of(reply, has_chair=has_chair)
