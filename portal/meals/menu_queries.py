"""Reading the library of menus."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.meals.models import Dinner, Menu
from portal.publishing.models import Manuscript

MOST_MENUS = 60  # on one page; the others are found by a word
KIND = "menu"


@dataclass(frozen=True, slots=True)
class Shelved:
    """A menu in the library: whether somebody writes in it, and when it was eaten last or will be."""

    menu: Menu
    draft_title: str | None  # of what is being written
    last_on: date | None

    @property
    def title(self) -> str:
        return self.menu.title or self.draft_title or ""

    @property
    def is_published(self) -> bool:
        return self.menu.published_at is not None

    @property
    def is_being_written(self) -> bool:
        return self.draft_title is not None


_last_on = (
    sa.select(sa.func.max(Dinner.on))
    .where(Dinner.menu_id == Menu.id, Dinner.cancelled_at.is_(None))
    .correlate(Menu)
    .scalar_subquery()
)
_written = sa.and_(Manuscript.kind == KIND, Manuscript.subject_id == Menu.id)


def library(session: Session, query: str = "") -> list[Shelved]:
    """The menus that are published or being written, those of which the title has this in it. One statement."""
    title = sa.func.coalesce(sa.func.nullif(Menu.title, ""), Manuscript.title)
    rows = session.execute(
        sa.select(Menu, Manuscript.title, _last_on)
        .outerjoin(Manuscript, _written)
        .where(sa.or_(Menu.published_at.is_not(None), Manuscript.id.is_not(None)), _has(title, query))
        .order_by(Menu.published_at.is_not(None), sa.func.lower(title), Menu.id)
        .limit(MOST_MENUS)
    )
    return [Shelved(*row) for row in rows]


def published_menus(session: Session, query: str = "") -> Sequence[Menu]:
    """What can be chosen for a dinner, those of which the title has this in it."""
    return session.scalars(
        sa.select(Menu)
        .where(Menu.published_at.is_not(None), _has(Menu.title, query))
        .order_by(sa.func.lower(Menu.title), Menu.id)
        .limit(MOST_MENUS)
    ).all()


def last_eaten(session: Session, dinner: Dinner) -> Menu | None:
    """The menu of the dinner before this one."""
    return session.scalar(
        sa.select(Menu)
        .join(Dinner, Dinner.menu_id == Menu.id)
        .where(
            Dinner.begins_at < dinner.begins_at, Dinner.id != dinner.id, Dinner.cancelled_at.is_(None),
            Menu.published_at.is_not(None),
        )
        .order_by(Dinner.begins_at.desc())
        .limit(1)
    )  # fmt: skip


def _has(title: sa.SQLColumnExpression[str], query: str) -> sa.ColumnElement[bool]:
    piece = query.lower()
    return sa.or_(
        sa.func.lower(title).contains(piece, autoescape=True),
        title.startswith(piece.capitalize(), autoescape=True),  # SQLite knows no small Æ, Ø and Å
    )
