"""The staff's pages about the voice: words said in the house's own way, and one's own recordings."""

from datetime import timedelta

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal import clock
from portal.db import db
from portal.people.access import allow_staff, note_look
from portal.people.models import LogKind
from portal.people.visits import safe_next, visitor
from portal.speech import actions, queries
from portal.speech.danish import pronounced
from portal.speech.engine import SpeechFailed
from portal.speech.forms import HEAR_FIRST, NO_VOICE, PronunciationForm
from portal.speech.models import Pronunciation
from portal.speech.rules import LONGEST_WORD, as_word
from portal.speech.speech import VERBATIM, current_speech

speech_staff = Blueprint("speech_staff", __name__, url_prefix="/personale/lyd")

CAN_BE_PUT_BACK = timedelta(days=1)


@speech_staff.get("")
@allow_staff
def mine():
    """My own recordings: my voice, which I can take back."""
    me = visitor().id
    recordings = queries.recordings_by(db.session, me)
    readable = queries.readable(db.session, recordings, staff_id=me)
    for resident_id in {each.whose_id for each in recordings if each.id in readable and each.whose_id}:
        note_look(LogKind.SAW_DRAFT, whose_id=resident_id)
    return render_template("speech/mine.html", recordings=recordings, readable=readable)


@speech_staff.post("/<int:recording_id>/slet")
@allow_staff
def delete_recording(recording_id: int):
    """My voice no longer says this sentence, and is gone."""
    found = queries.my_recording(db.session, person_id=visitor().id, recording_id=recording_id)
    if found is None:
        abort(404)
    actions.end_recording(db.session, found, moment=clock.now(), house=current_speech().house)
    flash(_("Optagelsen er slettet."))
    return redirect(url_for("speech_staff.mine"), 303)


@speech_staff.get("/ord")
@allow_staff
def word():
    """Correct how a word is said."""
    asked = as_word(request.args.get("word", ""))[:LONGEST_WORD]
    before = queries.pronunciation_of(db.session, asked)
    said_as = before.said_as if before else pronounced(asked)
    return _word_page(PronunciationForm(word=asked, said_as=said_as, next=request.args.get("next")))


@speech_staff.post("/ord")
@allow_staff
def hear():
    """Let it be heard, and keep nothing yet."""
    form = PronunciationForm()
    if not form.validate_on_submit():
        return _word_page(form), 422
    try:
        token, form.heard.data = current_speech().trial(*form.words)
    except SpeechFailed:
        form.said_as.errors = [NO_VOICE]
        return _word_page(form), 503
    return _word_page(form, token)


@speech_staff.post("/ord/gem")
@allow_staff
def correct():
    """Say the word like this everywhere. Only what was heard can be kept."""
    form, speech = PronunciationForm(), current_speech()
    if not form.validate_on_submit() or not speech.was_heard(form.heard.data or "", *form.words):
        form.said_as.errors = form.said_as.errors or [HEAR_FIRST]
        return _word_page(form), 422
    actions.correct(db.session, *form.words, by_id=visitor().id, moment=clock.now(), house=speech.house)
    flash(_("Vi siger ordet sådan fra nu af."))
    return redirect(safe_next(form.next.data or url_for("speech_staff.word")), 303)


@speech_staff.post("/ord/<int:pronunciation_id>/slet")
@allow_staff
def delete(pronunciation_id: int):
    """Say the word as the voice does by itself."""
    found = _pronunciation_or_404(pronunciation_id)
    actions.delete_pronunciation(db.session, found, moment=clock.now(), house=current_speech().house)
    flash(_("Udtalen er slettet."))
    return redirect(url_for("speech_staff.word"), 303)


@speech_staff.post("/ord/<int:pronunciation_id>/tilbage")
@allow_staff
def put_back(pronunciation_id: int):
    """It was right after all."""
    actions.put_back(db.session, _pronunciation_or_404(pronunciation_id), house=current_speech().house)
    flash(_("Udtalen er tilbage."))
    return redirect(url_for("speech_staff.word"), 303)


def _pronunciation_or_404(pronunciation_id: int) -> Pronunciation:
    found = queries.pronunciation(db.session, pronunciation_id)
    if found is None:
        abort(404)
    return found


def _word_page(form: PronunciationForm, trial: str = "") -> str:
    """`trial` is the token of what is tried; each word of the list has one too."""
    if form.next.data:
        form.next.data = safe_next(form.next.data)
    kept, speech = queries.pronunciations(db.session), current_speech()
    said = {each.id: pronounced(each.said_as) for each in kept}
    return render_template(
        "speech/word.html",
        form=form,
        trial=trial,
        trial_words=pronounced(form.words[1]),
        kept=[(each, said[each.id], speech.address(VERBATIM, said[each.id])) for each in kept],
        deleted=queries.deleted_since(db.session, clock.now() - CAN_BE_PUT_BACK),
    )
