"""A resident's own pages."""

from playwright.sync_api import Locator, expect

from e2e.pages.page import Page
from e2e.screens import Screen


class Home(Page):
    """ "Hej Maja": today."""

    def __init__(self, screen: Screen, name: str) -> None:
        super().__init__(screen, f"Hej {name}")

    def my_agreements(self) -> "MyAgreements":
        return self.follow_to("Mine aftaler", MyAgreements)


class MyAgreements(Page):
    title = "Mine aftaler"

    def open(self, title: str) -> "AgreementPage":
        self.follow(f"Åbn {title}")
        return AgreementPage(self.screen, title)


class AgreementPage(Page):
    """One agreement. At most one point is open, the others are a line each."""

    def __init__(self, screen: Screen, title: str) -> None:
        super().__init__(screen, title)
        self.name = title

    def point(self, sentence: str) -> "Point":
        return Point(self, sentence)

    def read_together(self) -> "Together":
        self.follow("Læs sammen med en anden")
        return Together(self)

    def say_yes_together(self) -> "SayYes":
        self.follow("Sig ja sammen")
        return SayYes(self)

    def wish_a_change(self) -> "Change":
        self.follow("Jeg vil ændre aftalen")
        return Change(self)

    def old_version(self) -> "OldVersion":
        return self.follow_to("Se den gamle aftale", OldVersion)


class Point:
    """One point of an agreement, known by its sentence."""

    def __init__(self, agreement: AgreementPage, sentence: str) -> None:
        self.agreement = agreement
        self.sentence = sentence
        card = agreement.main.locator("[id^=punkt-]")
        self.card = card.filter(has=agreement.page.get_by_text(sentence, exact=True))

    @property
    def question(self) -> Locator:
        return self.card.get_by_role("heading", name="Forstår du det?")

    def is_open(self) -> "Point":
        expect(self.question).to_be_visible()
        return self

    def is_closed(self) -> "Point":
        expect(self.card).to_be_visible()
        expect(self.question).to_have_count(0)
        return self

    def is_marked(self, *words: str) -> "Point":
        """The small words above its lines: Nyt, Før, Nu, Svar."""
        for word in words:
            expect(self.card.get_by_text(word, exact=True)).to_be_visible()
        return self

    def is_not_marked(self, word: str) -> "Point":
        expect(self.card.get_by_text(word, exact=True)).to_have_count(0)
        return self

    def says(self, *sentences: str) -> "Point":
        for sentence in sentences:
            expect(self.card.get_by_text(sentence, exact=True)).to_be_visible()
        return self

    def open(self) -> "Point":
        self.agreement.follow(f"Åbn punktet: {self.sentence}")
        return self.is_open()

    def understand(self) -> None:
        self._answer("Ja, jeg forstår", "Du forstår det.")

    def doubt(self) -> None:
        self._answer("Jeg er i tvivl", "Du er i tvivl.")

    def ask(self) -> None:
        self._answer("Jeg vil spørge", "Du vil spørge.")

    def think(self, answer: str, *, explained: str) -> None:
        """Answer the picture question with Ja or Nej; the explanation is the same and kind."""
        self.agreement.press(answer, inside=self.card)
        self.is_marked("Svar").says(explained)

    def _answer(self, reply: str, then: str) -> None:
        self.agreement.press(reply, inside=self.card)
        self.is_closed().says(then)


class Together(Page):
    """With whom one reads."""

    title = "Hvem læser med?"

    def __init__(self, agreement: AgreementPage) -> None:
        super().__init__(agreement.screen)
        self.agreement = agreement

    def with_(self, name: str) -> AgreementPage:
        self.press(name)
        agreement = AgreementPage(self.screen, self.agreement.name)
        expect(agreement.main).to_contain_text(f"Du læser sammen med {name}.")
        return agreement


class SayYes(Page):
    """Saying yes to the whole is a meeting of people."""

    title = "Sig ja sammen"

    def __init__(self, agreement: AgreementPage) -> None:
        super().__init__(agreement.screen)
        self.agreement = agreement

    def with_(self, *names: str) -> "SayYes":
        for name in names:
            self.page.get_by_role("checkbox", name=name, exact=True).check()
        return self

    def and_also(self, name: str) -> "SayYes":
        self.page.get_by_label("Var der en anden med?").fill(name)
        return self

    def draw_name(self) -> "SayYes":
        """A zigzag with the mouse."""
        pad = self.page.get_by_role("img", name="Skriv dit navn med fingeren.")
        pad.scroll_into_view_if_needed()
        box = pad.bounding_box()
        assert box is not None
        mouse = self.page.mouse
        mouse.move(box["x"] + 20, box["y"] + 20)
        mouse.down()
        for step in range(1, 7):
            mouse.move(box["x"] + 20 + step * 30, box["y"] + (60 if step % 2 else 20))
        mouse.up()
        return self

    def agree(self) -> AgreementPage:
        self.press("Ja, vi er enige")
        return AgreementPage(self.screen, self.agreement.name)


class Change(Page):
    """ "Jeg vil ændre aftalen"."""

    title = "Jeg vil ændre aftalen"

    def __init__(self, agreement: AgreementPage) -> None:
        super().__init__(agreement.screen)
        self.agreement = agreement
        self.words = self.page.get_by_label("Hvad vil du ændre?")

    def about(self, sentence: str) -> "Change":
        self.page.get_by_role("radio", name=sentence, exact=True).check()
        return self

    def write(self, text: str) -> "Change":
        self.words.fill(text)
        return self

    def send(self) -> AgreementPage:
        self.press("Send til personalet")
        return AgreementPage(self.screen, self.agreement.name)


class OldVersion(Page):
    title = "Den gamle aftale"
