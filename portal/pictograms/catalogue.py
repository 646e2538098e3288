"""Which pictograms there are: ours, read once from `pictograms.tsv` and checked, and all others of OpenMoji."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from portal.pictograms.emojibase import Emoji, emojis

HERE = Path(__file__).parent
TABLE = HERE / "pictograms.tsv"
OWN_DRAWINGS = HERE / "own"
RING = "no"
RATINGS = frozenset("EAO")
OTHERS = "om:"  # how the key of a pictogram begins that is not in our table: "om:1F40C"

ATTRIBUTION = "Piktogrammer: OpenMoji (openmoji.org), CC BY-SA 4.0. Beskåret og ændret."
LICENCE = """\
The pictograms in this folder are made from OpenMoji, the open-source emoji and icon project (https://openmoji.org).
OpenMoji is licensed CC BY-SA 4.0: https://creativecommons.org/licenses/by-sa/4.0/
We cropped the drawings, made the files smaller, and put a red ring over a few of them.
The changed drawings are licensed CC BY-SA 4.0 too. Drawings of our own contain nothing from OpenMoji.
"""


class UnknownPictogram(KeyError):
    """Nobody has drawn a pictogram with this key."""

    def __init__(self, key: str):
        super().__init__(key)
        self.key = key

    def __str__(self) -> str:
        return f"There is no pictogram called {self.key!r}, neither in {TABLE.name} nor among the emoji."


class BrokenCatalogue(ValueError):
    """`pictograms.tsv` has a row that cannot be right; the message names the line and the fault."""


@dataclass(frozen=True)
class Pictogram:
    """One concept and its drawing.

    `source` is `om:CODEPOINT` (an OpenMoji file) or `own:NAME` (a file in `own/`), with `+no` when the ring
    goes on top. `view_box` is x, y, width, height in the drawing's 72 × 72 units: what is left after
    cropping; `None` when nobody has measured it. `rating` is E (clear), A (acceptable, to be shown to residents
    first) or O (our own drawing), and empty for what is not in our table.
    """

    key: str
    label: str
    source: str
    view_box: tuple[float, float, float, float] | None
    rating: str

    @property
    def is_own(self) -> bool:
        """Whether we drew it ourselves."""
        return self.source.startswith("own:")

    @property
    def has_ring(self) -> bool:
        """Whether the red ring ("ikke", "uden") goes over it."""
        return self.source.endswith(f"+{RING}")

    @property
    def drawing(self) -> str:
        """The file's name without `.svg`: an OpenMoji codepoint or a name in `own/`."""
        return self.source.split(":", 1)[1].removesuffix(f"+{RING}")

    @property
    def terms(self) -> tuple[str, ...]:
        """The label's readings: "god idé (tommel op)" is "god idé" and "tommel op"."""
        readings = self.label.replace("(", "/").replace(")", "/").split("/")
        return tuple(reading.strip() for reading in readings if reading.strip())


def pictograms() -> Mapping[str, Pictogram]:
    """All of our pictograms by key, in the table's order. Raises `BrokenCatalogue`."""
    return _shipped()


def others() -> Mapping[str, Pictogram]:
    """All emoji that OpenMoji has drawn as pictograms by key, in the order of the index; also those we took over."""
    return _others()


def picture(key: str) -> Pictogram:
    """The pictogram with this key, one of ours or one of the others. Raises `UnknownPictogram`."""
    found = _others().get(key) if key.startswith(OTHERS) else _shipped().get(key)
    if found is None:
        raise UnknownPictogram(key)
    return found


def is_pictogram(key: str) -> bool:
    """Whether there is a pictogram with this key."""
    return key in (_others() if key.startswith(OTHERS) else _shipped())


def picture_keys() -> frozenset[str]:
    """The keys of all pictograms, ours and the others."""
    return frozenset({*_shipped(), *_others()})


def own_drawing(name: str) -> str:
    """The SVG text of one of our own drawings; `RING` is the ring for composites."""
    return (OWN_DRAWINGS / f"{name}.svg").read_text("utf-8")


def read_table(text: str) -> Mapping[str, Pictogram]:
    """The rows of a table of pictograms, checked. Raises `BrokenCatalogue`."""
    found: dict[str, Pictogram] = {}
    for number, row in enumerate(text.splitlines(), 1):
        if not row or row.startswith("#"):
            continue
        try:
            pictogram = _read_row(row)
        except ValueError as error:
            raise BrokenCatalogue(f"Line {number}: {error}") from error
        if pictogram.key in found:
            raise BrokenCatalogue(f"Line {number}: the key {pictogram.key!r} is used twice")
        found[pictogram.key] = pictogram
    return MappingProxyType(found)


def _read_row(row: str) -> Pictogram:
    cells = row.split("\t")
    if len(cells) != 5:
        raise ValueError(f"five columns wanted, {len(cells)} found")
    key, label, source, box, rating = cells
    if not key.isidentifier() or not key.isascii():
        raise ValueError(f"the key {key!r} is not a plain name")
    if not label.strip():
        raise ValueError(f"{key!r} has no label")
    if not source.startswith(("om:", "own:")):
        raise ValueError(f"the source {source!r} is neither om: nor own:")
    if rating not in RATINGS:
        raise ValueError(f"the rating {rating!r} is not E, A or O")
    pictogram = Pictogram(key, label, source, _read_box(box), rating)
    if pictogram.is_own and not (OWN_DRAWINGS / f"{pictogram.drawing}.svg").is_file():
        raise ValueError(f"own/{pictogram.drawing}.svg is missing")
    return pictogram


def _read_box(text: str) -> tuple[float, float, float, float]:
    numbers = [float(part) for part in text.split()]
    if len(numbers) != 4 or min(numbers[2:]) <= 0:
        raise ValueError(f"the view box {text!r} is not four numbers with a width and a height")
    x, y, width, height = numbers
    return x, y, width, height


@cache
def _shipped() -> Mapping[str, Pictogram]:
    return read_table(TABLE.read_text("utf-8"))


@cache
def _others() -> Mapping[str, Pictogram]:
    found = map(_of_emoji, emojis().values())
    return MappingProxyType({pictogram.key: pictogram for pictogram in found})


def _of_emoji(emoji: Emoji) -> Pictogram:
    key = OTHERS + emoji.code
    return Pictogram(key, emoji.label, source=key, view_box=None, rating="")
