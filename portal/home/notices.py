"""What a resident has been told and has not seen yet: on Hjem, and all of it on a page of its own."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _

from portal import clock
from portal.db import db
from portal.home.today import tile_of
from portal.notices.actions import note_seen
from portal.notices.queries import unseen
from portal.notices.wording import Told, told
from portal.people.access import allow
from portal.people.rules import Role, Trust
from portal.people.visits import safe_next, visitor
from portal.refusal import N_
from portal.web.sites import current_site

notices = Blueprint("notices", __name__, url_prefix="/beskeder")

LABELS = {"mad": N_("Se middagen")}
OTHERWISE = N_("Se mere om det")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A notice as it stands on a page: the place whose colour it has, and what the way there is called."""

    told: Told
    place: str
    label: str


@notices.get("")
@allow(Role.RESIDENT, trust=Trust.SEE)
def everything():
    """All that I have not seen yet, the oldest first."""
    return render_template("home/notices.html", notices=waiting_for(visitor().id))


@notices.post("/<int:notice_id>/set")
@allow(Role.RESIDENT, trust=Trust.SEE)
def seen(notice_id: int):
    """ "Det har jeg set"."""
    note_seen(db.session, visitor().id, notice_id, moment=clock.now())
    flash(_("Du har set beskeden."))
    return redirect(safe_next(request.form.get("next")), 303)


def waiting_for(person_id: int) -> list[Waiting]:
    """What somebody has not seen, as far as this site has the pages it is about. One statement."""
    today, features = clock.today(), current_site().features
    found: list[Waiting] = []
    for each in unseen(db.session, person_id, today):
        tile = tile_of(each.href)
        if tile is None or tile.feature in features:
            place = tile.key if tile else ""
            found.append(Waiting(told(each, today=today), place, _(LABELS.get(place, OTHERWISE))))
    return found
