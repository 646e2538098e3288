"""Words as the search writes them: what stands in an entry, and what somebody may have meant. Pure.

Both sides are folded (no capitals, æ is ae) and stand with what they may be forms of, so that "katte" finds "katten".
The databases only compare: whatever is Danish happens here, and so it is the same in both.
"""

from collections.abc import Collection, Iterable, Mapping

from portal.easyread.speller import is_spelled
from portal.pictograms.danish import forms, is_one_typo_away, words_in

SHORTEST_HEAD, SHORTEST_TAIL = 2, 3  # letters of the words inside another: "gåtur"
SHORTEST_MISSPELT = 4  # of three letters, one wrong letter makes another word
LONGEST_QUERY = 80  # characters
MOST_WORDS = 6
LINKS = ("", "s", "e")  # between the parts of a compound word: "fødselsdag", "cykeltur", "hundemad"
SILENT = frozenset(
    words_in("af at de den der det du en er et for fra gå han har hun hvad hvor i jeg kan med mig min noget og om på "
             "som til ved vi vil")
)  # fmt: skip

Synonyms = Mapping[str, Collection[str]]
"""A folded word, and the folded words that mean the same here."""


def index_terms(texts: Iterable[str]) -> frozenset[str]:
    """Everything by which these texts can be found."""
    found: set[str] = set()
    for text in texts:
        for word in text.split():
            for part in (word, *parts_of(word)):
                for folded in words_in(part):
                    found |= forms(_joined(folded)).union(*(forms(piece) for piece in folded.split("-")))
    return frozenset(found - SILENT - {""})


def parts_of(word: str) -> tuple[str, ...]:
    """The words a compound is made of: "strikkecafé" is "strikke" and "café". Nothing for a word that is none."""
    plain = word.strip(".,:;!?()").lower()
    for cut in range(SHORTEST_HEAD, len(plain) - SHORTEST_TAIL + 1):
        head, tail = plain[:cut], plain[cut:]
        if not (is_spelled(tail) or is_spelled(tail.capitalize())):
            continue
        for link in LINKS:
            first = head.removesuffix(link) if link else head
            if len(first) >= SHORTEST_HEAD and is_spelled(first) and head.endswith(link):
                return (first, tail)
    return ()


def wanted(query: str) -> list[str]:
    """The folded words of what somebody typed, without those that say nothing."""
    words = [_joined(word) for word in words_in(query[:LONGEST_QUERY]) if len(word) > 1]
    return ([word for word in words if word not in SILENT] or words)[:MOST_WORDS]


def alternatives(word: str, synonyms: Synonyms) -> frozenset[str]:
    """What a folded word may be forms of, and what means the same."""
    own = forms(word)
    same = {other for form in own for other in synonyms.get(form, ())}
    return own | frozenset(form for other in same for form in forms(other))


def mended(word: str, known: Iterable[str]) -> frozenset[str]:
    """The known terms that a folded word is one letter from."""
    if len(word) < SHORTEST_MISSPELT:
        return frozenset()
    return frozenset(term for term in known if is_one_typo_away(word, term))


def _joined(word: str) -> str:
    """ "it-hjælp" is one word for whoever types "ithjælp"."""
    return word.replace("-", "").replace("_", "")
