"""Tables of writing: manuscripts, what happened to them, and the house's own explained words."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Moment
from portal.people.models import words
from portal.publishing.rules import LONGEST_PICTURE, LONGEST_SENTENCE, Document, DraftLine, Removed


class Manuscript(Base):
    """What staff are writing about a subject. One at a time; all of a house's staff write in the same."""

    __tablename__ = "manuscript"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(20))
    subject_id: Mapped[int]
    title: Mapped[str] = mapped_column(sa.String(LONGEST_SENTENCE))
    title_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))  # who wrote it, for a clash
    picture: Mapped[str | None] = mapped_column(sa.String(LONGEST_PICTURE))
    lines: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)  # DraftLine as a mapping, in order
    removed: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)  # Removed, the newest last, for "Fortryd"
    made_at: Mapped[datetime] = mapped_column(Moment)
    changed_at: Mapped[datetime] = mapped_column(Moment)
    changed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    writers: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)  # person's id → when they last wrote, ISO
    publish_at: Mapped[datetime | None] = mapped_column(Moment)
    publish_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    hard_because: Mapped[str] = mapped_column(sa.Text, default="")  # why it is published in spite of a finding

    __table_args__ = (sa.UniqueConstraint("kind", "subject_id"),)

    @property
    def document(self) -> Document:
        """Its words."""
        return Document(self.title, self.picture, _lines(self.lines))

    @property
    def deletions(self) -> tuple[Removed, ...]:
        """What was deleted and can be put back, the newest last."""
        return tuple(Removed(_lines(each["lines"]), each["at"], each["head"]) for each in self.removed)


class Happened(StrEnum):
    """What a subject's history tells of."""

    BEGUN = "begun"
    PUBLISHED = "published"
    PLANNED = "planned"  # to be published later
    NOT_PLANNED = "not planned"
    FAILED = "failed"  # it could not be published when its time came
    WITHDRAWN = "withdrawn"
    COPIED = "copied"
    THROWN_AWAY = "thrown away"
    FETCHED_BACK = "fetched back"  # what was thrown away is written on


class HistoryEntry(Base):
    """Something that happened to a subject: what, who, when. Written once, never changed."""

    __tablename__ = "publishing_history"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(20))
    subject_id: Mapped[int]
    happened: Mapped[Happened] = mapped_column(words(Happened))
    who_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    note: Mapped[str] = mapped_column(sa.Text, default="")  # the reason, the planned moment
    kept: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))  # the words that were thrown away

    __table_args__ = (sa.Index("ix_publishing_history_subject", "kind", "subject_id"),)

    @property
    def document(self) -> Document | None:
        """The words that were thrown away."""
        return Document(self.kept["title"], self.kept["picture"], _lines(self.kept["lines"])) if self.kept else None


class HouseWord(Base):
    """A word this house has explained: the language check knows it from then on, and so do the readers."""

    __tablename__ = "house_word"

    id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(sa.String(60), unique=True)  # in small letters, as it stands in a dictionary
    explanation: Mapped[str] = mapped_column(sa.String(LONGEST_SENTENCE))
    picture: Mapped[str | None] = mapped_column(sa.String(LONGEST_PICTURE))
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)


def _lines(kept: Sequence[Mapping[str, Any]]) -> tuple[DraftLine, ...]:
    return tuple(DraftLine(**line) for line in kept)
