"""Who is here: all places, one place, the week; and whether one may be asked oneself."""

import re

from playwright.sync_api import Locator, expect

from e2e.pages.page import Page
from e2e.screens import Screen


class WhoIsHere(Page):
    title = "Hvem er her?"

    def place(self, name: str) -> "PlaceCard":
        return PlaceCard(self, name)

    def open(self, name: str) -> "PlacePage":
        self.follow(name)
        return PlacePage(self.screen, name)

    def week(self) -> "Week":
        return self.follow_to("Se hele ugen", Week)

    def shows_neighbour(self, name: str) -> None:
        expect(self.line("Du kan også spørge en nabo.")).to_be_visible()
        expect(self.main.get_by_role("listitem").filter(has_text=name).first).to_be_visible()


class PlaceCard:
    """What is said of one place."""

    def __init__(self, page: WhoIsHere, name: str) -> None:
        self.page = page
        heading = page.page.get_by_role("heading", level=2, name=name, exact=True)
        self.card: Locator = page.main.locator(".card").filter(has=heading)

    def says(self, *sentences: str) -> "PlaceCard":
        for sentence in sentences:
            expect(self.card.get_by_text(sentence, exact=True)).to_be_visible()
        return self

    def shows(self, *names: str) -> "PlaceCard":
        """The faces, by first name, in order."""
        expect(self.card.get_by_role("listitem")).to_have_text(list(names))
        return self

    def offers_to_ring(self) -> "PlaceCard":
        link = self.card.get_by_role("link", name="Ring til personalet", exact=True)
        expect(link).to_have_attribute("href", re.compile(r"^tel:\d+$"))
        return self


class PlacePage(Page):
    """One place, called by its name."""


class Week(Page):
    title = re.compile("^Ugen fra mandag den ")

    def days(self) -> list[str]:
        return self.main.locator(".weekday-name").all_inner_texts()


class MayIBeAsked(Page):
    title = "Må naboer spørge mig?"

    def switch(self, screen: Screen, *, tells: str) -> "MayIBeAsked":
        self.page.get_by_role("switch", name="Naboer må spørge mig", exact=True).click()
        switched = MayIBeAsked(screen)
        switched.tells(tells)
        return switched
