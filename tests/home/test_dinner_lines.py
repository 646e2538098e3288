"""What Hjem says about dinner: when Maja eats with the others, waits for a chair, or has not made up her mind."""

from datetime import date, datetime, time, timedelta

import pytest

from portal import clock
from portal.agreements.models import Agreement
from portal.db import writing
from portal.home.today import NEW_AGREEMENT, tile_of
from portal.meals import kitchen_actions
from portal.meals.rules import Reply
from portal.people.consent.rules import Topic
from tests.browser import MOST_STATEMENTS
from tests.consent.family import propose
from tests.meals.evening import AFTER_DEADLINE, BEFORE_DEADLINE, NEXT_THURSDAY, THURSDAY

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
EATS = "Du spiser med på torsdag klokken 18."
WAITS = "Du er på ventelisten til maden på torsdag."
NOTHING_NEW = "Der er ikke noget nyt i dag."


def about_dinner(page) -> list[str]:
    return [line for line in page.lines() if " spiser " in line or "maden" in line]


def move_to_friday(kitchen, dinner) -> None:
    with writing(kitchen.engine) as begun:
        kitchen_actions.move(
            begun, dinner.id, on=date(2026, 11, 27), starts=time(17, 30), days_before=1, closes=time(12),
            moment=clock.now(),
        )  # fmt: skip


def test_what_she_has_said_yes_to_is_on_her_first_page_with_sound(browser, village, kitchen):
    dinner = kitchen.dinner()
    browser.be(village.maja)
    assert NOTHING_NEW in browser.get("/").lines()
    kitchen.say(dinner, village.maja)
    page = browser.get("/")
    assert about_dinner(page) == [EATS] and NOTHING_NEW not in page.lines()
    assert page.link(f"Hør: {EATS}").startswith("/lyd/")
    assert browser.another().be(village.ali).get("/").lines().count(EATS) == 0
    kitchen.say(dinner, village.maja, Reply.NO)
    assert about_dinner(browser.get("/")) == []


@on_sqlite
@pytest.mark.parametrize(
    ("now", "said"),
    [
        (datetime(2026, 11, 19, 12), []),  # a week before
        (datetime(2026, 11, 20, 0, 1), [EATS]),  # six nights before
        (datetime(2026, 11, 25, 23, 59), ["Du spiser med i morgen klokken 18."]),
        (datetime(2026, 11, 26, 17, 59), ["Du spiser med i dag klokken 18."]),
        (datetime(2026, 11, 26, 18), []),
    ],
)
def test_the_day_is_as_near_as_it_is_now(browser, village, kitchen, now, said):
    clock.freeze(datetime(2026, 11, 19, 12))
    kitchen.say(kitchen.dinner(), village.maja)
    clock.freeze(now)
    assert about_dinner(browser.be(village.maja).get("/")) == said


@on_sqlite
def test_whoever_waits_for_a_chair_is_told_so(browser, village, kitchen):
    dinner = kitchen.dinner(1)
    kitchen.fill(dinner, 1)
    kitchen.say(dinner, village.maja)
    assert about_dinner(browser.be(village.maja).get("/")) == [WAITS]


def test_a_maybe_is_asked_about_until_the_deadline_and_no_longer(browser, village, kitchen):
    dinner = kitchen.dinner()
    kitchen.say(dinner, village.maja, Reply.MAYBE)
    clock.freeze(BEFORE_DEADLINE.replace(tzinfo=None))
    page = browser.be(village.maja).get("/")
    assert about_dinner(page) == ["Sig ja eller nej til maden i morgen."]
    assert page.link("Svar om maden") == f"/mad/{dinner.id}"
    clock.freeze(AFTER_DEADLINE.replace(tzinfo=None))
    assert about_dinner(browser.another().be(village.maja).get("/")) == []


@on_sqlite
def test_a_moved_dinner_asks_again_once_she_has_seen_that_it_is_moved(browser, village, kitchen):
    dinner = kitchen.dinner()
    kitchen.say(dinner, village.maja)
    move_to_friday(kitchen, dinner)
    browser.be(village.maja).get("/")
    assert about_dinner(browser.page) == ["Vi spiser på fredag i stedet.", "Sig ja eller nej til maden på fredag."]
    browser.press("Det har jeg set")
    assert about_dinner(browser.page) == ["Sig ja eller nej til maden på fredag."]
    kitchen.say(dinner, village.maja)
    assert about_dinner(browser.get("/")) == ["Du spiser med på fredag klokken 17.30."]


@on_sqlite
def test_two_dinners_at_most_and_the_next_one_first(browser, kitchen, village):
    for on in (THURSDAY, date(2026, 11, 25), date(2026, 11, 27), NEXT_THURSDAY):
        kitchen.say(kitchen.dinner(on=on), village.maja)
    assert about_dinner(browser.be(village.maja).get("/")) == ["Du spiser med på onsdag klokken 18.", EATS]


@on_sqlite
def test_dinner_comes_before_the_agreements_and_never_more_than_three_lines(browser, village, kitchen, places):
    village.agreement(village.maja)
    kitchen.say(kitchen.dinner(), village.maja)
    cards = browser.be(village.maja).get("/").soup.select(".home-lines .card")
    said = [card.select_one(".line-text").get_text() for card in cards]
    assert said[1:] == [EATS, NEW_AGREEMENT.sentence] and len(said) == 3


def test_the_fullest_page_costs_eight_statements(browser, village, kitchen, places):
    agreement_id = village.agreement(village.maja)
    with writing(village.engine) as begun:
        begun.get_one(Agreement, agreement_id).next_talk_on = clock.today()
    propose(village, Topic.DINNERS)
    for number in range(3):
        dinner = kitchen.dinner(1, on=THURSDAY + timedelta(days=number % 2), starts=time(17 + number))
        somebody = kitchen.somebody(f"Gæst{number}")
        kitchen.say(dinner, somebody)
        kitchen.say(dinner, village.maja)
        kitchen.say(dinner, somebody, Reply.NO)
    page = browser.be(village.maja).get("/")
    assert page.has("a", "Se alle beskeder") and page.has("a", "Svar nu")
    assert len(page.statements) <= MOST_STATEMENTS


@on_sqlite
def test_another_site_without_dinners_does_not_speak_of_them(browser, village, kitchen):
    kitchen.say(kitchen.dinner(), village.maja)
    other = browser.another("aktiviteter.localhost")
    assert about_dinner(other.be(village.maja).get("/")) == []


@on_sqlite
def test_it_is_said_in_english_too(browser, village, kitchen):
    kitchen.say(kitchen.dinner(), village.maja)
    browser.be(village.maja).get("/")
    browser.press("English")
    assert any("on Thursday" in line for line in browser.page.lines())


@pytest.mark.parametrize(
    ("href", "key"), [("/mad", "mad"), ("/mad/7", "mad"), ("/madder", None), ("/", None), ("", None)]
)
def test_a_page_belongs_to_a_place_by_its_address(href, key):
    assert getattr(tile_of(href), "key", None) == key
