"""Paper: the sheet for the stairwell, the list for the kitchen, and keying in what was written by hand."""

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal import clock
from portal.db import db
from portal.meals import dinner_paper, guest_list, line, paper_keying
from portal.meals.food import NAMES
from portal.meals.kitchen import dinner_or_404, panel_or_404
from portal.meals.models import Dinner, PaperList
from portal.meals.paper_keying import Looked
from portal.meals.paper_rules import Judged, Row
from portal.people.access import allow_staff, note_looks_of_the_day
from portal.people.models import LogKind
from portal.people.visits import visitor

meals_paper = Blueprint("meals_paper", __name__, url_prefix="/personale/mad/<int:dinner_id>")
MORE_THAN_CHAIRS = 6  # rows: some say no


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as it stands on the screen, with what is said at it."""

    judged: Judged
    faults: tuple[str, ...]
    must_choose: bool
    same_name: tuple[tuple[int, str], ...]

    @property
    def row(self) -> Row:
        return self.judged.row


@meals_paper.get("/print")
@allow_staff
def kitchen_list(dinner_id: int):
    """For the drawer in the kitchen: who comes, what they cannot eat, what is bought."""
    shown = panel_or_404(dinner_id)
    note_looks_of_the_day(LogKind.SAW_DIET, {each.person_id for each in shown.with_diet})
    return dinner_paper.kitchen_list(shown)


@meals_paper.get("/papir")
@allow_staff
def lists(dinner_id: int):
    """The lists that hang somewhere, and how to make another."""
    return render_template("meals/staff/paper.html", panel=panel_or_404(dinner_id))


@meals_paper.post("/papir")
@allow_staff
def print_list(dinner_id: int):
    """A new list with codes of its own."""
    dinner = dinner_or_404(dinner_id)
    made = paper_keying.print_list(
        db.session, dinner, number=dinner.chairs + MORE_THAN_CHAIRS, by_id=visitor().id, moment=clock.now()
    )
    flash(_("Sedlen er lavet. Print den, og hæng den op."))
    return redirect(url_for(".keyed", dinner_id=dinner_id, list_id=made.id), 303)


@meals_paper.get("/papir/<int:list_id>/print")
@allow_staff
def sheet(dinner_id: int, list_id: int):
    """The sheet itself. It says how many are in now, and writes nothing."""
    dinner, paper = _list_or_404(dinner_id, list_id)
    return dinner_paper.sign_up_sheet(dinner, paper, taken=line.taken(db.session, dinner_id))


@meals_paper.get("/papir/<int:list_id>")
@allow_staff
def keyed(dinner_id: int, list_id: int):
    """One screen for the whole list, row by row."""
    dinner, paper = _list_or_404(dinner_id, list_id)
    looked = paper_keying.look(db.session, dinner, paper, paper_keying.read_rows(request.form, paper))
    return _page(dinner, paper, looked)


@meals_paper.post("/papir/<int:list_id>")
@allow_staff
def key_in(dinner_id: int, list_id: int):
    """Keep the rows that can be kept; the others stay as they were typed, with what stands against them."""
    dinner, paper = _list_or_404(dinner_id, list_id)
    typed = paper_keying.read_rows(request.form, paper)
    looked = paper_keying.look(db.session, dinner, paper, typed)
    if _log_looks(looked):
        dinner, paper = _list_or_404(dinner_id, list_id)
    number, refused = paper_keying.keep(db.session, dinner, paper, looked, by_id=visitor().id, moment=clock.now())
    dinner, paper = _list_or_404(dinner_id, list_id)  # as it is now: others may have changed it
    left = [each for each in typed if each.code not in {row[0] for row in paper.rows if len(row) > 2}]
    again = paper_keying.with_refusals(paper_keying.look(db.session, dinner, paper, left), refused)
    if number:
        flash(_("%(number)s rækker er gemt.", number=number) if number > 1 else _("1 række er gemt."))
    if again.is_finished:
        return redirect(url_for(".keyed", dinner_id=dinner_id, list_id=list_id), 303)
    return _page(dinner, paper, again), 200 if number else 422


def _list_or_404(dinner_id: int, list_id: int) -> tuple[Dinner, PaperList]:
    paper = db.session.get(PaperList, list_id)
    if paper is None or paper.dinner_id != dinner_id:
        abort(404)
    return dinner_or_404(dinner_id), paper


def _page(dinner: Dinner, paper: PaperList, looked: Looked) -> str:
    return render_template(
        "meals/staff/key_in.html", dinner=dinner, paper=paper, rows=[_shown(looked, each) for each in looked.judged],
        done=paper_keying.done_rows(db.session, paper), names=guest_list.names_offered(db.session),
        is_wrong=not looked.is_finished,
    )  # fmt: skip


def _log_looks(looked: Looked) -> bool:
    """Log whose diets are told of, before anything is written: the log has a transaction of its own. Whether it did."""
    whose = {each.who_id for each in looked.judged if each.who_id and each.who_id in looked.clashing}
    if whose:
        db.session.rollback()
        note_looks_of_the_day(LogKind.SAW_DIET, whose)
    return bool(whose)


def _shown(looked: Looked, judged: Judged) -> Shown:
    said = [
        _(sentence, name=name, food=_(NAMES[food].word) if food else "")
        for sentence, name, food in paper_keying.sentences_about(looked, judged)
    ]
    refusal = looked.refused.get(judged.row.code)
    return Shown(
        judged,
        (*said, *([_(refusal)] if refusal else ())),
        must_choose=judged.can_be_chosen,
        same_name=tuple(looked.same_name.get(judged.row.name.casefold(), ())),
    )
