"""The demo's places and their hours, in content/demo/places.toml."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from portal.content.reading import complain, read_document

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
HOLIDAYS = ("closed", "as_usual", "ask")
FIRST_WEEK = date(2026, 1, 5)  # a Monday: hours that come every week need no other


@dataclass(frozen=True)
class DemoHours:
    """Hours that come back. `begin` and `end` are times as "16:30"; `anchor` is a day in a week where they hold."""

    day: str
    begin: str
    end: str
    staff: tuple[str, ...] = ()
    every: int = 1
    anchor: str = FIRST_WEEK.isoformat()

    @property
    def weekday(self) -> int:
        return WEEKDAYS.index(self.day)

    @property
    def starts(self) -> time:
        return time.fromisoformat(self.begin)

    @property
    def ends(self) -> time:
        return time.fromisoformat(self.end)

    @property
    def anchored(self) -> date:
        return date.fromisoformat(self.anchor)


@dataclass(frozen=True)
class DemoPlace:
    """A place where staff are met. `fresh_hours`: how long one look is good for."""

    slug: str
    name: str
    where: str
    picture: str
    fresh_hours: int
    holidays: str
    hours: tuple[DemoHours, ...]
    address: str = ""


@dataclass(frozen=True)
class _PlacesFile:
    places: tuple[DemoPlace, ...]


def read_demo_places(folder: Path, picture_keys: Collection[str], staff: Collection[str]) -> tuple[DemoPlace, ...]:
    """The places in their order. Raises `ContentError` with a sentence for each fault."""
    faults: list[str] = []
    choices = {"picture": picture_keys, "day": WEEKDAYS, "holidays": HOLIDAYS, "staff": staff}
    found = read_document(folder / "places.toml", _PlacesFile, faults, choices)
    for place in found.places if found else ():
        for hours in place.hours:
            faults += _faults_in(f"{folder.name}/places.toml: places[{place.slug}].hours", hours)
    complain(faults)
    assert found
    return found.places


def _faults_in(at: str, hours: DemoHours) -> list[str]:
    faults = []
    for written, read in ((hours.begin, time), (hours.end, time), (hours.anchor, date)):
        try:
            read.fromisoformat(written)
        except ValueError:
            faults.append(f'{at} says "{written}"; write a time as 16:30 and a day as 2026-11-27.')
    if hours.every < 1:
        faults.append(f"{at}.every is {hours.every}; write 1 or more weeks.")
    return faults
