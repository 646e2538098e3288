"""A resident's own agreements: heard, answered point by point, agreed together, wished changed."""

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.agreements import actions, paper, queries
from portal.agreements.forms import TalkForm, WishForm
from portal.agreements.queries import AgreementView, PointView
from portal.agreements.rules import Reading, Reply, goes_to_desk
from portal.db import db
from portal.people import queries as people
from portal.people.access import allow
from portal.people.actions import forget_draft
from portal.people.rules import Role
from portal.people.visits import visitor
from portal.web.forms import LONGEST_TAP, typed
from portal.web.templating import tap

agreements = Blueprint("agreements", __name__, url_prefix="/aftaler")
READING = "reading"  # in the cookie: with whom this agreement is being read


@agreements.get("")
@allow(Role.RESIDENT)
def mine():
    """All of one's agreements."""
    return render_template("agreements/mine.html", cards=queries.cards_of(db.session, visitor().id))


@agreements.get("/<int:agreement_id>")
@allow(Role.RESIDENT)
def agreement(agreement_id: int):
    """One agreement, with one point open: the first that asks, or the one that was chosen."""
    found = _mine_or_404(agreement_id)
    chosen = found.point(request.args.get("punkt", 0, type=int))
    return render_template(
        "agreements/agreement.html",
        found=found,
        open_point=chosen.id if chosen else found.open_point,
        chosen=chosen is not None,
        reading=_reading(agreement_id),
        preview=None,
    )


@agreements.get("/<int:agreement_id>/udgave/<int:number>")
@allow(Role.RESIDENT)
def version(agreement_id: int, number: int):
    """An old version, to read."""
    return render_template("agreements/version.html", found=_mine_or_404(agreement_id, number))


@agreements.get("/<int:agreement_id>/print")
@allow(Role.RESIDENT)
def on_paper(agreement_id: int):
    """The agreement in large letters, to keep."""
    return paper.response(_mine_or_404(agreement_id), visitor().first_name)


@agreements.post("/<int:agreement_id>/punkt/<int:point_id>/svar")
@allow(Role.RESIDENT)
def answer(agreement_id: int, point_id: int):
    """ "Ja, jeg forstår", "Jeg er i tvivl" or "Jeg vil spørge"."""
    point = _point_or_404(_mine_or_404(agreement_id), point_id)
    said = request.form.get("svar", "")
    reply = _reply_or_400(said)
    if not _has_seen(point.wording.id):
        return _read_again(agreement_id, point_id)
    actions.answer(db.session, point.wording, reply, reading=_reading(agreement_id), tap=_tap(said), moment=clock.now())
    flash(_thanks(reply))
    return _back_to(agreement_id)


@agreements.post("/<int:agreement_id>/punkt/<int:point_id>/spoergsmaal")
@allow(Role.RESIDENT)
def answer_question(agreement_id: int, point_id: int):
    """A picture question: whatever is answered, the explanation is the same and kind."""
    point = _point_or_404(_mine_or_404(agreement_id), point_id)
    said = request.form.get("svar")
    if said not in ("ja", "nej") or not point.wording.question:
        abort(400)
    if not _has_seen(point.wording.id):
        return _read_again(agreement_id, point_id)
    actions.answer_question(db.session, point.wording, said == "ja", tap=_tap(said), moment=clock.now())
    return _back_to(agreement_id, point_id)


@agreements.get("/<int:agreement_id>/sammen")
@allow(Role.RESIDENT)
def together(agreement_id: int):
    """Read with somebody beside you: who?"""
    return render_template(
        "agreements/together.html", found=_mine_or_404(agreement_id), staff=people.staff_of(db.session, visitor().id)
    )


@agreements.post("/<int:agreement_id>/sammen")
@allow(Role.RESIDENT)
def read_together(agreement_id: int):
    """Remember with whom this agreement is being read, until the visit ends."""
    _mine_or_404(agreement_id)
    beside = {str(person.id): person.first_name for person in people.staff_of(db.session, visitor().id)}
    session[READING] = {str(agreement_id): beside.get(request.form.get("hvem", ""), "")}
    return _back_to(agreement_id)


@agreements.route("/<int:agreement_id>/ja", methods=["GET", "POST"])
@allow(Role.RESIDENT)
def say_yes(agreement_id: int):
    """Saying yes to the whole is a meeting of people."""
    found = _mine_or_404(agreement_id)
    if not found.may_be_agreed:
        return _back_to(agreement_id)
    form, staff = TalkForm(), people.staff_of(db.session, visitor().id)
    if not form.validate_on_submit():
        page = render_template("agreements/say_yes.html", found=found, form=form, staff=staff)
        return page, 422 if form.is_submitted() else 200
    if not _has_seen(found.version.id):
        return _read_again(agreement_id)
    there = [(person.id, person.first_name) for person in staff if str(person.id) in request.form.getlist("hvem")]
    actions.talk(
        db.session,
        found.version.id,
        on=clock.today(),
        people=[*there, (None, form.other.data)] if form.other.data else there,
        said_yes=True,
        signature=form.strokes,
        tap=_tap(),
        moment=clock.now(),
    )
    flash(_("I er enige om aftalen."))
    return _back_to(agreement_id)


@agreements.route("/<int:agreement_id>/aendre", methods=["GET", "POST"])
@allow(Role.RESIDENT)
def change(agreement_id: int):
    """ "Jeg vil ændre aftalen": lands on the staff's desk."""
    found, me = _mine_or_404(agreement_id), visitor()
    form = WishForm()
    key = f"aendre-{agreement_id}"
    if not form.validate_on_submit():
        if not form.is_submitted():
            form.text.data = people.draft_of(db.session, me.id, key)
        page = render_template("agreements/change.html", found=found, form=form, draft_key=key)
        return page, 422 if form.is_submitted() else 200
    point = found.point(form.point.data or 0)
    actions.wish(
        db.session, found.id, moment=clock.now(),
        point_id=point.id if point else None, text=form.text.data or "", tap=_tap(),
    )  # fmt: skip
    forget_draft(db.session, person_id=me.id, key=key)
    flash(_("Personalet får besked og taler med dig."))
    return _back_to(agreement_id)


def _mine_or_404(agreement_id: int, number: int | None = None) -> AgreementView:
    found = queries.find(db.session, resident_id=visitor().id, agreement_id=agreement_id, number=number)
    if found is None:
        abort(404)
    return found


def _point_or_404(found: AgreementView, point_id: int) -> PointView:
    point = found.point(point_id)
    if point is None:
        abort(404)
    return point


def _reply_or_400(said: str) -> Reply:
    replies = {"ja": Reply.UNDERSTOOD, "tvivl": Reply.IN_DOUBT, "spoerg": Reply.ASKS}
    if said not in replies:
        abort(400)
    return replies[said]


def _reading(agreement_id: int) -> Reading:
    return Reading(session.get(READING, {}).get(str(agreement_id), ""))


def _thanks(reply: Reply) -> str:
    if not goes_to_desk(reply):
        return _("Godt, du forstår punktet.")
    return _("Tak, personalet taler med dig om det.")


def _has_seen(shown: int) -> bool:
    """Whether the form stood under the words that count now: a page can be old, and staff can publish meanwhile."""
    return typed("shown", LONGEST_TAP) in ("", str(shown))


def _read_again(agreement_id: int, point_id: int | None = None) -> Response:
    flash(_("Aftalen er ændret, så læs den igen."))
    return _back_to(agreement_id, point_id)


def _tap(said: str = "") -> str:
    """The number of this tap on this button; a form without one counts as a tap of its own."""
    return (said + (typed("tap", LONGEST_TAP) or tap()))[:LONGEST_TAP]


def _back_to(agreement_id: int, point_id: int | None = None) -> Response:
    return redirect(url_for("agreements.agreement", agreement_id=agreement_id, punkt=point_id), 303)
