"""OpenMoji's other drawings, found by the Danish words that Emojibase has for them.

The words are Unicode's own (CLDR), gathered by Emojibase. The index is made at install.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

INDEX = Path(__file__).parent / "built" / "emojibase.tsv"


class IndexMissing(RuntimeError):
    """Nothing is built yet."""

    def __init__(self, path: Path):
        super().__init__(f"{path.name} mangler. Kør `make install` først.")


@dataclass(frozen=True, slots=True)
class Emoji:
    """A drawing of OpenMoji: its code point, its Danish label, and what else it may stand for."""

    code: str
    label: str
    tags: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return (self.label, *self.tags)


@cache
def emojis() -> Mapping[str, Emoji]:
    """Every emoji of the installed index by its code point, in the index's order. Raises `IndexMissing`."""
    return read_index(INDEX)


def read_index(path: Path) -> Mapping[str, Emoji]:
    """An index as it was built. Raises `IndexMissing`."""
    try:
        return read(path.read_text("utf-8"))
    except FileNotFoundError:
        raise IndexMissing(path) from None


def written(found: list[Emoji]) -> str:
    """An index as text: a row for each emoji, its code point, label and tags."""
    return "".join(f"{emoji.code}\t{emoji.label}\t{'|'.join(emoji.tags)}\n" for emoji in found)


def read(index: str) -> Mapping[str, Emoji]:
    """What `written` wrote."""
    rows = (row.split("\t") for row in index.splitlines())
    return MappingProxyType(
        {code: Emoji(code, label, tuple(tags.split("|")) if tags else ()) for code, label, tags in rows}
    )
