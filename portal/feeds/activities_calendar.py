"""Activities as a public calendar (RFC 5545).

A day that is cancelled or moved is its series' own, by RECURRENCE-ID, and says so in its first word too: a program
that does not know STATUS would show a cancelled café as one that is there. A red day is an EXDATE: it was never
promised. What is once has no series. An activity keeps its names for ever, and SEQUENCE grows with every change.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime

from icalendar import Event

from portal.activities.recurrence import Change, Occurrence
from portal.clock import COPENHAGEN
from portal.feeds.activities_reading import Entry
from portal.feeds.activities_series import Series, is_otherwise, on_the_wall, repeats, series_of, times_of, times_on
from portal.feeds.activities_words import CANCELLED, INTERESTS, MOVED, lines_of, place_of, price_of
from portal.feeds.calendar import empty_calendar
from portal.feeds.hours_calendar import once
from portal.feeds.hours_reading import Year
from portal.red_days import red_days

LAST_LINE = b"END:VCALENDAR\r\n"


def activity_calendar(
    entries: Iterable[Entry], year: Year, *, key: str, name: str, address: str, host: str
) -> Iterator[bytes]:
    """A calendar of a year of activities, piece by piece: the same bytes until something changes. `address` begins
    every link."""
    yield empty_calendar(key=key, name=name, host=host).to_ical().removesuffix(LAST_LINE)
    red = red_days(year.first, year.last)
    for entry in entries:
        for event in _events(entry, year, red, host):
            _tell(event, entry, year, address)
            yield event.to_ical()
    yield LAST_LINE


def _events(entry: Entry, year: Year, red: Mapping[date, str], host: str) -> Iterator[Event]:
    changes: dict[int, list[Change]] = defaultdict(list)
    for change in entry.changes:
        changes[change.rule_id].append(change)
    for rule in entry.rules:
        series = series_of(rule, changes[rule.id], red=red, first=year.first, last=year.last)
        if series is not None:
            yield from _of_series(series, f"aktivitet-{entry.activity.code}-{rule.id}", host)


def _of_series(series: Series, name: str, host: str) -> Iterator[Event]:
    rule = series.rule
    if series.days:
        first, last = series.days
        event = once(f"{name}@{host}", times_on(first, rule.starts, rule.ends))
        event.add("rrule", repeats(rule) | {"until": times_on(last, rule.starts, rule.ends)[0], "wkst": "MO"})
        if series.without:
            event.add("exdate", [on_the_wall(day, rule.starts) for day in series.without])
        yield event
    for each in series.otherwise:
        event = _one(f"{name}@{host}", each, series)
        event.add("recurrence-id", on_the_wall(each.day, rule.starts))
        yield event
    for each in series.alone:
        yield _one(f"{name}-{each.day:%Y%m%d}@{host}", each, series)


def _one(uid: str, each: Occurrence, series: Series) -> Event:
    event = once(uid, times_of(each))
    if each.is_cancelled:
        event.add("status", "CANCELLED")
        event.add("summary", CANCELLED)
    elif is_otherwise(each, series.rule):
        event.add("summary", MOVED)
    if each.because:
        event.add("comment", each.because)
    return event


def _tell(event: Event, entry: Entry, year: Year, address: str) -> None:
    activity, organiser = entry.activity, entry.organiser
    otherwise = str(event.pop("summary", ""))
    event.add("summary", ": ".join(filter(None, (otherwise, activity.title))))
    said = (str(event.get("comment", "")), lines_of(entry), price_of(entry))
    event.add("description", "\n".join(filter(None, said)))
    event.add("contact", ", ".join(filter(None, (organiser.name, entry.phone))))
    event.add("categories", [INTERESTS[activity.interest]])
    if entry.venue:
        event.add("location", place_of(entry.venue))
    event.add("url", f"{address}/aktiviteter/{activity.code}")
    if "status" not in event:
        event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # nobody is busy because something goes on
    begins = datetime(year.first.year, year.first.month, 1, tzinfo=COPENHAGEN)
    changed = max(activity.changed_at, begins).astimezone(UTC).replace(microsecond=0)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    # A month that passes counts, because the calendar then tells of one more.
    seconds = max(0, int((activity.changed_at - activity.made_at).total_seconds()))
    event.add("sequence", seconds + year.first.year * 12 + year.first.month)
