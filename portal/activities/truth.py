"""How everybody keeps the catalogue true: "Noget er forkert" from anybody, and the organiser's link in a letter."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal import clock
from portal.activities import asking, desk_queries, desk_wording, reporting, rules
from portal.activities.entry import one_entry
from portal.activities.entry_words import say_about
from portal.activities.models import Activity
from portal.activities.rules import ReportKind
from portal.db import db
from portal.people.access import allow_anyone
from portal.web.forms import LONGEST_SENTENCE, LONGEST_TAP, typed

activities_truth = Blueprint("activities_truth", __name__, url_prefix="/aktiviteter")

KINDS = {
    "aflyst": (ReportKind.CANCELLED, "cancel"),
    "telefon": (ReportKind.PHONE, "phone"),
    "tid-eller-sted": (ReportKind.WHEN_OR_WHERE, "clock"),
    "andet": (ReportKind.OTHER, "question"),
}
"""What stands in the form, what it means, and the picture of its button."""


@activities_truth.get("/<code>/forkert")
@allow_anyone
def wrong(code: str):
    """Noget er forkert: what is it?"""
    return _wrong_page(_published_or_404(code))


@activities_truth.post("/<code>/forkert")
@allow_anyone
def tell(code: str):
    """Staff get to know it. Nobody is asked who says so."""
    activity = _published_or_404(code)
    found, tap = KINDS.get(request.form.get("hvad", "")), typed("tap", LONGEST_TAP)
    if found is None or not tap:
        return _wrong_page(activity, fault=_("Vælg, hvad der er forkert.")), 422
    text = typed("linje", LONGEST_SENTENCE)
    reporting.tell(db.session, activity.id, found[0], text=text, tap=tap, moment=clock.now())
    flash(_("Tak, vi ser på det."))
    return redirect(f"/aktiviteter/{activity.code}", 303)


@activities_truth.get("/passer/<token>")
@allow_anyone
def greet(token: str):
    """Is it all true? Opening the link does nothing, for mail programs open links too."""
    found = asking.activity_of_link(db.session, token, clock.now())
    if found is None:
        return render_template("activities/link_over.html"), 404
    activity, is_used = found
    entry = one_entry(db.session, activity.code, clock.now())
    assert entry is not None  # a link leads to what is published
    return render_template(
        "activities/is_it_true.html", said=say_about(entry, today=clock.today()), is_used=is_used, token=token
    )


@activities_truth.post("/passer/<token>")
@allow_anyone
def confirm(token: str):
    """Ja, det passer: the link says so once."""
    found = asking.activity_of_link(db.session, token, clock.now())
    if found is None:
        return render_template("activities/link_over.html"), 404
    asking.confirm_by_link(db.session, token, moment=clock.now())
    return redirect(url_for(".greet", token=token), 303)


def _published_or_404(code: str) -> Activity:
    read = rules.read_code(code)
    return (desk_queries.published_by_code(db.session, read) if read else None) or abort(404)


def _wrong_page(activity: Activity, fault: str = "") -> str:
    kinds = [(value, desk_wording.REPORTS[kind], picture) for value, (kind, picture) in KINDS.items()]
    return render_template(
        "activities/wrong.html", activity=activity, kinds=kinds, fault=fault, written=typed("linje", LONGEST_SENTENCE)
    )
