"""How relatives come in: by a one-time link in a letter, or by a key their phone keeps. No passwords, no puzzles."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal import clock
from portal.db import db
from portal.people import passkeys, visits
from portal.people.access import allow, allow_anyone
from portal.people.actions import add_passkey
from portal.people.consent import actions, entrances, letters
from portal.people.consent.forms import LinkForm
from portal.people.consent.rules import INVITATION_LASTS, LINK_LASTS
from portal.people.models import Person
from portal.people.rules import CameInBy, Role, Trust
from portal.people.visits import visitor
from portal.settings import Settings
from portal.web.sites import current_site

relative_in = Blueprint("relative_in", __name__, url_prefix="/paaroerende/ind")


@relative_in.get("")
@allow_anyone
def front():
    """Come in as a relative."""
    return render_template("relatives/way_in.html", form=LinkForm())


@relative_in.post("")
@allow_anyone
def ask_for_link():
    """ "Send mig et link": the answer is the same for every address, known or not."""
    form = LinkForm()
    if not form.validate_on_submit():
        return render_template("relatives/way_in.html", form=form), 422
    person = entrances.person_by_email(db.session, form.email.data or "")
    if person is not None:
        send_link(person)
    return redirect(url_for("relative_in.sent"), 303)


@relative_in.get("/sendt")
@allow_anyone
def sent():
    """Look in your mail."""
    return render_template("relatives/sent.html")


@relative_in.get("/<token>")
@allow_anyone
def greet(token: str):
    """ "Hej Karin": opening a link does nothing, for mail programs open links too."""
    person = entrances.owner_of_link(db.session, token, clock.now())
    if person is None:
        return render_template("relatives/link_over.html"), 404
    return render_template("relatives/link.html", relative=person, token=token)


@relative_in.post("/<token>")
@allow_anyone
def come_in(token: str):
    """Use the link up. Whoever has no key yet is offered one."""
    person = actions.use_link(db.session, token, moment=clock.now())
    if person is None:
        return render_template("relatives/link_over.html"), 404
    visits.begin_visit(person, CameInBy.LINK, device=None)
    has_key = bool(entrances.keys_of(db.session, person.id))
    return redirect(url_for("relative.front" if has_key else "relative_in.offer_key"), 303)


# --- a key of one's own ---------------------------------------------------------------------------------------


@relative_in.get("/noegle")
@allow(Role.RELATIVE, trust=Trust.SEE)
def offer_key():
    """Offer to let this phone know her."""
    return render_template("relatives/key.html")


@relative_in.post("/noegle/ny/valg")
@allow(Role.RELATIVE, trust=Trust.SEE)
def options_for_new():
    """What the browser needs to make a key."""
    me = visitor()
    known = entrances.keys_of(db.session, me.id)
    return passkeys.ask_for_new(user_id=f"relative-{me.id}", name=me.first_name, known=known, alone=True)


@relative_in.post("/noegle/ny")
@allow(Role.RELATIVE, trust=Trust.SEE)
def keep_new():
    """Keep a key the browser has made."""
    made = passkeys.made_key(alone=True)
    if made is None:
        flash(_("Nøglen virker ikke, så prøv igen."), "error")
        return redirect(url_for("relative_in.offer_key"), 303)
    add_passkey(
        db.session, db.session.get_one(Person, visitor().id), device=None, moment=clock.now(),
        credential_id=made.credential_id, public_key=made.credential_public_key, sign_count=made.sign_count,
    )  # fmt: skip
    flash(_("Din telefon kender dig nu."))
    return redirect(url_for("relative.front"), 303)


@relative_in.post("/noegle/valg")
@allow_anyone
def options_for_showing():
    """What the browser needs to find and show a key."""
    return passkeys.ask_to_show((), alone=True)


@relative_in.post("/noegle")
@allow_anyone
def show_key():
    """Come in with the key."""
    found = passkeys.shown_key(lambda credential_id: entrances.key_by_id(db.session, credential_id), alone=True)
    person = db.session.get(Person, found[0].person_id) if found else None
    if person is None or not entrances.may_come_in(db.session, person):
        flash(_("Nøglen virker ikke, så bed om et link."), "error")
        return redirect(url_for("relative_in.front"), 303)
    visits.begin_visit(person, CameInBy.PASSKEY, device=None)
    return redirect(url_for("relative.front"), 303)


# --- letters --------------------------------------------------------------------------------------------------


def invite(person: Person, *, resident: str) -> None:
    """Write to a relative that a resident lets her in for the first time."""
    if person.email is None:
        return
    token = actions.make_link(db.session, person, lasts=INVITATION_LASTS, moment=clock.now())
    letters.invite(
        db.session, to=person.email, name=person.first_name, resident=resident, link=_address(token),
        site=current_site().name, moment=clock.now(),
    )  # fmt: skip


def send_link(person: Person) -> bool:
    """Write to somebody who asks for the way in. Whether it was done: only to relatives, and a few times an hour."""
    if person.email is None or not entrances.may_come_in(db.session, person):
        return False
    token = actions.make_another_link(db.session, person, lasts=LINK_LASTS, moment=clock.now())
    if token is None:
        return False
    letters.send_link(
        db.session, to=person.email, name=person.first_name, link=_address(token),
        site=current_site().name, moment=clock.now(),
    )  # fmt: skip
    return True


def _address(token: str) -> str:
    settings: Settings = current_app.extensions["settings"]
    return f"{settings.address}/paaroerende/ind/{token}"
