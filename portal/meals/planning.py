"""Planning dinners: a season at once, and what is changed about one of them before it begins."""

import hashlib
from datetime import date, timedelta

import sqlalchemy as sa
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.db import db
from portal.meals import kitchen_actions, menu_queries
from portal.meals.kitchen import concerned, cooks, dinner_or_404, spots
from portal.meals.kitchen_actions import IS_OVER
from portal.meals.kitchen_forms import CancelForm, MoveForm, NumbersForm, SeasonForm, chosen_id, numbers_of
from portal.meals.models import Dinner, Task
from portal.meals.panel import can_be_changed
from portal.meals.season import MOST_DAYS, Season, SeasonDay, days_of, new_days
from portal.people.access import allow_staff
from portal.people.visits import visitor
from portal.red_days import red_days
from portal.refusal import N_, Refused

meals_planning = Blueprint("meals_planning", __name__, url_prefix="/personale/mad")

A_MONTH = timedelta(weeks=4)
LONGEST_QUERY = 60
TOO_MANY = N_("Vælg færre dage, højst 60 på en gang.")
USUAL = {"starts": "18:00", "closes": "12:00"}


@meals_planning.route("/planlaeg", methods=["GET", "POST"])
@allow_staff
def season():
    """Dinners that come back: the first press shows the days, the second makes them."""
    form = SeasonForm(spots=spots(), cooks_known=cooks(), **_usual())
    asked = form.season() if request.method == "POST" else None
    if asked is None:
        return _season_page(form, ()), 422 if form.errors else 200
    days = days_of(asked, red_days(asked.first_day, asked.last_day))
    wanted = new_days(days, _taken(asked, form))
    if len(wanted) > MOST_DAYS:
        form.last_day.errors = [_(TOO_MANY)]
        return _season_page(form, ()), 422
    if request.form.get("do") != "gem" or request.form.get("seen") != _fingerprint(wanted):
        return _season_page(form, days, wanted)
    me, moment = visitor().id, clock.now()
    made = kitchen_actions.plan(db.session, wanted, form.plan(), by_id=me, moment=moment)
    flash(planned_in_words(len(made)))
    return redirect(url_for("meals_kitchen.ahead"), 303)


@meals_planning.post("/<int:dinner_id>/vis")
@allow_staff
def announce(dinner_id: int):
    """Residents meet the dinner from now on."""
    dinner = kitchen_actions.announce(db.session, dinner_or_404(dinner_id).id, moment=clock.now())
    flash(_("Beboerne ser middagen nu."))
    return _to(dinner)


@meals_planning.get("/<int:dinner_id>/menu")
@allow_staff
def choose_menu(dinner_id: int):
    """The published menus: the ones eaten last, or those that a word finds."""
    dinner, query = _changeable_or_refused(dinner_id), request.args.get("q", "").strip()[:LONGEST_QUERY]
    return render_template(
        "meals/staff/choose_menu.html", dinner=dinner, query=query, last=menu_queries.last_eaten(db.session, dinner),
        menus=menu_queries.published_menus(db.session, query),
    )  # fmt: skip


@meals_planning.post("/<int:dinner_id>/menu")
@allow_staff
def give_menu(dinner_id: int):
    """This is what we eat. Whoever does not eat all of it is told."""
    dinner = dinner_or_404(dinner_id)
    kitchen_actions.choose_menu(db.session, dinner.id, chosen_id(request.form.get("menu")) or None, moment=clock.now())
    flash(_("Menuen er valgt."))
    return _to(dinner)


@meals_planning.route("/<int:dinner_id>/ret", methods=["GET", "POST"])
@allow_staff
def change(dinner_id: int):
    """Other chairs, price, cook and tasks."""
    dinner = _changeable_or_refused(dinner_id)
    tasks = {each.kind: each.wanted for each in db.session.scalars(sa.select(Task).where(Task.dinner_id == dinner_id))}
    form = NumbersForm(cooks_known=cooks(), data=numbers_of(dinner, tasks))
    if request.method == "GET" or not form.validate():
        page = render_template("meals/staff/change.html", dinner=dinner, form=form)
        return page, 422 if form.errors else 200
    kitchen_actions.change(
        db.session, dinner_id, chairs=form.chairs.data or 1, price=form.price.data or 0, cook_id=form.cook_id,
        tasks=form.tasks, moment=clock.now(),
    )  # fmt: skip
    flash(_("Det er gemt."))
    return _to(dinner)


@meals_planning.route("/<int:dinner_id>/flyt", methods=["GET", "POST"])
@allow_staff
def move(dinner_id: int):
    """Another day: whoever wants to come is asked again."""
    dinner = _changeable_or_refused(dinner_id)
    form = MoveForm(data={"on": dinner.on, "starts": dinner.starts, "closes": dinner.closes_at.time()})
    if request.method == "GET" or not form.is_right():
        page = render_template("meals/staff/move.html", dinner=dinner, form=form, concerned=concerned(dinner_id))
        return page, 422 if form.errors else 200
    on, starts, closes = form.on.data, form.starts.data, form.closes.data
    assert on
    assert starts
    assert closes
    kitchen_actions.move(
        db.session, dinner_id, on=on, starts=starts, days_before=form.days_before.data or 0, closes=closes,
        moment=clock.now(),
    )  # fmt: skip
    flash(_("Middagen er flyttet."))
    return _to(dinner)


@meals_planning.route("/<int:dinner_id>/aflys", methods=["GET", "POST"])
@allow_staff
def cancel(dinner_id: int):
    """There is no dinner. A page of its own says how many are told, and asks why."""
    dinner, number = _changeable_or_refused(dinner_id), concerned(dinner_id)
    form = CancelForm(names=[each.first_name for each in cooks()])
    if request.method == "GET" or not form.validate():
        page = render_template("meals/staff/cancel.html", dinner=dinner, form=form, concerned=number)
        return page, 422 if form.errors else 200
    kitchen_actions.cancel(db.session, dinner_id, because=form.because.data or "", moment=clock.now())
    flash(_("Middagen er aflyst.") + " " + told_in_words(number if dinner.announced_at else 0))
    return _to(dinner)


def planned_in_words(number: int) -> str:
    """How many dinners there are now that nobody sees yet."""
    if number == 1:
        return _("1 middag er planlagt. Vis den, når du er klar.")
    return _("%(number)s middage er planlagt. Vis dem, når du er klar.", number=number)


def told_in_words(number: int) -> str:
    """How many have been told."""
    if number == 0:
        return _("Ingen skulle have besked.")
    return _("1 har fået besked.") if number == 1 else _("%(number)s har fået besked.", number=number)


def _usual() -> dict[str, object]:
    return {"first_day": clock.today(), "last_day": clock.today() + A_MONTH, **_times()}


def _times() -> dict[str, object]:
    return {name: clock.now().replace(hour=int(at[:2]), minute=0).time() for name, at in USUAL.items()}


def _season_page(form: SeasonForm, days: list[SeasonDay] | tuple[()], wanted: list[date] | tuple[()] = ()) -> str:
    return render_template(
        "meals/staff/season.html", form=form, days=days, wanted=wanted, seen=_fingerprint(wanted),
        was_changed=bool(days) and request.form.get("do") == "gem",
    )  # fmt: skip


def _taken(asked: Season, form: SeasonForm) -> set[date]:
    """The days that have a dinner at that time and place already."""
    return set(
        db.session.scalars(
            sa.select(Dinner.on).where(
                Dinner.on.between(asked.first_day, asked.last_day), Dinner.cancelled_at.is_(None),
                Dinner.starts == form.starts.data, Dinner.place == form.place.data,
            )
        )
    )  # fmt: skip


def _fingerprint(wanted: list[date] | tuple[()]) -> str:
    """A short name for exactly what was shown: these days, and these words in the form."""
    unimportant = ("csrf_token", "do", "seen", "tap")
    said = sorted((name, tuple(request.form.getlist(name))) for name in request.form if name not in unimportant)
    return hashlib.sha256(repr((said, wanted)).encode("utf-8", "replace")).hexdigest()[:16]


def _changeable_or_refused(dinner_id: int) -> Dinner:
    dinner = dinner_or_404(dinner_id)
    if not can_be_changed(dinner, clock.now()):
        raise Refused(IS_OVER)
    return dinner


def _to(dinner: Dinner) -> Response:
    return redirect(url_for("meals_kitchen.one", dinner_id=dinner.id), 303)
