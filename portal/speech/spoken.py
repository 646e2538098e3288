"""From what is shown to what is spoken, and back: the places of spoken words in the shown sentence. Pure."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]]
"""What to look for, and what to say instead (None: nothing special here, leave it to a later rule)."""

BECOMES_SPACE = {"So", "Sk", "Cc", "Co", "Cs", "Cn"}  # emoji and control characters would be read by name
IS_DROPPED = {"Cf", "Mn", "Me"}  # soft hyphens, joiners, variation selectors: part of the word around them

QUOTES: Rule = (re.compile(r"[«»“”„‘\"<>*_#|→•^`~\\{}\[\]]"), lambda m: " ")
"""Signs the voice would read by name, or that spoil its word events."""


class Segment(NamedTuple):
    """Characters `start:end` of the spoken text stand for characters `shown_start:shown_end` of the shown one."""

    start: int
    end: int
    shown_start: int
    shown_end: int


class Word(NamedTuple):
    """A place in a text (characters, or UTF-16 code units where said so) and its moment in milliseconds."""

    start: int
    length: int
    ms: int


@dataclass(frozen=True)
class Spoken:
    """What the voice says for one shown sentence.

    `shown` is in Unicode normal form C and all shown places refer to that form. The segments lie edge to edge and
    cover both texts from end to end; a segment may be empty on the spoken side (an emoji is shown, not spoken).
    """

    shown: str
    text: str
    segments: tuple[Segment, ...]

    @property
    def is_silent(self) -> bool:
        """There is nothing here that a voice could say."""
        return not any(c.isalnum() for c in self.text)

    def shown_words(self, events: Iterable[Sequence[int]]) -> tuple[Word, ...]:
        """The shown words for the voice's `(start, length, ms)` in the spoken text.

        Each word runs from white space to white space (several words when they are spoken as one, such as
        "45 kr."), in rising order without overlap, in UTF-16 code units, which is what JavaScript counts.
        """
        starts = [segment.start for segment in self.segments]
        tokens = [match.span() for match in re.finditer(r"\S+", self.shown)]
        token_starts = [start for start, _ in tokens]
        units = [0, *accumulate(2 if c > "\uffff" else 1 for c in self.shown)]
        words: list[Word] = []
        reached = 0
        for place, _, ms in events:
            if not 0 <= place < len(self.text):
                continue
            segment = self.segments[bisect_right(starts, place) - 1]
            first = bisect_right(token_starts, segment.shown_start) - 1
            last = bisect_right(token_starts, max(segment.shown_start, segment.shown_end - 1)) - 1
            if first < reached:
                continue
            start, end = units[tokens[first][0]], units[tokens[last][1]]
            words.append(Word(start, end - start, ms))
            reached = last + 1
        return tuple(words)


def speak(sentence: str, rules: Sequence[Rule]) -> Spoken:
    """Apply `rules` in order – the first to claim a place keeps it – and tidy the rest. Accepts any text."""
    shown = unicodedata.normalize("NFC", sentence)
    writer = _Writer()
    place = 0
    for start, end, said in [*_replacements(shown, rules), (len(shown), len(shown), "")]:
        for piece in re.finditer(r"\S+|\s+", shown[place:start]):
            writer.add(_speakable(piece[0]), place + piece.start(), place + piece.end())
        if start < end:
            writer.add(said, start, end)
        place = end
    return Spoken(shown, "".join(writer.text), tuple(writer.segments))


def plain(sentence: str) -> Spoken:
    """A sentence in a language the voice reads well by itself; only signs and emoji are taken out."""
    return speak(sentence, (QUOTES,))


def _replacements(shown: str, rules: Sequence[Rule]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    taken = bytearray(len(shown))
    for pattern, say in rules:
        for match in pattern.finditer(shown):
            start, end = match.span()
            if start == end or any(taken[start:end]):
                continue
            try:
                said = say(match)
            except KeyError:  # ſ and ı match s and i where capitals do not matter, but stand in no table
                said = None
            if said is None:
                continue
            if shown[end - 1] == "." and said[-1:].isalnum() and not shown[end:].strip():
                said += "."  # the dot of "kr." also ended the sentence
            taken[start:end] = b"\1" * (end - start)
            found.append((start, end, said))
    return sorted(found)


class _Writer:
    """Collects pieces of spoken text with single spaces between words and none before a full stop."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.segments: list[Segment] = []
        self._length = 0
        self._space_is_due = False

    def add(self, piece: str, shown_start: int, shown_end: int) -> None:
        said = " ".join(piece.split())
        if said and self._length and (self._space_is_due or piece[0].isspace()) and said[0] not in ".,;:!?":
            said = f" {said}"
        self._space_is_due = piece[-1:].isspace() or (self._space_is_due and not said)
        self.text.append(said)
        self.segments.append(Segment(self._length, self._length + len(said), shown_start, shown_end))
        self._length += len(said)


def _speakable(text: str) -> str:
    kinds = ((c, unicodedata.category(c)) for c in text)
    return "".join(" " if kind in BECOMES_SPACE else c for c, kind in kinds if kind not in IS_DROPPED)
