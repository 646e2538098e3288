"""The word lists in `content/words/`, read once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

WORDS = Path(__file__).parents[2] / "content" / "words"

ENDINGS = (
    *("s", "e", "n", "t", "r", "en", "et", "er", "es", "ne", "ns", "ts", "rs", "de", "te", "ens", "ets", "ers"),
    *("ede", "ene", "enes", "ere", "est", "rne", "rnes", "erne", "ernes", "ende", "nde"),
)
"""What Danish hangs on a word: the article, the plural, the genitive, the tenses."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A word of the glossary: what it means, and the words that must not stand beside it for the same thing."""

    word: str
    explanation: str
    forbidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Instead:
    """What to write for a listed word: words that can stand in its place, and advice when no word can."""

    words: tuple[str, ...] = ()
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All the lists. The keys are in small letters, and … in a phrase is a gap."""

    everyday: frozenset[str]
    explained: Mapping[str, Explained]
    synonyms: Mapping[str, str]  # a forbidden word → the word of the glossary
    abbreviations: Mapping[str, tuple[str, ...]]
    officialese: Mapping[str, Instead]
    vague: Mapping[str, Instead]
    idioms: Mapping[str, Instead]
    deponents: frozenset[str]
    adjectives: frozenset[str]


def entry(form: str, listed: Collection[str]) -> str | None:
    """The word on the list that this is a form of: "fælleslejligheden" → "fælleslejlighed", "støvsug" → "støvsuge"."""
    if form in listed:
        return form
    if form + "e" in listed:
        return form + "e"
    for ending in ENDINGS:
        if not form.endswith(ending):
            continue
        stem = form.removesuffix(ending)
        candidates = (stem, stem + "e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem)
        for candidate in candidates:
            if len(candidate) > 1 and candidate in listed:
                return candidate
    return None


def these(words: str) -> frozenset[str]:
    """A set of words, written as people write words."""
    return frozenset(words.split())


@cache
def vocabulary() -> Vocabulary:
    """The lists as they were when the process started."""
    explained = {row[0].casefold(): _explained(row) for row in _rows("explained")}
    return Vocabulary(
        everyday=frozenset(row[0] for row in _rows("everyday")),
        explained=MappingProxyType(explained),
        synonyms=MappingProxyType({synonym: word for word, known in explained.items() for synonym in known.forbidden}),
        abbreviations=_with_better_words("abbreviations"),
        officialese=_with_something_instead("officialese"),
        vague=_with_something_instead("vague"),
        idioms=_with_something_instead("idioms"),
        deponents=frozenset(row[0] for row in _rows("deponents")),
        adjectives=frozenset(row[0] for row in _rows("adjectives")),
    )


def _explained(row: list[str]) -> Explained:
    word, explanation, *forbidden = row
    return Explained(word, explanation, _parts("".join(forbidden)))


def _with_better_words(name: str) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({row[0]: _parts("".join(row[1:])) for row in _rows(name)})


def _with_something_instead(name: str) -> Mapping[str, Instead]:
    found = {row[0]: Instead(_parts(row[1] if row[1:] else ""), "".join(row[2:]).strip()) for row in _rows(name)}
    return MappingProxyType(found)


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _rows(name: str) -> list[list[str]]:
    """The rows of a list; lines that begin with # are comments."""
    text = (WORDS / f"{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]
