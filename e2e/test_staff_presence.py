"""Anne says who is here, and Maja's page says it too: she comes, she is ill, the common flat is closed for a day."""

import pytest
from playwright.sync_api import expect

from e2e.pages.getting_in import hold_up
from e2e.pages.page import Page
from e2e.pages.presence_staff import StaffNow
from e2e.pages.staff import sign_in
from e2e.running import Portal
from e2e.screens import COMPUTER, TABLET, Screen, Screens

FLAT, HOUSE = "Fælleslejligheden", "Spindehuset"
FLAT_OPEN, FLAT_SHUT = "Der er nogen nu.", "Der er lukket i dag."


@pytest.fixture
def maja(screens: Screens, portal: Portal, javascript: bool) -> Screen:
    """Maja's tablet; she is in."""
    tablet = screens(device=portal.device(), javascript=javascript)
    hold_up(tablet, portal.card("Maja"), "Maja").yes()
    return tablet


@pytest.fixture
def anne(screens: Screens, javascript: bool) -> StaffNow:
    """Anne at her computer; she has just looked at both places."""
    computer = screens(size=COMPUTER, javascript=javascript)
    sign_in(computer, "Anne").follow("Hvem er her?")
    return StaffNow(computer).says_it_is_right(HOUSE).says_it_is_right(FLAT)


def reads(maja: Screen, place: str, *sentences: str, but_not: str = "") -> None:
    """What Maja's page about a place says now."""
    maja.open(f"/hvem/{place}")
    page = Page(maja, maja.page.get_by_role("heading", level=1).inner_text())
    page.says(*sentences)
    if but_not:
        page.does_not_say(but_not)


def test_anne_comes_and_goes_and_majas_page_says_so(anne: StaffNow, maja: Screen) -> None:
    reads(maja, "spindehuset", "Der er lukket nu.")
    anne.arrive(HOUSE)
    reads(maja, "spindehuset", "Der er nogen nu.")
    anne.leave(HOUSE)
    reads(maja, "spindehuset", "Der er lukket nu.", but_not="Der er nogen nu.")


def test_anne_is_ill_and_bo_comes_instead(anne: StaffNow, maja: Screen) -> None:
    reads(maja, "faelleslejligheden", FLAT_OPEN, but_not="Anne er syg.")
    anne.is_ill("Anne").press("Bo kommer")
    anne.tells("Anne er syg. Bo kommer i stedet.")
    reads(maja, "faelleslejligheden", "Anne er syg.", "Bo kommer i stedet.")
    anne.undo()
    reads(maja, "faelleslejligheden", FLAT_OPEN, but_not="Anne er syg.")


def test_a_picture_of_the_weeks_shows_sunday_too_on_a_tablet(screens: Screens) -> None:
    tablet = screens(size=TABLET)
    sign_in(tablet, "Anne").follow("Hvem er her?")
    StaffNow(tablet).timetable(FLAT)
    box = tablet.page.locator(".table-box")
    expect(box.get_by_role("columnheader")).to_have_count(7)
    assert box.evaluate("(box) => box.scrollWidth <= box.clientWidth")


def test_the_common_flat_is_closed_for_a_day(anne: StaffNow, maja: Screen) -> None:
    timetable = anne.timetable(FLAT).close_on("2026-11-23", words="Lukket")
    reads(maja, "faelleslejligheden", FLAT_SHUT, but_not=FLAT_OPEN)
    timetable.undo()
    reads(maja, "faelleslejligheden", FLAT_OPEN, but_not=FLAT_SHUT)
