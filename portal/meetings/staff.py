"""The desk of ideas: what was told beside what is written, where it is talked about, what it is like."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.db import db
from portal.meetings import (
    desk_queries,
    idea_actions,
    idea_words,
    likeness,
    meeting_actions,
    meeting_queries,
    rules,
    staff_words,
)
from portal.meetings.desk_queries import OtherIdea, StaffIdea
from portal.meetings.idea_kind import NAME, SAID, IdeaKind
from portal.meetings.idea_queries import StepFacts
from portal.meetings.meeting_rules import Stage
from portal.meetings.rules import Standing, Step
from portal.meetings.staff_forms import TypeInForm, chosen_id
from portal.meetings.strip_words import LABELS, say_strip
from portal.people.access import allow_staff
from portal.people.queries import all_of
from portal.people.rules import Role
from portal.people.visits import visitor
from portal.publishing import actions as publishing
from portal.publishing.queries import manuscript_of
from portal.publishing.rules import Document, new_line
from portal.refusal import N_, Refused
from portal.web.templating import tap

meetings_staff = Blueprint("meetings_staff", __name__, url_prefix="/personale/moede")
MOST_MEETINGS = 3  # on the desk
ALL_SEE_IT = N_("Alle kan se idéen.")


@meetings_staff.get("")
@allow_staff
def front():
    """The desk: ideas to write, promises, what is undecided; the next meetings, surveys, and what somebody told me."""
    today = clock.today()
    return render_template(
        "meetings/staff/desk.html", wording=staff_words, today=today, labels=LABELS,
        desk=staff_words.sorted_by_what_waits(desk_queries.waiting_ideas(db.session), today),
        over=desk_queries.ideas_that_are_over(db.session),
        meetings=meeting_queries.planned_meetings(db.session, clock.now(), most=MOST_MEETINGS),
        surveys=desk_queries.surveys_that_run(db.session),
        complaints=desk_queries.complaints_to(db.session, visitor().id),
    )  # fmt: skip


@meetings_staff.route("/ide/ny", methods=["GET", "POST"])
@allow_staff
def type_in():
    """ "Skriv en idé ned": with her name only when she wants that."""
    form = TypeInForm(all_of(db.session, Role.RESIDENT))
    if not form.validate_on_submit():
        page = render_template("meetings/staff/type_in.html", form=form)
        return page, 422 if form.is_submitted() else 200
    made = idea_actions.type_in(
        db.session, text=form.text.data or "", author_id=form.author_id, tap=form.tap.data or tap(),
        by_id=visitor().id, moment=clock.now(),
    )  # fmt: skip
    flash(_("Idéen er gemt."))
    return _to(made.id)


@meetings_staff.get("/ide/<int:idea_id>")
@allow_staff
def idea(idea_id: int):
    """One idea: what was told, the words, its life, and what can be done with it."""
    return _page(idea_or_404(idea_id))


@meetings_staff.post("/ide/<int:idea_id>/skriv")
@allow_staff
def write(idea_id: int):
    """ "Skriv linjer": the editor opens, with the newest words there are."""
    idea_or_404(idea_id)
    if manuscript_of(db.session, NAME, idea_id) is None:
        words = IdeaKind().published(db.session, idea_id) or Document("", None, (new_line(SAID),))
        publishing.begin(
            db.session, kind=NAME, subject_id=idea_id, document=words, by_id=visitor().id, moment=clock.now()
        )
    return redirect(url_for("publishing.edit", kind=NAME, subject_id=idea_id), 303)


@meetings_staff.post("/ide/<int:idea_id>/dagsorden")
@allow_staff
def put_on_agenda(idea_id: int):
    """An idea is talked about at a meeting."""
    idea_or_404(idea_id)
    meeting_actions.put_on_agenda(db.session, chosen_id(request.form.get("moede")), idea_id)
    flash(_("Idéen er på dagsordenen."))
    return _to(idea_id)


@meetings_staff.post("/ide/<int:idea_id>/saml")
@allow_staff
def join(idea_id: int):
    """It lives on in another that is like it. Both authors are told."""
    idea_or_404(idea_id)
    into_id = chosen_id(request.form.get("med"))
    idea_actions.join(db.session, idea_id, into_id, moment=clock.now())
    flash(_("Idéerne er lagt sammen."))
    return _to(into_id)


@meetings_staff.post("/ide/<int:idea_id>/skil")
@allow_staff
def separate(idea_id: int):
    """It stands for itself again."""
    idea_or_404(idea_id)
    idea_actions.separate(db.session, idea_id, moment=clock.now())
    flash(_("Idéen står for sig selv igen."))
    return _to(idea_id)


@meetings_staff.errorhandler(Refused)
def refused(no: Refused):
    """The reason stands on the page of the idea as it is now."""
    db.session.rollback()
    found = desk_queries.idea_for_staff(db.session, (request.view_args or {}).get("idea_id", 0))
    if found is None:
        raise no
    flash(_(no.reason), "error")
    return _page(found), 409


def idea_or_404(idea_id: int) -> StaffIdea:
    """An idea with everything about it."""
    return desk_queries.idea_for_staff(db.session, idea_id) or abort(404)


def newest_step(found: StaffIdea) -> StepFacts | None:
    """The step the idea stands at."""
    counting = rules.now_at([step.taken for step in found.steps])
    return next((step for step in found.steps if counting is not None and step.id == counting.id), None)


def steps_ahead(found: StaffIdea) -> list[Step]:
    """The steps that may follow; none while it is not everybody's."""
    return list(rules.NEXT[found.now]) if found.standing is Standing.PUBLIC else []


def steps_instead(found: StaffIdea) -> list[Step]:
    """What the newest step may be corrected to."""
    taken = [step.taken for step in found.steps]
    if found.standing is not Standing.PUBLIC:
        return []
    return [step for step in Step if rules.may_stand_instead(taken, step)]


def _page(found: StaffIdea) -> str:
    others = desk_queries.other_ideas(db.session, found.id) if found.standing is Standing.PUBLIC else []
    shown = found.wording
    return render_template(
        "meetings/staff/idea.html", idea=found, wording=staff_words, labels=LABELS,
        strip=say_strip([step.taken for step in found.steps]) if found.steps else (),
        said=_history(found), ahead=steps_ahead(found), instead=steps_instead(found), newest=newest_step(found),
        others=others, alike=_alike(found, others) if shown else [],
        meetings=_meetings(found),
        is_late=rules.is_overdue(rules.now_at(step.taken for step in found.steps), clock.today()),
        is_being_written=manuscript_of(db.session, NAME, found.id) is not None,
    )  # fmt: skip


def _history(found: StaffIdea) -> list[tuple[StepFacts, str, bool]]:
    """Each step, what it says, and whether it still counts."""
    counting = {step.id for step in rules.standing_steps(step.taken for step in found.steps)}
    return [(step, _what_it_says(step), step.id in counting) for step in found.steps]


def _what_it_says(step: StepFacts) -> str:
    return _(ALL_SEE_IT) if step.step is Step.HEARD else idea_words.decision_line(step).sentence


def _alike(found: StaffIdea, others: list[OtherIdea]) -> list[OtherIdea]:
    mine = found.agreed or found.wording
    assert mine is not None
    by_id = {each.id: each for each in others}
    alike = likeness.most_alike(
        [mine.title, *(line.sentence for line in mine.lines)],
        {each.id: [each.title, *each.lines] for each in others},
    )
    return [by_id[number] for number in alike]


def _meetings(found: StaffIdea) -> list[meeting_queries.MeetingFacts]:
    """The next meetings where it can be talked about; none when it is on the agenda of one of them."""
    if found.standing is not Standing.PUBLIC or found.now is Step.DONE:
        return []
    known = {meeting_id for meeting_id, _on in found.agendas}
    planned = meeting_queries.planned_meetings(db.session, clock.now())
    ahead = [each for each in planned if each.stage is not Stage.CANCELLED]
    return [] if any(each.id in known for each in ahead) else ahead[:MOST_MEETINGS]


def _to(idea_id: int) -> Response:
    return redirect(url_for("meetings_staff.idea", idea_id=idea_id), 303)
