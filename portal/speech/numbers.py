"""Danish numbers in words: cardinals, ordinals, years, clock times, prices, telephone numbers. Pure functions."""

import re


def _words(line: str) -> list[str]:
    return line.split()


SMALL = _words(
    "nul en to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten"
)
TENS = _words("- - tyve tredive fyrre halvtreds tres halvfjerds firs halvfems")
SMALL_ORDINALS = _words(
    "nulte første anden tredje fjerde femte sjette syvende ottende niende tiende ellevte tolvte trettende "
    "fjortende femtende sekstende syttende attende nittende"
)
TENS_ORDINALS = _words(
    "- - tyvende tredivte fyrretyvende halvtredsindstyvende tresindstyvende halvfjerdsindstyvende "
    "firsindstyvende halvfemsindstyvende"
)
DECADES = _words(
    "nullerne tierne tyverne trediverne fyrrerne halvtredserne tresserne halvfjerdserne firserne halvfemserne"
)
MONTHS = _words("januar februar marts april maj juni juli august september oktober november december")
MOST_DIGITS = 9  # longer numbers are codes, not amounts: they are read digit by digit


def cardinal(number: int, *, neuter: bool = False) -> str:
    """`number` in words, 0 ≤ number < 1 000 000 000; `neuter` gives "et" for a final one (et år, en dag)."""
    if number < 20:
        return "et" if number == 1 and neuter else SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return (f"{SMALL[ones]}og" if ones else "") + TENS[tens]
    if number < 1_000:
        return _with_rest(number, 100, "hundrede", neuter=neuter)
    if number < 1_000_000:
        return _with_rest(number, 1_000, "tusind", neuter=neuter)
    millions, rest = divmod(number, 1_000_000)
    head = "en million" if millions == 1 else f"{cardinal(millions)} millioner"
    return head + _joined(rest, neuter=neuter)


def _with_rest(number: int, size: int, name: str, *, neuter: bool) -> str:
    count, rest = divmod(number, size)
    return f"{cardinal(count, neuter=True)} {name}{_joined(rest, neuter=neuter)}"


def _joined(rest: int, *, neuter: bool) -> str:
    if not rest:
        return ""
    return (" og " if rest < 100 else " ") + cardinal(rest, neuter=neuter)


def ordinal(number: int) -> str:
    """`number` as an ordinal: 30 → "tredivte", 100 → "et hundrede", 101 → "et hundrede og første"."""
    if number < 20:
        return SMALL_ORDINALS[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return (f"{SMALL[ones]}og" if ones else "") + TENS_ORDINALS[tens]
    rest = number % 100
    return cardinal(number) if not rest else f"{cardinal(number - rest)} og {ordinal(rest)}"


def year(number: int) -> str:
    """A year: 1984 → "nittenhundrede og fireogfirs", 2026 → "to tusind og seksogtyve"."""
    if not 1100 <= number < 2000:
        return cardinal(number)
    century, rest = divmod(number, 100)
    return f"{cardinal(century)}hundrede" + (f" og {cardinal(rest)}" if rest else "")


def decade(digits: str) -> str:
    """A decade from its two or four digits: "80" → "firserne", "1990" → "nittenhundrede og halvfemserne"."""
    name = DECADES[int(digits[-2])]
    return f"{cardinal(int(digits[:2]))}hundrede og {name}" if len(digits) == 4 else name


def digits_one_by_one(text: str) -> str:
    """Each digit of `text` in words, everything else left out."""
    return " ".join(SMALL[int(c)] for c in text if c.isdecimal())


def pairs(text: str) -> str:
    """Digits two and two with a pause between, as Danes read telephone and CPR numbers."""
    figures = re.sub(r"\D", "", text)
    groups = (figures[i : i + 2] for i in range(0, len(figures), 2))
    return ", ".join(whole(group) for group in groups)


def whole(text: str, *, neuter: bool = False) -> str:
    """A whole number written with digits; leading zeros and very long numbers are read digit by digit."""
    if len(text) > MOST_DIGITS or (len(text) > 1 and text.startswith("0")):
        return digits_one_by_one(text)
    return cardinal(int(text), neuter=neuter)


def decimal(text: str, *, neuter: bool = False) -> str:
    """A number as Danes write it: dots between thousands, a comma before decimals ("1.250", "3,5")."""
    integer, _, fraction = text.replace(".", "").partition(",")
    if not fraction:
        return whole(integer, neuter=neuter)
    return f"{whole(integer)} komma {whole(fraction) if len(fraction) < 3 else digits_one_by_one(fraction)}"


def clock(hours: str, minutes: str | None) -> str:
    """A time of day: ("16", "30") → "seksten tredive", ("8", "05") → "otte nul fem", ("1", None) → "et"."""
    hour = cardinal(int(hours), neuter=True)
    return hour if not minutes or int(minutes) == 0 else f"{hour} {whole(minutes)}"


def date(day: str, month: str, in_year: str | None = None) -> str | None:
    """A date in figures, or None when there is no such day: ("3", "12") → "tredje december"."""
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return None
    said = f"{ordinal(int(day))} {MONTHS[int(month) - 1]}"
    if not in_year:
        return said
    return f"{said} {year(int(in_year)) if len(in_year) == 4 else whole(in_year)}"


def kroner(text: str) -> str:
    """A price: "45,50" (or "45.50") → "femogfyrre kroner og halvtreds øre"."""
    amount = re.sub(r"\.(\d\d)$", r",\1", text)
    integer, _, fraction = amount.replace(".", "").partition(",")
    pence = int(fraction.ljust(2, "0")[:2]) if fraction else 0
    if pence and not integer.strip("0"):
        return f"{cardinal(pence)} øre"
    crowns = "en krone" if integer == "1" else f"{whole(integer)} kroner"
    return crowns + (f" og {cardinal(pence)} øre" if pence else "")
