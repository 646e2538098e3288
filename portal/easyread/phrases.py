"""Words and phrases from a list, found in any of their forms."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from portal.easyread.lexicon import lemma
from portal.easyread.speller import stems

GAP = "…"
LONGEST_GAP = 2  # words


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase, and the first and last word where it stands."""

    phrase: str
    first: int
    last: int


class PhraseBook:
    """Phrases such as "tage … hul på": each word stands for its forms, … for at most two words in between."""

    def __init__(self, phrases: Iterable[str]):
        self._by_first_word: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
        for phrase in sorted(phrases, key=lambda phrase: -len(phrase.split())):
            first, *rest = phrase.lower().split()
            self._by_first_word[first].append((phrase, rest))

    def find(self, forms: Sequence[str]) -> Iterator[Match]:
        """The phrases among these words, longest first at each place, without overlap."""
        place = 0
        while place < len(forms):
            match = self._at(forms, place)
            if match:
                yield match
            place = match.last + 1 if match else place + 1

    def _at(self, forms: Sequence[str], place: int) -> Match | None:
        for word in _dictionary_forms(forms[place]):
            for phrase, rest in self._by_first_word.get(word, ()):
                last = _end(rest, forms, place)
                if last is not None:
                    return Match(phrase, place, last)
        return None


def _end(rest: Sequence[str], forms: Sequence[str], place: int) -> int | None:
    """Where the phrase ends whose last word so far stands at this place."""
    if not rest:
        return place
    word, *after = rest
    gap = LONGEST_GAP if word == GAP else 0
    wanted = after if word == GAP else rest
    for step in range(1, gap + 2):
        if place + step < len(forms) and wanted[0] in _dictionary_forms(forms[place + step]):
            end = _end(wanted[1:], forms, place + step)
            if end is not None:
                return end
    return None


@lru_cache(maxsize=50_000)
def _dictionary_forms(form: str) -> tuple[str, ...]:
    """The form, the words it can be a form of and, for an imperative, its infinitive: "hold" → "holde"."""
    return tuple(dict.fromkeys((form, lemma(form), *stems(form), form + "e")))
