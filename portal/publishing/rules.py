"""What a manuscript is, and what can be done to its lines. Pure; every change gives a new document."""

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from portal.pictograms.keys import is_photo

LONGEST_SENTENCE = 300  # characters; the same limit as a form's line
MOST_LINES = 150
WRITES_NOW = timedelta(minutes=10)  # somebody who has written so recently may be writing still
LONGEST_PICTURE = 60  # characters of a pictogram's key or a photo's name
SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+")
JOINS_AT_END = re.compile(r"(?:,?\s+(?:og|men))+$")
JOINS_AT_START = re.compile(r"^(?:og|men|så(?=\s+(?:jeg|du|han|hun|vi|i|de|det|den|der)\b))\s+")
CLAUSE_BEGINS = re.compile(r",?\s+(?=(?:og|men|eller|så|når|hvis|fordi)\b)|,\s+")


@dataclass(frozen=True, slots=True)
class Part:
    """What a line may be in a kind of manuscript.

    A part with `of` belongs to the line of that part before it, stands there at most once, and moves with it.
    `label` stands beside the line, `add` on the button that makes one; both are Danish and marked with `N_`.
    """

    key: str
    label: str
    add: str
    of: str = ""
    has_answer: bool = False  # a question that is answered with yes or no


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One line being written. `id` is its name in the manuscript; `source` what it already is to the feature."""

    id: str
    part: str
    sentence: str = ""
    picture: str | None = None
    answer: bool | None = None
    source: int | None = None
    changed_by: int | None = field(default=None, compare=False)  # who wrote these words, for a clash


@dataclass(frozen=True, slots=True)
class Document:
    """A title, its picture, and lines in reading order."""

    title: str
    picture: str | None
    lines: tuple[DraftLine, ...] = ()

    def line(self, line_id: str) -> DraftLine | None:
        """The line of that name, `None` when somebody has deleted it."""
        return next((line for line in self.lines if line.id == line_id), None)


@dataclass(frozen=True, slots=True)
class Removed:
    """Lines that were deleted together, and where they stood: enough to put them back.

    `head` is the line they belonged to, "" when the first of them is nobody's.
    """

    lines: tuple[DraftLine, ...]
    at: int
    head: str = ""


def new_line(part: str, sentence: str = "", picture: str | None = None) -> DraftLine:
    return DraftLine(secrets.token_hex(4), part, sentence, picture)


def is_clash(stored: object, was: object, typed: object) -> bool:
    """Two have written different things in the same place: what stands there is neither what I saw nor what I say."""
    return typed not in (was, stored) and stored != was


def fresh(document: Document, *, photos: bool) -> Document:
    """The same words as new lines: nothing in them is anything to the feature yet. Photos come along when asked for."""

    def picture(key: str | None) -> str | None:
        return key if photos or key is None or not is_photo(key) else None

    lines = tuple(
        replace(new_line(line.part, line.sentence, picture(line.picture)), answer=line.answer)
        for line in document.lines
    )
    return Document(document.title, picture(document.picture), lines)


def fingerprint(document: Document) -> str:
    """A short name for exactly these words and pictures: whoever publishes says what they have read."""
    said = [(line.part, line.sentence, line.picture, line.answer) for line in document.lines]
    return hashlib.sha256(repr((document.title, document.picture, said)).encode("utf-8", "replace")).hexdigest()[:16]


def changed(document: Document, line: DraftLine) -> Document:
    """The document with this line in place of the one of the same name."""
    return replace(document, lines=tuple(line if old.id == line.id else old for old in document.lines))


def block_of(document: Document, line_id: str, parts: Sequence[Part]) -> range:
    """The places of a line and of those that belong to it. Raise `KeyError` when it is not there."""
    places = [place for place, line in enumerate(document.lines) if line.id == line_id]
    if not places:
        raise KeyError(line_id)
    start = places[0]
    belonging = {part.key for part in parts if part.of == document.lines[start].part}
    end = start + 1
    while end < len(document.lines) and document.lines[end].part in belonging:
        end += 1
    return range(start, end)


def added(document: Document, line: DraftLine, parts: Sequence[Part], *, after: str = "") -> Document:
    """The document with one more line: last, or after the block of the line `after`.

    A line that belongs to another is put in the order of `parts` inside the block of `after`, or of the last such
    line; one that stands there already is not made twice, and without anything to belong to there is none.
    """
    part = part_of(line, parts)
    if part.of:
        return _with_belonging(document, line, part, parts, after)
    head = head_of(document, after, parts)
    at = block_of(document, head, parts).stop if head else len(document.lines)
    return replace(document, lines=(*document.lines[:at], line, *document.lines[at:]))


def _with_belonging(document: Document, line: DraftLine, part: Part, parts: Sequence[Part], after: str) -> Document:
    heads = [old.id for old in document.lines if old.part == part.of]
    head = head_of(document, after, parts) or (heads[-1] if heads else "")
    if head not in heads or part not in missing_parts(document, head, parts):
        return document
    block = block_of(document, head, parts)
    order = [each.key for each in parts]
    inside = document.lines[block.start + 1 : block.stop]
    at = block.start + 1 + sum(order.index(old.part) < order.index(part.key) for old in inside)
    return replace(document, lines=(*document.lines[:at], line, *document.lines[at:]))


def head_of(document: Document, line_id: str, parts: Sequence[Part]) -> str:
    """The line that this one belongs to, itself when it belongs to none, "" when it is not there."""
    head = ""
    for line in document.lines:
        head = line.id if not part_of(line, parts).of else head
        if line.id == line_id:
            return head
    return ""


def missing_parts(document: Document, head: str, parts: Sequence[Part]) -> list[Part]:
    """What may still be added to a line: the parts of its kind that its block has not got."""
    block = [document.lines[place] for place in block_of(document, head, parts)]
    here = {line.part for line in block}
    return [part for part in parts if part.of == block[0].part and part.key not in here]


def moved(document: Document, line_id: str, by: int, parts: Sequence[Part]) -> Document:
    """The document with a block one block further up (`by` = -1) or down (+1). What belongs to a line stays with it."""
    block = block_of(document, line_id, parts)
    starts = _block_starts(document, parts)
    if block.start not in starts:
        return document
    stops = [*starts[1:], len(document.lines)]
    blocks = [document.lines[start:stop] for start, stop in zip(starts, stops, strict=True)]
    place = starts.index(block.start)
    other = place + by
    if not 0 <= other < len(blocks):
        return document
    blocks[place], blocks[other] = blocks[other], blocks[place]
    loose = document.lines[: starts[0]]
    return replace(document, lines=(*loose, *(line for each in blocks for line in each)))


def part_of(line: DraftLine, parts: Sequence[Part]) -> Part:
    """What a line is. Raise `KeyError` for a part that the kind has not got."""
    for part in parts:
        if part.key == line.part:
            return part
    raise KeyError(line.part)


def _block_starts(document: Document, parts: Sequence[Part]) -> list[int]:
    return [place for place, line in enumerate(document.lines) if not part_of(line, parts).of]


def deleted(document: Document, line_id: str, parts: Sequence[Part]) -> tuple[Document, Removed]:
    """The document without a line and what belongs to it, and what was taken out."""
    block = block_of(document, line_id, parts)
    head = head_of(document, line_id, parts)
    removed = Removed(document.lines[block.start : block.stop], block.start, head if head != line_id else "")
    return replace(document, lines=(*document.lines[: block.start], *document.lines[block.stop :])), removed


def put_back(document: Document, removed: Removed, parts: Sequence[Part]) -> Document | None:
    """The document with deleted lines where they stood, never inside another's block.

    `None` when there is no room: what they belonged to is gone, or has got such a line since.
    """
    here = {line.id for line in document.lines}
    lines = tuple(line for line in removed.lines if line.id not in here)
    if not lines:
        return document
    if removed.head:
        found = added(document, lines[0], parts, after=removed.head) if removed.head in here else document
        return None if found == document else found
    at = next((start for start in _block_starts(document, parts) if start >= removed.at), len(document.lines))
    return replace(document, lines=(*document.lines[:at], *lines, *document.lines[at:]))


def halves(sentence: str) -> tuple[str, str] | None:
    """A sentence in two: between sentences, else before the "og", "når" … nearest to its middle. `None` if it is one.

    The second half begins with a capital letter, the first ends with a full stop: a person corrects the rest.
    """
    breaks = [(found.start(), found.end()) for found in SENTENCE_ENDS.finditer(sentence)]
    breaks = breaks or [(found.start(), found.end()) for found in CLAUSE_BEGINS.finditer(sentence)]
    if not breaks:
        return None
    end, begin = min(breaks, key=lambda place: abs(place[0] - len(sentence) / 2))
    return cut(sentence[:end], sentence[begin:])


def cut(before: str, after: str) -> tuple[str, str] | None:
    """Two pieces of a sentence as two sentences. `None` when one of them says nothing."""
    first = JOINS_AT_END.sub("", before.strip(" ,"))
    second = JOINS_AT_START.sub("", after.strip(" ,"))
    if not any(map(str.isalnum, first)) or not any(map(str.isalnum, second)):
        return None
    return (first if first[-1] in ".!?" else first + "."), second[0].upper() + second[1:]


def split(
    document: Document, line_id: str, parts: Sequence[Part], *, both: tuple[str, str] | None = None
) -> tuple[Document, str]:
    """The document with a line cut in two, at `both` or where it seems best, and the new line's name.

    The new one comes after the block. As it was, and "", when it cannot be cut or belongs to another.
    """
    line = document.line(line_id)
    if line is None or part_of(line, parts).of:
        return document, ""
    both = both or halves(line.sentence)
    if both is None:
        return document, ""
    second = new_line(line.part, both[1], line.picture)
    return added(changed(document, replace(line, sentence=both[0])), second, parts, after=line_id), second.id
