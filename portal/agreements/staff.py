"""The staff's desk of agreements: what each resident has, what she has said to it, what waits."""

from collections.abc import Mapping

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.agreements import actions, desk_queries, replying, staff_queries
from portal.agreements.forms import NextTalkForm
from portal.agreements.manuscript import NAME, document_from
from portal.agreements.models import Agreement, Version
from portal.agreements.replying import Attempt
from portal.agreements.staff_queries import Asked
from portal.content.agreement_templates import AgreementTemplate
from portal.db import db
from portal.people import queries as people
from portal.people.access import allow_staff, note_look, resident_or_404
from portal.people.models import LogKind
from portal.people.visits import safe_next, visitor
from portal.publishing import actions as publishing
from portal.publishing.queries import house_words, manuscript_of

agreements_staff = Blueprint("agreements_staff", __name__, url_prefix="/personale")


@agreements_staff.get("/beboer/<slug>/aftaler")
@allow_staff
def of_resident(slug: str):
    """A resident's agreements, and the templates for a new one."""
    resident = resident_or_404(slug)
    note_look(LogKind.SAW_AGREEMENTS, whose_id=resident.id)
    return render_template(
        "staff/agreements.html",
        resident=resident,
        desk=desk_queries.desk_of(db.session, resident.id),
        templates=_templates().values(),
    )


@agreements_staff.post("/beboer/<slug>/aftaler")
@allow_staff
def begin(slug: str):
    """A new agreement: its manuscript begins with a template's words."""
    resident, template = resident_or_404(slug), _templates().get(request.form.get("kind", ""))
    if template is None:
        abort(404)
    me, moment = visitor().id, clock.now()
    made = actions.begin(db.session, resident_id=resident.id, kind=template.kind, moment=moment)
    document = document_from(template)
    publishing.begin(db.session, kind=NAME, subject_id=made.id, document=document, by_id=me, moment=moment)
    return redirect(url_for("publishing.edit", kind=NAME, subject_id=made.id), 303)


@agreements_staff.get("/aftaler/<int:agreement_id>")
@allow_staff
def record(agreement_id: int):
    """What is published, what the resident has said to it, and how that came about."""
    agreement, newest = published_or_404(agreement_id)
    note_look(LogKind.SAW_AGREEMENTS, whose_id=agreement.resident_id)
    return _record_page(agreement, newest, replying_to=request.args.get("ret", 0, type=int))


@agreements_staff.post("/aftaler/<int:agreement_id>/samtale")
@allow_staff
def plan_talk(agreement_id: int):
    """Set the day of "Vi taler om den igen"."""
    (agreement, newest), form = published_or_404(agreement_id), NextTalkForm()
    if not form.validate_on_submit():
        return _record_page(agreement, newest, form=form), 422
    actions.plan_talk(db.session, agreement, form.on.data)
    flash(_("Dagen er gemt."))
    return redirect(url_for("agreements_staff.record", agreement_id=agreement_id), 303)


@agreements_staff.post("/svar/<int:answer_id>/svar")
@allow_staff
def reply(answer_id: int):
    """Say something back to her doubt or her question; "se" only looks at the sentence and finds pictures."""
    asked = _answer_or_404(answer_id)
    agreement, newest = published_or_404(asked.agreement_id)
    typed, only_looks = _attempt(agreement, asked), request.form.get("do") == "se"
    if only_looks or typed.fault:
        page = _record_page(agreement, newest, replying_to=answer_id, typed=typed, is_sent=not only_looks)
        return page, 200 if only_looks else 422
    actions.reply(
        db.session, asked.answer, sentence=typed.sentence, picture=typed.chosen, by_id=visitor().id, moment=clock.now()
    )
    flash(_("Dit svar er sendt til %(name)s.", name=agreement.resident.first_name))
    return redirect(url_for("agreements_staff.record", agreement_id=agreement.id), 303)


@agreements_staff.post("/svar/<int:answer_id>/ordnet")
@allow_staff
def answered(answer_id: int):
    """We have talked about her doubt or her question."""
    return _dealt_with(_answer_or_404(answer_id).answer)


@agreements_staff.post("/oensker/<int:wish_id>/ordnet")
@allow_staff
def wish_met(wish_id: int):
    """We have talked about her wish."""
    wish = staff_queries.wish_of(db.session, staff_id=visitor().id, wish_id=wish_id)
    if wish is None:
        abort(404)
    return _dealt_with(wish)


def published_or_404(agreement_id: int) -> tuple[Agreement, Version]:
    """An agreement of one of my residents with its newest version; one that is only begun has nothing to show."""
    found = staff_queries.agreement_of(db.session, staff_id=visitor().id, agreement_id=agreement_id)
    if found is None or not found.versions:
        abort(404)
    return found, found.versions[-1]


def _answer_or_404(answer_id: int) -> Asked:
    found = staff_queries.answer_of(db.session, staff_id=visitor().id, answer_id=answer_id)
    if found is None:
        abort(404)
    return found


def _dealt_with(asked: actions.Answer | actions.Wish) -> Response:
    actions.deal_with(db.session, asked, by_id=visitor().id, moment=clock.now())
    flash(_("Det er ordnet."))
    return redirect(safe_next(request.form.get("next") or url_for("desk.morning")), 303)


def _record_page(
    agreement: Agreement,
    newest: Version,
    *,
    form: NextTalkForm | None = None,
    replying_to: int = 0,
    typed: Attempt | None = None,
    is_sent: bool = False,
) -> str:
    """`typed` is a reply that is being written, to the answer `replying_to`; `is_sent`: and it could not be kept."""
    found = desk_queries.record_of(db.session, agreement.id, newest, replying_to=replying_to)
    attempts = {asked.id: replying.at_first(asked.asked_about, asked.back_line) for asked in found.questions}
    return render_template(
        "staff/agreement.html", agreement=agreement, newest=newest, record=found,
        attempts=attempts | ({replying_to: typed} if typed else {}), is_sent=is_sent,
        form=form or NextTalkForm(on=agreement.next_talk_on),
        is_being_written=manuscript_of(db.session, NAME, agreement.id) is not None,
    )  # fmt: skip


def _attempt(agreement: Agreement, asked: Asked) -> Attempt:
    names = [each.first_name for each in (agreement.resident, *people.staff_of(db.session, agreement.resident_id))]
    known = [each.word for each in house_words(db.session)]
    return replying.attempt(request.form, asked, names=names, known=known)


def _templates() -> Mapping[str, AgreementTemplate]:
    return current_app.extensions["agreement_templates"]
