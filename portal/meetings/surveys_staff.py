"""Asking all residents some questions, and what they answered."""

from collections.abc import Mapping

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.content.survey_templates import SurveyTemplate
from portal.db import db
from portal.meetings import meeting_actions, survey_actions, survey_queries
from portal.meetings.meeting_queries import planned_meetings
from portal.meetings.meeting_rules import Stage
from portal.meetings.survey_forms import USUAL, AskForm
from portal.meetings.survey_queries import SurveyFacts
from portal.meetings.survey_wording import say_results
from portal.people.access import allow_staff
from portal.people.visits import visitor
from portal.web.dates import day_in_words
from portal.web.locale import language

meetings_surveys_staff = Blueprint("meetings_surveys_staff", __name__, url_prefix="/personale/moede/svar")
MOST_SHOWN = 20
OPEN = frozenset({Stage.HIDDEN, Stage.AHEAD, Stage.RUNNING})


@meetings_surveys_staff.get("")
@allow_staff
def front():
    """What can be asked, and what has been."""
    found = survey_queries.last_surveys(db.session, None, most=MOST_SHOWN)
    return render_template(
        "meetings/staff/surveys.html", templates=_templates().values(), surveys=found, today=clock.today()
    )


@meetings_surveys_staff.route("/ny/<kind>", methods=["GET", "POST"])
@allow_staff
def new(kind: str):
    """Choose questions, a last day and perhaps a meeting; then all residents are told."""
    template = _templates().get(kind)
    if template is None:
        abort(404)
    form = AskForm(template, _meetings(), data={"last_day": clock.today() + USUAL})
    last_day = form.last_day.data
    if request.method == "GET" or not form.validate() or last_day is None:
        page = render_template("meetings/staff/survey_new.html", template=template, form=form)
        return page, 422 if form.errors else 200
    made = survey_actions.ask(
        db.session, kind, title=template.title, picture=template.picture, last_day=last_day,
        questions=[(line.sentence, line.picture) for number, line in enumerate(template.questions, start=1)
                   if number in form.ticked],
        by_id=visitor().id, moment=clock.now(),
    )  # fmt: skip
    if form.meeting.data:
        meeting_actions.put_survey_on_agenda(db.session, form.meeting.data, made.id)
    flash(_("Beboerne har fået besked."))
    return _to(made.id)


@meetings_surveys_staff.get("/<int:survey_id>")
@allow_staff
def one(survey_id: int):
    """How many have answered; when it is over, what they answered."""
    survey, today = _survey_or_404(survey_id), clock.today()
    questions = survey_queries.questions_of(db.session, survey, today)
    return render_template(
        "meetings/staff/survey.html", survey=survey, is_over=survey.is_over(today), is_shown=survey.is_shown(today),
        results=say_results(questions),
    )  # fmt: skip


@meetings_surveys_staff.post("/<int:survey_id>/slut")
@allow_staff
def end(survey_id: int):
    """Nobody can answer any more."""
    survey_actions.end(db.session, _survey_or_404(survey_id).id, moment=clock.now())
    flash(_("Nu kan ingen svare mere."))
    return _to(survey_id)


def _templates() -> Mapping[str, SurveyTemplate]:
    return current_app.extensions["survey_templates"]


def _meetings() -> list[tuple[int, str]]:
    """The meetings a survey can be answered at."""
    today = clock.today()
    return [
        (each.id, _("Mødet %(day)s", day=day_in_words(each.on, today=today, language=language())))
        for each in planned_meetings(db.session, clock.now())
        if each.stage in OPEN
    ]


def _survey_or_404(survey_id: int) -> SurveyFacts:
    found = survey_queries.survey_facts(db.session, survey_id, None)
    if found is None:
        abort(404)
    return found


def _to(survey_id: int) -> Response:
    return redirect(url_for("meetings_surveys_staff.one", survey_id=survey_id), 303)
