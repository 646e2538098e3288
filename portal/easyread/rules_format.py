"""Rules about numbers, dates, times and signs: R14–R21, R32."""

import re
from collections.abc import Iterator

from portal.easyread.figures import (
    HOUR_NAMES,
    MONTH_NAMES,
    WEEKDAY_NAMES,
    a_date,
    a_price,
    a_roman_number,
    a_share,
    a_time,
    spoken_time,
)
from portal.easyread.finding import Audience, Finding, Place
from portal.easyread.page import Sentence
from portal.easyread.sentences import without_addresses
from portal.easyread.thresholds import judge

MONTHS = "|".join(MONTH_NAMES)
WEEKDAYS = "|".join(WEEKDAY_NAMES)
HOURS = "|".join(HOUR_NAMES)

NUMBER_WORDS = {
    "to": 2,
    "tre": 3,
    "fire": 4,
    "fem": 5,
    "seks": 6,
    "syv": 7,
    "otte": 8,
    "ni": 9,
    "ti": 10,
    "elleve": 11,
    "tolv": 12,
    "tretten": 13,
    "fjorten": 14,
    "femten": 15,
    "seksten": 16,
    "sytten": 17,
    "atten": 18,
    "nitten": 19,
    "tyve": 20,
    "tredive": 30,
    "fyrre": 40,
    "halvtreds": 50,
    "tres": 60,
    "halvfjerds": 70,
    "firs": 80,
    "halvfems": 90,
}

TOGETHER_WITH_A_NUMBER = ("begge", "alle")  # "os begge to" is said as one

DECIMAL = re.compile(r"(?<![\d.,])(\d+),(\d+)(?!\d)(?:\s?(kr\b\.?|kroner\b))?", re.IGNORECASE)
BIG_NUMBER = re.compile(r"(?<![\d.,:/+-])(?:\d{1,3}(?:[. ]\d{3})+|\d{4,})(?![\d,:/-]|\.\d)")
PHONE_DIGITS = 8
POSTCODE_BEFORE = re.compile(r"\s+[A-ZÆØÅ][a-zæøå]")
RING_BEFORE = re.compile(r"\b(?:ring|ring til|telefon|nummer)\s$", re.IGNORECASE)  # "Ring 1813"
LONGEST_RING_BEFORE = 12  # characters
YEARS = range(1900, 2100)

PERCENT = re.compile(
    r"(?<![\d,])(\d+(?:,\d+)?)\s?(?:%|procent(?:en)?\b|pct\b\.?)|%|\bprocent(?:en)?\b|\bpct\b\.?", re.IGNORECASE
)
DATE_IN_FIGURES = re.compile(
    rf"(?:\b({WEEKDAYS})\s+)?(?:\b(?:den|d\.)\s+)?(?<![\d/.-])"
    r"(?:(\d{4})-(\d\d)-(\d\d)|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)"
    r"|(?!(?:1/2|1/3|2/3|1/4|3/4)\b)(\d{1,2})/(\d{1,2}))(?![\d/])",
    re.IGNORECASE,
)
SHORT_DEN = re.compile(rf"\bd\.\s?(\d{{1,2}}\.?(?:\s?(?:{MONTHS}))?)(?!/)", re.IGNORECASE)
DATE = re.compile(rf"\b(?:({WEEKDAYS})\s+)?(?:den\s+)?(\d{{1,2}})\.\s?({MONTHS})\b(?:\s(\d{{4}})\b)?", re.IGNORECASE)
TIME_AS_SPOKEN = re.compile(
    rf"\bhalv\s(?:{HOURS})\b|\bkvart\s(?:i|over)\b(?:\s(?:{HOURS}|\d+))?"
    rf"|(?:\b(?:\d{{1,2}}|fem|ti|tyve)\s)?\b(?:minutter|min)\s(?:i|over)\s(?:{HOURS})\b",
    re.IGNORECASE,
)
TIME_IN_FIGURES = re.compile(r"(?<![\d:])(\d{1,2}):(\d\d)(?![\d:])")
SHORT_KLOKKEN = re.compile(r"\bkl\b\.?(?:\s?(\d{1,2})(?:[.:](\d\d))?)?", re.IGNORECASE)
KLOKKEN_BEFORE = re.compile(r"\bkl(?:okken|\.)?\s*$", re.IGNORECASE)
BARE_TIME = re.compile(r"(?<![\d.,])\d{1,2}\.[0-5]\d(?!\d|[.,]\d|\s?(?:kr|meter|km|liter))")

ROMAN = re.compile(r"(?=[IVXLC]{2})(?!(?:XL|LI|CC|CL|LC|VI)$)C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
SPECIAL = re.compile(r"\bog/eller\b|[()\[\];§&/*†…„“”\"»«]+")
SHOUTING = re.compile(r"(?<!\w)[A-ZÆØÅ]{2,}(?:\s+[A-ZÆØÅ]{2,})+(?!\w)")
ELSEWHERE = re.compile(
    r"\bse (?:ovenfor|nedenfor|side|afsnit|bilag|punkt|pkt|også|kapitel|næste)\b"
    r"|\b(?:ovenstående|nedenstående|ovenfor|nedenfor|omstående)\b|\bjævnfør\b|\bjv?f\.",
    re.IGNORECASE,
)


def numbers_as_words(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R14: "3" is easier than "tre"."""
    spoken = [sentence.within(*match.span()) for match in TIME_AS_SPOKEN.finditer(sentence.text)]
    before = ""
    for word in sentence.words:
        figure = NUMBER_WORDS.get(word.form)
        in_a_time = any(place.start <= word.start < place.end for place in spoken)
        if figure is not None and not in_a_time and before not in TOGETHER_WITH_A_NUMBER:
            reason = f"Skriv tallet som {figure}."
            yield from judge("R14", audience, 1, sentence.at(word), reason, str(figure))
        before = word.form


def big_numbers(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R15: large numbers and decimals. Telephone numbers, postcodes and years are let through."""
    text = sentence.text
    for match in DECIMAL.finditer(text):
        reason = "Tallet har komma. Skriv et helt tal."
        kroner, oere, currency = match.groups()
        better = (a_price(kroner, oere),) if currency and len(oere) == len("50") else ()
        end = match.end() if better else match.end(2)
        yield from judge("R15 decimal", audience, 1, sentence.within(match.start(), end), reason, *better)
    for match in BIG_NUMBER.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if _is_phone_postcode_or_year(match, digits):
            continue
        reason = "Tallet er stort. Kan du skrive det på en anden måde?"
        yield from judge("R15", audience, float(digits[:300]), sentence.within(*match.span()), reason)


def _is_phone_postcode_or_year(match: re.Match[str], digits: str) -> bool:
    just_before = match.string[max(0, match.start() - LONGEST_RING_BEFORE) : match.start()]
    if len(digits) == PHONE_DIGITS or RING_BEFORE.search(just_before):
        return True
    if len(digits) != 4 or match.group() != digits:
        return False
    return int(digits) in YEARS or POSTCODE_BEFORE.match(match.string, match.end()) is not None


def percentages(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R16: per cent is a calculation."""
    reason = 'Procent er svært. Skriv for eksempel "1 ud af 4".'
    for match in PERCENT.finditer(sentence.text):
        share = a_share(match.group(1) or "")
        yield from judge("R16", audience, 1, sentence.within(*match.span()), reason, *filter(None, [share]))


def dates(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R17: "mandag den 3. august"."""
    reason = 'Skriv datoen som "mandag den 3. august".'
    for match in DATE_IN_FIGURES.finditer(sentence.text):
        found = sentence.within(*match.span())
        yield from judge("R17", audience, 1, found, reason, *filter(None, [_date_in_words(match)]))
    for match in SHORT_DEN.finditer(sentence.text):
        yield from judge("R17", audience, 1, sentence.within(*match.span()), reason, f"den {match.group(1)}")
    for match in DATE.finditer(sentence.text):
        weekday, day, month, year = match.groups()
        if weekday is None:
            reason = "Skriv også, hvilken ugedag det er."
            better = year and a_date(day, str(MONTH_NAMES.index(month.lower()) + 1), year)
            yield from judge(
                "R17 weekday", audience, 1, sentence.within(*match.span()), reason, *filter(None, [better])
            )


def _date_in_words(match: re.Match[str]) -> str | None:
    weekday, iso_year, iso_month, iso_day, day, month, year, short_day, short_month = match.groups()
    if iso_year:
        return a_date(iso_day, iso_month, iso_year)
    if year:
        return a_date(day, month, year)
    return a_date(short_day, short_month, weekday=weekday)


def times(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R18: "klokken 16.30"."""
    reason = 'Skriv tiden som "klokken 16.30".'
    taken: list[Place] = []
    for match in SHORT_KLOKKEN.finditer(sentence.text):
        taken.append(sentence.within(*match.span()))
        better = f"klokken {a_time(*match.groups())}" if match.group(1) else "klokken"
        yield from judge("R18", audience, 1, taken[-1], reason, better)
    for match in TIME_AS_SPOKEN.finditer(sentence.text):
        klokken = "" if KLOKKEN_BEFORE.search(sentence.text[: match.start()]) else "klokken "
        better = (klokken + time for time in spoken_time(match.group()))
        yield from judge("R18", audience, 1, sentence.within(*match.span()), reason, *better)
    for match in TIME_IN_FIGURES.finditer(sentence.text):
        place = sentence.within(*match.span())
        if not any(other.start <= place.start < other.end for other in taken):
            yield from judge("R18", audience, 1, place, reason, _klokken(sentence, match) + a_time(*match.groups()))
    bare = BARE_TIME.search(sentence.text)
    if bare and not taken and _klokken(sentence, bare):
        yield from judge("R18", audience, 1, sentence.within(*bare.span()), reason, f"klokken {bare.group()}")


def _klokken(sentence: Sentence, time: re.Match[str]) -> str:
    """The word before a time, unless the sentence has said it already: "fra klokken 16 til 20"."""
    return "" if "klokken" in sentence.text[: time.start()].lower() else "klokken "


def roman_numerals(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R19: Roman numerals."""
    shouted = shouted_places(sentence)
    for word in sentence.words:
        if ROMAN.fullmatch(word.text) and word.start not in shouted:
            better = a_roman_number(word.text)
            yield from judge("R19", audience, 1, sentence.at(word), "Skriv tallet med almindelige tal.", better)


def special_signs(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R20: brackets, semicolons and the like."""
    for match in SPECIAL.finditer(without_addresses(sentence.text)):
        reason = f"Tegnet {match.group()} er svært at læse. Skriv det på en anden måde."
        better = {"og/eller": ("eller",), "&": ("og",)}.get(match.group(), ())
        yield from judge("R20", audience, 1, sentence.within(*match.span()), reason, *better)


def shouting(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R21: capital letters only. (Italics and underlines are for the page's templates.)"""
    for match in SHOUTING.finditer(sentence.text):
        reason = "Store bogstaver er svære at læse. Brug små."
        count = len(match.group().split())
        yield from judge("R21", audience, count, sentence.within(*match.span()), reason, match.group().lower())


def references(sentence: Sentence, audience: Audience) -> Iterator[Finding]:
    """R32: sends the reader somewhere else."""
    yield from _each(
        "R32", ELSEWHERE, sentence, audience, "Skriv det her i stedet for at sende læseren et andet sted hen."
    )


def shouted_places(sentence: Sentence) -> frozenset[int]:
    """The places in the line where several words in a row are in capitals."""
    return frozenset(
        sentence.start + place for match in SHOUTING.finditer(sentence.text) for place in range(*match.span())
    )


def _each(
    rule: str, pattern: re.Pattern[str], sentence: Sentence, audience: Audience, reason: str
) -> Iterator[Finding]:
    for match in pattern.finditer(sentence.text):
        yield from judge(rule, audience, 1, sentence.within(*match.span()), reason)


RULES = (
    numbers_as_words,
    big_numbers,
    percentages,
    dates,
    times,
    roman_numerals,
    special_signs,
    shouting,
    references,
)
