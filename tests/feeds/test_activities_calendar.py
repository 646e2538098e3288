"""Two strangers read the calendar of an activity and find its occurrences, whatever happens to its days."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from icalendar import Calendar

from portal.activities.models import Activity, Organiser, Venue
from portal.activities.recurrence import Change, Every, Rule, occurrences
from portal.activities.rules import Interest
from portal.clock import COPENHAGEN
from portal.feeds.activities_calendar import activity_calendar
from portal.feeds.activities_reading import Entry
from portal.feeds.activities_series import times_of
from portal.feeds.hours_reading import Year
from portal.red_days import red_days
from tests.feeds.calendar_readers import by_ical_js, by_icalendar, seconds, together

YEAR = Year(date(2026, 11, 1), date(2027, 11, 30))
RED = red_days(YEAR.first, YEAR.last)
MADE, CHANGED = datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 11, 20, 8, tzinfo=UTC)
WEDNESDAYS = Rule(Every.WEEK, date(2026, 1, 7), time(12), time(14), weekday=2, id=1)
EVERY_OTHER = Rule(Every.WEEK, date(2026, 1, 8), time(14), time(16, 30), weekday=4, step=2, id=2)
FRIDAYS = replace(EVERY_OTHER, step=1)
LAST_FRIDAY = Rule(Every.MONTH, date(2026, 1, 1), time(13), time(15), weekday=4, which=-1, id=3)
SECOND_MONDAY = Rule(Every.MONTH, date(2026, 12, 1), time(10), time(11), date(2027, 6, 14), weekday=0, which=2, id=4)
CONCERT = Rule(Every.ONCE, date(2026, 12, 6), time(15), time(16), id=5)
BOXING_DAYS = Rule(Every.WEEK, date(2026, 12, 25), time(9), time(10), date(2026, 12, 25), weekday=4, id=6)
NIGHTS = Rule(Every.WEEK, date(2026, 1, 4), time(1), time(2, 30), weekday=6, id=7)
SUMMER_NIGHTS = Rule(Every.WEEK, date(2026, 1, 4), time(2, 30), time(5), weekday=6, id=8)
THE_NINTH = date(2026, 12, 9)


def cancelled(day: date, rule: int = 1) -> Change:
    return Change(rule, day, True, because="Køkkenet får nyt gulv.")


def moved(day: date, on: date | None = None, starts: time | None = None, ends: time | None = None, rule: int = 1):
    return Change(rule, day, False, on, starts, ends)


SITUATIONS = {
    "every week": ([WEDNESDAYS], []),
    "not on red days": ([FRIDAYS], []),
    "also on red days": ([replace(FRIDAYS, on_red_days=True)], []),
    "every other week, over New Year": ([EVERY_OTHER], []),
    "the last Friday": ([LAST_FRIDAY], []),
    "a season": ([SECOND_MONDAY], []),
    "once": ([CONCERT], []),
    "on a red day only": ([BOXING_DAYS], []),
    "twice a week": ([WEDNESDAYS, FRIDAYS], []),
    "a day is cancelled": ([WEDNESDAYS], [cancelled(THE_NINTH)]),
    "the first day is cancelled": ([WEDNESDAYS], [cancelled(date(2026, 11, 4))]),
    "the last day is moved": ([WEDNESDAYS], [moved(date(2027, 11, 24), on=date(2027, 11, 25))]),
    "another day": ([WEDNESDAYS], [moved(THE_NINTH, on=date(2026, 12, 10))]),
    "another hour": ([WEDNESDAYS], [moved(THE_NINTH, starts=time(15), ends=time(17))]),
    "only longer": ([WEDNESDAYS], [moved(THE_NINTH, ends=time(15))]),
    "onto its own next day": ([WEDNESDAYS], [moved(THE_NINTH, on=date(2026, 12, 16), starts=time(9), ends=time(10))]),
    "put off from the month before": ([WEDNESDAYS], [moved(date(2026, 10, 14), on=date(2026, 11, 5))]),
    "put off until after the year": ([WEDNESDAYS], [moved(date(2027, 11, 24), on=date(2027, 12, 2))]),
    "from a red day to another": ([FRIDAYS], [moved(date(2026, 12, 25), on=date(2026, 12, 23), rule=2),
                                             moved(date(2027, 1, 1), starts=time(10), ends=time(11), rule=2)]),
    "a season with everything cancelled": (
        [replace(WEDNESDAYS, first=THE_NINTH, last=THE_NINTH)], [cancelled(THE_NINTH)],
    ),
    "once and cancelled": ([CONCERT], [cancelled(CONCERT.first, rule=5)]),
    "once and moved": ([CONCERT], [moved(CONCERT.first, date(2026, 12, 13), time(14), time(15), rule=5)]),
    "until the hour that comes twice": ([NIGHTS], []),
    "in the hour that is not there": ([SUMMER_NIGHTS], []),
    "no rule": ([], []),
}  # fmt: skip
NOTHING = ("on a red day only", "a season with everything cancelled", "once and cancelled", "no rule")


def entry(rules, changes, changed_at: datetime = CHANGED) -> Entry:
    activity = Activity(
        code="A17", title="Café i Vejleåparken", lines=[["Vi spiser sammen.", "eat_together"]],
        interest=Interest.TOGETHER, kroner=30, price_note="Kaffen er gratis.", made_at=MADE, changed_at=changed_at,
    )  # fmt: skip
    organiser = Organiser(slug="naboerne", name="Naboerne", phone="12 34 56 78", email="naboerne@demo.example")
    venue = Venue(slug="huset", name="Beboerhuset", where="i huset", address="Parken 1", area="Vejleåparken", access={})
    return Entry(activity, organiser, venue, rules, changes)


def feed(rules, changes, **more) -> bytes:
    pieces = activity_calendar(
        [entry(rules, changes, **more)], YEAR, key="aktivitet-A17", name="Café", address="https://a.example",
        host="a.example",
    )  # fmt: skip
    return b"".join(pieces)


def events(made: bytes):
    return Calendar.from_ical(made).events


@pytest.mark.parametrize("situation", SITUATIONS)
def test_two_readers_find_what_the_rules_say(situation):
    rules, changes = SITUATIONS[situation]
    found = occurrences(rules, changes, red=RED, begin=YEAR.first, end=YEAR.last)
    told = together(tuple(map(seconds, times_of(each))) for each in found if not each.is_cancelled)
    made = feed(rules, changes)
    assert bool(told) is (situation not in NOTHING)
    assert by_icalendar(made) == told
    assert by_ical_js(made) == told


def test_a_cancelled_day_says_so_and_why_and_the_series_stays():
    master, gone = events(feed(*SITUATIONS["a day is cancelled"]))
    assert (gone["UID"], gone["STATUS"]) == (master["UID"], "CANCELLED")
    assert gone["RECURRENCE-ID"].dt == datetime(2026, 12, 9, 12, tzinfo=COPENHAGEN)
    assert gone["SUMMARY"] == "Aflyst: Café i Vejleåparken" and "nyt gulv" in gone["DESCRIPTION"]
    assert master["STATUS"] == "CONFIRMED" and master["RRULE"]["BYDAY"] == ["WE"]
    assert "EXDATE" not in master
    (friday,) = events(feed([FRIDAYS], []))
    assert date(2026, 12, 25) in {each.dt.date() for each in friday["EXDATE"].dts}


def test_a_moved_day_is_told_as_what_it_was_and_what_it_is():
    _master, other = events(feed(*SITUATIONS["another day"]))
    assert other["SUMMARY"] == "Flyttet: Café i Vejleåparken" and other["STATUS"] == "CONFIRMED"
    assert other["RECURRENCE-ID"].dt.date() == THE_NINTH
    assert other["DTSTART"].dt == datetime(2026, 12, 10, 12, tzinfo=COPENHAGEN)
    assert other["DTSTART"].params["TZID"] == other["RECURRENCE-ID"].params["TZID"] == "Europe/Copenhagen"


def test_it_says_where_and_whom_to_ring_and_keeps_its_name():
    (before,), (after,) = (
        events(feed([WEDNESDAYS], [])),
        events(feed([WEDNESDAYS], [], changed_at=CHANGED + timedelta(minutes=1))),
    )
    assert before["UID"] == after["UID"] and before["SEQUENCE"] < after["SEQUENCE"]
    assert before["LOCATION"] == "Beboerhuset, Parken 1" and before["CONTACT"] == "Naboerne, 12 34 56 78"
    assert before["URL"] == "https://a.example/aktiviteter/A17" and before["DTSTAMP"].dt == CHANGED
    assert before["DESCRIPTION"] == "Vi spiser sammen.\n30 kroner. Kaffen er gratis."
    assert feed([WEDNESDAYS], []) == feed([WEDNESDAYS], []) and b"@demo.example" not in feed([WEDNESDAYS], [])
