"""Error pages in easy words. Each says what to do now; none says what broke."""

from flask import Flask, Response, make_response, render_template
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from portal.db import db
from portal.refusal import Refused
from portal.web import logs


def init_app(app: Flask) -> None:
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(CSRFError, _page_too_old)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(OperationalError, _database_gone)
    app.register_error_handler(Exception, _fault)


def words_for(status: int) -> tuple[str, tuple[str, ...], str]:
    """Title, sentences and pictogram for a status."""
    return {
        403: (_("Her er lukket"), (_("Du kan ikke åbne denne side."), _("Gå til Hjem.")), "privacy"),
        404: (_("Siden findes ikke"), (_("Vi kan ikke finde siden."), _("Gå til Hjem.")), "search"),
        405: (_("Det kan du ikke her"), (_("Gå til Hjem, og prøv igen."),), "home"),
        413: (_("Det er for stort"), (_("Send noget mindre."),), "warning"),
        429: (_("Vent lidt"), (_("Du har prøvet mange gange."), _("Vent lidt, og prøv igen.")), "waiting"),
        503: (_("Det virker ikke lige nu"), (_("Vent lidt, og prøv igen."), _("Alt er her endnu.")), "waiting"),
    }.get(status, (_("Noget gik galt"), (_("Det er ikke din fejl."), _("Prøv igen om lidt.")), "repair"))


def error_page(status: int, *, sentence: str | None = None) -> Response:
    """The friendly page for a status; `sentence` replaces the usual ones."""
    title, sentences, picture = words_for(status)
    if sentence is not None:
        title, sentences = _("Det kan du ikke nu"), (sentence,)
    page = render_template("errors/error.html", title=title, sentences=sentences, picture=picture)
    return make_response(page, status)


def _refused(no: Refused) -> Response:
    return error_page(409, sentence=_(no.reason))


def _page_too_old(_error: CSRFError) -> Response:
    return error_page(400, sentence=_("Siden er for gammel, så åbn den igen."))


def _http_error(error: HTTPException) -> Response:
    if error.response is not None:
        return make_response(error.response)
    status = error.code or 500
    page = error_page(status)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            page.headers[name] = value
    return page


def _database_gone(fault: OperationalError) -> Response:
    logs.note_fault(fault)
    return _without_database(503)


def _fault(fault: Exception) -> Response:
    logs.note_fault(fault)
    return _without_database(500)


def _without_database(status: int) -> Response:
    db.session.rollback()  # whatever was begun is not kept, and the page must not lean on it
    page = error_page(status)
    if status == 503:
        page.headers["Retry-After"] = "10"
    return page
