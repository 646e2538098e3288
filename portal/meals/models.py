"""Tables about dinners: menus, evenings, heads at the table, help, habits, diets, what is asked, paper lists."""

from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base, Moment
from portal.meals.food import Food, foods_called
from portal.meals.rules import Reply, TaskKind, Times, Wants
from portal.people.models import Person, words
from portal.people.models import ShownAtDinner as ShownAtDinner  # where portraits can ask for it

SENTENCE = sa.String(300)
PICTURE = sa.String(60)
LONGEST_PLACE = 60  # characters
LONGEST_GUEST = 40
ALIVE = sa.text("cancelled_at IS NULL")


class Menu(Base):
    """Something the house can cook, in the library: dinners refer to it. Without a title it is still being written."""

    __tablename__ = "menu"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(SENTENCE, default="")
    picture: Mapped[str | None] = mapped_column(PICTURE)
    lines: Mapped[list[list[str | None]]] = mapped_column(sa.JSON, default=list)  # [sentence, picture] in order
    contains: Mapped[list[str]] = mapped_column(sa.JSON, default=list)  # keys of `Food`
    is_known: Mapped[bool] = mapped_column(default=False)  # somebody has said what is in it, also when it is nothing
    ingredients: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)  # see shopping.Ingredient
    published_at: Mapped[datetime | None] = mapped_column(Moment)
    made_at: Mapped[datetime] = mapped_column(Moment)

    @property
    def foods(self) -> frozenset[Food]:
        return foods_called(self.contains)


class Dinner(Base):
    """One evening. `place` is the short name of the place, `where` how a sentence says it: "i klubben"."""

    __tablename__ = "dinner"

    id: Mapped[int] = mapped_column(primary_key=True)
    on: Mapped[date] = mapped_column(index=True)
    starts: Mapped[time]
    begins_at: Mapped[datetime] = mapped_column(Moment)  # of `on` and `starts`, for comparing
    closes_at: Mapped[datetime] = mapped_column(Moment)
    place: Mapped[str] = mapped_column(sa.String(40))
    where: Mapped[str] = mapped_column(sa.String(LONGEST_PLACE))
    menu_id: Mapped[int | None] = mapped_column(sa.ForeignKey("menu.id"), index=True)
    price: Mapped[int]  # kroner
    chairs: Mapped[int]
    cook_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    announced_at: Mapped[datetime | None] = mapped_column(Moment)
    cancelled_at: Mapped[datetime | None] = mapped_column(Moment)
    cancelled_because: Mapped[str] = mapped_column(SENTENCE, default="")
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))

    menu: Mapped[Menu | None] = relationship(lazy="raise_on_sql")
    cook: Mapped[Person | None] = relationship(foreign_keys=[cook_id], lazy="raise_on_sql")

    __table_args__ = (
        sa.CheckConstraint("chairs > 0", name="has_chairs"),
        sa.CheckConstraint("price >= 0", name="price_not_below_nothing"),
        sa.Index(
            "uq_dinner_one_alive", "on", "starts", "place", unique=True, sqlite_where=ALIVE, postgresql_where=ALIVE
        ),
    )

    @property
    def times(self) -> Times:
        """What the rules ask for."""
        return Times(self.begins_at, self.closes_at, self.announced_at is not None, self.cancelled_at is not None)


class SignUp(Base):
    """One head: somebody's own reply to a dinner (`tap` is ""), or a guest she brings (`tap` is that of the button).

    A head that wants a chair has one from `seated_at` on; without it she is in line, by `asked_at` and then `id`.
    """

    __tablename__ = "dinner_sign_up"

    id: Mapped[int] = mapped_column(primary_key=True)
    dinner_id: Mapped[int] = mapped_column(sa.ForeignKey("dinner.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    tap: Mapped[str] = mapped_column(sa.String(32), default="")
    guest_name: Mapped[str] = mapped_column(sa.String(LONGEST_GUEST), default="")
    guest_diet: Mapped[list[str]] = mapped_column(sa.JSON, default=list)  # keys of `Food` and `Way`
    reply: Mapped[Reply] = mapped_column(words(Reply))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    seated_at: Mapped[datetime | None] = mapped_column(Moment)
    replied_at: Mapped[datetime] = mapped_column(Moment)  # the newest word
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))  # staff who said it for her
    by_habit: Mapped[bool] = mapped_column(default=False)  # a standing yes said it for her

    __table_args__ = (
        sa.UniqueConstraint("dinner_id", "person_id", "tap"),
        sa.CheckConstraint("reply <> 'no' OR seated_at IS NULL", name="no_needs_no_chair"),
        sa.CheckConstraint("tap <> '' OR guest_name = ''", name="guest_has_tap"),
        sa.Index("ix_dinner_sign_up_line", "dinner_id", "seated_at", "asked_at", "id"),
        {"sqlite_autoincrement": True},  # a number is never used again: the line and the notices go by it
    )

    @property
    def is_guest(self) -> bool:
        return bool(self.tap)


class Task(Base):
    """Something to help with at a dinner, and how many can."""

    __tablename__ = "dinner_task"

    id: Mapped[int] = mapped_column(primary_key=True)
    dinner_id: Mapped[int] = mapped_column(sa.ForeignKey("dinner.id"))
    kind: Mapped[TaskKind] = mapped_column(words(TaskKind))
    wanted: Mapped[int] = mapped_column(default=1)

    __table_args__ = (sa.UniqueConstraint("dinner_id", "kind"), sa.CheckConstraint("wanted > 0", name="somebody"))


class Helper(Base):
    """Somebody who has taken a task."""

    __tablename__ = "dinner_helper"

    task_id: Mapped[int] = mapped_column(sa.ForeignKey("dinner_task.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True, index=True)
    taken_at: Mapped[datetime] = mapped_column(Moment)


class Habit(Base):
    """A standing yes: somebody eats with the others every such weekday (0 is Monday)."""

    __tablename__ = "dinner_habit"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    weekday: Mapped[int] = mapped_column(primary_key=True)
    since: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_known"),)


class DietItem(Base):
    """One thing somebody does not eat. It is hers: the row is deleted when she takes it back."""

    __tablename__ = "diet_item"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    item: Mapped[str] = mapped_column(sa.String(20), primary_key=True)  # a key of `Food` or `Way`


class KitchenRequest(Base):
    """ "Spørg køkkenet": what somebody asks for after the deadline, and what the kitchen said."""

    __tablename__ = "kitchen_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    dinner_id: Mapped[int] = mapped_column(sa.ForeignKey("dinner.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    wants: Mapped[Wants] = mapped_column(words(Wants))
    text: Mapped[str] = mapped_column(sa.Text, default="")
    at: Mapped[datetime] = mapped_column(Moment)
    tap: Mapped[str] = mapped_column(sa.String(32))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    said_yes: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(SENTENCE, default="")

    __table_args__ = (
        sa.UniqueConstraint("dinner_id", "person_id", "tap"),
        sa.CheckConstraint("(answered_at IS NULL) = (said_yes IS NULL)", name="answered_means_said"),
        sa.Index("ix_kitchen_request_dinner_answered", "dinner_id", "answered_at"),
    )


class PaperList(Base):
    """A list that was printed to hang up: its rows as they stood, so that it can be keyed in by their codes."""

    __tablename__ = "dinner_paper_list"

    id: Mapped[int] = mapped_column(primary_key=True)
    dinner_id: Mapped[int] = mapped_column(sa.ForeignKey("dinner.id"), index=True)
    printed_at: Mapped[datetime] = mapped_column(Moment)
    printed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    rows: Mapped[list[list[Any]]] = mapped_column(sa.JSON)  # [code, person's id or nothing for an empty line]
