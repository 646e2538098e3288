"""Hjem: the same address for everybody, another page for each."""

from flask import Blueprint, redirect, render_template, url_for

from portal import clock
from portal.agreements import queries as agreements
from portal.db import db
from portal.home.today import lines_about, tiles_of
from portal.people.access import allow_anyone
from portal.people.consent import queries as consents
from portal.people.queries import Visitor
from portal.people.rules import Role
from portal.people.visits import find_visitor
from portal.web.dates import weekday_short
from portal.web.locale import language
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
    return render_template("home/public.html", **_the_day())


def _resident(who: Visitor) -> str:
    site = current_site()
    cards = agreements.cards_of(db.session, who.id) if "agreements" in site.features else ()
    return render_template(
        "home/resident.html",
        lines=lines_about(cards, today=clock.today()),
        is_asked=consents.waiting_for(db.session, who.id, clock.today()),
        tiles=tiles_of(site.tiles, site.features),
        **_the_day(),
    )


def _the_day() -> dict[str, object]:
    today = clock.today()
    return {"today": today, "weekday_index": today.isoweekday(), "weekday_name": weekday_short(today, language())}
