"""Finding a pictogram by what it is called, and suggesting pictograms for a sentence."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path

from portal.pictograms import emoji_search
from portal.pictograms.catalogue import OTHERS, Pictogram, pictograms, picture
from portal.pictograms.danish import forms, is_one_typo_away, same_word, words_in

SYNONYMS = Path(__file__).parent / "synonyms.tsv"

LONGEST_QUERY = 60  # characters; no name is longer
MOST_WORDS = 3  # looked for one by one
SHORTEST_INSIDE = 3  # two letters inside a word are found everywhere
SHORTEST_MISSPELT = 4  # of three letters, one wrong letter makes another word
SHORTEST_LAST_PART = 4  # "beboermøde" is a kind of "møde"; "sommer" is no kind of "mor"
SHORTEST_FIRST_PART = 5
SHORTEST_OTHER_PART = 3

# They say when or who; a sentence's picture should show what it is about, if it is about something else too.
BACKGROUND = frozenset(
    {"today", "tomorrow", "yesterday", "clock", "calendar", "morning", "afternoon", "evening", "night", "now"}
    | {"later", "before", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
    | {"person", "group", "yes", "no", "new", "house"}
)
SILENT = frozenset(
    words_in("""
    af at da de dem den der det din dine dit du en er et for fra god ham han har have hende hun hvad
    hvem hvis hvor høj i ikke kan kom kommer lave læg man med min mit mod når og om op på sig sin skal
    som stil så tage til ud uden var ved vi vil
    """)
)


class Bond(IntEnum):
    """How closely a name belongs to its pictogram."""

    LABEL = 0
    READING = 1  # one of several in the label: "kort" in "kort (spil)"
    SYNONYM = 2  # from the table of what people also say


@dataclass(frozen=True)
class Name:
    """Something a pictogram is called."""

    key: str
    words: tuple[str, ...]
    bond: Bond

    @property
    def text(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True)
class Finding:
    """A pictogram for some words of a sentence: the more said and the surer, the higher the weight."""

    key: str
    weight: float
    place: int


def search(query: str, limit: int = 12) -> list[Pictogram]:
    """The pictograms a Danish word may mean: ours, best first, then the others, best first; no drawing twice.

    Same word first, then its other forms, beginnings and insides; at each step the pictogram's own label comes
    before what people also call it. When nothing is found, one letter may be wrong, or one of several words.
    """
    wanted = " ".join(words_in(query))[:LONGEST_QUERY].strip()
    if not wanted:
        return []
    found = _ours(wanted)
    if len(found) < limit:
        found += _one_of_ours_if_possible(emoji_search.codes_for(wanted))
    found = found or _nearly(wanted) or [each for word in _words_of_several(wanted) for each in search(word, limit)]
    return _no_drawing_twice(found)[:limit]


def suggest(sentence: str, limit: int = 3) -> list[Pictogram]:
    """Pictograms for a Danish sentence, best first, no two drawings alike; empty when no word is known."""
    findings = sorted(_findings(words_in(sentence)), key=lambda finding: (-finding.weight, finding.place))
    return _no_drawing_twice(picture(finding.key) for finding in findings)[:limit]


def _ours(wanted: str) -> list[Pictogram]:
    best: dict[str, tuple[int, Bond, int]] = {}
    for name in _names():
        step = _step(wanted, name)
        if step is not None:
            rank = (step, name.bond, len(name.text))
            best[name.key] = min(rank, best.get(name.key, rank))
    order = list(pictograms())
    return [picture(key) for key in sorted(best, key=lambda key: (best[key], order.index(key)))]


def _nearly(wanted: str) -> list[Pictogram]:
    """What was meant, if one letter is wrong."""
    if len(wanted) < SHORTEST_MISSPELT:
        return []
    keys = dict.fromkeys(name.key for name in _names() if is_one_typo_away(wanted, name.text))
    return [picture(key) for key in keys] + _one_of_ours_if_possible(emoji_search.codes_nearly(wanted))


def _words_of_several(wanted: str) -> list[str]:
    words = wanted.split()
    return [word for word in words if word not in SILENT][:MOST_WORDS] if len(words) > 1 else []


def _one_of_ours_if_possible(codes: Iterable[str]) -> list[Pictogram]:
    """The pictograms of these code points; where a drawing is one of ours, it goes by our label."""
    return [picture(_our_keys().get(f"{OTHERS}{code}", f"{OTHERS}{code}")) for code in codes]


def _no_drawing_twice(found: Iterable[Pictogram]) -> list[Pictogram]:
    alone: dict[str, Pictogram] = {}
    for pictogram in found:
        alone.setdefault(pictogram.source, pictogram)
    return list(alone.values())


def _step(wanted: str, name: Name) -> int | None:
    """How far the query is from the name: 0 the same, 3 inside it, None something else."""
    if wanted == name.text:
        return 0
    if len(name.words) == 1 and same_word(wanted, name.text):
        return 1
    if any(" ".join(name.words[start:]).startswith(wanted) for start in range(len(name.words))):
        return 2
    if len(wanted) >= SHORTEST_INSIDE and wanted in name.text:
        return 3
    return None


def _findings(words: tuple[str, ...]) -> Iterator[Finding]:
    """What the sentence mentions: sayings of several words first, then the words left over one by one."""
    left = list(range(len(words)))
    for name in _sayings():
        start = _find_saying(words, name.words)
        if start is not None and set(range(start, start + len(name.words))) <= set(left):
            left = [place for place in left if not start <= place < start + len(name.words)]
            yield Finding(name.key, len(name.words) + 1, start)
    for place in left:
        if words[place] not in SILENT:
            yield from _findings_for_word(words[place], place)


def _findings_for_word(word: str, place: int) -> Iterator[Finding]:
    for weight, keys in _meanings(word):
        for nth, key in enumerate(keys):  # a word's second meaning waits for the other words' first
            background = 0.4 if key in BACKGROUND else 1.0
            yield Finding(key, weight * background - 0.8 * nth, place)
        if keys:
            return


def _meanings(word: str) -> Iterator[tuple[float, list[str]]]:
    """The keys for a word, the surest ways of meaning something first, with the weight of each way."""
    yield 2.0, _keys_of_names(lambda name: word == name)
    yield 1.8, _keys_of_names(lambda name: same_word(word, name))
    yield 1.5, [pictogram.key for pictogram in _one_of_ours_if_possible(emoji_search.codes_labelled(word))]
    yield 1.2, _keys_of_names(lambda name: _ends_in(word, name))
    yield 1.0, _keys_of_names(lambda name: _begins_with(word, name))


def _keys_of_names(fits: Callable[[str], bool]) -> list[str]:
    return list(dict.fromkeys(name.key for name in _names() if len(name.words) == 1 and fits(name.text)))


def _find_saying(words: tuple[str, ...], saying: tuple[str, ...]) -> int | None:
    for start in range(len(words) - len(saying) + 1):
        if all(same_word(word, said) for word, said in zip(words[start:], saying, strict=False)):
            return start
    return None


def _ends_in(word: str, name: str) -> bool:
    """Whether the word is a compound whose last part is the name: "beboermødet" is a "møde"."""
    if len(name) < SHORTEST_LAST_PART or len(word) < len(name) + SHORTEST_OTHER_PART:
        return False
    at = word.rfind(name, SHORTEST_OTHER_PART)
    return at >= 0 and name in forms(word[at:])


def _begins_with(word: str, name: str) -> bool:
    """Whether the word is a compound that begins with the name: "cykeltur" has to do with "cykel"."""
    return len(name) >= SHORTEST_FIRST_PART and word.startswith(name) and len(word) >= len(name) + SHORTEST_OTHER_PART


@cache
def _our_keys() -> Mapping[str, str]:
    """Under which key a drawing of OpenMoji is one of ours; the first, when it stands for two things."""
    keys: dict[str, str] = {}
    for pictogram in pictograms().values():
        keys.setdefault(pictogram.source, pictogram.key)
    return keys


@cache
def _names() -> tuple[Name, ...]:
    """Every name of every pictogram, labels before readings before synonyms."""
    names = [
        Name(pictogram.key, words_in(term), Bond.LABEL if term == pictogram.label else Bond.READING)
        for pictogram in pictograms().values()
        for term in pictogram.terms
    ]
    rows = [row.split("\t") for row in SYNONYMS.read_text("utf-8").splitlines() if not row.startswith("#")]
    names += [Name(picture(key).key, words_in(word), Bond.SYNONYM) for word, key in rows]
    return tuple(sorted(names, key=lambda name: name.bond))


@cache
def _sayings() -> tuple[Name, ...]:
    several = [name for name in _names() if len(name.words) > 1]
    return tuple(sorted(several, key=lambda name: -len(name.words)))
