"""The access log as a leader searches it. A look at it stands in it."""

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from portal.db import db
from portal.people import log_queries
from portal.people.access import allow, note_look
from portal.people.log_forms import LogSearchForm
from portal.people.looks import LABELS
from portal.people.models import LogKind
from portal.people.rules import Role, Trust

log_pages = Blueprint("log", __name__, url_prefix="/personale/log")
LAST_PAGE = 10_000


@log_pages.get("")
@allow(Role.LEADER, trust=Trust.STAFF)
def search():
    """What has happened, searched by who, whose, what and when."""
    page = min(max(request.args.get("side", 1, type=int), 1), LAST_PAGE)
    people = log_queries.everybody(db.session)
    form = LogSearchForm().know(people, {kind: _(label) for kind, label in LABELS.items()})
    if not form.validate():
        return render_template("staff/log.html", form=form, entries=(), page=1, has_more=False, labels=LABELS), 422
    entries, has_more = log_queries.entries(db.session, form.search, page=page)
    note_look(LogKind.SAW_LOG, whose_id=form.search.whose_id)
    return render_template("staff/log.html", form=form, entries=entries, page=page, has_more=has_more, labels=LABELS)
