"""The places' hours as a public calendar (RFC 5545). It names places, never people.

A time that a change moves within its day is its series' own, by RECURRENCE-ID: programs show it where it was and say
that it is different. A date that falls out is an EXDATE and not a cancelled time, for a program that does not know
STATUS would show a closed house as open. STATUS:CANCELLED is only for what once stood alone and was taken back: a
program that keeps what it has read would hold on to it otherwise.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Event

from portal.clock import COPENHAGEN
from portal.feeds.calendar import empty_calendar
from portal.feeds.hours_series import Series, Times, Timetable, is_plain
from portal.presence.queries import Known
from portal.refusal import N_

OPEN = N_("Der er åbent")


@dataclass(frozen=True, slots=True)
class Revision:
    """How often anything about the hours has been changed, and when it was last."""

    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """What a place's part of a calendar says. `taken_back` are times that stood alone once."""

    place: Known
    plan: Timetable
    taken_back: Iterable[Times] = ()


def hours_calendar(pages: Iterable[Page], *, key: str, name: str, address: str, host: str, revision: Revision) -> bytes:
    """A calendar of the places' hours: the same bytes until something changes. `address` begins every link."""
    made = empty_calendar(key=key, name=name, host=host)
    for page in pages:
        for event in _events(page, host):
            event.add("summary", f"{page.place.name}: {OPEN}")
            event.add("location", f"{page.place.name}, {page.place.address}".rstrip(", "))
            event.add("url", f"{address}/skilt/{page.place.slug}")
            event.add("transp", "TRANSPARENT")  # nobody is busy because a house is open
            event.add("dtstamp", revision.at.astimezone(UTC))
            event.add("last-modified", revision.at.astimezone(UTC))
            event.add("sequence", revision.number)
            made.add_component(event)
    return made.to_ical()


def _events(page: Page, host: str) -> Iterator[Event]:
    for series in page.plan.series:
        uid = f"hvem-{series.hours}@{host}"
        yield _series(uid, series)
        for start, times in sorted(series.instead.items()):
            event = once(uid, times)
            event.add("recurrence-id", start)
            yield event
    for times in page.plan.alone:
        yield once(_name_alone(page.place, times, host), times)
    for times in sorted(page.taken_back):
        event = once(_name_alone(page.place, times, host), times)
        event.add("status", "CANCELLED")
        yield event


def _series(uid: str, series: Series) -> Event:
    event = once(uid, series.times)
    event.add("rrule", {"freq": "weekly", "interval": series.every, "until": series.until, "wkst": "MO"})
    if series.without:
        event.add("exdate", series.without)
    return event


def once(uid: str, times: Times) -> Event:
    """Something that is at these times, under this name."""
    event = Event()
    event.add("uid", uid)
    zone = COPENHAGEN if is_plain(times) else UTC  # a wall time that comes twice is no time
    event.add("dtstart", times[0].astimezone(zone))
    event.add("dtend", times[1].astimezone(zone))
    return event


def _name_alone(place: Known, times: Times, host: str) -> str:
    return f"hvem-{place.id}-{times[0]:%Y%m%dT%H%MZ}-{times[1]:%Y%m%dT%H%MZ}@{host}"
