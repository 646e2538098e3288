"""The staff's page about a resident's relatives: propose, ask, stop. Only the resident can say yes."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.db import db
from portal.people.access import allow_staff, note_look, resident_or_404
from portal.people.consent import actions, queries
from portal.people.consent.forms import ProposalForm
from portal.people.consent.models import Relation
from portal.people.consent.phrases import STANDINGS, TOPICS
from portal.people.consent.rules import Kin, Topic
from portal.people.consent.way_in import send_link
from portal.people.models import LogKind, Person
from portal.people.visits import visitor

consent_staff = Blueprint("consent_staff", __name__, url_prefix="/personale/beboer/<slug>/paaroerende")


@consent_staff.get("")
@allow_staff
def relatives(slug: str):
    """A resident's relatives and where every topic stands, and the form for one more."""
    found = resident_or_404(slug)
    note_look(LogKind.SAW_PROFILE, whose_id=found.id)
    return _page(found, ProposalForm())


@consent_staff.post("")
@allow_staff
def propose(slug: str):
    """One more relative: the resident is asked on her own screen."""
    found, form = resident_or_404(slug), ProposalForm()
    if not form.validate_on_submit():
        return _page(found, form), 422
    actions.propose(
        db.session, found, first_name=form.first_name.data or "", kind=Kin(form.kind.data), moment=clock.now(),
        email=form.email.data or "", topics=map(Topic, form.topics.data or ()), by_id=visitor().id,
    )  # fmt: skip
    flash(_("%(name)s kan svare på sin egen side.", name=found.first_name))
    return _back(slug)


@consent_staff.post("/<int:relation_id>/spoerg")
@allow_staff
def ask(slug: str, relation_id: int):
    """Ask about a topic, perhaps once more."""
    relation, topic = _relation_or_404(resident_or_404(slug), relation_id), request.form.get("emne")
    if topic not in list(Topic):
        abort(400)
    actions.ask(db.session, relation, [Topic(topic)], by_id=visitor().id, moment=clock.now())
    flash(_("Beboeren kan svare på sin egen side."))
    return _back(slug)


@consent_staff.post("/<int:relation_id>/stop")
@allow_staff
def stop(slug: str, relation_id: int):
    """This person is no relative here any more."""
    relation = _relation_or_404(resident_or_404(slug), relation_id)
    actions.end_relation(db.session, relation, by_id=visitor().id, moment=clock.now())
    flash(_("Alt er lukket for den pårørende."))
    return _back(slug)


@consent_staff.post("/<int:relation_id>/link")
@allow_staff
def link(slug: str, relation_id: int):
    """Send the way in once more."""
    relation = _relation_or_404(resident_or_404(slug), relation_id)
    relative = db.session.get_one(Person, relation.relative_id)
    if send_link(relative):
        flash(_("Der er sendt en mail til %(name)s.", name=relative.first_name))
    else:
        flash(_("Vent en time, og prøv igen."), "error")
    return _back(slug)


def _page(resident: Person, form: ProposalForm) -> str:
    return render_template(
        "staff/relatives.html", resident=resident, form=form, phrases=TOPICS, standings=STANDINGS,
        relatives=queries.relatives_of(db.session, resident.id, clock.today()),
    )  # fmt: skip


def _relation_or_404(resident: Person, relation_id: int) -> Relation:
    found = db.session.get(Relation, relation_id)
    if found is None or found.resident_id != resident.id or found.ended_at is not None:
        abort(404)
    return found


def _back(slug: str) -> Response:
    return redirect(url_for("consent_staff.relatives", slug=slug), 303)
