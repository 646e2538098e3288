"""Hearing what a page says: the sound it plays, and the word it marks meanwhile."""

from itertools import pairwise
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator

from e2e.pages.page import Page
from e2e.screens import Screen

EAR = Path(__file__).with_name("ear.js")
TOLERANCE = 150  # ms between the moment a word is spoken and the moment its mark is seen


def listen_in(screen: Screen) -> Screen:
    """Give every page of this browser an ear."""
    screen.context.add_init_script(path=EAR)
    return screen


class Ear:
    """What one page has said since it was opened."""

    def __init__(self, page: Page) -> None:
        self.page = page.page

    # --- waiting ---

    def wait_for(self, condition: str, argument: Any = None) -> None:
        self.page.wait_for_function(condition, arg=argument, timeout=30_000)

    def until_it_plays(self, milliseconds: int = 200) -> None:
        """Until the sound has really come some way."""
        self.wait_for(
            "ms => ear.audio && !ear.audio.paused && ear.audio.currentTime * 1000 > ms", milliseconds
        )  # fmt: skip

    def until_a_word_is_marked(self) -> None:
        self.wait_for("() => document.querySelector('[data-word]')")

    def until_it_is_quiet(self) -> None:
        self.wait_for("() => !document.documentElement.dataset.speaking && (!ear.audio || ear.audio.paused)")

    # --- what there is to hear ---

    def of_audio(self, name: str) -> Any:
        """A property of the audio that plays."""
        return self.page.evaluate("name => ear.audio?.[name]", name)

    def marks(self) -> list[dict[str, Any]]:
        """Every frame in which something was spoken: the token, the moment in ms, and the marked word."""
        return self.page.evaluate("() => ear.marks")

    def spoken(self) -> list[str]:
        """The tokens that were read, in order."""
        return self.page.evaluate("() => ear.spoken")

    def moves(self) -> list[float]:
        """Layout shifts that no tap explains."""
        return self.page.evaluate("() => ear.moves")

    def says_nothing(self) -> bool:
        return not self.page.evaluate(
            "() => document.documentElement.dataset.speaking || (ear.audio && !ear.audio.paused)"
        )  # fmt: skip


def token_of(sentence: Locator) -> str:
    """The address of a sentence's sound, without the ending."""
    return sentence.get_attribute("data-sound") or ""


def words_that_fit(words: list[list[int]], moment: float) -> list[int | None]:
    """The places of the words that may be marked at a moment (ms), a little too early or late forgiven."""
    spans = [(None, 0, words[0][2])]
    starts = [*words, [0, 0, 1_000_000]]
    spans += [(word[0], word[2], after[2]) for word, after in pairwise(starts)]
    return [place for place, begin, end in spans if begin - TOLERANCE <= moment < end + TOLERANCE]
