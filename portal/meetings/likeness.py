"""Which ideas may be about the same thing: those that share words which say something. Pure; a person decides."""

import re
from collections.abc import Mapping, Sequence

MOST_ALIKE = 3
SHORTEST = 4  # letters of a word that says something, before its ending is cut
WORD = re.compile(r"[^\W\d_]+")
ENDINGS = ("erne", "ene", "er", "en", "et", "e", "r")
EMPTY_WORDS = """
alle andre altid bare blive bliver både den der deres dette efter eller endnu fordi fra gerne gider gøre have
hele her hvad hver hvis hvor idé ikke ind ingen jeg kan komme kunne kun køber lave laver lige lidt man mange med
meget mere mig må måske nogen noget ofte også os over på sammen selv senere siden skal skulle sige snart som
sådan tage tager til ude var ved vi vil ville være vores
"""
EMPTY = frozenset(EMPTY_WORDS.split())
"""Words that many ideas have, whatever they are about."""


def words_that_count(sentences: Sequence[str]) -> frozenset[str]:
    """The words of some sentences that say what they are about, without their endings."""
    found = (word for sentence in sentences for word in WORD.findall(sentence.lower()))
    return frozenset(_stem(word) for word in found if word not in EMPTY and (len(word) >= SHORTEST or word == "tur"))


def most_alike(sentences: Sequence[str], others: Mapping[int, Sequence[str]]) -> list[int]:
    """The few others that share most words, the most alike first and among equals the newest; none that share none."""
    mine = words_that_count(sentences)
    shared = {number: len(mine & words_that_count(said)) for number, said in others.items()}
    alike = sorted((number for number in shared if shared[number]), key=lambda number: (-shared[number], -number))
    return alike[:MOST_ALIKE]


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST - 1:
            stem = word[: -len(ending)]
            return stem[:-1] if stem[-2:-1] == stem[-1:] else stem  # "katten" is about a kat
    return word
