"""What runs out soon for the residents of a member of staff: cards, and what relatives may see."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal.people.consent.models import Consent, Relation
from portal.people.consent.rules import ASKED_AGAIN
from portal.people.models import Attachment, Card, Person

CARD_WARNING = timedelta(days=14)  # before its last day


@dataclass(frozen=True, slots=True)
class CardDue:
    """A card that stops working soon."""

    slug: str
    first_name: str
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class ConsentDue:
    """A relative whose leave to see something ends soon; the resident is asked again on her own screen."""

    slug: str
    first_name: str
    relative: str
    ends_on: date


def cards_due(session: Session, staff_id: int, moment: datetime) -> list[CardDue]:
    """Cards of my residents that stop within two weeks, the first one first."""
    rows = session.execute(
        sa.select(Person.slug, Person.first_name, Card.ends_at)
        .join(Card, Card.resident_id == Person.id)
        .join(Attachment, Attachment.resident_id == Person.id)
        .where(
            Attachment.staff_id == staff_id,
            Person.left_at.is_(None),
            Card.revoked_at.is_(None),
            Card.ends_at < moment + CARD_WARNING,
        )
        .order_by(Card.ends_at)
    )
    return [CardDue(*row) for row in rows]


def consents_due(session: Session, staff_id: int, today: date) -> list[ConsentDue]:
    """Relatives of my residents who soon see less, each once, with the first day that ends."""
    relative = aliased(Person)
    ends_on = sa.func.min(Consent.ends_on)
    rows = session.execute(
        sa.select(Person.slug, Person.first_name, relative.first_name, ends_on)
        .select_from(Consent)
        .join(Relation, Relation.id == Consent.relation_id)
        .join(Person, Person.id == Relation.resident_id)
        .join(relative, relative.id == Relation.relative_id)
        .join(Attachment, Attachment.resident_id == Person.id)
        .where(
            Attachment.staff_id == staff_id,
            Person.left_at.is_(None),
            Relation.ended_at.is_(None),
            Consent.ended_at.is_(None),
            Consent.said_yes.is_(True),
            Consent.ends_on.between(today, today + ASKED_AGAIN),
        )
        .group_by(Person.slug, Person.first_name, relative.first_name)
        .order_by(ends_on)
    )
    return [ConsentDue(*row) for row in rows]
