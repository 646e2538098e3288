"""Telling an idea: the five ways, and the page where it is sent."""

from playwright.sync_api import Locator, expect

from e2e.pages.page import Page
from e2e.screens import Screen

SPEAK, SHOW, WRITE, DRAW, CHOOSE = "Sig din idé", "Tag et billede", "Skriv din idé", "Tegn", "Vælg et billede"
NOT_SENT, NOT_YET = "Din idé er ikke sendt.", "Ikke sendt endnu."


class SendIdea(Page):
    """ "Send din idé"."""

    title = "Send din idé"

    @classmethod
    def open(cls, screen: Screen) -> "SendIdea":
        screen.open("/moede/ide/send")
        return cls(screen)

    def tell(self, way: str) -> "Way":
        """Choose a way; behind "Læg mere til" when something has been told."""
        more = self.main.locator("summary")
        if more.count():
            more.click()
        self.follow(way)
        return Way(self.screen, way)

    def pieces(self) -> Locator:
        return self.main.locator(".piece")

    def choose(self, name: str) -> "SendIdea":
        self.page.get_by_role("radio", name=name).check()
        return self

    def send(self) -> None:
        self.press("Send min idé")

    def is_not_sent_yet(self) -> None:
        expect(self.page.get_by_role("status").filter(has_text=NOT_YET)).to_be_visible()


class Way(Page):
    """One of the five ways."""

    def record(self, seconds: float = 2) -> "Way":
        self.press("Optag din stemme")
        self.page.wait_for_timeout(seconds * 1_000)
        self.press("Stop optagelsen")
        self.tells("Optagelsen er færdig, så hør den.")
        return self

    def keep(self, label: str) -> SendIdea:
        self.press(label)
        return SendIdea(self.screen)

    def is_not_sent_yet(self) -> None:
        expect(self.page.get_by_role("status").filter(has_text=NOT_YET)).to_be_visible()
