"""Where sentences and words begin and end in Danish text."""

import re
from dataclasses import dataclass
from functools import cache

from portal.easyread.vocabulary import vocabulary

STOP = re.compile(r"[.!?…:]+[\"'”’»)\]]*(?=\s|$)|\n")
ORDINAL = re.compile(r"\d\.(?=\s+[^\W\d_A-ZÆØÅ])")  # "3. august", "2. sal"
CAPITAL = re.compile(r"\s+[\"'„“»(]*[A-ZÆØÅ]")
ADDRESS = (
    r"(?<![\w.+-])[\w.+-]++@[\w.-]*\w"
    r"|(?<![\w.-])(?:https?://|www\.)\S*\w"
    r"|(?<![\w.-])(?:[\w-]++\.)+(?:dk|com|org|eu)\b(?:/\S*\w)?"
)
LETTER = r"(?:[^\W\d_][\u0300-\u036f]*+)"
WORD = rf"(?<![\w]){LETTER}++(?:[-'’]{LETTER}++)*+(?!\w)"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text and where it stands."""

    start: int
    end: int
    text: str


def sentences(text: str) -> list[Span]:
    """The sentences in reading order, without the space around them.

    A sentence ends at . ! ? … and at the end of a line, and at a colon when a new statement with a capital letter
    follows (LIX counts the same way). "kl. 16.30", "bl.a." and "den 3. august" do not end it.
    """
    kept_dots = _dots_inside(text)
    found: list[Span] = []
    start = 0
    for stop in STOP.finditer(text):
        if stop.start() in kept_dots and stop.end() - stop.start() == 1:
            continue
        if text[stop.start()] == ":" and not CAPITAL.match(text, stop.end()):
            continue
        found += _trimmed(text, start, stop.end())
        start = stop.end()
    return found + _trimmed(text, start, len(text))


def words(sentence: str) -> list[Span]:
    """The words in reading order. A number is no word; an abbreviation is one; an address on the net is left out."""
    return [
        Span(match.start(), match.end(), match.group())
        for match in _token().finditer(sentence)
        if match.lastgroup != "address"
    ]


def without_addresses(text: str) -> str:
    """The text with spaces where addresses on the net were, so that offsets stay right."""
    return re.sub(ADDRESS, lambda match: " " * len(match.group()), text)


def is_abbreviation(word: str) -> bool:
    """Is it on the list of abbreviations, as written or but for its last dot ("bl.a")?"""
    known = vocabulary().abbreviations
    return word.lower() in known or ("." in word and word.lower() + "." in known)


def _dots_inside(text: str) -> set[int]:
    """Where dots stand that belong to a word or a number."""
    dots = {match.end() - 1 for match in ORDINAL.finditer(text)}
    for match in _token().finditer(text):
        if match.lastgroup == "abbreviation" and match.group().endswith("."):
            dots.add(match.end() - 1)
    return dots


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    return [Span(start, end, text[start:end])] if start < end else []


@cache
def _token() -> re.Pattern[str]:
    abbreviations = sorted(vocabulary().abbreviations, key=len, reverse=True)
    listed = "|".join(re.escape(abbreviation) for abbreviation in abbreviations)
    return re.compile(
        rf"(?P<address>{ADDRESS})|(?P<abbreviation>(?<!\w)(?:{listed})(?!\w))|(?P<word>{WORD})", re.IGNORECASE
    )
