"""The library of menus: begin one, write it in the editor, say what is in it, what is bought, copy it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.db import db
from portal.easyread.line import clean
from portal.meals import menu_actions, menu_queries
from portal.meals.food import ALLERGENS, NAMES, Food
from portal.meals.kitchen import page
from portal.meals.menu_kind import NAME, document_of
from portal.meals.models import Menu
from portal.meals.shopping import (
    LONGEST_NAME,
    MOST_INGREDIENTS,
    UNITS,
    Ingredient,
    Unit,
    amount_of,
    ingredients_of,
    written,
)
from portal.people.access import allow_staff
from portal.people.visits import visitor
from portal.publishing import actions as publishing
from portal.publishing.queries import manuscript_of
from portal.publishing.rules import Document, fresh, new_line
from portal.refusal import N_

meals_menus = Blueprint("meals_menus", __name__, url_prefix="/personale/mad/menuer")

LONGEST_QUERY = 60
EMPTY_ROWS = 5  # below what is there already
OTHERS = tuple(food for food in Food if food not in ALLERGENS)
NO_WORD = N_("Vælg, om I ved, hvad der er i maden.")
NO_NAME = N_("Skriv, hvad det er.")
NO_AMOUNT = N_("Skriv et tal, for eksempel 0,5 eller 100.")


@dataclass(frozen=True, slots=True)
class TypedRow:
    """An ingredient as it was typed, and what is wrong with it."""

    name: str = ""
    amount: str = ""
    unit: str = Unit.GRAM.value
    fault: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.name and not self.amount


@meals_menus.get("")
@allow_staff
def library():
    """All menus, or those that a word finds."""
    query = clean(request.args.get("q", ""))[:LONGEST_QUERY]
    found = menu_queries.library(db.session, query)
    return page(
        "meals/staff/library.html", shelved=found, query=query, most=menu_queries.MOST_MENUS, today=clock.today()
    )


@meals_menus.post("")
@allow_staff
def begin():
    """A new menu: one line to write in."""
    made = menu_actions.begin(db.session, moment=clock.now())
    return _write(made.id, Document("", "dinner", (new_line("dish"),)))


@meals_menus.post("/<int:menu_id>/kopi")
@allow_staff
def copy(menu_id: int):
    """The same again as a new menu, to be changed a little."""
    old = _menu_or_404(menu_id)
    made = menu_actions.copy(db.session, menu_id, moment=clock.now())
    flash(_("Her er kopien."))
    return _write(made.id, fresh(document_of(old), photos=True))


@meals_menus.route("/<int:menu_id>/indhold", methods=["GET", "POST"])
@allow_staff
def contents(menu_id: int):
    """What is in the food. "Vi ved det ikke endnu" is an answer too."""
    menu = _menu_or_404(menu_id)
    if request.method == "GET":
        return _contents_page(menu, menu.foods, {True: "ja", False: "nej"}[menu.is_known])
    foods = [food for food in Food if food.value in request.form.getlist("mad")]
    said = request.form.get("kendt", "")
    if said not in ("ja", "nej"):
        return _contents_page(menu, foods, said, fault=_(NO_WORD)), 422
    menu_actions.say_what_is_in(db.session, menu_id, foods, is_known=said == "ja", moment=clock.now())
    flash(_("Det er gemt."))
    return redirect(url_for(".library"), 303)


@meals_menus.route("/<int:menu_id>/indkoeb", methods=["GET", "POST"])
@allow_staff
def ingredients(menu_id: int):
    """What one person eats of it, a row for each thing."""
    menu = _menu_or_404(menu_id)
    if request.method == "GET":
        return _ingredients_page(menu, _as_typed(menu))
    rows = _typed_rows()
    if any(row.fault for row in rows):
        return _ingredients_page(menu, rows, is_wrong=True), 422
    menu_actions.keep_ingredients(db.session, menu_id, [_ingredient(row) for row in rows if not row.is_empty])
    flash(_("Det er gemt."))
    return redirect(url_for(".ingredients" if request.form.get("do") == "flere" else ".library", menu_id=menu_id), 303)


def _menu_or_404(menu_id: int) -> Menu:
    return db.session.get(Menu, menu_id) or abort(404)


def _write(menu_id: int, document: Document) -> Response:
    if manuscript_of(db.session, NAME, menu_id) is None:
        publishing.begin(
            db.session, kind=NAME, subject_id=menu_id, document=document, by_id=visitor().id, moment=clock.now()
        )
    return redirect(url_for("publishing.edit", kind=NAME, subject_id=menu_id), 303)


def _title_of(menu: Menu) -> str:
    """The name of a menu, of its draft while it is not published."""
    draft = None if menu.title else manuscript_of(db.session, NAME, menu.id)
    return menu.title or (draft.title if draft else "") or _("Uden navn")


def _contents_page(menu: Menu, foods: Sequence[Food] | frozenset[Food], said: str, fault: str = "") -> str:
    return render_template(
        "meals/staff/contents.html", menu=menu, title=_title_of(menu), foods=foods, said=said, fault=fault,
        allergens=ALLERGENS, others=OTHERS, names=NAMES,
    )  # fmt: skip


def _ingredients_page(menu: Menu, rows: Sequence[TypedRow], *, is_wrong: bool = False) -> str:
    return render_template(
        "meals/staff/ingredients.html", menu=menu, title=_title_of(menu), rows=rows, is_wrong=is_wrong, units=UNITS
    )


def _as_typed(menu: Menu) -> list[TypedRow]:
    kept = ingredients_of(menu.ingredients)
    rows = [TypedRow(each.name, written(each.amount), each.unit.value) for each in kept]
    return [*rows, *[TypedRow()] * min(EMPTY_ROWS, MOST_INGREDIENTS - len(rows))]


def _typed_rows() -> list[TypedRow]:
    """What stands in the form, row by row, each with what is wrong with it."""
    columns = [request.form.getlist(name)[:MOST_INGREDIENTS] for name in ("navn", "maengde", "enhed")]
    found = []
    for name, amount, unit in zip(*columns, strict=False):
        row = TypedRow(clean(name)[:LONGEST_NAME], clean(amount)[:LONGEST_NAME], unit[:LONGEST_NAME])
        found.append(TypedRow(row.name, row.amount, row.unit, _fault_of(row)))
    return found


def _fault_of(row: TypedRow) -> str:
    if row.is_empty:
        return ""
    if not row.name:
        return _(NO_NAME)
    return "" if amount_of(row.amount) is not None else _(NO_AMOUNT)


def _ingredient(row: TypedRow) -> Ingredient:
    amount = amount_of(row.amount)
    assert amount is not None  # a row without one is told so, and kept by nobody
    return Ingredient(row.name, amount, Unit(row.unit) if row.unit in tuple(Unit) else Unit.PIECE)
