"""Mig: how I read, and who has seen my things."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal import clock
from portal.db import db
from portal.people import log_queries
from portal.people.access import allow
from portal.people.preferences import actions
from portal.people.preferences.rules import Topic, topics_for
from portal.people.rules import Role, Trust
from portal.people.visits import visitor
from portal.web.forms import typed
from portal.web.locale import language

mig = Blueprint("mig", __name__, url_prefix="/mig")
LONGEST_OPTION = 20  # characters
LAST_PAGE = 10_000


@mig.get("")
@allow(*Role, trust=Trust.SEE)
def front():
    """What I can choose; for a resident also who sees me."""
    return render_template("mig/front.html", topics=topics_for(is_staff=visitor().is_staff))


@mig.get("/<key>")
@allow(*Role, trust=Trust.SEE)
def topic(key: str):
    """One thing to choose."""
    return _topic_page(_topic_or_404(key))


@mig.post("/<key>")
@allow(*Role, trust=Trust.SEE)
def choose(key: str):
    """Keep the choice; the page comes back the way it is read from now on."""
    asked = _topic_or_404(key)
    option = asked.option(typed("valg", LONGEST_OPTION))
    if option is None:
        return _topic_page(asked, fault=_("Vælg igen.")), 422
    actions.choose(db.session, asked, option, person_id=visitor().id)
    flash(_("Gemt."))
    return redirect(url_for("mig.topic", key=key), 303)


@mig.get("/hvem-har-set")
@allow(Role.RESIDENT)
def who_saw():
    """The access log, told to whom it is about."""
    page = min(max(request.args.get("side", 1, type=int), 1), LAST_PAGE)
    looks, has_more = log_queries.looks_at(db.session, visitor().id, page=page)
    lines = [(look, look.sentence(now=clock.now(), language=language())) for look in looks]
    return render_template("mig/who_saw.html", lines=lines, page=page, has_more=has_more)


def _topic_page(asked: Topic, *, fault: str = "") -> str:
    return render_template("mig/topic.html", topic=asked, chosen=asked.chosen(visitor().preferences), fault=fault)


def _topic_or_404(key: str) -> Topic:
    found = next((each for each in topics_for(is_staff=visitor().is_staff) if each.key == key), None)
    if found is None:
        abort(404)
    return found
