"""When somebody is there by plan: weekly hours, changes, red days and absences put together. Pure.

A *shift* is one span on one day, with the people who come to it; shifts that touch or overlap are one *opening*.
Inside the plan every moment is in UTC: two moments in one zone with two offsets compare wrongly in Python.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from portal.clock import COPENHAGEN
from portal.presence.facts import Absence, Change, ChangeKind, Facts, HolidayPolicy, Reason, Span

A_DAY = timedelta(days=1)
STRONGEST_LAST = (Reason.HOURS, Reason.HOLIDAY, Reason.CHANGED, Reason.MOVED, Reason.ILL)


@dataclass(frozen=True, slots=True)
class Shift:
    """A span on its day, in UTC. `instead_of` are pairs: who cannot come, who comes."""

    starts: datetime
    ends: datetime
    staff: tuple[int, ...]
    because: Reason
    instead_of: tuple[tuple[int, int], ...] = ()

    def holds(self, moment: datetime) -> bool:
        return self.starts <= moment < self.ends


@dataclass(frozen=True, slots=True)
class Missing:
    """A span that the weekly hours or a change promised, and that does not take place. `staff` cannot come."""

    ends: datetime  # UTC
    because: Reason
    staff: tuple[int, ...] = ()
    moved_to: int | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """A stretch of time somebody is there, in Danish time; `staff` are all who come, substitutes in their place.

    Ask `holds` rather than comparing: on the night the clock goes back, Python compares the wall times.
    """

    starts: datetime
    ends: datetime
    staff: tuple[int, ...]
    because: Reason
    instead_of: tuple[tuple[int, int], ...]
    shifts: tuple[Shift, ...]

    def holds(self, moment: datetime) -> bool:
        """Whether it runs at this moment; the end itself is outside."""
        return self.starts.astimezone(UTC) <= moment.astimezone(UTC) < self.ends.astimezone(UTC)


@dataclass(slots=True)
class Day:
    """What begins on a day: what is certain, what is not (a red day nobody has spoken for), and what falls out."""

    shifts: list[Shift] = field(default_factory=list)
    unsure: list[Shift] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)


class Plan:
    """The days of a place from the first to the last given, each worked out when it is asked for."""

    def __init__(self, facts: Facts, first: date, last: date):
        self.facts = facts
        self.changes: dict[date, Change] = {}  # the newest one of each day
        near = (each for each in facts.changes if each.first_day <= last and each.last_day >= first)
        for change in sorted(near, key=lambda change: change.made):
            self.changes |= dict.fromkeys(_days(max(first, change.first_day), min(last, change.last_day)), change)
        self.absences: dict[int, list[Absence]] = defaultdict(list)  # of each member of staff
        for each in facts.absences:
            if each.first_day <= last and each.last_day >= first:
                self.absences[each.staff].append(each)
        self.guests = [Plan(replace(guest, moved_here=()), first, last) for guest in facts.moved_here]
        self._days: dict[date, Day] = {}

    def on(self, day: date) -> Day:
        """What begins on a day, in the order of time."""
        if day not in self._days:
            self._days[day] = self._worked_out(day)
        return self._days[day]

    def shifts(self, first: date, last: date) -> Iterator[Shift]:
        """What certainly begins on these days, in the order of time."""
        for day in _days(first, last):
            yield from self.on(day).shifts

    def _worked_out(self, day: date) -> Day:
        plan, change, usual = Day(), self.changes.get(day), self._usual_on(day)
        kind = change.kind if change else None
        closed, unsure = self._red(day)
        if kind is ChangeKind.CLOSED or kind is ChangeKind.OTHER_HOURS:
            plan.missing += [Missing(ends, Reason.CHANGED) for _, _, ends in _lasting(day, usual)]
        elif closed:
            plan.missing += [Missing(ends, Reason.HOLIDAY) for _, _, ends in _lasting(day, usual)]
        elif kind is None:
            self._add(plan, day, usual, Reason.HOURS, unsure=unsure)
        if change and kind is ChangeKind.OTHER_HOURS:
            self._add(plan, day, change.spans, Reason.CHANGED)
        if change and kind is ChangeKind.MOVED and not closed:
            to = change.moved_to
            plan.missing += [Missing(ends, Reason.MOVED, (), to) for _, _, ends in _lasting(day, usual)]
        for guest in self.guests:
            guest.bring_to(self.facts.place, plan, day, change)
        plan.shifts.sort(key=lambda shift: (shift.starts, shift.ends))
        return plan

    def bring_to(self, place: int, plan: Day, day: date, change: Change | None) -> None:
        """Put the weekly hours that are moved to a place into its day, unless it has been emptied itself since."""
        moved = self.changes.get(day)
        if moved is None or moved.kind is not ChangeKind.MOVED or moved.moved_to != place:
            return
        if change and change.kind is not ChangeKind.OTHER_HOURS and change.made > moved.made:
            return
        closed, unsure = self._red(day)
        if not closed:
            self._add(plan, day, self._usual_on(day), Reason.MOVED, unsure=unsure)

    def _usual_on(self, day: date) -> Sequence[Span]:
        return [rule.span for rule in self.facts.hours if rule.holds_on(day)]

    def _red(self, day: date) -> tuple[bool, bool]:
        """Whether the place is closed because the day is red, and whether nobody knows."""
        facts = self.facts
        if facts.policy is HolidayPolicy.AS_USUAL or day not in facts.holidays:
            return False, False
        if facts.policy is HolidayPolicy.CLOSED:
            return True, False
        is_open = facts.confirmed_days.get(day)
        return is_open is False, is_open is None

    def _add(self, plan: Day, day: date, spans: Iterable[Span], because: Reason, *, unsure: bool = False) -> None:
        for span, starts, ends in _lasting(day, spans):
            pairs = [(who, self._comes_for(who, day)) for who in span.staff] if self.absences else []
            staff = tuple(dict.fromkeys(comes for _, comes in pairs if comes is not None)) if pairs else span.staff
            if span.staff and not staff:
                plan.missing.append(Missing(ends, Reason.ILL, span.staff))
                continue
            instead_of = tuple((who, comes) for who, comes in pairs if comes is not None and comes != who)
            shift = Shift(starts, ends, staff, Reason.ILL if instead_of else because, instead_of)
            (plan.unsure if unsure else plan.shifts).append(shift)

    def _comes_for(self, who: int, day: date) -> int | None:
        """Who comes: she herself, her substitute, or the substitute of a substitute who cannot come either."""
        asked: set[int] = set()
        comes: int | None = who
        while comes is not None and comes not in asked:
            asked.add(comes)
            away = [each for each in self.absences.get(comes, ()) if each.first_day <= day <= each.last_day]
            if not away:
                return comes
            comes = max(away, key=lambda absence: absence.made).substitute
        return None


def openings(facts: Facts, first: date, last: date) -> list[Opening]:
    """The openings made of what begins from the first to the last of these days, both included, in order."""
    return list(merged(Plan(facts, first, last).shifts(first, last)))


def merged(shifts: Iterable[Shift]) -> Iterator[Opening]:
    """Shifts in the order of time as openings: what touches or overlaps is one, so that "until" is honest."""
    together: list[Shift] = []
    ends: datetime | None = None
    for shift in shifts:
        if ends is not None and shift.starts > ends:
            yield _opening(together)
            together, ends = [], None
        together.append(shift)
        ends = shift.ends if ends is None else max(ends, shift.ends)
    if together:
        yield _opening(together)


def strongest(reasons: Iterable[Reason]) -> Reason:
    """The reason that is worth telling."""
    return max(reasons, key=STRONGEST_LAST.index)


def instant(day: date, at: time, *, ends: bool = False) -> datetime:
    """A time on the wall as a moment in UTC.

    A time that does not exist (spring) is as much later as the clock is moved: 2.30 is 3.30, as RFC 5545 § 3.3.5
    has it. Of a time that comes twice (autumn) something starts at the first and ends at the second, whatever `fold`
    the time was read with.
    """
    on_the_wall = datetime.combine(day, at.replace(fold=0), COPENHAGEN)
    first = on_the_wall.astimezone(UTC)
    return max(first, on_the_wall.replace(fold=1).astimezone(UTC)) if ends else first


def _days(first: date, last: date) -> Iterator[date]:
    return (first + number * A_DAY for number in range((last - first).days + 1))


def _lasting(day: date, spans: Iterable[Span]) -> Iterator[tuple[Span, datetime, datetime]]:
    """Spans with their moments in UTC, without those that lie wholly in the hour that does not exist."""
    for span in spans:
        starts = instant(day, span.starts)
        ends = instant(day if span.ends > span.starts else day + A_DAY, span.ends, ends=True)
        if starts < ends:
            yield span, starts, ends


def _opening(shifts: Sequence[Shift]) -> Opening:
    return Opening(
        starts=shifts[0].starts.astimezone(COPENHAGEN),
        ends=max(shift.ends for shift in shifts).astimezone(COPENHAGEN),
        staff=tuple(dict.fromkeys(who for shift in shifts for who in shift.staff)),
        because=strongest(shift.because for shift in shifts),
        instead_of=tuple(dict.fromkeys(pair for shift in shifts for pair in shift.instead_of)),
        shifts=tuple(shifts),
    )
