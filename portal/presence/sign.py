"""The talking sign at the door, the screen on the wall, and the sign on paper that leads to the first."""

from datetime import datetime, time

from flask import Blueprint, Response, current_app, render_template

from portal import clock
from portal.clock import COPENHAGEN
from portal.db import db
from portal.people.access import allow_anyone, allow_staff
from portal.presence import queries
from portal.presence.openings import A_DAY, instant
from portal.presence.rules import Answer, State
from portal.presence.sign_paper import sign_pdf
from portal.presence.views import known_or_404
from portal.presence.wording import say_about
from portal.settings import Settings

presence_sign = Blueprint("presence_sign", __name__)


@presence_sign.get("/skilt/<slug>")
@allow_anyone
def sign(slug: str):
    """One answer about one place, to be heard with one tap. It changes only when somebody asks again."""
    return _page("presence/sign.html", slug)


@presence_sign.get("/skilt/<slug>/skaerm")
@allow_anyone
def wall(slug: str):
    """The same in letters for a screen on the wall; it asks again by itself, and says from when it is."""
    return _page("presence/wall.html", slug)


@presence_sign.get("/personale/hvem/<slug>/skilt")
@allow_staff
def on_paper(slug: str):
    """The sign to hang at the door."""
    place, _around = known_or_404(slug, clock.now())
    settings: Settings = current_app.extensions["settings"]
    paper = sign_pdf(place.name, place.picture, address=f"{settings.address}/skilt/{place.slug}")
    name = f'inline; filename="skilt-{place.slug}.pdf"'
    return Response(paper, mimetype="application/pdf", headers={"Content-Disposition": name})


def good_until(found: Answer, moment: datetime) -> datetime | None:
    """How long an answer may stand on a page that nobody asks again: until it is too old, or no longer true.

    Not knowing is true for ever.
    """
    if found.state is State.UNKNOWN or found.fresh_until is None:
        return None
    midnight = instant(moment.astimezone(COPENHAGEN).date() + A_DAY, time(0))
    ends = found.until if found.state is State.HERE else midnight
    if found.state is State.COMES and found.opening:
        ends = found.opening.starts
    return min((found.fresh_until, ends or midnight), key=datetime.timestamp)


def _page(template: str, slug: str) -> str:
    moment = clock.now()
    place, around = known_or_404(slug, moment)
    said = say_about(place, moment, faces=queries.faces(db.session), places=around)
    until = good_until(said.answer, moment)
    good_for = "" if until is None else int(until.timestamp() - moment.timestamp())
    return render_template(template, said=said, moment=moment, good_for=good_for)
