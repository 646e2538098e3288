"""An activity in schema.org's words (JSON-LD), for search engines. Pure.

What is once is an `Event`, what comes back is an `EventSeries` with a `Schedule` for each rule. Every day that is
otherwise is an `Event` of its own in the series, cancelled or on another day; so is the next one. What has no time –
a visit at home, a telephone – is a `Service`.
"""

from collections.abc import Iterator
from datetime import date

from portal.activities.models import Organiser, Venue
from portal.activities.recurrence import Every, Occurrence, Rule
from portal.activities.rules import Audience, Known
from portal.feeds.activities_reading import Entry
from portal.feeds.activities_series import DAYS, first_day, is_otherwise, on_the_wall, repeats, series_of
from portal.feeds.activities_words import ACCESS, AUDIENCES, INTERESTS, facts_of, lines_of, place_of
from portal.feeds.hours_reading import Year
from portal.feeds.opening_hours import DAYS as DAY_NAMES
from portal.feeds.opening_hours import Node
from portal.red_days import red_days

CONTEXT = "https://schema.org"


def linked_data(entry: Entry, year: Year, today: date, *, address: str) -> Node:
    """The activity from today to the end of the year. `address` begins its name."""
    url = f"{address}/aktiviteter/{entry.activity.code}"
    about = _about(entry, url)
    coming = entry.happenings(today, year.last)
    if not entry.rules:
        more = {"provider": _organiser(entry.organiser, entry.phone), "serviceType": INTERESTS[entry.activity.interest]}
        return {"@context": CONTEXT, "@type": "Service", **about, **more}
    about |= {"organizer": _organiser(entry.organiser, entry.phone), "inLanguage": "da"}
    about |= {"keywords": INTERESTS[entry.activity.interest]}
    if entry.activity.kroner is not None:
        about["isAccessibleForFree"] = entry.activity.price.is_free
    if entry.activity.capacity:
        about["maximumAttendeeCapacity"] = entry.activity.capacity
    if entry.venue:
        about["location"] = _place(entry.venue)
        about["eventAttendanceMode"] = f"{CONTEXT}/OfflineEventAttendanceMode"
    rules = {rule.id: rule for rule in entry.rules}
    if all(rule.every is Every.ONCE for rule in entry.rules) and len(coming) == 1:
        return {"@context": CONTEXT, "@type": "Event", **about, **_when(coming[0], rules)}
    return {
        "@context": CONTEXT, "@type": "EventSeries", **about,
        "eventStatus": f"{CONTEXT}/EventScheduled",
        "startDate": f"{min(map(first_day, entry.rules))}",
        "eventSchedule": list(_schedules(entry, year)),
        "subEvent": [
            {
                "@type": "Event", "@id": f"{url}#{each.rule_id}-{each.day}", "url": url, "name": entry.activity.title,
                "superEvent": {"@id": url}, **_place_of(entry), **_when(each, rules),
            }
            for each in _worth_telling(coming, rules)
        ],
    }  # fmt: skip


def _about(entry: Entry, url: str) -> Node:
    activity = entry.activity
    found: Node = {
        "@id": url, "url": url, "identifier": activity.code, "name": activity.title, "description": lines_of(entry),
    }  # fmt: skip
    if activity.audience is not Audience.EVERYBODY:
        found["audience"] = {"@type": "PeopleAudience", "audienceType": AUDIENCES[activity.audience]}
    if activity.kroner is not None:
        offer: Node = {"@type": "Offer", "price": activity.kroner, "priceCurrency": "DKK", "url": url}
        found["offers"] = offer | ({"description": activity.price_note} if activity.price_note else {})
    return found


def _organiser(organiser: Organiser, phone: str | None) -> Node:
    found: Node = {"@type": "Organization", "name": organiser.name}
    found |= {"telephone": phone} if phone else {}
    return found | ({"url": organiser.website} if organiser.website else {})


def _place(venue: Venue) -> Node:
    found: Node = {
        "@type": "Place", "name": venue.name,
        "address": {
            "@type": "PostalAddress", "addressLocality": venue.area, "addressCountry": "DK",
            **({"streetAddress": venue.address} if venue.address else {}),
        },
        "amenityFeature": [
            {"@type": "LocationFeatureSpecification", "name": ACCESS[fact], "value": known is Known.YES}
            for fact, known in facts_of(venue)
            if known is not Known.UNKNOWN
        ],
    }  # fmt: skip
    return found | ({"description": venue.landmark} if venue.landmark else {})


def _place_of(entry: Entry) -> Node:
    """Where a day of a series is: each event says it, for readers that look at one alone."""
    venue = entry.venue
    return {"location": {"@type": "Place", "name": venue.name, "address": place_of(venue)}} if venue else {}


def _when(each: Occurrence, rules: dict[int, Rule]) -> Node:
    found: Node = {
        "startDate": on_the_wall(each.on, each.starts).isoformat(),
        "endDate": on_the_wall(each.on, each.ends).isoformat(),
    }  # fmt: skip
    if each.is_cancelled:
        found["eventStatus"] = f"{CONTEXT}/EventCancelled"
    elif is_otherwise(each, rules[each.rule_id]):
        found["eventStatus"] = f"{CONTEXT}/EventRescheduled"
        found["previousStartDate"] = on_the_wall(each.day, rules[each.rule_id].starts).isoformat()
    else:
        found["eventStatus"] = f"{CONTEXT}/EventScheduled"
    return found | ({"description": each.because} if each.because else {})


def _worth_telling(coming: list[Occurrence], rules: dict[int, Rule]) -> Iterator[Occurrence]:
    """The next one that happens, everything that is once, and every day that is otherwise."""
    following = next((each for each in coming if not each.is_cancelled), None)
    for each in coming:
        rule = rules[each.rule_id]
        if each is following or rule.every is Every.ONCE or is_otherwise(each, rule):
            yield each


def _schedules(entry: Entry, year: Year) -> Iterator[Node]:
    """Each rule of the year; the days that fall out, and those told as events of their own, are its exceptions."""
    red = red_days(year.first, year.last)
    for rule in entry.rules:
        changes = [each for each in entry.changes if each.rule_id == rule.id]
        series = series_of(rule, changes, red=red, first=year.first, last=year.last)
        if series is None or series.days is None:
            continue
        by = repeats(rule)
        weekly = rule.every is Every.WEEK
        found: Node = {
            "@type": "Schedule",
            "repeatFrequency": f"P{by['interval']}{'W' if weekly else 'M'}",
            "byDay": f"{CONTEXT}/{DAY_NAMES[DAYS.index(str(by['byday']))]}" if weekly else by["byday"],
            "startDate": f"{series.days[0]}",
            "startTime": f"{rule.starts:%H:%M}", "endTime": f"{rule.ends:%H:%M}",
            "scheduleTimezone": "Europe/Copenhagen",
            "exceptDate": [f"{day}" for day in sorted([*series.without, *(each.day for each in series.otherwise)])],
        }  # fmt: skip
        yield found | ({"endDate": f"{rule.last}"} if rule.last else {})
