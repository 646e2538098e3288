"""A menu on paper: its lines in large letters, each with its picture."""

from collections.abc import Iterable, Sequence

from flask import Response

from portal.easyread.line import Line
from portal.pictograms.catalogue import is_pictogram
from portal.pictograms.drawn import svg_of
from portal.printing import pdf
from portal.web.locale import language


def response(title: str, picture: str | None, lines: Sequence[Line], menu_id: int) -> Response:
    """The PDF as an answer to a request."""
    return paper(menu_pdf(title, picture, lines), f"menu-{menu_id}")


def menu_pdf(
    title: str, picture: str | None, lines: Sequence[Line], *, inside: Sequence[Line] = (), **more: object
) -> bytes:
    """A tagged PDF: what we eat, what is `inside`, and whatever sentences and tables stand below it."""
    facts = {
        "lang": language(),
        "title": title,
        "picture": file_of(picture),
        "lines": [line_of(each) for each in lines],
        "inside": [line_of(each) for each in inside],
        "notes": [],
        "tables": [],
        **more,
    }
    return pdf.make("dinner", facts, files([picture, *(each.picture for each in (*lines, *inside))]))


def paper(made: bytes, name: str) -> Response:
    """A PDF to be shown in the browser."""
    answer = Response(made, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


def line_of(line: Line) -> dict[str, str]:
    return {"sentence": line.sentence, "picture": file_of(line.picture)}


def file_of(key: str | None) -> str:
    """The name of a picture beside the page; an unknown one is no picture."""
    return f"{key.replace(':', '-')}.svg" if key and is_pictogram(key) else ""


def files(keys: Iterable[str | None]) -> dict[str, bytes]:
    """The pictures that lie beside the page."""
    return {file_of(key): svg_of(key).encode() for key in set(keys) if key and is_pictogram(key)}
