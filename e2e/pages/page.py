"""What every page of the portal has, in its user's words: buttons, links and sentences by the names one sees."""

from re import Pattern
from typing import Literal, TypeVar

from playwright.sync_api import Locator, expect

from e2e.screens import Screen

Role = Literal["button", "link"]
Next = TypeVar("Next", bound="Page")


class Page:
    """A page that is open now: its heading has been seen."""

    title: str | Pattern[str] = ""

    def __init__(self, screen: Screen, title: str | Pattern[str] | None = None) -> None:
        self.screen = screen
        self.page = screen.page
        self.main = self.page.get_by_role("main")
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title or self.title)

    # --- what one can do ---

    def press(self, name: str, *, inside: Locator | None = None) -> None:
        (inside or self.page).get_by_role("button", name=name, exact=True).first.click()

    def follow(self, name: str, *, inside: Locator | None = None) -> None:
        (inside or self.page).get_by_role("link", name=name, exact=True).first.click()

    def press_for(self, name: str, page: type[Next]) -> Next:
        """Press a button that leads to another page."""
        self.press(name)
        return page(self.screen)

    def follow_to(self, name: str, page: type[Next]) -> Next:
        self.follow(name)
        return page(self.screen)

    def sound_of(self, sentence: str) -> Locator:
        """The sound button of a line."""
        return self.page.get_by_label(f"Hør: {sentence}", exact=True)

    def line(self, sentence: str) -> Locator:
        """A sentence on the page."""
        return self.main.get_by_text(sentence, exact=True).first

    @property
    def read_page_button(self) -> Locator:
        """ "Læs op": a button, and without JavaScript a link."""
        role: Role = "button" if self.screen.javascript else "link"
        return self.page.get_by_role("navigation", name="Menu").get_by_role(role, name="Læs op", exact=True)

    # --- what one sees ---

    def says(self, *sentences: str) -> None:
        for sentence in sentences:
            expect(self.line(sentence)).to_be_visible()

    def does_not_say(self, *sentences: str) -> None:
        for sentence in sentences:
            expect(self.main.get_by_text(sentence)).to_have_count(0)

    def tells(self, message: str) -> None:
        """The message about what has just been done."""
        expect(self.page.get_by_role("status").filter(has_text=message)).to_be_visible()

    def warns(self, message: str) -> None:
        expect(self.page.get_by_role("alert").get_by_text(message)).to_be_visible()

    def offers(self, role: Role, *names: str) -> None:
        for name in names:
            expect(self.page.get_by_role(role, name=name, exact=True).first).to_be_visible()

    def does_not_offer(self, role: Role, *names: str) -> None:
        for name in names:
            expect(self.page.get_by_role(role, name=name, exact=True)).to_have_count(0)

    def text(self) -> str:
        """All that can be read on the page."""
        return self.page.locator("body").inner_text()


class NotHere(Page):
    """The page that is there for what is not yours, or not there."""

    title = "Siden findes ikke"
