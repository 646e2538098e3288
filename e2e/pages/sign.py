"""The talking sign and the screen on the wall, as somebody in front of them sees them."""

from playwright.sync_api import Locator, expect

from e2e.pages.page import Page

UNKNOWN = "Vi ved det ikke lige nu."
HERE = "Der er personale i fælleslejligheden nu."


class Sign(Page):
    """One answer at a door."""

    title = "Hvem er her?"

    def answers(self, sentence: str) -> None:
        expect(self.main.locator(".line-big .line-text")).to_have_text(sentence)

    def does_not_know(self) -> None:
        self.answers(UNKNOWN)
        expect(self.main.get_by_role("link", name="Ring til personalet")).to_be_visible()

    def is_from(self, sentence: str) -> None:
        expect(self.main.locator("[data-since]")).to_have_text(sentence)

    @property
    def big_sound(self) -> Locator:
        return self.main.locator(".line-big .sound")


class Wall(Sign):
    """The same for a room."""

    title = "Fælleslejligheden"

    def has_lost_the_network(self) -> None:
        expect(self.main.locator("[data-since][data-lost]")).to_be_visible()

    def has_the_network(self) -> None:
        expect(self.main.locator("[data-since]:not([data-lost])")).to_be_visible()
