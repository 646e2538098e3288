"""The open data of the catalogue: everybody may read it, it is true of today, and nobody's secrets are in it."""

import csv
import json
from datetime import date, datetime, time
from io import StringIO
from xml.etree import ElementTree as Xml

import pytest
import sqlalchemy as sa
from icalendar import Calendar

from portal import clock
from portal.activities import actions
from portal.activities.models import Activity, ActivityRule, Organiser, Venue
from portal.activities.recurrence import Change, Every, Rule
from portal.activities.rules import Interest
from portal.db import writing
from portal.feeds import activities_reading, answers
from portal.red_days import red_days
from tests.browser import counted_statements
from tests.feeds.hsds_3 import PAGE, faults_in
from tests.house.market import Market, open_market

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
THE_NINTH, THE_TENTH, THE_SIXTEENTH = date(2026, 12, 9), date(2026, 12, 10), date(2026, 12, 16)
RED = red_days(date(2026, 11, 1), date(2027, 11, 30))
CODE, KEPT = "A01", "public, no-cache"
FEEDS = (
    f"/kalender/aktiviteter/{CODE}.ics", "/kalender/aktiviteter.ics", "/kalender/aktiviteter.ics?dag=ons&trinfri=1",
    "/kalender/sted/huset-1.ics", f"/aktiviteter/{CODE}.json", "/aktiviteter/hsds.json", "/aktiviteter.rss",
    "/aktiviteter.csv",
)  # fmt: skip


@pytest.fixture
def market(engine) -> Market:
    return open_market(engine, 1, Interest.TOGETHER)


def change(engine, market: Market, day: date, on: date | None = None, because: str = "") -> None:
    with writing(engine) as session:
        said = Change(market.rule_id, day, on is None, on, because=because)
        actions.change_day(session, market.activity_id, said, red=RED, moment=clock.now())


def events(browser, address: str):
    return Calendar.from_ical(browser.raw("GET", address).data).events


def test_a_cancelled_and_a_moved_day_are_in_all_of_it(browser, engine, market):
    clock.freeze(datetime(2026, 11, 24, 9))
    before = events(browser, FEEDS[0])[0]["SEQUENCE"]
    change(engine, market, THE_NINTH, because="Køkkenet får nyt gulv.")
    change(engine, market, THE_SIXTEENTH, on=date(2026, 12, 17))
    for address in FEEDS[:4]:
        series, gone, other = events(browser, address)
        assert series["SEQUENCE"] > before and gone["STATUS"] == "CANCELLED"
        assert other["DTSTART"].dt.date() == date(2026, 12, 17) and other["SUMMARY"].startswith("Flyttet: ")
    said = browser.raw("GET", FEEDS[4]).get_json(force=True)
    following, gone, other = said["subEvent"]
    assert following["startDate"] == "2026-11-25T12:00:00+01:00"
    assert gone["eventStatus"].endswith("EventCancelled") and gone["description"] == "Køkkenet får nyt gulv."
    assert other["eventStatus"].endswith("EventRescheduled")
    assert other["previousStartDate"] == "2026-12-16T12:00:00+01:00"
    assert other["startDate"] == "2026-12-17T12:00:00+01:00"
    assert {"2026-12-09", "2026-12-16"} <= set(said["eventSchedule"][0]["exceptDate"])
    cancelled = "Aflyst onsdag den 9. december klokken 12. Køkkenet får nyt gulv."
    moved = "Flyttet fra onsdag den 16. december til torsdag den 17. december klokken 12."
    items = Xml.fromstring(browser.raw("GET", "/aktiviteter.rss").data).findall("./channel/item")
    assert {item.findtext("description") for item in items} == {cancelled, moved, "Vi drikker kaffe sammen."}
    assert {item.findtext("title").partition(":")[0] for item in items} == {"Aflyst", "Flyttet", "Café i beboerhuset"}
    (service,) = browser.raw("GET", "/aktiviteter/hsds.json").get_json()["contents"]
    assert service["alert"] == f"{cancelled} {moved}"
    (row,) = table(browser)
    assert row["nyt"] == f"{cancelled} | {moved}" and row["naeste"] == "2026-11-25T12:00"


def table(browser) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(browser.raw("GET", "/aktiviteter.csv").data.decode("utf-8-sig"))))


def test_it_is_sent_once_until_something_changes(browser, engine, market):
    tags = {}
    for feed in FEEDS:
        first = browser.raw("GET", feed)
        assert first.status_code == 200 and first.headers["Cache-Control"] == KEPT
        assert b"naboerne@" not in first.data, feed
        tags[feed] = {"If-None-Match": first.headers["ETag"]}
        again = browser.raw("GET", feed, headers=tags[feed])
        assert (again.status_code, again.data) == (304, b""), feed
    change(engine, market, THE_NINTH)
    for feed, tag in tags.items():
        assert browser.raw("GET", feed, headers=tag).status_code == 200, feed


@on_sqlite
def test_a_long_answer_waits_on_the_disk_and_is_the_same(browser, market, monkeypatch):
    short = browser.raw("GET", "/aktiviteter.csv")
    monkeypatch.setattr(answers, "MOST_IN_MEMORY", 10)
    with browser.raw("GET", "/aktiviteter.csv") as long:
        assert (long.data, long.headers["ETag"]) == (short.data, short.headers["ETag"])
    with browser.raw("GET", "/aktiviteter.csv", headers={"If-None-Match": short.headers["ETag"]}) as again:
        assert (again.status_code, again.data) == (304, b"")


def test_a_hundred_entries_cost_as_many_statements_as_one(browser, engine, market):
    def cost() -> dict[str, int]:
        found = {}
        for feed in (*FEEDS, "/sitemap.xml"):
            with counted_statements(engine) as statements:
                browser.raw("GET", feed)
            found[feed] = len(statements)
        return found

    few = cost()
    for number in range(2, 22):
        open_market(engine, number, Interest.TOGETHER)
    assert cost() == few and max(few.values()) <= 8
    assert len(events(browser, "/kalender/aktiviteter.ics")) == len(table(browser)) == 21
    assert len(events(browser, "/kalender/sted/huset-3.ics")) == 1


def test_what_is_asked_for_is_in_the_calendar_and_nothing_else(browser, engine, market):
    with writing(engine) as session:
        market_again = open_market_on_thursdays(session)
    for asked, number in (("dag=ons", 1), ("dag=tor", 1), ("gratis=1", 1), ("interesse=mad", 1), ("interesse=spil", 0)):
        assert len(events(browser, f"/kalender/aktiviteter.ics?{asked}")) == number, asked
    (found,) = events(browser, "/kalender/aktiviteter.ics?gratis=1")
    assert market_again in found["URL"]


def open_market_on_thursdays(session) -> str:
    organiser_id = session.scalars(sa.select(Organiser.id)).first()
    made = actions.begin(session, interest=Interest.FOOD, organiser_id=organiser_id, moment=clock.now())
    made.kroner = 0
    rule = Rule(Every.WEEK, date(2026, 1, 1), time(17), time(18), weekday=3)
    actions.write_when(session, made.id, [actions.RuleChange(rule)], red=RED, moment=clock.now())
    actions.publish(session, made.id, title="=Suppe", picture="soup", lines=[], moment=clock.now())
    return made.code


@on_sqlite
def test_reading_some_at_a_time_finds_all(session, engine, market):
    for number in range(2, 6):
        open_market(engine, number, Interest.TOGETHER)
    year = activities_reading.Year(date(2026, 11, 1), date(2027, 11, 30))
    for at_once in (1, 2, 5, 100):
        found = list(activities_reading.entries(session, year, at_once=at_once))
        assert [each.activity.code for each in found] == ["A01", "A02", "A03", "A04", "A05"]
        assert all(len(each.rules) == 1 for each in found)


@on_sqlite
def test_a_draft_is_in_nothing_and_what_has_ended_leaves_programs_calendars(browser, engine, market):
    with writing(engine) as session:
        draft = actions.begin(session, interest=Interest.MUSIC, organiser_id=market.organiser_id, moment=clock.now())
        code = draft.code
    for feed in (f"/kalender/aktiviteter/{code}.ics", f"/aktiviteter/{code}.json", "/kalender/sted/ukendt.ics",
                 "/aktiviteter/x.json"):  # fmt: skip
        assert browser.raw("GET", feed).status_code == 404
    with writing(engine) as session:
        actions.end(session, market.activity_id, moment=clock.now())
    assert events(browser, FEEDS[0]) == events(browser, FEEDS[1]) == []
    assert browser.raw("GET", FEEDS[4]).status_code == 404
    assert table(browser) == []


@on_sqlite
def test_search_engines_read_what_it_is_and_whether_one_can_get_in(browser, engine, market):
    answer = browser.raw("GET", f"/aktiviteter/{CODE}.json")
    said = answer.get_json(force=True)
    assert (answer.content_type, said["@type"], said["inLanguage"]) == ("application/ld+json", "EventSeries", "da")
    (schedule,) = said["eventSchedule"]
    assert (schedule["byDay"], schedule["repeatFrequency"]) == ("https://schema.org/Wednesday", "P1W")
    assert (said["startDate"], schedule["startDate"]) == ("2026-10-28", "2026-11-04")
    assert said["offers"]["price"] == 30 and said["isAccessibleForFree"] is False
    assert said["location"]["amenityFeature"] == [
        {"@type": "LocationFeatureSpecification", "name": "Ingen trin", "value": True}
    ]
    assert said["organizer"] == {"@type": "Organization", "name": "Naboerne", "telephone": "12 34 56 78"}
    page = browser.get(f"/aktiviteter/{CODE}")
    assert json.loads(page.soup.select_one('script[type="application/ld+json"]').string) == said
    with writing(engine) as session:
        session.get_one(Activity, market.activity_id).title = "</script><script src=x>"
        (row,) = session.scalars(sa.select(ActivityRule))
        row.every, row.first = Every.ONCE, THE_NINTH
    once = browser.raw("GET", f"/aktiviteter/{CODE}.json").get_json(force=True)
    assert (once["@type"], once["startDate"]) == ("Event", "2026-12-09T12:00:00+01:00")
    page = browser.get(f"/aktiviteter/{CODE}")
    assert json.loads(page.soup.select_one('script[type="application/ld+json"]').string) == once
    assert not page.soup.select("script[src=x]")
    change(engine, market, THE_NINTH, on=THE_TENTH)
    once = browser.raw("GET", f"/aktiviteter/{CODE}.json").get_json(force=True)
    assert once["eventStatus"].endswith("EventRescheduled") and once["startDate"].startswith("2026-12-10")
    with writing(engine) as session:
        actions.write_when(session, market.activity_id, [], red=RED, moment=clock.now())
    assert browser.raw("GET", f"/aktiviteter/{CODE}.json").get_json(force=True)["@type"] == "Service"


@on_sqlite
def test_open_referral_finds_no_fault(browser, engine, market):
    with writing(engine) as session:
        open_market_on_thursdays(session)
        activity = session.get_one(Activity, market.activity_id)
        activity.funding, activity.price_note = "Kommunen betaler.", "Kaffen er gratis."
        session.get_one(Organiser, market.organiser_id).website = "https://naboerne.example"
        session.get_one(Venue, market.venue_id).address = ""
        once = Rule(Every.ONCE, THE_NINTH, time(9), time(10))
        monthly = Rule(Every.MONTH, THE_NINTH, time(9), time(10), weekday=4, which=-1)
        written = [actions.RuleChange(each) for each in (once, monthly)]
        actions.write_when(session, activity.id, written, red=RED, moment=clock.now())
    page = browser.raw("GET", "/aktiviteter/hsds.json").get_json()
    assert {name: type(value) for name, value in page.items()} == PAGE and page["total_items"] == 2
    assert [fault for service in page["contents"] for fault in faults_in("service", service)] == []
    ids = [service["id"] for service in page["contents"]]
    assert ids == [each["id"] for each in browser.raw("GET", "/aktiviteter/hsds.json").get_json()["contents"]]
    first, second = page["contents"][0]["schedules"]
    assert "freq" not in first and first["until"] == "2026-12-09"
    assert (second["freq"], second["byday"], second["notes"]) == (
        "MONTHLY", "-1FR", "Tiderne er dansk tid, Europe/Copenhagen. Ikke på helligdage.",
    )  # fmt: skip
    faulty = json.loads(json.dumps(page["contents"][0]))
    del faulty["service_at_locations"][0]["location"]["addresses"][0]["country"]
    faulty["schedules"][0]["freq"], faulty["id"], faulty["emails"] = "DAILY", "x", []
    assert len(list(faults_in("service", faulty))) == 4


@on_sqlite
def test_every_column_of_the_table_is_explained_and_none_is_a_sum(browser, engine, market):
    with writing(engine) as session:
        open_market_on_thursdays(session)
    first, second = table(browser)
    told = csv.DictReader(StringIO(browser.raw("GET", "/aktiviteter-felter.csv").data.decode("utf-8-sig")))
    meanings = {row["kolonne"]: row for row in told}
    assert list(meanings) == list(first)
    assert all(row["betydning"] and row["eksempel"] for row in meanings.values())
    assert (first["ingen_trin"], first["elevator"], first["kroner"]) == ("ja", "ved ikke", "30")
    assert first["regler"] == "FREQ=WEEKLY;INTERVAL=1;BYDAY=WE;FRA=2026-10-26;KL=12:00-14:00"
    assert (second["titel"], second["sted"], second["kroner"]) == ("'=Suppe", "", "0")


@on_sqlite
def test_every_address_of_the_map_is_a_page_that_strangers_may_read(browser, engine, market):
    for host in ("localhost", "aktiviteter.localhost"):
        own = browser.another(host)
        answer = own.raw("GET", "/sitemap.xml")
        found = [each.text for each in Xml.fromstring(answer.data).iterfind(".//{*}loc")]
        assert f"http://{host}/aktiviteter/{CODE}" in found and f"http://{host}/" in found
        assert ("/hvem" in answer.text) is (host == "localhost")
        for address in found:
            assert own.raw("GET", address.removeprefix(f"http://{host}")).status_code == 200, address
