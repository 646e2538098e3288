"""Laying meetings: by a rule of every month with a look at its days first, and single ones beside it."""

import hashlib
from collections.abc import Sequence
from datetime import time, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.db import db
from portal.meetings import laying, meeting_actions, meeting_queries, planning_words
from portal.meetings.planning_days import RuleDay, days_of, living_rule, wanted_of
from portal.meetings.planning_forms import OnceForm, RuleForm, spots
from portal.people.access import allow_staff
from portal.people.visits import visitor
from portal.red_days import red_days

meetings_planning = Blueprint("meetings_planning", __name__, url_prefix="/personale/moede")

USUAL = {"which": 1, "weekday": 1, "starts": time(17)}  # the first Tuesday at 17
RED_AHEAD = timedelta(days=4 * 365)  # as far as a rule can begin, and its half-year
UNIMPORTANT = ("csrf_token", "do", "seen", "tap", "dage")


@meetings_planning.route("/plan", methods=["GET", "POST"])
@allow_staff
def plan():
    """The rule of every month: the first press shows the days, the second lays them."""
    form = RuleForm(places=spots(), **_as_it_is())
    rule = form.rule() if request.method == "POST" else None
    if rule is None:
        return _page(form), 422 if form.errors else 200
    moment = clock.now()
    red = red_days(moment.date(), moment.date() + RED_AHEAD)
    days = days_of(db.session, rule, red=red, moment=moment)
    has_seen = request.form.get("seen") == _fingerprint(days)
    wanted = wanted_of(days, request.form.getlist("dage") if has_seen else None)
    if request.form.get("do") != "gem" or not has_seen:
        return _page(form, days, [day.on.isoformat() for day in days if day.on in wanted])
    left_out = [day.on for day in days if day.on not in wanted and not day.is_taken]
    laying.meet_every_month(db.session, rule, form.at, without=left_out, by_id=visitor().id, moment=moment)
    flash(_("Møderne er lagt. Inviter beboerne, når du er klar."))
    return redirect(url_for(".plan"), 303)


@meetings_planning.route("/plan/et", methods=["GET", "POST"])
@allow_staff
def plan_one():
    """A single meeting beside the rule."""
    form = OnceForm(places=spots(), starts=USUAL["starts"])
    on = form.day() if request.method == "POST" else None
    if on is None:
        return render_template("meetings/staff/plan_one.html", form=form), 422 if form.errors else 200
    made = meeting_actions.meet_once(db.session, on, form.at, by_id=visitor().id, moment=clock.now())
    flash(_("Mødet er lagt. Inviter beboerne, når du er klar."))
    return _to(made.id)


def _as_it_is() -> dict[str, object]:
    """What stands in the form at first: the rule that counts now, else the usual one."""
    rule, today = living_rule(db.session), clock.today()
    if rule is None:
        return {**USUAL, "first_day": today}
    return {
        "which": rule.which, "weekday": rule.weekday, "starts": rule.starts, "place": rule.place,
        "first_day": max(rule.starts_on, today), "last_day": rule.ends_on,
    }  # fmt: skip


def _page(form: RuleForm, days: Sequence[RuleDay] = (), ticked: Sequence[str] = ()) -> str:
    rule = living_rule(db.session)
    return render_template(
        "meetings/staff/plan.html", form=form, days=days, ticked=ticked, seen=_fingerprint(days),
        was_changed=bool(days) and request.form.get("do") == "gem", words=planning_words,
        was_tried=request.method == "POST" and not form.errors,
        rule=planning_words.rule_in_words(rule) if rule else "",
        meetings=meeting_queries.planned_meetings(db.session, clock.now()),
    )  # fmt: skip


def _fingerprint(days: Sequence[RuleDay]) -> str:
    """A short name for exactly what was shown: these days, and these words in the form."""
    said = sorted((name, tuple(request.form.getlist(name))) for name in request.form if name not in UNIMPORTANT)
    return hashlib.sha256(repr((said, list(days))).encode("utf-8", "replace")).hexdigest()[:16]


def _to(meeting_id: int) -> Response:
    return redirect(url_for("meetings_agenda.one", meeting_id=meeting_id), 303)
