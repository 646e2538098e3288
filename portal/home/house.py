"""The pages about the house itself: accessibility, credits, health, and the style page of the demo."""

from flask import Blueprint, Response, abort, current_app, jsonify, render_template
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from portal.db import db
from portal.people.access import allow_anyone
from portal.pictograms.catalogue import ATTRIBUTION

house = Blueprint("house", __name__)


@house.get("/healthz")
@allow_anyone
def health():
    """Whether the portal works: 200, or 503 when the database does not answer."""
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        db.session.rollback()
        return jsonify(status="database does not answer"), 503
    return jsonify(status="ok")


@house.get("/was")
@allow_anyone
def accessibility():
    """The accessibility statement."""
    return render_template("house/was.html")


@house.get("/om")
@allow_anyone
def about():
    """What the site is, and whose pictures, letters and voices it uses."""
    return render_template("house/om.html", attribution=ATTRIBUTION)


@house.get("/om/licenser/<name>")
@allow_anyone
def licence(name: str):
    """The licence texts that follow pictures and letters."""
    texts = {path.name: path for path in (current_app.extensions["assets"].folder / "licences").glob("*.txt")}
    if name not in texts:
        abort(404)
    return Response(texts[name].read_text("utf-8"), mimetype="text/plain")


@house.get("/stil")
@allow_anyone
def style():
    """Every component in every state. Demo only."""
    if not current_app.config["DEMO"]:
        abort(404)
    return render_template("stil.html")
