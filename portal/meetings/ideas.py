"""Ideas as everybody who lives here meets them, and the author's own say."""

from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from portal import clock
from portal.db import db
from portal.media.told import ToldStore
from portal.meetings import idea_actions, idea_queries, idea_words, rules
from portal.meetings.idea_queries import IdeaView
from portal.meetings.rules import Standing, Step
from portal.people import queries as people
from portal.people.access import allow
from portal.people.actions import forget_draft
from portal.people.rules import STAFF_ROLES, Role, Trust
from portal.people.visits import visitor
from portal.refusal import Refused
from portal.web.addresses import row_number
from portal.web.errors import error_page
from portal.web.forms import clean_text

meetings_ideas = Blueprint("meetings_ideas", __name__, url_prefix="/moede/ide")
LONGEST_ANSWER = 2_000  # characters of what the author wants otherwise
FURTHEST_PAGE = 10_000
RIGHT = {"ja": True, "nej": False}


@meetings_ideas.get("")
@allow(Role.RESIDENT, trust=Trust.SEE)
def everything():
    """The ideas everybody can hear, the newest first; `?mine` is one's own, wherever they are."""
    me, only_mine, page = visitor().id, "mine" in request.args, _page_number()
    found, has_more = (idea_queries.own_ideas if only_mine else idea_queries.ideas_for_all)(db.session, me, page)
    if page > 1 and not found:
        abort(404)
    return render_template(
        "meetings/ideas.html", ideas=[idea_words.say_listed(each) for each in found], only_mine=only_mine, page=page,
        has_more=has_more,
    )  # fmt: skip


@meetings_ideas.get("/<int:idea_id>")
@allow(Role.RESIDENT)
def idea(idea_id: int):
    """One idea: its words, its life, and what one can say to it."""
    return _page(_idea_or_404(idea_id))


@meetings_ideas.post("/<int:idea_id>/god")
@allow(Role.RESIDENT)
def support(idea_id: int):
    """ "God idé", and whether one wants to come along. Twice is once."""
    _idea_or_404(idea_id)
    along = RIGHT.get(request.form.get("med", ""))
    idea_actions.support(db.session, idea_id, visitor().id, wants_along=along, moment=clock.now())
    if along is None:
        flash(_("Du har sagt god idé."))
    else:
        flash(_("Du vil gerne være med.") if along else _("Du er ikke med alligevel."))
    return _back_to(idea_id)


@meetings_ideas.post("/<int:idea_id>/fortryd")
@allow(Role.RESIDENT)
def take_support_back(idea_id: int):
    """ "Fortryd": it is as unsaid."""
    _idea_or_404(idea_id)
    idea_actions.take_support_back(db.session, idea_id, visitor().id)
    flash(_("Du har fortrudt."))
    return _back_to(idea_id)


@meetings_ideas.post("/<int:idea_id>/ord")
@allow(Role.RESIDENT)
def answer_wording(idea_id: int):
    """The author says whether the words are right: of the wording she has read, and no other."""
    _own_or_404(idea_id)
    is_right = RIGHT.get(request.form.get("svar", ""))
    if is_right is None:
        abort(400)
    try:
        number = row_number(request.form.get("nummer", ""))
    except ValueError:
        abort(400)
    said = clean_text(request.form.get("text"))[:LONGEST_ANSWER]
    me, moment = visitor().id, clock.now()
    idea_actions.answer_wording(
        db.session, idea_id, me, number=number, is_right=is_right, said=said, moment=moment
    )  # fmt: skip
    forget_draft(db.session, person_id=me, key=_draft_key(idea_id))
    flash(_("Nu kan alle se din idé.") if is_right else _("Personalet retter ordene."))
    return _back_to(idea_id)


@meetings_ideas.post("/<int:idea_id>/tilbage")
@allow(Role.RESIDENT)
def withdraw(idea_id: int):
    """ "Tag min idé tilbage", while nothing is decided."""
    _own_or_404(idea_id)
    idea_actions.withdraw(db.session, idea_id, visitor().id, moment=clock.now())
    flash(_("Du har taget idéen tilbage."))
    return _back_to(idea_id)


@meetings_ideas.get("/<int:idea_id>/foto/<int:step_id>")
@allow(Role.RESIDENT, *STAFF_ROLES)
def photo(idea_id: int, step_id: int):
    """The photo of what is done, for everybody in the house who may see the idea."""
    me, store = visitor(), _store()
    if me.role is Role.RESIDENT:
        _idea_or_404(idea_id)
    name = idea_queries.photo_of_step(db.session, idea_id, step_id)
    path = store.path(name) if name else None
    if path is None:
        abort(404)
    return _never_kept(send_file(path, mimetype="image/webp", conditional=True))


@meetings_ideas.errorhandler(Refused)
def refused(no: Refused):
    """The reason stands on the page of the idea as it is now, so that she sees what she can do instead."""
    db.session.rollback()
    view = idea_queries.one_idea(db.session, (request.view_args or {}).get("idea_id", 0), visitor().id)
    if view is None:
        return error_page(409, sentence=_(no.reason))
    flash(_(no.reason), "error")
    return _page(view), 409


def _page(view: IdeaView) -> str:
    mine, asks = view.is_mine, view.is_mine and view.asked is not None and view.standing is not Standing.WITHDRAWN
    return render_template(
        "meetings/idea.html", view=view, said=idea_words.say_about(view), asks=asks,
        pieces=idea_queries.told_pieces(db.session, view.id) if mine else (),
        may_support=view.standing is Standing.PUBLIC and not mine and view.now is not Step.DONE,
        may_withdraw=mine and view.standing is not Standing.WITHDRAWN and rules.may_be_withdrawn(view.now),
        draft_key=_draft_key(view.id),
        typed=people.draft_of(db.session, visitor().id, _draft_key(view.id)) if asks else "",
    )  # fmt: skip


def _idea_or_404(idea_id: int) -> IdeaView:
    return idea_queries.one_idea(db.session, idea_id, visitor().id) or abort(404)


def _own_or_404(idea_id: int) -> IdeaView:
    view = _idea_or_404(idea_id)
    return view if view.is_mine else abort(404)


def _draft_key(idea_id: int) -> str:
    return f"ide-{idea_id}"


def _page_number() -> int:
    """The page of a list that is asked for; what is no number is the first."""
    written = request.args.get("side", 1, type=int)
    return min(max(written, 1), FURTHEST_PAGE)


def _never_kept(response: Response) -> Response:
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _store() -> ToldStore:
    return current_app.extensions["told"]


def _back_to(idea_id: int) -> Answer:
    return redirect(url_for(".idea", idea_id=idea_id), 303)
