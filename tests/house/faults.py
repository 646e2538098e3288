"""Pages that go wrong, to see what a person and the log are told."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from portal import clock
from portal.db import db
from portal.people.access import allow_anyone
from portal.people.models import Draft
from portal.refusal import Refused
from portal.web.logs import log

NO_SUCH_PERSON = 999_999


def add_faulty_pages(app: Flask) -> None:
    """`/brud/<words>` breaks, `/nej` refuses, `/sent/<words>` fails first when it is to be kept."""

    @app.route("/brud/<words>", methods=["GET", "POST"])
    @allow_anyone
    def breaks(words: str):
        raise ValueError(f"{words} and KANARIE-BESKED")

    @app.post("/nej")
    @allow_anyone
    def refuses():
        raise Refused("Det er for sent nu.")

    @app.post("/sent/<words>")
    @allow_anyone
    def fails_late(words: str):
        db.session.add(Draft(person_id=NO_SUCH_PERSON, key=words, text="KANARIE-RÆKKE", saved_at=clock.now()))
        return "svar"


@contextmanager
def log_lines() -> Iterator[list[str]]:
    """The portal's log meanwhile, line by line, as it is written."""
    lines: list[str] = []

    class Ears(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.extend(self.format(record).splitlines())

    ears = Ears()
    ears.setFormatter(log.handlers[0].formatter)
    log.addHandler(ears)
    try:
        yield lines
    finally:
        log.removeHandler(ears)
