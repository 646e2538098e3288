"""The steps of an idea's life: taken with a word of why, and corrected without hiding what was said before."""

from collections.abc import Sequence

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.db import afterwards, db
from portal.media.photos import LARGEST, BadPhoto, Shape, photo_of
from portal.media.told import ToldStore
from portal.meetings import desk_queries, life
from portal.meetings.desk_queries import StaffIdea
from portal.meetings.idea_actions import NOT_OUT
from portal.meetings.models import Idea, LifeStep
from portal.meetings.rules import Decider, Step
from portal.meetings.staff import idea_or_404, newest_step, steps_ahead, steps_instead
from portal.meetings.staff_forms import StepForm, chosen_id, said_with
from portal.meetings.strip_words import LABELS
from portal.people.access import allow_staff
from portal.people.models import Person
from portal.people.queries import all_of
from portal.people.rules import STAFF_ROLES, Role
from portal.people.visits import visitor
from portal.refusal import Refused
from portal.web.errors import error_page
from portal.web.security import allow_upload

meetings_steps = Blueprint("meetings_steps", __name__, url_prefix="/personale/moede/ide")
LARGEST_FORM = LARGEST + 100_000  # bytes: the photo, and the form around it


@meetings_steps.route("/<int:idea_id>/trin", methods=["GET", "POST"])
@allow_upload(LARGEST_FORM)
@allow_staff
def take(idea_id: int):
    """The life goes on: talked about, yes, no, later or done."""
    found = idea_or_404(idea_id)
    ahead = steps_ahead(found)
    if request.method == "GET" and not ahead:
        raise Refused(life.NOT_NOW)
    step = _step_or_404() if "til" in request.values or not ahead else ahead[0]
    if request.method == "GET" and step not in ahead:
        raise Refused(life.NOT_NOW)
    form = _form(step, {"decided_by": Decider.MEETING.value})
    if request.method == "GET" or not form.is_right():
        return _page(found, step, form), 422 if form.is_submitted() else 200
    return _answer(found, step, form, shown_id=None)


@meetings_steps.route("/<int:idea_id>/ret", methods=["GET", "POST"])
@allow_upload(LARGEST_FORM)
@allow_staff
def correct(idea_id: int):
    """The newest step was wrong: this stands instead, and the wrong one stays in the history."""
    found = idea_or_404(idea_id)
    instead, newest = steps_instead(found), newest_step(found)
    if newest is None or not instead:
        raise Refused(life.NOT_NOW)
    step = _step_or_404() if "til" in request.values else newest.step
    shown_id = chosen_id(request.form.get("vist")) if request.method == "POST" else newest.id
    form = _form(step, _said_before(newest.id) if step is newest.step else {"decided_by": newest.decided_by.value})
    if request.method == "GET" or not form.is_right():
        return _page(found, step, form, shown_id=shown_id, instead=instead), 422 if form.is_submitted() else 200
    return _answer(found, step, form, shown_id=shown_id)


@meetings_steps.errorhandler(Refused)
def refused(no: Refused):
    """Something else has happened meanwhile: the page of the idea shows it, and the reason stands there."""
    db.session.rollback()
    idea_id = (request.view_args or {}).get("idea_id", 0)
    return error_page(409, sentence=_(no.reason)) if not idea_id else _refused_at(idea_id, no)


def _refused_at(idea_id: int, no: Refused) -> Response:
    found = desk_queries.idea_for_staff(db.session, idea_id)
    if found is None:
        return error_page(409, sentence=_(no.reason))
    step = next((each for each in Step if each == request.values.get("til")), None)
    flash(_(no.reason), "error")
    typed = request.form.get("reason", "")
    page = render_template(
        "meetings/staff/too_late.html", idea=found, labels=LABELS, step=step, typed=typed, newest=newest_step(found)
    )
    return current_app.make_response((page, 409))


def _answer(found: StaffIdea, step: Step, form: StepForm, *, shown_id: int | None) -> Response | tuple[str, int]:
    try:
        photo = _photo_sent() if step is Step.DONE else None
    except BadPhoto as bad:
        page = _page(found, step, form, shown_id=shown_id, photo_fault=_(str(bad)), instead=steps_instead(found))
        return page, 422
    me, moment, store = visitor().id, clock.now(), _store()
    idea = life.held(db.session, Idea, found.id)
    if idea.withdrawn_on is not None or idea.joined_into_id is not None:
        raise Refused(NOT_OUT)
    if shown_id is None:
        made = life.take_step(db.session, idea, form.word(photo), by_id=me, moment=moment)
    else:
        word = form.word(photo or _photo_kept(step, shown_id, form))
        made = life.correct(db.session, idea, word, shown_id=shown_id, by_id=me, moment=moment)
    if made is None and photo is not None:  # the other tap came first
        store.drop(photo)
    flash(_("Det er gemt.") if shown_id is None else _("Det er rettet."))
    return redirect(url_for("meetings_staff.idea", idea_id=found.id), 303)


def _photo_sent() -> str | None:
    """The name of the photo that came along in the told store, `None` without one. Raises `BadPhoto`."""
    sent, store = request.files.get("foto"), _store()
    if sent is None or not sent.filename:
        return None
    with sent.stream as opened:
        data = opened.read(LARGEST + 1)
    db.session.rollback()  # nothing is written yet, and nobody should wait while a photo is unpacked
    return _dropped_if_discarded(store.put(photo_of(data, Shape.WHOLE), "webp"))


def _photo_kept(step: Step, shown_id: int, form: StepForm) -> str | None:
    """The photo of the step that is corrected, when only its words were wrong: the same file under another name."""
    shown = db.session.get(LifeStep, shown_id)
    if step is not Step.DONE or shown is None or shown.photo is None or shown.reason == (form.reason.data or ""):
        return None
    return _dropped_if_discarded(_store().renew(shown.photo)) if _store().path(shown.photo) else None


def _dropped_if_discarded(name: str) -> str:
    store = _store()
    afterwards(db.session, discarded=lambda: store.drop(name))
    return name


def _said_before(step_id: int) -> dict[str, object]:
    step = db.session.get_one(LifeStep, step_id)
    return said_with(step.decided_by, step.reason, step.until, step.responsible_id)


def _form(step: Step, given: dict[str, object]) -> StepForm:
    staff, residents = all_of(db.session, *STAFF_ROLES), all_of(db.session, Role.RESIDENT)
    return StepForm(step, staff, _names([*staff, *residents]), data=given)


def _names(people: Sequence[Person]) -> list[str]:
    return [each.first_name for each in people]


def _step_or_404() -> Step:
    """The step that is asked for, in the address or in the form."""
    written = request.values.get("til", "")
    step = next((each for each in Step if each == written), None)
    return abort(404) if step is None or step is Step.HEARD else step


def _page(
    found: StaffIdea, step: Step, form: StepForm, *, shown_id: int | None = None, photo_fault: str = "",
    instead: Sequence[Step] = (),
) -> str:  # fmt: skip
    return render_template(
        "meetings/staff/step.html", idea=found, step=step, form=form, labels=LABELS, shown_id=shown_id,
        photo_fault=photo_fault, instead=instead if shown_id is not None else (), newest=newest_step(found),
        has_photo=step is Step.DONE,
    )  # fmt: skip


def _store() -> ToldStore:
    return current_app.extensions["told"]
