"""Dates, times, shares and prices as we write them: "mandag den 3. august", "klokken 16.30", "1 ud af 4"."""

import re
from datetime import date
from fractions import Fraction

MONTH_NAMES = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
WEEKDAY_NAMES = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
HOUR_NAMES = ("et", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv")
ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

FIRST_HOUR_OF_THE_DAY = 7  # "halv fem" is rather 16.30 than 4.30
HALF_A_DAY = 12
NEAT_SHARES = {33: Fraction(1, 3), 34: Fraction(1, 3), 66: Fraction(2, 3), 67: Fraction(2, 3)}
NEAT_PARTS = (2, 3, 4, 5, 10)  # "3 ud af 4"; other shares are so many out of 100
CENTURY = 2000  # "26" is 2026


def a_date(day: str, month: str, year: str | None = None, weekday: str | None = None) -> str | None:
    """A date of figures in words; with a year also its weekday. `None` when there is no such day."""
    number, place = int(day), int(month)
    if not 1 <= place <= len(MONTH_NAMES):
        return None
    try:
        moment = date(_full(year) if year else CENTURY, place, number)  # the year 2000 has a 29th of February
    except ValueError:
        return None
    written = f"den {number}. {MONTH_NAMES[place - 1]}"
    if year:
        return f"{WEEKDAY_NAMES[moment.weekday()]} {written} {moment.year}"
    return f"{weekday.lower()} {written}" if weekday else written


def a_time(hour: str, minute: str | None = None) -> str:
    """The figures of a time: "16.30", and "16" for 16.00."""
    return str(int(hour)) if minute in (None, "00") else f"{int(hour)}.{minute}"


def spoken_time(spoken: str) -> tuple[str, ...]:
    """The figures of "halv fem" or "kvart i 5": what is likelier first, by day or by night."""
    words = spoken.lower().split()
    hour = HOUR_NAMES.index(words[-1]) + 1 if words[-1] in HOUR_NAMES else _number(words[-1])
    minutes = _minutes_from_the_hour(words)
    if hour is None or minutes is None or hour > 2 * HALF_A_DAY:
        return ()
    early = (60 * hour + minutes) % (60 * HALF_A_DAY)
    late = early + 60 * HALF_A_DAY
    if hour > HALF_A_DAY:
        return (_clock(late),)
    return (_clock(early), _clock(late)) if early >= 60 * FIRST_HOUR_OF_THE_DAY else (_clock(late), _clock(early))


def a_share(percent: str) -> str | None:
    """Per cent as people count: "1 ud af 4", "halvdelen"; `None` for what is no whole number up to 100."""
    number = _number(percent)
    if number is None or not 0 < number < 100:
        return None
    share = NEAT_SHARES.get(number, Fraction(number, 100))
    if share == Fraction(1, 2):
        return "halvdelen"
    parts = next((parts for parts in NEAT_PARTS if (share * parts).denominator == 1), 100)
    return f"{share * parts} ud af {parts}"


def a_price(kroner: str, oere: str) -> str:
    """A price with a comma: "12 kroner og 50 øre"."""
    return f"{kroner} kroner" if int(oere) == 0 else f"{kroner} kroner og {int(oere)} øre"


def a_roman_number(numeral: str) -> str:
    """The figure of "IV"."""
    values = [ROMAN_DIGITS[letter] for letter in numeral]
    later = [*values[1:], 0]
    return str(sum(-value if value < after else value for value, after in zip(values, later, strict=True)))


def _full(year: str) -> int:
    return int(year) if len(year) == len("2026") else CENTURY + int(year)


def _clock(minutes: int) -> str:
    return a_time(str(minutes // 60), f"{minutes % 60:02}")


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,3}", text) else None


def _minutes_from_the_hour(words: list[str]) -> int | None:
    if words[0] == "halv":
        return -30
    before = -1 if "i" in words else 1
    if words[0] == "kvart":
        return 15 * before
    minutes = {"fem": 5, "ti": 10, "tyve": 20}.get(words[0]) or _number(words[0])
    return None if minutes is None else minutes * before
