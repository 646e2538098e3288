"""Just enough Danish to find a word in another of its forms."""

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"\w+(?:-\w+)*")
# Inflections of nouns, verbs and adjectives, longest first; "e" and "n" also undo "huslejen" → "husleje".
ENDINGS = (
    *("ernes", "erne", "enes", "rne", "nes", "ens", "ets", "ede", "ene"),
    *("er", "en", "et", "es", "ne", "te", "e", "n", "r", "s", "t"),
)
SHORTEST_STEM = 3
SOUNDS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def fold(text: str) -> str:
    """Lower case, æ ø å as on a foreign keyboard, no other accents: "Café på Ø" is "cafe paa oe"."""
    spelled = unicodedata.normalize("NFC", text).lower().translate(SOUNDS)
    return "".join(sign for sign in unicodedata.normalize("NFD", spelled) if not unicodedata.combining(sign))


def words_in(text: str) -> tuple[str, ...]:
    """The folded words of a text, in order."""
    return tuple(WORD.findall(fold(text)))


@lru_cache(maxsize=20_000)  # the words of all names, and room for what is typed
def forms(word: str) -> frozenset[str]:
    """A folded word and what it may be once its ending is taken off: "katten" is also "katte" and "kat"."""
    found = {word}
    for ending in ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= SHORTEST_STEM:
            found |= {stem, _with_single_last_letter(stem), _with_e_put_back(stem)}
    return frozenset(found)


def same_word(one: str, other: str) -> bool:
    """Whether two folded words can be forms of one word."""
    return one in forms(other) or other in forms(one)


def is_one_typo_away(one: str, other: str) -> bool:
    """Whether one letter was left out, added, changed, or swapped with its neighbour."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest_one, rest_other = one[start:], other[start:]
    if rest_one[1:] == rest_other[1:] or rest_one[1:] == rest_other or rest_one == rest_other[1:]:
        return True
    return rest_one[1::-1] == rest_other[:2] and rest_one[2:] == rest_other[2:]


def _with_single_last_letter(stem: str) -> str:
    """ "kattene" leaves "katt", which is "kat"."""
    if stem[-1] == stem[-2] and len(stem) > SHORTEST_STEM:
        return stem[:-1]
    return stem


def _with_e_put_back(stem: str) -> str:
    """ "cyklen" leaves "cykl", which is "cykel"."""
    if stem[-1] in "lnr" and stem[-2] not in "aeiouylnr":
        return f"{stem[:-1]}e{stem[-1]}"
    return stem
