"""Meeting mode on a resident's phone: what is talked about now, and three cards."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.db import db
from portal.meetings import cards_wording, mode_actions, mode_queries
from portal.meetings.meeting_rules import Stage
from portal.meetings.mode_queries import Held, mark
from portal.people.access import allow
from portal.people.rules import Role
from portal.people.visits import visitor
from portal.refusal import Refused
from portal.web.addresses import row_number

meetings_cards = Blueprint("meetings_cards", __name__, url_prefix="/moede")
COLOURS = {card.name: card.colour for card in cards_wording.CARDS}


@meetings_cards.get("/<int:meeting_id>/kort")
@allow(Role.RESIDENT)
def card(meeting_id: int):
    """What is on the screen, and the cards. With the marks of what is shown already it is only sent when it is new."""
    held = _held_or_404(meeting_id)
    if request.args.get("vist") == ".".join(_marks(held).values()):
        return "", 204
    return _page(held)


@meetings_cards.post("/<int:meeting_id>/kort/<int:item_id>")
@allow(Role.RESIDENT)
def show(meeting_id: int, item_id: int):
    """Her card, about one item in one round. The newest counts until it is closed."""
    _held_or_404(meeting_id)
    colour = COLOURS.get(request.form.get("farve", ""))
    if colour is None:
        abort(400)
    mode_actions.show_card(db.session, meeting_id, item_id, visitor().id, colour, voting_round=_number("runde"))
    return redirect(url_for("meetings_cards.card", meeting_id=meeting_id), 303)


@meetings_cards.errorhandler(Refused)
def refused(no: Refused):
    """The reason stands on the page as it is now."""
    db.session.rollback()
    held = _held_or_404((request.view_args or {}).get("meeting_id", 0))
    flash(_(no.reason), "error")
    return _page(held), 409


def _held_or_404(meeting_id: int) -> Held:
    held = mode_queries.held_meeting(db.session, meeting_id, visitor().id)
    if held is None or held.stage is Stage.HIDDEN:
        abort(404)
    return held


def _marks(held: Held) -> dict[str, str]:
    """Of each part of the page. How many have shown a card is not on it, so nothing moves when somebody does."""
    item = held.item
    if item is None:
        return {
            "punkt": mark(held.stage, held.begins_at, held.where),
            "kort": mark(held.stage),
            "mere": "",
            "beslutning": "",
        }
    return {
        "punkt": mark(item.id, item.title, item.picture),
        "kort": mark(item.id, item.voting, item.voting_round, item.mine, sorted(item.cards.items())),
        "mere": mark(item.id, item.lines, item.promise),
        "beslutning": mark(item.id, item.outcome, item.decision, item.reason, item.until, item.responsible),
    }


def _page(held: Held) -> str:
    return render_template("meetings/cards.html", held=held, item=held.item, marks=_marks(held), words=cards_wording)


def _number(field: str) -> int:
    try:
        return row_number(request.form.get(field, ""))
    except ValueError:
        abort(400)
