"""One meeting for staff: who is invited and comes, what is on the agenda, another day, no meeting after all."""

from datetime import timedelta

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from portal import clock
from portal.db import db
from portal.meetings import meeting_actions, meeting_paper, minutes_queries, mode_actions, planning_words
from portal.meetings.agenda_kind import AgendaKind, empty_agenda, names_known
from portal.meetings.agenda_queries import BEFORE, agenda_of, ideas_to_talk_about
from portal.meetings.meeting_actions import REFUSALS
from portal.meetings.meeting_queries import MeetingFacts
from portal.meetings.meeting_rules import WRITTEN, Stage
from portal.meetings.planning_forms import CancelForm, OnceForm, Spot, spots
from portal.people import queries as people
from portal.people.access import allow_staff
from portal.people.rules import Role
from portal.people.visits import visitor
from portal.publishing import actions as publishing
from portal.publishing.queries import manuscript_of
from portal.red_days import red_days
from portal.refusal import Refused
from portal.web.addresses import row_number

meetings_agenda = Blueprint("meetings_agenda", __name__, url_prefix="/personale/moede")

A_YEAR = timedelta(days=366)


@meetings_agenda.get("/<int:meeting_id>")
@allow_staff
def one(meeting_id: int):
    """All about one meeting."""
    meeting = meeting_or_404(meeting_id)
    residents = people.all_of(db.session, Role.RESIDENT)
    items = agenda_of(db.session, meeting)
    is_before = meeting.stage in BEFORE
    return render_template(
        "meetings/staff/one_meeting.html", meeting=meeting, items=items, words=planning_words, today=clock.today(),
        is_before=is_before, written=WRITTEN,
        guests=minutes_queries.residents_and(db.session, meeting_id, residents),
        ideas=ideas_to_talk_about(db.session, meeting, items) if is_before else (),
        draft=manuscript_of(db.session, AgendaKind.name, meeting_id) if is_before else None,
        minutes=minutes_queries.minutes_of(db.session, meeting_id) if meeting.stage is Stage.CLOSED else None,
        versions=minutes_queries.versions_of(db.session, meeting_id) if meeting.stage is Stage.CLOSED else (),
    )  # fmt: skip


@meetings_agenda.post("/<int:meeting_id>/inviter")
@allow_staff
def announce(meeting_id: int):
    """ "Inviter beboerne": they see the meeting from now on, and are told."""
    meeting_actions.announce(db.session, meeting_or_404(meeting_id).id, moment=clock.now())
    flash(_("Beboerne er inviteret."))
    return _to(meeting_id)


@meetings_agenda.route("/<int:meeting_id>/flyt", methods=["GET", "POST"])
@allow_staff
def move(meeting_id: int):
    """Another day, time or place: whoever is invited is asked again."""
    meeting = _changeable_or_refused(meeting_id)
    here = Spot(meeting.place, meeting.where, meeting.where)
    form = OnceForm(places=spots(), here=here, on=meeting.on, starts=meeting.starts, place=meeting.place)
    on = form.day() if request.method == "POST" else None
    if on is None:
        return render_template("meetings/staff/move_meeting.html", meeting=meeting, form=form), _status(form.errors)
    meeting_actions.move(db.session, meeting_id, on, form.at, moment=clock.now())
    flash(_("Mødet er flyttet."))
    return _to(meeting_id)


@meetings_agenda.route("/<int:meeting_id>/aflys", methods=["GET", "POST"])
@allow_staff
def cancel(meeting_id: int):
    """There is no meeting, and it says why."""
    meeting, form = _changeable_or_refused(meeting_id), CancelForm(names=names_known(db.session))
    if request.method == "GET" or not form.validate():
        return render_template("meetings/staff/cancel_meeting.html", meeting=meeting, form=form), _status(form.errors)
    meeting_actions.cancel(db.session, meeting_id, because=form.because.data or "", moment=clock.now())
    flash(_("Mødet er aflyst."))
    return _to(meeting_id)


@meetings_agenda.post("/<int:meeting_id>/ide")
@allow_staff
def put_idea(meeting_id: int):
    """An idea is talked about."""
    meeting_actions.put_on_agenda(db.session, meeting_or_404(meeting_id).id, _row("idea"))
    flash(_("Idéen er på dagsordenen."))
    return _to(meeting_id, "dagsorden")


@meetings_agenda.post("/<int:meeting_id>/punkt/<int:item_id>/fjern")
@allow_staff
def take_off(meeting_id: int, item_id: int):
    """An idea is not talked about after all."""
    meeting_actions.take_off_agenda(db.session, meeting_or_404(meeting_id).id, item_id)
    flash(_("Punktet er taget af dagsordenen."))
    return _to(meeting_id, "dagsorden")


@meetings_agenda.post("/<int:meeting_id>/punkt/<int:item_id>/flyt")
@allow_staff
def move_item(meeting_id: int, item_id: int):
    """Up or down."""
    does = request.form.get("do")
    if does not in ("op", "ned"):
        abort(400)
    meeting_actions.move_item(db.session, meeting_or_404(meeting_id).id, item_id, up=does == "op")
    return _to(meeting_id, f"punkt-{item_id}")


@meetings_agenda.post("/<int:meeting_id>/skriv")
@allow_staff
def write(meeting_id: int):
    """Write the agenda in the editor: on in the draft there is, or from what stands there."""
    meeting = _changeable_or_refused(meeting_id)
    document = AgendaKind().published(db.session, meeting_id) or empty_agenda(meeting)
    publishing.begin(
        db.session, kind=AgendaKind.name, subject_id=meeting_id, document=document, by_id=visitor().id,
        moment=clock.now(),
    )  # fmt: skip
    return redirect(url_for("publishing.edit", kind=AgendaKind.name, subject_id=meeting_id), 303)


@meetings_agenda.post("/<int:meeting_id>/aabn")
@allow_staff
def open_meeting(meeting_id: int):
    """ "Åbn mødet": from now on it is on the big screen."""
    today = clock.today()
    red = tuple(red_days(today, today + A_YEAR))
    mode_actions.open_meeting(db.session, meeting_or_404(meeting_id).id, red=red, moment=clock.now())
    return redirect(f"/personale/moede/{meeting_id}/skaerm", 303)


@meetings_agenda.get("/<int:meeting_id>/dagsorden.pdf")
@allow_staff
def on_paper(meeting_id: int) -> Response:
    """The agenda with its pictures, for the wall and the table."""
    meeting = meeting_or_404(meeting_id)
    return meeting_paper.agenda(meeting, agenda_of(db.session, meeting))


def meeting_or_404(meeting_id: int) -> MeetingFacts:
    """Any meeting, also one that nobody has been told of."""
    return minutes_queries.meeting_called(db.session, meeting_id) or abort(404)


def _changeable_or_refused(meeting_id: int) -> MeetingFacts:
    meeting = meeting_or_404(meeting_id)
    if meeting.stage not in BEFORE:
        raise Refused(REFUSALS[meeting.stage])
    return meeting


def _row(field: str) -> int:
    try:
        return row_number(request.form.get(field, ""))
    except ValueError:
        return abort(400)


def _status(errors: object) -> int:
    return 422 if errors else 200


def _to(meeting_id: int, anchor: str | None = None) -> Redirect:
    return redirect(url_for(".one", meeting_id=meeting_id, _anchor=anchor), 303)
