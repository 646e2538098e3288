"""How figures in a Danish sentence are said: times, prices, telephone numbers, dates, years, measures. Pure.

The rules are tried in order and the first to claim a place keeps it, so the narrow ones come first.
"""

import re
from collections.abc import Callable

from portal.speech.numbers import (
    MONTHS,
    clock,
    date,
    decade,
    decimal,
    digits_one_by_one,
    kroner,
    ordinal,
    pairs,
    whole,
    year,
)

Match = re.Match[str]
PatternRule = tuple[str, Callable[[Match], str | None]]

UNITS = {  # short form: (one of them, several of them)
    "kg": ("et kilo", "kilo"),
    "g": ("et gram", "gram"),
    "mg": ("et milligram", "milligram"),
    "µg": ("et mikrogram", "mikrogram"),
    "km": ("en kilometer", "kilometer"),
    "m": ("en meter", "meter"),
    "cm": ("en centimeter", "centimeter"),
    "mm": ("en millimeter", "millimeter"),
    "m²": ("en kvadratmeter", "kvadratmeter"),
    "m2": ("en kvadratmeter", "kvadratmeter"),
    "l": ("en liter", "liter"),
    "dl": ("en deciliter", "deciliter"),
    "cl": ("en centiliter", "centiliter"),
    "ml": ("en milliliter", "milliliter"),
    "tsk.": ("en teskefuld", "teskefulde"),
    "spsk.": ("en spiseskefuld", "spiseskefulde"),
    "stk.": ("et styk", "styk"),
    "sek.": ("et sekund", "sekunder"),
    "min.": ("et minut", "minutter"),
    "min": ("et minut", "minutter"),
    "t.": ("en time", "timer"),
    "mdr.": ("en måned", "måneder"),
    "mio.": ("en million", "millioner"),
    "°c": ("en grad", "grader"),
    "°": ("en grad", "grader"),
    "%": ("en procent", "procent"),
    "€": ("en euro", "euro"),
}
QUARTERS = {"¼": "en kvart", "1/4": "en kvart", "¾": "tre kvart", "3/4": "tre kvart"}
SIDES = {"th": "højre", "tv": "venstre"}
NEUTER = (
    "år|barn|besøg|billede|bord|brød|døgn|glas|gram|hold|hus|kilo|kort|kvarter|minut|måltid|møde|nummer|ord|par|rum|"
    "sekund|spil|sted|styk|stykke|tal|tilbud|værelse|æble|æg"
)
MEASURED = (  # "1/2" before one of these is a half, otherwise the first of February
    "time|timer|år|måned|liter|dl|l|kilo|kg|kop|tsk|spsk|glas|pakke|dåse|pose|pille|tablet|portion|stykke|brød|kage|"
    "pizza|æble|æg"
)

# Pieces of patterns. A number starts where no longer number or address is under way.
START = r"(?<![\w.,/])"
END = r"(?!\w|[.:,/]\d)"
HOUR = r"([01]?\d|2[0-4])(?:[.:]([0-5]\d))?"
KL = r"\bkl(?:\.|okken)?\s*"
NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+(?:,\d+)?"
PRICE = rf"{NUMBER}|\d+\.\d\d"
DASH = r"\s*[-–]\s*"
LOWER = r"\s(?-i:[a-zæøå])"  # "3. sal" is the third, "nr. 3. Der er kaffe" ends a sentence
MONTH = rf"\s?(?:{'|'.join(MONTHS)})"
UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
CALLS = re.compile(r"(?:\bring\w*|\balarm|\btelefon|\btlf\.?)(?:\s+(?:til|på))?\s*$", re.IGNORECASE)


def _neuter_follows(match: Match) -> bool:
    return re.match(rf"\s(?:{NEUTER})\b", match.string[match.end() :][:12], re.IGNORECASE) is not None


def _hours(match: Match) -> str | None:
    if not (match[2] or match[4]):
        return None  # "10-12" alone may be people, not hours
    return f"{clock(match[1], match[2])} til {clock(match[3], match[4])}"


def _price(match: Match) -> str:
    if not match[2]:
        return kroner(match[1])
    return f"{kroner(match[1]).removesuffix(' kroner')} til {kroner(match[2])}"


def _one_one_two(match: Match) -> str:
    return re.sub(r"\ben\b", "et", digits_one_by_one(match[1]))


def _emergency(match: Match) -> str | None:
    alone = match[0] == match.string.strip(" .!?")
    if not alone and not CALLS.search(match.string[max(0, match.start() - 20) : match.start()]):
        return None  # "112 personer" is a crowd, not a call for help
    return _one_one_two(match)


def _fraction(match: Match) -> str:
    count, part = match[1], match[2]
    if part in QUARTERS:
        return (f"{whole(count)} og " if count else "") + QUARTERS[part]
    if count == "1":
        return "halvandet" if _neuter_follows(match) else "halvanden"
    return (f"{whole(count)} og " if count else "") + ("et halvt" if _neuter_follows(match) else "en halv")


def _years(match: Match) -> str:
    last = year(int(match[3])) if len(match[3]) == 4 else whole(match[3])
    return year(int(match[1])) + (" " if match[2] == "/" else " til ") + last


def _ordinals(match: Match) -> str:
    between = "eller" if "/" in match[2] else "til"
    return f"{ordinal(int(match[1]))} {between} {ordinal(int(match[3]))}"


def _measure(match: Match) -> str:
    first, last, (one, several) = match[1], match[2], UNITS[match[3].lower()]
    if last:
        return f"{decimal(first)} til {decimal(last)} {several}"
    return one if first == "1" else f"{decimal(first)} {several}"


def _leftover(match: Match) -> str:
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    return (" " if before.isalpha() else "") + whole(match[0]) + (" " if after.isalpha() else "")


CLOCK: tuple[PatternRule, ...] = (
    (KL + HOUR + DASH + HOUR + END, lambda m: f"klokken {clock(m[1], m[2])} til {clock(m[3], m[4])}"),
    (KL + HOUR + END, lambda m: f"klokken {clock(m[1], m[2])}"),
)
PRICES: tuple[PatternRule, ...] = (
    (rf"{START}({PRICE})(?:{DASH}({PRICE}))?(?:,-)?\s*(?:kr\.?|kroner|dkk)(?!\w)", _price),
    (rf"\b(?:kr\.?|dkk)\s*({PRICE})(?:{DASH}({PRICE}))?(?:,-)?{END}", _price),
    (rf"{START}({NUMBER})(?:{DASH}({NUMBER}))?,-(?!\w)", _price),
)
BARE_TIMES: tuple[PatternRule, ...] = (
    (START + HOUR + DASH + HOUR + END, _hours),
    (rf"{START}([01]?\d|2[0-4])[.:]([0-5]\d){END}(?!\s?(?:{UNIT})(?!\w))", lambda m: clock(m[1], m[2])),
)
TELEPHONES: tuple[PatternRule, ...] = (
    (rf"{START}(1-1-[234]){END}", _one_one_two),
    (rf"{START}(11[234]){END}", _emergency),
    (rf"{START}(?:(?:\+|00)45\s?)?(\d{{2}}(?:\s?\d{{2}}){{3}}|\d{{4}}\s\d{{4}}){END}", lambda m: pairs(m[1])),
    (rf"{START}(\d{{6}}-\d{{4}}){END}", lambda m: pairs(m[1])),
)
DATES: tuple[PatternRule, ...] = (
    (rf"{START}(?:(\d{{1,3}})\s?)?(½|¼|¾)", _fraction),
    (rf"{START}(?:(\d{{1,3}})\s)?(1/2|1/4|3/4)(?=\s(?:{MEASURED})\b)", _fraction),
    (
        START + r"(\d{1,2})/(\d{1,2})(?:[-/ ]\s?(\d{4})|[-/](\d{2}))?" + END,
        lambda m: date(m[1], m[2], m[3] or m[4]),
    ),
    (START + r"(\d{1,2})([.-])(\d{1,2})\2\s?(\d{4})" + END, lambda m: date(m[1], m[3], m[4])),
    (START + r"(\d{1,2})\.(\d{1,2})\.(\d{2})" + END, lambda m: date(m[1], m[2], m[3])),
    (r"(?<=\bden )(\d{1,2})\.(\d{1,2})" + END, lambda m: date(m[1], m[2])),
    (START + r"(1[1-9]\d\d|20\d\d)\s?([-–/])\s?(\d{4}|\d{2})" + END, _years),
    (START + r"((?:\d\d)?\d0)['’]?erne\b", lambda m: decade(m[1])),
    (START + r"(\d{1,2})\.\s?(th|tv)\.?(?!\w)", lambda m: f"{ordinal(int(m[1]))} til {SIDES[m[2].lower()]}"),
    (rf"{START}(\d{{1,2}})\.?(\s*[-–/]\s*)(\d{{1,2}})\.(?={LOWER}|{MONTH})", _ordinals),
    (rf"{START}(\d{{1,3}})\.(?={LOWER}|{MONTH}|,\s\d{{1,3}}\.)", lambda m: ordinal(int(m[1]))),
    (r"(?<=\bden )(\d{1,2})(?=\.(?:\s|$))", lambda m: ordinal(int(m[1]))),
)
AMOUNTS: tuple[PatternRule, ...] = (
    (rf"{START}({NUMBER})(?:{DASH}({NUMBER}))?\s?({UNIT})(?!\w)", _measure),
    (rf"{START}({NUMBER}){DASH}({NUMBER}){END}", lambda m: f"{decimal(m[1])} til {decimal(m[2])}"),
    (rf"{START}({NUMBER})\s?[x×](?![^\W\d])", lambda m: f"{decimal(m[1])} gange "),
    (START + r"(1[1-9]\d\d|20\d\d)" + END, lambda m: year(int(m[1]))),
    (rf"{START}({NUMBER}){END}", lambda m: decimal(m[1], neuter=_neuter_follows(m))),
    (START + r"\d+(?:\.\d+)+", lambda m: " punktum ".join(map(whole, m[0].split(".")))),
    (r"\d+", _leftover),
)
FIGURES = CLOCK + PRICES + BARE_TIMES + TELEPHONES + DATES + AMOUNTS
