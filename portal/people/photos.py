"""Showing pictures that are no built files: photos of people and for lines, and drawings made when first asked for."""

from flask import Blueprint, Response, abort, current_app, send_file

from portal import clock
from portal.db import db
from portal.media.photos import PhotoStore
from portal.people import queries
from portal.people.access import allow_anyone
from portal.people.cards import asked_card
from portal.people.portraits import may_see_portrait, owner_of_portrait
from portal.people.private_photos import may_see_photo, owner_of_photo
from portal.people.visits import current_device, find_visitor
from portal.pictograms.catalogue import OTHERS, is_pictogram
from portal.pictograms.drawn import svg_of
from portal.web.assets import FOR_EVER

photos = Blueprint("photos", __name__)
ASKED_AGAIN = "private, no-cache"  # kept in this browser, shown only when we say so again
NOT_KEPT = "private, no-store"  # a consent that is withdrawn works at once


@photos.get("/foto/<name>")
@allow_anyone
def photo(name: str):
    """A photo of a person or for a line, only to those who may see whom it shows or what it belongs to."""
    store: PhotoStore = current_app.extensions["photos"]
    path = store.path(name)
    kept = _how_it_is_kept(name) if path else None
    if path is None or kept is None:
        abort(404)
    response = send_file(path, mimetype="image/webp", conditional=True)
    response.headers["Cache-Control"] = kept
    return response


@photos.get("/billede/om-<code>.svg")
@allow_anyone
def drawing(code: str):
    """One of OpenMoji's drawings that is not among ours. Its address changes when it would come out otherwise."""
    key = OTHERS + code
    if not is_pictogram(key):
        abort(404)
    response = Response(svg_of(key), mimetype="image/svg+xml")
    response.headers["Cache-Control"] = FOR_EVER
    return response


def _how_it_is_kept(name: str) -> str | None:
    """How the browser may keep a photo that is shown to whoever asks; `None` when it is not shown."""
    owner_id, who, today = owner_of_photo(db.session, name), find_visitor(), clock.today()
    if owner_id is not None:
        return NOT_KEPT if may_see_photo(db.session, who, resident_id=owner_id, today=today) else None
    whose = owner_of_portrait(db.session, name)
    if whose is None:
        return None
    is_known = may_see_portrait(db.session, who, person_id=whose.id, role=whose.role, today=today)
    return ASKED_AGAIN if is_known or _comes_in_here(whose.id) else None


def _comes_in_here(person_id: int) -> bool:
    """Whether this device shows the person before anybody is in: as its owner, or whose card it asks about."""
    owner = queries.owner_of(db.session, current_device())
    asked = asked_card()
    return person_id in (owner.id if owner else None, asked.resident.id if asked else None)
