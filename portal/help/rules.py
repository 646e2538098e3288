"""The list of explained words: in the order of the alphabet, a page at a time. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portal.easyread.line import Line

WORDS_A_PAGE = 20
AFTER_Z = str.maketrans({"æ": "{", "ø": "|", "å": "}"})  # the three signs that follow z


@dataclass(frozen=True, slots=True)
class ExplainedWord:
    """A word, what it means in one sentence, and its picture or none."""

    word: str
    explanation: str
    picture: str | None = None

    @property
    def line(self) -> Line:
        return Line(f"{self.word[:1].upper()}{self.word[1:]}: {self.explanation}", self.picture)


def in_the_alphabet(common: Iterable[ExplainedWord], own: Iterable[ExplainedWord]) -> Sequence[ExplainedWord]:
    """All words once, æ, ø and å last. What the house has explained itself comes before our own explanation."""
    known: Mapping[str, ExplainedWord] = {each.word: each for each in (*common, *own)}
    return sorted(known.values(), key=lambda each: each.word.casefold().translate(AFTER_Z))


def page_of(words: Sequence[ExplainedWord], number: int) -> tuple[Sequence[ExplainedWord], bool]:
    """A page's words, and whether more come after. Pages count from 1."""
    start = (number - 1) * WORDS_A_PAGE
    return words[start : start + WORDS_A_PAGE], len(words) > start + WORDS_A_PAGE
