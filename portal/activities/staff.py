"""The catalogue's desk: what needs a hand first, one tap to say that an entry is true, and all about one entry."""

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.activities import actions, asking, desk_queries, desk_wording, keeping, reporting
from portal.activities.asking import Asking
from portal.activities.desk_forms import BeginForm, FactsForm, written_facts
from portal.activities.desk_queries import KIND
from portal.activities.models import Activity, ActivityReport, Organiser, Venue
from portal.activities.wording import INTEREST_WORDS, short_price
from portal.db import db
from portal.easyread.line import clean
from portal.people.access import allow_staff
from portal.people.visits import visitor
from portal.publishing import actions as publishing
from portal.publishing.queries import manuscript_of
from portal.publishing.rules import Document, new_line
from portal.settings import Settings
from portal.web.sites import current_site

activities_desk = Blueprint("activities_desk", __name__, url_prefix="/personale/aktiviteter")

LONGEST_QUERY = 60
ONE = "/<int:activity_id>"


@activities_desk.get("")
@allow_staff
def front():
    """What needs a hand, then all, or those that a word or a code finds."""
    query, today = clean(request.args.get("q", ""))[:LONGEST_QUERY], clock.today()
    return render_template(
        "activities/staff/front.html", query=query, moment=clock.now(), today=today, wording=desk_wording,
        needing=() if query else desk_queries.needing_a_hand(db.session, today),
        found=desk_queries.entries(db.session, today, query), most=desk_queries.MOST_ROWS,
        stale=desk_queries.stale_number(db.session, today),
    )  # fmt: skip


@activities_desk.route("/ny", methods=["GET", "POST"])
@allow_staff
def begin():
    """A new entry gets its code; then its words are written."""
    form = BeginForm(**_who_and_where())
    if request.method == "GET" or not form.validate():
        return render_template("activities/staff/begin.html", form=form), 422 if form.errors else 200
    moment = clock.now()
    made = actions.begin(
        db.session, interest=form.chosen_interest, organiser_id=form.organiser.data, moment=moment
    )  # fmt: skip
    made.venue_id = form.venue_id
    document = Document("", None, (new_line("line"),))
    publishing.begin(db.session, kind=KIND, subject_id=made.id, document=document, by_id=visitor().id, moment=moment)
    flash(_("Aktiviteten har fået nummer %(number)s.", number=made.code))
    return _to(made.id)


@activities_desk.get(ONE)
@allow_staff
def one(activity_id: int):
    """All about one entry, with everything that can be done about it."""
    today = clock.today()
    entry = desk_queries.entry(db.session, activity_id, today) or abort(404)
    activity = activity_or_404(activity_id)
    return render_template(
        "activities/staff/one.html", entry=entry, activity=activity, today=today, moment=clock.now(),
        wording=desk_wording, needs=entry.needs(today),
        interest=_(INTEREST_WORDS[activity.interest].sentence), price=short_price(activity.kroner),
        organiser=db.session.get_one(Organiser, activity.organiser_id),
        venue=db.session.get(Venue, activity.venue_id) if activity.venue_id else None,
        reports=desk_queries.waiting_reports(db.session, activity_id),
        rules=desk_queries.rules_of(db.session, activity_id),
        days=desk_queries.days_ahead(db.session, activity_id, today),
        is_written=manuscript_of(db.session, KIND, activity_id) is not None,
    )  # fmt: skip


@activities_desk.post(f"{ONE}/passer")
@allow_staff
def confirm(activity_id: int):
    """Det passer: it is all true today."""
    activity = activity_or_404(activity_id)
    actions.confirm(db.session, activity.id, moment=clock.now())
    flash(_("%(title)s er bekræftet i dag.", title=activity.code))
    return _back(activity_id)


@activities_desk.route(f"{ONE}/fakta", methods=["GET", "POST"])
@allow_staff
def facts(activity_id: int):
    """Price, phone, place, how one begins."""
    activity = activity_or_404(activity_id)
    form = FactsForm(**_who_and_where(), data=written_facts(activity))
    if request.method == "GET" or not form.validate():
        page = render_template("activities/staff/facts.html", form=form, activity=activity)
        return page, 422 if form.errors else 200
    keeping.keep_facts(db.session, activity_id, form.facts(), moment=clock.now())
    flash(_("Det er gemt."))
    return _to(activity_id)


@activities_desk.post(f"{ONE}/spoerg")
@allow_staff
def ask(activity_id: int):
    """Bed om bekræftelse: the organiser gets a letter with a link."""
    activity = activity_or_404(activity_id)
    asking.ask(db.session, activity_id, _asking(), moment=clock.now())
    flash(_("Arrangøren er spurgt om %(title)s.", title=activity.code))
    return _back(activity_id)


@activities_desk.post("/spoerg-alle")
@allow_staff
def ask_all():
    """Every organiser of something stale is asked, in one letter each."""
    number = asking.ask_all_stale(db.session, _asking(), moment=clock.now())
    flash(asked_in_words(number))
    return redirect(url_for(".front"), 303)


@activities_desk.post("/forkert/<int:report_id>/ordnet")
@allow_staff
def deal_with(report_id: int):
    """What somebody said is wrong has been seen to."""
    report = db.session.get(ActivityReport, report_id) or abort(404)
    reporting.deal_with(db.session, report, by_id=visitor().id, moment=clock.now())
    flash(_("Godt. Det venter ikke mere."))
    if request.form.get("fra") == "i-dag":
        return redirect("/personale", 303)
    return _back(report.activity_id)


def activity_or_404(activity_id: int) -> Activity:
    return db.session.get(Activity, activity_id) or abort(404)


def asked_in_words(number: int) -> str:
    """About how many entries somebody has been asked."""
    if number == 0:
        return _("Der er ingen at spørge lige nu.")
    if number == 1:
        return _("Vi har spurgt om 1 aktivitet.")
    return _("Vi har spurgt om %(number)s aktiviteter.", number=number)


def _who_and_where() -> dict:
    return {"organisers": desk_queries.organisers(db.session), "venues": desk_queries.venues(db.session)}


def _asking() -> Asking:
    settings: Settings = current_app.extensions["settings"]
    return Asking(settings.address, current_site().name)


def _back(activity_id: int) -> Response:
    """To the list when the button stood there, otherwise to the entry."""
    if request.form.get("fra") == "liste":
        return redirect(url_for(".front", q=clean(request.form.get("q", ""))[:LONGEST_QUERY] or None), 303)
    return _to(activity_id)


def _to(activity_id: int) -> Response:
    return redirect(url_for("activities_desk.one", activity_id=activity_id), 303)
