"""Reading about people, devices, cards and visits."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.clock import COPENHAGEN
from portal.people.models import (
    Attachment,
    Card,
    Device,
    Draft,
    Enrolment,
    LogEntry,
    LogKind,
    Passkey,
    Person,
    Visit,
    photo_address,
)
from portal.people.preferences.models import Preference
from portal.people.preferences.rules import Preferences
from portal.people.rules import STAFF_ROLES, DeviceKind, Role, Trust, hashed


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is asking, in this request."""

    id: int
    slug: str
    first_name: str
    role: Role
    photo: str | None
    contact_id: int | None
    visit_id: int
    trust: Trust
    sure_at: datetime
    device: DeviceKind | None
    preferences: Preferences

    @property
    def is_staff(self) -> bool:
        return self.role in STAFF_ROLES

    @property
    def photo_url(self) -> str | None:
        return photo_address(self.photo)


# Built once: this statement runs in every request of somebody who is signed in.
_person, _visit, _device, _card, _preference = (
    sa.inspect(each).local_table for each in (Person, Visit, Device, Card, Preference)
)
_CHOICES = tuple(field.name for field in fields(Preferences))
_VISITOR = (
    sa.select(
        _person.c.id, _person.c.slug, _person.c.first_name, _person.c.role, _person.c.photo, _person.c.contact_id,
        _visit.c.id.label("visit_id"), _visit.c.trust, _visit.c.sure_at, _device.c.kind.label("device"),
        *(_preference.c[name] for name in _CHOICES),
    )
    .join(_person, _person.c.id == _visit.c.person_id)
    .outerjoin(_device, _device.c.id == _visit.c.device_id)
    .outerjoin(_card, _card.c.id == _visit.c.card_id)
    .outerjoin(_preference, _preference.c.person_id == _person.c.id)
    .where(
        _visit.c.token_hash == sa.bindparam("token_hash"),
        _visit.c.ended_at.is_(None),
        _visit.c.ends_at > sa.bindparam("moment"),
        _person.c.left_at.is_(None),
        _device.c.voided_at.is_(None),
        _card.c.revoked_at.is_(None),
    )
)  # fmt: skip


def visitor_by_token(session: Session, token: str, moment: datetime) -> Visitor | None:
    """Whose visit a token belongs to. A revoked card or a voided device ends its visits at once."""
    row = session.execute(_VISITOR, {"token_hash": hashed(token), "moment": moment}).one_or_none()
    if row is None:
        return None
    facts = dict(row._mapping)
    chosen = {name: facts.pop(name) for name in _CHOICES}
    preferences = Preferences() if chosen["text_size"] is None else Preferences(**chosen)
    return Visitor(**{**facts, "trust": Trust(row.trust), "preferences": preferences})


def device_by_token(session: Session, token: str | None) -> Device | None:
    """The enrolled device a cookie belongs to, unless staff have voided it."""
    if not token:
        return None
    return session.scalar(sa.select(Device).where(Device.secret_hash == hashed(token), Device.voided_at.is_(None)))


def card_by_token(session: Session, token: str) -> tuple[Card, Person] | None:
    """A card, also a revoked or old one, and its resident."""
    found = session.execute(
        sa.select(Card, Person)
        .join(Person, Person.id == Card.resident_id)
        .where(Card.token_hash == hashed(token), Person.left_at.is_(None))
    ).one_or_none()
    return None if found is None else (found[0], found[1])


def card_with_owner(session: Session, card_id: int) -> tuple[Card, Person] | None:
    found = session.execute(
        sa.select(Card, Person).join(Person, Person.id == Card.resident_id).where(Card.id == card_id)
    ).one_or_none()
    return None if found is None else (found[0], found[1])


def enrolment_by_token(session: Session, token: str, moment: datetime) -> Enrolment | None:
    """A one-time link that can still be used."""
    return session.scalar(
        sa.select(Enrolment).where(
            Enrolment.token_hash == hashed(token), Enrolment.used_at.is_(None), Enrolment.ends_at > moment
        )
    )


def wrong_tries(session: Session, *, device: Device, whose_id: int | None = None) -> list[datetime]:
    """When cards were refused on a device, or for one resident, since it last went well or staff opened the device."""
    place = LogEntry.device_id == device.id if whose_id is None else LogEntry.whose_id == whose_id
    since = session.scalar(sa.select(sa.func.max(LogEntry.at)).where(place, LogEntry.kind == LogKind.CAME_IN))
    return list(
        session.scalars(
            sa.select(LogEntry.at)
            .where(
                place,
                LogEntry.kind == LogKind.CARD_REFUSED,
                LogEntry.at > max(filter(None, (since, device.opened_at))),
            )
            .order_by(LogEntry.at)
        )
    )


def person_by_slug(session: Session, slug: str) -> Person | None:
    return session.scalar(sa.select(Person).where(Person.slug == slug, Person.left_at.is_(None)))


def owner_of(session: Session, device: Device | None) -> Person | None:
    """Whose personal device this is; a shared or unknown one is nobody's."""
    if device is None or device.resident_id is None:
        return None
    return session.scalar(sa.select(Person).where(Person.id == device.resident_id, Person.left_at.is_(None)))


def demo_people(session: Session) -> Sequence[Person]:
    """Those one can try as, in the demo."""
    return session.scalars(
        sa.select(Person)
        .where(
            Person.is_demo,
            Person.role.in_((Role.RESIDENT, Role.STAFF, Role.LEADER, Role.RELATIVE)),
            Person.left_at.is_(None),
        )
        .order_by(Person.id)
    ).all()


def has_others_than_demo(session: Session) -> bool:
    """Whether real people live in this database."""
    return session.scalar(sa.select(sa.exists().where(Person.is_demo.is_(False)))) or False


_ATTACHED_STAFF = (
    sa.select(Person)
    .join(Attachment, Attachment.staff_id == Person.id)
    .where(Attachment.resident_id == sa.bindparam("resident_id"), Person.left_at.is_(None))
    .order_by(Person.id)
)


def staff_of(session: Session, resident_id: int) -> Sequence[Person]:
    """The staff attached to a resident."""
    return session.scalars(_ATTACHED_STAFF, {"resident_id": resident_id}).all()


def residents_of(session: Session, staff_id: int) -> Sequence[Person]:
    """The residents a member of staff is attached to."""
    return session.scalars(
        sa.select(Person)
        .join(Attachment, Attachment.resident_id == Person.id)
        .where(Attachment.staff_id == staff_id, Person.left_at.is_(None))
        .order_by(Person.first_name, Person.id)
    ).all()


def resident_of(session: Session, staff_id: int, slug: str) -> Person | None:
    """A resident, if this member of staff is attached to them; not yours looks the same as not there."""
    return session.scalar(
        sa.select(Person)
        .join(Attachment, Attachment.resident_id == Person.id)
        .where(Attachment.staff_id == staff_id, Person.slug == slug, Person.left_at.is_(None))
    )


def all_of(session: Session, *roles: Role) -> Sequence[Person]:
    """Everybody with one of these roles who has not left."""
    return session.scalars(
        sa.select(Person).where(Person.role.in_(roles), Person.left_at.is_(None)).order_by(Person.first_name, Person.id)
    ).all()


def attachments(session: Session) -> frozenset[tuple[int, int]]:
    """Who works with whom: pairs of resident and staff."""
    rows = session.execute(sa.select(Attachment.resident_id, Attachment.staff_id))
    return frozenset((resident_id, staff_id) for resident_id, staff_id in rows)


def devices_of(session: Session, resident_id: int | None) -> Sequence[Device]:
    """A resident's own devices; with `None` the shared tablets."""
    return session.scalars(
        sa.select(Device).where(Device.resident_id == resident_id, Device.voided_at.is_(None)).order_by(Device.id)
    ).all()


def card_of(session: Session, resident_id: int, moment: datetime) -> Card | None:
    """The one card that works now."""
    return session.scalar(
        sa.select(Card)
        .where(Card.resident_id == resident_id, Card.revoked_at.is_(None), Card.ends_at > moment)
        .order_by(Card.id.desc())
    )


def passkeys_on(session: Session, device_id: int) -> Sequence[Passkey]:
    return session.scalars(sa.select(Passkey).where(Passkey.device_id == device_id).order_by(Passkey.id)).all()


_DRAFT = sa.select(Draft.text).where(
    Draft.person_id == sa.bindparam("person_id"), Draft.key == sa.bindparam("key")
)  # fmt: skip


def draft_of(session: Session, person_id: int, key: str) -> str:
    """What somebody had begun to write under a key, or nothing."""
    return session.scalar(_DRAFT, {"person_id": person_id, "key": key}) or ""


def not_looked_at(
    session: Session, kind: LogKind, who_id: int, whose_ids: Collection[int], moment: datetime
) -> set[int]:
    """Those of these people of whom the log does not say yet that somebody looked at theirs on this day."""
    seen = session.scalars(
        sa.select(LogEntry.whose_id).where(
            LogEntry.who_id == who_id, LogEntry.kind == kind, LogEntry.whose_id.in_(whose_ids),
            LogEntry.day == moment.astimezone(COPENHAGEN).date(),
        )
    )  # fmt: skip
    return set(whose_ids) - set(seen)
