"""What the portal does by itself while it runs: publish what was planned, settle dinners, send the letters, and lay
the days ahead of activities.

A thread of `portal run` does it every few seconds. Several processes may do so side by side: each chore takes what it
does by a guarded change in the database, so that nothing is done twice.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from portal import clock
from portal.activities import actions as activities
from portal.activities.rules import DAYS_AHEAD
from portal.db import db, writing
from portal.mail import sending
from portal.meals import line
from portal.publishing import actions as publishing
from portal.red_days import red_days
from portal.settings import Settings
from portal.web.logs import log

A_PORTION = 100  # activities whose days are laid in one go, so that nobody waits long for them
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


@dataclass(slots=True)
class _Laid:
    """How far the days ahead have been laid today; `after` is the last activity, none when all are done."""

    on: date
    after: int | None


def _lay_days(app: Flask) -> None:
    """Once a day, in portions."""
    today = clock.today()
    laid: _Laid | None = app.extensions.get("days_laid")
    if laid is None or laid.on != today:
        laid = app.extensions["days_laid"] = _Laid(today, 0)
    if laid.after is None:
        return
    red = red_days(today, today + timedelta(days=DAYS_AHEAD))
    with writing(db.engine) as session:
        laid.after = activities.lay_ahead(session, after=laid.after, most=A_PORTION, red=red, today=today)


CHORES: dict[str, Callable[[Flask], None]] = {
    "publish": _publish,
    "dinners": _settle_dinners,
    "letters": _send_letters,
    "days": _lay_days,
}
