"""Finding one of OpenMoji's other drawings by what Emojibase calls it: eight thousand names, fast enough to type by."""

from collections.abc import Mapping
from enum import IntEnum
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from portal.pictograms.danish import forms, is_one_typo_away, words_in
from portal.pictograms.emojibase import emojis

SHORTEST_INSIDE = 3  # two letters inside a word are found everywhere
SHORTEST_MISSPELT = 5  # so many names that four wrong letters are always somebody's
SELDOM_MEANT = frozenset(words_in("and får gange ring tal"))  # "Jeg får en anden", "Ring", "Vi tales ved"


class Step(IntEnum):
    """How far what was asked for is from a name."""

    SAME = 0
    OTHER_FORM = 1
    BEGINNING = 2
    INSIDE = 3
    ALL_WORDS = 4  # each word is somewhere in the emoji's names


class Name(NamedTuple):
    """Something an emoji is called, folded. A label is `tag` 0: it comes before what an emoji may also stand for."""

    text: str
    tag: int
    place: int
    code: str


def codes_for(wanted: str) -> list[str]:
    """The code points of the emoji that folded words may mean, best first."""
    best: dict[str, tuple[int, int, int, int]] = {}
    for step, name in [*_by_form(wanted), *_by_part(wanted), *_by_words(wanted)]:
        rank = (step, name.tag, len(name.text), name.place)
        best[name.code] = min(rank, best.get(name.code, rank))
    return sorted(best, key=lambda code: best[code])


def codes_nearly(wanted: str) -> list[str]:
    """The code points of the emoji that a folded word would mean with one letter changed."""
    if len(wanted) < SHORTEST_MISSPELT:
        return []
    found = [name for name in _names() if abs(len(name.text) - len(wanted)) < 2 and is_one_typo_away(wanted, name.text)]
    return list(dict.fromkeys(name.code for name in found))


def codes_labelled(word: str) -> list[str]:
    """The code points of the emoji whose label is this folded word without its ending."""
    labels = [word, *sorted(forms(word) - {word})]
    return [
        name.code for label in labels if label not in SELDOM_MEANT for name in _by_text().get(label, ()) if not name.tag
    ]


def _by_form(wanted: str) -> list[tuple[Step, Name]]:
    same = [(Step.SAME, name) for name in _by_text().get(wanted, ())]
    inflected = [name for form in forms(wanted) for name in _by_text().get(form, ())]
    other = [(Step.OTHER_FORM, name) for name in [*inflected, *_by_stem().get(wanted, ())] if name.text != wanted]
    return same + other


def _by_part(wanted: str) -> list[tuple[Step, Name]]:
    starts = f" {wanted}"
    return [
        (Step.BEGINNING if name.text.startswith(wanted) or starts in name.text else Step.INSIDE, name)
        for name in _names()
        if wanted in name.text
        and (len(wanted) >= SHORTEST_INSIDE or name.text.startswith(wanted) or starts in name.text)
    ]


def _by_words(wanted: str) -> list[tuple[Step, Name]]:
    words = wanted.split()
    if len(words) < 2:
        return []
    starts = [f" {word}" for word in words]
    return [
        (Step.ALL_WORDS, name) for name, said in _said() if starts[0] in said and all(start in said for start in starts)
    ]


@cache
def _names() -> tuple[Name, ...]:
    """Every name of every emoji, labels before tags."""
    names = [
        Name(" ".join(words_in(text)), min(nth, 1), place, emoji.code)
        for place, emoji in enumerate(emojis().values())
        for nth, text in enumerate(emoji.names)
    ]
    return tuple(sorted((name for name in names if name.text), key=lambda name: (name.tag, name.place)))


@cache
def _by_text() -> Mapping[str, list[Name]]:
    found: dict[str, list[Name]] = {}
    for name in _names():
        found.setdefault(name.text, []).append(name)
    return MappingProxyType(found)


@cache
def _by_stem() -> Mapping[str, list[Name]]:
    """One-word names by what they may be once their ending is taken off."""
    found: dict[str, list[Name]] = {}
    for name in _names():
        for form in forms(name.text) - {name.text} if " " not in name.text else ():
            found.setdefault(form, []).append(name)
    return MappingProxyType(found)


@cache
def _said() -> tuple[tuple[Name, str], ...]:
    """Each emoji's first name, with all that it is called."""
    said: dict[str, list[Name]] = {}
    for name in _names():
        said.setdefault(name.code, []).append(name)
    return tuple((names[0], " " + " ".join(name.text for name in names)) for names in said.values())
