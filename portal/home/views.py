"""Hjem: the same address for everybody, another page for each."""

from flask import Blueprint, redirect, render_template, url_for

from portal import clock
from portal.agreements import queries as agreements
from portal.db import db
from portal.easyread.line import Line
from portal.home import dinners, notices
from portal.home.today import MOST_LINES, Concern, first_answer, lines_about, tiles_of
from portal.meals import queries as meals
from portal.people.access import allow_anyone
from portal.people.consent import queries as consents
from portal.people.queries import Visitor
from portal.people.rules import Role
from portal.people.visits import find_visitor
from portal.presence import queries as presence
from portal.presence.wording import Said, say_about
from portal.web.dates import weekday_short
from portal.web.locale import language, translate
from portal.web.sites import current_site

front = Blueprint("front", __name__)


@front.get("/")
@allow_anyone
def home():
    """Today, for whoever is asking."""
    who = find_visitor()
    if who is not None and who.is_staff:
        return redirect(url_for("desk.morning"), 303)
    if who is not None and who.role is Role.RELATIVE:
        return redirect(url_for("relative.front"), 303)
    if who is not None and who.role is Role.RESIDENT:
        return _resident(who)
    return render_template("home/public.html", here=_who_is_here(), **_the_day())


def _resident(who: Visitor) -> str:
    site, here, waiting = current_site(), _who_is_here(), notices.waiting_for(who.id)
    room = MOST_LINES - (here is not None)
    return render_template(
        "home/resident.html",
        here=here,
        notices=waiting[:room],
        has_more_notices=len(waiting) > room,
        concerns=_concerns(who)[: max(0, room - len(waiting))],
        is_asked=consents.waiting_for(db.session, who.id, clock.today()),
        tiles=tiles_of(site.tiles, site.features),
        **_the_day(),
    )


def _concerns(who: Visitor) -> list[Concern]:
    """What concerns her today: dinners first, for they are soonest."""
    site, moment = current_site(), clock.now()
    found: list[Concern] = []
    if "meals" in site.features:
        ahead = meals.own_dinners(db.session, who.id, moment, most=dinners.MOST_DINNERS)
        found += dinners.concerns(ahead, moment=moment)
    if "agreements" in site.features:
        lines = lines_about(agreements.cards_of(db.session, who.id), today=clock.today())
        found += [Concern(Line(translate(line.sentence), line.picture), "aftaler") for line in lines]
    return found


def _who_is_here() -> Said | None:
    """The answer in one line, of the places the first page of "Hvem er her?" holds.

    Without names: those would cost the page a statement, and they stand one tap away.
    """
    if "presence" not in current_site().features:
        return None
    moment = clock.now()
    found = presence.some_places(db.session, 1, moment)
    return first_answer([say_about(each, moment, faces={}, places=found.around) for each in found.places])


def _the_day() -> dict[str, object]:
    today = clock.today()
    return {"today": today, "weekday_index": today.isoweekday(), "weekday_name": weekday_short(today, language())}
