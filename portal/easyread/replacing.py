"""Better words, made to fit where the hard ones stand. What does not fit is not offered."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from portal.easyread.finding import Finding
from portal.easyread.grammar import BEFORE_A_NOUN
from portal.easyread.inflection import in_the_form_of, is_adjective, is_infinitive, is_neuter, is_noun
from portal.easyread.phrases import GAP, Match
from portal.easyread.vocabulary import these

WITH_COMMON = these("en den denne min din sin hver ingen nogen hvilken anden ny god stor lille")
WITH_NEUTER = these("et det dette mit dit sit hvert intet noget hvilket andet nyt godt stort")
WORDS_BACK = 2  # how far before a noun its article can stand: "en ny anmodning"

SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:…][\"'”»)]*\s|\n)[\s\"'„“»(–-]*$")


def fitting(words: Iterable[str], match: Match, forms: Sequence[str]) -> tuple[str, ...]:
    """Those of the better words that can stand where a listed phrase was found, in its form.

    A better word that begins with … cannot begin a sentence: "også" for "endvidere".
    """
    listed = match.phrase.split()
    if match.last - match.first + 1 != len([word for word in listed if word != GAP]):
        return ()  # what stands in the gap would be lost
    found = (_fitted(word, listed, match.first, forms) for word in words)
    return tuple(dict.fromkeys(word for word in found if word))


def _fitted(better: str, listed: list[str], place: int, forms: Sequence[str]) -> str | None:
    if better.startswith(GAP) and place == 0:
        return None
    better = better.removeprefix(GAP).strip()
    changed = in_the_form_of(better, listed[0].lower(), forms[place])
    before = forms[max(0, place - WORDS_BACK) : place]
    return changed if changed and _agrees(better.split()[0], listed[0].lower(), before) else None


def _agrees(better: str, listed: str, before: Sequence[str]) -> bool:
    """Can it stand after these words: no "et besked", and no "den bagefter dag"?"""
    if is_infinitive(listed):
        return True
    if is_noun(listed):
        if not is_noun(better):
            return not (WITH_COMMON | WITH_NEUTER) & set(before)
        return not (WITH_COMMON if is_neuter(better) else WITH_NEUTER) & set(before)
    return not BEFORE_A_NOUN & set(before[-1:]) or is_adjective(better)


def in_place(finding: Finding, line: str) -> Finding:
    """The finding with better words that begin and end as what they replace.

    A sentence keeps its capital letter, and its full stop when that belonged to an abbreviation as well.
    """
    if not finding.better:
        return finding
    begins = finding.words[:1].isupper() and SENTENCE_BEGINS.search(line[: finding.start]) is not None
    ends = finding.words.endswith(".") and not line[finding.end :].split("\n")[0].strip()
    better = (word[:1].upper() + word[1:] if begins else word for word in finding.better)
    return replace(finding, better=tuple(word + "." if ends and not word.endswith(".") else word for word in better))
