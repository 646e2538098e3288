"""The staff's plain pages about people: a resident's card and devices, and the shared tablets."""

from collections.abc import Sequence

from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal import clock
from portal.db import db
from portal.people import actions, card_paper, queries
from portal.people.access import allow_staff, resident_or_404
from portal.people.models import LONGEST_NAME, Device, Person
from portal.people.visits import visitor
from portal.settings import Settings
from portal.web.forms import typed

people_staff = Blueprint("people_staff", __name__, url_prefix="/personale")


@people_staff.get("/beboer/<slug>")
@allow_staff
def resident(slug: str):
    """One resident: card, devices, and the way to the agreements."""
    found = resident_or_404(slug)
    return render_template(
        "staff/resident.html",
        resident=found,
        card=queries.card_of(db.session, found.id, clock.now()),
        devices=queries.devices_of(db.session, found.id),
        staff=queries.staff_of(db.session, found.id),
    )


@people_staff.post("/beboer/<slug>/kort")
@allow_staff
def new_card(slug: str):
    """A new card as a PDF, shown once. The old one stops working."""
    found = resident_or_404(slug)
    token = actions.make_card(db.session, resident=found, made_by_id=visitor().id, moment=clock.now())
    return _paper([(found, token)], f"kort-{found.slug}")


@people_staff.get("/kort")
@allow_staff
def choose_cards():
    """For whom cards are to be printed on one sheet."""
    return render_template("staff/cards.html", residents=queries.residents_of(db.session, visitor().id), fault="")


@people_staff.post("/kort")
@allow_staff
def card_sheet():
    """New cards for those who were chosen, on sheets to cut. Their old ones stop working."""
    mine = queries.residents_of(db.session, visitor().id)
    chosen = [resident for resident in mine if resident.slug in request.form.getlist("beboer")]
    if not chosen:
        return render_template("staff/cards.html", residents=mine, fault=_("Vælg mindst 1 beboer.")), 422
    cards = [
        (each, actions.make_card(db.session, resident=each, made_by_id=visitor().id, moment=clock.now()))
        for each in chosen
    ]
    return _paper(cards, "kort")


@people_staff.post("/beboer/<slug>/kort/spaer")
@allow_staff
def revoke_card(slug: str):
    """The card is lost: it is dead at once, and so is what was begun with it."""
    found = resident_or_404(slug)
    actions.revoke_cards(db.session, resident=found, by_id=visitor().id, moment=clock.now())
    flash(_("Kortet virker ikke mere."))
    return redirect(url_for("people_staff.resident", slug=slug), 303)


@people_staff.post("/beboer/<slug>/apparat")
@allow_staff
def offer_personal(slug: str):
    """A one-time link for the resident's own phone or tablet."""
    return _offer(resident_or_404(slug))


@people_staff.get("/tablets")
@allow_staff
def tablets():
    """The shared tablets."""
    return render_template("staff/tablets.html", devices=queries.devices_of(db.session, None))


@people_staff.post("/tablets")
@allow_staff
def offer_shared():
    """A one-time link for a shared tablet."""
    return _offer(None)


@people_staff.post("/apparat/<int:device_id>/stop")
@allow_staff
def void(device_id: int):
    """The device is lost or done with: no visit on it is worth anything now."""
    device = _device_or_404(device_id)
    actions.void_device(db.session, device, moment=clock.now())
    flash(_("Apparatet er slået fra."))
    return redirect(_back_from(device), 303)


@people_staff.post("/apparat/<int:device_id>/aabn")
@allow_staff
def open_again(device_id: int):
    """Too many wrong cards have shut the device: open it."""
    device = _device_or_404(device_id)
    actions.open_device(db.session, device, moment=clock.now())
    flash(_("Apparatet er åbent igen."))
    return redirect(_back_from(device), 303)


def _paper(cards: Sequence[tuple[Person, str]], name: str) -> Response:
    paper = card_paper.cards_pdf(cards, address=_address(), photos=current_app.extensions["photos"])
    return Response(
        paper,
        mimetype="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}.pdf"'},
    )


def _offer(resident: Person | None) -> str:
    name = resident.first_name if resident else typed("name", LONGEST_NAME) or _("Fælles tablet")
    token = actions.offer_enrolment(
        db.session, name=name, resident=resident, made_by_id=visitor().id, moment=clock.now()
    )
    address = f"{_address()}/tilmeld/{token}"
    return render_template(
        "staff/enrolment.html", resident=resident, address=address, qr=card_paper.qr_svg(address).decode()
    )


def _device_or_404(device_id: int) -> Device:
    """A shared tablet is every member of staff's; a personal one belongs to those attached to its owner."""
    device = db.session.get(Device, device_id)
    if device is None or device.voided_at is not None:
        abort(404)
    if device.resident_id and device.resident_id not in {
        each.id for each in queries.residents_of(db.session, visitor().id)
    }:
        abort(404)
    return device


def _back_from(device: Device) -> str:
    owner = queries.owner_of(db.session, device)
    return url_for("people_staff.resident", slug=owner.slug) if owner else url_for("people_staff.tablets")


def _address() -> str:
    settings: Settings = current_app.extensions["settings"]
    return settings.address
