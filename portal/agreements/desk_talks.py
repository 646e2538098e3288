"""The staff's pages for one agreement over time: a talk written down, two versions side by side, the paper."""

from collections.abc import Sequence
from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal import clock
from portal.agreements import actions, desk_queries, paper, queries
from portal.agreements.forms import YES, KeptTalkForm
from portal.agreements.models import Agreement, Version
from portal.agreements.rules import changes
from portal.agreements.staff import published_or_404
from portal.db import db
from portal.people import queries as people
from portal.people.access import allow_staff, note_look
from portal.people.models import LogKind, Person
from portal.people.visits import visitor
from portal.web.templating import tap

agreements_desk = Blueprint("agreements_desk", __name__, url_prefix="/personale/aftaler")


@agreements_desk.route("/<int:agreement_id>/samtale/ny", methods=["GET", "POST"])
@allow_staff
def keep_talk(agreement_id: int):
    """Write down a talk: when, who was there, how it was checked, a drawn name, and when the next one is."""
    agreement, version = _shown_or_404(agreement_id)
    form, staff = KeptTalkForm(next_on=_still_to_come(agreement)), people.staff_of(db.session, agreement.resident_id)
    if request.method == "GET":
        note_look(LogKind.SAW_AGREEMENTS, whose_id=agreement.resident_id)
    if not form.validate_on_submit():
        return _talk_page(agreement, version, form, staff), 422 if form.is_submitted() else 200
    _keep(form, version, staff)
    actions.plan_talk(db.session, agreement, form.next_on.data)
    flash(_("Samtalen er gemt."))
    return redirect(url_for("agreements_staff.record", agreement_id=agreement_id), 303)


@agreements_desk.get("/<int:agreement_id>/sammenlign")
@allow_staff
def compare(agreement_id: int):
    """Two versions side by side: the newest and the one before it, unless others are chosen."""
    agreement, newest = published_or_404(agreement_id)
    numbered = {version.number: version for version in agreement.versions}
    now = numbered.get(request.args.get("til", newest.number, type=int))
    before = numbered.get(request.args.get("fra", max(newest.number - 1, 1), type=int))
    if now is None or before is None:
        abort(404)
    note_look(LogKind.SAW_AGREEMENTS, whose_id=agreement.resident_id)
    words = desk_queries.words_of(db.session, before.id, now.id)
    return render_template(
        "staff/agreement_compare.html", agreement=agreement, before=before, now=now,
        changes=changes(words[before.id], words[now.id]),
    )  # fmt: skip


@agreements_desk.get("/<int:agreement_id>/print")
@allow_staff
def on_paper(agreement_id: int):
    """The newest version in large letters, with room for names."""
    agreement, _newest = published_or_404(agreement_id)
    found = queries.find(db.session, resident_id=agreement.resident_id, agreement_id=agreement_id)
    if found is None:  # taken back
        abort(404)
    note_look(LogKind.PRINTED, whose_id=agreement.resident_id)
    return paper.response(found, agreement.resident.first_name)


def _shown_or_404(agreement_id: int) -> tuple[Agreement, Version]:
    """The version that the form is about: the one that was shown, even when a newer one came meanwhile."""
    agreement, newest = published_or_404(agreement_id)
    shown = request.form.get("shown", newest.id, type=int)
    return agreement, next((version for version in agreement.versions if version.id == shown), newest)


def _still_to_come(agreement: Agreement) -> date | None:
    """The planned day, unless this is the talk it was planned for."""
    on = agreement.next_talk_on
    return on if on is not None and on > clock.today() else None


def _talk_page(agreement: Agreement, version: Version, form: KeptTalkForm, staff: Sequence[Person]) -> str:
    there = request.form.getlist("hvem") if form.is_submitted() else [str(visitor().id)]
    return render_template(
        "staff/agreement_talk.html", agreement=agreement, version=version, form=form, staff=staff, there=there
    )


def _keep(form: KeptTalkForm, version: Version, staff: Sequence[Person]) -> None:
    chosen = request.form.getlist("hvem")
    there: list[tuple[int | None, str]] = [(each.id, each.first_name) for each in staff if str(each.id) in chosen]
    if form.other.data:
        there.append((None, form.other.data))
    actions.talk(
        db.session, version.id, on=form.on.data or clock.today(), people=there, said_yes=form.said_yes.data == YES,
        signature=form.strokes, how=form.how.data, by_id=visitor().id, tap=form.tap.data or tap(), moment=clock.now(),
    )  # fmt: skip
