"""Tables about what people tell: pieces, ideas and their wordings, complaints, and the steps of their lives."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base, Moment
from portal.meetings.rules import Decider, PieceKind, Step, Taken
from portal.people.models import Person, words

SENTENCE = sa.String(300)
PICTURE = sa.String(60)
FILE = sa.String(80)  # a name in a store
TAP = sa.String(32)


class Living:
    """What has a life: where it stands now, as its newest step says. Kept beside it, so that lists need not read it."""

    now: Mapped[Step | None] = mapped_column(words(Step))
    now_on: Mapped[date | None]
    until: Mapped[date | None]

    @property
    def at(self) -> Taken | None:
        """What the rules ask for."""
        return Taken(0, self.now, self.now_on, self.until) if self.now and self.now_on else None


class Idea(Living, Base):
    """Something for the residents' meeting. Without `author_id` nobody knows whose it is, and nothing here can tell.

    A day and no time is kept of the sending: the time would say who was at the tablet.
    """

    __tablename__ = "idea"

    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    sent_on: Mapped[date]
    tap: Mapped[str] = mapped_column(TAP, unique=True)
    typed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))  # staff, told by mouth or on paper
    joined_into_id: Mapped[int | None] = mapped_column(sa.ForeignKey("idea.id"), index=True)
    withdrawn_on: Mapped[date | None]

    author: Mapped[Person | None] = relationship(foreign_keys=[author_id], lazy="raise_on_sql")

    __table_args__ = (
        sa.CheckConstraint("joined_into_id <> id", name="joined_into_another"),
        sa.Index("ix_idea_now_until", "now", "until"),
        {"sqlite_autoincrement": True},  # notices go by the number
    )


class Complaint(Living, Base):
    """ "Noget er ikke godt": told by a resident to one person she chose. Nobody else sees it."""

    __tablename__ = "complaint"

    id: Mapped[int] = mapped_column(primary_key=True)
    resident_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    to_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    sent_at: Mapped[datetime] = mapped_column(Moment)
    tap: Mapped[str] = mapped_column(TAP, unique=True)

    resident: Mapped[Person] = relationship(foreign_keys=[resident_id], lazy="raise_on_sql")
    to: Mapped[Person] = relationship(foreign_keys=[to_id], lazy="raise_on_sql")

    __table_args__ = ({"sqlite_autoincrement": True},)


class Piece(Base):
    """One thing that was told, as it was told. A draft of its owner until it is sent with an idea or a complaint.

    `file` is a name in the store of its kind: a voice, a photo, or a drawing as strokes. What is sent without a name
    is written anew in another row under another file name, and the draft deleted: nothing leads back.
    """

    __tablename__ = "told_piece"

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))  # while it is a draft
    is_complaint: Mapped[bool] = mapped_column(default=False)  # which draft it belongs to
    idea_id: Mapped[int | None] = mapped_column(sa.ForeignKey("idea.id"), index=True)
    complaint_id: Mapped[int | None] = mapped_column(sa.ForeignKey("complaint.id"), index=True)
    position: Mapped[int]
    kind: Mapped[PieceKind] = mapped_column(words(PieceKind))
    text: Mapped[str] = mapped_column(sa.Text, default="")
    pictures: Mapped[list[str]] = mapped_column(sa.JSON, default=list)  # keys of pictograms
    file: Mapped[str | None] = mapped_column(FILE, unique=True)
    milliseconds: Mapped[int | None]  # of a voice
    tap: Mapped[str | None] = mapped_column(TAP)  # while it is a draft

    __table_args__ = (
        sa.UniqueConstraint("owner_id", "tap"),
        sa.CheckConstraint(
            "(CASE WHEN owner_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN idea_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN complaint_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_home",
        ),
        sa.CheckConstraint("(kind IN ('voice', 'photo', 'drawing')) = (file IS NOT NULL)", name="file_of_its_kind"),
        {"sqlite_autoincrement": True},
    )


class IdeaWording(Base):
    """What staff made of an idea: its name in one sentence, a picture, some lines. The author says yes or no to it.

    `answer` of an idea without an author is yes from the start: there is nobody to ask.
    """

    __tablename__ = "idea_wording"

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("idea.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(SENTENCE)
    picture: Mapped[str | None] = mapped_column(PICTURE)
    lines: Mapped[list[list[str | None]]] = mapped_column(sa.JSON, default=list)  # [sentence, picture] in order
    hard_because: Mapped[str] = mapped_column(sa.Text, default="")
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    answer: Mapped[bool | None]
    answered_on: Mapped[date | None]
    said: Mapped[str] = mapped_column(sa.Text, default="")  # what the author wants otherwise

    __table_args__ = (sa.UniqueConstraint("idea_id", "number"),)


class Support(Base):
    """ "God idé": one from each. The row is deleted when it is taken back. Residents never see how many."""

    __tablename__ = "idea_support"

    idea_id: Mapped[int] = mapped_column(sa.ForeignKey("idea.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True, index=True)
    wants_along: Mapped[bool] = mapped_column(default=False)  # and staff may know it
    since: Mapped[datetime] = mapped_column(Moment)


class LifeStep(Base):
    """A step in the life of an idea or a complaint. It is never changed; a wrong one is corrected by another."""

    __tablename__ = "life_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[int | None] = mapped_column(sa.ForeignKey("idea.id"), index=True)
    complaint_id: Mapped[int | None] = mapped_column(sa.ForeignKey("complaint.id"), index=True)
    step: Mapped[Step] = mapped_column(words(Step))
    on: Mapped[date]
    reason: Mapped[str] = mapped_column(SENTENCE, default="")  # or what was decided, in one line
    until: Mapped[date | None]
    photo: Mapped[str | None] = mapped_column(FILE, unique=True)  # in the photo store: it is done, look
    decided_by: Mapped[Decider] = mapped_column(words(Decider))
    responsible_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    item_id: Mapped[int | None] = mapped_column(sa.ForeignKey("meeting_item.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    corrects_id: Mapped[int | None] = mapped_column(sa.ForeignKey("life_step.id"), unique=True)

    __table_args__ = (
        sa.CheckConstraint("(idea_id IS NULL) <> (complaint_id IS NULL)", name="one_life"),
        sa.CheckConstraint("step NOT IN ('no', 'later') OR reason <> ''", name="no_and_later_say_why"),
        sa.CheckConstraint("step <> 'later' OR until IS NOT NULL", name="later_says_when"),
    )

    @property
    def taken(self) -> Taken:
        """What the rules ask for."""
        return Taken(self.id, self.step, self.on, self.until, self.corrects_id)
