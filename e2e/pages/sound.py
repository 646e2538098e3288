"""The staff's page about the sound of one line, and the way to it through the editor."""

from playwright.sync_api import Locator, expect

from e2e.pages.page import Page
from e2e.screens import Screen


class Writing(Page):
    """The editor, as somebody meets it who is there for the sound of a line."""

    def __init__(self, screen: Screen, address: str, title: str) -> None:
        self.address = address
        screen.open(address)
        super().__init__(screen, title)

    def line_of(self, sentence: str) -> Locator:
        """A line by what it says."""
        lines = self.page.locator("li:has(textarea[name=sentence])")
        said = [line.locator("textarea").input_value() for line in lines.all()]
        return lines.nth(said.index(sentence))

    def sound_of_line(self, sentence: str) -> "LineSound":
        line = self.line_of(sentence)
        line.locator("summary").click()
        line.get_by_role("link", name="Lyd", exact=True).click()
        return LineSound(self.screen)

    def rewrite(self, sentence: str, better: str) -> None:
        """Type another sentence; it is kept while one writes."""
        with self.page.expect_response(lambda answer: answer.request.method == "POST"):
            self.line_of(sentence).locator("textarea").fill(better)


class LineSound(Page):
    """ "Lyd til linjen"."""

    title = "Lyd til linjen"

    def record(self, seconds: float = 2) -> "LineSound":
        """Speak for a while."""
        self.press("Optag linjen")
        return self._until_stopped(seconds)

    def record_again(self, seconds: float = 2) -> "LineSound":
        self.press("Optag igen")
        return self._until_stopped(seconds)

    def use(self) -> "LineSound":
        self.press("Brug optagelsen")
        self.tells("Linjen har din stemme nu.")
        return LineSound(self.screen)

    def delete(self) -> "LineSound":
        self.press("Slet optagelsen")
        self.tells("Optagelsen er slettet.")
        return LineSound(self.screen)

    def is_said_by(self, sentence: str) -> None:
        expect(self.main.get_by_text(sentence)).to_be_visible()

    def _until_stopped(self, seconds: float) -> "LineSound":
        expect(self.page.get_by_text("Læs linjen højt nu.")).to_be_visible()
        expect(self.page.get_by_text("sekunder tilbage")).to_be_visible()
        self.page.wait_for_timeout(1_000 * seconds)
        self.press("Stop optagelsen")
        self.tells("Optagelsen er færdig, så hør den.")
        return self
