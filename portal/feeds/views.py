"""A resident's own calendar and a relative's, by the secret in the address."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from urllib.parse import urlsplit

import sqlalchemy as sa
from flask import Blueprint, Response, abort, current_app
from sqlalchemy.orm import Session

from portal import clock
from portal.agreements import queries as agreements
from portal.db import db, writing
from portal.feeds.calendar import calendar
from portal.meals.rules import Standing
from portal.meals.seats import Seat, seats_of
from portal.meetings.meeting_models import Meeting, MeetingPerson
from portal.meetings.meeting_rules import A_MEETING
from portal.people.access import allow_anyone
from portal.people.consent import actions, entrances
from portal.people.consent import queries as consents
from portal.people.consent.queries import SeenResident
from portal.people.consent.rules import Happening, Topic
from portal.people.models import Person
from portal.people.rules import Role
from portal.presence.models import Place
from portal.refusal import N_
from portal.settings import Settings
from portal.web.sites import current_site

feeds = Blueprint("feeds", __name__)

Happenings = Callable[[Session, int, date], Sequence[Happening]]
"""What a feature puts in the calendars of one resident's relatives, from today on."""

WE_TALK = N_("Vi taler om en aftale")
EATS = N_("Spiser med")
WE_MEET = N_("Beboermøde")
LASTS = timedelta(hours=2)  # a dinner; it says when it begins only


@feeds.get("/kalender/<token>.ics")
@allow_anyone
def somebodys_calendar(token: str):
    """A resident's own calendar, or a relative's; no sign-in, the address is the secret."""
    owner = entrances.owner_of_feed(db.session, token)
    if owner is None:
        abort(404)
    if owner.role is Role.RESIDENT:
        return _calendar([("", what) for what in _own_happenings(owner.id)], key=f"beboer-{owner.id}")
    return _relatives_calendar(owner)


def agreement_happenings(session: Session, resident_id: int, today: date) -> list[Happening]:
    """The days of "Vi taler om den igen"; the calendar does not say which agreement: it hangs in kitchens."""
    return [
        Happening(
            key=f"aftale-{card.id}", title=WE_TALK,
            starts=card.next_talk_on, ends=card.next_talk_on + timedelta(days=1),
        )
        for card in agreements.cards_of(session, resident_id)
        if card.next_talk_on is not None and card.next_talk_on >= today
    ]  # fmt: skip


def dinner_happenings(session: Session, resident_id: int, today: date) -> list[Happening]:
    """The dinners a resident has a chair at, from today on; for relatives, who are told when, and no more."""
    return [_dinner(seat, resident_id) for seat in _taken_seats(session, resident_id, today)]


def _own_happenings(resident_id: int) -> list[Happening]:
    """The same for herself, with where it is; her talks, and the meetings of the house."""
    session, today = db.session, clock.today()
    rows = session.execute(sa.select(Place.slug, Place.name, Place.address))
    places = {slug: f"{name}, {address}".rstrip(", ") for slug, name, address in rows}
    seats = _taken_seats(session, resident_id, today)
    dinners = [_dinner(seat, resident_id, place=places.get(seat.place, "")) for seat in seats]
    meetings = _meetings(session, resident_id, today, places)
    return [*dinners, *meetings, *agreement_happenings(session, resident_id, today)]


def _meetings(session: Session, resident_id: int, today: date, places: Mapping[str, str]) -> list[Happening]:
    """The residents' meetings she has been told of, from today on, without those she does not come to.

    Also what is cancelled, for programs that keep what they have read. One statement.
    """
    if "meetings" not in current_site().features:
        return []
    hers = sa.and_(MeetingPerson.meeting_id == Meeting.id, MeetingPerson.person_id == resident_id)
    rows = session.execute(
        sa.select(Meeting.id, Meeting.begins_at, Meeting.place, Meeting.where, Meeting.changes, Meeting.cancelled_at)
        .outerjoin(MeetingPerson, hers)
        .where(Meeting.announced_at.is_not(None), Meeting.on >= today, MeetingPerson.comes.is_distinct_from(False))
        .order_by(Meeting.begins_at, Meeting.id)
    )
    return [
        Happening(
            key=f"moede-{id}", title=WE_MEET, starts=begins_at, ends=begins_at + A_MEETING,
            place=places.get(place, where), changes=changes, is_cancelled=cancelled_at is not None,
        )
        for id, begins_at, place, where, changes, cancelled_at in rows
    ]  # fmt: skip


def _taken_seats(session: Session, resident_id: int, today: date) -> list[Seat]:
    """Also at what is cancelled: a program that keeps what it has read would hold on to it otherwise."""
    moment = clock.now()
    return [seat for seat in seats_of(session, resident_id, today) if seat.standing(moment) is Standing.IN]


def _dinner(seat: Seat, resident_id: int, *, place: str = "") -> Happening:
    return Happening(
        key=f"spis-{seat.dinner_id}-{resident_id}", title=EATS, starts=seat.begins_at, ends=seat.begins_at + LASTS,
        place=place, made_at=seat.made_at, changed_at=seat.changed_at, is_cancelled=seat.is_cancelled,
    )  # fmt: skip


def _relatives_calendar(owner: Person) -> Response:
    """What residents let this relative see just now. While nobody shows her anything it is not there.

    A topic that waits for an answer is not shown.
    """
    residents = consents.residents_seen_by(db.session, owner.id, clock.today())
    if not residents:
        abort(404)
    _note_reading(owner, [each.id for each in residents])
    happenings = [(each.first_name, what) for each in residents for what in _happenings(each)]
    return _calendar(happenings, key=f"paaroerende-{owner.id}")


def _calendar(happenings: Sequence[tuple[str, Happening]], *, key: str) -> Response:
    settings: Settings = current_app.extensions["settings"]
    made = calendar(
        happenings, key=key, name=current_site().name, moment=clock.now(),
        host=urlsplit(settings.address).hostname or "",
    )  # fmt: skip
    return Response(made, content_type="text/calendar; charset=utf-8", headers={"Cache-Control": "private, no-store"})


def _happenings(resident: SeenResident) -> list[Happening]:
    telling: Mapping[Topic, Happenings] = current_app.extensions["relative_happenings"]
    return [
        what
        for topic in Topic
        if topic in resident.topics and topic in telling
        for what in telling[topic](db.session, resident.id, clock.today())
    ]


def _note_reading(owner: Person, resident_ids: Sequence[int]) -> None:
    """Log it, at most once a day: a calendar asks many times, and reading keeps nothing else."""
    if set(resident_ids) <= entrances.residents_read_today(db.session, owner.id, clock.now()):
        return
    with writing(db.engine) as log:
        actions.note_reading(log, owner.id, resident_ids, moment=clock.now())
