"""Meeting mode: the big screen that staff lead the meeting from, and the page of cards on a phone."""

from playwright.sync_api import Locator, expect

from e2e.pages.page import Page
from e2e.screens import Screen

MEANINGS = {"grøn": "Ja, det er en god idé.", "gul": "Jeg er i tvivl.", "rød": "Nej, det vil jeg ikke."}
COLOURS = {"grøn": "green", "gul": "yellow", "rød": "red"}


class BigScreen(Page):
    """One item, huge."""

    def choose(self, title: str) -> "BigScreen":
        """From the list of all items."""
        self.press(title)
        return BigScreen(self.screen, title)

    def open_cards(self) -> "BigScreen":
        self.press("Åbn for kort")
        self.says("Vis dit kort nu.")
        return self

    def counts(self, sentence: str, *, backs: int) -> "BigScreen":
        """How many have shown a card, as a sentence and as cards that lie face down."""
        self.says(sentence)
        expect(self.main.locator(".mode-backs .vote-sign")).to_have_count(backs)
        expect(self.main.locator(".mode-backs [data-colour]")).to_have_count(0)
        return self

    def one_more(self, colour: str, *, times: int) -> "BigScreen":
        """Count cards on paper with the big buttons, or in the field without JavaScript."""
        field = self.page.get_by_label(colour, exact=True)
        for _time in range(times):
            if self.screen.javascript:
                self.press(f"Et mere: {colour}")
            else:
                field.fill(str(int(field.input_value()) + 1))
        return self

    def close_cards(self, sentence: str) -> "BigScreen":
        self.press("Luk for kort")
        self.says(sentence)
        return self

    def decide(self, outcome: str, said: str) -> "BigScreen":
        title = self.page.get_by_role("heading", level=1).inner_text()
        self.follow("Skriv beslutningen")
        form = Page(self.screen, "Skriv beslutningen")
        form.page.get_by_role("radio", name=outcome, exact=True).check()
        form.page.get_by_label("Hvad har vi besluttet?").fill(said)
        form.press("Gem beslutningen")
        return BigScreen(self.screen, title)


class CardsPage(Page):
    """The phone."""

    def card(self, colour: str) -> Locator:
        return self.main.locator(f"button[data-colour={COLOURS[colour]}]")

    def show(self, colour: str) -> "CardsPage":
        self.card(colour).click()
        return self

    def has_mine(self, colour: str) -> "CardsPage":
        """The card that is marked is the one that counts."""
        expect(self.main.locator("button[aria-pressed=true]")).to_have_count(1)
        expect(self.card(colour)).to_have_attribute("aria-pressed", "true")
        expect(self.card(colour).get_by_text("Dit kort", exact=True)).to_be_visible()
        return self

    def says_unsent(self, colour: str) -> "CardsPage":
        expect(self.card(colour).get_by_text("Ikke sendt endnu", exact=True)).to_be_visible()
        return self


def begin(screen: Screen, meeting_id: int, title: str) -> BigScreen:
    """Open the meeting on the big screen, begin it, and choose an item."""
    screen.open(f"/personale/moede/{meeting_id}/skaerm")
    wall = BigScreen(screen, "Beboermøde tirsdag den 24. november")
    wall.press("Begynd mødet")
    return wall.choose(title)


def on_phone(screen: Screen, meeting_id: int, title: str) -> CardsPage:
    screen.open(f"/moede/{meeting_id}/kort")
    return CardsPage(screen, title)
