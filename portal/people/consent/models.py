"""Tables about relatives: relations, consents, the links they come in by, the keys of their calendars."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Moment
from portal.people.consent.rules import Kin, Topic
from portal.people.models import words

STILL_ALIVE = sa.text("ended_at IS NULL")


class Relation(Base):
    """What a relative is to a resident. `proposed_at` is when staff last proposed it; ended ones stay on record."""

    __tablename__ = "relation"

    id: Mapped[int] = mapped_column(primary_key=True)
    resident_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    relative_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    kind: Mapped[Kin] = mapped_column(words(Kin))
    proposed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    proposed_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (sa.UniqueConstraint("resident_id", "relative_id"),)


class Consent(Base):
    """A question about one topic and the resident's answer. Rows are ended, never removed: they are the history."""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    relation_id: Mapped[int] = mapped_column(sa.ForeignKey("relation.id"))
    topic: Mapped[Topic] = mapped_column(words(Topic))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    asked_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    said_yes: Mapped[bool | None]
    ends_on: Mapped[date | None]  # the last day of a yes
    ended_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (
        sa.Index("ix_consent_relation_topic", "relation_id", "topic"),
        sa.Index(
            "uq_consent_one_alive", "relation_id", "topic", unique=True,
            sqlite_where=STILL_ALIVE, postgresql_where=STILL_ALIVE,
        ),
        sa.CheckConstraint("(answered_at IS NULL) = (said_yes IS NULL)", name="answered_means_said"),
        sa.CheckConstraint("said_yes IS NOT TRUE OR ends_on IS NOT NULL", name="yes_has_last_day"),
    )  # fmt: skip


class MailLink(Base):
    """A link in a letter that lets a relative in once. Only the hash of its secret is kept."""

    __tablename__ = "mail_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32), unique=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (sa.Index("ix_mail_link_person_made", "person_id", "made_at"),)


class FeedKey(Base):
    """The secret in the address of a relative's calendar: one alive for each, only its hash is kept."""

    __tablename__ = "feed_key"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    token_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32), unique=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (
        sa.Index(
            "uq_feed_key_one_alive", "person_id", unique=True,
            sqlite_where=STILL_ALIVE, postgresql_where=STILL_ALIVE,
        ),
    )  # fmt: skip
