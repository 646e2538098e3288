"""Maja eats with the others: yes and undo, the line for a chair, a warning, a guest, a habit, and a deadline past."""

from datetime import date, time

import pytest
from playwright.sync_api import expect

from e2e.pages.getting_in import hold_up
from e2e.pages.meals import MAYBE, NO, UNDO, YES, DinnerPage, Dinners
from e2e.running import Portal
from e2e.screens import Screen, Screens
from portal import clock
from portal.meals.food import Food
from portal.meals.models import Dinner
from portal.meals.rules import Reply
from portal.meals.telling import GOT_A_CHAIR
from tests.meals.evening import MONDAY, NEXT_THURSDAY, Kitchen

LASAGNE, PANCAKES = "Lasagne og salat", "Pandekager"
TUESDAY = date(2026, 11, 24)


@pytest.fixture
def kitchen(portal: Portal) -> Kitchen:
    return Kitchen(portal.engine).clear()


@pytest.fixture
def tablet(screens: Screens, portal: Portal, javascript: bool) -> Screen:
    """The common tablet, with and without JavaScript, and Maja at it."""
    screen = screens(device=portal.device(), javascript=javascript)
    hold_up(screen, portal.card("Maja"), "Maja").yes()
    return screen


def dinners(screen: Screen) -> Dinners:
    """Two taps from anywhere."""
    screen.page.get_by_role("link", name="Hjem", exact=True).first.click()
    screen.page.get_by_role("link", name="Spis sammen", exact=True).first.click()
    return Dinners(screen)


def look_again(screen: Screen, dinner: Dinner, title: str) -> DinnerPage:
    screen.open(f"/mad/{dinner.id}")
    return DinnerPage(screen, title)


def test_yes_and_undo_and_a_guest_with_a_diet_of_her_own(tablet: Screen, portal: Portal, kitchen: Kitchen) -> None:
    kitchen.dinner(8, menu=kitchen.menu(LASAGNE, Food.BEEF, Food.EGG))
    dinner = dinners(tablet).open(LASAGNE)
    dinner.says("Det koster 30 kroner.", "Ingen har sagt ja endnu.", "Der er 8 pladser.")
    dinner.comes_before("Sig til senest på onsdag klokken 12.", YES)
    dinner.answer(YES, then="Du spiser med.").says("Du spiser med.", "1 skal med.")
    expect(dinner.chairs("mine")).to_have_count(1)
    dinner.all_dinners().says_of(LASAGNE, "Du spiser med.")

    dinner = Dinners(tablet).open(LASAGNE).undo()
    dinner.does_not_say("Du spiser med.")
    dinner.does_not_offer("button", UNDO)
    dinner.answer(MAYBE, then="Du har sagt måske.").says("Sig ja eller nej senest på onsdag klokken 12.")
    dinner.answer(YES, then="Du spiser med.")

    guest = dinner.bring_guest().called("Sara")
    guest.without("Svinekød", "Æg")
    dinner = guest.write_down(LASAGNE)
    dinner.says("Sara spiser med.", "Sara spiser ikke æg.", "Køkkenet ved det.", "2 skal med.")
    dinner.does_not_say("Sara spiser ikke svinekød.")
    expect(dinner.chairs("mine")).to_have_count(2)
    dinner.press("Sara kommer ikke")
    dinner.tells("Din gæst kommer ikke.")
    dinner.says("1 skal med.")

    dinner.press("Vaske op")
    dinner.tells("Tak, fordi du hjælper.")
    dinner.says("Du vasker op.")
    dinner.answer(NO, then="Du spiser ikke med.")
    dinner.does_not_say("Du vasker op.")  # whoever does not come has no task


def test_the_line_moves_up_by_itself_and_she_is_told(tablet: Screen, portal: Portal, kitchen: Kitchen) -> None:
    maja, ali = portal.person("Maja"), portal.person("Ali")
    dinner = kitchen.dinner(1, menu=kitchen.menu(LASAGNE))
    kitchen.say(dinner, ali)
    page = dinners(tablet).open(LASAGNE)
    page.says("Der er ikke flere pladser.", "Sig ja, så kommer du på ventelisten.")
    page.answer(YES, then="Du er på ventelisten.").says("Du er nummer 1 på ventelisten.")
    assert kitchen.told(maja) == []
    kitchen.say(dinner, ali, Reply.NO)
    assert kitchen.told(maja) == [GOT_A_CHAIR]
    look_again(tablet, dinner, LASAGNE).says("Du spiser med.", "Der er ikke flere pladser.")


def test_she_is_warned_before_she_says_yes_and_comes_every_thursday_but_one(
    tablet: Screen, kitchen: Kitchen, portal: Portal
) -> None:
    dinner = kitchen.dinner(menu=kitchen.menu(PANCAKES, Food.EGG, Food.MILK))
    later = kitchen.dinner(on=NEXT_THURSDAY, menu=kitchen.menu(LASAGNE))
    mine = dinners(tablet).min_mad()
    mine.says("Kun du og køkkenet kan se det her.")
    mine.without("Æg")
    mine.keep()
    expect(tablet.page.get_by_role("checkbox", name="Æg", exact=True)).to_be_checked()

    page = dinners(tablet).open(PANCAKES)
    page.says("Der er æg i maden.", "Du spiser ikke æg.")
    page.comes_before("Du spiser ikke æg.", YES)

    mine = page.all_dinners().min_mad()
    mine.switch("Hver torsdag", then="Du spiser med hver torsdag.")
    page = look_again(tablet, dinner, PANCAKES)
    page.says("Du spiser med.", "Du spiser med hver torsdag.", "Køkkenet ved det.")
    page.undo().says("Du spiser ikke med.")
    assert kitchen.seated(dinner) == [] and kitchen.seated(later) == [portal.person("Maja").id]
    page.all_dinners().says_of(LASAGNE, "Du spiser med.")


def test_the_deadline_comes_while_her_page_is_open_and_she_asks_the_kitchen(tablet: Screen, kitchen: Kitchen) -> None:
    kitchen.dinner(on=TUESDAY, closes=time(16, 31), menu=kitchen.menu(LASAGNE))
    page = dinners(tablet).open(LASAGNE)
    page.says("Sig til senest i dag klokken 16.31.")
    clock.freeze(MONDAY.replace(hour=16, minute=31))
    tablet.expect_status(409)
    page.press(YES)
    page.warns("Spørg køkkenet, for fristen er gået.")
    page.says("Fristen er gået.")
    page.does_not_offer("button", YES, MAYBE, NO, UNDO)
    page = page.ask_kitchen().send(LASAGNE, "Jeg vil gerne spise med", "Jeg glemte det.")
    page.tells("Køkkenet har fået dit spørgsmål.")
    page.says("Du har spurgt, om du kan spise med.", "Køkkenet svarer dig snart.")
