"""Hvem kan se mig? The resident decides: one question at a time, then one switch for each topic."""

from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.db import db
from portal.people.access import allow
from portal.people.consent import actions, queries, rules
from portal.people.consent.models import Relation
from portal.people.consent.phrases import BY_PATH, KIN, MONTHS, TOPICS
from portal.people.consent.queries import RelativeView
from portal.people.consent.rules import Topic
from portal.people.consent.way_in import invite
from portal.people.models import Person
from portal.people.rules import Role
from portal.people.visits import visitor

consent = Blueprint("consent", __name__, url_prefix="/mig/hvem-kan-se-mig")
PAGE = "consent.who_sees_me"


@consent.get("")
@allow(Role.RESIDENT)
def who_sees_me():
    """The first open question alone; without one, or when it is put off, everybody with their switches."""
    relatives = _relatives()
    asking = next((each for each in relatives if each.open_topic), None)
    if asking is not None and "liste" not in request.args:
        return render_template("mig/may_she_see.html", relative=asking, asked=asking.open_topic, phrases=TOPICS)
    return render_template("mig/who_sees_me.html", relatives=relatives, asking=asking, phrases=TOPICS, kin=KIN)


@consent.get("/<int:relation_id>/<path>")
@allow(Role.RESIDENT)
def how_long(relation_id: int, path: str):
    """ "Ja" to a question: for how long?"""
    relative, topic = _relative_or_404(relation_id), _topic_or_404(path)
    return render_template("mig/how_long.html", relative=relative, topic=TOPICS[topic], months=MONTHS)


@consent.post("/<int:relation_id>/<path>")
@allow(Role.RESIDENT)
def answer(relation_id: int, path: str):
    """Yes for so many months, or no."""
    relation, topic = _relation_or_404(relation_id), _topic_or_404(path)
    if request.form.get("svar") == "nej":
        _hide(relation, topic)
    else:
        _show(relation, topic, rules.last_day(clock.today(), _months_or_400()))
    return redirect(url_for(PAGE), 303)


@consent.post("/<int:relation_id>/<path>/kontakt")
@allow(Role.RESIDENT)
def switch(relation_id: int, path: str):
    """A switch: off at once; on again with the last day it had, or with the question how long."""
    relation, topic = _relation_or_404(relation_id), _topic_or_404(path)
    if request.form.get("svar") != "ja":
        _hide(relation, topic)
        return _back_to_list(relation, topic)
    until = rules.restored(_relative_or_404(relation_id).topic(topic).answer, today=clock.today())
    if until is None:
        return redirect(url_for("consent.how_long", relation_id=relation_id, path=path), 303)
    _show(relation, topic, until)
    return _back_to_list(relation, topic)


@consent.post("/skjul/<int:relation_id>")
@allow(Role.RESIDENT)
def hide_all(relation_id: int):
    """She may see nothing from now on."""
    relation = _relation_or_404(relation_id)
    actions.hide_all(db.session, relation, moment=clock.now())
    flash(_("Alt er skjult for %(name)s.", name=_relative_of(relation).first_name))
    return redirect(url_for(PAGE), 303)


def _show(relation: Relation, topic: Topic, until: date) -> None:
    """The resident's yes. The first one to a relative lets her in: she gets a letter."""
    relative = _relative_of(relation)
    if actions.say_yes(db.session, relation, topic, until=until, moment=clock.now()):
        invite(relative, resident=visitor().first_name)
    flash(_(TOPICS[topic].shown, name=relative.first_name))


def _hide(relation: Relation, topic: Topic) -> None:
    actions.say_no(db.session, relation, topic, moment=clock.now())
    flash(_(TOPICS[topic].hidden, name=_relative_of(relation).first_name))


def _relatives() -> tuple[RelativeView, ...]:
    return queries.relatives_of(db.session, visitor().id, clock.today())


def _relative_or_404(relation_id: int) -> RelativeView:
    found = next((each for each in _relatives() if each.id == relation_id), None)
    if found is None:
        abort(404)
    return found


def _relation_or_404(relation_id: int) -> Relation:
    found = db.session.get(Relation, relation_id)
    if found is None or found.resident_id != visitor().id or found.ended_at is not None:
        abort(404)
    return found


def _relative_of(relation: Relation) -> Person:
    return db.session.get_one(Person, relation.relative_id)


def _topic_or_404(path: str) -> Topic:
    if path not in BY_PATH:
        abort(404)
    return BY_PATH[path]


def _months_or_400() -> int:
    months = request.form.get("maaneder", 0, type=int)
    if months not in MONTHS:
        abort(400)
    return months


def _back_to_list(relation: Relation, topic: Topic) -> Response:
    there = f"{relation.id}-{TOPICS[topic].path}"
    return redirect(url_for(PAGE, liste="ja", _anchor=there), 303)
