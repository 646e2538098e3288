"""The visit in this browser: found at the start of a request, begun, ended; and the device it happens on.

The cookie holds the visit's secret and when it was last used; the row in the database says whether it lives.
"""

from dataclasses import replace
from datetime import timedelta

from flask import Flask, abort, g, request, session
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal import clock
from portal.db import db
from portal.people import actions, queries, rules
from portal.people.models import Card, Device, Person
from portal.people.queries import Visitor
from portal.people.rules import CameInBy, DeviceKind
from portal.web.security import cookie_name, is_local
from portal.web.sites import current_site

VISIT, SEEN = "visit", "seen"
KEPT_WHEN_LEAVING = ("language",)
SEEN_AGAIN = 5  # seconds
BY_ITSELF = "X-By-Itself"  # the header of what a page asks for without anybody touching it
DEVICE_COOKIE = "apparat"
DEVICE_REMEMBERED = timedelta(days=400)
GRACE = timedelta(seconds=20)  # the page ends a visit itself; the server comes a moment after
EVERYTHING = '"cache", "storage"'


def init_app(app: Flask) -> None:
    """Know who is asking before anything else happens in a request."""
    app.before_request(look_up_visitor)


def look_up_visitor() -> None:
    """Find out who is asking; a visit that has rested too long is over, but we still know whose it was."""
    g.visitor = g.idle_visitor = None
    token = session.get(VISIT)
    if not token:
        return
    moment = clock.now()
    who = queries.visitor_by_token(db.session, token, moment)
    if who is None:
        return
    rested = moment.timestamp() - session.get(SEEN, 0)
    if rested > (rules.idle_limit(who.role, who.device) + GRACE).total_seconds():
        g.idle_visitor = who
        return
    is_somebody = BY_ITSELF not in request.headers  # a page that asks again by itself keeps nobody signed in
    if rested >= SEEN_AGAIN and is_somebody:  # a new cookie for every picture of a page would only cost time
        session[SEEN] = int(moment.timestamp())
    g.visitor = _with_trust_left(who)
    g.without_pictures = not (who.preferences.pictures or who.is_staff)


def forget_what_is_over() -> None:
    """Empty the cookie of a visit that has ended: only after a form's token has been compared with it."""
    if VISIT in session and find_visitor() is None:
        _forget()


def find_visitor() -> Visitor | None:
    """Who is asking, `None` for a stranger."""
    return g.get("visitor")


def visitor() -> Visitor:
    """Who is asking, in views that are not for everybody."""
    who = find_visitor()
    if who is None:
        abort(404)
    return who


def begin_visit(
    person: Person, by: CameInBy, *, device: Device | None, card: Card | None = None, within: Session | None = None
) -> None:
    """Sign somebody in: whatever this browser held before is gone. `within` is a transaction of its own, in a GET."""
    end_visit(within)
    moment = clock.now()
    session[VISIT] = actions.come_in(within or db.session, person, by=by, device=device, card=card, moment=moment)
    session[SEEN] = int(moment.timestamp())


def end_visit(within: Session | None = None) -> None:
    """Sign out: the row is ended and the cookie emptied."""
    who = find_visitor()
    if who is not None:
        actions.go_out(within or db.session, who.visit_id, moment=clock.now())
    _forget()
    g.visitor = None


def leave_nothing(response: Response) -> Response:
    """Ask the browser to forget pages, sounds and pictures, for the next person at this screen."""
    response.headers["Clear-Site-Data"] = EVERYTHING
    return response


def current_device() -> Device | None:
    """The enrolled device of this request."""
    if "device" not in g:
        g.device = queries.device_by_token(db.session, request.cookies.get(cookie_name(DEVICE_COOKIE)))
    return g.device


def remember_device(response: Response, token: str) -> Response:
    """Let this browser be the enrolled device from now on."""
    response.set_cookie(
        cookie_name(DEVICE_COOKIE), token, max_age=DEVICE_REMEMBERED,
        httponly=True, samesite="Lax", secure=not is_local(request.host),
    )  # fmt: skip
    return response


def safe_next(target: str | None) -> str:
    """A page of ours to go on to, never another site's."""
    if target and target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable():
        return target
    return current_site().start


def _forget() -> None:
    kept = {name: session[name] for name in KEPT_WHEN_LEAVING if name in session}
    session.clear()
    session.update(kept)


def _with_trust_left(who: Visitor) -> Visitor:
    device = DeviceKind(who.device) if who.device else None
    trust = rules.trust_now(who.trust, device=device, sure_at=who.sure_at, moment=clock.now())
    return who if trust is who.trust else replace(who, trust=trust)
