"""The staff's first page: what waits, with the way to do it; quiet when there is nothing."""

from flask import Blueprint, render_template

from portal import clock
from portal.activities import desk_wording as catalogue_wording
from portal.agreements import morning as agreements
from portal.agreements import staff_queries
from portal.db import db
from portal.desk import activities, dinners, due, meetings, voices
from portal.desk.activities import CatalogueDue
from portal.desk.dinners import DinnerDue
from portal.desk.meetings import Due
from portal.help import queries as help_pages
from portal.people import queries as people
from portal.people.access import allow_staff
from portal.people.visits import visitor
from portal.presence.staff_queries import Board, board
from portal.web.sites import current_site

desk = Blueprint("desk", __name__)


@desk.get("/personale")
@allow_staff
def morning():
    """What one's residents ask, what is due, and the way to each of them."""
    me, places = visitor(), _about_presence(visitor().id)
    return render_template(
        "staff/morning.html",
        cards=due.cards_due(db.session, me.id, clock.now()),
        consents=due.consents_due(db.session, me.id, clock.today()),
        hard_pages=help_pages.hard_pages_for(db.session, me.id),
        residents=people.residents_of(db.session, me.id),
        board=places,
        dinners=_about_dinners(me.id, places),
        meetings=_about_meetings(me.id),
        catalogue=_about_activities(),
        catalogue_wording=catalogue_wording,
        **_about_agreements(me.id),
    )


def _about_presence(staff_id: int) -> Board:
    """What residents are told of each place, on a site that tells it."""
    return board(db.session, clock.now(), staff_id) if "presence" in current_site().features else Board()


def _about_dinners(staff_id: int, board: Board) -> list[DinnerDue]:
    """What waits before the dinners to come, on a site where people eat together."""
    if "meals" not in current_site().features:
        return []
    places = [room.said.place for room in board.rooms]
    return dinners.dinners_due(db.session, staff_id, clock.now(), places)


def _about_meetings(staff_id: int) -> list[Due]:
    """Ideas, promises, complaints and meetings that wait, on a site where residents meet."""
    return meetings.due(db.session, staff_id, clock.now()) if "meetings" in current_site().features else []


def _about_activities() -> CatalogueDue:
    """What is not true any more, on a site with a catalogue."""
    if "activities" not in current_site().features:
        return CatalogueDue()
    return activities.catalogue_due(db.session, clock.today())


def _about_agreements(staff_id: int) -> dict[str, object]:
    """Nothing on a site without agreements: there is no page to do it on."""
    if "agreements" not in current_site().features:
        return {"waiting": (), "talks": (), "drafts": (), "recordings": ()}
    return {
        "waiting": staff_queries.waiting_for(db.session, staff_id),
        "talks": agreements.talks_due(db.session, staff_id, clock.today()),
        "drafts": agreements.drafts_at_rest(db.session, staff_id, clock.now()),
        "recordings": voices.lines_to_record_again(db.session, staff_id),
    }
