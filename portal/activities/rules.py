"""The house's rules about activities: codes, freshness, what is known of a venue, when a day is morning. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

CONFIRMED_FOR = timedelta(days=180)
WARNED_BEFORE = timedelta(days=30)  # the organiser is asked before anybody else is warned
DAYS_AHEAD = 60  # in which one can ask for a day
MOST_OF_A_LETTER = 99
HIGHEST_PRICE = 5_000  # kroner
MOST_LINES = 8
NOON, EVENING = time(12), time(17)


class Interest(StrEnum):
    """What one can like; each has a letter, the first sign of the codes."""

    TOGETHER = "together"  # cafés, company
    FOOD = "food"
    MOVE = "move"
    OUT = "out"  # outings, nature, rides
    MUSIC = "music"
    HANDS = "hands"  # crafts, tools
    GAMES = "games"
    CULTURE = "culture"  # books, film, talks
    LEARN = "learn"  # computers, courses
    HEALTH = "health"
    HELP = "help"  # a visit, an escort, somebody to talk to
    HOME = "home"  # other ways to live


LETTERS: dict[Interest, str] = {
    Interest.TOGETHER: "A", Interest.FOOD: "B", Interest.MOVE: "C", Interest.OUT: "D", Interest.MUSIC: "E",
    Interest.HANDS: "F", Interest.GAMES: "G", Interest.CULTURE: "H", Interest.LEARN: "K", Interest.HEALTH: "L",
    Interest.HELP: "M", Interest.HOME: "N",
}  # fmt: skip
"""No I and no J: on paper they look like 1; no O, it looks like 0."""


class Audience(StrEnum):
    """For whom something is."""

    EVERYBODY = "everybody"
    OLDER = "older"
    RESIDENTS = "residents"  # of the opgangsnetværk
    MEN = "men"
    WOMEN = "women"
    ALONE = "alone"  # who lives alone, or has lost somebody
    VULNERABLE = "vulnerable"
    RELATIVES = "relatives"


class Joining(StrEnum):
    """How one begins."""

    OPEN = "open"  # one can just come
    PHONE = "phone"
    WEB = "web"
    REFERRED = "referred"  # the kommune decides first


class Standing(StrEnum):
    """Where an activity is."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ENDED = "ended"


class Access(StrEnum):
    """What somebody needs to know of a venue before she goes there."""

    STEP_FREE = "step free"
    LIFT = "lift"
    TOILET = "toilet"  # with room for a wheelchair
    HEARING_LOOP = "hearing loop"
    PARKING = "parking"
    BUS = "bus"  # a stop within 200 m
    SEATS = "seats"  # somewhere to sit on the way in
    QUIET = "quiet"


class Known(StrEnum):
    """What is known of it: nobody guesses."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class PartOfDay(StrEnum):
    """When on a day something begins."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class Freshness(StrEnum):
    """Whether somebody has said lately that it is true."""

    FRESH = "fresh"
    ASK = "ask"  # soon too old: the organiser is asked
    STALE = "stale"  # too old: everybody is warned


@dataclass(frozen=True, slots=True)
class Price:
    """Kroner; none is not known. `note` is a line beside it: "Kaffe koster 10 kroner."."""

    kroner: int | None
    note: str = ""

    @property
    def is_free(self) -> bool:
        return self.kroner == 0


def freshness(confirmed_on: date | None, today: date) -> Freshness:
    """Whether an entry is still to be believed. Never confirmed is too old."""
    if confirmed_on is None or today - confirmed_on > CONFIRMED_FOR:
        return Freshness.STALE
    return Freshness.ASK if today - confirmed_on > CONFIRMED_FOR - WARNED_BEFORE else Freshness.FRESH


def part_of_day(starts: time) -> PartOfDay:
    if starts < NOON:
        return PartOfDay.MORNING
    return PartOfDay.AFTERNOON if starts < EVENING else PartOfDay.EVENING


def next_code(interest: Interest, used: Collection[str]) -> str | None:
    """The first code of an interest that nothing has ever had: "A01" to "A99"; `None` when all are used."""
    letter = LETTERS[interest]
    found = (f"{letter}{number:02}" for number in range(1, MOST_OF_A_LETTER + 1))
    return next((code for code in found if code not in used), None)


def read_code(typed: str) -> str | None:
    """A code as somebody types or says it: "a 17" and "A-17" are "A17". `None` when it is none."""
    signs = "".join(filter(str.isalnum, typed)).upper()
    if len(signs) == 2 and signs[1].isdigit():
        signs = f"{signs[0]}0{signs[1]}"
    is_code = len(signs) == 3 and signs[0] in LETTERS.values() and signs[1:].isdecimal() and signs.isascii()
    return signs if is_code else None


def is_step_free(known: Known) -> bool:
    """Whether somebody in a wheelchair can rely on it: what is not known is no yes."""
    return known is Known.YES
