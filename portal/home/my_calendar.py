"""Min kalender: a resident's dinners and talks in a calendar of her own, by a secret link that she makes herself."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal import clock
from portal.db import db
from portal.people.access import allow
from portal.people.consent import actions, entrances
from portal.people.rules import Role
from portal.people.visits import visitor
from portal.settings import Settings

my_calendar = Blueprint("my_calendar", __name__, url_prefix="/mig/kalender")


@my_calendar.get("")
@allow(Role.RESIDENT)
def front():
    """What a link would show, and the one that is out."""
    return render_template("mig/calendar.html", began=entrances.feed_began(db.session, visitor().id))


@my_calendar.post("")
@allow(Role.RESIDENT)
def renew():
    """A new link, shown this once. The old one is dead."""
    settings: Settings = current_app.extensions["settings"]
    renewed = entrances.feed_began(db.session, visitor().id) is not None
    token = actions.renew_feed(db.session, visitor().id, moment=clock.now())
    webcal = f"webcal:{settings.address.partition(':')[2]}/kalender/{token}.ics"
    return render_template("mig/calendar_link.html", webcal=webcal, renewed=renewed)


@my_calendar.post("/stop")
@allow(Role.RESIDENT)
def stop():
    """No link any more."""
    actions.end_feed(db.session, visitor().id, moment=clock.now())
    flash(_("Dit link er stoppet."))
    return redirect(url_for("my_calendar.front"), 303)
