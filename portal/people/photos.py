"""Showing pictures that are no built files: photos of people and for lines, and drawings made when first asked for."""

from flask import Blueprint, Response, abort, current_app, send_file

from portal import clock
from portal.db import db
from portal.media.photos import PhotoStore
from portal.people.access import allow_anyone
from portal.people.private_photos import may_see_photo, owner_of_photo
from portal.people.visits import find_visitor
from portal.pictograms.catalogue import OTHERS, is_pictogram
from portal.pictograms.drawn import svg_of
from portal.web.assets import FOR_EVER

photos = Blueprint("photos", __name__)
KEPT = "private, max-age=3600"  # an hour in this browser; "Jeg er færdig" empties it at once
NOT_KEPT = "private, no-store"  # a consent that is withdrawn works at once


@photos.get("/foto/<name>")
@allow_anyone
def photo(name: str):
    """A photo by its unguessable name; a private one only to those who may see what it belongs to."""
    store: PhotoStore = current_app.extensions["photos"]
    path = store.path(name)
    if path is None:
        abort(404)
    owner_id = owner_of_photo(db.session, name)
    if not _may_see(owner_id):
        abort(404)
    response = send_file(path, mimetype="image/webp", conditional=True)
    response.headers["Cache-Control"] = KEPT if owner_id is None else NOT_KEPT
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


def _may_see(owner_id: int | None) -> bool:
    return owner_id is None or may_see_photo(db.session, find_visitor(), resident_id=owner_id, today=clock.today())
