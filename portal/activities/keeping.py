"""What staff keep true beside the words: facts of an activity, organisers, venues. The search learns it at once."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.activities import actions, indexing
from portal.activities.models import Activity, Organiser, Venue
from portal.activities.rules import Access, Audience, Joining, Known, is_step_free
from portal.pictograms.danish import fold
from portal.refusal import N_, Refused

LONGEST_SLUG = 40
GONE = N_("Vælg en anden, for den her er væk.")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an activity beside its words and its days. No `phone`: the organiser's."""

    organiser_id: int
    venue_id: int | None
    phone: str | None
    kroner: int | None
    price_note: str
    audience: Audience
    joining: Joining
    capacity: int | None
    has_companion: bool
    has_transport: bool
    wants_helpers: bool
    law: str
    law_from: date | None
    funding: str
    ordinary: str


@dataclass(frozen=True, slots=True)
class VenueFacts:
    """What is known of a venue. What is missing in `access` nobody knows."""

    name: str
    where: str
    address: str
    area: str
    landmark: str
    access: dict[Access, Known]
    ways: list[list[str | None]]


def keep_facts(session: Session, activity_id: int, facts: Facts, *, moment: datetime) -> None:
    """The facts of an activity from now on."""
    activity = actions.held(session, activity_id)
    activity.organiser_id, activity.venue_id = facts.organiser_id, facts.venue_id
    activity.phone, activity.kroner, activity.price_note = facts.phone, facts.kroner, facts.price_note
    activity.audience, activity.joining, activity.capacity = facts.audience, facts.joining, facts.capacity
    activity.has_companion, activity.has_transport = facts.has_companion, facts.has_transport
    activity.wants_helpers, activity.ordinary = facts.wants_helpers, facts.ordinary
    activity.law, activity.law_from, activity.funding = facts.law, facts.law_from, facts.funding
    activity.changed_at = moment
    session.flush()
    indexing.renew(session, activity_id)


def keep_organiser(
    session: Session, organiser_id: int | None, *, name: str, phone: str | None, email: str | None,
    website: str | None, moment: datetime,
) -> Organiser:  # fmt: skip
    """Who offers activities; without an id somebody new. Raises `Refused` when the id is nobody's."""
    organiser = (
        session.get(Organiser, organiser_id) if organiser_id else Organiser(slug=_slug(session, Organiser, name))
    )
    if organiser is None:
        raise Refused(GONE)
    organiser.name, organiser.phone, organiser.email, organiser.website = name, phone, email, website
    session.add(organiser)
    session.flush()
    _renew_where(session, Activity.organiser_id == organiser.id, moment)
    return organiser


def keep_venue(session: Session, venue_id: int | None, facts: VenueFacts, *, moment: datetime) -> Venue:
    """A place; without an id a new one. Raises `Refused` when the id is no place's."""
    venue = session.get(Venue, venue_id) if venue_id else Venue(slug=_slug(session, Venue, facts.name))
    if venue is None:
        raise Refused(GONE)
    venue.name, venue.where, venue.address, venue.area = facts.name, facts.where, facts.address, facts.area
    venue.landmark, venue.ways = facts.landmark, facts.ways
    venue.access = {fact.value: known.value for fact, known in facts.access.items() if known is not Known.UNKNOWN}
    venue.is_step_free = is_step_free(facts.access.get(Access.STEP_FREE, Known.UNKNOWN))
    session.add(venue)
    session.flush()
    _renew_where(session, Activity.venue_id == venue.id, moment)
    return venue


def _renew_where(session: Session, condition: sa.ColumnElement[bool], moment: datetime) -> None:
    """What is said of an organiser or a venue is said of its activities."""
    ids = session.scalars(sa.select(Activity.id).where(condition)).all()
    session.execute(sa.update(Activity).where(condition).values(changed_at=moment))
    for activity_id in ids:
        indexing.renew(session, activity_id)


def _slug(session: Session, table: type[Organiser] | type[Venue], name: str) -> str:
    """A name for addresses that no other row has."""
    folded = "-".join("".join(sign if sign.isalnum() else " " for sign in fold(name)).split()) or "x"
    taken = set(session.scalars(sa.select(table.slug)))
    begun = folded[: LONGEST_SLUG - 4].strip("-")
    return next(
        slug
        for number in range(1, len(taken) + 2)
        if (slug := begun if number == 1 else f"{begun}-{number}") not in taken
    )
