"""An agreement on paper, in large letters: always in Danish, the language it was agreed in."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from flask import Response, current_app

from portal import clock
from portal.agreements.queries import AgreementView
from portal.agreements.rules import Words
from portal.easyread.line import Line
from portal.media.photos import PhotoStore
from portal.pictograms.catalogue import is_pictogram
from portal.pictograms.drawn import svg_of
from portal.pictograms.keys import is_photo, photo_name
from portal.printing import pdf
from portal.refusal import N_
from portal.web.dates import day_in_words

WHO = N_("Aftale med %(name)s")
MADE_BY = N_("%(name)s har skrevet aftalen.")
MADE_ON = N_("Den er fra %(day)s.")
PARTS = (
    ("why", N_("Derfor")),
    ("goes_wrong", N_("Hvis det går galt")),
    ("helper", N_("Hvem hjælper?")),
)
AGREED = N_("Vi er enige")
ALWAYS = Line(N_("Jeg kan altid bede om at ændre aftalen."), "changed")
ROOM_FOR = (N_("Mit navn"), N_("Personalets navn"), N_("Dag"))
PAGE_OF = N_("Side %(page)s af %(pages)s")


def response(found: AgreementView, first_name: str) -> Response:
    """The PDF as an answer to a request."""
    paper = Response(agreement_pdf(found, first_name, current_app.extensions["photos"]), mimetype="application/pdf")
    paper.headers["Content-Disposition"] = f'inline; filename="aftale-{found.id}-udgave-{found.version.number}.pdf"'
    return paper


def agreement_pdf(found: AgreementView, first_name: str, photos: PhotoStore) -> bytes:
    """The agreement as a tagged PDF: one line under the other, each with its picture."""
    pictures = _Pictures(photos)
    facts = {
        "title": found.version.title,
        "picture": pictures.name_of(found.version.picture),
        "who": WHO % {"name": first_name},
        "made": list(_made(found)),
        "points": [_point(point.wording, pictures) for point in found.points],
        "agreed": AGREED,
        "always": _line(ALWAYS, pictures),
        "room_for": ROOM_FOR,
        "page_of": PAGE_OF % {"page": "{page}", "pages": "{pages}"},
    }
    return pdf.make("agreement", facts, pictures.files)


def _made(found: AgreementView) -> Iterable[str]:
    version = found.version
    if version.made_by:
        yield MADE_BY % {"name": version.made_by}
    yield MADE_ON % {"day": day_in_words(version.published_at.date(), today=clock.today())}


def _point(words: Words, pictures: "_Pictures") -> Mapping[str, object]:
    lines = {"why": words.why_line, "goes_wrong": words.goes_wrong_line, "helper": words.helper_line}
    parts = [{"label": label, **_line(lines[part], pictures)} for part, label in PARTS if lines[part].sentence]
    return {**_line(words.line, pictures), "parts": parts}


def _line(line: Line, pictures: "_Pictures") -> dict[str, str]:
    return {"sentence": line.sentence, "picture": pictures.name_of(line.picture)}


class _Pictures:
    """The pictures of one paper, each once, by the name of the file that lies beside the page."""

    def __init__(self, photos: PhotoStore):
        self._photos = photos
        self.files: dict[str, bytes] = {}

    def name_of(self, key: str | None) -> str:
        """The file of a picture; an unknown key, or a photo that is gone, is no picture."""
        if not key:
            return ""
        if is_photo(key):
            return self._photo(self._photos.path(photo_name(key)))
        if not is_pictogram(key):
            return ""
        name = f"{key.replace(':', '-')}.svg"
        if name not in self.files:
            self.files[name] = svg_of(key).encode()
        return name

    def _photo(self, path: Path | None) -> str:
        if path is None:
            return ""
        self.files[path.name] = path.read_bytes()
        return path.name
