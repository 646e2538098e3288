"""How much is too much: one row for each rule and two columns, A for residents and B for the catalogue.

The figures are those of the rule table R01–R40: Inclusion Europe, DIN SPEC 33429, the Swedish MTM, LanguageTool's
"Leichte Sprache" and FALC, transferred to Danish and tuned on our own samples. A rule that measures two things has a
row for each.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from portal.easyread.finding import Audience, Finding, Place, Severity


@dataclass(frozen=True, slots=True)
class Limit:
    """From where a value is a warning and from where an error; `None` means never."""

    warning: float | None
    error: float | None
    itself: bool  # is the limit itself already too much?

    def severity(self, value: float) -> Severity | None:
        """How bad the value is; `None` when it is fine."""
        if self._reaches(self.error, value):
            return Severity.ERROR
        if self._reaches(self.warning, value):
            return Severity.WARNING
        return None

    def _reaches(self, limit: float | None, value: float) -> bool:
        return limit is not None and (value > limit or (self.itself and value == limit))


def over(*, warning: float | None = None, error: float | None = None) -> Limit:
    """More than this."""
    return Limit(warning, error, itself=False)


def at_least(*, warning: float | None = None, error: float | None = None) -> Limit:
    """This or more."""
    return Limit(warning, error, itself=True)


NEVER = over()
ANY_WARNS = at_least(warning=1)
ANY_IS_WRONG = at_least(error=1)

LIMITS: Mapping[str, tuple[Limit, Limit]] = MappingProxyType(
    {
        # rule: (A, residents; B, catalogue)  # what is measured
        "R01": (over(warning=10, error=12), over(warning=15, error=20)),  # words in a sentence
        "R02": (over(warning=8), over(warning=12)),  # mean words a sentence, on the page
        "R03": (over(warning=20, error=24), over(warning=27, error=30)),  # LIX of the page
        "R04": (over(warning=15), over(warning=25)),  # per cent of words with more than 6 letters
        "R05": (at_least(warning=10, error=14), at_least(warning=14, error=18)),  # letters in a word
        "R06": (at_least(error=3), at_least(warning=3)),  # parts of a compound
        "R07": (over(warning=5_000), over(warning=8_000)),  # rank of the lemma by frequency
        "R08": (ANY_IS_WRONG, ANY_WARNS),  # passive in -s
        "R09": (ANY_IS_WRONG, ANY_WARNS),  # passive with blive
        "R10": (at_least(warning=1, error=2), at_least(error=2)),  # negations in a sentence
        "R11": (ANY_IS_WRONG, ANY_WARNS),  # man
        "R12": (at_least(warning=1, error=2), at_least(error=3)),  # nouns made of verbs, in a sentence
        "R13": (ANY_IS_WRONG, ANY_IS_WRONG),  # abbreviations
        "R14": (ANY_WARNS, NEVER),  # numbers as words
        "R15": (at_least(warning=1_000), at_least(warning=10_000)),  # a number
        "R15 decimal": (ANY_WARNS, NEVER),  # a number with a comma
        "R16": (ANY_IS_WRONG, ANY_IS_WRONG),  # per cent
        "R17": (ANY_IS_WRONG, ANY_IS_WRONG),  # a date in figures
        "R17 weekday": (ANY_WARNS, ANY_WARNS),  # a date without its weekday
        "R18": (ANY_IS_WRONG, ANY_IS_WRONG),  # a time that is not "klokken 16.30"
        "R19": (ANY_IS_WRONG, ANY_IS_WRONG),  # Roman numerals
        "R20": (ANY_IS_WRONG, ANY_WARNS),  # special characters
        "R21": (at_least(error=2), at_least(error=2)),  # words in a row in capitals
        "R22": (at_least(warning=1, error=2), at_least(error=3)),  # subordinate clauses in a sentence
        "R23": (over(error=1), NEVER),  # commas in a sentence
        "R23 inserted": (ANY_IS_WRONG, ANY_IS_WRONG),  # a clause between two commas
        "R24": (at_least(warning=2), at_least(warning=2)),  # genitives in a sentence
        "R25": (ANY_WARNS, NEVER),  # past modals: kunne, ville, skulle, burde
        "R26": (over(error=1), NEVER),  # sentences on a line
        "R26 letters": (over(warning=55), NEVER),  # characters on a line
        "R26 lines": (over(warning=5), over(warning=7)),  # lines in a paragraph
        "R27": (ANY_WARNS, ANY_WARNS),  # English words
        "R28": (ANY_IS_WRONG, ANY_IS_WRONG),  # officialese
        "R29": (ANY_IS_WRONG, ANY_IS_WRONG),  # two words for the same thing
        "R30": (ANY_IS_WRONG, NEVER),  # the reader in the third person
        "R30 you": (ANY_WARNS, NEVER),  # nobody is spoken to on the page
        "R31": (ANY_WARNS, ANY_WARNS),  # vague words
        "R32": (ANY_IS_WRONG, ANY_IS_WRONG),  # references to other places
        "R33": (ANY_WARNS, ANY_WARNS),  # spelling
        "R34": (ANY_WARNS, ANY_WARNS),  # idioms
        "R35": (over(warning=8), over(warning=12)),  # words in both of two sentences in a row
        "R36": (over(warning=3), over(warning=5)),  # sentences in a paragraph
        "R36 words": (over(warning=50), over(warning=50)),  # words in a paragraph
        "R37": (over(warning=6), over(warning=6)),  # words in a heading
        "R37 full stop": (ANY_WARNS, ANY_WARNS),
        "R37 repeated": (ANY_WARNS, ANY_WARNS),  # the heading is also a line
        "R38": (ANY_IS_WRONG, ANY_IS_WRONG),  # a link that does not say where it goes
        "R39": (at_least(warning=3), at_least(warning=3)),  # things joined by commas
        "R40": (ANY_IS_WRONG, ANY_IS_WRONG),  # parts missing in a decision
    }
)

RARE_IN_DANISH = 3.2  # R27, zipf: about once in 600 000 words
COMMON_IN_ENGLISH = 3.8  # R27, zipf
LONG_WORD = 6  # LIX: a word with more letters is long
SHORTEST_NOMINALISATION = 7  # R12, letters: "evne", "lighed" and "ting" are not meant

FEW_WORDS = 25  # LIX and the share of long words say nothing about a page with fewer words
ENOUGH_WORDS = 60  # … and are no more than a warning on a page with fewer than these
FEW_SENTENCES = 3  # a mean of fewer sentences is only R01 once more
ENOUGH_TO_SPEAK_TO = 5  # R30: a page with as many full sentences must speak to somebody

REQUIRED_BLOCKS = ("hvad", "hvorfor", "hvad nu", "klage", "dato", "telefon")  # R40
DIGITS_IN_A_PHONE_NUMBER = 8  # R40, Denmark


def severity(row: str, audience: Audience, value: float) -> Severity | None:
    """How bad a value is in a row of the table, for these readers."""
    residents, catalogue = LIMITS[row]
    return (residents if audience is Audience.RESIDENT else catalogue).severity(value)


def judge(row: str, audience: Audience, value: float, place: Place, reason: str, *better: str) -> Iterator[Finding]:
    """One finding when the value is too much in this row of the table, else none."""
    found = severity(row, audience, value)
    if found:
        yield Finding(row[:3], found, place.line, place.start, place.end, place.words, reason, better)
