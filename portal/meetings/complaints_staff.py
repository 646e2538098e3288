"""What residents have told me alone."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.db import db
from portal.meetings import complaint_actions, complaint_queries
from portal.meetings.complaint_forms import AnswerForm
from portal.meetings.complaint_queries import Told
from portal.meetings.complaint_wording import say_complaint
from portal.meetings.life import NOT_NOW
from portal.meetings.rules import NEXT, Step, may_stand_instead
from portal.people.access import allow_staff, note_look
from portal.people.models import LogKind
from portal.people.visits import visitor
from portal.refusal import Refused

meetings_complaints_staff = Blueprint("meetings_complaints_staff", __name__, url_prefix="/personale/moede/ikke-godt")


@meetings_complaints_staff.route("/<int:complaint_id>", methods=["GET", "POST"])
@allow_staff
def one(complaint_id: int):
    """What somebody told me, what I have answered, and what I answer next. Each look is logged."""
    told = _mine_or_404(complaint_id)
    if told.now is not None and told.now not in NEXT[told.now] and request.form.get("step") == told.now:
        return _to(told)  # the same tap again
    form = AnswerForm(steps=NEXT[told.now], names=_names(told))
    if request.method == "GET" or not form.is_right():
        return _page("meetings/staff/complaint.html", told, form)
    complaint_actions.take_step(db.session, told.id, visitor().id, form.word(), moment=clock.now())
    flash(_("%(name)s får besked.", name=told.resident_name))
    return _to(told)


@meetings_complaints_staff.route("/<int:complaint_id>/ret", methods=["GET", "POST"])
@allow_staff
def correct(complaint_id: int):
    """My newest answer was wrong."""
    told = _mine_or_404(complaint_id)
    steps = [step for step in Step if may_stand_instead(told.steps, step)]
    if not steps:
        raise Refused(NOT_NOW)
    newest = told.answers[-1]
    given = {"step": newest.taken.step, "reason": newest.reason, "until": newest.taken.until}
    form = AnswerForm(steps=steps, names=_names(told), data={**given, "shown": newest.taken.id})
    if request.method == "GET" or not form.is_right():
        return _page("meetings/staff/complaint_correct.html", told, form)
    complaint_actions.correct(
        db.session, told.id, visitor().id, form.word(), shown_id=form.shown_id, moment=clock.now()
    )  # fmt: skip
    flash(_("%(name)s får besked.", name=told.resident_name))
    return _to(told)


def _page(template: str, told: Told, form: AnswerForm) -> tuple[str, int]:
    db.session.rollback()  # a form that is shown again keeps nothing, and the log must not wait for it
    note_look(LogKind.SAW_COMPLAINT, whose_id=told.resident_id)
    page = render_template(
        template, told=told, said=say_complaint(told), form=form,
        pieces=complaint_queries.pieces_of(db.session, told.id), may_correct=_may_correct(told),
    )  # fmt: skip
    return page, 422 if form.errors else 200


def _may_correct(told: Told) -> bool:
    return any(may_stand_instead(told.steps, step) for step in Step)


def _mine_or_404(complaint_id: int) -> Told:
    found = complaint_queries.complaint_told_to(db.session, complaint_id, visitor().id)
    if found is None:
        abort(404)
    return found


def _names(told: Told) -> list[str]:
    return [told.resident_name, told.to.first_name]


def _to(told: Told) -> Response:
    return redirect(url_for("meetings_complaints_staff.one", complaint_id=told.id), 303)
