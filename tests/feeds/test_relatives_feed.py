"""Karin's calendar: what Maja allows at the moment it is read, and dead when she allows nothing."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from portal import clock
from portal.agreements import actions as agreements
from portal.agreements.models import Agreement
from portal.db import writing
from portal.people.consent import actions
from portal.people.consent.models import Relation
from portal.people.consent.rules import Happening, Topic
from portal.people.models import LogKind, Person
from portal.people.newcomers import leave
from tests.browser import counted_statements
from tests.consent.family import propose, relative_of, say_no, say_yes
from tests.house.arranging import at_once, everything_kept, later, logged, rows
from tests.house.street import come_in

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def maja_talks(village, engine):
    """Maja and the staff talk about an agreement again in a week."""
    agreement_id = village.agreement(village.maja)
    with writing(engine) as begun:
        agreements.plan_talk(begun, begun.get_one(Agreement, agreement_id), clock.today() + timedelta(days=7))
    return agreement_id


def feed_of(engine, person: Person) -> str:
    """A new address of somebody's calendar."""
    with writing(engine) as begun:
        return f"/kalender/{actions.renew_feed(begun, person.id, moment=clock.now())}.ics"


def titles(browser, address: str) -> list[str]:
    answer = browser.raw("GET", address)
    assert answer.status_code == 200
    return [event["SUMMARY"] for event in Calendar.from_ical(answer.data).events]


def is_dead(browser, address: str) -> bool:
    answer = browser.raw("GET", address)
    assert answer.status_code in (200, 404)
    assert (b"VCALENDAR" in answer.data) is (answer.status_code == 200)
    return answer.status_code == 404


def test_only_allowed_topics_are_in_it_and_a_no_counts_at_the_next_reading(
    app, browser, village, session, engine, maja_talks
):
    def spis(_session, resident_id: int, today):
        return [Happening(f"spis-{resident_id}", "Spiser med", today, today + timedelta(days=1))]

    app.extensions["relative_happenings"] = app.extensions["relative_happenings"] | {Topic.DINNERS: spis}
    relation_id, karin = relative_of(village, session, Topic.DINNERS)
    address = feed_of(engine, karin)
    assert titles(browser, address) == ["Maja: Spiser med"]
    say_yes(engine, relation_id, Topic.AGREEMENTS)
    assert titles(browser, address) == ["Maja: Spiser med", "Maja: Vi taler om en aftale"]
    say_no(engine, relation_id, Topic.DINNERS)
    assert titles(browser, address) == ["Maja: Vi taler om en aftale"]
    with writing(engine) as begun:
        actions.hide_all(begun, begun.get_one(Relation, relation_id), moment=clock.now())
    assert is_dead(browser, address)
    say_yes(engine, relation_id, Topic.HOURS)
    assert titles(browser, address) == []


@on_sqlite
def test_a_topic_maja_has_not_answered_is_not_shown_in_it(browser, village, session, engine):
    relation_id, karin = relative_of(village, session, Topic.HOURS)
    propose(village, Topic.HOURS, Topic.DINNERS)
    address = feed_of(engine, karin)
    assert titles(browser, address) == []
    say_no(engine, relation_id, Topic.HOURS)
    assert is_dead(browser, address)


@on_sqlite
def test_another_resident_still_shows_her_something_when_maja_hides_it_all(browser, village, session, engine):
    relation_id, karin = relative_of(village, session, Topic.AGREEMENTS)
    relative_of(village, session, Topic.AGREEMENTS, resident=village.ali)
    for resident in (village.maja, village.ali):
        agreement_id = village.agreement(resident)
        with writing(engine) as begun:
            agreements.plan_talk(begun, begun.get_one(Agreement, agreement_id), clock.today())
    address = feed_of(engine, karin)
    assert len(titles(browser, address)) == 2
    with writing(engine) as begun:
        actions.hide_all(begun, begun.get_one(Relation, relation_id), moment=clock.now())
    assert titles(browser, address) == ["Ali: Vi taler om en aftale"]


@on_sqlite
def test_it_ends_with_the_yes(browser, village, session, engine, maja_talks):
    relation_id, karin = relative_of(village, session)
    say_yes(engine, relation_id, Topic.AGREEMENTS, months=1)
    with writing(engine) as begun:
        agreements.plan_talk(begun, begun.get_one(Agreement, maja_talks), clock.today() + timedelta(days=60))
    address = feed_of(engine, karin)
    later(days=30)
    assert titles(browser, address) == ["Maja: Vi taler om en aftale"]
    later(days=1)
    assert is_dead(browser, address)


@on_sqlite
def test_what_is_over_is_not_in_it(browser, village, session, engine, maja_talks):
    _relation_id, karin = relative_of(village, session, Topic.AGREEMENTS)
    address = feed_of(engine, karin)
    later(days=7)
    assert len(titles(browser, address)) == 1
    later(days=1)
    assert titles(browser, address) == []


@on_sqlite
@pytest.mark.parametrize("how", ["renewed", "removed", "left", "guessed"])
def test_a_dead_address_is_not_found(browser, village, session, engine, how):
    relation_id, karin = relative_of(village, session, Topic.DINNERS)
    address = feed_of(engine, karin)
    assert titles(browser, address) == []
    with writing(engine) as begun:
        if how == "renewed":
            actions.renew_feed(begun, karin.id, moment=clock.now())
        elif how == "removed":
            relation = begun.get_one(Relation, relation_id)
            actions.end_relation(begun, relation, by_id=village.anne.id, moment=clock.now())
        elif how == "left":
            leave(begun, begun.get_one(Person, karin.id), by_id=village.anne.id, moment=clock.now())
    if how == "guessed":
        address = "/kalender/æøå.ics"
    assert is_dead(browser, address)


@on_sqlite
def test_nothing_between_keeps_it(browser, village, session, engine):
    _relation_id, karin = relative_of(village, session, Topic.DINNERS)
    answer = browser.raw("GET", feed_of(engine, karin))
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "Set-Cookie" not in answer.headers


def test_a_reading_is_logged_once_a_day_however_often_it_is_read(browser, village, session, engine):
    _relation_id, karin = relative_of(village, session, Topic.AGREEMENTS)
    address = feed_of(engine, karin)
    windows = [browser.another() for _each in range(6)]
    at_once(6, lambda which: windows[which].raw("GET", address).close())
    titles(browser, address)
    assert logged(session, LogKind.READ_FEED) == [(karin.id, village.maja.id)]
    before = everything_kept(session)
    titles(browser, address)
    assert everything_kept(session) == before
    later(hours=8)  # past midnight
    titles(browser, address)
    assert len(logged(session, LogKind.READ_FEED)) == 2


@on_sqlite
def test_who_shows_nothing_is_not_looked_at(browser, village, session, engine):
    relation_id, karin = relative_of(village, session, Topic.DINNERS)
    say_no(engine, relation_id, Topic.DINNERS)
    assert is_dead(browser, feed_of(engine, karin))
    assert logged(session, LogKind.READ_FEED) == []


@on_sqlite
def test_the_secret_is_nowhere_in_the_database(browser, village, session):
    _relation_id, karin = relative_of(village, session, Topic.DINNERS)
    own = come_in(browser, karin)
    own.get("/paaroerende")
    webcal = own.press("Lav et link").link("Åbn i min kalender")
    token = webcal.removeprefix("webcal://localhost:8000/kalender/").removesuffix(".ics")
    assert len(token) > 40 and token not in everything_kept(session)
    assert own.page.soup.select_one("#adresse")["value"] == webcal
    assert token not in own.get("/paaroerende").html  # shown once


@on_sqlite
def test_a_reading_costs_few_statements(browser, village, session, engine, maja_talks):
    _relation_id, karin = relative_of(village, session, *Topic)
    address = feed_of(engine, karin)
    titles(browser, address)
    with counted_statements(engine) as statements:
        titles(browser, address)
    assert len(statements) <= 6
    assert rows(session, Relation)
