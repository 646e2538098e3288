"""A relative's calendar, by the secret in its address."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app
from sqlalchemy.orm import Session

from portal import clock
from portal.agreements import queries as agreements
from portal.db import db, writing
from portal.feeds.calendar import calendar
from portal.people.access import allow_anyone
from portal.people.consent import actions, entrances
from portal.people.consent import queries as consents
from portal.people.consent.queries import SeenResident
from portal.people.consent.rules import Happening, Topic
from portal.people.models import Person
from portal.refusal import N_
from portal.settings import Settings
from portal.web.sites import current_site

feeds = Blueprint("feeds", __name__)

Happenings = Callable[[Session, int, date], Sequence[Happening]]
"""What a feature puts in the calendars of one resident's relatives, from today on."""

WE_TALK = N_("Vi taler om en aftale")


@feeds.get("/kalender/<token>.ics")
@allow_anyone
def relatives_calendar(token: str):
    """What residents let this relative see just now, as a calendar; no sign-in, the address is the secret.

    While nobody shows her anything it is not there: also a topic that waits for an answer is not shown.
    """
    owner = entrances.owner_of_feed(db.session, token)
    residents = consents.residents_seen_by(db.session, owner.id, clock.today()) if owner else ()
    if owner is None or not residents:
        abort(404)
    _note_reading(owner, [each.id for each in residents])
    settings: Settings = current_app.extensions["settings"]
    made = calendar(
        [(each.first_name, what) for each in residents for what in _happenings(each)],
        key=f"paaroerende-{owner.id}", name=current_site().name, moment=clock.now(),
        host=urlsplit(settings.address).hostname or "",
    )  # fmt: skip
    return Response(made, content_type="text/calendar; charset=utf-8", headers={"Cache-Control": "private, no-store"})


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
