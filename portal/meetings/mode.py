"""Meeting mode on the big screen, one item a page. Screen, staff and phones follow what the meeting shows now."""

from collections.abc import Sequence

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.db import db
from portal.meetings import cards_wording, mode_actions, mode_queries
from portal.meetings.meeting_models import Item
from portal.meetings.meeting_rules import Stage, Voting
from portal.meetings.mode_forms import NOBODY, NOTHING, DecisionForm, PaperForm
from portal.meetings.mode_queries import Held, ItemShown, Listed, mark
from portal.people.access import allow_staff
from portal.people.queries import all_of
from portal.people.rules import STAFF_ROLES, Role
from portal.people.visits import visitor
from portal.refusal import Refused
from portal.web.addresses import row_number

meetings_mode = Blueprint("meetings_mode", __name__, url_prefix="/personale/moede")


@meetings_mode.get("/<int:meeting_id>/skaerm")
@allow_staff
def screen(meeting_id: int):
    """The list of all items, unless one of them is on the screen now."""
    held, items = _held_or_404(meeting_id), mode_queries.agenda(db.session, meeting_id)
    if held.item is not None:
        return _to_item(meeting_id, held.item.id)
    marks = {"punkt": mark(held.stage, items), "valg": mark(held.stage, bool(items))}
    if request.args.get("vist") == ".".join(marks.values()):
        return "", 204
    return _render("meetings/staff/mode_list.html", held=held, items=items, marks=marks)


@meetings_mode.get("/<int:meeting_id>/skaerm/<int:item_id>")
@allow_staff
def item(meeting_id: int, item_id: int):
    """The item that is on the screen. With the marks of what is shown already it is only sent when it is new."""
    held, items = _held_or_404(meeting_id), mode_queries.agenda(db.session, meeting_id)
    if item_id not in {each.id for each in items}:
        abort(404)
    if held.item is None or held.item.id != item_id:
        return redirect(url_for("meetings_mode.screen", meeting_id=meeting_id), 303)
    if request.args.get("vist") == ".".join(_marks(held.item, items).values()):
        return "", 204
    return _item_page(held, held.item, items, PaperForm(data=_paper(held.item)))


@meetings_mode.post("/<int:meeting_id>/skaerm/begynd")
@allow_staff
def begin(meeting_id: int):
    """The meeting begins. What was promised and is due stands first."""
    mode_actions.open_meeting(db.session, meeting_id, moment=clock.now())
    return redirect(url_for("meetings_mode.screen", meeting_id=meeting_id), 303)


@meetings_mode.post("/<int:meeting_id>/skaerm/vis")
@allow_staff
def show(meeting_id: int):
    """Another item on the screen, or the list of all."""
    try:
        item_id = row_number(request.form.get("punkt", "")) if request.form.get("punkt") else None
    except ValueError:
        abort(400)
    mode_actions.show(db.session, meeting_id, item_id)
    return redirect(url_for("meetings_mode.screen", meeting_id=meeting_id), 303)


@meetings_mode.post("/<int:meeting_id>/skaerm/<int:item_id>/aabn")
@allow_staff
def open_cards(meeting_id: int, item_id: int):
    """People can show cards."""
    mode_actions.open_voting(db.session, meeting_id, item_id, again="igen" in request.form)
    return _to_item(meeting_id, item_id)


@meetings_mode.post("/<int:meeting_id>/skaerm/<int:item_id>/luk")
@allow_staff
def close_cards(meeting_id: int, item_id: int):
    """No more cards. Those in the room are counted."""
    form = _counted_or_page(meeting_id, item_id)
    if not isinstance(form, PaperForm):
        return form
    mode_actions.close_voting(db.session, meeting_id, item_id, paper=form.counted)
    return _to_item(meeting_id, item_id)


@meetings_mode.post("/<int:meeting_id>/skaerm/<int:item_id>/tael")
@allow_staff
def count_again(meeting_id: int, item_id: int):
    """The cards in the room were counted wrong."""
    form = _counted_or_page(meeting_id, item_id)
    if not isinstance(form, PaperForm):
        return form
    mode_actions.count_paper(db.session, meeting_id, item_id, paper=form.counted)
    return _to_item(meeting_id, item_id)


@meetings_mode.route("/<int:meeting_id>/skaerm/<int:item_id>/beslutning", methods=["GET", "POST"])
@allow_staff
def decide(meeting_id: int, item_id: int):
    """ "Skriv beslutningen"."""
    held = _held_or_404(meeting_id)
    row = db.session.get(Item, item_id)
    if row is None or row.meeting_id != meeting_id:
        abort(404)
    if held.stage is not Stage.RUNNING:
        return redirect(url_for("meetings_mode.screen", meeting_id=meeting_id), 303)
    form = _decision_form(row)
    if request.method == "GET" or not form.is_right():
        title = next(each.title for each in mode_queries.agenda(db.session, meeting_id) if each.id == item_id)
        page = _render("meetings/staff/mode_decision.html", held=held, row=row, title=title, form=form)
        return page, 422 if form.errors else 200
    mode_actions.decide(db.session, meeting_id, item_id, form.decision, moment=clock.now())
    return _to_item(meeting_id, item_id)


@meetings_mode.post("/<int:meeting_id>/skaerm/<int:item_id>/fortryd")
@allow_staff
def undecide(meeting_id: int, item_id: int):
    """ "Fortryd": nothing was decided."""
    mode_actions.undecide(db.session, meeting_id, item_id)
    return _to_item(meeting_id, item_id)


@meetings_mode.route("/<int:meeting_id>/skaerm/hvem", methods=["GET", "POST"])
@allow_staff
def who_is_there(meeting_id: int):
    """Who is in the room."""
    held, people = _held_or_404(meeting_id), mode_queries.people_in_the_room(db.session, meeting_id)
    if request.method == "GET":
        return _render("meetings/staff/mode_room.html", held=held, people=people)
    ticked = set(request.form.getlist("hvem"))
    there = [each.id for each in people if str(each.id) in ticked]
    mode_actions.note_who_is_there(db.session, meeting_id, there)
    return redirect(url_for("meetings_mode.screen", meeting_id=meeting_id), 303)


@meetings_mode.errorhandler(Refused)
def refused(no: Refused):
    """The reason stands on the page as it is now."""
    db.session.rollback()
    held = _held_or_404((request.view_args or {}).get("meeting_id", 0))
    flash(_(no.reason), "error")
    items = mode_queries.agenda(db.session, held.id)
    if held.item is not None:
        return _item_page(held, held.item, items, PaperForm(formdata=None, data=_paper(held.item))), 409
    marks = {"punkt": "", "valg": ""}
    return _render("meetings/staff/mode_list.html", held=held, items=items, marks=marks), 409


def _held_or_404(meeting_id: int) -> Held:
    held = mode_queries.held_meeting(db.session, meeting_id)
    if held is None:
        abort(404)
    return held


def _marks(item: ItemShown, items: Sequence[Listed]) -> dict[str, str]:
    """Of each part of the page, so that only what is another now is put in anew."""
    decided = (item.outcome, item.decision, item.reason, item.until, item.responsible)
    place = [each.id for each in items].index(item.id)
    return {
        "punkt": mark(item.id, item.title, item.picture, item.lines, item.promise, _is_told(item), place, len(items)),
        "kort": mark(item.voting, item.voting_round, item.shown, sorted(item.cards.items()), decided),
        "valg": mark(item.id, item.voting, sorted(item.paper.items()), decided, place, len(items)),
    }


def _item_page(held: Held, item: ItemShown, items: Sequence[Listed], form: PaperForm) -> str:
    ids = [each.id for each in items]
    place = ids.index(item.id)
    return _render(
        "meetings/staff/mode_item.html", held=held, item=item, marks=_marks(item, items), form=form, place=place + 1,
        is_told=_is_told(item), all=len(ids), before=ids[place - 1] if place else None,
        after=ids[place + 1] if place + 1 < len(ids) else None,
    )  # fmt: skip


def _is_told(item: ItemShown) -> bool:
    """Whether the page tells of the item, or of what came of it: both at once would be too much for one look."""
    return item.voting is not Voting.CLOSED and not item.decision


def _paper(item: ItemShown) -> dict[str, int]:
    return {colour.value: number for colour, number in item.paper.items()}


def _counted_or_page(meeting_id: int, item_id: int) -> PaperForm | Response | tuple[str, int]:
    """What was counted; or the page again, with what was typed, when a number is none."""
    form = PaperForm()
    if form.validate():
        return form
    held, items = _held_or_404(meeting_id), mode_queries.agenda(db.session, meeting_id)
    if held.item is None or held.item.id != item_id:
        return _to_item(meeting_id, item_id)
    return _item_page(held, held.item, items, form), 422


def _decision_form(row: Item) -> DecisionForm:
    staff = all_of(db.session, *STAFF_ROLES)
    names = [each.first_name for each in [*staff, *all_of(db.session, Role.RESIDENT)]]
    given: dict[str, object] = {"responsible": visitor().id}
    if row.decision:
        given = {
            "outcome": row.outcome or NOTHING, "said": row.decision, "reason": row.reason, "until": row.until,
            "responsible": row.responsible_id or NOBODY,
        }  # fmt: skip
    return DecisionForm(outcomes=mode_actions.outcomes_of(db.session, row), staff=staff, names=names, data=given)


def _render(template: str, **facts: object) -> str:
    return render_template(template, words=cards_wording, **facts)


def _to_item(meeting_id: int, item_id: int) -> Response:
    return redirect(url_for("meetings_mode.item", meeting_id=meeting_id, item_id=item_id), 303)
