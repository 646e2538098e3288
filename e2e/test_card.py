"""Maja holds her card to the common tablet."""

from datetime import timedelta

import pikepdf
import pytest

from e2e.pages.getting_in import ComeIn, Enrol, LinkIsOver, Welcome, hold_up, hold_up_bad
from e2e.pages.page import Page
from e2e.pages.staff import Morning, sign_in
from e2e.running import MONDAY_AFTERNOON, Portal
from e2e.screens import COMPUTER, Screen, Screens
from portal import clock


@pytest.fixture
def tablet(screens: Screens, portal: Portal, javascript: bool) -> Screen:
    """The common tablet, with and without JavaScript."""
    return screens(device=portal.device(), javascript=javascript)


def test_staff_make_a_shared_tablet_and_maja_comes_in_with_her_card(
    screens: Screens, portal: Portal, javascript: bool
) -> None:
    computer = screens(size=COMPUTER, javascript=javascript)
    tablet = screens(javascript=javascript)

    link = sign_in(computer, "Anne").tablets().link_to_tablet("Køkkenet")
    tablet.open(link)
    Enrol(tablet).says("Så kan alle komme ind med kort.")
    Enrol(tablet).press("Ja, det er den")
    ComeIn(tablet).says("Vis dit kort til tabletten.")
    tablet.expect_status(404)
    assert tablet.open(link) == 404
    LinkIsOver(tablet).says("Bed personalet om et nyt.")

    computer.open("/personale")
    maja = Morning(computer).resident("Maja")
    with pikepdf.open(maja.make_card()) as paper:
        assert str(paper.docinfo["/Title"]) == "Kort til Maja"
    computer.open("/personale/beboer/maja")
    Page(computer, "Maja").says("Kortet er fra mandag den 23. november.")

    secret = portal.card("Maja")
    home = hold_up(tablet, secret, "Maja").yes()
    home.says("I dag er det mandag den 23. november.")
    assert not any(secret in address for address in tablet.visited())
    tablet.back()
    ComeIn(tablet)
    assert secret not in tablet.page.url and secret not in tablet.page.content()


def test_a_no_to_the_question_lets_nobody_in(tablet: Screen, portal: Portal) -> None:
    hold_up(tablet, portal.card("Maja"), "Maja").no()
    tablet.open("/")
    Welcome(tablet)


def test_a_revoked_card_is_dead_at_the_next_tap(
    tablet: Screen, screens: Screens, portal: Portal, javascript: bool
) -> None:
    card = portal.card("Maja")
    home = hold_up(tablet, card, "Maja").yes()

    anne = sign_in(screens(size=COMPUTER, javascript=javascript), "Anne")
    anne.resident("Maja").block_card()

    home.follow_to("Mine aftaler", ComeIn)
    refused = hold_up_bad(tablet, card)
    refused.says("Kortet virker ikke.", "Prøv igen, eller bed om hjælp.")
    tablet.open("/")
    Welcome(tablet).does_not_say("Maja")


def test_five_wrong_cards_and_the_tablet_asks_to_wait_half_a_minute(tablet: Screen, portal: Portal) -> None:
    card = portal.card("Maja")
    clock.freeze(MONDAY_AFTERNOON + timedelta(minutes=1))
    for _number in range(5):
        hold_up_bad(tablet, "et-forkert-kort").says("Kortet virker ikke.")
    hold_up_bad(tablet, card).says("Vent lidt, og prøv igen.")
    clock.freeze(MONDAY_AFTERNOON + timedelta(minutes=1, seconds=31))
    hold_up(tablet, card, "Maja").yes()


def test_a_card_opens_nothing_on_a_device_that_nobody_knows(screens: Screens, portal: Portal, javascript: bool) -> None:
    stranger = screens(javascript=javascript)
    refused = hold_up_bad(stranger, portal.card("Maja"))
    refused.says("Kortet virker ikke her.", "Brug jeres fælles tablet.")
    refused.does_not_say("Maja")
    refused.follow_to("Prøv igen", ComeIn).says("Vi kender ikke denne tablet eller telefon.")


def test_somebody_elses_card_opens_nothing_on_majas_own_phone(
    screens: Screens, portal: Portal, javascript: bool
) -> None:
    phone = screens(device=portal.device("Maja"), javascript=javascript)
    hold_up_bad(phone, portal.card("Ali")).says("Kortet virker ikke.")
    hold_up(phone, portal.card("Maja"), "Maja").yes()
