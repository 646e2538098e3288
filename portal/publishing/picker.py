"""Which picture a line has: suggested by its words, found by another word, a photo of one's own, or none.

Nothing is chosen without a person. Photos belong to a resident's things, and are hers: what is nobody's has none.
"""

from dataclasses import dataclass

from flask import Blueprint, abort, current_app, flash, render_template, request, url_for
from flask_babel import gettext as _

from portal import clock
from portal.db import afterwards, db
from portal.easyread.line import clean
from portal.media.photos import LARGEST, BadPhoto, PhotoStore, Shape
from portal.people.access import allow_staff
from portal.people.models import LogKind
from portal.people.private_photos import keep_private, owner_of_photo, photos_of
from portal.people.visits import visitor
from portal.pictograms.catalogue import is_pictogram
from portal.pictograms.keys import is_photo, photo_key, photo_name
from portal.pictograms.search import LONGEST_QUERY, search, suggest
from portal.publishing import actions
from portal.publishing.kinds import Subject
from portal.publishing.opening import manuscript_or_404, note_look_at, subject_or_404
from portal.publishing.queries import writes_now
from portal.publishing.showing import go_on
from portal.refusal import N_
from portal.web.security import allow_upload

publishing_pictures = Blueprint("publishing_pictures", __name__, url_prefix="/personale/skriv")
PICTURE = "/<kind>/<int:subject_id>/linje/<line_id>/billede"
TITLE = "titel"
MOST_FOUND = 24
MOST_PHOTOS = 12
LARGEST_FORM = LARGEST + 100_000  # bytes: the photo, and the form around it
NOT_THERE = N_("Billedet findes ikke. Vælg et andet.")
NO_FILE = N_("Vælg et foto.")
NO_PHOTO_HERE = N_("Vælg et af de tegnede billeder.")


@dataclass(frozen=True, slots=True)
class Asked:
    """The line a picture is asked for. `line_id` is `TITLE` for the title."""

    subject: Subject
    line_id: str
    sentence: str
    picture: str | None

    def page(self, query: str = "") -> str:
        """The address where a picture is chosen for it."""
        kind, subject_id = self.subject.kind, self.subject.id
        return url_for(
            "publishing_pictures.choose", kind=kind, subject_id=subject_id, line_id=self.line_id, q=query or None
        )


@publishing_pictures.get(PICTURE)
@allow_staff
def choose(kind: str, subject_id: int, line_id: str):
    """The pictures to choose from."""
    _found, subject = subject_or_404(kind, subject_id)
    if not writes_now(manuscript_or_404(subject), visitor().id, clock.now()):
        note_look_at(subject, LogKind.SAW_DRAFT)
    return _page(_line_or_404(subject, line_id))


@publishing_pictures.get(f"{PICTURE}/fund")
@allow_staff
def found(kind: str, subject_id: int, line_id: str):
    """What a word finds, to be put into the page while somebody types. It shows nothing of anybody's."""
    _kind, subject = subject_or_404(kind, subject_id)
    asked, query = _line_or_404(subject, line_id), _query()
    piece = render_template(
        "publishing/_results.html", asked=asked, query=query, results=search(query, MOST_FOUND), is_piece=True
    )
    return piece, {"HX-Replace-Url": asked.page(query)}


@publishing_pictures.post(PICTURE)
@allow_upload(LARGEST_FORM)
@allow_staff
def give(kind: str, subject_id: int, line_id: str):
    """Give the line the picture somebody chose: one that was shown, none, or a photo that comes along."""
    _kind, subject = subject_or_404(kind, subject_id)
    try:
        key = _key_chosen(subject) if "picture" in request.form else _photo_sent(subject)
    except BadPhoto as bad:
        return _page(_line_or_404(subject, line_id), photo_fault=_(str(bad))), 422
    if key is None:
        return _page(_line_or_404(subject, line_id), fault=_(NOT_THERE)), 422
    manuscript, line = actions.held(db.session, kind, subject_id), "" if line_id == TITLE else line_id
    actions.set_picture(db.session, manuscript, line, key or None, by_id=visitor().id, moment=clock.now())
    flash(_("Billedet er gemt.") if key else _("Linjen har intet billede nu."))
    return go_on(subject, line_id)


def _line_or_404(subject: Subject, line_id: str) -> Asked:
    document = manuscript_or_404(subject).document
    if line_id == TITLE:
        return Asked(subject, line_id, document.title, document.picture)
    line = document.line(line_id)
    if line is None:
        abort(404)
    return Asked(subject, line_id, line.sentence, line.picture)


def _key_chosen(subject: Subject) -> str | None:
    """The picture a button says, "" for none; `None` when there is no such picture for this resident."""
    key = request.form["picture"]
    if is_photo(key):
        name = photo_name(key)
        is_there = subject.whose_id is not None and _store().path(name) is not None
        return key if is_there and owner_of_photo(db.session, name) == subject.whose_id else None
    return key if not key or is_pictogram(key) else None


def _photo_sent(subject: Subject) -> str:
    """The key of the photo that came along, stored as the resident's own. Raise `BadPhoto` when it cannot be used."""
    sent, store = request.files.get("photo"), _store()
    if subject.whose_id is None:
        raise BadPhoto(NO_PHOTO_HERE)
    if sent is None or not sent.filename:
        raise BadPhoto(NO_FILE)
    with sent.stream as opened:
        data = opened.read(LARGEST + 1)
    db.session.rollback()  # nothing is written yet, and nobody should wait while a photo is unpacked
    name = store.keep(data, Shape.WHOLE)
    afterwards(db.session, discarded=lambda: store.drop(name))
    keep_private(db.session, name, resident_id=subject.whose_id, by_id=visitor().id, moment=clock.now())
    return photo_key(name)


def _query() -> str:
    return clean(request.args.get("q", ""))[:LONGEST_QUERY]


def _store() -> PhotoStore:
    return current_app.extensions["photos"]


def _page(asked: Asked, *, fault: str = "", photo_fault: str = "") -> str:
    query, whose = _query(), asked.subject.whose_id
    photos = photos_of(db.session, whose, limit=MOST_PHOTOS) if whose is not None else ()
    return render_template(
        "publishing/picker.html",
        asked=asked,
        suggestions=suggest(asked.sentence),
        query=query,
        results=search(query, MOST_FOUND),
        is_piece=False,
        photos=[photo_key(name) for name in photos],
        fault=fault,
        photo_fault=photo_fault,
    )
