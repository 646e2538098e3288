"""Tables of the house's own voice: words it says its own way, and lines that staff have recorded."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base, Moment
from portal.people.models import Person
from portal.speech.rules import LONGEST_SAID, LONGEST_SENTENCE, LONGEST_WORD

ALIVE = sa.text("ended_at IS NULL")


class Pronunciation(Base):
    """How this house says a word. A deleted one stays, so that it can be put back."""

    __tablename__ = "pronunciation"

    id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(sa.String(LONGEST_WORD))  # in small letters
    said_as: Mapped[str] = mapped_column(sa.String(LONGEST_SAID))  # as it was typed
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)

    made_by: Mapped[Person | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        sa.Index("uq_pronunciation_word", "word", unique=True, sqlite_where=ALIVE, postgresql_where=ALIVE),
    )


class Recording(Base):
    """A sentence read aloud by a member of staff. It is played wherever exactly this sentence stands.

    `kind`, `subject_id` and `line_id` are the line it was made for: when that line says something else, it should be
    recorded again. When a recording ends its file is deleted; the row says only that there was one.
    """

    __tablename__ = "recording"

    id: Mapped[int] = mapped_column(primary_key=True)
    sentence_key: Mapped[str] = mapped_column(sa.String(64))  # see rules.sentence_key
    sentence: Mapped[str] = mapped_column(sa.String(LONGEST_SENTENCE))
    milliseconds: Mapped[int]
    file: Mapped[str] = mapped_column(sa.String(40))  # a name in the folder of voices
    kind: Mapped[str] = mapped_column(sa.String(20))
    subject_id: Mapped[int]
    line_id: Mapped[str] = mapped_column(sa.String(20))
    whose_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))  # the resident it speaks to
    made_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)

    made_by: Mapped[Person] = relationship(foreign_keys=[made_by_id], lazy="raise_on_sql")

    __table_args__ = (
        sa.Index("uq_recording_sentence", "sentence_key", unique=True, sqlite_where=ALIVE, postgresql_where=ALIVE),
        sa.Index("ix_recording_line", "kind", "subject_id", "line_id"),
    )
