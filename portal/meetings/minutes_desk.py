"""Closing a meeting: its minutes as they will be, what is hard to read in them, and who was there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal import clock
from portal.db import db
from portal.easyread.report import Audience
from portal.meetings import meeting_paper, minutes_queries, mode_actions
from portal.meetings.agenda_desk import meeting_or_404
from portal.meetings.agenda_kind import names_known
from portal.meetings.agenda_queries import agenda_of
from portal.meetings.meeting_actions import NOT_RUNNING
from portal.meetings.meeting_queries import MeetingFacts
from portal.meetings.meeting_rules import Stage
from portal.meetings.minutes_kind import document_of, lines_in
from portal.meetings.said_and_decided import PICTURE, lines_of, title_of
from portal.people import queries as people
from portal.people.access import allow_staff
from portal.people.rules import Role
from portal.people.visits import visitor
from portal.publishing.checking import Look, Remark, look
from portal.publishing.queries import house_words
from portal.publishing.rules import Document, fingerprint
from portal.red_days import red_days
from portal.refusal import N_, Refused
from portal.web.addresses import row_number
from portal.web.forms import Form, _l, optional_line

meetings_minutes = Blueprint("meetings_minutes", __name__, url_prefix="/personale/moede")

A_YEAR = timedelta(days=366)
LONGEST_REASON = 500  # characters
NO_REASON = N_("Ret linjerne på skærmen, eller skriv hvorfor.")
CHANGED = N_("Læs referatet igen, for det er ændret.")


class CloseForm(Form):
    """Close in spite of what is hard, when there is a reason."""

    hard_because = optional_line(_l("Hvorfor er det svært at læse?"), longest=LONGEST_REASON)


@dataclass(frozen=True, slots=True)
class Ending:
    """The minutes as they will be: the manuscript, what is hard in it, and to which item each line belongs."""

    document: Document
    look: Look
    item_ids: Sequence[int]

    def remarks_of(self, place: int) -> Sequence[Remark]:
        return self.look.lines[self.document.lines[place].id]


@meetings_minutes.route("/<int:meeting_id>/slut", methods=["GET", "POST"])
@allow_staff
def close(meeting_id: int):
    """ "Luk mødet": from then on the minutes exist, and each idea has taken its step."""
    meeting = meeting_or_404(meeting_id)
    if meeting.stage is Stage.CLOSED:
        return redirect(url_for("meetings_agenda.one", meeting_id=meeting_id), 303)
    if meeting.stage is not Stage.RUNNING:
        raise Refused(NOT_RUNNING)
    form, ending = CloseForm(), _ending(meeting)
    if request.method == "GET" or not _may_close(form, ending):
        return _page(meeting, form, ending), 422 if form.errors else 200
    today = clock.today()
    mode_actions.close_meeting(
        db.session, meeting_id, title=ending.document.title, picture=ending.document.picture,
        lines=lines_in(ending.document), hard_because=form.hard_because.data or "",
        without=tuple(red_days(today, today + A_YEAR)), by_id=visitor().id, moment=clock.now(),
    )  # fmt: skip
    flash(_("Mødet er lukket. Beboerne kan læse referatet."))
    return redirect(url_for("meetings_agenda.one", meeting_id=meeting_id), 303)


@meetings_minutes.post("/<int:meeting_id>/hvem")
@allow_staff
def who_was_there(meeting_id: int):
    """Who is in the room, or was. Nobody is named who has not said yes herself."""
    meeting = meeting_or_404(meeting_id)
    known = {each.id for each in people.all_of(db.session, Role.RESIDENT)}
    chosen = {row for row in map(_number, request.form.getlist("hvem")) if row in known}
    mode_actions.note_who_is_there(db.session, meeting_id, sorted(chosen))
    flash(_("Det er gemt."))
    back = ".close" if meeting.stage is Stage.RUNNING else "meetings_agenda.one"
    return redirect(url_for(back, meeting_id=meeting_id, _anchor="hvem"), 303)


@meetings_minutes.get("/<int:meeting_id>/referat/<int:number>.pdf")
@allow_staff
def on_paper(meeting_id: int, number: int) -> Response:
    """A version of the minutes in large letters."""
    meeting, found = meeting_or_404(meeting_id), minutes_queries.minutes_of(db.session, meeting_id, number)
    if found is None:
        abort(404)
    return meeting_paper.minutes(meeting, found, minutes_queries.who_was_there(db.session, meeting_id))


def _ending(meeting: MeetingFacts) -> Ending:
    told = [(item.id, line) for item in agenda_of(db.session, meeting) for line in lines_of(item, meeting.on)]
    document = document_of(title_of(meeting), PICTURE, [line for _item_id, line in told])
    known = [each.word for each in house_words(db.session)]
    found = look(document, Audience.RESIDENT, (), names=names_known(db.session), known=known)
    return Ending(document, found, [item_id for item_id, _line in told])


def _may_close(form: CloseForm, ending: Ending) -> bool:
    if request.form.get("seen", "") not in ("", fingerprint(ending.document)):
        raise Refused(CHANGED)
    if form.validate() and ending.look.language_errors and not form.hard_because.data:
        form.hard_because.errors = [_(NO_REASON)]
    return not form.errors


def _page(meeting: MeetingFacts, form: CloseForm, ending: Ending) -> str:
    residents = people.all_of(db.session, Role.RESIDENT)
    return render_template(
        "meetings/staff/close_meeting.html", meeting=meeting, form=form, ending=ending,
        seen=fingerprint(ending.document),
        guests=minutes_queries.residents_and(db.session, meeting.id, residents),
    )  # fmt: skip


def _number(written: str) -> int:
    try:
        return row_number(written)
    except ValueError:
        return 0
