"""Getting in and out: the card, the photo, the question "Er du Maja?", and "Jeg er færdig"."""

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from portal import clock
from portal.db import db
from portal.easyread.line import Line
from portal.people import actions, cards, queries, visits
from portal.people.access import allow, allow_anyone
from portal.people.accounts import provider
from portal.people.cards import CardAnswer
from portal.people.models import LONGEST_KEY
from portal.people.rules import CameInBy, Role, Trust
from portal.web import locale
from portal.web.forms import typed

ind = Blueprint("ind", __name__)
AFTER_CARD = "after_card"  # in the cookie: the private page that asked for the card
SIGNED_IN = (Role.RESIDENT, Role.STAFF, Role.LEADER)


@ind.get("/ind")
@allow_anyone
def front():
    """Come in: what this device offers."""
    device = visits.current_device()
    return render_template(
        "ind/front.html",
        device=device,
        owner=queries.owner_of(db.session, device),
        has_key=bool(device and queries.passkeys_on(db.session, device.id)),
        demo_people=queries.demo_people(db.session) if current_app.config["DEMO"] else (),
        next=visits.safe_next(request.args.get("next")),
    )


@ind.get("/kort/<token>")
@allow_anyone
def card(token: str):
    """A card read by the tablet's own camera. The answer is another address, so that none remembers the secret."""
    return _answer_to_card(token)


@ind.post("/ind/kort")
@allow_anyone
def scanned_card():
    """A card read by our own page."""
    return _answer_to_card(request.form.get("kort", "").rpartition("/kort/")[2])


@ind.get("/ind/er-det-dig")
@allow_anyone
def is_it_you():
    """ "Er du Maja?" """
    asked = cards.asked_card()
    if asked is None:
        return redirect(url_for("ind.front"), 303)
    return render_template("ind/is_it_you.html", resident=asked.resident)


@ind.post("/ind/er-det-dig")
@allow_anyone
def it_is_me():
    """ "Ja, det er mig" or "Nej"."""
    asked = cards.asked_card()
    cards.forget_card()
    if asked is None or request.form.get("svar") != "ja":
        return redirect(url_for("ind.front"), 303)
    target = visits.safe_next(session.get(AFTER_CARD))
    visits.begin_visit(asked.resident, CameInBy.CARD, device=visits.current_device(), card=asked.card)
    return redirect(target, 303)


@ind.post("/ind/tryk")
@allow_anyone
def tap():
    """One tap on one's own photo, on one's own device."""
    device = visits.current_device()
    owner = queries.owner_of(db.session, device)
    if owner is None:
        return redirect(url_for("ind.front"), 303)
    visits.begin_visit(owner, CameInBy.TAP, device=device)
    return redirect(visits.safe_next(request.form.get("next")), 303)


@ind.get("/ind/sikker")
@allow(*SIGNED_IN, trust=Trust.SEE)
def surer():
    """Private things ask a second time: for the key, or for the card."""
    device = visits.current_device()
    session[AFTER_CARD] = visits.safe_next(request.args.get("next"))
    return render_template(
        "ind/surer.html",
        has_key=bool(device and queries.passkeys_on(db.session, device.id)),
        next=session[AFTER_CARD],
    )


@ind.post("/ind/proev")
@allow_anyone
def try_as():
    """Demo only: be one of the demo people."""
    person = queries.person_by_slug(db.session, typed("slug", LONGEST_KEY))
    if not current_app.config["DEMO"] or person is None or not person.is_demo:
        abort(404)
    visits.begin_visit(person, CameInBy.DEMO, device=visits.current_device())
    return redirect(visits.safe_next("/personale" if person.is_staff else "/"), 303)


@ind.post("/ind/faerdig")
@allow_anyone
def finished():
    """ "Jeg er færdig": nothing of this person stays on the screen, nor behind Back."""
    on_to = provider.way_out(visits.find_visitor()) or url_for("front.home")
    visits.end_visit()
    flash(_("Du er ude nu."))
    return visits.leave_nothing(redirect(on_to, 303))


@ind.post("/ind/her")
@allow_anyone
def still_here():
    """Somebody still sits here: the visit's cookie has just been renewed."""
    return Response(status=204)


@ind.post("/kladde")
@allow(*SIGNED_IN, trust=Trust.SEE)
def keep_draft():
    """Keep what is being written."""
    key = typed("key", LONGEST_KEY)
    if not key:
        abort(400)
    text = request.form.get("text", "")
    actions.keep_draft(db.session, person_id=visits.visitor().id, key=key, text=text, moment=clock.now())
    return Response(status=204)


@ind.post("/sprog")
@allow_anyone
def speak():
    """Change the interface's language."""
    language = request.form.get("language")
    if language in locale.LANGUAGES:
        session["language"] = language
    return redirect(visits.safe_next(request.form.get("next")), 303)


def _answer_to_card(token: str) -> BaseResponse | tuple[str, int]:
    answer = cards.hold_up(token)
    if answer is CardAnswer.ASK:
        return redirect(url_for("ind.is_it_you"), 303)
    lines = {
        CardAnswer.UNKNOWN_DEVICE: (
            Line(_("Kortet virker ikke her."), "no"),
            Line(_("Brug jeres fælles tablet."), "tablet"),
        ),
        CardAnswer.WAIT: (Line(_("Vent lidt, og prøv igen."), "waiting"),),
        CardAnswer.SHUT: (Line(_("Bed personalet om at åbne."), "staff_helper"),),
        CardAnswer.WRONG: (
            Line(_("Kortet virker ikke."), "no"),
            Line(_("Prøv igen, eller bed om hjælp."), "help"),
        ),
    }[answer]
    status = 429 if answer in (CardAnswer.WAIT, CardAnswer.SHUT) else 403
    return render_template("ind/card_refused.html", lines=lines), status
