"""LIX, the Danish and Swedish measure of how hard a text is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from portal.easyread.sentences import sentences, words
from portal.easyread.thresholds import LONG_WORD


@dataclass(frozen=True, slots=True)
class Measures:
    """What LIX is made of: words (not numbers), sentences, and words with more than six letters."""

    words: int
    sentences: int
    long_words: int

    @classmethod
    def of(cls, sentences_in_words: Iterable[Iterable[str]]) -> Self:
        """Count sentences that are already split into words; a sentence without words counts for nothing."""
        counted = [[letters(word) for word in sentence] for sentence in sentences_in_words]
        return cls(
            words=sum(len(sentence) for sentence in counted),
            sentences=sum(bool(sentence) for sentence in counted),
            long_words=sum(length > LONG_WORD for sentence in counted for length in sentence),
        )

    @property
    def mean_sentence_length(self) -> float:
        """Words a sentence."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def long_words_percent(self) -> float:
        """Words with more than six letters, of 100."""
        return 100 * self.long_words / self.words if self.words else 0.0

    @property
    def lix(self) -> float:
        """Björnsson's LIX: words a sentence plus the percentage of long words. 24 and below is very easy."""
        return self.mean_sentence_length + self.long_words_percent


def lix(text: str) -> float:
    """The LIX of a text: ≤ 24 very easy, 25–34 easy, 35–44 middling, 45–54 hard, ≥ 55 very hard; 0 without words.

    It needs about 100 words to be steady.
    """
    return Measures.of([word.text for word in words(sentence.text)] for sentence in sentences(text)).lix


def letters(word: str) -> int:
    """How many letters a word has, hyphens, dots and accents apart."""
    return sum(character.isalpha() for character in word)
