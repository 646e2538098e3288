"""The open data of "Hvem er her?": everybody may read it, and a change by staff is in the next reading."""

from datetime import date, datetime, time, timedelta

import pytest
import sqlalchemy as sa
from icalendar import Calendar
from sqlalchemy.orm import Session

from portal import clock
from portal.clock import COPENHAGEN
from portal.db import writing
from portal.feeds.hours_reading import year_from
from portal.presence import actions, hours_actions
from portal.presence.facts import ChangeKind, Span
from portal.presence.models import Hours, Place
from portal.presence.openings import A_DAY, openings
from portal.presence.queries import places as known_places
from tests.browser import counted_statements
from tests.feeds.calendar_readers import by_ical_js, by_icalendar, by_openings, seconds, together

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
FIRST, LAST = date(2026, 11, 1), date(2027, 11, 30)
TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)
TO_NINE = (Span(time(19), time(21)),)
FEEDS = ("/kalender/hvem.ics", "/kalender/hvem/klubben.ics", "/hvem/aabningstider.json")


def known(engine):
    with Session(engine) as session:
        begins = datetime.combine(FIRST, time(), COPENHAGEN)
        return {each.slug: each.facts for each in known_places(session, begins, last_day=LAST)}


def told(facts) -> list[tuple[int, int]]:
    return by_openings(openings(facts, FIRST, LAST))


def change(engine, place: Place, kind: ChangeKind, first: date, last: date, **more):
    with writing(engine) as begun:
        return actions.change(
            begun, place, kind=kind, first_day=first, last_day=last, by_id=None, moment=clock.now(), **more
        )


def a_troubled_year(engine, places) -> None:
    """Closed in July, other hours, moved, ill, and Christmas answered for."""
    flat, club = places["faelleslejligheden"], places["klubben"]
    change(engine, flat, ChangeKind.CLOSED, date(2027, 7, 1), date(2027, 7, 31))
    change(engine, club, ChangeKind.OTHER_HOURS, TUESDAY, FRIDAY, spans=TO_NINE)
    change(engine, club, ChangeKind.MOVED, date(2027, 3, 22), date(2027, 4, 11), moved_to_id=flat.id)
    with writing(engine) as begun:
        actions.answer_holiday(
            begun, begun.get_one(Place, club.id), date(2026, 12, 24), is_open=True, by_id=1, moment=clock.now()
        )


@pytest.fixture
def troubled(engine, places):
    a_troubled_year(engine, places)
    return places


def events(browser, address: str):
    return Calendar.from_ical(browser.raw("GET", address).data).events


def test_every_place_says_a_year_of_its_openings(browser, engine, troubled):
    for slug, facts in known(engine).items():
        made = browser.raw("GET", f"/kalender/hvem/{slug}.ics").data
        assert by_icalendar(made) == by_ical_js(made) == told(facts)
        assert len(told(facts)) > 30
    everything = browser.raw("GET", "/kalender/hvem.ics").data
    spans = [span for facts in known(engine).values() for span in told(facts)]
    assert by_icalendar(everything) == by_ical_js(everything) == together(spans)


def test_search_engines_read_the_same_year(browser, engine, troubled):
    answer = browser.raw("GET", "/hvem/aabningstider.json")
    assert answer.content_type == "application/ld+json"
    graph = {each["@id"].rpartition("/")[2]: each for each in answer.get_json(force=True)["@graph"]}
    for slug, facts in known(engine).items():
        assert together(by_schema_org(graph[slug])) == told(facts)
        assert graph[slug]["telephone"] == "12 34 56 78"
    assert graph["faelleslejligheden"]["address"]["streetAddress"] == "Ågården 29"


def by_schema_org(place: dict) -> list[tuple[int, int]]:
    """As schema.org is read: a special day stands instead of the week."""
    found = []
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + number * A_DAY
        special, weekly = (
            [each for each in place[kind] if each["validFrom"] <= f"{day}" <= each["validThrough"]]
            for kind in ("specialOpeningHoursSpecification", "openingHoursSpecification")
        )
        weekly = [each for each in weekly if each["dayOfWeek"] == f"https://schema.org/{day:%A}"]
        for each in special or weekly:
            if "opens" in each and each["opens"] != each["closes"]:
                times = (time.fromisoformat(each["opens"]), time.fromisoformat(each["closes"]))
                opens, closes = (datetime.combine(day, at, COPENHAGEN) for at in times)
                found.append((seconds(opens), seconds(closes if closes > opens else closes + timedelta(days=1))))
    return found


@on_sqlite
def test_a_day_nobody_has_spoken_for_is_not_called_closed(browser, places):
    graph = browser.raw("GET", "/hvem/aabningstider.json").get_json(force=True)["@graph"]
    (club,) = [each for each in graph if each["name"] == "Klubben"]
    (unsure,) = [each for each in club["specialOpeningHoursSpecification"] if each["validFrom"] == "2026-12-24"]
    assert "opens" not in unsure and unsure["description"] == "Vi ved det ikke endnu."


@pytest.mark.parametrize("feed", FEEDS)
def test_it_is_sent_once_until_something_changes(browser, engine, places, feed):
    first = browser.raw("GET", feed)
    again = browser.raw("GET", feed, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["Cache-Control"] == "public, no-cache"
    clock.freeze(datetime(2026, 11, 29, 3, 10))  # another day of the same month
    assert browser.raw("GET", feed).headers["ETag"] == first.headers["ETag"]
    change(engine, places["klubben"], ChangeKind.CLOSED, TUESDAY, TUESDAY)
    changed = browser.raw("GET", feed, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200 and changed.data != first.data


def test_a_change_and_its_undoing_both_count(browser, engine, places):
    address, club = "/kalender/hvem/klubben.ics", places["klubben"]
    sequences = [events(browser, address)[0]["SEQUENCE"]]
    made = change(engine, club, ChangeKind.CLOSED, TUESDAY, TUESDAY)
    sequences.append(events(browser, address)[0]["SEQUENCE"])
    with writing(engine) as begun:
        actions.undo(begun, begun.merge(made), moment=clock.now())
    sequences.append(events(browser, address)[0]["SEQUENCE"])
    with writing(engine) as begun:
        hours_id = begun.scalars(sa.select(Hours.id).where(Hours.place_id == club.id)).first()
        edit = hours_actions.end_hours(
            begun, begun.get_one(Place, club.id), hours_id, last_day=date(2027, 1, 1), by_id=None, moment=clock.now()
        )
    sequences.append(events(browser, address)[0]["SEQUENCE"])
    with writing(engine) as begun:
        hours_actions.undo_hours(begun, begun.merge(edit), moment=clock.now())
    sequences.append(events(browser, address)[0]["SEQUENCE"])
    clock.freeze(datetime(2026, 12, 1, 8))  # the feed tells of a month more
    sequences.append(events(browser, address)[0]["SEQUENCE"])
    assert sequences == sorted(set(sequences))


def test_an_answer_about_a_red_day_counts_each_time_it_is_another(browser, engine, village, places):
    """A calendar program keeps what it has until SEQUENCE rises (RFC 5545 § 3.8.7.4)."""
    address, revisions = "/kalender/hvem/klubben.ics", []

    def note() -> None:
        event = next(each for each in events(browser, address) if "EXDATE" in each)
        revisions.append((event["SEQUENCE"], event["LAST-MODIFIED"].dt, event["DTSTAMP"].dt))

    note()
    for hour, is_open in ((17, True), (18, False), (19, True)):
        clock.freeze(datetime(2026, 11, 23, hour))
        for _twice in range(2):
            with writing(engine) as begun:
                actions.answer_holiday(
                    begun, begun.merge(places["klubben"]), date(2026, 12, 24), is_open=is_open, by_id=village.bo.id,
                    moment=clock.now(),
                )  # fmt: skip
        note()
    assert [each[0] - revisions[0][0] for each in revisions] == [0, 1, 2, 3]
    assert revisions == sorted(set(revisions)) and revisions[-1][1].hour == revisions[-1][2].hour == 18  # in UTC


def test_what_stood_alone_is_cancelled_when_it_is_taken_back(browser, engine, places):
    address, flat, club = "/kalender/hvem/faelleslejligheden.ics", places["faelleslejligheden"], places["klubben"]
    before = browser.raw("GET", address).data
    made = change(engine, club, ChangeKind.MOVED, TUESDAY, TUESDAY, moved_to_id=flat.id)
    (alone,) = [
        each for each in events(browser, address) if "RRULE" not in each and each["DTSTART"].dt.date() == TUESDAY
    ]
    with writing(engine) as begun:
        actions.undo(begun, begun.merge(made), moment=clock.now())
    (cancelled,) = [each for each in events(browser, address) if each.get("STATUS") == "CANCELLED"]
    assert cancelled["UID"] == alone["UID"] and cancelled["SEQUENCE"] > alone["SEQUENCE"]
    after = browser.raw("GET", address).data
    assert by_ical_js(after) == by_icalendar(after) == by_icalendar(before)


@on_sqlite
@pytest.mark.parametrize("feed", FEEDS)
def test_nobody_of_the_staff_is_in_it(browser, engine, village, troubled, feed):
    with writing(engine) as begun:
        actions.away(
            begun, begun.merge(village.mette), first_day=TUESDAY, last_day=FRIDAY, substitute=begun.merge(village.bo),
            by_id=None, moment=clock.now(),
        )  # fmt: skip
    read = browser.raw("GET", feed).text
    for person in (village.anne, village.bo, village.mette):
        assert person.first_name not in read and not (person.phone and person.phone in read)


@on_sqlite
def test_an_unknown_place_has_no_calendar_and_a_relatives_still_has(browser, places):
    assert browser.raw("GET", "/kalender/hvem/slottet.ics").status_code == 404
    assert browser.raw("GET", "/kalender/slottet.ics").status_code == 404
    asked = browser.app.url_map.bind("localhost")
    assert asked.match("/kalender/hvem.ics") == ("presence_hours.all_hours", {})
    assert asked.match("/kalender/slottet.ics") == ("feeds.somebodys_calendar", {"token": "slottet"})


@on_sqlite
@pytest.mark.parametrize("feed", FEEDS)
def test_a_reading_costs_few_statements(browser, engine, troubled, feed):
    with counted_statements(engine) as statements:
        assert browser.raw("GET", feed).status_code == 200
    assert len(statements) <= 6


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 11, 23), date(2026, 11, 1), date(2027, 11, 30)),
        (date(2026, 12, 31), date(2026, 12, 1), date(2027, 12, 31)),
        (date(2027, 2, 1), date(2027, 2, 1), date(2028, 2, 29)),
    ],
)
def test_a_year_is_this_month_and_twelve_more(today, first, last):
    year = year_from(today)
    assert (year.first, year.last) == (first, last)
