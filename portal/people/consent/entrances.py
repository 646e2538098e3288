"""Reading about how relatives come in: their addresses, links and keys, and the secrets of their calendars."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.people.consent.models import Consent, FeedKey, MailLink, Relation
from portal.people.consent.rules import LINKS_COUNTED
from portal.people.models import LogEntry, LogKind, Passkey, Person
from portal.people.rules import Role, hashed

LET_IN = (  # the resident of a relation has said yes to something since the relative was proposed
    sa.exists()
    .where(
        Consent.relation_id == Relation.id,
        Consent.said_yes.is_(True),
        Consent.answered_at >= Relation.proposed_at,
    )
    .correlate(Relation)
)


def person_by_email(session: Session, email: str) -> Person | None:
    """Whose address this is, also when they have left."""
    return session.scalar(sa.select(Person).where(Person.email == email))


def may_come_in(session: Session, person: Person | None) -> bool:
    """Whether somebody is a relative whom a resident has let in, and staff have not ended it since."""
    if person is None or person.role is not Role.RELATIVE or person.left_at is not None:
        return False
    let_in = sa.exists().where(Relation.relative_id == person.id, Relation.ended_at.is_(None), LET_IN)
    return session.scalar(sa.select(let_in)) or False


def links_sent(session: Session, person_id: int, moment: datetime) -> int:
    """How many links somebody has been sent lately."""
    since = moment - LINKS_COUNTED
    sent = sa.select(sa.func.count()).where(MailLink.person_id == person_id, MailLink.made_at > since)
    return session.scalar(sent) or 0


def owner_of_link(session: Session, token: str, moment: datetime) -> Person | None:
    """Whom a link lets in, while it can still be used."""
    person = session.scalar(
        sa.select(Person)
        .join(MailLink, MailLink.person_id == Person.id)
        .where(
            MailLink.token_hash == hashed(token),
            MailLink.used_at.is_(None),
            MailLink.ends_at > moment,
        )
    )
    return person if may_come_in(session, person) else None


def keys_of(session: Session, person_id: int) -> Sequence[Passkey]:
    """Somebody's passkeys that stand without an enrolled device."""
    return session.scalars(sa.select(Passkey).where(Passkey.person_id == person_id, Passkey.device_id.is_(None))).all()


def key_by_id(session: Session, credential_id: bytes) -> Passkey | None:
    """A passkey that stands without an enrolled device: a relative's."""
    return session.scalar(sa.select(Passkey).where(Passkey.credential_id == credential_id, Passkey.device_id.is_(None)))


def owner_of_feed(session: Session, token: str) -> Person | None:
    """Whose calendar an address is, as long as it lives: a resident who lives here, or a relative she has let in."""
    person = session.scalar(
        sa.select(Person)
        .join(FeedKey, FeedKey.person_id == Person.id)
        .where(FeedKey.token_hash == hashed(token), FeedKey.ended_at.is_(None), Person.left_at.is_(None))
    )
    is_resident = person is not None and person.role is Role.RESIDENT
    return person if is_resident or may_come_in(session, person) else None


def feed_began(session: Session, person_id: int) -> datetime | None:
    """When somebody's calendar got the address it has, `None` without one."""
    return session.scalar(sa.select(FeedKey.made_at).where(FeedKey.person_id == person_id, FeedKey.ended_at.is_(None)))


def residents_read_today(session: Session, person_id: int, moment: datetime) -> frozenset[int]:
    """Whose things somebody's calendar has shown since midnight, by the access log."""
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    read = session.scalars(
        sa.select(LogEntry.whose_id).where(
            LogEntry.kind == LogKind.READ_FEED, LogEntry.who_id == person_id, LogEntry.at >= midnight
        )
    )
    return frozenset(resident_id for resident_id in read if resident_id is not None)
