"""The staff's "Hvem er her?": what residents are told right now, and putting it right with one tap."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.db import db
from portal.people.access import allow_staff
from portal.people.visits import safe_next, visitor
from portal.presence import actions, attendance, queries, staff_queries
from portal.presence.facts import Absence
from portal.presence.forms import AwayForm, chosen_id
from portal.presence.models import Place, StaffAbsence
from portal.refusal import N_, Refused
from portal.web.dates import day_in_words
from portal.web.forms import typed
from portal.web.locale import language

presence_staff = Blueprint("presence_staff", __name__, url_prefix="/personale/hvem")

OPEN, SHUT = "aabent", "lukket"
LONGEST_WORD = 20
NO_HOLIDAY = N_("Vælg åbent eller lukket igen.")


@presence_staff.get("")
@allow_staff
def now():
    """What residents are told about every place, who is away, and my own yes to being shown."""
    return _now_page(AwayForm(working=staff_queries.working(db.session), formdata=None))


@presence_staff.post("/<slug>/her")
@allow_staff
def arrive(slug: str):
    """ "Jeg er her"."""
    place = place_or_404(slug)
    attendance.come(db.session, place, visitor().id, moment=clock.now())
    flash(_("Du er %(where)s. Det ser beboerne nu.", where=place.where))
    return _back()


@presence_staff.post("/mig/gaaet")
@allow_staff
def leave():
    """ "Jeg er gået"."""
    left = attendance.go(db.session, visitor().id, moment=clock.now())
    flash(_("Du er gået. Det ser beboerne nu.") if left else _("Du var ikke meldt ind."))
    return _back()


@presence_staff.post("/<slug>/passer")
@allow_staff
def check(slug: str):
    """ "Det passer"."""
    place, moment = place_or_404(slug), clock.now()
    actions.check(db.session, place, visitor().id, moment=moment)
    flash(_("Tak. Du har tjekket det.") + " " + staff_queries.told_of(db.session, place, moment))
    return _back()


@presence_staff.post("/<slug>/helligdag")
@allow_staff
def holiday(slug: str):
    """Open or closed on a red day that is asked about."""
    place, day = place_or_404(slug), typed("dag", LONGEST_WORD)
    chosen = next((each for each in staff_queries.days_asked_about(clock.today()) if each.isoformat() == day), None)
    said = typed("svar", LONGEST_WORD)
    if chosen is None or said not in (OPEN, SHUT):
        raise Refused(NO_HOLIDAY)
    actions.answer_holiday(db.session, place, chosen, is_open=said == OPEN, by_id=visitor().id, moment=clock.now())
    words = day_in_words(chosen, today=clock.today(), language=language())
    flash(_("Der er åbent %(day)s.", day=words) if said == OPEN else _("Der er lukket %(day)s.", day=words))
    return _back()


@presence_staff.post("/mig/vis")
@allow_staff
def show_me():
    """My own yes or no to being shown by first name and photo."""
    yes = request.form.get("valg") == "til"
    actions.show(db.session, visitor().id, yes=yes, moment=clock.now())
    flash(_("Beboerne ser dit navn nu.") if yes else _("Beboerne ser ikke dit navn mere."))
    return redirect(url_for("presence_staff.now"), 303)


@presence_staff.post("/alle/fravaer")
@allow_staff
def away():
    """Somebody cannot come. The first tap asks who comes instead; the second says it."""
    form = AwayForm(working=staff_queries.working(db.session))
    written = form.absence()
    if written is None:
        return _now_page(form), 422
    if "substitute" not in request.form:
        return render_template("presence/staff/away.html", form=form, absence=written, working=form.working)
    return _keep_absence(form, written)


@presence_staff.post("/alle/fravaer/<int:absence_id>/fortryd")
@allow_staff
def undo_absence(absence_id: int):
    """She comes after all."""
    said = db.session.get(StaffAbsence, absence_id)
    if said is None:
        abort(404)
    actions.undo(db.session, said, moment=clock.now())
    told = staff_queries.told_where_works(db.session, said.staff_id, clock.now())
    flash((_("Det er fortrudt.") + " " + told).strip())
    return _back()


def place_or_404(slug: str) -> Place:
    """A place with its weekly hours."""
    found = staff_queries.place_of(db.session, slug)
    if found is None:
        abort(404)
    return found


def _keep_absence(form: AwayForm, written: Absence) -> Response:
    me, moment, people = visitor().id, clock.now(), form.working
    ill, comes = people[written.staff], people.get(written.substitute or 0)
    kept = actions.away(
        db.session, ill, first_day=written.first_day, last_day=written.last_day, substitute=comes, by_id=me,
        moment=moment,
    )  # fmt: skip
    flash(_about_absence(kept, ill.first_name, comes.first_name if comes else None))
    return redirect(url_for("presence_staff.now", fortryd=kept.id), 303)


def _about_absence(kept: StaffAbsence, ill: str, comes: str | None) -> str:
    """What residents are told now; of days to come, what they will be told."""
    today, told = clock.today(), staff_queries.told_where_works(db.session, kept.staff_id, clock.now())
    if kept.first_day <= today <= kept.last_day and told:
        return told
    first, last = (day_in_words(day, today=today, language=language()) for day in (kept.first_day, kept.last_day))
    words = [_("%(name)s er syg %(day)s.", name=ill, day=first)]
    if kept.first_day != kept.last_day:
        words.append(_("Det gælder til %(day)s.", day=last))
    return " ".join([*words, _("%(name)s kommer i stedet.", name=comes) if comes else _("Ingen kommer i stedet.")])


def _now_page(form: AwayForm) -> str:
    me, moment = visitor(), clock.now()
    said = chosen_id(request.args.get("fortryd"))
    undoable = db.session.get(StaffAbsence, said) if said else None
    return render_template(
        "presence/staff/now.html",
        board=staff_queries.board(db.session, moment, me.id),
        form=form,
        working=sorted(form.working.values(), key=lambda each: each.id != me.id),
        is_shown=queries.is_shown(db.session, me.id),
        undoable=undoable if undoable and undoable.undone_at is None else None,
    )


def _back() -> Response:
    return redirect(safe_next(request.form.get("next") or url_for("presence_staff.now")), 303)
