"""Which words everybody here knows: those from home and the glossary, in any form, and two of them put together."""

from collections.abc import Collection
from functools import lru_cache

from portal.easyread.grammar import is_verb
from portal.easyread.lexicon import lemma
from portal.easyread.speller import is_spelled, stems
from portal.easyread.vocabulary import entry, these, vocabulary

LONGEST_PAIR = 17  # letters, in the dictionary's form; more is an error even in the catalogue
SHORTEST_HALF = 3  # letters; shorter ones are found everywhere by accident
SHORT_HALVES = these("by bo gå is ko ny sy sø te tv tå ur øl æg")
NO_TAILS = these(
    "gøre hed hede ledning lig lige lægge løs løse marked punkt ring ringe rive sats skab skabe stand sætte tage tegn "
    "tilbud tilskud vis vise"
)
"""Endings that are also words from home: "medlem·skab" is no cupboard."""

BINDERS = ("", "s", "e", "er", "n")
"""What stands between two words in one: "fødselsdag·s·gave", "hund·e·mad", "blomst·er·bed"."""


@lru_cache(maxsize=50_000)
def is_home(form: str) -> bool:
    """Is it a word from home ("støvsuge"), a form of one ("støvsugede") or two of them in one ("cykel·kurv")?"""
    words = vocabulary()
    if is_form_of(form, words.everyday) or is_form_of(form, words.explained):
        return True
    if is_verb(form) or not is_spelled(form):
        return False
    return any(_is_pair(word) for word in _dictionary_forms(form) if len(word) <= LONGEST_PAIR)


def is_form_of(form: str, listed: Collection[str]) -> bool:
    """Is it a form of one of these words? The dictionary decides; what it does not have is told by its ending."""
    if any(word in listed for word in _dictionary_forms(form)):
        return True
    return not stems(form) and entry(form, listed) is not None


def _dictionary_forms(form: str) -> dict[str, None]:
    """The form, the words it can be a form of, and for "skændtes" also "skændes"."""
    words = (lemma(form), *stems(form))
    return dict.fromkeys((form, *words, *(f"{word}s" for word in words if form.endswith("tes"))))


def _is_pair(word: str) -> bool:
    """Can it be cut into two words from home?"""
    cuts = range(2, len(word) - 1)
    return any(any(map(_is_listed, _heads(word[:cut]))) and _is_tail(word[cut:]) for cut in cuts)


def _is_tail(piece: str) -> bool:
    if len(piece) < SHORTEST_HALF and piece not in SHORT_HALVES:
        return False
    forms = _dictionary_forms(piece)
    return not forms.keys() & NO_TAILS and any(map(_is_listed, forms))


def _heads(piece: str) -> set[str]:
    """What the first of two words can be, without what binds it to the next."""
    heads = {piece.removesuffix(binder) for binder in BINDERS}
    if piece.endswith("e") and piece[-2:-1] == piece[-3:-2]:
        heads.add(piece[:-2])  # "sække·stol"
    return {head for head in heads if len(head) >= SHORTEST_HALF or head in SHORT_HALVES}


def _is_listed(word: str) -> bool:
    words = vocabulary()
    return word in words.everyday or word in words.explained
