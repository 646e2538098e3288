"""What is done with a manuscript's words: written line by line by several people at once, deleted, put back."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from portal.publishing import pressing, rules
from portal.publishing.actions import keep
from portal.publishing.models import Manuscript
from portal.publishing.pressing import Button, Outcome
from portal.publishing.rules import DraftLine, Part
from portal.refusal import N_, Refused

UNDO_KEPT = 10  # deletions that can be undone, the newest first

NOTHING_DELETED = N_("Alle linjer er her. Skriv videre.")
NO_ROOM = N_("Linjen hører til et punkt, der er væk. Skriv den igen.")


@dataclass(frozen=True, slots=True)
class Typed:
    """What came from a line's form: the words, and what stood there when the writer saw it."""

    sentence: str
    was: str
    answer: bool | None = None
    answer_was: bool | None = None
    part: str = ""


class Clash(Refused):
    """Two people have written in the same place. Nothing is changed; `mine` is what the second one wrote.

    `stored` is what the first one left, `None` when the line is deleted. `line_id` "" is the title.
    """

    def __init__(self, line_id: str, mine: Typed, stored: DraftLine | None):
        super().__init__(N_("En anden har skrevet her. Prøv igen."))
        self.line_id, self.mine, self.stored = line_id, mine, stored


def write_title(
    session: Session, manuscript: Manuscript, title: str, *, was: str, by_id: int, moment: datetime
) -> None:
    """Let a held manuscript have this title. Raise `Clash` when somebody else has given it another."""
    if rules.is_clash(manuscript.title, was, title):
        raise Clash("", Typed(title, was), DraftLine("", "", manuscript.title, changed_by=manuscript.title_by_id))
    if title != was:
        keep(session, manuscript, replace(manuscript.document, title=title), by_id=by_id, moment=moment)


def write_line(
    session: Session,
    manuscript: Manuscript,
    line_id: str,
    typed: Typed,
    button: Button,
    parts: Sequence[Part],
    *,
    by_id: int,
    moment: datetime,
) -> str:
    """Keep what was typed in a line and press its button; the line where writing goes on.

    Raise `Clash` when somebody else has changed or deleted what was being written.
    """
    document = manuscript.document
    line = document.line(line_id)
    if line is None and button.do == pressing.DELETE and typed.sentence == typed.was:
        return ""
    if (
        line is None
        or rules.is_clash(line.sentence, typed.was, typed.sentence)
        or rules.is_clash(line.answer, typed.answer_was, typed.answer)
    ):
        raise Clash(line_id, typed, line)
    sentence = line.sentence if typed.sentence == typed.was else typed.sentence
    answer = line.answer if typed.answer == typed.answer_was else typed.answer
    if sentence != typed.sentence:
        button = replace(button, both=None)  # the cursor stood in other words
    better = pressing.with_better_words(sentence, typed.was, button)
    written = rules.changed(document, replace(line, sentence=better, answer=answer))
    return _go_on(session, manuscript, pressing.pressed(written, line_id, button, parts), by_id=by_id, moment=moment)


def add_line(
    session: Session,
    manuscript: Manuscript,
    part: str,
    parts: Sequence[Part],
    *,
    after: str,
    by_id: int,
    moment: datetime,
) -> str:
    """Add an empty line; the line where writing goes on."""
    outcome = pressing.with_new_line(manuscript.document, part, parts, after=after)
    return _go_on(session, manuscript, outcome, by_id=by_id, moment=moment)


def write_again(
    session: Session,
    manuscript: Manuscript,
    line: DraftLine,
    parts: Sequence[Part],
    *,
    by_id: int,
    moment: datetime,
) -> str:
    """Put a deleted line in again with the words somebody was writing; the line where writing goes on."""
    document = manuscript.document
    if document.line(line.id) is not None:
        return line.id
    outcome = pressing.again(document, line, manuscript.deletions, parts)
    manuscript.removed = [asdict(each) for each in manuscript.deletions if each != outcome.removed]
    return _go_on(session, manuscript, replace(outcome, removed=None), by_id=by_id, moment=moment)


def put_back(
    session: Session, manuscript: Manuscript, parts: Sequence[Part], *, by_id: int, moment: datetime
) -> str:  # fmt: skip
    """Undo the newest deletion; the line where writing goes on. Raise `Refused` when there is none, or no room."""
    removed = manuscript.deletions
    if not removed:
        raise Refused(NOTHING_DELETED)
    document = rules.put_back(manuscript.document, removed[-1], parts)
    if document is None:
        raise Refused(NO_ROOM)
    manuscript.removed = [asdict(each) for each in removed[:-1]]
    keep(session, manuscript, document, by_id=by_id, moment=moment)
    return removed[-1].lines[0].id


def _go_on(session: Session, manuscript: Manuscript, outcome: Outcome, *, by_id: int, moment: datetime) -> str:
    if outcome.removed:
        kept = [asdict(each) for each in manuscript.deletions][1 - UNDO_KEPT :]
        manuscript.removed = [*kept, asdict(outcome.removed)]
    keep(session, manuscript, outcome.document, by_id=by_id, moment=moment)
    return outcome.line_id
