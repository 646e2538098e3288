"""What staff are about to say back to a question: one line, looked at before it is kept."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from portal.agreements.rules import LONGEST_SENTENCE
from portal.agreements.staff_queries import Asked
from portal.easyread.line import Line, clean
from portal.easyread.report import Audience
from portal.pictograms.catalogue import Pictogram, is_pictogram, picture
from portal.pictograms.search import suggest
from portal.publishing.checking import Remark, look
from portal.publishing.rules import Document, DraftLine
from portal.refusal import N_

NO_SENTENCE = N_("Skriv en sætning.")
TOO_LONG = N_("Sætningen er for lang, så del den i to.")
TOO_HARD = N_("Ret sætningen, så den er let at læse.")
SAID_MEANWHILE = N_("En anden har svaret, så læs det først.")
MOST_PICTURES = 3
REPLY = "svar"  # the name of the only line there is to look at


@dataclass(frozen=True, slots=True)
class Attempt:
    """A reply as it was typed, with what is wrong, what is hard, and the pictures it may have."""

    sentence: str
    marked: str  # the key that is marked when it is shown, "" for no picture
    pictures: tuple[Pictogram, ...]
    chosen: str | None = None  # the key that somebody saw marked when it was sent
    remarks: Sequence[Remark] = ()
    fault: str = ""

    @property
    def suggested(self) -> str:
        """What is marked until somebody chooses: it is told back, so that a choice can be known from it."""
        return self.pictures[0].key if self.pictures else ""


def at_first(asked_about: Line, said_back: Line | None) -> Attempt:
    """Before anything is typed: what has been said already, or nothing and the pictures of what she asked about."""
    if said_back is not None:
        offered = _offered(said_back.sentence, said_back.picture)
        return Attempt(said_back.sentence, said_back.picture or "", offered)
    offered = _offered(asked_about.sentence, asked_about.picture)
    return Attempt("", offered[0].key if offered else "", offered)


def attempt(form: Mapping[str, str], asked: Asked, *, names: Collection[str], known: Collection[str]) -> Attempt:
    """Look at what was typed. `suggested` was marked when the page was shown; another choice is somebody's own.

    `before` is what staff had said then: somebody who replies over a colleague's words is told first.
    """
    sentence, chosen = clean(form.get("sentence", "")), form.get("picture")
    offered = _offered(sentence, asked.about.picture)
    keys = [pictogram.key for pictogram in offered]
    marked = keys[0] if keys else ""
    if chosen is not None and chosen != form.get("suggested") and chosen in ("", *keys):
        marked = chosen
    reply = Document("", None, (DraftLine(REPLY, REPLY, sentence),))
    found = look(reply, Audience.RESIDENT, (), names=names, known=known)
    fault = _fault(sentence, is_hard=found.language_errors > 0)
    if asked.said_back not in (form.get("before", ""), sentence):
        fault = fault or SAID_MEANWHILE
    return Attempt(
        sentence,
        marked,
        offered,
        chosen if chosen and is_pictogram(chosen) else None,
        (*found.remarks(REPLY), *found.page),
        fault,
    )


def _fault(sentence: str, *, is_hard: bool) -> str:
    if not sentence:
        return NO_SENTENCE
    if len(sentence) > LONGEST_SENTENCE:
        return TOO_LONG
    return TOO_HARD if is_hard else ""


def _offered(sentence: str, usual: str | None) -> tuple[Pictogram, ...]:
    """Pictures for a sentence, then the one of what it is about."""
    found = suggest(sentence, MOST_PICTURES)
    if usual and is_pictogram(usual) and usual not in [pictogram.key for pictogram in found]:
        found.append(picture(usual))
    return tuple(found)
