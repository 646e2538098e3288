"""A place's timetable for its staff: weekly hours, changes, absences; each is seen for four weeks before it is kept."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from datetime import date, timedelta

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal import clock
from portal.db import db
from portal.people.access import allow_staff
from portal.people.visits import visitor
from portal.presence import actions, hours_actions, staff_queries, weeks
from portal.presence.facts import Facts, WeeklyHours
from portal.presence.forms import ChangeForm, EndForm, HoursForm, chosen_id
from portal.presence.models import DayChange, Hours, HoursEdit, Place
from portal.presence.staff import place_or_404
from portal.presence.weeks import Picture
from portal.web.dates import WEEKDAYS
from portal.web.locale import language

presence_week = Blueprint("presence_week", __name__, url_prefix="/personale/hvem/<slug>")

Days = tuple[date, date]
"""The first and the last of some days."""
OnThoseDays = Callable[[Session, str, date, date], Sequence[str]]
"""What another feature has planned at a place from the first to the last day, in sentences."""


@presence_week.get("")
@allow_staff
def place(slug: str):
    """The weekly hours, what is different in the days to come, and who has changed it."""
    found, today = place_or_404(slug), clock.today()
    facts = staff_queries.facts_of(db.session, found, clock.now()).facts
    return render_template(
        "presence/staff/place.html",
        place=found,
        planned=staff_queries.timetable(db.session, found, today),
        places={each.id: each for each in staff_queries.all_places(db.session)},
        edits=staff_queries.edits(db.session, found),
        weeks=weeks.four_weeks(facts, today, today=today),
        undo=_undo_of(found),
    )


@presence_week.route("/tider", methods=["GET", "POST"])
@allow_staff
def new_hours(slug: str):
    """New weekly hours, perhaps a copy of others."""
    found = place_or_404(slug)
    copied = _hours_of(found, chosen_id(request.args.get("kopi")))
    return _edit_hours(found, None, _written(copied) if copied else {"valid_from": clock.today()})


@presence_week.route("/tider/<int:hours_id>", methods=["GET", "POST"])
@allow_staff
def hours(slug: str, hours_id: int):
    """Other words for weekly hours."""
    found = place_or_404(slug)
    row = _hours_of(found, hours_id) or abort(404)
    return _edit_hours(found, row, _written(row))


@presence_week.route("/tider/<int:hours_id>/slut", methods=["GET", "POST"])
@allow_staff
def end_hours(slug: str, hours_id: int):
    """The weekly hours end."""
    found = place_or_404(slug)
    row = _hours_of(found, hours_id) or abort(404)
    form = EndForm(data={"last_day": clock.today()})
    last_day = form.day() if request.method == "POST" else None
    if last_day is None:
        return _form_page("presence/staff/end.html", found, form, row=row, weekday=_weekday(row))
    ended = replace(row.rule, valid_to=min(last_day, row.valid_to or last_day))
    rules = [each.rule for each in found.hours if each is not row]
    seen = _seen(found, [*rules, ended] if last_day >= row.valid_from else rules, from_day=last_day)
    if not _is_kept(seen):
        return _form_page(
            "presence/staff/end.html", found, form, row=row, weekday=_weekday(row), seen=seen, days=_changed(seen)
        )
    edit = hours_actions.end_hours(db.session, found, row.id, last_day=last_day, by_id=visitor().id, moment=clock.now())
    return _kept(found, "tider", edit, _changed(seen))


@presence_week.post("/tider/<int:edit_id>/fortryd")
@allow_staff
def undo_hours(slug: str, edit_id: int):
    """The weekly hours are as they were."""
    found, edit = place_or_404(slug), db.session.get(HoursEdit, edit_id)
    if edit is None or edit.place_id != found.id:
        abort(404)
    hours_actions.undo_hours(db.session, edit, moment=clock.now())
    return _undone(found)


@presence_week.route("/aendring", methods=["GET", "POST"])
@allow_staff
def change(slug: str):
    """Some days are different."""
    found = place_or_404(slug)
    others = [each for each in staff_queries.all_places(db.session) if each.id != found.id]
    form = ChangeForm(others=others, data={"first_day": clock.today(), "last_day": clock.today()})
    written = form.change(found.id) if request.method == "POST" else None
    if written is None:
        return _form_page("presence/staff/change.html", found, form, older=())
    facts = _facts(found, written.first_day)
    seen = _picture(facts, weeks.with_change(facts, written), from_day=written.first_day)
    days = [(written.first_day, written.last_day)]
    if not _is_kept(seen):
        older = [
            each for each in facts.changes if each.first_day <= written.last_day and each.last_day >= written.first_day
        ]
        places = {each.id: each for each in others}
        return _form_page("presence/staff/change.html", found, form, seen=seen, days=days, older=older, places=places)
    kept = actions.change(
        db.session, found, kind=written.kind, first_day=written.first_day, last_day=written.last_day,
        spans=written.spans, moved_to_id=written.moved_to, by_id=visitor().id, moment=clock.now(),
    )  # fmt: skip
    return _kept(found, "aendring", kept, days)


@presence_week.post("/aendring/<int:change_id>/fortryd")
@allow_staff
def undo_change(slug: str, change_id: int):
    """Those days are as they were."""
    found, said = place_or_404(slug), db.session.get(DayChange, change_id)
    if said is None or said.place_id != found.id:
        abort(404)
    actions.undo(db.session, said, moment=clock.now())
    return _undone(found)


def _edit_hours(found: Place, row: Hours | None, written: dict):
    form = HoursForm(working=staff_queries.working(db.session), data=written)
    others = [each.rule for each in found.hours if each is not row]
    rule = form.rule(others) if request.method == "POST" else None
    if rule is None:
        return _form_page("presence/staff/hours.html", found, form, row=row)
    seen = _seen(found, [*others, rule], from_day=rule.valid_from)
    if not _is_kept(seen):
        return _form_page("presence/staff/hours.html", found, form, row=row, seen=seen, days=_changed(seen))
    edit = hours_actions.save_hours(
        db.session, found, rule, hours_id=row.id if row else None, by_id=visitor().id, moment=clock.now()
    )
    return _kept(found, "tider", edit, _changed(seen))


def _seen(found: Place, rules: Sequence[WeeklyHours], *, from_day: date) -> list[list[Picture]]:
    facts = _facts(found, from_day)
    return _picture(facts, weeks.with_hours(facts, rules), from_day=from_day)


def _facts(found: Place, from_day: date) -> Facts:
    """What is known of a place until the end of a picture that begins on a day, or today."""
    last_day = max(from_day, clock.today()) + timedelta(days=weeks.DAYS)
    return staff_queries.facts_of(db.session, found, clock.now(), last_day=last_day).facts


def _picture(now: Facts, after: Facts, *, from_day: date) -> list[list[Picture]]:
    today = clock.today()
    return weeks.four_weeks(after, max(from_day, today), today=today, instead_of=now)


def _changed(seen: list[list[Picture]]) -> list[Days]:
    """The days of a picture that a change makes different."""
    return [(each.day, each.day) for week in seen for each in week if each.before is not None]


def _planned_there(found: Place, days: Iterable[Days]) -> list[str]:
    """What others have planned at the place on these days."""
    asked: Sequence[OnThoseDays] = current_app.extensions["on_those_days"]
    return [said for first, last in days for tell in asked for said in tell(db.session, found.slug, first, last)]


def _is_kept(seen: list[list[Picture]]) -> bool:
    """Whether this press keeps what was seen: the very same picture, of the very same words."""
    return request.form.get("do") == "gem" and request.form.get("seen") == _fingerprint(seen)


def _fingerprint(seen: list[list[Picture]]) -> str:
    unimportant = ("csrf_token", "do", "seen", "tap")
    written = sorted((name, tuple(request.form.getlist(name))) for name in request.form if name not in unimportant)
    return weeks.fingerprint(written, seen)


def _form_page(
    template: str, found: Place, form, *, seen: list[list[Picture]] | None = None, days: Iterable[Days] = (),
    **about: object,
):  # fmt: skip
    page = render_template(
        template, place=found, form=form, weeks=seen, seen=_fingerprint(seen) if seen else "",
        was_changed=seen is not None and request.form.get("do") == "gem", planned=_planned_there(found, days), **about,
    )  # fmt: skip
    return (page, 422) if form.errors else page


def _kept(found: Place, what: str, kept: HoursEdit | DayChange | None, days: Iterable[Days]) -> Response:
    told = staff_queries.told_of(db.session, found, clock.now())
    flash(" ".join(filter(None, [_("Det er gemt."), told, *_planned_there(found, days)])))
    undo = f"?{what}={kept.id}" if kept is not None else ""
    return redirect(url_for("presence_week.place", slug=found.slug) + undo, 303)


def _undone(found: Place) -> Response:
    told = staff_queries.told_of(db.session, found, clock.now())
    flash((_("Det er fortrudt.") + " " + told).strip())
    return redirect(url_for("presence_week.place", slug=found.slug), 303)


def _undo_of(found: Place) -> str:
    """Where what was just kept is undone, or nothing."""
    edit, said = _asked(found, HoursEdit, "tider"), _asked(found, DayChange, "aendring")
    if edit is not None:
        return url_for("presence_week.undo_hours", slug=found.slug, edit_id=edit)
    return url_for("presence_week.undo_change", slug=found.slug, change_id=said) if said is not None else ""


def _asked(found: Place, table: type[HoursEdit] | type[DayChange], what: str) -> int | None:
    number = chosen_id(request.args.get(what))
    kept = db.session.get(table, number) if number else None
    return kept.id if kept is not None and kept.place_id == found.id and kept.undone_at is None else None


def _hours_of(found: Place, hours_id: int) -> Hours | None:
    return next((each for each in found.hours if each.id == hours_id), None)


def _weekday(row: Hours) -> str:
    return WEEKDAYS[language()][row.weekday]


def _written(row: Hours) -> dict:
    return asdict(row.rule)
