"""Dates and times in the words people use: one formatter, so that everybody always reads the same shape."""

from datetime import date, datetime, time

WEEKDAYS = {
    "da": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "da": (
        "januar", "februar", "marts", "april", "maj", "juni",
        "juli", "august", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
NEAREST = {0: {"da": "i dag", "en": "today"}, 1: {"da": "i morgen", "en": "tomorrow"}}
NEAR = {"da": "på", "en": "on"}
LONGEST_NEAR = 6  # days: "på torsdag" is the next one, later ones need their date


def weekday_short(on: date, language: str = "da") -> str:
    """`man`, `tir` …: what stands on the weekday tile."""
    return WEEKDAYS[language][on.weekday()][:3]


def day_in_words(on: date, *, today: date, language: str = "da") -> str:
    """`mandag den 23. november`, in English `Monday 23 November`; the year only when it is not this one."""
    weekday, month = WEEKDAYS[language][on.weekday()], MONTHS[language][on.month - 1]
    words = f"{weekday} {on.day} {month}" if language == "en" else f"{weekday} den {on.day}. {month}"
    return words if on.year == today.year else f"{words} {on.year}"


def time_in_words(at: datetime | time, *, language: str = "da") -> str:
    """`klokken 16.30`, and `klokken 16` on the hour; in English `16.30` and `16.00`."""
    if language == "en":
        return f"{at.hour}.{at.minute:02}"
    return f"klokken {at.hour}.{at.minute:02}" if at.minute else f"klokken {at.hour}"


def near_day(on: date, *, today: date, language: str = "da") -> str:
    """`i dag`, `i morgen`, `på torsdag`, and from a week on `fredag den 4. december`."""
    ahead = (on - today).days
    if ahead in NEAREST:
        return NEAREST[ahead][language]
    if 0 < ahead <= LONGEST_NEAR:
        return f"{NEAR[language]} {WEEKDAYS[language][on.weekday()]}"
    return day_in_words(on, today=today, language=language)


def near_moment(at: datetime, *, today: date, language: str = "da") -> str:
    """`i dag klokken 16`, `på torsdag klokken 16.30`, `fredag den 4. december klokken 17`."""
    return f"{near_day(at.date(), today=today, language=language)} {time_in_words(at, language=language)}"
