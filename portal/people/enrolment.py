"""A one-time link from staff makes the device it is opened on a device of ours."""

from flask import Blueprint, redirect, render_template, url_for

from portal import clock
from portal.db import db
from portal.people import actions, queries, visits
from portal.people.access import allow, allow_anyone
from portal.people.models import Enrolment, Person
from portal.people.rules import CameInBy, Role, Trust

tilmeld = Blueprint("tilmeld", __name__)


@tilmeld.get("/tilmeld/<token>")
@allow_anyone
def ask(token: str):
    """Show what the link will do; opening it does nothing yet."""
    enrolment = queries.enrolment_by_token(db.session, token, clock.now())
    if enrolment is None:
        return render_template("ind/enrolment_over.html"), 404
    return render_template("ind/enrol.html", enrolment=enrolment, owner=_owner(enrolment), token=token)


@tilmeld.post("/tilmeld/<token>")
@allow_anyone
def enrol(token: str):
    """Enrol this browser. On her own device the resident is in at once: staff stand beside her."""
    enrolment = queries.enrolment_by_token(db.session, token, clock.now())
    made = actions.enrol(db.session, enrolment, moment=clock.now()) if enrolment else None
    if enrolment is None or made is None:
        return render_template("ind/enrolment_over.html"), 404
    device, secret = made
    owner = _owner(enrolment)
    if owner is not None:
        visits.begin_visit(owner, CameInBy.TAP, device=device)
    where = url_for("ind.front") if owner is None else url_for("tilmeld.offer_key")
    return visits.remember_device(redirect(where, 303), secret)


@tilmeld.get("/ind/noegle")
@allow(Role.RESIDENT, trust=Trust.SEE)
def offer_key():
    """Offer to let the phone know its owner: once, right after enrolment."""
    return render_template("ind/offer_key.html")


def _owner(enrolment: Enrolment) -> Person | None:
    return db.session.get(Person, enrolment.resident_id) if enrolment.resident_id else None
