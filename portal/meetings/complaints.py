""" "Noget er ikke godt": told to one person, seen by nobody else."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.db import db
from portal.meetings import complaint_actions, complaint_queries
from portal.meetings.complaint_forms import CHOOSE, chosen
from portal.meetings.complaint_queries import Told
from portal.meetings.complaint_wording import say_complaint
from portal.meetings.pieces import own_draft
from portal.meetings.rules import MOST_PIECES
from portal.people.access import allow
from portal.people.actions import forget_draft
from portal.people.rules import Role
from portal.people.visits import visitor
from portal.web.forms import LONGEST_TAP, typed
from portal.web.templating import tap

meetings_complaints = Blueprint("meetings_complaints", __name__, url_prefix="/moede/ikke-godt")
DRAFT_KEY = "fortael-ikke-godt"  # under which what she writes is kept meanwhile
MOST_AT_FIRST = 5  # complaints, and people to tell; the others are a tap away


@meetings_complaints.get("")
@allow(Role.RESIDENT)
def front():
    """What it is, the ways to tell, what is not sent yet, and what became of the earlier ones."""
    found = complaint_queries.complaints_of(db.session, visitor().id)
    shown = found if "alle" in request.args else found[:MOST_AT_FIRST]
    return render_template(
        "meetings/complaints.html", draft=own_draft(db.session, visitor().id, is_complaint=True),
        complaints=[say_complaint(each) for each in shown], has_more=len(found) > len(shown),
    )  # fmt: skip


@meetings_complaints.route("/send", methods=["GET", "POST"])
@allow(Role.RESIDENT)
def send():
    """What I have told so far, whom I tell it to, and Send."""
    me = visitor()
    to = chosen(complaint_queries.whom_to_tell(db.session, me.id, me.contact_id)) if request.method == "POST" else None
    if to is None:
        return _sending()
    told = complaint_actions.send(
        db.session, me.id, to.id, tap=typed("tap", LONGEST_TAP) or tap(), moment=clock.now()
    )  # fmt: skip
    forget_draft(db.session, person_id=me.id, key=DRAFT_KEY)
    flash(_("%(name)s får det at vide nu.", name=to.first_name))
    return _to(told.id)


@meetings_complaints.get("/<int:complaint_id>")
@allow(Role.RESIDENT)
def one(complaint_id: int):
    """What I told, to whom, and what was answered."""
    told = _own_or_404(complaint_id)
    pieces = complaint_queries.pieces_of(db.session, told.id)
    return render_template("meetings/complaint.html", said=say_complaint(told), pieces=pieces)


@meetings_complaints.route("/<int:complaint_id>/en-anden", methods=["GET", "POST"])
@allow(Role.RESIDENT)
def another(complaint_id: int):
    """ "Vælg en anden": the first one no longer sees it."""
    told, me = _own_or_404(complaint_id), visitor()
    people = [
        each for each in complaint_queries.whom_to_tell(db.session, me.id, me.contact_id) if each.id != told.to.id
    ]
    to = chosen(people) if request.method == "POST" else None
    if to is None:
        page = render_template("meetings/complaint_another.html", told=told, people=people, **_asked(people))
        return page, 422 if request.method == "POST" else 200
    complaint_actions.tell_another(db.session, told.id, me.id, to.id, moment=clock.now())
    flash(_("%(name)s får det at vide nu.", name=to.first_name))
    return _to(told.id)


def _sending() -> Response | tuple[str, int]:
    me = visitor()
    told = own_draft(db.session, me.id, is_complaint=True)
    if not told:
        return redirect(url_for("meetings_complaints.front"), 303)
    people = complaint_queries.whom_to_tell(db.session, me.id, me.contact_id)
    page = render_template(
        "meetings/complaint_send.html", pieces=told, people=people, tap_number=typed("tap", LONGEST_TAP) or tap(),
        has_room=len(told) < MOST_PIECES, **_asked(people),
    )  # fmt: skip
    return page, 422 if request.method == "POST" else 200


def _asked(people: list) -> dict[str, object]:
    """What both pages that ask for a person need besides."""
    all_shown = "alle" in request.args or request.method == "POST"
    return {
        "shown": people if all_shown else people[:MOST_AT_FIRST],
        "fault": _(CHOOSE) if request.method == "POST" else "",
    }  # fmt: skip


def _own_or_404(complaint_id: int) -> Told:
    found = complaint_queries.complaint_of(db.session, complaint_id, visitor().id)
    if found is None:
        abort(404)
    return found


def _to(complaint_id: int) -> Response:
    return redirect(url_for("meetings_complaints.one", complaint_id=complaint_id), 303)
