"""The sound of one line: hear it as the reader will, correct a word in it, let one's own voice say it."""

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal import clock
from portal.db import db
from portal.people.access import allow_staff
from portal.people.models import LogKind
from portal.people.visits import visitor
from portal.publishing.heard import to_record_again
from portal.publishing.kinds import Kind, Subject
from portal.publishing.opening import manuscript_or_404, note_look_at, subject_or_404
from portal.publishing.rules import Document, DraftLine
from portal.refusal import N_
from portal.speech import actions, queries, recording
from portal.speech.rules import sentence_key, words_in
from portal.speech.speech import current_speech
from portal.web.forms import typed
from portal.web.security import allow_upload

publishing_sound = Blueprint(
    "publishing_sound", __name__, url_prefix="/personale/skriv/<kind>/<int:subject_id>/linje/<line_id>/lyd"
)

LARGEST_FORM = recording.LARGEST + 100_000  # bytes: the file, and the form around it
LONGEST_KEY = 64
CHANGED = N_("Sætningen er ændret, så optag igen.")
NO_FILE = N_("Optag linjen, eller vælg en lydfil.")


@dataclass(frozen=True, slots=True)
class Asked:
    """The line that is asked for, and what it belongs to."""

    kind: Kind
    subject: Subject
    document: Document
    line: DraftLine

    @property
    def words(self) -> tuple[str, ...]:
        """What can be heard in it; silence can neither be corrected nor recorded."""
        return words_in(self.line.sentence)

    @property
    def place(self) -> actions.Place:
        return actions.Place(self.kind.name, self.subject.id, self.line.id, self.subject.whose_id)

    @property
    def address(self) -> str:
        return url_for(
            "publishing_sound.line", kind=self.kind.name, subject_id=self.subject.id, line_id=self.line.id
        )  # fmt: skip


@publishing_sound.get("")
@allow_staff
def line(kind: str, subject_id: int, line_id: str):
    """Hear the line, and see whose voice says it."""
    asked = _line_or_404(kind, subject_id, line_id)
    note_look_at(asked.subject, LogKind.SAW_DRAFT)
    return _line_page(asked)


@publishing_sound.post("")
@allow_upload(LARGEST_FORM)
@allow_staff
def record(kind: str, subject_id: int, line_id: str):
    """Let my voice say exactly the sentence that I saw."""
    asked, house = _line_or_404(kind, subject_id, line_id), current_speech().house
    if not asked.words or typed("sentence", LONGEST_KEY) != sentence_key(asked.line.sentence):
        return _line_page(asked, fault=_(CHANGED)), 409
    try:
        take = recording.take(_sent())
    except recording.BadRecording as bad:
        return _line_page(asked, fault=_(str(bad))), 422
    me, moment = visitor().id, clock.now()
    actions.record(db.session, asked.line.sentence, take, place=asked.place, by_id=me, moment=moment, house=house)
    flash(_("Linjen har din stemme nu."))
    return redirect(asked.address, 303)


@publishing_sound.post("/slet")
@allow_staff
def delete(kind: str, subject_id: int, line_id: str):
    """Let the computer say the line again."""
    asked = _line_or_404(kind, subject_id, line_id)
    found = queries.recording_of(db.session, asked.line.sentence)
    if found is not None:
        actions.end_recording(db.session, found, moment=clock.now(), house=current_speech().house)
    flash(_("Optagelsen er slettet."))
    return redirect(asked.address, 303)


def _line_or_404(kind: str, subject_id: int, line_id: str) -> Asked:
    found, subject = subject_or_404(kind, subject_id)
    document = manuscript_or_404(subject).document
    line = document.line(line_id)
    if line is None:
        abort(404)
    return Asked(found, subject, document, line)


def _sent() -> bytes:
    sent = request.files.get("recording")
    if sent is None or not sent.filename:
        raise recording.BadRecording(NO_FILE)
    with sent.stream as opened:
        return opened.read(recording.LARGEST + 1)


def _line_page(asked: Asked, fault: str = "") -> str:
    again = to_record_again(db.session, asked.kind, asked.subject.id, asked.document)
    return render_template(
        "speech/line.html",
        asked=asked,
        recording=queries.recording_of(db.session, asked.line.sentence),
        is_to_record_again=asked.line.id in again,
        key=sentence_key(asked.line.sentence),
        fault=fault,
    )
