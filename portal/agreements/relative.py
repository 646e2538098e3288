"""What a relative reads of an agreement, when the resident lets her: the words and their day, nothing else."""

from flask import Blueprint, abort, render_template

from portal import clock
from portal.agreements import queries
from portal.db import db
from portal.people.access import allow, note_look
from portal.people.consent.queries import may_see
from portal.people.consent.rules import Topic
from portal.people.models import LogKind
from portal.people.rules import Role, Trust
from portal.people.visits import visitor

agreements_relative = Blueprint("agreements_relative", __name__, url_prefix="/paaroerende/aftaler")


@agreements_relative.get("/<int:agreement_id>")
@allow(Role.RELATIVE, trust=Trust.SEE)
def agreement(agreement_id: int):
    """The newest version. What may not be seen looks the same as what is not there."""
    owner = queries.owner_of(db.session, agreement_id)
    if owner is None or Topic.AGREEMENTS not in may_see(
        db.session, relative_id=visitor().id, resident_id=owner.id, today=clock.today()
    ):
        abort(404)
    found = queries.find(db.session, resident_id=owner.id, agreement_id=agreement_id)
    if found is None:
        abort(404)
    note_look(LogKind.SAW_AGREEMENTS, whose_id=owner.id)
    return render_template(
        "agreements/for_relative.html", found=found, first_name=owner.first_name, slug=owner.slug, preview=None
    )
