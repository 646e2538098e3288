"""What ends a manuscript, and what came of it: publishing, withdrawing, copying, throwing away, history."""

from datetime import datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.db import db
from portal.people.access import allow_staff
from portal.people.models import LogKind
from portal.people.visits import visitor
from portal.publishing import actions, queries, rules
from portal.publishing.forms import ReleaseForm
from portal.publishing.kinds import Kind, Subject
from portal.publishing.models import Happened, Manuscript
from portal.publishing.opening import manuscript_or_404, note_look_at, subject_or_404
from portal.publishing.queries import Event
from portal.publishing.showing import answer_refusals, editor_page, go_on, look_at
from portal.refusal import N_, Refused
from portal.web.addresses import row_number
from portal.web.dates import day_in_words, time_in_words
from portal.web.locale import language

publishing_release = Blueprint("publishing_release", __name__, url_prefix="/personale/skriv")
SUBJECT = "/<kind>/<int:subject_id>"
LATER = "senere"  # the button with a time; without it now is meant
READ_AGAIN = N_("Teksten er ændret. Læs den igen, og udgiv så.")
NO_REASON = N_("Ret fejlene, eller skriv hvorfor.")

TOLD = {
    Happened.BEGUN: N_("%(name)s begyndte at skrive."),
    Happened.PUBLISHED: N_("%(name)s udgav teksten."),
    Happened.PLANNED: N_("%(name)s valgte at udgive %(time)s."),
    Happened.NOT_PLANNED: N_("%(name)s stoppede udgivelsen."),
    Happened.FAILED: N_("Teksten kom ikke ud."),
    Happened.WITHDRAWN: N_("%(name)s trak teksten tilbage."),
    Happened.COPIED: N_("%(name)s lavede teksten som en kopi."),
    Happened.THROWN_AWAY: N_("%(name)s smed kladden væk."),
    Happened.FETCHED_BACK: N_("%(name)s hentede kladden igen."),
}


@publishing_release.post(f"{SUBJECT}/udgiv")
@allow_staff
def publish(kind: str, subject_id: int):
    """Publish, now or later. Faults stand in the way; hard words do too, until a reason is written."""
    found, subject = subject_or_404(kind, subject_id)
    manuscript, form = actions.held(db.session, kind, subject_id), ReleaseForm()
    if request.form.get("seen", "") not in ("", rules.fingerprint(manuscript.document)):
        raise Refused(READ_AGAIN)
    later = request.form.get("do") == LATER
    is_right = form.is_right(later=later)
    if not _may_go_out(found, subject, manuscript, form) or not is_right:
        return editor_page(found, subject, form=form), 422
    return _plan(subject, manuscript, form) if later else _publish(found, subject, manuscript, form)


@publishing_release.post(f"{SUBJECT}/stop")
@allow_staff
def stop(kind: str, subject_id: int):
    """Do not publish at the time that was planned."""
    _found, subject = subject_or_404(kind, subject_id)
    manuscript = actions.held(db.session, kind, subject_id)
    actions.stop(db.session, manuscript, by_id=visitor().id, moment=clock.now())
    flash(_("Udgivelsen er stoppet."))
    return go_on(subject)


@publishing_release.post(f"{SUBJECT}/traek")
@allow_staff
def withdraw(kind: str, subject_id: int):
    """Take what is published away from the reader; its words wait in the editor."""
    found, subject = subject_or_404(kind, subject_id)
    actions.withdraw(db.session, found, subject_id, by_id=visitor().id, moment=clock.now())
    flash(_("Teksten er trukket tilbage. Du kan udgive den igen."))
    return go_on(subject)


@publishing_release.post(f"{SUBJECT}/kopi")
@allow_staff
def copy(kind: str, subject_id: int):
    """The same words for somebody else, as a new manuscript."""
    found, subject = subject_or_404(kind, subject_id)
    reader_id = request.form.get("reader_id", 0, type=row_number)
    if reader_id not in dict(found.readers(db.session, staff_id=visitor().id, subject_id=subject_id)):
        abort(404)
    made = actions.copy(
        db.session, found, manuscript_or_404(subject).document, of=subject_id, reader_id=reader_id,
        is_same_reader=reader_id == subject.whose_id, by_id=visitor().id, moment=clock.now(),
    )  # fmt: skip
    flash(_("Her er kopien."))
    return redirect(url_for("publishing.edit", kind=kind, subject_id=made), 303)


@publishing_release.get(f"{SUBJECT}/smid")
@allow_staff
def ask_to_throw_away(kind: str, subject_id: int):
    """Is that so? Only here: what is written goes away for everybody who writes in it."""
    _found, subject = subject_or_404(kind, subject_id)
    document = manuscript_or_404(subject).document
    return render_template("publishing/throw_away.html", subject=subject, document=document)


@publishing_release.post(f"{SUBJECT}/smid")
@allow_staff
def throw_away(kind: str, subject_id: int):
    """Drop the manuscript; the history keeps its words."""
    _found, subject = subject_or_404(kind, subject_id)
    manuscript = actions.held(db.session, kind, subject_id)
    actions.throw_away(db.session, manuscript, by_id=visitor().id, moment=clock.now())
    flash(_("Kladden er smidt væk. Du kan hente den igen."))
    return redirect(url_for(".history", kind=kind, subject_id=subject_id), 303)


@publishing_release.get(f"{SUBJECT}/historik")
@allow_staff
def history(kind: str, subject_id: int):
    """Who did what, when and why."""
    _found, subject = subject_or_404(kind, subject_id)
    note_look_at(subject, LogKind.SAW_DRAFT)
    return render_template(
        "publishing/history.html",
        subject=subject,
        events=[(event, *_told(event)) for event in queries.history_of(db.session, kind, subject_id)],
        manuscript=queries.manuscript_of(db.session, kind, subject_id),
    )


@publishing_release.post(f"{SUBJECT}/hent/<int:entry_id>")
@allow_staff
def fetch_back(kind: str, subject_id: int, entry_id: int):
    """Write on in what was thrown away."""
    found, subject = subject_or_404(kind, subject_id)
    entry = queries.entry_of(db.session, kind, subject_id, entry_id)
    if entry is None or entry.kept is None:
        abort(404)
    actions.fetch_back(db.session, found, entry, by_id=visitor().id, moment=clock.now())
    return go_on(subject)


def _may_go_out(found: Kind, subject: Subject, manuscript: Manuscript, form: ReleaseForm) -> bool:
    look = look_at(found, subject, manuscript.document)
    if look.language_errors and not form.hard_because.data:
        form.hard_because.errors = [_(NO_REASON)]
    return not look.faults and not form.hard_because.errors


def _publish(found: Kind, subject: Subject, manuscript: Manuscript, form: ReleaseForm) -> Response:
    actions.publish(
        db.session, found, manuscript, by_id=visitor().id, moment=clock.now(), hard_because=form.hard_because.data or ""
    )
    flash(_("Teksten er udgivet."))
    return redirect(subject.back, 303)


def _plan(subject: Subject, manuscript: Manuscript, form: ReleaseForm) -> Response:
    at = form.moment()
    assert at is not None
    actions.plan(
        db.session, manuscript, at, by_id=visitor().id, moment=clock.now(), hard_because=form.hard_because.data or ""
    )
    flash(_("Tidspunktet er gemt."))
    return go_on(subject)


def _told(event: Event) -> tuple[str, str]:
    """What happened, in a sentence, and the reason somebody wrote or the portal gives."""
    time, reason = "", event.note
    if event.happened is Happened.PLANNED:
        time, reason = _in_words(datetime.fromisoformat(event.note)), ""
    elif event.happened is Happened.FAILED and reason:
        reason = _(reason)
    return _(TOLD[event.happened], name=event.who or _("Nogen"), time=time), reason


def _in_words(at: datetime) -> str:
    day = day_in_words(at.date(), today=clock.today(), language=language())
    return f"{day} {time_in_words(at, language=language())}"


answer_refusals(publishing_release)
