"""The catalogue as it starts: who offers what, where and when, in content/activities.

`organisers.toml` and `venues.toml` say who and where, and one file for each interest says what.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from portal.content.demo_places import FIRST_WEEK, WEEKDAYS
from portal.content.lines import TemplateLine
from portal.content.reading import complain, read_document

INTERESTS = (
    "together", "food", "move", "out", "music", "hands", "games", "culture", "learn", "health", "help", "home",
)  # fmt: skip
AUDIENCES = ("everybody", "older", "residents", "men", "women", "alone", "vulnerable", "relatives")
JOININGS = ("open", "phone", "web", "referred")
STANDINGS = ("draft", "published", "ended")
ACCESS = ("step free", "lift", "toilet", "hearing loop", "parking", "bus", "seats", "quiet")
EVERY = ("once", "week", "month")
MOST_LINES = 8
LONGEST_CODE = 3


@dataclass(frozen=True)
class CatalogueOrganiser:
    """Who offers activities. `demo = false` is for those who are there in real life."""

    slug: str
    name: str
    phone: str = ""
    email: str = ""
    website: str = ""
    demo: bool = True


@dataclass(frozen=True)
class CatalogueVenue:
    """A place. What stands neither in `yes` nor in `no`, nobody knows."""

    slug: str
    name: str
    where: str
    area: str
    address: str = ""
    landmark: str = ""
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    ways: tuple[TemplateLine, ...] = ()


@dataclass(frozen=True)
class CatalogueRule:
    """When something is. `begin` and `end` are times as "16:30".

    The season is written as days of the calendar (`first`, `last`) or as a number of days from today (`from_days`,
    `to_days`). Something that is once is on the first `weekday` from then on.
    """

    every: str
    begin: str
    end: str
    weekday: str = WEEKDAYS[0]
    step: int = 1
    which: int = 1
    first: date | None = None
    from_days: int | None = None
    last: date | None = None
    to_days: int | None = None
    on_red_days: bool = False

    @property
    def starts(self) -> time:
        return time.fromisoformat(self.begin)

    @property
    def ends(self) -> time:
        return time.fromisoformat(self.end)

    @property
    def since(self) -> date:
        """The first day, where it is a day of the calendar."""
        return self.first or FIRST_WEEK


@dataclass(frozen=True)
class CatalogueChange:
    """One day is otherwise: `days` after the first day ahead. Without `moved_days` and a new time it is cancelled."""

    days: int
    because: str
    rule: int = 1  # the first, the second …
    moved_days: int = 0
    begin: str = ""
    end: str = ""

    @property
    def starts(self) -> time | None:
        return time.fromisoformat(self.begin) if self.begin else None

    @property
    def ends(self) -> time | None:
        return time.fromisoformat(self.end) if self.end else None

    @property
    def is_cancelled(self) -> bool:
        return not (self.moved_days or self.begin)


@dataclass(frozen=True)
class CatalogueActivity:
    """Something that goes on. `ordinary` are paragraphs of usual text. No `kroner`: nobody knows what it costs.

    `confirmed_days` ago somebody said that it is true. A `code` is written where a printed paper already has it.
    """

    slug: str
    title: str
    picture: str
    lines: tuple[TemplateLine, ...]
    ordinary: tuple[str, ...]
    organiser: str
    code: str = ""
    audience: str = "everybody"
    venue: str = ""
    phone: str = ""
    kroner: int | None = None
    price_note: str = ""
    joining: str = "open"
    capacity: int | None = None
    companion: bool = False
    transport: bool = False
    wants_helpers: bool = False
    law: str = ""
    law_from: date | None = None
    funding: str = ""
    rules: tuple[CatalogueRule, ...] = ()
    changes: tuple[CatalogueChange, ...] = ()
    confirmed_days: int = 20
    standing: str = "published"
    demo: bool = True


@dataclass(frozen=True)
class CatalogueInterest:
    """Everything of one interest. `name` is what people say for it, so that it can be searched for."""

    key: str
    name: str
    activities: tuple[CatalogueActivity, ...]


@dataclass(frozen=True)
class Catalogue:
    """All there is."""

    organisers: tuple[CatalogueOrganiser, ...]
    venues: tuple[CatalogueVenue, ...]
    interests: tuple[CatalogueInterest, ...]


@dataclass(frozen=True)
class _OrganisersFile:
    organisers: tuple[CatalogueOrganiser, ...]


@dataclass(frozen=True)
class _VenuesFile:
    venues: tuple[CatalogueVenue, ...]


def read_catalogue(folder: Path, picture_keys: Collection[str]) -> Catalogue:
    """The catalogue, interests in the order of `INTERESTS`. Raises `ContentError` with a sentence for each fault."""
    faults = [
        f"{folder.name}/{path.name}: {path.stem} is no interest; use one of {', '.join(INTERESTS)}."
        for path in sorted(folder.glob("*.toml"))
        if path.stem not in (*INTERESTS, "organisers", "venues")
    ]
    places = {"picture": picture_keys, "yes": ACCESS, "no": ACCESS}
    organisers = read_document(folder / "organisers.toml", _OrganisersFile, faults)
    venues = read_document(folder / "venues.toml", _VenuesFile, faults, places)
    if not (organisers and venues):
        complain(faults)
    assert organisers and venues  # a document is missing only together with a fault
    choices = {
        "picture": picture_keys, "organiser": [each.slug for each in organisers.organisers],
        "venue": [each.slug for each in venues.venues], "audience": AUDIENCES, "joining": JOININGS,
        "standing": STANDINGS, "every": EVERY, "weekday": WEEKDAYS,
    }  # fmt: skip
    read = [read_document(folder / f"{key}.toml", CatalogueInterest, faults, choices, key=key) for key in INTERESTS]
    found = [each for each in read if each]
    faults += _faults_in_venues(f"{folder.name}/venues.toml", venues.venues)
    for interest in found:
        for activity in interest.activities:
            at = f"{folder.name}/{interest.key}.toml: activities[{activity.slug}]"
            faults += _faults_in(at, activity)
    faults += _twice(folder.name, found)
    complain(faults)
    return Catalogue(organisers.organisers, venues.venues, tuple(found))


def _faults_in_venues(file: str, venues: Iterable[CatalogueVenue]) -> Iterable[str]:
    for venue in venues:
        for fact in sorted({*venue.yes} & {*venue.no}):
            yield f'{file}: venues[{venue.slug}] says yes and no to "{fact}"; keep one of them.'


def _faults_in(at: str, activity: CatalogueActivity) -> Iterable[str]:
    if not 1 <= len(activity.lines) <= MOST_LINES:
        yield f"{at}.lines has {len(activity.lines)} lines; write 1 to {MOST_LINES}."
    if activity.code and len(activity.code) != LONGEST_CODE:
        yield f'{at}.code is "{activity.code}"; write a letter and two figures.'
    if activity.law_from and not activity.law:
        yield f"{at}.law_from has no law; write the law too."
    for number, rule in enumerate(activity.rules, start=1):
        yield from _faults_in_times(f"{at}.rules[{number}]", rule.begin, rule.end)
        if rule.first and rule.from_days is not None or rule.last and rule.to_days is not None:
            yield f"{at}.rules[{number}] has a day and a number of days for the same thing; keep one of them."
    for number, change in enumerate(activity.changes, start=1):
        if change.begin or change.end:
            yield from _faults_in_times(f"{at}.changes[{number}]", change.begin, change.end)
        if not 1 <= change.rule <= len(activity.rules):
            yield f"{at}.changes[{number}].rule is {change.rule}; write which of the rules it is about."


def _faults_in_times(at: str, begin: str, end: str) -> Iterable[str]:
    try:
        if time.fromisoformat(begin) >= time.fromisoformat(end):
            yield f"{at} ends before it begins; correct begin or end."
    except ValueError:
        yield f'{at} is from "{begin}" to "{end}"; write times such as 16:30.'


def _twice(folder: str, interests: Iterable[CatalogueInterest]) -> Iterable[str]:
    """Slugs and codes name one activity in all files together."""
    seen: dict[str, str] = {}
    for interest in interests:
        for activity in interest.activities:
            for name in filter(None, (activity.slug, activity.code)):
                if name in seen:
                    yield f"{folder}/{interest.key}.toml: {name} is in {seen[name]}.toml too; choose another."
                seen[name] = interest.key
