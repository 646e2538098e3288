"""The staff's desk: the editor of lines, its faces, what a resident asked, her relatives."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, expect

from e2e.pages.page import Page
from e2e.pages.staff import Agreements
from e2e.screens import Screen

MOST_TABS = 150  # keys until somebody gives up looking for something on a page


class Editor(Page):
    """An agreement being written. Points are numbered from 1."""

    def __init__(self, screen: Screen, resident: str, title: str) -> None:
        super().__init__(screen, f"Aftale med {resident}: {title}")
        self.resident = resident
        self.name = title

    @classmethod
    def from_template(cls, agreements: Agreements, resident: str, subject: str) -> "Editor":
        agreements.page.get_by_label("Hvad handler den om?").select_option(label=subject)
        agreements.press("Begynd på aftalen")
        return cls(agreements.screen, resident, subject)

    @classmethod
    def of_new_version(cls, agreements: Agreements, resident: str, title: str) -> "Editor":
        agreements.press(f"Ny udgave: {title}")
        return cls(agreements.screen, resident, title)

    # --- lines ---

    def point(self, number: int) -> Locator:
        """The field of a point's sentence."""
        return self.page.get_by_role("textbox", name=f"Punkt {number}", exact=True)

    def place(self, number: int) -> Locator:
        """A point's line with all that stands beside it."""
        return self.main.get_by_role("listitem").filter(has=self.point(number))

    def reads(self, number: int, sentence: str) -> "Editor":
        expect(self.point(number)).to_have_value(sentence)
        return self

    def write(self, number: int, sentence: str) -> "Editor":
        """Type a sentence. It keeps itself; without JavaScript a button keeps it."""
        with self._sending():
            self.point(number).fill(sentence)
            if not self.screen.javascript:
                self.press("Gem linjen", inside=self.place(number))
        return self

    def add_line(self) -> "Editor":
        """ "Ny linje" under all others."""
        with self._sending():
            self.press("Ny linje")
        return self

    def do(self, number: int, button: str) -> "Editor":
        """Press one of a line's own buttons: behind the dots, or at a finding."""
        place = self.place(number)
        pressed = place.get_by_role("button", name=button, exact=True)
        if not pressed.is_visible():
            place.get_by_label("Flyt, del eller slet").click()
        with self._sending():
            pressed.click()
        return self

    def finds(self, number: int, words: str, better: str) -> "Editor":
        """What is hard stands beside its line, with easier words to tap."""
        expect(self.place(number).get_by_text(words, exact=True)).to_be_visible()
        expect(self.place(number).get_by_role("button", name=better, exact=True)).to_be_visible()
        return self

    def finds_nothing(self, number: int) -> "Editor":
        expect(self.place(number).get_by_text("Fejl:", exact=True)).to_have_count(0)
        return self

    def undo(self) -> "Editor":
        with self._sending():
            self.press("Fortryd")
        return self

    # --- two who write at once ---

    def is_told_of_the_other(self, theirs: str, mine: str) -> "Editor":
        """Both sentences are there to choose from."""
        expect(self.main.get_by_text("Det står der nu:").locator("..")).to_contain_text(theirs)
        expect(self.main.get_by_label("Du skrev:")).to_have_value(mine)
        return self

    def choose(self, button: str) -> "Editor":
        with self._sending():
            self.press(button)
        expect(self.main.get_by_text("Det står der nu:")).to_have_count(0)
        return self

    # --- what becomes of it ---

    def see_as_reader(self, title: str) -> "Preview":
        """The draft with the resident's eyes."""
        self.follow(f"{self.resident} ser", inside=self.page.get_by_role("navigation", name="Se som"))
        return Preview(self, title)

    def is_blocked(self) -> "Editor":
        self.offers("link", "Ret 1 fejl først")
        self.does_not_offer("button", "Udgiv nu")
        return self

    def publish(self) -> Agreements:
        self.press("Udgiv nu")
        self.tells("Teksten er udgivet.")
        return Agreements(self.screen, f"Aftaler med {self.resident}")

    def plan(self, day: str, time: str) -> "Editor":
        """ "Udgiv senere", on a day like 2026-11-23 at a time like 17:00."""
        self.main.get_by_text("Udgiv senere", exact=True).click()
        self.page.get_by_label("Dag", exact=True).fill(day)
        self.page.get_by_label("Klokken", exact=True).fill(time)
        self.press("Gem tidspunktet")
        self.tells("Tidspunktet er gemt.")
        return self

    @contextmanager
    def _sending(self) -> Iterator[None]:
        """What is done inside reaches the server; what it changes on the page is for the story to see."""
        if self.screen.javascript:
            with self.page.expect_response(lambda answer: answer.request.method == "POST"):
                yield
        else:
            with self.page.expect_navigation():
                yield


class Preview(Page):
    """A draft with its resident's eyes; nothing can be pressed."""

    def __init__(self, editor: Editor, title: str) -> None:
        super().__init__(editor.screen, title)
        expect(self.page.get_by_text(f"Sådan ser {editor.resident} kladden.", exact=True)).to_be_visible()
        self.editor = editor

    def back(self) -> Editor:
        self.follow("Tilbage til kladden")
        return Editor(self.screen, self.editor.resident, self.editor.name)


class Record(Page):
    """What a resident has said to an agreement, and what staff say back."""

    def __init__(self, screen: Screen, resident: str, title: str) -> None:
        super().__init__(screen, f"{resident}: {title}")
        self.resident = resident
        self.name = title

    def reply(self, sentence: str) -> "Record":
        """Answer the one question there is."""
        words = self.page.get_by_label(f"Dit svar til {self.resident}")
        if self.screen.javascript:
            with self.page.expect_response(lambda answer: answer.url.endswith("/svar")):
                words.fill(sentence)
        else:
            words.fill(sentence)
        self.press("Send svaret")
        self.tells(f"Dit svar er sendt til {self.resident}.")
        return Record(self.screen, self.resident, self.name)


class Relatives(Page):
    """The staff's page about a resident's relatives."""

    def __init__(self, screen: Screen, resident: str) -> None:
        super().__init__(screen, f"Pårørende til {resident}")
        self.resident = resident

    def propose(self, name: str, kin: str, address: str, *topics: str) -> "Relatives":
        """Ask the resident whether somebody may see something."""
        self.page.get_by_label("Fornavn").fill(name)
        self.page.get_by_label("Hvem er det?").select_option(label=kin)
        self.page.get_by_label("Mail-adresse").fill(address)
        for topic in topics:
            self.page.get_by_role("checkbox", name=topic, exact=True).check()
        self.press(f"Spørg {self.resident}")
        expect(self.relative(name)).to_contain_text("Vi venter på svar.")
        return self

    def relative(self, name: str) -> Locator:
        return self.page.get_by_role("region").filter(has=self.page.get_by_role("heading", name=name))

    def end(self, name: str) -> "Relatives":
        self.press(f"Fjern {name}")
        self.tells("Alt er lukket for den pårørende.")
        return self


class Keyboard:
    """Hands that never touch a mouse."""

    def __init__(self, screen: Screen) -> None:
        self.page = screen.page
        self.keys = screen.page.keyboard

    def go_to(self, target: Locator) -> "Keyboard":
        """Tab until it has the focus."""
        expect(target).to_be_visible()
        for _key in range(MOST_TABS):
            if target.evaluate("element => element === document.activeElement"):
                return self
            self.keys.press("Tab")
        raise AssertionError(f"the Tab key does not find {target}")

    def press(self, key: str) -> "Keyboard":
        self.keys.press(key)
        return self

    def enter_page(self, target: Locator) -> None:
        """Go to a link or button and use it; another page comes."""
        self.go_to(target)
        with self.page.expect_navigation():
            self.keys.press("Enter")
