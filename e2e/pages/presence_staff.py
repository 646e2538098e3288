"""The staff's "Hvem er her?" and the timetable of a place."""

from playwright.sync_api import expect

from e2e.pages.page import Page
from e2e.screens import Screen


class StaffNow(Page):
    """What residents are told right now, and the taps that put it right."""

    title = "Hvem er her?"

    def says_it_is_right(self, place: str) -> "StaffNow":
        self.press(f"Det passer: {place}")
        self.tells("Tak. Du har tjekket det.")
        return self

    def arrive(self, place: str) -> "StaffNow":
        self.press(f"Jeg er her: {place}")
        self.tells("Det ser beboerne nu.")
        return self

    def leave(self, place: str) -> "StaffNow":
        self.press(f"Jeg er gået: {place}")
        self.tells("Du er gået.")
        return self

    def is_ill(self, who: str) -> Page:
        self.press(f"{who} er syg")
        return Page(self.screen, f"{who} er syg – hvem kommer?")

    def undo(self) -> "StaffNow":
        self.press("Fortryd")
        self.tells("Det er fortrudt.")
        return self

    def timetable(self, place: str) -> "TimetablePage":
        self.follow(f"Ret tider: {place}")
        return TimetablePage(self.screen, place)


class TimetablePage(Page):
    """A place's weekly hours and its changes."""

    def __init__(self, screen: Screen, place: str) -> None:
        super().__init__(screen, f"Tider: {place}")
        self.name = place

    def close_on(self, day: str, *, words: str) -> "TimetablePage":
        """Closed on a day like 2026-11-23, after a look at the picture of the weeks."""
        self.follow("Ændr nogle dage")
        form = Page(self.screen, f"Ændr nogle dage: {self.name}")
        form.page.get_by_label("Første dag").fill(day)
        form.page.get_by_label("Sidste dag").fill(day)
        form.does_not_offer("button", "Gem ændringen")
        form.press("Se de næste uger")
        new = form.page.get_by_role("cell").filter(has_text="Nyt")
        expect(new).to_have_count(1)
        expect(new).to_contain_text(words)
        form.press("Gem ændringen")
        kept = TimetablePage(self.screen, self.name)
        kept.tells("Det er gemt.")
        return kept

    def undo(self) -> "TimetablePage":
        self.press("Fortryd")
        self.tells("Det er fortrudt.")
        return self
