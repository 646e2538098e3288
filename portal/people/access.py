"""Who may open a page: each view says it, one guard enforces it, and the app will not start with a silent view."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, abort, current_app, flash, g, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal import clock
from portal.db import SAFE_METHODS, db, writing
from portal.people import actions, queries, rules
from portal.people.models import LONGEST_KEY, LogKind, Person
from portal.people.preferences.rules import Preferences
from portal.people.queries import Visitor
from portal.people.rules import Role, Trust
from portal.people.visits import find_visitor, forget_what_is_over, visitor
from portal.web.forms import typed

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Audience:
    """Who a view is for; nobody named means everybody."""

    roles: frozenset[Role]
    trust: Trust


EVERYBODY = Audience(frozenset(), Trust.SEE)
FOR_RELATIVES = Audience(frozenset({Role.RELATIVE}), Trust.SEE)  # they have a way in of their own
_audiences: dict[Callable[..., Any], Audience] = {}


def allow(*roles: Role, trust: Trust = Trust.ACT) -> Callable[[View], View]:
    """Note that a view is for these roles, from this trust on."""
    return lambda view: _note(view, Audience(frozenset(roles), trust))


def allow_anyone(view: View) -> View:
    """Note that a view is for everybody."""
    return _note(view, EVERYBODY)


def allow_staff(view: View) -> View:
    """Note that a view is for staff and leaders."""
    return _note(view, Audience(frozenset(rules.STAFF_ROLES), Trust.STAFF))


def audience_of(view: Callable[..., Any]) -> Audience | None:
    """What a view has said about who it is for."""
    return _audiences.get(view)


def init_app(app: Flask) -> None:
    """Put the guard at every door. Call `check` when all views are there."""
    app.before_request(forget_what_is_over)
    app.before_request(_guard)
    app.context_processor(_for_templates)


def check(app: Flask) -> None:
    """Refuse to start while a view does not say who may use it."""
    silent = sorted(name for name, view in app.view_functions.items() if audience_of(view) is None)
    if silent:
        raise RuntimeError(f"These views do not say who may use them: {', '.join(silent)}")


def note_look(kind: LogKind, *, whose_id: int | None) -> None:
    """Log that somebody looks at what is another's, in its own transaction: reading a page keeps nothing else."""
    who = visitor()
    if who.id == whose_id:
        return
    with writing(db.engine) as log:
        actions.note(log, kind, moment=clock.now(), who_id=who.id, whose_id=whose_id)


def note_looks_of_the_day(kind: LogKind, whose_ids: Collection[int]) -> None:
    """Log that somebody looks at what is these people's, at most once a day for each of them.

    What is shown again every few seconds is read every few seconds: so nothing is written, and nobody else kept
    waiting, when it stands in the log already.
    """
    who, moment = visitor(), clock.now()
    others = set(whose_ids) - {who.id}
    with Session(db.engine) as reading:  # apart from the request's own: in a form's answer that would hold all writers
        if not others or not queries.not_looked_at(reading, kind, who.id, others, moment):
            return
    with writing(db.engine) as log:
        for whose_id in sorted(queries.not_looked_at(log, kind, who.id, others, moment)):
            actions.note(log, kind, moment=moment, who_id=who.id, whose_id=whose_id)


def resident_or_404(slug: str) -> Person:
    """The resident a member of staff asks for; one that is not theirs looks the same as one that is not there."""
    found = queries.resident_of(db.session, visitor().id, slug)
    if found is None:
        abort(404)
    return found


def _note(view: View, audience: Audience) -> View:
    _audiences[view] = audience
    return view


def _guard() -> Response | None:
    view = current_app.view_functions.get(request.endpoint or "")
    audience = audience_of(view) if view else None
    if audience is None or audience is EVERYBODY:
        return None
    who = find_visitor()
    if who is None:
        return _ask_who_it_is()
    if who.role not in audience.roles:
        abort(404)
    if who.trust < audience.trust:
        return redirect(url_for("ind.surer", next=_way_back()), 303)
    return None


def _ask_who_it_is() -> Response:
    if g.idle_visitor is not None and request.method not in SAFE_METHODS:
        _keep_what_was_typed(g.idle_visitor)
    if audience_of(current_app.view_functions[request.endpoint or ""]) == FOR_RELATIVES:
        return redirect(url_for("relative_in.front"), 303)
    return redirect(url_for("ind.front", next=_way_back()), 303)


def _keep_what_was_typed(who: Visitor) -> None:
    """Somebody wrote so long that the visit ended. What was written waits for them."""
    key, text = typed("draft_key", LONGEST_KEY), request.form.get("text", "")
    if key and text:
        actions.keep_draft(db.session, person_id=who.id, key=key, text=text, moment=clock.now())
        flash(_("Din tekst er gemt."))


def _way_back() -> str | None:
    return request.full_path.rstrip("?") if request.method in SAFE_METHODS else None


def _for_templates() -> dict[str, object]:
    who = find_visitor()
    return {
        "person": who,
        "how_i_read": who.preferences if who is not None else Preferences(),
        "shared_device": who is not None and rules.idle_limit(who.role, who.device) == rules.IDLE_ON_SHARED,
        "idle_seconds": int(rules.IDLE_ON_SHARED.total_seconds()),
    }
