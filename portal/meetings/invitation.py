"""A meeting for residents: the invitation, the agenda, afterwards the minutes."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from portal import clock
from portal.db import db
from portal.meetings import meeting_actions, meeting_paper, minutes_queries
from portal.meetings.agenda_queries import agenda_of
from portal.meetings.meeting_queries import MeetingFacts
from portal.meetings.meeting_rules import Stage
from portal.meetings.meeting_words import Said, blocks_of, say_about, title_of
from portal.meetings.minutes_queries import MinutesFacts, Own
from portal.people.access import allow
from portal.people.rules import Role, Trust
from portal.people.visits import visitor
from portal.refusal import Refused
from portal.web.errors import error_page

meetings_invited = Blueprint("meetings_invited", __name__, url_prefix="/moede")

ANSWERS = {"ja": True, "nej": False}
LAST_PAGE = 1000  # of the meetings that have been; there is none so far back
IS_TALKED_ABOUT = frozenset({Stage.AHEAD, Stage.RUNNING})


@meetings_invited.get("/<int:meeting_id>")
@allow(Role.RESIDENT)
def meeting(meeting_id: int):
    """One meeting: what it will be, or what it was."""
    return _page(_said(*_found_or_404(meeting_id)))


@meetings_invited.post("/<int:meeting_id>/svar")
@allow(Role.RESIDENT)
def reply(meeting_id: int):
    """ "Jeg kommer" or "Jeg kommer ikke". The other button takes it back."""
    comes = _answer_or_400()
    meeting_actions.reply(db.session, meeting_id, visitor().id, comes=comes, moment=clock.now())
    flash(_("Du kommer til mødet.") if comes else _("Du kommer ikke til mødet."))
    return _back_to(meeting_id)


@meetings_invited.post("/<int:meeting_id>/navn")
@allow(Role.RESIDENT)
def let_be_named(meeting_id: int):
    """ "Må dit navn stå i referatet?" It works at once, also afterwards and on paper."""
    may = _answer_or_400()
    meeting_actions.let_be_named(db.session, meeting_id, visitor().id, may=may)
    flash(_("Dit navn må stå i referatet.") if may else _("Dit navn står ikke i referatet."))
    return _back_to(meeting_id)


@meetings_invited.get("/<int:meeting_id>/referat/<int:number>")
@allow(Role.RESIDENT)
def old_minutes(meeting_id: int, number: int):
    """A version of the minutes that has been corrected since."""
    found, _own = _found_or_404(meeting_id)
    minutes = _minutes_or_404(found, number)
    return render_template(
        "meetings/old_minutes.html", id=meeting_id, title=title_of(found.on, clock.today()), minutes=minutes,
        blocks=list(blocks_of(minutes.lines)),
    )  # fmt: skip


@meetings_invited.get("/referater")
@allow(Role.RESIDENT, trust=Trust.SEE)
def all_minutes():
    """The meetings that have been, a page at a time."""
    page = min(max(request.args.get("side", 1, type=int), 1), LAST_PAGE)
    found, has_more = minutes_queries.closed_meetings(db.session, page)
    meetings = [(meeting_id, title_of(on, clock.today())) for meeting_id, on in found]
    return render_template("meetings/all_minutes.html", meetings=meetings, page=page, has_more=has_more)


@meetings_invited.get("/<int:meeting_id>/dagsorden.pdf")
@allow(Role.RESIDENT)
def agenda_on_paper(meeting_id: int) -> Response:
    """What we talk about, in large letters."""
    found, _own = _found_or_404(meeting_id)
    if found.stage not in IS_TALKED_ABOUT:
        abort(404)
    return meeting_paper.agenda(found, agenda_of(db.session, found))


@meetings_invited.get("/<int:meeting_id>/referat.pdf")
@allow(Role.RESIDENT)
def minutes_on_paper(meeting_id: int) -> Response:
    """What was said and decided, in large letters."""
    found, _own = _found_or_404(meeting_id)
    minutes = _minutes_or_404(found)
    return meeting_paper.minutes(found, minutes, minutes_queries.who_was_there(db.session, meeting_id))


@meetings_invited.errorhandler(Refused)
def refused(no: Refused):
    """The reason stands on the page of the meeting as it is now, so that she sees what she can do instead."""
    db.session.rollback()
    found = minutes_queries.meeting_and_own(db.session, (request.view_args or {}).get("meeting_id", 0), visitor().id)
    if found is None:
        return error_page(409, sentence=_(no.reason))
    flash(_(no.reason), "error")
    return _page(_said(*found)), 409


def _page(said: Said) -> str:
    template = "meetings/minutes.html" if said.stage is Stage.CLOSED else "meetings/meeting.html"
    return render_template(template, said=said, preview=None)


def _found_or_404(meeting_id: int) -> tuple[MeetingFacts, Own]:
    return minutes_queries.meeting_and_own(db.session, meeting_id, visitor().id) or abort(404)


def _minutes_or_404(found: MeetingFacts, number: int | None = None) -> MinutesFacts:
    return minutes_queries.minutes_of(db.session, found.id, number) or abort(404)


def _said(found: MeetingFacts, own: Own) -> Said:
    is_closed = found.stage is Stage.CLOSED
    agenda = agenda_of(db.session, found) if found.stage in IS_TALKED_ABOUT else []
    minutes = minutes_queries.minutes_of(db.session, found.id) if is_closed else None
    there = minutes_queries.who_was_there(db.session, found.id) if is_closed else None
    return say_about(found, own, agenda, minutes, there, clock.now())


def _answer_or_400() -> bool:
    said = ANSWERS.get(request.form.get("svar", ""))
    return abort(400) if said is None else said


def _back_to(meeting_id: int) -> Redirect:
    return redirect(url_for(".meeting", meeting_id=meeting_id), 303)
