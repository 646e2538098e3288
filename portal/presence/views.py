"""Who is here: now, at one place, this week, on paper; and whether one may be asked oneself."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal import clock
from portal.clock import COPENHAGEN
from portal.db import db
from portal.people.access import allow, allow_anyone
from portal.people.rules import Role
from portal.people.visits import find_visitor, visitor
from portal.presence import actions, paper, queries
from portal.presence.days import A_WEEK, DayPlan, monday_asked, place_plan, week_plan
from portal.presence.facts import monday_of
from portal.presence.queries import Face
from portal.presence.wording import say_about

presence = Blueprint("presence", __name__)
SUNDAY = timedelta(days=6)  # after its Monday


@presence.get("/hvem")
@allow_anyone
def now():
    """Every place with its answer, the days ahead from today, and whom to ask when nobody is here."""
    moment, today = clock.now(), clock.today()
    known, faces = queries.places(db.session, moment), queries.faces(db.session)
    return render_template(
        "presence/now.html",
        places=[say_about(each, moment, faces=faces, places=known) for each in known],
        days=week_plan(known, today, today=today),
        neighbours=_neighbours(),
    )


@presence.get("/hvem/<slug>")
@allow_anyone
def place(slug: str):
    """One place: its answer, and when it is open this week and the next."""
    moment, today = clock.now(), clock.today()
    known = queries.places(db.session, moment)
    found = next((each for each in known if each.slug == slug), None)
    if found is None:
        abort(404)
    monday = monday_of(today) + A_WEEK
    return render_template(
        "presence/place.html",
        said=say_about(found, moment, faces=queries.faces(db.session), places=known),
        this_week=place_plan(found, today, monday - timedelta(days=1), today=today),
        next_week=place_plan(found, monday, monday + SUNDAY, today=today),
    )


@presence.get("/hvem/uge")
@allow_anyone
def week():
    """A week: today first when it is this one, what is over last."""
    monday = _monday()
    days = _week_of(monday)
    return render_template(
        "presence/week.html",
        monday=monday,
        days=[day for day in days if not day.is_past or days[-1].is_past],
        over=[day for day in days if day.is_past and not days[-1].is_past],
        before=_other_week(monday - A_WEEK),
        after=_other_week(monday + A_WEEK),
    )


@presence.get("/hvem/uge/print")
@allow_anyone
def week_on_paper():
    """The week on one sheet, to hang up."""
    monday = _monday()
    return paper.response(_week_of(monday), monday)


@presence.get("/mig/spoerg-mig")
@allow(Role.RESIDENT)
def may_i_be_asked():
    """What it means to be asked by neighbours, and one switch."""
    return render_template("presence/neighbours.html", is_on=queries.is_shown(db.session, visitor().id))


@presence.post("/mig/spoerg-mig")
@allow(Role.RESIDENT)
def ask_me():
    """The switch: on or off, at once."""
    yes = request.form.get("svar") == "ja"
    actions.show(db.session, visitor().id, yes=yes, moment=clock.now())
    flash(_("Naboer må spørge dig om hjælp.") if yes else _("Naboer kan ikke se dig nu."))
    return redirect(url_for("presence.may_i_be_asked"), 303)


def _neighbours() -> Sequence[Face]:
    """Whom a resident may ask. Residents are shown to residents, and to nobody else."""
    who = find_visitor()
    if who is None or who.role is not Role.RESIDENT:
        return ()
    return queries.askable_neighbours(db.session, but=who.id)


def _monday() -> date:
    return monday_asked(request.args.get("fra", ""), today=clock.today())


def _other_week(monday: date) -> date | None:
    """A week that can be gone to."""
    return monday if monday_asked(monday.isoformat(), today=clock.today()) == monday else None


def _week_of(monday: date) -> list[DayPlan]:
    """A week from Monday to Sunday, read as it is known now."""
    begins = datetime(monday.year, monday.month, monday.day, 12, tzinfo=COPENHAGEN)
    known = queries.places(db.session, begins, last_day=monday + SUNDAY)
    return week_plan(known, monday, today=clock.today())
