"""How common a Danish word is, which word it is a form of, and what it is put together of."""

from collections import defaultdict
from functools import cache, lru_cache
from math import inf

import simplemma
import wordfreq

from portal.easyread.speller import LONGEST_WORD
from portal.easyread.vocabulary import these, vocabulary

SHORTEST_PART = 4  # letters, unless it is a word from home
PART_IS_COMMON = 3.2  # zipf a part of a compound must have
SHORT_HEADS = these("bo by gå te")  # the only parts of two letters we look for
NO_PARTS = these(
    "bes ler nal ner ing ende else ens ene erne ere des ter der den det hed lig isk tion ier ved sig som til ligt lige "
    "for fra gen ger mag med net nin ning rer sen ser set tel ven vis"
)
"""Endings and small words that look like the part of a compound."""

ALPHABET = "abcdefghijklmnopqrstuvwxyzæøåé"


@lru_cache(maxsize=50_000)
def lemma(form: str) -> str:
    """The word as it stands in a dictionary: "mænd" → "mand". A form nobody knows is its own lemma."""
    return simplemma.lemmatize(form, lang="da") if len(form) <= LONGEST_WORD else form


@lru_cache(maxsize=50_000)
def zipf(form: str) -> float:
    """How common the word is in Danish, on a scale from 0 (never seen) to about 7 ("og"), in any of its forms."""
    frequencies = _danish()
    return max(_zipf(frequencies.get(form, 0.0)), _zipf(frequencies.get(lemma(form), 0.0)))


def zipf_in_english(form: str) -> float:
    """How common the word is in English, on the same scale."""
    return _zipf(_english().get(form, 0.0))


@lru_cache(maxsize=50_000)
def rank(form: str) -> float:
    """The word's place among Danish words, 1 the most common. An uncounted compound is as rare as its rarest part."""
    ranks = _ranks()
    own = min(ranks.get(form, inf), ranks.get(lemma(form), inf))
    if own < inf:
        return own
    pieces = tuple(filter(None, form.split("-"))) if "-" in form else parts(form)
    return max(rank(piece) for piece in pieces) if len(pieces) > 1 else inf


@lru_cache(maxsize=50_000)
def parts(form: str) -> tuple[str, ...]:
    """The common words a compound is made of: ("hjælpe", "middel", "central"); itself if it is none."""
    if len(form) > LONGEST_WORD:
        return (form,)
    best: dict[int, tuple[str, ...]] = {0: ()}
    for start in range(len(form)):
        if start not in best:
            continue
        for end in range(start + 2, len(form) + 1):
            part = _part(form, start, end)
            if part and (end not in best or len(best[start]) + 1 < len(best[end])):
                best[end] = (*best[start], part)
    whole = best.get(len(form), ())
    return whole if len(whole) > 1 else (form,)


def _part(form: str, start: int, end: int) -> str | None:
    """The word between two places in a compound, without the s or e that binds it to the next."""
    piece = form[start:end]
    if piece == form:
        return None
    if start == 0 and piece in SHORT_HEADS:
        return piece
    bound = [piece[:-1]] if end < len(form) and piece.endswith(("s", "e")) else []
    for candidate in [piece, *bound]:
        if candidate not in NO_PARTS and _is_common(candidate):
            return candidate
    return None


def _is_common(part: str) -> bool:
    """Is it a word from home, or common and long enough not to be found by accident: "spin·del·væv"?"""
    if part in vocabulary().everyday:
        return len(part) > 2
    return len(part) >= SHORTEST_PART and zipf(part) >= PART_IS_COMMON


@lru_cache(maxsize=5_000)
def alike(form: str) -> tuple[str, ...]:
    """At most three common Danish words one slip of the finger away, the most common first."""
    if len(form) > LONGEST_WORD:
        return ()
    cuts = [(form[:place], form[place:]) for place in range(len(form) + 1)]
    slips = {head + tail[1:] for head, tail in cuts if tail}
    slips |= {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    slips |= {head + letter + tail[1:] for head, tail in cuts if tail for letter in ALPHABET}
    slips |= {head + letter + tail for head, tail in cuts for letter in ALPHABET}
    frequencies = _danish()
    known = sorted(slips & frequencies.keys(), key=lambda word: (-frequencies[word], word))
    return tuple(known[:3])


@cache
def _danish() -> dict[str, float]:
    return wordfreq.get_frequency_dict("da", wordlist="small")


@cache
def _english() -> dict[str, float]:
    return wordfreq.get_frequency_dict("en", wordlist="small")


@cache
def _ranks() -> dict[str, int]:
    """Every lemma's place by the frequency of all its forms together."""
    together: dict[str, float] = defaultdict(float)
    for form, frequency in _danish().items():
        if form.isalpha():
            together[lemma(form)] += frequency
    by_frequency = sorted(together, key=lambda word: -together[word])
    return {word: place for place, word in enumerate(by_frequency, start=1)}


def _zipf(frequency: float) -> float:
    return wordfreq.freq_to_zipf(frequency) if frequency else 0.0
