"""A meeting on paper, in large letters: its agenda for the wall and the table, and its minutes. Always in Danish."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from flask import Response

from portal.easyread.line import Line
from portal.meetings.agenda_queries import ItemFacts
from portal.meetings.meeting_queries import MeetingFacts
from portal.meetings.meeting_words import MARKS, OWED, mark_of, say_who
from portal.meetings.minutes_queries import MinutesFacts, WasThere
from portal.meetings.said_and_decided import ITEM, PICTURE, title_of
from portal.pictograms.catalogue import is_pictogram
from portal.pictograms.drawn import svg_of
from portal.printing import pdf
from portal.refusal import N_
from portal.web.dates import day_in_words, time_in_words

MEET = N_("Vi mødes %(where)s %(time)s.")
TALK = N_("Det her taler vi om.")
UNWRITTEN = Line(N_("Vi ved ikke endnu, hvad vi taler om."), "question")
SAID = N_("Det her har vi talt om.")
CORRECTED = N_("Vi har rettet referatet %(day)s.")
PAGE_OF = N_("Side %(page)s af %(pages)s")


def agenda(meeting: MeetingFacts, items: Sequence[ItemFacts]) -> Response:
    """The agenda as an answer to a request."""
    return _paper(agenda_pdf(meeting, items), f"dagsorden-{meeting.on}")


def minutes(meeting: MeetingFacts, found: MinutesFacts, there: WasThere) -> Response:
    """A version of the minutes as an answer to a request; who was there is named as they want at this moment."""
    return _paper(minutes_pdf(meeting, found, there), f"referat-{meeting.on}-udgave-{found.number}")


def agenda_pdf(meeting: MeetingFacts, items: Sequence[ItemFacts]) -> bytes:
    """A tagged PDF: when and where, then what we talk about."""
    notes = [MEET % {"where": meeting.where, "time": time_in_words(meeting.starts)}]
    notes += [TALK] if items else []
    blocks = [_Block(each.line, OWED if each.is_owed else MARKS.get(each.kind, "")) for each in items]
    return _made(title_of(meeting), PICTURE, notes, blocks, () if items else (UNWRITTEN,))


def minutes_pdf(meeting: MeetingFacts, found: MinutesFacts, there: WasThere) -> bytes:
    """A tagged PDF: what was said and decided, item by item, and who was there."""
    notes = [SAID]
    if found.number > 1:
        notes.append(CORRECTED % {"day": day_in_words(found.at.date(), today=meeting.on)})
    return _made(found.title, found.picture, notes, _blocks(found.lines), tuple(say_who(there, _in_danish)))


@dataclass(slots=True)
class _Block:
    """An item with the word above it, and the lines below it with theirs."""

    line: Line
    mark: str = ""
    below: list[tuple[Line, str]] = field(default_factory=list)


def _blocks(lines: Iterable[tuple[str, Line]]) -> list[_Block]:
    found: list[_Block] = []
    for part, line in lines:
        if part == ITEM or not found:
            found.append(_Block(line))
        else:
            found[-1].below.append((line, mark_of(part, line)))
    return found


def _in_danish(words: str, **facts: object) -> str:
    return words % facts if facts else words


def _made(
    title: str, picture: str | None, notes: Sequence[str], blocks: Sequence[_Block], last: Sequence[Line]
) -> bytes:
    facts = {
        "title": title,
        "picture": _file_of(picture),
        "notes": list(notes),
        "items": [
            {**_line(each.line, each.mark), "lines": [_line(line, mark) for line, mark in each.below]}
            for each in blocks
        ],
        "last": [_line(each) for each in last],
        "page_of": PAGE_OF % {"page": "{page}", "pages": "{pages}"},
    }
    below = [line for each in blocks for line, _mark in each.below]
    keys = {picture, *(line.picture for line in (*(each.line for each in blocks), *below, *last))}
    return pdf.make(
        "meeting", facts, {_file_of(key): svg_of(key).encode() for key in keys if key and is_pictogram(key)}
    )


def _line(line: Line, mark: str = "") -> dict[str, str]:
    return {"sentence": line.sentence, "picture": _file_of(line.picture), "mark": mark}


def _file_of(key: str | None) -> str:
    """The name of a picture beside the page; an unknown one is no picture."""
    return f"{key.replace(':', '-')}.svg" if key and is_pictogram(key) else ""


def _paper(made: bytes, name: str) -> Response:
    answer = Response(made, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer
