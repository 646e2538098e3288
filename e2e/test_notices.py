"""Maja stands in line for dinner, somebody leaves, and she hears on her first page that she has a chair."""

import pytest
from playwright.sync_api import expect

from e2e.listening import Ear, listen_in, token_of
from e2e.pages.getting_in import hold_up
from e2e.pages.resident import Home
from e2e.running import Portal
from e2e.screens import Screen, Screens
from portal.meals.models import Dinner
from portal.meals.rules import Reply
from portal.people.models import Person
from tests.meals.evening import Kitchen

CHAIR = "Du har fået en plads ved maden på torsdag."
WAITS = "Du er på ventelisten til maden på torsdag."
EATS = "Du spiser med på torsdag klokken 18."
SEEN = "Det har jeg set"


@pytest.fixture
def tablet(screens: Screens, portal: Portal, javascript: bool) -> Screen:
    """The common tablet, with and without JavaScript."""
    tablet = screens(device=portal.device(), javascript=javascript)
    return listen_in(tablet) if javascript else tablet


@pytest.fixture
def kitchen(portal: Portal) -> Kitchen:
    return Kitchen(portal.engine).clear()


@pytest.fixture
def ali_and_maja(portal: Portal, kitchen: Kitchen) -> tuple[Dinner, Person]:
    """Ali has the only chair at a dinner on Thursday, and Maja is in line."""
    dinner, ali = kitchen.dinner(1), portal.person("Ali")
    kitchen.say(dinner, ali)
    kitchen.say(dinner, portal.person("Maja"))
    return dinner, ali


def home_again(tablet: Screen) -> Home:
    tablet.open("/")
    return Home(tablet, "Maja")


def test_maja_moves_up_hears_of_it_and_has_seen_it(
    tablet: Screen, portal: Portal, kitchen: Kitchen, ali_and_maja: tuple[Dinner, Person], javascript: bool
) -> None:
    dinner, ali = ali_and_maja
    home = hold_up(tablet, portal.card("Maja"), "Maja").yes()
    home.says(WAITS)
    home.does_not_say(CHAIR)
    kitchen.say(dinner, ali, Reply.NO)

    home = home_again(tablet)
    home.says(CHAIR, EATS)
    home.does_not_say(WAITS)
    expect(home.page.get_by_role("link", name="Se middagen", exact=True)).to_have_attribute("href", f"/mad/{dinner.id}")
    expect(home.sound_of(CHAIR)).to_be_visible()
    if javascript:
        _it_is_heard(home)

    home.press(SEEN)
    home.tells("Du har set beskeden.")
    home = Home(tablet, "Maja")
    home.says(EATS)
    home.does_not_say(CHAIR)
    home.does_not_offer("button", SEEN)
    home_again(tablet).does_not_say(CHAIR)


def _it_is_heard(home: Home) -> None:
    ear, line = Ear(home), home.line(CHAIR)
    home.sound_of(CHAIR).click()
    ear.until_it_plays()
    ear.until_a_word_is_marked()
    assert ear.page.evaluate("() => document.documentElement.dataset.speaking") == token_of(line)
    ear.until_it_is_quiet()
