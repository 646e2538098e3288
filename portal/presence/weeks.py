"""A picture of the coming four weeks at a place: what each day will be, and what a change makes different. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from hashlib import sha256

from portal.presence.facts import A_WEEK, Change, Facts, Reason, WeeklyHours, monday_of
from portal.presence.openings import A_DAY, Opening, Plan, merged, strongest
from portal.red_days import red_days

WEEKS = 4
DAYS = 7 * WEEKS
NEWEST = 2**31  # as a change's number: newer than all that are kept


@dataclass(frozen=True, slots=True)
class Picture:
    """One day: from when until when somebody is there, why nobody is, and what it was before the change."""

    day: date
    times: tuple[tuple[time, time], ...]
    unsure: bool = False  # a red day nobody has spoken for
    why_not: Reason | None = None  # something falls out
    red: str = ""  # the red day's name
    is_over: bool = False
    before: tuple[tuple[time, time], ...] | None = None  # only where it is different


def four_weeks(facts: Facts, first: date, *, today: date, instead_of: Facts | None = None) -> list[list[Picture]]:
    """The weeks from the Monday of the first day on; what differs from `instead_of`, what is known now, is marked."""
    monday = monday_of(first)
    after, was = _plan(facts, monday), _plan(instead_of, monday) if instead_of else None
    names = red_days(monday, monday + timedelta(days=DAYS))
    weeks = []
    for number in range(WEEKS):
        days = [monday + number * A_WEEK + weekday * A_DAY for weekday in range(7)]
        weeks.append([_picture(day, after, was, names.get(day, ""), today) for day in days])
    return weeks


def with_hours(facts: Facts, rows: Sequence[WeeklyHours]) -> Facts:
    """The facts as they are with these weekly hours."""
    return replace(facts, hours=tuple(rows))


def with_change(facts: Facts, change: Change) -> Facts:
    """The facts with one more change, the newest."""
    return replace(facts, changes=(*facts.changes, replace(change, made=NEWEST)))


def fingerprint(*seen: object) -> str:
    """What was seen, so short that a form can carry it: another picture has another."""
    return sha256(repr(seen).encode()).hexdigest()[:20]


def _plan(facts: Facts, monday: date) -> Plan:
    return Plan(facts, monday, monday + timedelta(days=DAYS))


def _picture(day: date, after: Plan, was: Plan | None, red: str, today: date) -> Picture:
    now, before = _read(day, after, red), _read(day, was, red) if was else None
    differs = before is not None and (before.times, before.unsure) != (now.times, now.unsure)
    return replace(now, is_over=day < today, before=before.times if before is not None and differs else None)


def _read(day: date, plan: Plan, red: str) -> Picture:
    found = plan.on(day)
    shifts = [*found.shifts, *found.unsure]
    openings = merged(sorted(shifts, key=lambda shift: (shift.starts, shift.ends)))
    why_not = strongest([each.because for each in found.missing]) if found.missing and not shifts else None
    return Picture(day, tuple(map(_times, openings)), bool(found.unsure), why_not, red)


def _times(opening: Opening) -> tuple[time, time]:
    return opening.starts.time(), opening.ends.time()
