"""Maja's own phone knows her."""

from datetime import timedelta

import pytest

from e2e.pages.getting_in import ComeIn, Enrol, LinkIsOver, OfferKey, Surer, Welcome, hold_up
from e2e.pages.resident import Home, MyAgreements
from e2e.pages.staff import Morning, sign_in
from e2e.running import MONDAY_AFTERNOON, Portal
from e2e.screens import COMPUTER, PHONE, Screen, Screens
from portal import clock

QUIET = "Ro i opgangen"
TOMORROW = MONDAY_AFTERNOON + timedelta(days=1)


@pytest.fixture
def computer(screens: Screens) -> Screen:
    return screens(size=COMPUTER)


class Keys:
    """Chromium's own pretended authenticator, like the one built into a phone whose owner looks at it when it asks."""

    def __init__(self, screen: Screen) -> None:
        self.devtools = screen.context.new_cdp_session(screen.page)
        self.devtools.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        self.chosen = self.devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    def lose(self) -> None:
        """The phone forgets its keys, as after a repair."""
        self.devtools.send("WebAuthn.clearCredentials", self.chosen)


@pytest.fixture
def key_holder(screens: Screens) -> Screen:
    """A phone that is about to make keys."""
    return screens(size=PHONE)


@pytest.fixture
def keys(key_holder: Screen) -> Keys:
    return Keys(key_holder)


def enrol(phone: Screen, computer: Screen) -> str:
    """Anne makes a link, and it is opened on Maja's phone. The link."""
    link = sign_in(computer, "Anne").resident("Maja").link_to_phone()
    phone.open(link)
    Enrol(phone, "Er det telefonen til Maja?").press("Ja, det er den")
    OfferKey(phone)
    return link


def test_maja_makes_a_key_and_opens_her_agreement_with_it_the_next_day(
    key_holder: Screen, keys: Keys, computer: Screen
) -> None:
    enrol(key_holder, computer)
    OfferKey(key_holder).press("Lav min nøgle")
    Home(key_holder, "Maja").tells("Din telefon kender dig nu.")

    clock.freeze(TOMORROW)
    key_holder.open("/")
    Home(key_holder, "Maja").follow("Mine aftaler")
    Surer(key_holder).says("Dine aftaler er private.", "Vis, at det er dig.")
    Surer(key_holder).press("Det er mig")
    MyAgreements(key_holder).open(QUIET)


def test_maja_comes_in_with_one_tap_and_her_key(key_holder: Screen, keys: Keys, computer: Screen) -> None:
    enrol(key_holder, computer)
    OfferKey(key_holder).press("Lav min nøgle")
    Home(key_holder, "Maja").press("Jeg er færdig")
    clock.freeze(TOMORROW)
    Welcome(key_holder).come_in().press("Det er mig")
    Home(key_holder, "Maja").my_agreements().open(QUIET)


def test_a_phone_that_has_lost_its_key_opens_nothing_private(key_holder: Screen, keys: Keys, computer: Screen) -> None:
    enrol(key_holder, computer)
    OfferKey(key_holder).press("Lav min nøgle")
    Home(key_holder, "Maja").press("Jeg er færdig")
    keys.lose()
    come_in = Welcome(key_holder).come_in()
    come_in.press("Det er mig")
    come_in.tells("Det virker ikke her, så bed om hjælp.")
    come_in.press("Kom ind uden nøgle")
    Home(key_holder, "Maja").follow("Mine aftaler")
    Surer(key_holder).says("Dine aftaler er private.")


def test_a_link_can_be_used_once(screens: Screens, computer: Screen, javascript: bool) -> None:
    phone = screens(size=PHONE, javascript=javascript)
    link = enrol(phone, computer)
    stranger = screens(size=PHONE, javascript=javascript)
    stranger.expect_status(404)
    assert stranger.open(link) == 404
    LinkIsOver(stranger).does_not_say("Maja")


def test_without_a_key_a_tap_shows_the_day_and_the_card_opens_the_agreement(
    screens: Screens, portal: Portal, computer: Screen, javascript: bool
) -> None:
    phone = screens(size=PHONE, javascript=javascript)
    enrol(phone, computer)
    OfferKey(phone).follow("Ikke nu")
    Home(phone, "Maja").press("Jeg er færdig")
    home = Welcome(phone).come_in().tap_photo("Maja")
    home.says("I dag er det mandag den 23. november.")
    home.follow("Mine aftaler")
    Surer(phone).says("Dine aftaler er private.", "Vis dit kort til telefonen.")
    hold_up(phone, portal.card("Maja"), "Maja").press("Ja, det er mig")
    MyAgreements(phone).open(QUIET)  # she comes to what she asked for

    clock.freeze(TOMORROW)
    phone.open("/")
    Home(phone, "Maja").follow("Mine aftaler")
    Surer(phone)  # the card was shown long ago


def test_a_voided_phone_is_out_at_once(screens: Screens, portal: Portal, computer: Screen, javascript: bool) -> None:
    phone = screens(size=PHONE, javascript=javascript)
    enrol(phone, computer)
    OfferKey(phone).follow("Ikke nu")
    home = Home(phone, "Maja")
    computer.open("/personale")
    Morning(computer).resident("Maja").void_phone("Maja")
    home.follow("Mine aftaler")
    ComeIn(phone).says("Vi kender ikke denne tablet eller telefon.")
    phone.open("/")
    Welcome(phone).does_not_say("Maja")
