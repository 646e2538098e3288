"""Danish sentences as they are said: figures, abbreviations, weekdays, addresses, signs. Pure; accepts any text.

Left to itself the voice reads "kl. 16.30" as "kå-el seksten punktum tredive". What must be said is listed row by row
in tests/speech/spoken-danish.tsv; respellings of words and abbreviations are in lexicon.tsv beside this module.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from portal.speech.figures import FIGURES, Match, PatternRule
from portal.speech.numbers import MONTHS, whole
from portal.speech.spoken import QUOTES, Rule, Spoken, speak

VERSION = 1  # raise it when a rule changes: every stored Danish sound is then rendered anew
LEXICON_FILE = Path(__file__).with_name("lexicon.tsv")

WEEKDAYS = {
    "man": "mandag",
    "tirs": "tirsdag",
    "ons": "onsdag",
    "tors": "torsdag",
    "fre": "fredag",
    "lør": "lørdag",
    "søn": "søndag",
}
SHORT_MONTHS = {month[:3]: month for month in MONTHS if len(month) > 3} | {"sept": "september"}
ADDRESS_SIGNS = {"@": "snabel a", ".": "punktum", "_": "bundstreg", "-": "bindestreg", "+": "plus"}

DAY = "|".join(f"{short}(?:dag)?" for short in WEEKDAYS)
SHORT_DAY = "|".join(WEEKDAYS)
MONTH = "|".join(MONTHS)


Corrections = Mapping[str, str]
"""How a house says certain words: the word in small letters → what is said, see `pronounced`."""

NO_CORRECTIONS: Corrections = MappingProxyType({})


def spoken(shown: str, corrections: Corrections = NO_CORRECTIONS) -> Spoken:
    """What the Danish voice says for `shown`, with a map back to the shown characters. Never fails.

    A house's corrections beat the lexicon, and figures and abbreviations too; only addresses are left as they are.
    """
    return speak(shown, _rules_with(corrected_in(shown, corrections)))


def pronounced(said_as: str) -> str:
    """What is said for a correction as somebody typed it: a word in a sentence, so without signs at its end."""
    return spoken(said_as).text.rstrip(" .,:;!?-–")


def corrected_in(shown: str, corrections: Corrections) -> tuple[tuple[str, str], ...]:
    """Those of the corrections that matter to a sentence: their words stand in it."""
    if not corrections:
        return ()
    here = unicodedata.normalize("NFC", shown).lower()
    found = [
        (word, said)
        for word, said in corrections.items()
        if word in here and re.search(_whole_word(re.escape(word)), here)
    ]
    return tuple(sorted(found))


def is_abbreviation(word: str) -> bool:
    """Whether the dot at the end of a word belongs to it."""
    return word.endswith(".") and ("." in word[:-1] or word.lower() in _RESPELLED)


def lexicon_hash() -> str:
    """Changes when a respelling changes, so that stored sounds are rendered anew."""
    return _LEXICON_HASH


def _address(match: Match) -> str:
    said = re.sub(r"[@._+-]", lambda m: f" {ADDRESS_SIGNS[m[0]]} ", match[1])
    return re.sub(r"\d+", lambda m: f" {whole(m[0])} ", said)


def _weekday(short: str) -> str:
    return WEEKDAYS[short.lower().removesuffix("dag")]


def _respelled(lines: list[str]) -> dict[str, str]:
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {shown.lower(): said for shown, said in rows}


def _lexicon_rule(respelled: Mapping[str, str]) -> PatternRule:
    longest_first = sorted(respelled, key=len, reverse=True)
    words = "|".join(re.sub(r"\\\.(?=\w)", r"\\.\\s?", re.escape(word)) for word in longest_first)
    return _whole_word(words), lambda m: respelled[re.sub(r"(?<=\.)\s", "", m[0].lower())]


def _whole_word(pattern: str) -> str:
    return rf"(?<!\w)(?:{pattern})(?!\w)"


ADDRESSES: tuple[PatternRule, ...] = (
    (r"(?<![\w.+-])([\w.+-]++@[\w-]++(?:\.[\w-]++)+)", _address),
    (r"(?<![\w.-])(?:https?://)?(?:www\.)?((?:[\w-]+\.)+(?:dk|com|org|net|eu|nu))(?!\w)(?:/\S*)?", _address),
)
CALENDAR: tuple[PatternRule, ...] = (
    (rf"(?<!\w)({DAY})\.?[-–]({DAY})\.?(?!\w)", lambda m: f"{_weekday(m[1])} til {_weekday(m[2])}"),
    (rf"(?<!\w)({SHORT_DAY})\.(?=\s(?:d\.|den|kl|\d))", lambda m: _weekday(m[1])),
    (rf"(?<!\w)({MONTH})[-–]({MONTH})(?!\w)", lambda m: f"{m[1]} til {m[2]}"),
    (rf"(?<=\d\.\s)({'|'.join(SHORT_MONTHS)})(?:\.|(?!\w))", lambda m: SHORT_MONTHS[m[1].lower()]),
)
SHORTHAND: tuple[PatternRule, ...] = (
    (r"§+\s?", lambda m: "paragraf "),
    (r"\bstk\.\s?(?=\d)", lambda m: "stykke "),
    (r"\bnr\.?\s?(?=\d)", lambda m: "nummer "),
    (r"\bs\.\s?(?=\d)", lambda m: "side "),
    (r"\bd\.\s?(?=\d)", lambda m: "den "),
    (r"\bv/\s?", lambda m: "ved "),
)
SIGNS: tuple[PatternRule, ...] = (
    (r"(?:(?<=kr)|(?<=kr\.))/(?=\w)", lambda m: " per "),
    (r"(?<=\d)/(?=\d)", lambda m: " skråstreg "),
    (r"(?<=\w)/(?=\w)", lambda m: " eller "),
    (r"(?<![\w)])[-−](?=\d)", lambda m: "minus "),
    (r"\+(?=\s?\w)|(?<=\w)\+", lambda m: " plus "),
    (r"=", lambda m: " er lig med "),
    (r"&", lambda m: " og "),
    (r"²", lambda m: " i anden"),
    (r"³", lambda m: " i tredje"),
)

_LEXICON = LEXICON_FILE.read_text("utf-8")
_RESPELLED = _respelled(_LEXICON.splitlines())
_LEXICON_HASH = hashlib.sha256(_LEXICON.encode()).hexdigest()[:16]


def _compiled(patterns: Iterable[PatternRule]) -> tuple[Rule, ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), say) for pattern, say in patterns)


_FIRST = _compiled(ADDRESSES)
_REST = (*_compiled((*CALENDAR, *SHORTHAND, *FIGURES, _lexicon_rule(_RESPELLED), *SIGNS)), QUOTES)


@lru_cache(1_024)
def _rules_with(corrections: tuple[tuple[str, str], ...]) -> tuple[Rule, ...]:
    if not corrections:
        return (*_FIRST, *_REST)
    said = dict(corrections)
    words = "|".join(re.escape(word) for word in sorted(said, key=len, reverse=True))
    rule: PatternRule = (_whole_word(words), lambda m: said[m[0].lower()])
    return (*_FIRST, *_compiled([rule]), *_REST)
