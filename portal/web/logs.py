"""One plain line for each fault, without personal data: what happened, where, and a number to find it by."""

import logging
import secrets
import sys
import traceback
from pathlib import Path

from flask import Flask, request

log = logging.getLogger("portal")


def set_up(app: Flask) -> None:
    """Send the portal's lines to standard error; Flask's own would quote addresses and what was typed."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s", datefmt="%Y-%m-%dT%H:%M:%S%z"))
    log.handlers[:] = [handler]
    log.propagate = False
    log.setLevel(logging.INFO)
    app.log_exception = _note_unhandled


def _note_unhandled(exc_info: tuple[object, BaseException | None, object]) -> None:
    if exc_info[1] is not None:
        note_fault(exc_info[1])


def note_fault(fault: BaseException) -> str:
    """Log a fault and return its number. The fault's own words stay out: they may quote what somebody wrote."""
    number = secrets.token_hex(4)
    trail = " < ".join(
        f"{Path(frame.filename).name}:{frame.lineno}"
        for frame in reversed(traceback.extract_tb(fault.__traceback__)[-6:])
    )
    log.error(
        "fault=%s kind=%s method=%s endpoint=%s at=%s",
        number,
        type(fault).__name__,
        request.method,
        request.endpoint,
        trail,
    )
    return number
