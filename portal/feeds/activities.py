"""The catalogue as open data: calendars, schema.org, Open Referral, news and a table. For everybody, cheap to ask
again, and about activities only: no volunteer, no caller and nobody's e-mail address is in any of it."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, json, request

from portal import clock
from portal.activities import queries
from portal.activities.asked import asked_from
from portal.activities.models import Activity
from portal.activities.rules import Standing, read_code
from portal.db import db
from portal.feeds import activities_hsds, activities_news, activities_table
from portal.feeds.activities_calendar import activity_calendar
from portal.feeds.activities_linked import linked_data
from portal.feeds.activities_reading import Entry, entries, entry, venue_named
from portal.feeds.answers import CALENDAR, LINKED_DATA, kept
from portal.feeds.hours_reading import Year, year_from
from portal.feeds.opening_hours import Node
from portal.people.access import allow_anyone
from portal.settings import Settings
from portal.web.sites import current_site

activities_feeds = Blueprint("activities_feeds", __name__)

TABLE, NEWS, JSON = "text/csv; charset=utf-8", "application/rss+xml; charset=utf-8", "application/json"


@activities_feeds.get("/kalender/aktiviteter.ics")
@allow_anyone
def calendar():
    """The activities that are asked for, as the page of the catalogue asks."""
    asked = asked_from(request.args)
    if not asked.parameters():
        return _calendar(entries(db.session, _year()), key="aktiviteter", name=current_site().name)
    search = queries.Search(db.session, asked, queries.areas(db.session), clock.now())
    key = "-".join(["aktiviteter", *(f"{name}-{value}" for name, value in asked.parameters().items())])
    return _calendar(entries(db.session, _year(), search.is_found()), key=key, name=current_site().name)


@activities_feeds.get("/kalender/aktiviteter/<code>.ics")
@allow_anyone
def calendar_of_one(code: str):
    """One activity. Of one that has ended the calendar is empty, so that programs forget what they kept."""
    found = _entry(code)
    told = [found] if found.activity.standing is Standing.PUBLISHED else []
    return _calendar(told, key=f"aktivitet-{found.activity.code}", name=found.activity.title)


@activities_feeds.get("/kalender/sted/<slug>.ics")
@allow_anyone
def calendar_of_venue(slug: str):
    """Everything at one venue."""
    venue = venue_named(db.session, slug)
    if venue is None:
        abort(404)
    told = entries(db.session, _year(), Activity.venue_id == venue.id)
    return _calendar(told, key=f"sted-{venue.slug}", name=venue.name)


@activities_feeds.get("/aktiviteter/<code>.json")
@allow_anyone
def schema_org(code: str):
    """One activity as schema.org has it."""
    found = _entry(code)
    if found.activity.standing is not Standing.PUBLISHED:
        abort(404)
    return kept([json.dumps(_linked(found), ensure_ascii=False).encode()], LINKED_DATA)


@activities_feeds.get("/aktiviteter/hsds.json")
@allow_anyone
def open_referral():
    """The whole catalogue as Open Referral has it."""
    told = entries(db.session, _year())
    return kept(activities_hsds.services(told, _year(), clock.today(), address=_address()), JSON)


@activities_feeds.get("/aktiviteter.rss")
@allow_anyone
def news():
    """What is new."""
    items = activities_news.news(db.session, clock.today())
    name = f"Aktiviteter – {current_site().name}"
    return kept([activities_news.rss(items, name=name, address=_address())], NEWS)


@activities_feeds.get("/aktiviteter.csv")
@allow_anyone
def table():
    """The whole catalogue, a row for each activity."""
    told = entries(db.session, _year())
    return kept(activities_table.table(told, _year(), clock.today(), address=_address()), TABLE)


@activities_feeds.get("/aktiviteter-felter.csv")
@allow_anyone
def dictionary():
    """What the columns of the table mean."""
    return kept(activities_table.dictionary(), TABLE)


@activities_feeds.app_template_global()
def machine_words(code: str) -> Node | None:
    """What the page of an activity says to search engines; `None` when they have nothing to learn there."""
    found = entry(db.session, _year(), code)
    return _linked(found) if found and found.activity.standing is Standing.PUBLISHED else None


def _linked(found: Entry) -> Node:
    return linked_data(found, _year(), clock.today(), address=_address())


def _entry(typed: str) -> Entry:
    found = entry(db.session, _year(), read_code(typed) or "")
    if found is None:
        abort(404)
    return found


def _calendar(told: Iterable[Entry], *, key: str, name: str) -> Response:
    host = urlsplit(_address()).hostname or ""
    return kept(activity_calendar(told, _year(), key=key, name=name, address=_address(), host=host), CALENDAR)


def _year() -> Year:
    return year_from(clock.today())


def _address() -> str:
    settings: Settings = current_app.extensions["settings"]
    return settings.address
