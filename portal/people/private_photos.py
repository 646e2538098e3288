"""Photos that belong to one resident's things, and who may see them."""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.people.consent.queries import may_see
from portal.people.consent.rules import Topic
from portal.people.models import Attachment, PrivatePhoto
from portal.people.queries import Visitor
from portal.people.rules import Role, Trust

_photo, _attachment = (sa.inspect(each).local_table for each in (PrivatePhoto, Attachment))
_OWNER = sa.select(_photo.c.resident_id).where(_photo.c.name == sa.bindparam("name"))
_IS_ATTACHED = sa.select(
    sa.exists().where(
        _attachment.c.staff_id == sa.bindparam("staff_id"), _attachment.c.resident_id == sa.bindparam("resident_id")
    )
)


def owner_of_photo(session: Session, name: str) -> int | None:
    """The resident a line's photo is private to; `None` when it is no line's, as a portrait."""
    return session.scalar(_OWNER, {"name": name})


def may_see_photo(session: Session, who: Visitor | None, *, resident_id: int, today: date) -> bool:
    """Whether somebody may see a resident's private photos: what they belong to is as private as agreements."""
    if who is None:
        return False
    if who.role is Role.RELATIVE:
        return Topic.AGREEMENTS in may_see(session, relative_id=who.id, resident_id=resident_id, today=today)
    if who.is_staff:
        is_attached = session.scalar(_IS_ATTACHED, {"staff_id": who.id, "resident_id": resident_id})
        return bool(is_attached) and who.trust >= Trust.STAFF
    return who.id == resident_id and who.trust >= Trust.ACT


def photos_of(session: Session, resident_id: int, *, limit: int) -> Sequence[str]:
    """The names of a resident's private photos, the newest first."""
    return session.scalars(
        sa.select(PrivatePhoto.name)
        .where(PrivatePhoto.resident_id == resident_id)
        .order_by(PrivatePhoto.kept_at.desc(), PrivatePhoto.name)
        .limit(limit)
    ).all()


def keep_private(session: Session, name: str, *, resident_id: int, by_id: int, moment: datetime) -> None:
    """Let a photo in the media store be one resident's own from the moment it is there."""
    session.add(PrivatePhoto(name=name, resident_id=resident_id, kept_by_id=by_id, kept_at=moment))
    session.flush()
