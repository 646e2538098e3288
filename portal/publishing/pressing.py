"""What the buttons on a line do: each gives a new document, and says which line the writer goes on in. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from portal.publishing import rules
from portal.publishing.rules import Document, DraftLine, Part, Removed, new_line

UP, DOWN, SPLIT, DELETE, NEW, USE = "op", "ned", "del", "slet", "ny", "brug"


@dataclass(frozen=True, slots=True)
class Button:
    """A button on a line, as its value says it: `op`, `ned`, `slet`, `ny`, `ny why`, `brug 4 7 om`.

    `both` is where the writer's cursor cut the sentence, for `del`; without it the best place is found.
    """

    do: str = ""
    part: str = ""
    start: int = 0
    end: int = 0
    better: str = ""
    both: tuple[str, str] | None = None

    @classmethod
    def read(cls, value: str, *, both: tuple[str, str] | None = None) -> "Button":
        """The button of a value; one that nobody has made does nothing."""
        do, _, more = value.partition(" ")
        if do == NEW:
            return cls(NEW, part=more)
        if do == USE:
            start, end, better = (more.split(" ", 2) + ["", "", ""])[:3]
            return cls(USE, start=_number(start), end=_number(end), better=better)
        return cls(do, both=both if do == SPLIT else None) if do in (UP, DOWN, SPLIT, DELETE) else cls()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a button made of the document. `line_id` is where writing goes on, "" nowhere in particular."""

    document: Document
    line_id: str = ""
    removed: Removed | None = None


def pressed(document: Document, line_id: str, button: Button, parts: Sequence[Part]) -> Outcome:
    """Press a button on a line that is there."""
    if button.do in (UP, DOWN):
        return Outcome(rules.moved(document, line_id, -1 if button.do == UP else 1, parts), line_id)
    if button.do == SPLIT:
        halved, second = rules.split(document, line_id, parts, both=button.both)
        return Outcome(halved, second or line_id)
    if button.do == DELETE:
        shorter, removed = rules.deleted(document, line_id, parts)
        return Outcome(shorter, _next_to(shorter, removed), removed)
    if button.do == NEW:
        return with_new_line(document, button.part, parts, after=line_id)
    return Outcome(document, line_id)


def with_new_line(document: Document, part_key: str, parts: Sequence[Part], *, after: str = "") -> Outcome:
    """An empty line of a part, without one the first part that stands alone. What is there already is gone on with."""
    part = next((each for each in parts if each.key == part_key), next(each for each in parts if not each.of))
    line = new_line(part.key)
    longer = rules.added(document, line, parts, after=after)
    if longer == document:
        head = rules.head_of(document, after, parts)
        block = rules.block_of(document, head, parts) if head else range(0)
        there = [document.lines[place].id for place in block if document.lines[place].part == part.key]
        return Outcome(document, there[0] if there else after)
    return Outcome(longer, line.id)


def with_better_words(sentence: str, seen: str, button: Button) -> str:
    """The sentence with better words in the stretch that was pointed at, if that still stands as it was seen."""
    hard = seen[button.start : button.end]
    if button.do != USE or not hard or not button.better or sentence[button.start : button.end] != hard:
        return sentence
    better = button.better[0].upper() + button.better[1:] if hard[0].isupper() else button.better
    return sentence[: button.start] + better + sentence[button.end :]


def again(document: Document, line: DraftLine, removed: Sequence[Removed], parts: Sequence[Part]) -> Outcome:
    """A line that somebody deleted while its words were being written, with those words: nothing typed is lost.

    Back where it stood with what belonged to it; else as a line of its own, last.
    """
    for each in removed:
        if any(old.id == line.id for old in each.lines):
            newest = tuple(
                replace(old, sentence=line.sentence, answer=line.answer) if old.id == line.id else old
                for old in each.lines
            )
            longer = rules.put_back(document, replace(each, lines=newest), parts)
            if longer is not None:
                return Outcome(longer, line.id, each)
    alone = with_new_line(document, "", parts)
    words = alone.document.line(alone.line_id)
    assert words is not None
    return Outcome(rules.changed(alone.document, replace(words, sentence=line.sentence)), words.id)


def _next_to(document: Document, removed: Removed) -> str:
    """The line that now stands where lines were deleted, or the one before."""
    if not document.lines:
        return ""
    return document.lines[min(removed.at, len(document.lines) - 1)].id


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < len(str(rules.LONGEST_SENTENCE)) + 1 else 0
