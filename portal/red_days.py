"""Red days: those on which a Danish house may be closed although its timetable says otherwise. Pure.

The public holidays come from the `holidays` library. Three days are no public holidays in Danish law, but shops and
institutions close on them, wholly or from noon, and nobody who rings the bell then should have been told "som
sædvanlig": 24 December (juleaften), 31 December (nytårsaften) and 5 June (grundlovsdag). They follow what the place
does on public holidays. 1 May, which the library also lists, is a working day in a municipality and follows the
timetable. Great Prayer Day is a holiday until 2023 and none since; the library knows.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from holidays import country_holidays

KEPT_AS_HOLIDAYS = ((6, 5), (12, 24), (12, 31))  # month and day


@lru_cache(maxsize=32)
def red_days_of(year: int) -> Mapping[date, str]:
    """The red days of a year with their Danish names, in the order of the calendar."""
    listed = country_holidays("DK", years=year, language="da", categories=("public", "optional"))
    public = country_holidays("DK", years=year, language="da").keys()
    kept = [date(year, month, day) for month, day in KEPT_AS_HOLIDAYS]
    return {day: listed[day] for day in sorted({*public, *kept})}


def red_days(first: date, last: date) -> Mapping[date, str]:
    """The red days from the first to the last of these days, both included, with their names."""
    return {
        day: name
        for year in range(first.year, last.year + 1)
        for day, name in red_days_of(year).items()
        if first <= day <= last
    }
