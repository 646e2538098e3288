"""Telling an idea or a complaint, one piece at a time: voice, photo, writing, drawing, pictures."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, jsonify, redirect, render_template, request, send_file
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from portal import clock
from portal.db import afterwards, db
from portal.media import drawings
from portal.media.photos import LARGEST as LARGEST_PHOTO
from portal.media.told import ToldStore
from portal.meetings import idea_actions, pieces, told_queries, told_ways
from portal.meetings.rules import MOST_PIECES, PieceKind
from portal.meetings.told_ways import WAYS, BadTold, Told
from portal.people import queries as people
from portal.people.access import allow
from portal.people.actions import forget_draft
from portal.people.rules import STAFF_ROLES, Role
from portal.people.visits import visitor
from portal.pictograms.search import search
from portal.refusal import N_, Refused
from portal.speech import decoding
from portal.web.errors import error_page
from portal.web.forms import LONGEST_TAP, typed
from portal.web.security import allow_upload
from portal.web.templating import tap

meetings_told = Blueprint("meetings_told", __name__, url_prefix="/moede")
meetings_told.add_app_template_global(told_ways.all_ways, "told_ways")
meetings_told.add_app_template_filter(told_ways.lines_of, "told_lines")
meetings_told.add_app_template_filter(told_ways.named_pictures, "named_pictures")

WHAT = '/<any("ide","ikke-godt"):what>'
BOTH = ["GET", "POST"]
ROOM = 100_000  # bytes around a file in a form
MOST_FOUND = 9
JSON = "application/json"
CHOOSE_NAME = N_("Vælg med navn eller uden navn.")
TYPES = {PieceKind.VOICE: "audio/mpeg", PieceKind.PHOTO: "image/webp"}


@meetings_told.route(f"{WHAT}/sig", methods=BOTH)
@allow_upload(decoding.LARGEST + ROOM)
@allow(Role.RESIDENT)
def speak(what: str):
    """ "Sig din idé"."""
    return _tell(what, "sig")


@meetings_told.route(f"{WHAT}/foto", methods=BOTH)
@allow_upload(2 * LARGEST_PHOTO + ROOM)
@allow(Role.RESIDENT)
def show(what: str):
    """ "Tag et billede"."""
    return _tell(what, "foto")


@meetings_told.route(f"{WHAT}/skriv", methods=BOTH)
@allow(Role.RESIDENT)
def write(what: str):
    """ "Skriv din idé"."""
    key = draft_key(what)
    text = request.form.get("text", "") if request.method == "POST" else people.draft_of(db.session, visitor().id, key)
    return _tell(what, "skriv", text=text, draft_key=key)


@meetings_told.route(f"{WHAT}/tegn", methods=BOTH)
@allow_upload(LARGEST_PHOTO + ROOM)
@allow(Role.RESIDENT)
def draw(what: str):
    """ "Tegn"."""
    return _tell(what, "tegn", drawings=drawings, drawn=request.form.get("drawing", ""))


@meetings_told.route(f"{WHAT}/vaelg", methods=BOTH)
@allow(Role.RESIDENT)
def choose(what: str):
    """ "Vælg et billede". Looking for a picture keeps what is ticked, and tells nothing yet."""
    query, chosen = typed("q", told_ways.LONGEST_QUERY), told_ways.pictures_chosen()
    found = [each.key for each in search(query, MOST_FOUND) if each.key not in chosen]
    groups = told_ways.IDEA_PICTURES if what == "ide" else told_ways.COMPLAINT_PICTURES
    shown = {"query": query, "chosen": chosen, "found": found, "groups": groups}
    if request.form.get("do") == "find":
        return _way_page(what, "vaelg", **shown)
    return _tell(what, "vaelg", **shown)


@meetings_told.route("/ide/send", methods=BOTH)
@allow(Role.RESIDENT)
def send():
    """The idea as it is now, and whose it shall be."""
    if request.method == "GET":
        return _send_page()
    named = {"med": True, "uden": False}.get(request.form.get("navn", ""))
    if named is None:
        return _send_page(fault=_(CHOOSE_NAME)), 422
    me = visitor().id
    idea = idea_actions.send(
        db.session, me, named=named, tap=_tap(), moment=clock.now(), renew=_renew, dropped=_drop_when_kept
    )  # fmt: skip
    forget_draft(db.session, person_id=me, key=draft_key("ide"))
    flash(_("Din idé er sendt."))
    return go_on(f"/moede/ide/{idea.id}" if idea.author_id == me else "/moede/ide")


@meetings_told.post(f"{WHAT}/del/<int:piece_id>/slet")
@allow(Role.RESIDENT)
def take_out(what: str, piece_id: int):
    """ "Slet": it was not meant so. Twice is once."""
    file = pieces.take_out(db.session, visitor().id, piece_id)
    if file is not None:
        _drop_when_kept([file])
    flash(_("Det er slettet."))
    return go_on(_send_address(what))


@meetings_told.get("/del/<int:piece_id>")
@allow(Role.RESIDENT, *STAFF_ROLES)
def piece(piece_id: int):
    """A voice, a photo or a drawing, for those who may hear and see it."""
    who = visitor()
    found = told_queries.piece_with_file(db.session, piece_id, who.id, is_staff=who.is_staff)
    path = store().path(found.file) if found else None
    if found is None or path is None:
        abort(404)
    if found.kind is PieceKind.DRAWING:
        answer = Response(drawings.svg_of_drawing(path.read_bytes()), mimetype="image/svg+xml")
    else:
        answer = send_file(path, mimetype=TYPES[found.kind], conditional=True)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@meetings_told.errorhandler(Refused)
def refused(no: Refused):
    """The reason stands on the page from which she can go on."""
    db.session.rollback()
    if request.view_args and request.view_args.get("what") == "ikke-godt":
        return error_page(409, sentence=_(no.reason))
    return _send_page(fault=_(no.reason)), 409


def store() -> ToldStore:
    """Where what was told is kept as files."""
    return current_app.extensions["told"]


def draft_key(what: str) -> str:
    """Under which key what somebody writes is kept meanwhile."""
    return f"fortael-{what}"


def go_on(address: str) -> Answer:
    """Where it goes on: a page that waits for the answer by script is told, every other is sent there."""
    if request.accept_mimetypes.best == JSON:
        return jsonify(next=address)
    return redirect(address, 303)


def _tell(what: str, slug: str, **shown: Any) -> str | Answer | tuple[str, int]:
    """The page of a way; what is sent there becomes a piece of one's draft."""
    if request.method == "GET":
        return _way_page(what, slug, **shown)
    try:
        told = WAYS[slug].read()
    except BadTold as bad:
        return _way_page(what, slug, fault=_(str(bad)), **shown), 422
    _keep(what, told)
    return go_on(_send_address(what))


def _keep(what: str, told: Told) -> None:
    me, file = visitor().id, None
    if told.data:
        file = store().put(told.data, told.suffix)
        _drop_when_discarded(file)
    made = pieces.add(
        db.session, me, told.kind, tap=_tap(), is_complaint=what == "ikke-godt", text=told.text,
        pictures=told.pictures, file=file, milliseconds=told.milliseconds,
    )  # fmt: skip
    if file is not None and made.file != file:  # the same tap again
        store().drop(file)
    if told.kind is PieceKind.TEXT:
        forget_draft(db.session, person_id=me, key=draft_key(what))


def _way_page(what: str, slug: str, fault: str = "", **shown: Any) -> str:
    way = WAYS[slug]
    return render_template(way.page, what=what, way=way, fault=fault, tap_now=_tap(), **shown)


def _send_page(fault: str = "") -> str:
    begun = pieces.own_draft(db.session, visitor().id)
    return render_template(
        "meetings/told/send.html", told=begun, fault=fault, tap_now=_tap(), named=request.form.get("navn", ""),
        has_voice=any(each.kind is PieceKind.VOICE for each in begun),
        has_photo=any(each.kind is PieceKind.PHOTO for each in begun), has_room=len(begun) < MOST_PIECES,
    )  # fmt: skip


def _tap() -> str:
    """The number of this tap: the form's own, or a new one for a new form."""
    return typed("tap", LONGEST_TAP) or tap()


def _send_address(what: str) -> str:
    return f"/moede/{what}/send"


def _renew(name: str) -> str:
    try:
        renewed = store().renew(name)
    except FileNotFoundError:
        raise Refused(pieces.GONE) from None
    _drop_when_discarded(renewed)
    return renewed


def _drop_when_discarded(name: str) -> None:
    kept = store()
    afterwards(db.session, discarded=lambda: kept.drop(name))


def _drop_when_kept(names: Sequence[str]) -> None:
    kept = store()
    afterwards(db.session, kept=lambda: [kept.drop(name) for name in names])
