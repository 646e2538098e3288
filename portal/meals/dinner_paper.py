"""A dinner on paper: the sheet that hangs in the stairwell, without names, and the list for the kitchen's drawer."""

from collections.abc import Sequence

from flask import Response
from flask_babel import gettext as _

from portal import clock
from portal.easyread.line import Line
from portal.meals.food import NAMES, Food
from portal.meals.kitchen_forms import TASK_LABELS
from portal.meals.kitchen_wording import name_of, words_of
from portal.meals.menu_paper import menu_pdf, paper
from portal.meals.models import Dinner, PaperList
from portal.meals.panel import Head, KitchenTask, Panel
from portal.meals.rules import Standing
from portal.web.dates import day_in_words, time_in_words
from portal.web.locale import language

TICK = "[ ]"  # a box to tick


def sign_up_sheet(dinner: Dinner, printed: PaperList, *, taken: int) -> Response:
    """What is eaten, when, where, for how much, and a row with its code for everybody who writes herself on."""
    head = [_("Nummer"), _("Dit navn"), _("Ja"), _("Måske"), _("Nej"), _("Gæster")]
    rows = [[row[0], "", TICK, TICK, TICK, ""] for row in printed.rows]
    table = {"label": "", "head": head, "rows": rows, "widths": ["auto", "1fr", "auto", "auto", "auto", "auto"],
             "tall": True}  # fmt: skip
    notes = [*_facts(dinner), _("Skriv dit navn, og sæt et kryds."), _already(taken)]
    made = menu_pdf(
        _title(dinner), dinner.menu.picture if dinner.menu else "eat_together", _dishes(dinner),
        inside=_inside(dinner), notes=notes, tables=[table],
    )  # fmt: skip
    return paper(made, f"spis-sammen-{dinner.on}-{printed.id}")


def kitchen_list(panel: Panel) -> Response:
    """Who comes and what they cannot eat, who helps, and what is bought."""
    dinner = panel.dinner
    notes = [*_facts(dinner), _("%(number)s har en plads.", number=len(panel.seated))]
    made = menu_pdf(
        _title(dinner), dinner.menu.picture if dinner.menu else None, _dishes(dinner), inside=_inside(dinner),
        notes=notes,
        tables=[_people(panel.seated, _("Ved bordet")), _people(panel.standing(Standing.IN_LINE), _("I kø")),
                _helpers(panel.tasks), _shopping(panel)],
    )  # fmt: skip
    return paper(made, f"koekken-{dinner.on}")


def _title(dinner: Dinner) -> str:
    day = day_in_words(dinner.on, today=clock.today(), language=language())
    return _("Vi spiser sammen %(day)s", day=day)


def _facts(dinner: Dinner) -> list[str]:
    """When, where, for how much, until when."""
    time = time_in_words(dinner.begins_at, language=language())
    day = day_in_words(dinner.closes_at.date(), today=clock.today(), language=language())
    price = _("Det koster %(number)s kroner.", number=dinner.price) if dinner.price else _("Det er gratis.")
    last = time_in_words(dinner.closes_at, language=language())
    return [
        _("Vi spiser %(where)s %(time)s.", where=dinner.where, time=time),
        price,
        _("Sidste frist er %(day)s %(time)s.", day=day, time=last),
    ]


def _dishes(dinner: Dinner) -> list[Line]:
    """What we eat."""
    return [Line(str(sentence), picture) for sentence, picture in dinner.menu.lines] if dinner.menu else []


def _inside(dinner: Dinner) -> list[Line]:
    """What is in the food, or that nobody knows it yet."""
    menu = dinner.menu
    if menu is None:
        return []
    foods = [food for food in Food if food in menu.foods]
    lines = [Line(_("Der er %(food)s i maden.", food=_(NAMES[food].word)), NAMES[food].picture) for food in foods]
    return lines if menu.is_known else [*lines, Line(_("Spørg køkkenet, hvad der er i maden."), "question")]


def _already(taken: int) -> str:
    if taken == 0:
        return _("Ingen har sagt ja endnu.")
    return _("1 har en plads allerede.") if taken == 1 else _("%(number)s har en plads allerede.", number=taken)


def _people(heads: Sequence[Head], label: str) -> dict[str, object]:
    rows = [[name_of(each), words_of(each.diet), words_of(each.clashes), _said(each)] for each in heads]
    head = [_("Navn"), _("Kost"), _("Er i maden"), _("Svar")]
    return _table(label, head, rows, ["2fr", "2fr", "1fr", "auto"])


def _helpers(tasks: Sequence[KitchenTask]) -> dict[str, object]:
    rows = [[_(TASK_LABELS[each.kind]), ", ".join(each.helpers), str(each.missing)] for each in tasks]
    return _table(_("Hvem hjælper?"), [_("Opgave"), _("Navn"), _("Mangler")], rows, ["1fr", "2fr", "auto"])


def _shopping(panel: Panel) -> dict[str, object]:
    rows = [[each.name, f"{each.number} {_(each.unit)}"] for each in panel.shopping]
    return _table(_("Køb ind"), [_("Vare"), _("Mængde")], rows, ["2fr", "1fr"])


def _table(label: str, head: list[str], rows: list[list[str]], widths: list[str]) -> dict[str, object]:
    return {"label": label, "head": head, "rows": rows, "widths": widths, "tall": False}


def _said(head: Head) -> str:
    return _("måske") if head.standing in (Standing.MAYBE, Standing.ASKED) else ""
