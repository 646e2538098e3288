"""Who is here: now, at one place, this week, on paper; and whether one may be asked oneself."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
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
from portal.presence.queries import Face, Found, Known
from portal.presence.wording import say_about
from portal.settings import Settings

presence = Blueprint("presence", __name__)
SUNDAY = timedelta(days=6)  # after its Monday


@presence.get("/hvem")
@allow_anyone
def now():
    """The places with their answers, the days ahead from today, and whom to ask when nobody is here."""
    moment, today, number = clock.now(), clock.today(), _page()
    found, faces = _on_page(number, moment), queries.faces(db.session)
    return render_template(
        "presence/now.html",
        places=[say_about(each, moment, faces=faces, places=found.around) for each in found.places],
        days=week_plan(found.places, today, today=today),
        neighbours=_neighbours(),
        number=number,
        has_more=found.has_more,
    )


@presence.get("/hvem/<slug>")
@allow_anyone
def place(slug: str):
    """One place: its answer, and when it is open this week and the next."""
    moment, today = clock.now(), clock.today()
    found, around = known_or_404(slug, moment)
    monday = monday_of(today) + A_WEEK
    return render_template(
        "presence/place.html",
        said=say_about(found, moment, faces=queries.faces(db.session), places=around),
        this_week=place_plan(found, today, monday - timedelta(days=1), today=today),
        next_week=place_plan(found, monday, monday + SUNDAY, today=today),
    )


@presence.get("/hvem/uge")
@allow_anyone
def week():
    """A week: today first when it is this one, what is over last."""
    monday, number = _monday(), _page()
    days, has_more = _week_of(monday, number)
    return render_template(
        "presence/week.html",
        monday=monday,
        days=[day for day in days if not day.is_past or days[-1].is_past],
        over=[day for day in days if day.is_past and not days[-1].is_past],
        before=_other_week(monday - A_WEEK),
        after=_other_week(monday + A_WEEK),
        number=number,
        has_more=has_more,
    )


@presence.get("/hvem/uge/print")
@allow_anyone
def week_on_paper():
    """The week on one sheet, to hang up."""
    monday = _monday()
    return paper.response(_week_of(monday, _page())[0], monday)


@presence.get("/hvem/kalender")
@allow_anyone
def calendar():
    """How to have the hours of all places in one's own calendar."""
    return _calendar_page(None, url_for("presence_hours.all_hours"))


@presence.get("/hvem/<slug>/kalender")
@allow_anyone
def calendar_of_place(slug: str):
    """How to have the hours of one place in one's own calendar."""
    found, _around = known_or_404(slug, clock.now())
    return _calendar_page(found, url_for("presence_hours.hours_of_place", slug=slug))


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


def _calendar_page(place: Known | None, file: str) -> str:
    settings: Settings = current_app.extensions["settings"]
    webcal = f"webcal:{settings.address.partition(':')[2]}{file}"  # what phones and computers open a calendar with
    return render_template("presence/calendar.html", place=place, file=file, webcal=webcal)


def known_or_404(slug: str, moment: datetime) -> tuple[Known, Sequence[Known]]:
    """A place as people know it, and those around it."""
    found = queries.one_place(db.session, slug, moment)
    if not found.places:
        abort(404)
    return found.places[0], found.around


def _neighbours() -> Sequence[Face]:
    """Whom a resident may ask. Residents are shown to residents, and to nobody else."""
    who = find_visitor()
    if who is None or who.role is not Role.RESIDENT:
        return ()
    return queries.askable_neighbours(db.session, but=who.id)


def _on_page(number: int, moment: datetime, *, last_day: date | None = None) -> Found:
    """The places on a page of the list. Only the first page may be empty."""
    found = queries.some_places(db.session, number, moment, last_day=last_day)
    if number > 1 and not found.places:
        abort(404)
    return found


def _page() -> int:
    """Which page of the list is asked for."""
    asked = request.args.get("side", "")
    return int(asked) if re.fullmatch("[1-9][0-9]{0,3}", asked) else 1


def _monday() -> date:
    return monday_asked(request.args.get("fra", ""), today=clock.today())


def _other_week(monday: date) -> date | None:
    """A week that can be gone to."""
    return monday if monday_asked(monday.isoformat(), today=clock.today()) == monday else None


def _week_of(monday: date, number: int) -> tuple[list[DayPlan], bool]:
    """A week from Monday to Sunday at the places on a page, read as it is known now; whether there are more places."""
    begins = datetime(monday.year, monday.month, monday.day, 12, tzinfo=COPENHAGEN)
    found = _on_page(number, begins, last_day=monday + SUNDAY)
    return week_plan(found.places, monday, today=clock.today()), found.has_more
