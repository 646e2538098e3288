"""Staff's way in, and their own password."""

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from wtforms import Field

from portal import clock
from portal.db import db
from portal.easyread.line import Line
from portal.people import visits
from portal.people.access import allow_anyone, allow_staff
from portal.people.accounts import actions, local, passwords, provider, queries
from portal.people.accounts.forms import NewPasswordForm, SignInForm
from portal.people.accounts.provider import Answer
from portal.people.models import Person
from portal.people.rules import CameInBy
from portal.people.visits import visitor

accounts = Blueprint("accounts", __name__)
AFTER = "after_sign_in"  # in the cookie: the page that asked for staff
MORNING = "/personale"
LONGEST_NEXT = 500  # characters


@accounts.get("/ind/personale")
@allow_anyone
def front():
    """Staff's way in: a form, or a link to the kommune's own sign-in."""
    return _front(SignInForm())


@accounts.post("/ind/personale")
@allow_anyone
def sign_in():
    """A user name and a password. A password that was given leads to choosing one's own."""
    form = SignInForm()
    if provider.is_set():
        abort(404)
    if not form.validate_on_submit():
        return _front(form, 422)
    account = local.show_password(form.user_name.data or "", form.password.data or "")
    if isinstance(account, local.No):
        return _front(form, _refuse(form.password, account, _("Skriv brugernavn og adgangskode igen.")))
    visits.begin_visit(db.session.get_one(Person, account.person_id), CameInBy.PASSWORD, device=visits.current_device())
    return redirect(_next() if account.ends_at is None else url_for("accounts.own"), 303)


@accounts.get("/ind/personale/login")
@allow_anyone
def to_provider():
    """On to the kommune's own sign-in."""
    if not provider.is_set():
        abort(404)
    session[AFTER] = _next()
    return provider.send_off() or _sent_back(Answer.AWAY)


@accounts.get("/ind/personale/tilbage")
@allow_anyone
def back():
    """Back from the kommune's own sign-in."""
    if not provider.is_set():
        abort(404)
    target = session.pop(AFTER, MORNING)
    answer = provider.come_back()
    return redirect(visits.safe_next(target), 303) if answer is Answer.IN else _sent_back(answer)


@accounts.get("/personale/konto")
@allow_staff
def own():
    """One's own way in."""
    return _own(NewPasswordForm())


@accounts.post("/personale/konto")
@allow_staff
def change():
    """A new password; visits elsewhere are over."""
    form = NewPasswordForm()
    form.user_name = _user_name() or abort(404)
    if not form.validate_on_submit():
        return _own(form, 422)
    account = local.show_password(form.user_name, form.old.data or "")
    if isinstance(account, local.No):
        return _own(form, _refuse(form.old, account, _("Skriv adgangskoden igen.")))
    kept, who = passwords.hash_of(form.new.data or ""), visitor()
    actions.change_password(db.session, who.id, kept, but_visit_id=who.visit_id, moment=clock.now())
    flash(_("Din adgangskode er ny."))
    return redirect(url_for("accounts.own"), 303)


def _front(form: SignInForm, status: int = 200) -> tuple[str, int]:
    page = render_template(
        "ind/staff_in.html",
        form=None if provider.is_set() else form,
        sign_in_url=provider.way_in(_next()),
        next=_next(),
    )
    return page, status


def _own(form: NewPasswordForm, status: int = 200) -> tuple[str, int]:
    page = render_template("ind/staff_account.html", form=form, user_name=_user_name(), has_provider=provider.is_set())
    return page, status


def _user_name() -> str | None:
    """What the visitor's account is called; none where the kommune keeps it, nor in the demo."""
    account = None if provider.is_set() else queries.account_of(db.session, visitor().id)
    return account.user_name if account else None


def _refuse(field: Field, no: local.No, sentence: str) -> int:
    """Say at the field what to do; the status that goes with it."""
    wait = no is local.No.WAIT
    field.errors = (*field.errors, _("Vent lidt, og prøv igen.") if wait else sentence)
    return 429 if wait else 422


def _sent_back(answer: Answer) -> tuple[str, int]:
    """The provider has not let somebody in: why, in easy words, and what to do."""
    lines, status = {
        Answer.NOT_STAFF: (
            (Line(_("Du mangler adgang her."), "no"), Line(_("Bed din leder om adgang."), "help")),
            403,
        ),
        Answer.AGAIN: (
            (Line(_("Vi kan ikke se, hvem du er."), "no"), Line(_("Prøv at logge ind igen."), "door")),
            403,
        ),
        Answer.AWAY: (
            (Line(_("Kommunens login svarer ikke."), "waiting"), Line(_("Vent lidt, og prøv igen."), "clock")),
            503,
        ),
    }[answer]
    return render_template("ind/staff_refused.html", lines=lines), status


def _next() -> str:
    """The page that asked for staff; a very long address would not fit in the cookie."""
    asked = request.values.get("next", "")
    return visits.safe_next(asked if 0 < len(asked) <= LONGEST_NEXT else MORNING)
