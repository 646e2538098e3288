"""The staff's plain pages."""

from pathlib import Path

from playwright.sync_api import Locator, expect

from e2e.pages.getting_in import Welcome
from e2e.pages.page import Page
from e2e.screens import Screen


class Morning(Page):
    """ "I dag": what waits, and one's residents."""

    title = "I dag"

    def resident(self, name: str) -> "ResidentPage":
        self.follow(name)
        return ResidentPage(self.screen, name)

    def tablets(self) -> "Tablets":
        return self.follow_to("Fælles tablets", Tablets)

    def waiting(self, resident: str, title: str) -> Locator:
        """What waits about one agreement."""
        return self.page.get_by_role("article", name=f"{resident}: {title}", exact=True)

    def deal_with(self, resident: str, text: str) -> "Morning":
        """ "Vi har talt om det"."""
        card = self.page.get_by_role("article").filter(has_text=text)
        self.press("Vi har talt om det", inside=card)
        self.tells("Det er ordnet.")
        return Morning(self.screen)


class ResidentPage(Page):
    """One resident: card, devices, agreements."""

    def make_card(self) -> Path:
        """The card as paper: a PDF that the browser keeps."""
        with self.page.expect_download() as download:
            self.press("Lav nyt kort")
        return Path(download.value.path())

    def block_card(self) -> None:
        self.press("Spær kortet")
        self.tells("Kortet virker ikke mere.")

    def link_to_phone(self) -> str:
        self.press("Lav link til ny telefon")
        return Link(self.screen).address

    def void_phone(self, name: str) -> None:
        self.press(f"Slå {name} fra")
        self.tells("Apparatet er slået fra.")

    def agreements(self, name: str) -> "Agreements":
        self.follow("Aftaler")
        return Agreements(self.screen, f"Aftaler med {name}")


class Tablets(Page):
    title = "Fælles tablets"

    def link_to_tablet(self, place: str) -> str:
        self.page.get_by_label("Hvor står tabletten?").fill(place)
        self.press("Lav link til ny tablet")
        return Link(self.screen).address


class Link(Page):
    """A one-time link, as address and as QR sign."""

    title = "Link til et apparat"

    @property
    def address(self) -> str:
        expect(self.page.get_by_role("img", name="QR-kode med linket")).to_be_visible()
        return self.main.get_by_role("link").inner_text()


class Agreements(Page):
    """A resident's agreements."""

    def record(self, title: str, resident: str) -> Page:
        self.follow(f"Se svar: {title}")
        return Page(self.screen, f"{resident}: {title}")


def sign_in(screen: Screen, name: str) -> Morning:
    """Staff come in the demo's way."""
    screen.open("/")
    Welcome(screen).come_in().try_as(name)
    return Morning(screen)
