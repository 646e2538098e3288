"""What concerns a resident today, as lines; who is here, as one answer; and the tiles of a site. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date

from portal.agreements.queries import Card
from portal.agreements.rules import is_talk_due
from portal.easyread.line import Line
from portal.presence.wording import Said
from portal.refusal import N_

MOST_LINES = 3
MOST_TILES = 5

TALK_TODAY = Line(N_("I dag taler vi om en aftale."), "meeting")
REPLIED = Line(N_("Du har fået svar på et spørgsmål."), "speech")
NEW_AGREEMENT = Line(N_("Du har fået en ny aftale."), "letter")
NEW_IN_AGREEMENT = Line(N_("Der er noget nyt i en aftale."), "changed")


@dataclass(frozen=True, slots=True)
class Tile:
    """A way into one place of the portal."""

    key: str
    feature: str
    href: str
    label: str
    picture: str


TILES = {
    tile.key: tile
    for tile in (
        Tile("aftaler", "agreements", "/aftaler", N_("Mine aftaler"), "agreement"),
        Tile("hvem", "presence", "/hvem", N_("Hvem er her?"), "staff_helper"),
        Tile("mad", "meals", "/mad", N_("Spis sammen"), "eat_together"),
        Tile("moede", "meetings", "/moede", N_("Beboermøde"), "meeting"),
        Tile("aktiviteter", "activities", "/aktiviteter", N_("Aktiviteter"), "bicycle"),
    )
}


@dataclass(frozen=True, slots=True)
class Concern:
    """A line that concerns a resident today, in her language; the place whose colour it has, and where it leads."""

    line: Line
    place: str
    href: str = ""
    label: str = ""  # of the way there


def tiles_of(order: Sequence[str], features: Sequence[str]) -> tuple[Tile, ...]:
    """A site's tiles in its order: those of the features it has."""
    return tuple(TILES[key] for key in order if TILES[key].feature in features)[:MOST_TILES]


def tile_of(href: str) -> Tile | None:
    """The place of the portal that a page belongs to, if it is one with a tile."""
    return next((each for each in TILES.values() if href == each.href or href.startswith(f"{each.href}/")), None)


def first_answer(places: Sequence[Said]) -> Said | None:
    """Who is here: the first place where somebody is, else the one where somebody comes next, else what we do not know.

    Nothing for a house without places.
    """
    here = next((each for each in places if each.is_here), None)
    coming = [(each.answer.opening.starts.astimezone(UTC), number) for number, each in enumerate(places)
              if each.answer.opening is not None]  # fmt: skip
    first = min(coming)[1] if coming else 0
    return here or (places[first] if places else None)


def lines_about(cards: Sequence[Card], *, today: date, most: int = MOST_LINES) -> tuple[Line, ...]:
    """What the agreements have to say today. No names of agreements: the page is also seen from a personal phone."""
    happens = (
        (any(is_talk_due(card.next_talk_on, today=today) for card in cards), TALK_TODAY),
        (any(card.replies for card in cards), REPLIED),
        (any(card.open_points and card.number == 1 for card in cards), NEW_AGREEMENT),
        (any(card.open_points and card.number > 1 for card in cards), NEW_IN_AGREEMENT),
    )
    return tuple(line for is_so, line in happens if is_so)[:most]
