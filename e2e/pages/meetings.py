"""Beboermøde: ideas as residents and staff meet them."""

from pathlib import Path

from playwright.sync_api import Locator, expect

from e2e.pages.desk import Editor
from e2e.pages.page import Page
from e2e.screens import Screen

GOOD, UNDO, ALONG = "God idé", "Fortryd", "Jeg vil gerne være med"
RIGHT, WRONG = "Ja, ordene er rigtige", "Nej, ret ordene"


class Meetings(Page):
    """A resident's front page of the meeting."""

    title = "Beboermøde"

    def write_idea(self, text: str) -> None:
        """ "Skriv din idé", with one's name."""
        self.follow("Skriv din idé")
        self.page.get_by_label("Hvad er din idé?").fill(text)
        self.press("Gem teksten")
        self.page.get_by_role("radio", name="Med mit navn", exact=True).check()
        self.press("Send min idé")

    def all_ideas(self) -> "AllIdeas":
        return self.follow_to("Alle idéer", AllIdeas)

    def idea(self, title: str) -> "IdeaPage":
        self.follow(title)
        return IdeaPage(self.screen, title)


class AllIdeas(Page):
    title = "Alle idéer"

    def open(self, title: str) -> "IdeaPage":
        self.follow(title)
        return IdeaPage(self.screen, title)


class IdeaPage(Page):
    """One idea, as a resident reads it."""

    def __init__(self, screen: Screen, title: str) -> None:
        super().__init__(screen, title)
        self.name = title

    def is_at(self, *labels: str) -> "IdeaPage":
        """The pictures of its life that are reached; the last is where it is now."""
        expect(self.main.locator(".life-reached")).to_have_text(list(labels))
        expect(self.main.locator("[aria-current=step]")).to_have_text(labels[-1])
        return self

    def answer(self, label: str, *, then: str, said: str = "") -> None:
        """Say whether the words are right."""
        if said:
            self.page.get_by_label("Hvad skal vi rette?").fill(said)
        self.press(label)
        self.tells(then)

    @property
    def photo(self) -> Locator:
        return self.main.get_by_role("img", name="Foto: sådan ser det ud nu", exact=True)


class IdeaEditor(Editor):
    """The lines of an idea being written."""

    def __init__(self, screen: Screen, whose: str, title: str) -> None:
        Page.__init__(self, screen, f"Idé fra {whose}: {title}")
        self.resident, self.name = whose, title

    def line(self, number: int) -> Locator:  # type: ignore[override]
        return self.page.get_by_role("textbox", name=f"Linje {number}", exact=True)

    def call_it(self, title: str) -> "IdeaEditor":
        field = self.page.get_by_label("Titel", exact=True)
        with self._sending():
            field.fill(title)
        return self

    def write_line(self, number: int, sentence: str) -> "IdeaEditor":
        with self._sending():
            self.line(number).fill(sentence)
        return self

    def ask_author(self, title: str) -> "StaffIdea":
        self.press("Udgiv nu")
        self.tells("Teksten er udgivet.")
        return StaffIdea(self.screen, title)


class Desk(Page):
    """The staff's front page of the meeting."""

    title = "Beboermøde"

    def part(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=name, exact=True)

    def idea(self, link: str, title: str = "") -> "StaffIdea":
        self.follow(link)
        return StaffIdea(self.screen, title or link)


class StaffIdea(Page):
    """One idea on the desk."""

    def __init__(self, screen: Screen, title: str) -> None:
        super().__init__(screen, title)
        self.name = title

    def write(self, whose: str, title: str = "Uden navn") -> IdeaEditor:
        self.press("Skriv linjer")
        return IdeaEditor(self.screen, whose, title)

    def take(
        self, step: str, reason: str = "", *, until: str = "", decided_by: str = "", photo: Path | None = None
    ) -> "StaffIdea":
        """The life goes on. `until` is a day like 2027-01-12."""
        self.follow(step, inside=self.page.get_by_role("region", name="Hvad sker der nu?"))
        form = Page(self.screen, step)
        if decided_by:
            form.page.get_by_label("Hvem har besluttet det?").select_option(label=decided_by)
        form.page.locator("#reason").fill(reason)
        if until:
            form.page.locator("#until").fill(until)
        if photo:
            form.page.get_by_label("Foto af det, der er gjort").set_input_files(photo)
        form.press(f"Gem: {step}")
        self.tells("Det er gemt.")
        return StaffIdea(self.screen, self.name)

    def back_to_desk(self) -> Desk:
        return self.follow_to("Beboermøde", Desk)
