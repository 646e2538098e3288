"""The places' hours in schema.org's words (JSON-LD), for search engines and maps. Pure.

schema.org knows weeks that are all alike and days that are different. So what holds every week is an
`openingHoursSpecification`, and every day on which the plan says something else – a red day, a change, every other
Friday – stands whole in `specialOpeningHoursSpecification`. Closed is "00:00" to "00:00", as Google reads it; a day
nobody has spoken for has no times at all, and says so.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from portal.presence.facts import WeeklyHours
from portal.presence.openings import A_DAY, Plan, instant, merged
from portal.presence.queries import Known
from portal.refusal import N_

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MIDNIGHT = "00:00"
NOT_KNOWN = N_("Vi ved det ikke endnu.")

Node = dict[str, object]


def opening_hours(places: Iterable[Known], first: date, last: date, *, address: str, telephone: str) -> Node:
    """The places and their hours from the first to the last day. `address` begins their names."""
    graph = [_place(each, first, last, f"{address}/skilt/{each.slug}", telephone) for each in places]
    return {"@context": "https://schema.org", "@graph": graph}


def _place(place: Known, first: date, last: date, url: str, telephone: str) -> Node:
    weekly = [rule for rule in place.facts.hours if rule.every == 1]
    found: Node = {"@type": "Place", "@id": url, "url": url, "name": place.name, "telephone": telephone}
    if place.address:
        found["address"] = {"@type": "PostalAddress", "streetAddress": place.address, "addressCountry": "DK"}
    found["openingHoursSpecification"] = [
        _specification(
            max(rule.valid_from, first), min(rule.valid_to or last, last), f"{rule.starts:%H:%M}", f"{rule.ends:%H:%M}",
            dayOfWeek=f"https://schema.org/{DAYS[rule.weekday]}",
        )
        for rule in weekly
        if rule.valid_from <= last and (rule.valid_to is None or rule.valid_to >= first)
    ]  # fmt: skip
    found["specialOpeningHoursSpecification"] = list(_special(place, weekly, first, last))
    return found


def _special(place: Known, weekly: Sequence[WeeklyHours], first: date, last: date) -> Iterator[Node]:
    plan = Plan(place.facts, first, last)
    for number in range((last - first).days + 1):
        day = first + number * A_DAY
        that_day = plan.on(day)
        held = {(shift.starts, shift.ends) for shift in that_day.shifts}
        if held == {_times(rule, day) for rule in weekly if rule.holds_on(day)} and not that_day.unsure:
            continue
        if that_day.unsure and not held:
            yield {**_specification(day, day), "description": NOT_KNOWN}
        elif not held:
            yield _specification(day, day, MIDNIGHT, MIDNIGHT)
        for opening in merged(that_day.shifts):
            yield _specification(day, day, f"{opening.starts:%H:%M}", f"{opening.ends:%H:%M}")


def _times(rule: WeeklyHours, day: date) -> tuple[datetime, datetime]:
    closes = day if rule.ends > rule.starts else day + A_DAY
    return instant(day, rule.starts), instant(closes, rule.ends, ends=True)


def _specification(first: date, last: date, opens: str = "", closes: str = "", **more: str) -> Node:
    times = {"opens": opens, "closes": closes} if opens else {}
    return {"@type": "OpeningHoursSpecification", **more, **times, "validFrom": f"{first}", "validThrough": f"{last}"}
