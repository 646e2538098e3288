"""Spis sammen: the dinners ahead, one dinner, her guests, the kitchen, and what she does not eat."""

from playwright.sync_api import Locator, expect

from e2e.pages.page import Page
from e2e.screens import Screen

YES, MAYBE, NO, UNDO = "Ja, jeg vil spise med", "Måske", "Nej tak", "Fortryd"
ASK, BRING = "Spørg køkkenet", "Jeg har en gæst med"


class Dinners(Page):
    """The dinners ahead."""

    title = "Spis sammen"

    def open(self, title: str) -> "DinnerPage":
        self.follow(title)
        return DinnerPage(self.screen, title)

    def says_of(self, title: str, *sentences: str) -> None:
        """What stands on the card of one dinner."""
        card = self.main.locator(".card").filter(has=self.page.get_by_role("link", name=title, exact=True))
        for sentence in sentences:
            expect(card.get_by_text(sentence, exact=True)).to_be_visible()

    def min_mad(self) -> "MinMad":
        return self.follow_to("Min mad", MinMad)


class DinnerPage(Page):
    """One dinner."""

    def __init__(self, screen: Screen, title: str) -> None:
        super().__init__(screen, title)
        self.name = title

    def answer(self, label: str, *, then: str) -> "DinnerPage":
        """Say yes, maybe or no; it is told, and marked as the answer that holds."""
        self.press(label)
        self.tells(then)
        expect(self.page.get_by_role("button", name=label, exact=True, pressed=True)).to_be_visible()
        return self

    def undo(self) -> "DinnerPage":
        self.press(UNDO)
        self.tells("Du har fortrudt dit svar.")
        return self

    def chairs(self, kind: str = "") -> Locator:
        """The dots: all, "taken" or "mine"."""
        return self.main.locator(f".chair-{kind}" if kind else ".chair")

    def comes_before(self, first: str, then: str) -> None:
        """A sentence is read before a button."""
        said = self.main.inner_text()
        assert said.index(first) < said.index(then)

    def bring_guest(self) -> "BringGuest":
        return self.follow_to(BRING, BringGuest)

    def ask_kitchen(self) -> "AskKitchen":
        return self.follow_to(ASK, AskKitchen)

    def all_dinners(self) -> Dinners:
        return self.follow_to("Spis sammen", Dinners)


class _Foods(Page):
    """A page with foods to tick."""

    def without(self, *foods: str) -> None:
        """Tick what is not eaten; the rest is one step away."""
        for food in foods:
            box = self.page.get_by_role("checkbox", name=food, exact=True)
            if not box.is_visible():
                self.page.get_by_text("Se mere mad", exact=True).click()
            box.check()


class BringGuest(_Foods):
    title = BRING

    def called(self, name: str) -> "BringGuest":
        self.page.get_by_label("Hvad hedder din gæst?").fill(name)
        return self

    def write_down(self, title: str) -> DinnerPage:
        self.press("Skriv gæsten på")
        return DinnerPage(self.screen, title)


class AskKitchen(Page):
    title = ASK

    def send(self, title: str, wants: str, words: str = "") -> DinnerPage:
        self.page.get_by_role("radio", name=wants, exact=True).check()
        self.page.get_by_label("Vil du skrive noget?").fill(words)
        self.press("Send til køkkenet")
        return DinnerPage(self.screen, title)


class MinMad(_Foods):
    title = "Min mad"

    def keep(self) -> None:
        self.press("Gem min mad")
        self.tells("Nu ved køkkenet det.")

    def switch(self, label: str, *, then: str) -> None:
        self.page.get_by_role("switch", name=label, exact=True).click()
        self.tells(then)
