"""A calendar is as RFC 5545 wants it, whatever happens in it."""

from datetime import date, datetime, timedelta

import pytest
from icalendar import Calendar

from portal.clock import COPENHAGEN
from portal.feeds.calendar import READ_AGAIN, calendar
from portal.people.consent.rules import Happening

NOW = datetime(2026, 11, 23, 16, 30, tzinfo=COPENHAGEN)
DINNER = Happening(
    "spis-7", "Spiser med", datetime(2026, 11, 26, 18, tzinfo=COPENHAGEN),
    datetime(2026, 11, 26, 20, tzinfo=COPENHAGEN), place="Fælleslejligheden, Ågården 29",
)  # fmt: skip
TALK = Happening("aftale-3", "Vi taler om en aftale", date(2026, 11, 30), date(2026, 12, 1))
LONG = Happening("lang-1", "Blåbærgrød på trappen æøå " * 12, date(2026, 12, 1), date(2026, 12, 2))


def made(*happenings: Happening) -> bytes:
    return calendar(
        [("Maja", each) for each in happenings], key="karin", name="Opgangen", host="opgangen.example", moment=NOW
    )  # fmt: skip


def test_a_calendar_program_reads_what_we_write():
    read = Calendar.from_ical(made(DINNER, TALK))
    assert (read["VERSION"], read["METHOD"], read["X-WR-CALNAME"]) == ("2.0", "PUBLISH", "Opgangen")
    assert read["REFRESH-INTERVAL"].dt == READ_AGAIN and read["UID"] == "karin@opgangen.example"
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT4H\r\n" in made()
    assert b"\r\nX-PUBLISHED-TTL:PT4H\r\n" in made()
    dinner, talk = read.events
    assert (dinner["UID"], talk["UID"]) == ("spis-7@opgangen.example", "aftale-3@opgangen.example")
    assert dinner["SUMMARY"] == "Maja: Spiser med"
    assert dinner["LOCATION"] == DINNER.place
    assert dinner["DTSTART"].params["TZID"] == "Europe/Copenhagen"
    assert dinner["DTSTART"].dt.utcoffset() == timedelta(hours=1)
    assert (dinner["DTSTART"].dt, dinner["DTEND"].dt) == (DINNER.starts, DINNER.ends)
    assert (talk["DTSTART"].dt, talk["DTEND"].dt) == (TALK.starts, TALK.ends)
    assert dinner["DTSTAMP"].dt == NOW
    assert [zone["TZID"] for zone in read.timezones] == ["Europe/Copenhagen"]


def test_an_empty_calendar_is_a_calendar():
    assert Calendar.from_ical(made()).events == []


def test_lines_are_folded_and_ended_as_the_standard_says():
    text = made(LONG, DINNER)
    lines = text.split(b"\r\n")
    assert lines[-1] == b"" and b"\n" not in text.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode("utf-8")  # no letter is cut in two
    assert any(line.startswith(b" ") for line in lines)
    assert Calendar.from_ical(text).events[0]["SUMMARY"] == f"Maja: {LONG.title}"


@pytest.mark.parametrize("title", ["Komma, semikolon; \\ og\nlinje", "BEGIN:VEVENT\r\nSUMMARY:falsk"])
def test_words_cannot_become_lines_of_the_calendar(title):
    (event,) = Calendar.from_ical(made(Happening("a", title, TALK.starts, TALK.ends))).events
    assert event["SUMMARY"].replace("\r\n", "\n") == f"Maja: {title}".replace("\r\n", "\n")


def test_the_same_thing_has_the_same_name_every_time():
    assert [made(DINNER)] == [made(DINNER)]
    moved = Happening(DINNER.key, DINNER.title, DINNER.starts + timedelta(days=1), DINNER.ends + timedelta(days=1))
    first, second = (Calendar.from_ical(made(each)).events[0] for each in (DINNER, moved))
    assert first["UID"] == second["UID"] and first["DTSTART"].dt != second["DTSTART"].dt


@pytest.mark.parametrize(
    ("day", "offset"),
    [(date(2027, 3, 27), 1), (date(2027, 3, 28), 2), (date(2026, 10, 24), 2), (date(2026, 10, 25), 1)],
)
def test_an_evening_is_the_same_wall_time_in_summer_and_winter(day, offset):
    at = datetime(day.year, day.month, day.day, 18, tzinfo=COPENHAGEN)
    (event,) = Calendar.from_ical(made(Happening("a", "Spiser med", at, at + timedelta(hours=2)))).events
    assert event["DTSTART"].dt.hour == 18
    assert event["DTSTART"].dt.utcoffset() == timedelta(hours=offset)
