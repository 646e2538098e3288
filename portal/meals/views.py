"""A resident's pages of dinner: the evenings ahead, one evening, and everything she can say about it."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.db import db
from portal.meals import actions, one_dinner, queries
from portal.meals.diet_words import food_choices
from portal.meals.forms import WANTS, AskForm, GuestForm, ticked
from portal.meals.models import Task
from portal.meals.one_dinner import DinnerView
from portal.meals.rules import Reply, Standing, standing_of
from portal.meals.standing_words import ANSWERS, short_standing
from portal.meals.wording import cooks_here, may_ask, may_bring, say_about, say_shortly
from portal.people import queries as people
from portal.people.access import allow
from portal.people.actions import forget_draft
from portal.people.rules import Role, Trust
from portal.people.visits import visitor
from portal.refusal import Refused
from portal.web.errors import error_page
from portal.web.templating import tap

meals = Blueprint("meals", __name__, url_prefix="/mad")
MOST_AT_FIRST = 5  # dinners; the others are a tap away


@meals.get("")
@allow(Role.RESIDENT, trust=Trust.SEE)
def front():
    """The dinners ahead, and where she stands with each."""
    found = queries.dinners_from(db.session, visitor().id, clock.today())
    shown = found if "alle" in request.args else found[:MOST_AT_FIRST]
    dinners = [say_shortly(each, clock.now()) for each in shown]
    return render_template("meals/front.html", dinners=dinners, has_more=len(found) > len(shown))


@meals.get("/<int:dinner_id>")
@allow(Role.RESIDENT)
def dinner(dinner_id: int):
    """One dinner."""
    return _page(_dinner_or_404(dinner_id))


@meals.post("/<int:dinner_id>/svar")
@allow(Role.RESIDENT)
def reply(dinner_id: int):
    """ "Ja, jeg vil spise med", "Måske" or "Nej tak"."""
    said = ANSWERS.get(request.form.get("svar", ""))
    if said is None:
        abort(400)
    own = actions.reply(db.session, dinner_id, visitor().id, said, moment=clock.now())
    standing = standing_of(own.reply, has_chair=own.seated_at is not None)
    flash(_("Du er på ventelisten.") if standing is Standing.IN_LINE else _in_short(standing))
    return _back_to(dinner_id)


@meals.post("/<int:dinner_id>/fortryd")
@allow(Role.RESIDENT)
def take_back(dinner_id: int):
    """ "Fortryd": what she said is as unsaid."""
    shown = next((each for each in Reply if each == request.form.get("vist")), None)
    actions.take_back(db.session, dinner_id, visitor().id, moment=clock.now(), shown=shown)
    flash(_("Du har fortrudt dit svar."))
    return _back_to(dinner_id)


@meals.route("/<int:dinner_id>/gaest", methods=["GET", "POST"])
@allow(Role.RESIDENT)
def guest(dinner_id: int):
    """ "Jeg har en gæst med"."""
    view, form = _dinner_or_404(dinner_id), GuestForm()
    if not form.validate_on_submit():
        if not (form.is_submitted() or may_bring(view, clock.now())):
            return _back_to(dinner_id)
        page = render_template("meals/guest.html", view=view, form=form, foods=food_choices(ticked()))
        return page, 422 if form.is_submitted() else 200
    actions.bring_guest(
        db.session, dinner_id, visitor().id, name=form.guest_name.data or "", diet=ticked(), tap=form.tap.data or tap(),
        moment=clock.now(),
    )  # fmt: skip
    flash(_("Din gæst er skrevet på."))
    return _back_to(dinner_id)


@meals.post("/<int:dinner_id>/gaest/<int:sign_up_id>/fjern")
@allow(Role.RESIDENT)
def leave_guest(dinner_id: int, sign_up_id: int):
    """The guest does not come after all."""
    actions.leave_guest(db.session, dinner_id, visitor().id, sign_up_id, moment=clock.now())
    flash(_("Din gæst kommer ikke."))
    return _back_to(dinner_id)


@meals.route("/<int:dinner_id>/koekken", methods=["GET", "POST"])
@allow(Role.RESIDENT)
def ask_kitchen(dinner_id: int):
    """ "Spørg køkkenet"."""
    view, form, me, key = _dinner_or_404(dinner_id), AskForm(), visitor(), f"koekken-{dinner_id}"
    if not form.validate_on_submit():
        return _asking(view, form, key)
    actions.ask_kitchen(
        db.session, dinner_id, me.id, wants=form.wants.data, text=form.text.data or "", tap=form.tap.data or tap(),
        moment=clock.now(),
    )  # fmt: skip
    forget_draft(db.session, person_id=me.id, key=key)
    flash(_("Køkkenet har fået dit spørgsmål."))
    return _back_to(dinner_id)


@meals.post("/<int:dinner_id>/opgave/<int:task_id>")
@allow(Role.RESIDENT)
def task(dinner_id: int, task_id: int):
    """Take a task, or drop it."""
    found, does = db.session.get(Task, task_id), request.form.get("do")
    if found is None or found.dinner_id != dinner_id:
        abort(404)
    if does not in ("tag", "slip"):
        abort(400)
    act = actions.help_with if does == "tag" else actions.stop_helping
    act(db.session, found, visitor().id, moment=clock.now())
    flash(_("Tak, fordi du hjælper.") if does == "tag" else _("Du hjælper ikke alligevel."))
    return _back_to(dinner_id)


@meals.errorhandler(Refused)
def refused(no: Refused):
    """The reason stands on the page of the dinner as it is now, so that she sees what she can do instead."""
    db.session.rollback()
    view = one_dinner.find(db.session, (request.view_args or {}).get("dinner_id", 0), visitor().id)
    if view is None:
        return error_page(409, sentence=_(no.reason))
    flash(_(no.reason), "error")
    return _page(view), 409


def _page(view: DinnerView) -> str:
    diets = queries.diets_at(db.session, view.facts.id) if cooks_here(view.tasks) else ()
    return render_template("meals/dinner.html", said=say_about(view, clock.now(), diets=diets))


def _asking(view: DinnerView, form: AskForm, key: str) -> Response | tuple[str, int]:
    choices = may_ask(view, clock.now())
    if not choices:
        return _back_to(view.facts.id)
    if not form.is_submitted():
        form.text.data = people.draft_of(db.session, visitor().id, key)
        form.wants.data = choices[0] if len(choices) == 1 else None
    page = render_template(
        "meals/ask_kitchen.html",
        view=view,
        form=form,
        draft_key=key,
        choices=[(each, *WANTS[each]) for each in choices],
    )
    return page, 422 if form.is_submitted() else 200


def _dinner_or_404(dinner_id: int) -> DinnerView:
    found = one_dinner.find(db.session, dinner_id, visitor().id)
    if found is None:
        abort(404)
    return found


def _in_short(standing: Standing) -> str:
    line = short_standing(standing, place_in_line=1)
    return line.sentence if line else ""


def _back_to(dinner_id: int) -> Response:
    return redirect(url_for("meals.dinner", dinner_id=dinner_id), 303)
