"""The house's rules about who is here: one answer from the facts and a moment, with its reason. Pure.

An answer is one of four: here, comes today, not today, unknown. It is true by what was known at the moment, or it is
"unknown"; nothing is guessed. It never looks further ahead than `DAYS_AHEAD`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from portal.clock import COPENHAGEN
from portal.presence.facts import Arrival, Check, Facts, Reason
from portal.presence.openings import A_DAY, STRONGEST_LAST, Missing, Opening, Plan, Shift, instant, merged

DAYS_AHEAD = 60  # later than that is no answer to "when does somebody come?"
ARRIVAL_COUNTS = timedelta(days=2)  # one older than the longest duty and a night says nothing about now
DAYS_BACK = 3  # the day before such an arrival
EARLY = timedelta(minutes=60)  # who comes before it opens has come for the opening
LONGEST_DUTY = timedelta(hours=16)  # what an arrival tells about, in a house that never closes
QUARTER = timedelta(minutes=15)


class State(StrEnum):
    """The four honest answers."""

    HERE = "here"
    COMES = "comes"
    NOT_TODAY = "not today"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """Who is here, by what was known at the moment. Moments are in Danish time.

    `until`: when here, how long somebody is, whoever it is; none in a house that never closes. `staff`: who is here
    by name, perhaps nobody by name. `opening`: when here the one that runs (none when somebody came outside the
    hours), otherwise the next one: today when it comes, on a later day when not today, none when unknown.
    `unsure_days`: red days before it that nobody has spoken for. `away`: who cannot come, when that is the reason.
    `moved_to`: where it is today, when that is the reason. `checked`: the newest check, also one that is too old;
    `fresh_until`: how long it makes the answer good.
    """

    state: State
    reason: Reason
    until: datetime | None = None
    opening: Opening | None = None
    staff: tuple[int, ...] = ()
    unsure_days: tuple[date, ...] = ()
    away: tuple[int, ...] = ()
    moved_to: int | None = None
    checked: Check | None = None
    fresh_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody who said "Jeg er her" and has not left: from when, and until when we believe it. In UTC."""

    staff: int
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Departure:
    """Somebody who left an opening, and which shifts of it are meant. In UTC."""

    staff: int
    after: datetime
    last_start: datetime
    before: datetime

    def is_from(self, shift: Shift) -> bool:
        return shift.ends > self.after and shift.starts <= self.last_start and shift.starts < self.before


def answer(facts: Facts, moment: datetime) -> Answer:
    """Who is here at a moment. What is only known later – an arrival, a departure, a check – does not count.

    Raises `ValueError` for a moment without a time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("A moment must say its time zone.")
    now, today = moment.astimezone(UTC), moment.astimezone(COPENHAGEN).date()
    checked = newest_check(facts, now)
    if checked is None:
        return Answer(State.UNKNOWN, Reason.NEVER_CHECKED)
    fresh_until = (checked.when.astimezone(UTC) + facts.fresh_for).astimezone(COPENHAGEN)
    if now >= fresh_until.astimezone(UTC):
        return Answer(State.UNKNOWN, Reason.STALE, checked=checked, fresh_until=fresh_until)
    plan = Plan(facts, today - DAYS_BACK * A_DAY, today + DAYS_AHEAD * A_DAY)
    return replace(_by_plan(plan, now, today), checked=checked, fresh_until=fresh_until)


def newest_check(facts: Facts, now: datetime) -> Check | None:
    """The newest check until now. Pressing "Jeg er her" or "Jeg er gået" is one."""
    came = (Check(each.staff, each.came) for each in facts.arrivals)
    left = (Check(each.staff, each.left) for each in facts.arrivals if each.left is not None)
    known = [each for each in (*facts.checks, *came, *left) if each.when.astimezone(UTC) <= now]
    return max(known, key=lambda check: check.when.astimezone(UTC), default=None)


def nights_until(answer: Answer, moment: datetime) -> int:
    """How many nights lie between the moment and the opening; 0 when it is today, running, or there is none."""
    if answer.opening is None:
        return 0
    return max(0, (answer.opening.starts.date() - moment.astimezone(COPENHAGEN).date()).days)


def quarters_until(answer: Answer, moment: datetime) -> int:
    """How many quarter hours until somebody comes today, rounded up; 0 when nobody is on the way today."""
    if answer.state is not State.COMES or answer.opening is None:
        return 0
    return -((moment.astimezone(UTC) - answer.opening.starts.astimezone(UTC)) // QUARTER)


def _by_plan(plan: Plan, now: datetime, today: date) -> Answer:
    stays, departures = _stays_and_departures(plan, now)
    ahead = merged(_still_held(plan.shifts(today - A_DAY, today + DAYS_AHEAD * A_DAY), departures))
    following = next((each for each in ahead if each.ends.astimezone(UTC) > now), None)
    here = [stay for stay in stays if now < stay.ends]
    if here or (following and following.holds(now)):
        return _here(following, ahead, here, now, today + DAYS_AHEAD * A_DAY)
    around = (plan.on(today - A_DAY), plan.on(today))
    if around[1].unsure or any(shift.holds(now) for shift in around[0].unsure):
        return Answer(State.UNKNOWN, Reason.HOLIDAY_UNSURE)
    has_left = any(shift.holds(now) for day in around for shift in day.shifts)
    if following and following.starts.date() == today:
        return Answer(State.COMES, Reason.LEFT if has_left else following.because, opening=following)
    unsure = tuple(_unsure_days(plan, today, following))
    if has_left:
        return Answer(State.NOT_TODAY, Reason.LEFT, opening=following, unsure_days=unsure)
    why = _why_not([each for day in around for each in day.missing if each.ends > now])
    return Answer(State.NOT_TODAY, why.because, None, following, (), unsure, why.staff, why.moved_to)


def _here(
    first: Opening | None, ahead: Iterator[Opening], stays: Sequence[Stay], now: datetime, horizon: date
) -> Answer:
    running = first if first and first.holds(now) else None
    planned = [who for shift in running.shifts if shift.holds(now) for who in shift.staff] if running else []
    ends = [stay.ends for stay in stays] + ([running.ends.astimezone(UTC)] if running else [])
    until = max(ends)
    coming = first if running is None else next(ahead, None)
    while coming and coming.starts.astimezone(UTC) <= until:
        until = max(until, coming.ends.astimezone(UTC))
        coming = next(ahead, None)
    return Answer(
        State.HERE,
        Reason.ARRIVED if stays or running is None else running.because,
        until=until.astimezone(COPENHAGEN) if until < instant(horizon, time(0)) else None,
        opening=running,
        staff=tuple(dict.fromkeys([*planned, *(stay.staff for stay in stays)])),
    )


def _stays_and_departures(plan: Plan, now: datetime) -> tuple[list[Stay], list[Departure]]:
    newest: dict[int, Arrival] = {}
    for arrival in plan.facts.arrivals:
        came = arrival.came.astimezone(UTC)
        if now - ARRIVAL_COUNTS < came <= now:
            known = newest.get(arrival.staff)
            if known is None or came >= known.came.astimezone(UTC):
                newest[arrival.staff] = arrival
    stays: list[Stay] = []
    departures: list[Departure] = []
    for arrival in newest.values():
        came, day = arrival.came.astimezone(UTC), arrival.came.astimezone(COPENHAGEN).date()
        opening = _opening_meant(plan, came, day)
        left = arrival.left.astimezone(UTC) if arrival.left else None
        if left is None or left > now:
            ends = min(opening.ends.astimezone(UTC), came + LONGEST_DUTY) if opening else instant(day + A_DAY, time(0))
            stays.append(Stay(arrival.staff, came, ends))
        elif opening and left >= opening.starts.astimezone(UTC):
            departures.append(Departure(arrival.staff, came, opening.ends.astimezone(UTC), came + LONGEST_DUTY))
    return stays, departures


def _opening_meant(plan: Plan, came: datetime, day: date) -> Opening | None:
    """The opening somebody came in, or came a little too early for."""
    around = merged(plan.shifts(day - A_DAY, day + A_DAY))
    there = next((each for each in around if each.ends.astimezone(UTC) > came), None)
    return there if there and there.starts.astimezone(UTC) <= came + EARLY else None


def _still_held(shifts: Iterator[Shift], departures: Sequence[Departure]) -> Iterator[Shift]:
    """The shifts without those who have left. One that nobody was planned for ends with the last who came to it."""
    for shift in shifts:
        left = {each.staff for each in departures if each.is_from(shift)}
        staff = tuple(who for who in shift.staff if who not in left)
        if not left:
            yield shift
        elif staff:
            yield replace(shift, staff=staff)


def _unsure_days(plan: Plan, today: date, following: Opening | None) -> Iterator[date]:
    last = following.starts.date() if following else today + (DAYS_AHEAD + 1) * A_DAY
    for number in range(1, (last - today).days):
        day = today + number * A_DAY
        if plan.on(day).unsure:
            yield day


def _why_not(missing: Sequence[Missing]) -> Missing:
    strength = {reason: number for number, reason in enumerate(STRONGEST_LAST)}
    nothing = Missing(datetime.min.replace(tzinfo=UTC), Reason.HOURS)
    return max(missing, key=lambda each: strength[each.because], default=nothing)
