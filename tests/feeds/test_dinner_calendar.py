"""Maja's own calendar, and her dinners in her mother's: what moves moves, what is cancelled says so."""

from datetime import date, datetime, time, timedelta

import pytest
from icalendar import Calendar

from portal import clock
from portal.agreements import actions as agreements
from portal.agreements.models import Agreement
from portal.clock import COPENHAGEN
from portal.db import writing
from portal.meals import kitchen_actions
from portal.meals.rules import Reply
from portal.people.consent import actions
from portal.people.consent.rules import Topic
from portal.people.models import LogKind, Person
from portal.people.newcomers import leave
from tests.browser import counted_statements
from tests.consent.family import relative_of, say_no
from tests.feeds.calendar_readers import events_by_ical_js, seconds
from tests.house.arranging import later, logged

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PAGE = "/mig/kalender"
AT_SIX = datetime(2026, 11, 26, 18, tzinfo=COPENHAGEN)
FRIDAY_HALF_PAST_FIVE = datetime(2026, 11, 27, 17, 30, tzinfo=COPENHAGEN)


def feed_of(engine, person: Person) -> str:
    with writing(engine) as begun:
        return f"/kalender/{actions.renew_feed(begun, person.id, moment=clock.now())}.ics"


def events(browser, address: str):
    """What stands in a calendar; both readers agree about it."""
    answer = browser.raw("GET", address)
    assert answer.status_code == 200, answer.status_code
    read = Calendar.from_ical(answer.data).events
    assert [
        (str(each["UID"]), str(each["SUMMARY"]), int(each.get("SEQUENCE", 0)), each.get("STATUS")) for each in read
    ] == [(each["uid"], each["says"], each["sequence"] or 0, each["status"]) for each in events_by_ical_js(answer.data)]
    with_times = [each for each in read if isinstance(each["DTSTART"].dt, datetime)]
    spans = {each["uid"]: (each["starts"], each["ends"]) for each in events_by_ical_js(answer.data)}
    for each in with_times:
        assert spans[str(each["UID"])] == (seconds(each["DTSTART"].dt), seconds(each["DTEND"].dt))
    return read


def move(engine, dinner) -> None:
    with writing(engine) as begun:
        kitchen_actions.move(
            begun, dinner.id, on=date(2026, 11, 27), starts=time(17, 30), days_before=1, closes=time(12),
            moment=clock.now(),
        )  # fmt: skip


def cancel(engine, dinner) -> None:
    with writing(engine) as begun:
        kitchen_actions.cancel(begun, dinner.id, because="Anne er syg.", moment=clock.now())


# --- her own ---------------------------------------------------------------------------------------------------


def test_maja_makes_her_own_link_and_renews_it(browser, village, kitchen, places):
    kitchen.say(kitchen.dinner(), village.maja)
    browser.be(village.maja).get("/mig")
    browser.click("Min kalender")
    page = browser.press("Lav et link")
    address = page.link("Åbn i min kalender")
    assert page.soup.select_one("#adresse")["value"] == address
    (dinner,) = events(browser, "/kalender/" + address.rpartition("/")[2])
    assert dinner["SUMMARY"] == "Spiser med" and dinner["LOCATION"] == "Fælleslejligheden, Ågården 29"
    assert (dinner["DTSTART"].dt, dinner["DTEND"].dt) == (AT_SIX, AT_SIX + timedelta(hours=2))
    assert dinner["DTSTART"].params["TZID"] == "Europe/Copenhagen"
    assert "Du har et link fra mandag den 23. november." in browser.get(PAGE).lines()
    page = browser.press("Lav et nyt link")
    assert "Dit gamle link er stoppet." in page.lines()
    assert browser.raw("GET", "/kalender/" + address.rpartition("/")[2]).status_code == 404
    newer = "/kalender/" + page.link("Åbn i min kalender").rpartition("/")[2]
    assert len(events(browser, newer)) == 1
    browser.get(PAGE)
    assert browser.press("Stop linket").status_message == "Dit link er stoppet."
    assert not browser.page.has("button", "Stop linket")
    assert browser.raw("GET", newer).status_code == 404


@on_sqlite
def test_only_what_is_certain_is_in_it_and_her_talks(browser, village, kitchen, engine):
    agreement_id = village.agreement(village.maja)
    with writing(engine) as begun:
        agreements.plan_talk(begun, begun.get_one(Agreement, agreement_id), date(2026, 11, 30))
    address = feed_of(engine, village.maja)
    full = kitchen.dinner(1)
    kitchen.fill(full, 1)
    kitchen.say(full, village.maja)
    kitchen.say(kitchen.dinner(on=date(2026, 12, 1)), village.maja, Reply.MAYBE)
    kitchen.say(kitchen.dinner(on=date(2026, 12, 2)), village.maja, Reply.NO)
    kitchen.say(kitchen.dinner(on=date(2026, 12, 3)), village.ali)
    assert [event["SUMMARY"] for event in events(browser, address)] == ["Vi taler om en aftale"]


def test_a_moved_dinner_moves_when_she_has_said_yes_again(browser, village, kitchen, engine):
    dinner, address = kitchen.dinner(), feed_of(engine, village.maja)
    kitchen.say(dinner, village.maja)
    (before,) = events(browser, address)
    later(minutes=5)
    move(engine, dinner)
    assert events(browser, address) == []  # she is asked again
    later(minutes=5)
    kitchen.say(dinner, village.maja)
    (after,) = events(browser, address)
    assert after["UID"] == before["UID"] and after["DTSTART"].dt == FRIDAY_HALF_PAST_FIVE
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["LAST-MODIFIED"].dt == clock.now() > before["LAST-MODIFIED"].dt


def test_a_cancelled_dinner_says_so_to_whoever_had_a_chair(browser, village, kitchen, engine):
    dinner = kitchen.dinner(1)
    kitchen.say(dinner, village.maja)
    kitchen.say(dinner, village.ali)
    hers, his = (feed_of(engine, person) for person in (village.maja, village.ali))
    (before,) = events(browser, hers)
    assert "STATUS" not in before and events(browser, his) == []
    later(minutes=5)
    cancel(engine, dinner)
    (after,) = events(browser, hers)
    assert after["STATUS"] == "CANCELLED" and after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert events(browser, his) == []
    later(days=4)
    assert events(browser, hers) == []


@on_sqlite
def test_it_is_the_same_until_something_changes(browser, village, kitchen, engine):
    address = feed_of(engine, village.maja)
    kitchen.say(kitchen.dinner(), village.maja)
    first = events(browser, address)[0]
    later(hours=3)
    again = events(browser, address)[0]
    assert [first[name] for name in ("UID", "SEQUENCE")] == [again[name] for name in ("UID", "SEQUENCE")]
    assert first["LAST-MODIFIED"].dt == again["LAST-MODIFIED"].dt


@on_sqlite
def test_reading_her_own_is_not_logged_and_it_ends_when_she_moves_out(browser, village, engine, session):
    address = feed_of(engine, village.maja)
    assert events(browser, address) == [] and logged(session, LogKind.READ_FEED) == []
    with writing(engine) as begun:
        leave(begun, begun.get_one(Person, village.maja.id), by_id=village.anne.id, moment=clock.now())
    assert browser.raw("GET", address).status_code == 404


@on_sqlite
def test_many_dinners_cost_as_much_as_one(browser, village, kitchen, engine):
    address = feed_of(engine, village.maja)
    with counted_statements(engine) as few:
        browser.raw("GET", address)
    for number in range(1, 20):
        kitchen.say(kitchen.dinner(on=date(2026, 12, number)), village.maja)
    with counted_statements(engine) as many:
        assert len(Calendar.from_ical(browser.raw("GET", address).data).events) == 19
    assert len(many) == len(few)


# --- her mother's ----------------------------------------------------------------------------------------------


def test_her_mother_reads_when_and_no_more_and_stops_at_once(browser, village, kitchen, engine, session, places):
    relation_id, karin = relative_of(village, session, Topic.DINNERS, Topic.HOURS)
    address, dinner = feed_of(engine, karin), kitchen.dinner(menu=kitchen.menu("Lasagne", "milk"))
    kitchen.say(dinner, village.maja)
    (event,) = events(browser, address)
    assert event["SUMMARY"] == "Maja: Spiser med" and event["DTSTART"].dt == AT_SIX
    assert not {"LOCATION", "DESCRIPTION", "ATTENDEE"} & set(event)
    later(minutes=5)
    cancel(engine, dinner)
    (cancelled,) = events(browser, address)
    assert cancelled["STATUS"] == "CANCELLED" and cancelled["SEQUENCE"] > event["SEQUENCE"]
    assert logged(session, LogKind.READ_FEED) == [(karin.id, village.maja.id)]
    say_no(engine, relation_id, Topic.DINNERS)
    assert events(browser, address) == []


@on_sqlite
def test_two_residents_at_one_table_are_two_in_their_mothers_calendar(browser, village, kitchen, engine, session):
    _relation_id, karin = relative_of(village, session, Topic.DINNERS)
    relative_of(village, session, Topic.DINNERS, resident=village.ali)
    dinner = kitchen.dinner()
    for person in (village.maja, village.ali):
        kitchen.say(dinner, person)
    read = events(browser, feed_of(engine, karin))
    assert sorted(event["SUMMARY"] for event in read) == ["Ali: Spiser med", "Maja: Spiser med"]
    assert len({event["UID"] for event in read}) == 2
