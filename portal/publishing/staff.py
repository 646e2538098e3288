"""The staff's editor: lines written by several people at once, saved while they write."""

from flask import Blueprint, abort, flash, render_template, request
from flask_babel import gettext as _

from portal import clock
from portal.db import db
from portal.easyread.line import clean
from portal.people.access import allow_staff
from portal.people.models import LogKind
from portal.people.visits import visitor
from portal.publishing import actions, line_actions, pressing, queries
from portal.publishing.forms import LONGEST_WORD, WordForm, read_button, read_line
from portal.publishing.kinds import Kind, Subject
from portal.publishing.line_actions import Typed
from portal.publishing.models import Manuscript
from portal.publishing.opening import manuscript_or_404, note_look_at, subject_or_404
from portal.publishing.rules import LONGEST_SENTENCE, DraftLine
from portal.publishing.showing import Unkept, answer_refusals, editor_page, go_on
from portal.refusal import N_

publishing = Blueprint("publishing", __name__, url_prefix="/personale/skriv")
SUBJECT = "/<kind>/<int:subject_id>"
LINE = f"{SUBJECT}/linje/<line_id>"
TOO_LONG = N_("Sætningen er for lang. Del den i to.")
KEEP_THEIRS, IN_AGAIN = "behold", "igen"  # buttons where two have written


@publishing.post(f"{SUBJECT}/begynd")
@allow_staff
def begin(kind: str, subject_id: int):
    """Write on in the manuscript there is, or begin one with what is published."""
    found, subject = subject_or_404(kind, subject_id)
    document = found.published(db.session, subject_id)
    if queries.manuscript_of(db.session, kind, subject_id) is None:
        if document is None:
            abort(404)
        me, moment = visitor().id, clock.now()
        actions.begin(db.session, kind=kind, subject_id=subject_id, document=document, by_id=me, moment=moment)
    return go_on(subject)


@publishing.get(SUBJECT)
@allow_staff
def edit(kind: str, subject_id: int):
    """The editor. While somebody writes the page is fetched after every pause: that is one look, not a hundred."""
    found, subject = subject_or_404(kind, subject_id)
    if not queries.writes_now(manuscript_or_404(subject), visitor().id, clock.now()):
        note_look_at(subject, LogKind.SAW_DRAFT)
    return editor_page(found, subject)


@publishing.post(f"{SUBJECT}/titel")
@allow_staff
def title(kind: str, subject_id: int):
    """Keep the title."""
    found, subject = subject_or_404(kind, subject_id)
    manuscript, mine = actions.held(db.session, kind, subject_id), read_line(request.form)
    if len(mine.sentence) > LONGEST_SENTENCE:
        return _too_long(found, subject, "", mine)
    if request.form.get("do") != KEEP_THEIRS:
        words = pressing.with_better_words(mine.sentence, mine.was, read_button(request.form))
        line_actions.write_title(db.session, manuscript, words, was=mine.was, by_id=visitor().id, moment=clock.now())
    return go_on(subject)


@publishing.post(LINE)
@allow_staff
def line(kind: str, subject_id: int, line_id: str):
    """Keep a line, and do what its button says."""
    found, subject = subject_or_404(kind, subject_id)
    manuscript, mine = actions.held(db.session, kind, subject_id), read_line(request.form)
    if request.form.get("do") == KEEP_THEIRS:
        return go_on(subject, line_id)
    if len(mine.sentence) > LONGEST_SENTENCE:
        return _too_long(found, subject, line_id, mine)
    button = read_button(request.form)
    line_id = _write(found, manuscript, line_id, mine)
    if button.do == pressing.DELETE:
        flash(_("Linjen er slettet."))
    return go_on(subject, line_id, opened=button.do in (pressing.UP, pressing.DOWN))


@publishing.post(f"{SUBJECT}/ny")
@allow_staff
def add(kind: str, subject_id: int):
    """A new, empty line: last, or after the one it should come after."""
    found, subject = subject_or_404(kind, subject_id)
    manuscript = actions.held(db.session, kind, subject_id)
    line_id = line_actions.add_line(
        db.session, manuscript, request.form.get("part", ""), found.parts,
        after=request.form.get("after", ""), by_id=visitor().id, moment=clock.now(),
    )  # fmt: skip
    return go_on(subject, line_id)


@publishing.post(f"{SUBJECT}/fortryd")
@allow_staff
def undo(kind: str, subject_id: int):
    """Put the newest deleted line back."""
    found, subject = subject_or_404(kind, subject_id)
    manuscript = actions.held(db.session, kind, subject_id)
    line_id = line_actions.put_back(db.session, manuscript, found.parts, by_id=visitor().id, moment=clock.now())
    flash(_("Linjen er her igen."))
    return go_on(subject, line_id)


@publishing.get(f"{SUBJECT}/vis/<face>")
@allow_staff
def preview(kind: str, subject_id: int, face: str):
    """The manuscript as its readers will meet it."""
    found, subject = subject_or_404(kind, subject_id)
    document = manuscript_or_404(subject).document
    if face not in found.faces:
        abort(404)
    note_look_at(subject, LogKind.SAW_AS)
    return found.faces[face](subject, document)


@publishing.get(f"{SUBJECT}/ord")
@allow_staff
def word(kind: str, subject_id: int):
    """A hard word, to be explained."""
    _found, subject = subject_or_404(kind, subject_id)
    asked = clean(request.args.get("word", "")).lower()[:LONGEST_WORD]
    known = queries.house_word(db.session, asked)
    form = WordForm(word=asked, explanation=known.explanation if known else "")
    return render_template("publishing/word.html", subject=subject, form=form, line_id=request.args.get("ved", ""))


@publishing.post(f"{SUBJECT}/ord")
@allow_staff
def explain(kind: str, subject_id: int):
    """Put a word in the house's dictionary, when its explanation is easy itself."""
    _found, subject = subject_or_404(kind, subject_id)
    form, line_id = WordForm(), request.form.get("ved", "")
    if not form.validate_on_submit():
        return render_template("publishing/word.html", subject=subject, form=form, line_id=line_id), 422
    word = (form.word.data or "").lower()
    actions.explain(db.session, word, form.explanation.data or "", by_id=visitor().id, moment=clock.now())
    flash(_("Ordet er i ordbogen."))
    return go_on(subject, line_id)


def _write(found: Kind, manuscript: Manuscript, line_id: str, mine: Typed) -> str:
    me, moment = visitor().id, clock.now()
    if request.form.get("do") == IN_AGAIN:
        lost = DraftLine(line_id, mine.part, mine.sentence, answer=mine.answer)
        return line_actions.write_again(db.session, manuscript, lost, found.parts, by_id=me, moment=moment)
    return line_actions.write_line(
        db.session, manuscript, line_id, mine, read_button(request.form), found.parts, by_id=me, moment=moment
    )


def _too_long(found: Kind, subject: Subject, line_id: str, mine: Typed) -> tuple[str, int]:
    document = manuscript_or_404(subject).document
    stored = document.line(line_id) if line_id else DraftLine("", "", document.title)
    unkept = Unkept(line_id, mine, _(TOO_LONG), stored, is_clash=stored is None)
    return editor_page(found, subject, unkept=unkept), 422


answer_refusals(publishing)
