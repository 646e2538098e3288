"""What is wrong with hours, changes and absences before they are kept: one sentence at the field it is about. Pure."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import gcd

from portal.presence.facts import A_WEEK, Absence, Change, ChangeKind, Span, WeeklyHours, monday_of
from portal.refusal import N_

DAYS_OF_WEEK = range(7)
FOREVER = date.max

NO_WEEKDAY = N_("Vælg en ugedag.")
NO_TIME = N_("Skriv et klokkeslæt.")
ENDS_WHEN_IT_STARTS = N_("Skriv en tid, der slutter senere.")
NO_WEEKS = N_("Skriv 1 eller et større tal.")
NO_DAY = N_("Skriv en dato.")
ENDS_BEFORE_IT_STARTS = N_("Vælg en sidste dag, der kommer senere.")
OVERLAPS = N_("Vælg en tid, hvor stedet ikke har åbent.")
SPANS_OVERLAP = N_("Ret tiderne, så de ligger efter hinanden.")
NO_SPANS = N_("Skriv mindst én tid.")
UNKNOWN_PLACE = N_("Vælg et andet sted.")
OWN_SUBSTITUTE = N_("Vælg en anden person.")


@dataclass(frozen=True, slots=True)
class Problem:
    """The field's name and the sentence that stands at it."""

    field: str
    sentence: str


def problems(
    *,
    weekday: int | None,
    starts: time | None,
    ends: time | None,
    every: int | None,
    anchor: date | None,
    valid_from: date | None,
    valid_to: date | None,
    others: Sequence[WeeklyHours] = (),
) -> list[Problem]:
    """What is wrong with weekly hours as they were written, at most one sentence a field; nothing when they are good.

    `others` are the place's other weekly hours. Two overlap when a day exists on which both hold and their times do.
    """
    found = {
        "weekday": None if weekday in DAYS_OF_WEEK else NO_WEEKDAY,
        "starts": NO_TIME if starts is None else None,
        "ends": NO_TIME if ends is None else ENDS_WHEN_IT_STARTS if ends == starts else None,
        "every": None if every is not None and every >= 1 else NO_WEEKS,
        "anchor": NO_DAY if anchor is None else None,
        "valid_from": NO_DAY if valid_from is None else None,
        "valid_to": ENDS_BEFORE_IT_STARTS if valid_to and valid_from and valid_to < valid_from else None,
    }
    faults = [Problem(field, sentence) for field, sentence in found.items() if sentence]
    if faults or weekday is None or starts is None or ends is None or not every or anchor is None or not valid_from:
        return faults
    new = WeeklyHours(weekday, starts, ends, every, anchor, valid_from, valid_to)
    return [Problem("starts", OVERLAPS)] if any(overlap(new, other) for other in others) else []


def problems_of_change(change: Change, *, place: int, places: Collection[int]) -> list[Problem]:
    """What is wrong with a change of a place. `places` are those that exist."""
    return list(_wrong_with_change(change, place, places))


def problems_of_absence(absence: Absence) -> list[Problem]:
    """What is wrong with somebody's absence."""
    faults = [Problem("last_day", ENDS_BEFORE_IT_STARTS)] if absence.last_day < absence.first_day else []
    return [*faults, Problem("substitute", OWN_SUBSTITUTE)] if absence.substitute == absence.staff else faults


def overlap(one: WeeklyHours, other: WeeklyHours) -> bool:
    """Whether a day exists on which both begin, at times that overlap. Those that only touch do not."""
    if one.weekday != other.weekday or not spans_overlap(one.span, other.span):
        return False
    first = max(one.valid_from, other.valid_from)
    last = min(one.valid_to or FOREVER, other.valid_to or FOREVER)
    first += timedelta(days=(one.weekday - first.weekday()) % 7)
    if first > last or (monday_of(one.anchor) - monday_of(other.anchor)) // A_WEEK % gcd(one.every, other.every):
        return False
    rounds = one.every * other.every // gcd(one.every, other.every)
    days = (first + number * A_WEEK for number in range(min(rounds, (last - first) // A_WEEK + 1)))
    return any(one.holds_on(day) and other.holds_on(day) for day in days)


def spans_overlap(one: Span, other: Span) -> bool:
    """Whether two spans of the same day have a minute in common, also after midnight."""
    (first, first_ends), (second, second_ends) = _on_a_day(one), _on_a_day(other)
    return first < second_ends and second < first_ends


def _wrong_with_change(change: Change, place: int, places: Collection[int]) -> Iterator[Problem]:
    if change.last_day < change.first_day:
        yield Problem("last_day", ENDS_BEFORE_IT_STARTS)
    if change.kind is ChangeKind.MOVED and (change.moved_to == place or change.moved_to not in places):
        yield Problem("moved_to", UNKNOWN_PLACE)
    if change.kind is ChangeKind.OTHER_HOURS:
        sentence = _wrong_with_spans(change.spans)
        if sentence:
            yield Problem("spans", sentence)


def _wrong_with_spans(spans: Sequence[Span]) -> str | None:
    if not spans:
        return NO_SPANS
    if any(span.starts == span.ends for span in spans):
        return ENDS_WHEN_IT_STARTS
    pairs = ((one, other) for number, one in enumerate(spans) for other in spans[number + 1 :])
    return SPANS_OVERLAP if any(spans_overlap(*pair) for pair in pairs) else None


def _on_a_day(span: Span) -> tuple[datetime, datetime]:
    any_day = date(2026, 1, 1)
    ends_on = any_day if span.ends > span.starts else any_day + timedelta(days=1)
    return datetime.combine(any_day, span.starts), datetime.combine(ends_on, span.ends)
