"""Mig: how I read."""

from playwright.sync_api import expect

from e2e.pages.page import Page
from e2e.screens import Screen

QUESTIONS = {
    "Teksten": "Hvor stor skal teksten være?",
    "Farverne": "Hvilke farver vil du se?",
    "Billederne": "Vil du se billeder?",
    "Stemmen": "Hvilken stemme skal læse op?",
    "Farten": "Hvor hurtigt skal stemmen tale?",
}


class Mine(Page):
    title = "Mig"

    def choose(self, topic: str, answer: str) -> "Mine":
        """Choose one thing and come back."""
        self.follow(topic)
        page = Topic(self.screen, QUESTIONS[topic])
        page.press(answer)
        page.tells("Gemt.")
        expect(page.main.locator("button[aria-pressed=true]")).to_have_text(answer)
        return page.follow_to("Mig", Mine)


class Topic(Page):
    """One thing to choose."""


def mine(screen: Screen) -> Mine:
    """Her own page, from her first page."""
    screen.open("/")
    screen.page.get_by_role("link", name="Mig", exact=True).first.click()
    return Mine(screen)
