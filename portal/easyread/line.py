"""A line: one sentence and one picture. Everything a resident reads is a list of lines."""

import unicodedata
from dataclasses import dataclass

INVISIBLE = frozenset(
    "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
"""Soft hyphen, zero-width space, byte order mark, and the marks that turn the direction of writing around."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence and the key of its pictogram; `None` means that the line has deliberately no picture."""

    sentence: str
    picture: str | None = None


def clean(text: str) -> str:
    """What someone typed, as one line: composed letters (NFC), single spaces, nothing that cannot be seen.

    Cleaning twice changes nothing more.
    """
    visible = "".join(" " if character.isspace() else character for character in text if not is_invisible(character))
    return " ".join(unicodedata.normalize("NFC", visible).split())


def is_invisible(character: str) -> bool:
    """Is it a control character, no character, half of a surrogate pair or a mark for the direction of writing?"""
    if character.isspace():
        return False
    return character in INVISIBLE or is_no_character(character) or unicodedata.category(character) in ("Cc", "Cs")


def is_no_character(character: str) -> bool:
    """Is it one of the 66 code points that Unicode leaves empty for ever, and that no page may hold?"""
    code = ord(character)
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
