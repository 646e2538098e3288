"""A calendar as programs read it (RFC 5545): Danish wall time, names that never change, folded lines."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, Timezone, vDuration

from portal.people.consent.rules import Happening

READ_AGAIN = timedelta(hours=4)  # how often a calendar program should ask; less is too seldom for a changed dinner
PRODUCT = "-//Opgangen//Opgangen//DA"
DANISH_TIME = """BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
"""The rule since 1996 (directive 2000/84/EC). What `icalendar` writes itself begins summer an hour late, as a list of
dates of which ical.js reads the first."""


def calendar(happenings: Iterable[tuple[str, Happening]], *, key: str, name: str, host: str, moment: datetime) -> bytes:
    """A calendar of what happens, each with the first name of whom it is about, or none in one's own.

    `key` names the calendar itself for ever; `host` makes this and all other names ours.
    """
    made = empty_calendar(key=key, name=name, host=host)
    for who, what in happenings:
        made.add_component(_event(who, what, host, moment))
    return made.to_ical()


def empty_calendar(*, key: str, name: str, host: str) -> Calendar:
    """A calendar that nothing happens in yet. It says how often it should be read, and what Danish time is."""
    made = Calendar.new(prodid=PRODUCT, uid=f"{key}@{host}", name=name, method="PUBLISH")
    # RFC 7986, and what programs read that do not know it.
    made.add("REFRESH-INTERVAL", vDuration(READ_AGAIN), parameters={"VALUE": "DURATION"})
    made.add("X-PUBLISHED-TTL", vDuration(READ_AGAIN))
    made.add_component(Timezone.from_ical(DANISH_TIME))
    return made


def _event(who: str, what: Happening, host: str, moment: datetime) -> Event:
    event = Event.new(
        uid=f"{what.key}@{host}", stamp=moment, start=what.starts, end=what.ends,
        summary=f"{who}: {what.title}" if who else what.title,
    )  # fmt: skip
    if what.place:
        event.location = what.place
    if what.made_at is not None and what.changed_at is not None:
        event.add("last-modified", what.changed_at.astimezone(UTC))
        event.add("sequence", max(0, int((what.changed_at - what.made_at).total_seconds())))
    if what.changes is not None:
        event.add("sequence", what.changes)
    if what.is_cancelled:
        event.add("status", "CANCELLED")
    return event
