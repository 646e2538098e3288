"""Answering a survey with faces, and what everybody answered."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal import clock
from portal.db import db
from portal.meetings import survey_actions, survey_queries
from portal.meetings.survey_models import Face
from portal.meetings.survey_queries import Question, SurveyFacts
from portal.meetings.survey_wording import FACES, say_results
from portal.people.access import allow
from portal.people.rules import Role
from portal.people.visits import visitor

meetings_surveys = Blueprint("meetings_surveys", __name__, url_prefix="/moede/svar")
MOST_SHOWN = 5


@meetings_surveys.get("")
@allow(Role.RESIDENT)
def front():
    """What we ask now, and what came of what we asked before."""
    found = survey_queries.last_surveys(db.session, visitor().id, most=MOST_SHOWN)
    return render_template("meetings/surveys.html", surveys=found, today=clock.today())


@meetings_surveys.get("/<int:survey_id>")
@allow(Role.RESIDENT)
def one(survey_id: int):
    """The questions; when it is over, what all answered, or why that is not shown."""
    return _page(_survey_or_404(survey_id))


@meetings_surveys.post("/<int:survey_id>")
@allow(Role.RESIDENT)
def answer(survey_id: int):
    """Sent once: it cannot be changed, for nobody knows whose it is."""
    survey = _survey_or_404(survey_id)
    faces = _chosen(survey_queries.questions_of(db.session, survey, clock.today()))
    if not faces and not survey.is_answered and not survey.is_over(clock.today()):
        return _page(survey, fault=_("Vælg et ansigt, før du sender.")), 422
    survey_actions.answer(db.session, survey_id, visitor().id, faces, moment=clock.now())
    flash(_("Tak for dit svar."))
    return redirect(url_for("meetings_surveys.one", survey_id=survey_id), 303)


def _page(survey: SurveyFacts, *, fault: str = "") -> str:
    today = clock.today()
    questions = survey_queries.questions_of(db.session, survey, today)
    return render_template(
        "meetings/survey.html", survey=survey, is_over=survey.is_over(today), questions=questions, faces=FACES,
        results=say_results(questions) if survey.is_shown(today) else (), fault=fault,
    )  # fmt: skip


def _chosen(questions: list[Question]) -> dict[int, Face]:
    """The face for each question that has one; what is no face is as skipped."""
    found: dict[int, Face] = {}
    for place, each in enumerate(questions, start=1):
        face = next((face for face in Face if face == request.form.get(f"svar-{place}")), None)
        if face is not None:
            found[each.id] = face
    return found


def _survey_or_404(survey_id: int) -> SurveyFacts:
    found = survey_queries.survey_facts(db.session, survey_id, visitor().id)
    if found is None:
        abort(404)
    return found
