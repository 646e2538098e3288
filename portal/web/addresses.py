"""What may stand in an address, and what a form's fields are called."""

import re

from flask import Flask, abort, request
from werkzeug.routing import IntegerConverter


class RowNumber(IntegerConverter):
    """`<int:…>` in a route: the number of a row. A longer one fits in no database, so there is no such page."""

    regex = r"[0-9]{1,9}"


def row_number(written: str) -> int:
    """The same in a form. Raise `ValueError` for what is no row's number."""
    if not re.fullmatch(RowNumber.regex, written, re.ASCII):
        raise ValueError(written)
    return int(written)


def init_app(app: Flask) -> None:
    """Call it before any route is added."""
    app.url_map.converters["int"] = RowNumber
    app.before_request(_refuse_what_no_database_holds)
    app.before_request(_refuse_fields_without_a_name)


def _refuse_what_no_database_holds() -> None:
    if "\x00" in request.path:
        abort(404)


def _refuse_fields_without_a_name() -> None:
    if None in request.form or None in request.files:  # no browser sends them, and the form libraries break on them
        abort(400)
