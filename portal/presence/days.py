"""The days of some days ahead in the words people use: when each place is open, closed, or perhaps open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import gettext as _

from portal.easyread.line import Line
from portal.presence.openings import A_DAY, Opening, Plan, openings
from portal.presence.queries import Known
from portal.red_days import red_days
from portal.web.dates import WEEKDAYS, time_in_words, weekday_short
from portal.web.locale import language

A_WEEK = timedelta(days=7)
WEEKS_AWAY = 52  # further than that nobody has planned
PICTURES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NAMES_KEPT = ("Kristi",)  # all other Danish red days are common words


@dataclass(frozen=True, slots=True)
class DayPlan:
    """One day: what is open, as sentences, and at what times, as short as a small tile takes them.

    `index` is 1 for Monday, `picture` its weekday in the weekday's colour, `red` the sentence about a red day.
    """

    on: date
    index: int
    short: str
    picture: str
    is_today: bool
    is_past: bool
    red: Line | None
    lines: tuple[Line, ...]
    times: tuple[str, ...]


def week_plan(places: Sequence[Known], first: date, *, today: date, days: int = 7) -> list[DayPlan]:
    """The days from `first` on, with everything at every place. What a place is known by must reach that far."""
    last = first + (days - 1) * A_DAY
    found = [(each, _by_day(openings(each.facts, first, last)), Plan(each.facts, first, last)) for each in places]
    red = red_days(first, last)
    made = []
    for number in range(days):
        on = first + number * A_DAY
        open_then = [opening for _place, opened, _plan in found for opening in opened.get(on, ())]
        lines = [line for place, opened, plan in found for line in _lines(place, opened.get(on, ()), plan, on)]
        made.append(
            DayPlan(
                on=on, index=on.isoweekday(), short=weekday_short(on, language()), picture=PICTURES[on.weekday()],
                is_today=on == today, is_past=on < today, red=_red(red.get(on)), times=_times(open_then),
                lines=tuple(lines) or (Line(_("Der er lukket hele dagen."), "closed"),),
            )
        )  # fmt: skip
    return made


def place_plan(place: Known, first: date, last: date, *, today: date) -> list[Line]:
    """One place from day to day, both included; days on which nothing happens are left out."""
    opened, plan = _by_day(openings(place.facts, first, last)), Plan(place.facts, first, last)
    lines = []
    for number in range((last - first).days + 1):
        on = first + number * A_DAY
        weekday = _("i dag") if on == today else WEEKDAYS[language()][on.weekday()]
        picture = PICTURES[on.weekday()]
        for opening in opened.get(on, ()):
            words = _("Der er åbent %(day)s %(time)s.", day=weekday, time=span_in_words(opening.starts, opening.ends))
            lines.append(Line(words, picture))
        if plan.on(on).unsure:
            lines.append(Line(_("Måske er der åbent %(day)s.", day=weekday), "question"))
        elif plan.on(on).missing and on not in opened:
            lines.append(Line(_("Der er lukket %(day)s.", day=weekday), "closed"))
    return lines


def monday_asked(asked: str, *, today: date) -> date:
    """The Monday of the week of an ISO date; of this week for anything else, and for years nobody has planned."""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        day = today
    if abs(day - today) > WEEKS_AWAY * A_WEEK:
        day = today
    return day - day.weekday() * A_DAY


def span_in_words(starts: datetime, ends: datetime) -> str:
    """`klokken 16.30 til 21`; midnight is 24 when it ends a day."""
    until = time_in_words(ends, language=language()).removeprefix("klokken ")
    if (ends.hour, ends.minute) == (0, 0):
        until = until.replace("0", "24", 1)
    return _("%(starts)s til %(ends)s", starts=time_in_words(starts, language=language()), ends=until)


def _by_day(found: Sequence[Opening]) -> dict[date, list[Opening]]:
    made: dict[date, list[Opening]] = {}
    for opening in found:
        made.setdefault(opening.starts.date(), []).append(opening)
    return made


def _lines(place: Known, opened: Sequence[Opening], plan: Plan, on: date) -> list[Line]:
    lines = [
        Line(
            _("Der er åbent %(where)s %(time)s.", where=place.where, time=span_in_words(each.starts, each.ends)),
            place.picture,
        )
        for each in opened
    ]
    if plan.on(on).unsure:
        lines.append(Line(_("Måske er der åbent %(where)s.", where=place.where), "question"))
    elif plan.on(on).missing and not opened:
        lines.append(Line(_("Der er lukket %(where)s.", where=place.where), "closed"))
    return lines


def _times(opened: Sequence[Opening]) -> tuple[str, ...]:
    starts = sorted({(each.starts.hour, each.starts.minute) for each in opened})
    return tuple(f"{hour}.{minute:02}" if minute else str(hour) for hour, minute in starts)


def _red(name: str | None) -> Line | None:
    if name is None:
        return None
    return Line(_("Det er %(name)s.", name=name if name.startswith(NAMES_KEPT) else name.lower()), "calendar")
