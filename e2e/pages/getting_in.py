"""Coming in and going out."""

import re

from e2e.pages.page import Page
from e2e.pages.resident import Home
from e2e.screens import Screen


class Welcome(Page):
    """The first page while nobody is in."""

    title = "Velkommen"

    def come_in(self) -> "ComeIn":
        return self.follow_to("Kom ind", ComeIn)


class ComeIn(Page):
    """What this device offers."""

    title = "Kom ind"

    def try_as(self, name: str) -> None:
        """The demo's way in."""
        self.press(f"Prøv som {name}")

    def tap_photo(self, name: str) -> Home:
        self.press(name)
        return Home(self.screen, name)


class IsItYou(Page):
    """ "Er du Maja?" """

    def __init__(self, screen: Screen, name: str) -> None:
        super().__init__(screen, f"Er du {name}?")
        self.name = name

    def yes(self) -> Home:
        self.press("Ja, det er mig")
        return Home(self.screen, self.name)

    def no(self) -> ComeIn:
        return self.press_for("Nej", ComeIn)


class CardRefused(Page):
    """A card that does not open."""

    title = "Det virkede ikke"


class Surer(Page):
    """Private things ask a second time."""

    title = "Er det dig?"


class Enrol(Page):
    """A one-time link, opened on the device."""

    title = re.compile("^Er det (telefonen til|jeres fælles)")


class LinkIsOver(Page):
    title = "Linket virker ikke"


class OfferKey(Page):
    """Right after enrolment a phone may make a key."""

    title = "Din egen nøgle"


def hold_up(screen: Screen, card: str, name: str) -> IsItYou:
    """A good card before the device's own camera, which opens the address on it."""
    assert screen.open(f"/kort/{card}") == 200
    return IsItYou(screen, name)


def hold_up_bad(screen: Screen, card: str) -> CardRefused:
    """A card that will not open."""
    screen.expect_status(403, 429)
    assert screen.open(f"/kort/{card}") in (403, 429)
    return CardRefused(screen)
