"""Noget er ikke godt, and surveys: what Maja tells one person, and what all are asked."""

from playwright.sync_api import expect

from e2e.pages.page import Page


class Help(Page):
    title = "Hjælp"


class Complaints(Page):
    """What one can tell, and what one has told."""

    title = "Noget er ikke godt"

    def write(self, text: str) -> "WhomToTell":
        self.follow("Skriv det")
        self.page.get_by_label("Hvad er ikke godt?").fill(text)
        self.press("Gem teksten")
        return WhomToTell(self.screen)


class WhomToTell(Page):
    title = "Hvem fortæller du det til?"

    def tell(self, name: str) -> "Complaint":
        self.page.get_by_role("radio", name=name, exact=True).check()
        self.press("Send", inside=self.main)
        return Complaint(self.screen)


class Complaint(Page):
    """One thing somebody told."""

    title = "Det har du fortalt"

    def stands_at(self, step: str) -> None:
        """Where its life has come to."""
        expect(self.main.locator("[aria-current=step]")).to_contain_text(step)


class ToldToMe(Page):
    """The same, as the person who was told reads it."""

    title = "Maja har fortalt dig noget"

    def answer(self, step: str, *, reason: str = "", day: str = "") -> None:
        self.page.get_by_role("radio", name=step, exact=True).check()
        self.page.get_by_label("Hvad vil du sige om det?").fill(reason)
        self.page.get_by_label("Hvilken dag?").fill(day)
        self.press("Send svaret")
        self.tells("Maja får besked.")


class Asking(Page):
    """The staff's page of what can be asked."""

    title = "Spørg beboerne"

    def ask(self, title: str) -> None:
        self.follow(f"Vælg: {title}")
        self.press("Spørg alle beboere")
        self.tells("Beboerne har fået besked.")


class Survey(Page):
    """Questions with faces, or what all answered."""

    title = "Hvordan var mødet?"

    def choose(self, question: str, face: str) -> None:
        self.page.get_by_role("radiogroup", name=question).get_by_role("radio", name=face, exact=True).check()

    def send(self) -> None:
        self.press("Send", inside=self.main)
        self.tells("Tak for dit svar.")
