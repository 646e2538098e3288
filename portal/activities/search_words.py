"""Words as the search writes them: what stands in an entry, and what somebody may have meant. Pure.

Both sides are folded (no capitals, æ is ae) and stand with what they may be forms of, so that "katte" finds "katten".
The databases only compare: whatever is Danish happens here, and so it is the same in both.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from portal.easyread.speller import stems
from portal.easyread.vocabulary import these
from portal.pictograms.danish import fold, forms, is_one_typo_away, words_in

SHORTEST_HEAD, SHORTEST_TAIL = 2, 3  # letters of the words inside another: "gåtur"
SHORTEST_MISSPELT = 4  # of three letters, one wrong letter makes another word
LONGEST_QUERY = 80  # characters
MENDED_WITHIN = 2  # signs by which a folded word and the one it was meant to be differ in length
LONGEST_TERM = 60  # characters, as the table of terms has it
MOST_WORDS = 6
LINKS = ("", "s", "e")  # between the parts of a compound word: "fødselsdag", "cykeltur", "hundemad"
SILENT = frozenset(
    words_in("af at de den der det du en er et for fra gå han har hun hvad hvor i jeg kan med mig min noget og om på "
             "som til ved vi vil")
)  # fmt: skip

NO_PARTS = these(
    "af al an bag efter en for fra før han hen i ind med min ned og om op over på sam til ud under ved vel vi"
)  # fmt: skip
"""They stand in words that are no compounds: "til-bage", "for-ening"."""


Synonyms = Mapping[str, Collection[str]]
"""A folded word, and the folded words that mean the same here."""


def index_terms(texts: Iterable[str]) -> frozenset[str]:
    """Everything by which these texts can be found."""
    found: set[str] = set()
    for text in texts:
        for word in text.split():
            for part in (word, *parts_of(word)):
                for folded in words_in(part):
                    found |= forms_of(_joined(folded)).union(*(forms_of(piece) for piece in folded.split("-")))
    return frozenset(term for term in found - SILENT - {""} if len(term) <= LONGEST_TERM)


@lru_cache(maxsize=50_000)
def forms_of(word: str) -> frozenset[str]:
    """A folded word and what it is a form of: "boeger" is also "bog". By its ending where the dictionary is silent,
    for endings alone would make "kor" of "korte"."""
    for spelling in (_unfolded(word), word):
        found = stems(spelling)
        if found:
            return frozenset({word, *(fold(stem) for stem in found)})
    return forms(word)


def parts_of(word: str) -> tuple[str, ...]:
    """The words a compound may be made of, however it is cut: "strikkecafé" is "strikke" and "café". Nothing for a
    word that is none."""
    written = word.strip(".,:;!?()").lower()
    plain = min(stems(written), key=len, default=written)  # "spiller" is "spille", and no "spil" made of "ler"
    found: dict[str, None] = {}
    for cut in range(SHORTEST_HEAD, len(plain) - SHORTEST_TAIL + 1):
        head, tail = plain[:cut], plain[cut:]
        first = next((first for first in map(head.removesuffix, LINKS) if _is_part(first)), None)
        if first and _is_part(tail):
            found |= {first: None, tail: None}
    return tuple(found)


def wanted(query: str) -> list[str]:
    """The folded words of what somebody typed, without those that say nothing."""
    words = [_joined(word) for word in words_in(query[:LONGEST_QUERY]) if len(word) > 1]
    return ([word for word in words if word not in SILENT] or words)[:MOST_WORDS]


def alternatives(word: str, synonyms: Synonyms) -> frozenset[str]:
    """What a folded word may be a form of, unless the dictionary has it as it stands, and what means the same.

    What means the same is taken as it is written: "kort" is "spil", but nobody who types it means "spille" too.
    """
    own = frozenset({word}) if _is_itself(word) else forms_of(word)
    return own | frozenset(other for form in own for other in synonyms.get(form, ()))


def mended(word: str, known: Iterable[str]) -> frozenset[str]:
    """The known terms that a folded word is one letter from; æ, ø and å are one letter, though folded they are two."""
    if len(word) < SHORTEST_MISSPELT:
        return frozenset()
    spelled = _unfolded(word)
    return frozenset(
        term for term in known if is_one_typo_away(word, term) or is_one_typo_away(spelled, _unfolded(term))
    )  # fmt: skip


def _joined(word: str) -> str:
    """ "it-hjælp" is one word for whoever types "ithjælp"."""
    return word.replace("-", "").replace("_", "")


def _unfolded(word: str) -> str:
    """As the word may be spelled: "boeger" is "bøger"."""
    return word.replace("ae", "æ").replace("oe", "ø").replace("aa", "å")


def _is_itself(word: str) -> bool:
    """Whether a folded word stands so in the dictionary: "kort" is "kort", whatever else it could be a form of."""
    return any(spelling in stems(spelling) for spelling in (_unfolded(word), word))


def _is_part(word: str) -> bool:
    """Whether others can be made of it. Endless compounds are spelled right too, so it must be a word by itself."""
    return len(word) >= SHORTEST_HEAD and word not in NO_PARTS and bool(stems(word))
