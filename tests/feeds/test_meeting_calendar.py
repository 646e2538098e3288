"""The residents' meeting in Maja's own calendar: it moves, it is cancelled, and her mother's knows nothing of it."""

from datetime import date, datetime, time, timedelta

import pytest
import sqlalchemy as sa

from portal import clock
from portal.clock import COPENHAGEN
from portal.db import writing
from portal.meetings import meeting_actions
from portal.meetings.meeting_actions import WhenAndWhere
from portal.people.consent.rules import Topic
from portal.people.models import Person
from portal.people.rules import Role
from tests.browser import counted_statements
from tests.consent.family import relative_of
from tests.feeds.test_dinner_calendar import events, feed_of

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)
AT_FIVE = datetime(2026, 11, 26, 17, tzinfo=COPENHAGEN)


def at(hour: int) -> WhenAndWhere:
    return WhenAndWhere(time(hour), "faelleslejligheden", "i fælleslejligheden")


def meet(engine, on: date = THURSDAY, *, announced: bool = True) -> int:
    with writing(engine) as begun:
        by_id = begun.scalar(sa.select(Person.id).where(Person.role == Role.LEADER))
        made = meeting_actions.meet_once(begun, on, at(17), by_id=by_id, moment=clock.now())
        if announced:
            meeting_actions.announce(begun, made.id, moment=clock.now())
        return made.id


def test_a_meeting_moves_and_is_cancelled_in_her_calendar(browser, village, engine, places):
    address, number = feed_of(engine, village.maja), meet(engine)
    meet(engine, FRIDAY, announced=False)  # nobody knows of it yet
    (first,) = events(browser, address)
    assert first["SUMMARY"] == "Beboermøde" and first["LOCATION"] == "Fælleslejligheden, Ågården 29"
    assert (first["DTSTART"].dt, first["DTEND"].dt) == (AT_FIVE, AT_FIVE + timedelta(hours=1))
    assert first["SEQUENCE"] == 0 and "STATUS" not in first
    with writing(engine) as begun:
        meeting_actions.move(begun, number, THURSDAY, at(18), moment=clock.now())
    (moved,) = events(browser, address)
    assert moved["UID"] == first["UID"] and moved["SEQUENCE"] == 1 and moved["DTSTART"].dt.hour == 18
    with writing(engine) as begun:
        meeting_actions.cancel(begun, number, because="Anne er syg.", moment=clock.now())
    (cancelled,) = events(browser, address)
    assert cancelled["UID"] == first["UID"] and cancelled["SEQUENCE"] == 2 and cancelled["STATUS"] == "CANCELLED"


@on_sqlite
def test_it_is_not_there_for_whoever_does_not_come_nor_for_her_mother(browser, village, engine, session, places):
    number, address = meet(engine), feed_of(engine, village.maja)
    _relation, karin = relative_of(village, session, *Topic)
    hers = feed_of(engine, karin)
    assert len(events(browser, address)) == 1 and events(browser, hers) == []
    with writing(engine) as begun:
        meeting_actions.reply(begun, number, village.maja.id, comes=False, moment=clock.now())
    assert events(browser, address) == [] and len(events(browser, feed_of(engine, village.ali))) == 1


@on_sqlite
def test_many_meetings_cost_as_much_as_one(browser, village, engine):
    address = feed_of(engine, village.maja)
    with counted_statements(engine) as few:
        browser.raw("GET", address)
    for number in range(1, 15):
        meet(engine, date(2026, 12, number))
    with counted_statements(engine) as many:
        assert browser.raw("GET", address).text.count("BEGIN:VEVENT") == 14
    assert len(many) == len(few)


def test_on_the_day_of_the_meeting_hjem_says_that_it_is_today(browser, village, engine):
    meet(engine)
    told = "Der er beboermøde %s klokken 17."
    assert told % "på torsdag" in browser.be(village.maja).get("/").lines()
    clock.freeze(datetime(2026, 11, 26, 9))
    page = browser.another().be(village.maja).get("/")
    assert told % "i dag" in page.lines() and len(page.statements) <= 8
    clock.freeze(datetime(2026, 11, 27, 9))
    assert "beboermøde" not in browser.another().be(village.maja).get("/").main
