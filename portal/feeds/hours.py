"""The hours of "Hvem er her?" as open data: calendars and schema.org, for everybody and without names of people."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, json

from portal import clock
from portal.db import db
from portal.feeds import hours_reading
from portal.feeds.answers import CALENDAR, LINKED_DATA, kept
from portal.feeds.hours_calendar import Page, hours_calendar
from portal.feeds.opening_hours import opening_hours
from portal.people.access import allow_anyone
from portal.settings import Settings
from portal.web.sites import current_site

presence_hours = Blueprint("presence_hours", __name__)


@presence_hours.get("/kalender/hvem.ics")
@allow_anyone
def all_hours():
    """The hours of all places, a year ahead."""
    pages = hours_reading.pages(db.session, hours_reading.year_from(clock.today()))
    return _calendar(pages, key="hvem", name=current_site().name)


@presence_hours.get("/kalender/hvem/<slug>.ics")
@allow_anyone
def hours_of_place(slug: str):
    """The hours of one place, a year ahead."""
    pages = hours_reading.pages_of_one(db.session, hours_reading.year_from(clock.today()), slug)
    if not pages:
        abort(404)
    return _calendar(pages, key=f"hvem-sted-{pages[0].place.id}", name=pages[0].place.name)


@presence_hours.get("/hvem/aabningstider.json")
@allow_anyone
def schema_org():
    """The hours of all places as schema.org has them, a year ahead."""
    settings: Settings = current_app.extensions["settings"]
    year = hours_reading.year_from(clock.today())
    found = opening_hours(
        hours_reading.places_in(db.session, year), year.first, year.last, address=settings.address,
        telephone=current_site().phone,
    )  # fmt: skip
    return kept([json.dumps(found, ensure_ascii=False).encode()], LINKED_DATA)


def _calendar(pages: Sequence[Page], *, key: str, name: str) -> Response:
    settings: Settings = current_app.extensions["settings"]
    year = hours_reading.year_from(clock.today())
    made = hours_calendar(
        pages, key=key, name=name, address=settings.address, host=urlsplit(settings.address).hostname or "",
        revision=hours_reading.revision(db.session, year),
    )  # fmt: skip
    return kept([made], CALENDAR)
