"""Tables about people, devices, cards, keys, visits and the access log."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.clock import COPENHAGEN
from portal.db import Base, Moment
from portal.people.rules import STAFF_ROLES, CameInBy, DeviceKind, Role, Trust

LONGEST_NAME = 60  # characters of a device's name
LONGEST_EMAIL = 254  # RFC 5321
LONGEST_KEY = 80  # characters of the key of a draft


def words(kind: type[StrEnum]) -> sa.Enum:
    """An enum kept as its own words, with a check constraint, the same on both databases."""
    return sa.Enum(
        kind, native_enum=False, create_constraint=True, length=20, name=kind.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )  # fmt: skip


class Person(Base):
    """Anybody the portal knows by first name. `slug` is the word used in commands and staff addresses."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(sa.String(40), unique=True)
    first_name: Mapped[str] = mapped_column(sa.String(40))
    role: Mapped[Role] = mapped_column(words(Role))
    photo: Mapped[str | None] = mapped_column(sa.String(80))  # a name in the media store
    phone: Mapped[str | None] = mapped_column(sa.String(20))
    email: Mapped[str | None] = mapped_column(sa.String(LONGEST_EMAIL), unique=True)  # in small letters
    contact_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))  # a resident's contact person
    is_demo: Mapped[bool] = mapped_column(default=False)
    left_at: Mapped[datetime | None] = mapped_column(Moment)

    contact: Mapped["Person | None"] = relationship(remote_side=[id], lazy="raise_on_sql")

    @property
    def is_staff(self) -> bool:
        return self.role in STAFF_ROLES

    @property
    def photo_url(self) -> str | None:
        return photo_address(self.photo)


def photo_address(photo: str | None) -> str | None:
    """Where a photo is shown. Its name cannot be guessed and stands only on pages that may show the photo."""
    return f"/foto/{photo}" if photo else None


class Showable(Base):
    """A person's own yes: staff to being shown to everybody by first name and photo, a resident to being asked by
    neighbours when no staff are there."""

    __tablename__ = "presence_shown"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    since: Mapped[datetime] = mapped_column(Moment)


class ShownAtDinner(Base):
    """Somebody's own yes to being shown by first name and photo among those who come."""

    __tablename__ = "shown_at_dinner"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    since: Mapped[datetime] = mapped_column(Moment)


class Attachment(Base):
    """A member of staff who works with a resident, and may therefore see what is private to the two."""

    __tablename__ = "attachment"

    staff_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    resident_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True, index=True)


class Device(Base):
    """An enrolled tablet or phone. Only the hash of its secret is kept."""

    __tablename__ = "device"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[DeviceKind] = mapped_column(words(DeviceKind))
    name: Mapped[str] = mapped_column(sa.String(LONGEST_NAME))
    secret_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32), unique=True)
    resident_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    enrolled_at: Mapped[datetime] = mapped_column(Moment)
    enrolled_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    opened_at: Mapped[datetime] = mapped_column(Moment)  # wrong tries before this no longer count
    voided_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (sa.CheckConstraint("(kind = 'personal') = (resident_id IS NOT NULL)", name="personal_has_owner"),)


class Enrolment(Base):
    """A one-time link that makes the device it is opened on a device of ours."""

    __tablename__ = "enrolment"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32), unique=True)
    kind: Mapped[DeviceKind] = mapped_column(words(DeviceKind))
    name: Mapped[str] = mapped_column(sa.String(LONGEST_NAME))
    resident_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    ends_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class Card(Base):
    """A resident's QR card: 32 random bytes on the card, only their hash here."""

    __tablename__ = "card"

    id: Mapped[int] = mapped_column(primary_key=True)
    resident_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    token_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32), unique=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    ends_at: Mapped[datetime] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (
        sa.Index(
            "uq_card_one_alive", "resident_id", unique=True,
            sqlite_where=sa.text("revoked_at IS NULL"), postgresql_where=sa.text("revoked_at IS NULL"),
        ),
    )  # fmt: skip


class Passkey(Base):
    """A key made by somebody's own device (WebAuthn); the private half never leaves it.

    A resident's key belongs to an enrolled device and dies with it; a relative's stands alone.
    """

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    device_id: Mapped[int | None] = mapped_column(sa.ForeignKey("device.id"))
    credential_id: Mapped[bytes] = mapped_column(sa.LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(sa.LargeBinary)
    sign_count: Mapped[int] = mapped_column(sa.BigInteger)
    made_at: Mapped[datetime] = mapped_column(Moment)


class Visit(Base):
    """A signed-in session. The cookie holds a secret, this row its hash; ending the row ends the visit."""

    __tablename__ = "visit"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32), unique=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    device_id: Mapped[int | None] = mapped_column(sa.ForeignKey("device.id"))
    card_id: Mapped[int | None] = mapped_column(sa.ForeignKey("card.id"))
    came_in_by: Mapped[CameInBy] = mapped_column(words(CameInBy))
    trust: Mapped[int]
    began_at: Mapped[datetime] = mapped_column(Moment)
    sure_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (sa.CheckConstraint(f"trust BETWEEN {Trust.SEE} AND {Trust.STAFF}", name="trust_known"),)


class Draft(Base):
    """What somebody had begun to write, kept until it is sent."""

    __tablename__ = "draft"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY), primary_key=True)
    text: Mapped[str] = mapped_column(sa.Text)
    saved_at: Mapped[datetime] = mapped_column(Moment)


class PrivatePhoto(Base):
    """A photo in the media store that only one resident's people may see. `resident_id` is whose."""

    __tablename__ = "private_photo"

    name: Mapped[str] = mapped_column(sa.String(80), primary_key=True)
    resident_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    kept_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    kept_at: Mapped[datetime] = mapped_column(Moment)


class LogKind(StrEnum):
    """What the access log tells of."""

    CAME_IN = "came in"
    CARD_REFUSED = "card refused"
    SAW_AGREEMENTS = "saw agreements"
    CHANGED_AGREEMENT = "changed agreement"
    MADE_CARD = "made card"
    REVOKED_CARD = "revoked card"
    ENROLLED = "enrolled"
    SAW_AS = "saw as resident"  # a preview: the page as the resident will meet it
    SAW_PROFILE = "saw profile"
    CHANGED_PROFILE = "changed profile"
    SAW_DRAFT = "saw draft"
    PRINTED = "printed"
    SAW_PHOTO = "saw photo"
    ATTACHED = "attached"
    DETACHED = "detached"
    ASKED_CONSENT = "asked consent"
    GAVE_CONSENT = "gave consent"
    ENDED_CONSENT = "ended consent"
    READ_FEED = "read feed"
    SIGN_IN_REFUSED = "sign-in refused"
    SAW_LOG = "saw log"
    SAW_DIET = "saw diet"  # in the kitchen: what somebody does not eat
    SAW_COMPLAINT = "saw complaint"  # what a resident told one person


def _danish_day(line: Any) -> date:
    return line.get_current_parameters()["at"].astimezone(COPENHAGEN).date()


class LogEntry(Base):
    """Who looked at whose private things, or came in, or failed to. Written once, never changed."""

    __tablename__ = "access_log"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    day: Mapped[date] = mapped_column(default=_danish_day)  # of `at`: what somebody did on one day is told once
    kind: Mapped[LogKind] = mapped_column(words(LogKind))
    who_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    whose_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    device_id: Mapped[int | None] = mapped_column(sa.ForeignKey("device.id"))

    __table_args__ = (
        sa.Index("ix_access_log_whose_at", "whose_id", "at"),
        sa.Index("ix_access_log_device_at", "device_id", "at"),
        sa.Index("ix_access_log_at", "at"),  # a leader reads from the newest
    )
