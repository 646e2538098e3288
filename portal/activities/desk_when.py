"""When an activity is: its rules, seen as days before they are kept, and what is otherwise about one day."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.activities import actions, desk_queries, desk_wording, indexing
from portal.activities.actions import RuleChange
from portal.activities.desk_when_forms import DayForm, RuleForm, written_rule
from portal.activities.models import Activity, ActivityChange, ActivityOccurrence, ActivityRule, Organiser, Venue
from portal.activities.recurrence import Occurrence, Rule, days_of, occurrences
from portal.activities.rules import DAYS_AHEAD
from portal.activities.staff import activity_or_404
from portal.db import db
from portal.people.access import allow_staff
from portal.red_days import red_days

activities_when = Blueprint("activities_when", __name__, url_prefix="/personale/aktiviteter/<int:activity_id>")

MOST_SHOWN = 8
SEEN_AHEAD = timedelta(days=366)


@activities_when.route("/hvornaar", methods=["GET", "POST"])
@allow_staff
def new_rule(activity_id: int):
    """One more time when it is: the first press shows the days, the second keeps them."""
    activity = activity_or_404(activity_id)
    return _edit(
        activity, RuleForm(data={"every": "week", "first": clock.today(), "weekday": clock.today().weekday()}), None
    )


@activities_when.route("/hvornaar/<int:rule_id>", methods=["GET", "POST"])
@allow_staff
def rule(activity_id: int, rule_id: int):
    """Other days or hours. What was otherwise about single days stays."""
    row = _rule_or_404(activity_id, rule_id)
    return _edit(activity_or_404(activity_id), RuleForm(data=written_rule(row.rule)), row)


@activities_when.post("/hvornaar/<int:rule_id>/fjern")
@allow_staff
def remove(activity_id: int, rule_id: int):
    """It is not then any more."""
    activity = actions.held(db.session, activity_or_404(activity_id).id)
    row = _rule_or_404(activity_id, rule_id)
    kept = [RuleChange(each.rule, each.id) for each in desk_queries.rules_of(db.session, activity_id) if each != row]
    _write(activity, kept)
    flash(_("Tiden er fjernet."))
    return _to(activity_id)


@activities_when.route("/dag/<int:rule_id>/<day>", methods=["GET", "POST"])
@allow_staff
def day(activity_id: int, rule_id: int, day: str):
    """Aflys den dag, Flyt, or Som ellers."""
    activity, row, on = activity_or_404(activity_id), _rule_or_404(activity_id, rule_id), _day_or_404(day)
    if not days_of(row.rule, on, on):
        abort(404)
    form = DayForm(names=_names(activity), data=_written_day(row, on))
    do, moment = request.form.get("do", ""), clock.now()
    if request.method == "POST" and do == "ellers":
        actions.as_usual(db.session, activity_id, rule_id, on, red=_red(), moment=moment)
        flash(_("Dagen er som ellers."))
        return _to(activity_id)
    change = None
    if request.method == "POST":
        change = form.moved(rule_id, on) if do == "flyt" else form.cancelled(rule_id, on)
    if change is None:
        page = render_template(
            "activities/staff/day.html", activity=activity, rule=row, on=on, form=form, wording=desk_wording,
            is_changed=db.session.get(ActivityChange, (rule_id, on)) is not None,
        )  # fmt: skip
        return page, 422 if form.errors else 200
    actions.change_day(db.session, activity_id, change, red=_red(), moment=moment)
    flash(_("Dagen er aflyst.") if change.is_cancelled else _("Dagen er flyttet."))
    return _to(activity_id)


def _edit(activity: Activity, form: RuleForm, row: ActivityRule | None):
    written = form.rule() if request.method == "POST" else None
    if written is None:
        return _page(activity, form, row), 422 if form.errors else 200
    days, skipped = _days(replace(written, id=row.id if row else 0), row)
    if not days or request.form.get("do") != "gem" or request.form.get("seen") != _fingerprint(days):
        return _page(activity, form, row, days=days, skipped=skipped, said=written)
    actions.held(db.session, activity.id)
    rows = desk_queries.rules_of(db.session, activity.id)
    kept = [RuleChange(written if row and each.id == row.id else each.rule, each.id) for each in rows]
    _write(activity, kept if row else [*kept, RuleChange(written)])
    flash(_("Tiden er gemt."))
    return _to(activity.id)


def _write(activity: Activity, kept: Sequence[RuleChange]) -> None:
    actions.write_when(db.session, activity.id, kept, red=_red(), moment=clock.now())
    indexing.renew(db.session, activity.id)
    if activity.standing == "ended":
        actions.end(db.session, activity.id, moment=clock.now())  # what is no more has no days


def _page(
    activity: Activity, form: RuleForm, row: ActivityRule | None, *, days: Sequence[Occurrence] = (),
    skipped: Mapping[date, str] | None = None, said: Rule | None = None,
) -> str:  # fmt: skip
    return render_template(
        "activities/staff/rule.html", activity=activity, form=form, rule=row, days=days, skipped=skipped or {},
        said=said, seen=_fingerprint(days), wording=desk_wording,
        was_changed=said is not None and request.form.get("do") == "gem",
    )  # fmt: skip


def _days(written: Rule, row: ActivityRule | None) -> tuple[list[Occurrence], dict[date, str]]:
    """The next days of a rule with what is otherwise about them, and the red days among them that are left out."""
    begin = max(clock.today(), written.first)
    end = begin + SEEN_AHEAD
    red = red_days(begin, end)
    changes = [] if row is None else _changes_of(row)
    found = occurrences([written], changes, red=red, begin=begin, end=end)[:MOST_SHOWN]
    if not found or written.on_red_days:
        return found, {}
    return found, {on: red[on] for on in days_of(written, begin, found[-1].on) if on in red}


def _changes_of(row: ActivityRule) -> list:
    rows = db.session.query(ActivityChange).filter_by(rule_id=row.id)
    return [each.change for each in rows]


def _fingerprint(days: Sequence[Occurrence]) -> str:
    """A short name for exactly what was shown: these days, and these words in the form."""
    unimportant = ("csrf_token", "do", "seen", "tap")
    said = sorted((name, tuple(request.form.getlist(name))) for name in request.form if name not in unimportant)
    return hashlib.sha256(repr((said, days)).encode("utf-8", "replace")).hexdigest()[:16]


def _written_day(row: ActivityRule, on: date) -> dict[str, object]:
    """How the day is now."""
    now = db.session.get(ActivityOccurrence, (row.id, on))
    each = now or row
    return {
        "on": now.on if now else on,
        "starts": each.starts,
        "ends": each.ends,
        "because": now.because if now else "",
    }


def _names(activity: Activity) -> list[str]:
    organiser = db.session.get_one(Organiser, activity.organiser_id)
    venue = db.session.get(Venue, activity.venue_id) if activity.venue_id else None
    return [organiser.name, *((venue.name, venue.area) if venue else ())]


def _rule_or_404(activity_id: int, rule_id: int) -> ActivityRule:
    found = db.session.get(ActivityRule, rule_id)
    if found is None or found.activity_id != activity_id:
        abort(404)
    return found


def _day_or_404(day: str) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError:
        abort(404)


def _red() -> Mapping[date, str]:
    today = clock.today()
    return red_days(today, today + timedelta(days=DAYS_AHEAD))


def _to(activity_id: int) -> Response:
    return redirect(url_for("activities_desk.one", activity_id=activity_id), 303)
