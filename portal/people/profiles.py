"""The staff's pages about who is who: names, photos, contact persons, and the leader's list of everybody."""

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal import clock
from portal.db import db
from portal.media.photos import BadPhoto, PhotoStore
from portal.people import newcomers, queries
from portal.people.access import allow, allow_staff, note_look, resident_or_404
from portal.people.models import LogKind, Person
from portal.people.newcomers import LONGEST_FIRST_NAME
from portal.people.rules import Role, Trust
from portal.people.visits import visitor
from portal.web.addresses import row_number
from portal.web.forms import typed
from portal.web.security import allow_upload

profiles = Blueprint("profiles", __name__, url_prefix="/personale")
LARGEST_PHOTO = 12_000_000  # bytes; what a phone's camera makes


@profiles.get("/beboer/<slug>/ret")
@allow_staff
def edit(slug: str):
    """A resident's name, photo and contact person."""
    found = resident_or_404(slug)
    note_look(LogKind.SAW_PROFILE, whose_id=found.id)
    return _profile_page(found)


@profiles.post("/beboer/<slug>/navn")
@allow_staff
def rename(slug: str):
    """Another first name."""
    found, name = resident_or_404(slug), typed("first_name", LONGEST_FIRST_NAME)
    if not name:
        return _profile_page(found, name_fault=_("Skriv et fornavn.")), 422
    newcomers.rename(db.session, found, name, by_id=visitor().id, moment=clock.now())
    flash(_("Navnet er gemt."))
    return redirect(url_for("profiles.edit", slug=slug), 303)


@profiles.post("/beboer/<slug>/foto")
@allow_upload(LARGEST_PHOTO)
@allow_staff
def photo(slug: str):
    """A photo of the person: a photo beats any drawing."""
    found = resident_or_404(slug)
    try:
        kept = _kept_photo()
    except BadPhoto as bad:
        return _profile_page(found, photo_fault=_(str(bad))), 422
    newcomers.show_photo(db.session, found, kept, by_id=visitor().id, moment=clock.now())
    flash(_("Fotoet er gemt."))
    return redirect(url_for("profiles.edit", slug=slug), 303)


@profiles.post("/beboer/<slug>/kontakt")
@allow_staff
def contact(slug: str):
    """Who the resident asks first."""
    found, chosen = resident_or_404(slug), request.form.get("staff", 0, type=row_number)
    newcomers.choose_contact(db.session, found, chosen, by_id=visitor().id, moment=clock.now())
    flash(_("Kontakt-personen er gemt."))
    return redirect(url_for("profiles.edit", slug=slug), 303)


@profiles.get("/folk")
@allow(Role.LEADER, trust=Trust.STAFF)
def everybody():
    """Everybody in the house, and who works with whom."""
    return _everybody_page()


@profiles.post("/folk")
@allow(Role.LEADER, trust=Trust.STAFF)
def add():
    """Somebody moves in or starts work. Whoever adds a resident works with the resident at first."""
    name, role = typed("first_name", LONGEST_FIRST_NAME), request.form.get("role")
    if not name or role not in (Role.RESIDENT, Role.STAFF):
        return _everybody_page(fault=_("Skriv et fornavn.")), 422
    made = newcomers.add_person(db.session, first_name=name, role=Role(role), is_demo=current_app.config["DEMO"])
    if made.role is Role.RESIDENT:
        me = db.session.get_one(Person, visitor().id)
        newcomers.attach(db.session, staff=me, resident=made, by_id=me.id, moment=clock.now())
    flash(_("%(name)s er med nu.", name=made.first_name))
    return redirect(url_for("profiles.everybody"), 303)


@profiles.post("/folk/<int:resident_id>/personale/<int:staff_id>")
@allow(Role.LEADER, trust=Trust.STAFF)
def attach(resident_id: int, staff_id: int):
    """Let a member of staff work with a resident, or end it."""
    resident, staff = _person_or_404(resident_id, Role.RESIDENT), _person_or_404(staff_id, Role.STAFF, Role.LEADER)
    change = newcomers.detach if request.form.get("do") == "stop" else newcomers.attach
    change(db.session, staff=staff, resident=resident, by_id=visitor().id, moment=clock.now())
    flash(_("Det er gemt."))
    return redirect(f"{url_for('profiles.everybody')}#beboer-{resident_id}", 303)


@profiles.get("/folk/<int:person_id>/farvel")
@allow(Role.LEADER, trust=Trust.STAFF)
def ask_to_leave(person_id: int):
    """Does this person really leave? Cards and devices stop at once."""
    return render_template("staff/leaving.html", leaving=_person_or_404(person_id, *LEAVERS))


@profiles.post("/folk/<int:person_id>/farvel")
@allow(Role.LEADER, trust=Trust.STAFF)
def leave(person_id: int):
    """Somebody moves out, or stops working here."""
    leaving = _person_or_404(person_id, *LEAVERS)
    if leaving.id == visitor().id:
        abort(404)
    newcomers.leave(db.session, leaving, by_id=visitor().id, moment=clock.now())
    flash(_("%(name)s er ude nu.", name=leaving.first_name))
    return redirect(url_for("profiles.everybody"), 303)


LEAVERS = (Role.RESIDENT, Role.STAFF, Role.LEADER)


def _profile_page(resident: Person, *, name_fault: str = "", photo_fault: str = "") -> str:
    return render_template(
        "staff/profile.html", resident=resident, staff=queries.staff_of(db.session, resident.id),
        name_fault=name_fault, photo_fault=photo_fault, name=typed("first_name", LONGEST_FIRST_NAME),
    )  # fmt: skip


def _everybody_page(*, fault: str = "") -> str:
    return render_template(
        "staff/everybody.html", residents=queries.all_of(db.session, Role.RESIDENT), fault=fault,
        staff=queries.all_of(db.session, Role.STAFF, Role.LEADER), attached=queries.attachments(db.session),
    )  # fmt: skip


def _kept_photo() -> str:
    store: PhotoStore = current_app.extensions["photos"]
    sent = request.files.get("photo")
    return store.keep(sent.read() if sent else b"")


def _person_or_404(person_id: int, *roles: Role) -> Person:
    found = db.session.get(Person, person_id)
    if found is None or found.role not in roles or found.left_at is not None:
        abort(404)
    return found
