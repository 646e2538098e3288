"""A week on one sheet in large letters, in the language of whoever prints it."""

from collections.abc import Iterable, Sequence
from datetime import date

from flask import Response
from flask_babel import gettext as _

from portal import clock
from portal.easyread.line import Line
from portal.pictograms.catalogue import is_pictogram
from portal.pictograms.drawn import svg_of
from portal.presence.days import DayPlan
from portal.printing import pdf
from portal.web.dates import day_in_words
from portal.web.locale import language
from portal.web.sites import current_site


def response(days: Sequence[DayPlan], monday: date) -> Response:
    """The PDF as an answer to a request."""
    site = current_site()
    made = week_pdf(days, _("Ugen fra %(day)s", day=_in_words(monday)), (_(site.phone_label), site.phone))
    paper = Response(made, mimetype="application/pdf")
    paper.headers["Content-Disposition"] = f'inline; filename="uge-{monday}.pdf"'
    return paper


def week_pdf(days: Sequence[DayPlan], title: str, phone: tuple[str, str]) -> bytes:
    """The days as a tagged PDF. `phone` is whom one rings, and the number."""
    facts = {
        "lang": language(),
        "title": title,
        "phone": phone,
        "days": [
            {"name": _in_words(day.on), "picture": _file(day.picture), "lines": [_line(line) for line in _said(day)]}
            for day in days
        ],
    }
    keys = {day.picture for day in days} | {line.picture for day in days for line in _said(day)}
    return pdf.make("week", facts, {_file(key): svg_of(key).encode() for key in keys if key and is_pictogram(key)})


def _said(day: DayPlan) -> Iterable[Line]:
    return (*((day.red,) if day.red else ()), *day.lines)


def _line(line: Line) -> dict[str, str]:
    return {"sentence": line.sentence, "picture": _file(line.picture)}


def _file(key: str | None) -> str:
    """The name of a picture beside the page; an unknown one is no picture."""
    return f"{key.replace(':', '-')}.svg" if key and is_pictogram(key) else ""


def _in_words(on: date) -> str:
    return day_in_words(on, today=clock.today(), language=language())
