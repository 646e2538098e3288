"""What HSDS 3.0 (Open Referral) asks of the objects we write: what must be there, of what type, with which words.

Written down from the published schemas (github.com/openreferral/specification, schema/*.json): the fields that we
use, all that each object requires, formats and code lists. A field that stands here in no object does not exist.
"""

import re
from collections.abc import Iterator
from datetime import date
from uuid import UUID

TEXT, NUMBER = "string", "number"
ID, URI, DATE, CLOCK = "uuid", "uri", "date", "time"
ONE, MANY = "object", "array"

SCHEMAS: dict[str, dict[str, object]] = {
    "service": {
        "id": ID, "organization_id": ID, "name": TEXT, "description": TEXT, "url": URI,
        "status": ("active", "inactive", "defunct", "temporarily closed"), "application_process": TEXT,
        "fees_description": TEXT, "eligibility_description": TEXT, "assured_date": DATE, "alert": TEXT,
        "phones": (MANY, "phone"), "schedules": (MANY, "schedule"),
        "service_at_locations": (MANY, "service_at_location"), "languages": (MANY, "language"),
        "organization": (ONE, "organization"), "funding": (MANY, "funding"), "cost_options": (MANY, "cost_option"),
        "attributes": (MANY, "attribute"),
    },
    "organization": {"id": ID, "name": TEXT, "description": TEXT, "website": URI, "phones": (MANY, "phone")},
    "service_at_location": {"id": ID, "service_id": ID, "location_id": ID, "location": (ONE, "location")},
    "location": {
        "id": ID, "location_type": ("physical", "postal", "virtual"), "name": TEXT, "alternate_name": TEXT,
        "description": TEXT, "transportation": TEXT, "addresses": (MANY, "address"),
        "accessibility": (MANY, "accessibility"),
    },
    "address": {
        "id": ID, "location_id": ID, "address_1": TEXT, "city": TEXT, "state_province": TEXT, "postal_code": TEXT,
        "country": TEXT, "address_type": ("physical", "postal", "virtual"),
    },
    "accessibility": {"id": ID, "location_id": ID, "description": TEXT},
    "phone": {"id": ID, "service_id": ID, "organization_id": ID, "number": TEXT, "type": TEXT},
    "schedule": {
        "id": ID, "service_id": ID, "valid_from": DATE, "valid_to": DATE, "dtstart": DATE, "until": DATE,
        "freq": ("WEEKLY", "MONTHLY"), "interval": NUMBER, "byday": TEXT, "opens_at": CLOCK, "closes_at": CLOCK,
        "schedule_link": URI, "notes": TEXT,
    },
    "language": {"id": ID, "service_id": ID, "name": TEXT, "code": TEXT},
    "cost_option": {"id": ID, "service_id": ID, "amount": NUMBER, "currency": TEXT, "amount_description": TEXT},
    "funding": {"id": ID, "service_id": ID, "source": TEXT},
    "attribute": {
        "id": ID, "link_id": ID, "link_entity": TEXT, "link_type": TEXT, "taxonomy_term_id": ID,
        "taxonomy_term": (ONE, "taxonomy_term"),
    },
    "taxonomy_term": {
        "id": ID, "code": TEXT, "name": TEXT, "description": TEXT, "taxonomy": TEXT, "language": TEXT, "term_uri": URI,
    },
}  # fmt: skip
REQUIRED = {
    "service": ("id", "name", "status"), "organization": ("id", "name", "description"),
    "location": ("id", "location_type"), "phone": ("id", "number"),
    "address": ("id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
    "taxonomy_term": ("id", "name", "description"),
}  # fmt: skip
PAGE = {
    "total_items": int, "total_pages": int, "page_number": int, "size": int, "first_page": bool, "last_page": bool,
    "empty": bool, "contents": list,
}  # fmt: skip


def faults_in(kind: str, thing: object, at: str = "") -> Iterator[str]:
    """What the schema would say against an object, a line each."""
    at = at or kind
    if not isinstance(thing, dict):
        yield f"{at} is no object"
        return
    for name in REQUIRED.get(kind, ("id",)):
        if name not in thing:
            yield f"{at}.{name} is missing"
    for name, value in thing.items():
        asked = SCHEMAS[kind].get(name)
        if asked is None:
            yield f"{at}.{name} is unknown"
        elif isinstance(asked, tuple) and asked[0] == ONE:
            yield from faults_in(asked[1], value, f"{at}.{name}")
        elif isinstance(asked, tuple) and asked[0] == MANY:
            for number, each in enumerate(value):
                yield from faults_in(asked[1], each, f"{at}.{name}[{number}]")
        elif not (value in asked if isinstance(asked, tuple) else _is(asked, value)):
            yield f"{at}.{name} is {value!r}, not {asked}"


def _is(asked: object, value: object) -> bool:
    if asked == NUMBER:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if not isinstance(value, str):
        return False
    readers = {ID: UUID, DATE: date.fromisoformat}
    if asked in readers:
        try:
            readers[asked](value)
        except ValueError:
            return False
    patterns = {URI: r"https?://\S+", CLOCK: r"([01]\d|2[0-3]):[0-5]\d(Z|[+-]\d\d:\d\d)?"}
    return asked not in patterns or bool(re.fullmatch(patterns[asked], value))
