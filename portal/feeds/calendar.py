"""A calendar as programs read it (RFC 5545): Danish wall time, names that never change, folded lines."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, vDuration

from portal.people.consent.rules import Happening

READ_AGAIN = timedelta(hours=4)  # how often a calendar program should ask; less is too seldom for a changed dinner
YEARS_AHEAD = 5  # for which summer time is written out
PRODUCT = "-//Opgangen//Opgangen//DA"


def calendar(happenings: Iterable[tuple[str, Happening]], *, key: str, name: str, host: str, moment: datetime) -> bytes:
    """A calendar of what happens, each with the first name of whom it is about.

    `key` names the calendar itself for ever; `host` makes this and all other names ours.
    """
    made = Calendar.new(prodid=PRODUCT, uid=f"{key}@{host}", name=name, method="PUBLISH")
    # RFC 7986, and what programs read that do not know it.
    made.add("REFRESH-INTERVAL", vDuration(READ_AGAIN), parameters={"VALUE": "DURATION"})
    made.add("X-PUBLISHED-TTL", vDuration(READ_AGAIN))
    for who, what in happenings:
        made.add_component(_event(who, what, host, moment))
    today = moment.date()
    made.add_missing_timezones(first_date=date(today.year - 1, 1, 1), last_date=date(today.year + YEARS_AHEAD, 1, 1))
    return made.to_ical()


def _event(who: str, what: Happening, host: str, moment: datetime) -> Event:
    event = Event.new(
        uid=f"{what.key}@{host}", stamp=moment, start=what.starts, end=what.ends, summary=f"{who}: {what.title}"
    )
    if what.place:
        event.location = what.place
    return event
