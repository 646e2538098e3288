"""Min mad: what I do not eat, the weekdays on which I always come, and whether the others see that I come."""

from collections.abc import Sequence

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.db import db
from portal.meals import diet_actions, habits, queries
from portal.meals.diet_words import food_choices
from portal.meals.forms import ticked
from portal.meals.standing_words import every_week, not_every_week
from portal.people.access import allow
from portal.people.rules import Role
from portal.people.visits import visitor
from portal.web.dates import WEEKDAYS
from portal.web.locale import language

meals_mine = Blueprint("meals_mine", __name__, url_prefix="/mad/min-mad")
WEEK = range(7)


@meals_mine.get("")
@allow(Role.RESIDENT)
def front():
    """All that the house remembers about me and dinner, each with its own way to change it."""
    me = visitor().id
    diet, mine = queries.diet_of(db.session, me), queries.habits_of(db.session, me)
    planned = {each.on.weekday() for each in queries.dinners_from(db.session, me, clock.today())}
    near = sorted(planned.union(mine))
    return render_template(
        "meals/mine.html", foods=food_choices(diet), has_diet=bool(diet), is_shown=queries.is_shown(db.session, me),
        habits=[_habit(day, mine) for day in near], other_habits=[_habit(day, mine) for day in WEEK if day not in near],
    )  # fmt: skip


@meals_mine.post("/spiser-ikke")
@allow(Role.RESIDENT)
def keep_diet():
    """I do not eat what is ticked."""
    diet_actions.keep_diet(db.session, visitor().id, ticked())
    flash(_("Nu ved køkkenet det."))
    return _back()


@meals_mine.post("/slet")
@allow(Role.RESIDENT)
def forget_diet():
    """ "Slet det hele": nothing is kept about what I do not eat."""
    diet_actions.keep_diet(db.session, visitor().id, ())
    flash(_("Vi har slettet det hele."))
    return _back()


@meals_mine.post("/hver/<int:weekday>")
@allow(Role.RESIDENT)
def habit(weekday: int):
    """The switch of a weekday: a standing yes, or no longer."""
    if weekday not in WEEK:
        abort(404)
    if request.form.get("svar") == "ja":
        habits.begin(db.session, visitor().id, weekday, moment=clock.now())
        flash(every_week(weekday).sentence)
    else:
        habits.end(db.session, visitor().id, weekday, moment=clock.now())
        flash(not_every_week(weekday).sentence)
    return _back()


@meals_mine.post("/vis")
@allow(Role.RESIDENT)
def show_me():
    """The switch: may the others see that I come?"""
    yes = request.form.get("svar") == "ja"
    diet_actions.show(db.session, visitor().id, yes=yes, moment=clock.now())
    flash(_("De andre kan se, at du kommer.") if yes else _("De andre kan ikke se, at du kommer."))
    return _back()


def _habit(weekday: int, mine: Sequence[int]) -> dict[str, object]:
    is_on = weekday in mine
    return {
        "weekday": weekday,
        "is_on": is_on,
        "line": every_week(weekday) if is_on else not_every_week(weekday),
        "label": _("Hver %(weekday)s", weekday=WEEKDAYS[language()][weekday]),
    }


def _back() -> Response:
    return redirect(url_for("meals_mine.front"), 303)
