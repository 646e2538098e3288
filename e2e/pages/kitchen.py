"""The staff's "Spis sammen": dinners ahead, one dinner, menus, and paper lists."""

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from e2e.pages.page import Page
from e2e.screens import Screen


class Kitchen(Page):
    """Every dinner ahead."""

    title = "Spis sammen"

    def dinner(self, day: str) -> "DinnerPanel":
        self.follow(day)
        return DinnerPanel(self.screen, day)

    def stands(self, day: str, state: str) -> "Kitchen":
        """A dinner's state, in a word."""
        card = self.main.get_by_role("listitem").filter(has=self.page.get_by_role("link", name=day, exact=True))
        expect(card.get_by_text(state, exact=True)).to_be_visible()
        return self

    def plan_one_day(self, on: str, place: str) -> "Kitchen":
        """A single dinner on a day like 2026-12-15, after a look at it."""
        self.follow("Planlæg middage")
        form = Page(self.screen, "Planlæg middage")
        form.page.get_by_label("Første dag").fill(on)
        form.page.get_by_label("Hvor?").select_option(label=place)
        form.does_not_offer("button", "Lav 1 middag")
        form.press("Se dagene")
        form.press("Lav 1 middag")
        self.tells("1 middag er planlagt.")
        return Kitchen(self.screen)

    def menus(self) -> "Library":
        return self.follow_to("Menuer", Library)


class Library(Page):
    """The house's menus."""

    title = "Menuer"

    def write(self, title: str, sentence: str) -> "Library":
        """A new menu of one line, written in the editor and published."""
        self.press("Skriv en ny menu")
        editor = Page(self.screen, re.compile("^Menu: "))
        for field, words in (("Ret 1", sentence), ("Titel", title)):
            with self.page.expect_response(lambda answer: answer.request.method == "POST"):
                editor.page.get_by_role("textbox", name=field, exact=True).fill(words)
        expect(editor.page.get_by_role("heading", level=1)).to_have_text(f"Menu: {title}")
        editor.press("Udgiv nu")
        return Library(self.screen)

    def say_what_is_in(self, title: str, *foods: str) -> "Library":
        self.follow(f"I maden: {title}")
        form = Page(self.screen, "Hvad er der i maden?")
        form.page.get_by_label("Ja, alle kryds er sat").check()
        for food in foods:
            form.page.get_by_role("checkbox", name=food, exact=True).check()
        form.press("Gem indholdet")
        return Library(self.screen)


class DinnerPanel(Page):
    """One dinner as the cook meets it."""

    def __init__(self, screen: Screen, day: str) -> None:
        super().__init__(screen, f"Middag {day}")
        self.day = day

    def counts(self, words: str) -> "DinnerPanel":
        expect(self.page.locator("#antal")).to_contain_text(words)
        return self

    def choose_menu(self, title: str) -> "DinnerPanel":
        self.follow("Vælg menu")
        Page(self.screen, "Vælg menu").press(title)
        self.tells("Menuen er valgt.")
        return DinnerPanel(self.screen, self.day)

    def announce(self) -> "DinnerPanel":
        self.press("Vis middagen for beboerne")
        self.tells("Beboerne ser middagen nu.")
        return DinnerPanel(self.screen, self.day)

    def begin_a_name(self, letters: str) -> Locator:
        """Somebody types in the field of "Skriv en på"."""
        field = self.page.get_by_label("Navn", exact=True)
        field.fill(letters)
        return field

    def is_looked_at_again(self) -> "DinnerPanel":
        """The cook comes back to this page from another."""
        self.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        return self

    def make_a_list(self) -> "PaperListPage":
        self.follow("Sedler til opgangen")
        Page(self.screen, "Sedler til opgangen").press("Lav en ny seddel")
        return PaperListPage(self.screen)

    def cancel(self, why: str, *, told: str) -> "DinnerPanel":
        self.follow("Aflys middagen")
        form = Page(self.screen, f"Aflys middagen {self.day}")
        form.says(told)
        form.page.get_by_label("Hvorfor?").fill(why)
        form.press("Ja, aflys middagen")
        self.tells("Middagen er aflyst.")
        return DinnerPanel(self.screen, self.day)


class PaperListPage(Page):
    """A list of rows, each with its code."""

    title = "Tast papirlisten ind"

    def sheet(self) -> Path:
        """The address of the PDF that hangs in the stairwell."""
        href = self.page.get_by_role("link", name="Print sedlen", exact=True).get_attribute("href")
        assert href
        return Path(href)

    def type_row(self, code: str, name: str, reply: str) -> "PaperListPage":
        self.page.get_by_label(f"{code}: navn").fill(name)
        self.page.get_by_label(f"{code}: svar").select_option(label=reply)
        return self

    def keep(self) -> "PaperListPage":
        self.press("Gem rækkerne")
        return PaperListPage(self.screen)

    def row(self, code: str) -> Locator:
        return self.page.locator(f"#raekke-{code}")

    def choose(self, code: str, label: str) -> "PaperListPage":
        self.row(code).get_by_label(label).check()
        return self
