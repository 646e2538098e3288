"""Organisers and venues, as plain forms."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.activities import desk_queries, keeping
from portal.activities.desk_forms import OrganiserForm, VenueForm, unknown_venue, written_venue
from portal.activities.models import Organiser, Venue
from portal.db import db
from portal.people.access import allow_staff

activities_places = Blueprint("activities_places", __name__, url_prefix="/personale/aktiviteter")


@activities_places.get("/steder")
@allow_staff
def all_of_them():
    """Who offers activities, and where they are."""
    return render_template(
        "activities/staff/places.html", organisers=desk_queries.organisers(db.session),
        venues=desk_queries.venues(db.session),
    )  # fmt: skip


@activities_places.route("/arrangoer/ny", methods=["GET", "POST"])
@allow_staff
def new_organiser():
    """Somebody who has not offered anything before."""
    return _organiser(OrganiserForm(), None)


@activities_places.route("/arrangoer/<int:organiser_id>", methods=["GET", "POST"])
@allow_staff
def organiser(organiser_id: int):
    """How one reaches an organiser."""
    found = db.session.get(Organiser, organiser_id) or abort(404)
    return _organiser(OrganiserForm(obj=found), found)


@activities_places.route("/sted/ny", methods=["GET", "POST"])
@allow_staff
def new_venue():
    """A place where nothing has been before."""
    return _venue(VenueForm(data=unknown_venue()), None)


@activities_places.route("/sted/<int:venue_id>", methods=["GET", "POST"])
@allow_staff
def venue(venue_id: int):
    """What one must know of a place before one goes there."""
    found = db.session.get(Venue, venue_id) or abort(404)
    return _venue(VenueForm(data=written_venue(found)), found)


def _organiser(form: OrganiserForm, found: Organiser | None):
    if request.method == "GET" or not form.validate():
        page = render_template("activities/staff/organiser.html", form=form, organiser=found)
        return page, 422 if form.errors else 200
    keeping.keep_organiser(
        db.session, found.id if found else None, name=form.name.data or "", phone=form.phone.data or None,
        email=form.email.data or None, website=form.website.data or None, moment=clock.now(),
    )  # fmt: skip
    return _kept()


def _venue(form: VenueForm, found: Venue | None):
    if request.method == "GET" or not form.validate():
        page = render_template("activities/staff/venue.html", form=form, venue=found)
        return page, 422 if form.errors else 200
    known = {str(sentence): picture for sentence, picture in found.ways} if found else {}
    keeping.keep_venue(db.session, found.id if found else None, form.facts(known), moment=clock.now())
    return _kept()


def _kept() -> Response:
    flash(_("Det er gemt."))
    return redirect(url_for("activities_places.all_of_them"), 303)
