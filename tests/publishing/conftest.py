"""A manuscript for every test about writing: a note on Maja's fridge, by the second kind there is."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.engine import Engine

from portal import clock
from portal.db import writing
from portal.publishing import actions
from portal.publishing.rules import Document, DraftLine
from tests.browser import PageClient
from tests.people import Village
from tests.publishing.notes import NOTE, PUBLISHED, NoteKind, line

COFFEE = line("Jeg drikker kaffe klokken 9.", name="kaffe", picture="coffee")
TEA = line("Du må gerne få te.", name="te", picture="tea")


@pytest.fixture
def notes(app: Flask, engine: Engine) -> NoteKind:
    """The kind, known to the portal, with an empty table."""
    kind = NoteKind()
    PUBLISHED.create(engine, checkfirst=True)
    with engine.begin() as connection:
        connection.execute(PUBLISHED.delete())
    app.extensions["publishing"] = {**app.extensions["publishing"], NOTE: kind}
    return kind


@pytest.fixture
def begun(notes: NoteKind, village: Village, engine: Engine) -> Callable[..., int]:
    """Begin a manuscript for Maja; the subject's id."""

    def begin(*lines: DraftLine, title: str = "Kaffe", by_id: int | None = None, subject_id: int = 0) -> int:
        with writing(engine) as session:
            made = actions.begin(
                session, kind=NOTE, subject_id=subject_id or village.maja.id, by_id=by_id, moment=clock.now(),
                document=Document(title, "coffee", lines or (COFFEE, TEA)),
            )  # fmt: skip
            return made.subject_id

    return begin


@pytest.fixture
def note_id(begun: Callable[..., int]) -> int:
    """A manuscript of two lines."""
    return begun()


@pytest.fixture
def address(note_id: int) -> str:
    """The editor of that manuscript."""
    return f"/personale/skriv/{NOTE}/{note_id}"


@pytest.fixture
def anne(browser: PageClient, village: Village) -> PageClient:
    return browser.be(village.anne)


@pytest.fixture
def bo(browser: PageClient, village: Village) -> PageClient:
    return browser.another().be(village.bo)
