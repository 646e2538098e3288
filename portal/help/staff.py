"""What staff do about help: see to a page somebody found hard."""

from flask import Blueprint, abort, flash, redirect, url_for
from flask_babel import gettext as _

from portal import clock
from portal.db import db
from portal.help import actions, queries
from portal.people.access import allow_staff
from portal.people.visits import visitor

help_staff = Blueprint("help_staff", __name__, url_prefix="/personale")


@help_staff.post("/svaert/<int:page_id>/ordnet")
@allow_staff
def deal_with(page_id: int):
    """The page is easier now, or has been talked about."""
    found = queries.hard_page(db.session, visitor().id, page_id)
    if found is None:
        abort(404)
    actions.deal_with_hard_page(db.session, found, by_id=visitor().id, moment=clock.now())
    flash(_("Godt. Siden venter ikke mere."))
    return redirect(url_for("desk.morning"), 303)
