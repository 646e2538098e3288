"""What the portal does by itself while it runs: publish what was planned, settle dinners, send the letters.

A thread of `portal run` does it every few seconds. Several processes may do so side by side: each chore takes what it
does by a guarded change in the database, so that nothing is done twice.
"""

import threading
from collections.abc import Callable

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from portal import clock
from portal.db import db, writing
from portal.mail import sending
from portal.meals import line
from portal.publishing import actions as publishing
from portal.settings import Settings
from portal.web.logs import log

EVERY = 15.0  # seconds; what was planned for 16.30 is out before 16.31


def do_all(app: Flask) -> None:
    """Do every chore once. One that fails is logged, without what it was about, and does not stop the others."""
    with app.app_context():
        for name, chore in CHORES.items():
            try:
                chore(app)
            except (SQLAlchemyError, OSError) as fault:
                log.error("chore=%s kind=%s", name, type(fault).__name__)


def start(app: Flask, *, every: float = EVERY) -> Callable[[], None]:
    """Do the chores again and again beside the serving. Calling the answer ends it."""
    ended = threading.Event()

    def again_and_again() -> None:
        while not ended.wait(every):
            do_all(app)

    thread = threading.Thread(target=again_and_again, name="chores", daemon=True)
    thread.start()

    def end() -> None:
        ended.set()
        thread.join()

    return end


def _publish(app: Flask) -> None:
    with writing(db.engine) as session:
        publishing.publish_due(session, app.extensions["publishing"], clock.now())


def _settle_dinners(app: Flask) -> None:
    with writing(db.engine) as session:
        line.settle_due(session, clock.now())


def _send_letters(app: Flask) -> None:
    settings: Settings = app.extensions["settings"]
    transport = sending.transport_of(settings)
    if transport is not None:
        sending.sweep(db.engine, transport, clock.now(), sender=settings.mail_from)


CHORES: dict[str, Callable[[Flask], None]] = {
    "publish": _publish,
    "dinners": _settle_dinners,
    "letters": _send_letters,
}
