"""Who is here, told a second time and slowly: minute by minute, with nothing clever, to hold the quick answer against.

It shares no code with the rules. A day is a list of its minutes, found by walking through it with a Danish clock; a
span is the minutes from the one it starts with to the one it ends before. What is true of a minute is looked up.
"""

from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DANISH = ZoneInfo("Europe/Copenhagen")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
STRONGEST_FIRST = ("ill", "moved", "changed", "holiday", "hours")


@lru_cache(maxsize=400)
def clock_of(day):
    """Every minute of a Danish day, and what the clock on the wall shows: {(hour, minute): [one minute, or two]}."""
    shown = {}
    minute = datetime(day.year, day.month, day.day, tzinfo=UTC) - 2 * HOUR
    for _ in range(27 * 60):
        wall = minute.astimezone(DANISH)
        if wall.date() == day:
            shown.setdefault((wall.hour, wall.minute), []).append(minute)
        minute += MINUTE
    return shown


def danish_day(minute):
    return minute.astimezone(DANISH).date()


def first_minute(day, at):
    shown = clock_of(day)
    return shown[at.hour, at.minute][0] if (at.hour, at.minute) in shown else shown[at.hour + 1, at.minute][0]


def last_minute(day, at):
    shown = clock_of(day)
    return shown[at.hour, at.minute][-1] if (at.hour, at.minute) in shown else shown[at.hour + 1, at.minute][-1]


def weeks_apart(day, anchor):
    """How many Mondays one passes from the anchor's week to the day's, walking."""
    step = 1 if day >= anchor else -1
    walker, mondays = anchor, 0
    while walker != day:
        if step < 0 and walker.weekday() == 0:
            mondays += 1
        walker += step * DAY
        if step > 0 and walker.weekday() == 0:
            mondays += 1
    return mondays


class Slowly:
    """One place as it was known at one moment."""

    def __init__(self, facts, moment):
        self.facts, self.now = facts, moment.astimezone(UTC)
        self.today = danish_day(self.now)
        self.days = {}
        self.newest = {}
        for arrival in sorted(facts.arrivals, key=lambda each: each.came.astimezone(UTC)):
            if arrival.came.astimezone(UTC) <= self.now:
                self.newest[arrival.staff] = arrival
        self.gone, self.present = self.departures_and_stays()

    # What begins on a day: (kind, first minute, minute after the last, staff, reason, moved_to), kind one of
    # "sure", "unsure" and "missing".

    def begins_on(self, day):
        if day not in self.days:
            self.days[day] = [each for each in (*self.own(day), *self.brought(day)) if each[1] < each[2]]
        return self.days[day]

    def change(self, facts, day):
        there = [each for each in facts.changes if each.first_day <= day <= each.last_day]
        return sorted(there, key=lambda each: each.made)[-1] if there else None

    def weekly(self, facts, day):
        return [
            rule
            for rule in facts.hours
            if rule.weekday == day.weekday()
            and rule.valid_from <= day
            and (rule.valid_to is None or day <= rule.valid_to)
            and weeks_apart(day, rule.anchor) % rule.every == 0
        ]

    def red(self, facts, day):
        if day not in facts.holidays or facts.policy.value == "as usual":
            return "no"
        if facts.policy.value == "closed":
            return "closed"
        if day not in facts.confirmed_days:
            return "unsure"
        return "no" if facts.confirmed_days[day] else "closed"

    def own(self, day):
        facts, change = self.facts, self.change(self.facts, day)
        kind, red = change.kind.value if change else None, self.red(self.facts, day)
        for rule in self.weekly(facts, day):
            if kind in ("closed", "other hours"):
                yield self.item("missing", day, rule, "changed")
            elif red == "closed":
                yield self.item("missing", day, rule, "holiday")
            elif kind == "moved":
                yield self.item("missing", day, rule, "moved", change.moved_to)
            else:
                yield self.held(facts, day, rule, "hours", red)
        if kind == "other hours":
            for span in change.spans:
                yield self.held(facts, day, span, "changed", "no")

    def brought(self, day):
        mine = self.change(self.facts, day)
        for guest in self.facts.moved_here:
            change, red = self.change(guest, day), self.red(guest, day)
            if not change or change.kind.value != "moved" or change.moved_to != self.facts.place or red == "closed":
                continue
            if mine and mine.kind.value in ("closed", "moved") and mine.made > change.made:
                continue
            for rule in self.weekly(guest, day):
                yield self.held(guest, day, rule, "moved", red)

    def held(self, facts, day, span, reason, red):
        coming = []
        for who in span.staff:
            comes = self.who_comes(facts, who, day)
            if comes is not None and comes != who:
                reason = "ill"
            if comes is not None and comes not in coming:
                coming.append(comes)
        if span.staff and not coming:
            return self.item("missing", day, span, "ill", staff=span.staff)
        return self.item("unsure" if red == "unsure" else "sure", day, span, reason, staff=tuple(coming))

    def who_comes(self, facts, who, day):
        for _ in range(50):  # more substitutes than anybody has: they point at each other, and nobody comes
            away = [each for each in facts.absences if each.staff == who and each.first_day <= day <= each.last_day]
            if not away:
                return who
            who = sorted(away, key=lambda each: each.made)[-1].substitute
            if who is None:
                return None
        return None

    def item(self, kind, day, span, reason, moved_to=None, staff=()):
        ends_on = day + DAY if (span.ends.hour, span.ends.minute) <= (span.starts.hour, span.starts.minute) else day
        return kind, first_minute(day, span.starts), last_minute(ends_on, span.ends), staff, reason, moved_to

    # What is true of a minute. `since` leaves out what began before a day.

    def items(self, minute, kind, since=None):
        day = danish_day(minute)
        return [
            each
            for begun in (day - DAY, day)
            if since is None or begun >= since
            for each in self.begins_on(begun)
            if each[0] == kind and each[1] <= minute < each[2]
        ]

    def opening_around(self, arrival):
        """The minutes, from when somebody came until the end, of the opening they came in or a little early for."""
        came = arrival.came.astimezone(UTC)
        for early in range(61):
            if self.items(came + early * MINUTE, "sure"):
                minute = anchor = came + early * MINUTE
                while self.items(minute, "sure") and minute < came + 48 * HOUR:
                    minute += MINUTE
                return anchor, minute
        return None

    def departures_and_stays(self):
        gone, present = [], []
        for arrival in self.newest.values():
            came = arrival.came.astimezone(UTC)
            if came <= self.now - 48 * HOUR:
                continue
            opening = self.opening_around(arrival)
            left = arrival.left.astimezone(UTC) if arrival.left else None
            if left is None or left > self.now:
                day_ends = first_minute(danish_day(came) + DAY, time(0))
                present.append((arrival.staff, came, min(opening[1], came + 16 * HOUR) if opening else day_ends))
            elif opening and left >= opening[0]:
                gone.append((arrival.staff, came, *opening))
        return gone, present

    def left(self, item):
        """Who has left this: it runs or begins in the opening they came to, less than sixteen hours after."""
        _, starts, ends, *_ = item
        return {
            who
            for who, came, anchor, over in self.gone
            if ends > anchor and starts <= over and starts < came + 16 * HOUR
        }

    def live(self, minute, since=None):
        """The planned items of a minute with those who have not left them; without anybody, it is not held."""
        found = []
        for item in self.items(minute, "sure", since):
            left = self.left(item)
            staff = [who for who in item[3] if who not in left]
            if staff or not left:
                found.append((staff, item[4]))
        return found

    def stays(self, minute):
        return [who for who, came, until in self.present if came <= minute < until]

    # The answer, as a dictionary of plain values.

    def answer(self):
        said = [(each.when, each.who) for each in self.facts.checks]
        said += [(each.came, each.staff) for each in self.facts.arrivals]
        said += [(each.left, each.staff) for each in self.facts.arrivals if each.left]
        before = [when.astimezone(UTC) for when, _ in said if when.astimezone(UTC) <= self.now]
        if not before:
            return {"state": "unknown", "reason": "never checked"}
        if self.now - max(before) >= self.facts.fresh_for:
            return {"state": "unknown", "reason": "stale"}
        yesterday = self.today - DAY
        planned, stays = self.live(self.now, yesterday), self.stays(self.now)
        if planned or stays:
            return self.here(planned, stays, yesterday)
        if self.items(self.now, "unsure") or any(each[0] == "unsure" for each in self.begins_on(self.today)):
            return {"state": "unknown", "reason": "holiday unsure"}
        return self.not_here()

    def here(self, planned, stays, yesterday):
        until = self.now
        while self.live(until) or self.stays(until):
            until += MINUTE
        return {
            "state": "here",
            "reason": "arrived" if stays else None,
            "until": until,
            "staff": {who for staff, _ in planned for who in staff} | set(stays),
            "opening": self.opening(self.now, yesterday) if planned else None,
        }

    def not_here(self):
        minute, has_left = self.now, bool(self.items(self.now, "sure"))
        unsure = []
        while danish_day(minute) <= self.today + 60 * DAY and not self.live(minute):
            day = danish_day(minute)
            if day > self.today and day not in unsure and any(each[0] == "unsure" for each in self.begins_on(day)):
                unsure.append(day)
            while not any(self.begins_on(day - DAY) + self.begins_on(day)) and day <= self.today + 60 * DAY:
                day += DAY
            minute = minute + MINUTE if day == danish_day(minute) else first_minute(day, time(0))
        opening = self.opening(minute, self.today) if self.live(minute) else None
        if opening and opening[0] == self.today:
            return {"state": "comes", "opening": opening, "reason": "left" if has_left else opening[4]}
        missing = [
            each
            for day in (self.today - DAY, self.today)
            for each in self.begins_on(day)
            if each[0] == "missing" and each[2] > self.now
        ]
        reasons = [reason for reason in STRONGEST_FIRST if reason in [each[4] for each in missing]] or ["hours"]
        return {
            "state": "not today",
            "opening": opening,
            "reason": "left" if has_left else reasons[0],
            "unsure_days": [day for day in unsure if opening is None or day < opening[0]],
        }

    def opening(self, minute, since):
        """The opening around a minute: its day, first minute, end, people and strongest reason."""
        starts = ends = minute
        while self.live(starts - MINUTE, since):
            starts -= MINUTE
        while self.live(ends) and danish_day(ends) <= self.today + 62 * DAY:
            ends += MINUTE
        items, inside = [], starts
        while inside < ends:
            items += self.live(inside, since)
            inside += MINUTE
        reason = next(each for each in STRONGEST_FIRST if each in [reason for _, reason in items])
        return danish_day(starts), starts, ends, {who for staff, _ in items for who in staff}, reason
