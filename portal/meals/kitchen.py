"""The staff's kitchen: all dinners ahead, and one dinner with who comes, what they cannot eat and what to buy."""

from collections.abc import Callable, Sequence

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.db import db
from portal.easyread.line import clean
from portal.meals import actions, guest_list, kitchen_actions, kitchen_wording, panel, telling
from portal.meals.kitchen_forms import TASK_LABELS, AnswerForm, Spot, chosen_id
from portal.meals.kitchen_queries import dinners_ahead
from portal.meals.kitchen_wording import ABOUT, REPLIES
from portal.meals.models import Dinner
from portal.meals.panel import Panel, Request, state_of
from portal.meals.rules import Reply
from portal.people.access import allow_staff, note_looks_of_the_day
from portal.people.models import LogKind, Person
from portal.people.queries import all_of
from portal.people.rules import STAFF_ROLES
from portal.people.visits import visitor
from portal.refusal import N_, Refused
from portal.web.forms import typed

meals_kitchen = Blueprint("meals_kitchen", __name__, url_prefix="/personale/mad")
LONGEST_NAME = 40
NO_SUCH_REPLY = N_("Vælg ja, måske eller nej.")


@meals_kitchen.get("")
@allow_staff
def ahead():
    """Every dinner ahead with its state."""
    found = dinners_ahead(db.session, clock.today(), clock.now())
    return page("meals/staff/ahead.html", dinners=found)


@meals_kitchen.get("/<int:dinner_id>")
@allow_staff
def one(dinner_id: int):
    """Who comes to one dinner. With the mark of what is shown already it is only sent when something is new."""
    shown = panel_or_404(dinner_id)
    note_looks_of_the_day(LogKind.SAW_DIET, {each.person_id for each in shown.with_diet})
    mark = guest_list.mark_of(shown)
    if request.args.get("vist") == mark:
        return "", 204
    state = state_of(shown, clock.now())
    return page("meals/staff/panel.html", panel=shown, mark=mark, state=state, tasks=TASK_LABELS)


@meals_kitchen.get("/<int:dinner_id>/tilmeld")
@allow_staff
def find_somebody(dinner_id: int):
    """Whom to sign up: found by a piece of the name."""
    dinner = dinner_or_404(dinner_id)
    query = clean(request.args.get("navn", ""))[:LONGEST_NAME]
    found = guest_list.people_called(db.session, dinner_id, query) if query else ()
    return render_template(
        "meals/staff/sign_up.html", dinner=dinner, query=query, found=found, most=guest_list.MOST_FOUND
    )


@meals_kitchen.post("/<int:dinner_id>/tilmeld")
@allow_staff
def sign_up(dinner_id: int):
    """Somebody's answer, said by staff. She is told."""
    dinner, person = dinner_or_404(dinner_id), _person_or_404()
    said = REPLIES.get(typed("svar", LONGEST_NAME))
    if said is None:
        raise Refused(NO_SUCH_REPLY)
    own = actions.reply(db.session, dinner.id, person.id, said, moment=clock.now(), by_id=visitor().id)
    if said is Reply.NO:
        flash(_("%(name)s er taget af listen.", name=person.first_name))
    elif own.seated_at is None:
        flash(_("%(name)s står i kø, for der er fuldt.", name=person.first_name))
    else:
        flash(_("%(name)s er skrevet på listen.", name=person.first_name))
    return _to(dinner.id)


@meals_kitchen.post("/<int:dinner_id>/gaest")
@allow_staff
def bring_guest(dinner_id: int):
    """A guest of somebody who comes, written down by staff."""
    dinner, person = dinner_or_404(dinner_id), _person_or_404()
    name = typed("gaest", LONGEST_NAME) or _("Gæst")
    guest = actions.bring_guest(
        db.session, dinner.id, person.id, name=name, diet=(), tap=typed("tap", 32) or "staff", moment=clock.now(),
        by_id=visitor().id,
    )  # fmt: skip
    flash(_("%(name)s er skrevet på listen.", name=name) if guest.seated_at else _("%(name)s står i kø.", name=name))
    return _to(dinner.id)


@meals_kitchen.post("/<int:dinner_id>/hoved/<int:sign_up_id>/fjern")
@allow_staff
def take_off(dinner_id: int, sign_up_id: int):
    """Somebody does not come after all: a resident, or only one of her guests."""
    dinner, moment, me = dinner_or_404(dinner_id), clock.now(), visitor().id
    head = next((each for each in panel.panel_of(db.session, dinner, moment).heads if each.id == sign_up_id), None)
    if head is not None and head.is_guest:
        actions.leave_guest(db.session, dinner_id, head.person_id, head.id, moment=moment, by_id=me)
    elif head is not None:
        actions.reply(db.session, dinner_id, head.person_id, Reply.NO, moment=moment, by_id=me)
    flash(_("%(name)s er taget af listen.", name=head.guest_name or head.first_name) if head else _("Det er gjort."))
    return _to(dinner_id)


@meals_kitchen.route("/<int:dinner_id>/spoergsmaal/<int:request_id>", methods=["GET", "POST"])
@allow_staff
def answer(dinner_id: int, request_id: int):
    """Yes or no to what somebody asked after the deadline, with a sentence if there is more to say."""
    shown = panel_or_404(dinner_id)
    asked = next((each for each in shown.requests if each.id == request_id), None) or abort(404)
    form = AnswerForm(names=[asked.first_name, *(each.first_name for each in cooks())])
    if request.method == "GET" or not form.validate():
        return _answer_page(shown, asked, form), 422 if form.errors else 200
    said = REPLIES.get(typed("svar", LONGEST_NAME))
    if said not in (Reply.YES, Reply.NO):
        raise Refused(N_("Vælg ja eller nej."))
    kitchen_actions.answer(
        db.session, request_id, yes=said is Reply.YES, words=form.said.data or "", by_id=visitor().id,
        moment=clock.now(),
    )  # fmt: skip
    flash(_("Dit svar er sendt til %(name)s.", name=asked.first_name))
    return _to(dinner_id)


def page(template: str, **facts: object) -> str:
    """A page with the words that staff read about dinners, at this moment."""
    return render_template(template, wording=kitchen_wording, moment=clock.now(), **facts)


def dinner_or_404(dinner_id: int) -> Dinner:
    """A dinner with its menu and its cook."""
    return panel.dinner_of(db.session, dinner_id) or abort(404)


def panel_or_404(dinner_id: int) -> Panel:
    """A dinner with everybody who comes."""
    return panel.panel_of(db.session, dinner_or_404(dinner_id), clock.now())


def cooks() -> Sequence[Person]:
    """Who can stand for the food."""
    return all_of(db.session, *STAFF_ROLES)


def spots() -> Sequence[Spot]:
    """Where one can eat, as the one who knows the places says."""
    asked: Callable[..., Sequence[tuple[str, str, str]]] = current_app.extensions["dinner_places"]
    return [Spot(*each) for each in asked(db.session)]


def concerned(dinner_id: int) -> int:
    """How many are told when a dinner is moved or cancelled."""
    return len(telling.everybody_concerned(db.session, dinner_id))


def _answer_page(shown: Panel, asked: Request, form: AnswerForm) -> str:
    return render_template("meals/staff/answer.html", panel=shown, asked=asked, form=form, about=ABOUT[asked.wants])


def _person_or_404() -> Person:
    found = db.session.get(Person, chosen_id(request.form.get("hvem")))
    if found is None or found.left_at is not None or found.role not in guest_list.EATERS:
        abort(404)
    return found


def _to(dinner_id: int) -> Response:
    return redirect(url_for("meals_kitchen.one", dinner_id=dinner_id), 303)
