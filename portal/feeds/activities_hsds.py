"""The catalogue as Open Referral has it (HSDS 3.0): a page of services, each whole. Pure.

HSDS cannot say that one day is otherwise, so the service's `alert` does. It wants an offset with every time, and
Danish times have two; they are times of the wall, and each schedule says so. Of an address we know a street and a
part of town: what it wants besides and we do not know is empty. Nobody's e-mail address is in it.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from portal.activities.asked import SLUG_OF
from portal.activities.models import Organiser, Venue
from portal.activities.recurrence import Rule
from portal.activities.rules import Interest, Known
from portal.feeds.activities_reading import Entry
from portal.feeds.activities_series import first_day, is_otherwise, repeats
from portal.feeds.activities_words import (
    ACCESS,
    AUDIENCES,
    INTERESTS,
    JOININGS,
    KNOWN,
    facts_of,
    lines_of,
    news_of,
    price_of,
)
from portal.feeds.hours_reading import Year
from portal.feeds.opening_hours import Node

TAXONOMY = "Aktivitetsoverblikket"
DANISH_TIME = "Tiderne er dansk tid, Europe/Copenhagen."
NOT_ON_RED_DAYS = "Ikke på helligdage."


def services(entries: Iterable[Entry], year: Year, today: date, *, address: str) -> Iterator[bytes]:
    """The page, service by service. `address` begins every link and gives everything its name for ever."""
    yield b'{"contents": ['
    number = 0
    for number, entry in enumerate(entries, start=1):
        made = json.dumps(_service(entry, year, today, address), ensure_ascii=False)
        yield f"{',' if number > 1 else ''}\n{made}".encode()
    pages: Node = {
        "total_items": number, "total_pages": 1, "page_number": 1, "size": number, "first_page": True,
        "last_page": True, "empty": not number,
    }  # fmt: skip
    yield f"\n], {json.dumps(pages)[1:]}\n".encode()


def _id(address: str, *names: object) -> str:
    return str(uuid5(NAMESPACE_URL, "/".join([address, "hsds", *map(str, names)])))


def _service(entry: Entry, year: Year, today: date, address: str) -> Node:
    activity, code = entry.activity, entry.activity.code
    me = _id(address, "service", code)
    url = f"{address}/aktiviteter/{code}"
    found: Node = {
        "id": me, "name": activity.title, "status": "active", "description": lines_of(entry), "url": url,
        "organization_id": _id(address, "organization", entry.organiser.slug),
        "organization": _organization(entry.organiser, address),
        "eligibility_description": AUDIENCES[activity.audience],
        "application_process": JOININGS[activity.joining],
        "phones": _phones(entry.phone, address, "service", code, service_id=me),
        "schedules": [_schedule(rule, address, service_id=me, link=url) for rule in entry.rules],
        "languages": [{"id": _id(address, "language", code), "service_id": me, "name": "Dansk", "code": "da"}],
        "attributes": [
            {
                "id": _id(address, "attribute", code), "link_id": me, "link_entity": "service",
                "link_type": "interest", "taxonomy_term_id": _id(address, "term", activity.interest.value),
                "taxonomy_term": _term(activity.interest, address),
            },
        ],
    }  # fmt: skip
    if activity.confirmed_on:
        found["assured_date"] = f"{activity.confirmed_on}"
    if price_of(entry):
        found["fees_description"] = price_of(entry)
    if activity.kroner is not None:
        found["cost_options"] = [
            {
                "id": _id(address, "cost", code), "service_id": me, "amount": activity.kroner, "currency": "DKK",
                "amount_description": price_of(entry),
            },
        ]  # fmt: skip
    if activity.funding:
        found["funding"] = [{"id": _id(address, "funding", code), "service_id": me, "source": activity.funding}]
    if entry.venue:
        found["service_at_locations"] = [
            {
                "id": _id(address, "service_at_location", code, entry.venue.slug), "service_id": me,
                "location_id": _id(address, "location", entry.venue.slug), "location": _location(entry.venue, address),
            },
        ]  # fmt: skip
    news = _news(entry, year, today)
    return found | ({"alert": news} if news else {})


def _news(entry: Entry, year: Year, today: date) -> str:
    rules = {rule.id: rule for rule in entry.rules}
    coming = entry.happenings(today, year.last)
    return " ".join(news_of(each, today) for each in coming if is_otherwise(each, rules[each.rule_id]))


def _organization(organiser: Organiser, address: str) -> Node:
    me = _id(address, "organization", organiser.slug)
    found: Node = {
        "id": me, "name": organiser.name, "description": f"{organiser.name} holder aktiviteter.",
        "phones": _phones(organiser.phone, address, "organization", organiser.slug, organization_id=me),
    }  # fmt: skip
    return found | ({"website": organiser.website} if organiser.website else {})


def _phones(number: str | None, address: str, *names: str, **whose: str) -> list[Node]:
    return [{"id": _id(address, "phone", *names), "number": number, "type": "voice", **whose}] if number else []


def _location(venue: Venue, address: str) -> Node:
    me = _id(address, "location", venue.slug)
    found: Node = {
        "id": me, "location_type": "physical", "name": venue.name, "alternate_name": venue.where,
        "accessibility": [
            {
                "id": _id(address, "accessibility", venue.slug, fact.value), "location_id": me,
                "description": f"{ACCESS[fact]}: {KNOWN[known]}",
            }
            for fact, known in facts_of(venue)
            if known is not Known.UNKNOWN
        ],
        "addresses": [
            {
                "id": _id(address, "address", venue.slug), "location_id": me, "address_1": venue.address,
                "city": venue.area, "state_province": "", "postal_code": "", "country": "DK",
                "address_type": "physical",
            },
        ],
        "transportation": " ".join(str(sentence) for sentence, _picture in venue.ways),
    }  # fmt: skip
    return found | ({"description": venue.landmark} if venue.landmark else {})


def _schedule(rule: Rule, address: str, *, service_id: str, link: str) -> Node:
    last = rule.last if repeats(rule) else rule.first
    until = {"valid_to": f"{last}", "until": f"{last}"} if last else {}
    return {
        "id": _id(address, "schedule", service_id, rule.id), "service_id": service_id, **repeats(rule),
        "valid_from": f"{rule.first}", "dtstart": f"{first_day(rule)}", **until,
        "opens_at": f"{rule.starts:%H:%M}", "closes_at": f"{rule.ends:%H:%M}", "schedule_link": link,
        "notes": DANISH_TIME if rule.on_red_days or not repeats(rule) else f"{DANISH_TIME} {NOT_ON_RED_DAYS}",
    }  # fmt: skip


def _term(interest: Interest, address: str) -> Node:
    return {
        "id": _id(address, "term", interest.value), "code": SLUG_OF[interest], "name": INTERESTS[interest],
        "description": INTERESTS[interest], "taxonomy": TAXONOMY, "language": "da",
        "term_uri": f"{address}/aktiviteter?interesse={SLUG_OF[interest]}",
    }  # fmt: skip
