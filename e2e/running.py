"""A portal that really runs: waitress in a thread, on a copy of the demo's village.

Nothing here opens an app context in the thread of the tests: Playwright's event loop lives there, and the database
extension refuses to close a context beside it.
"""

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.engine import Engine
from waitress import wasyncore
from waitress.server import create_server

from portal import chores, clock
from portal.app import create_app
from portal.db import prepare, writing
from portal.people import actions, queries
from portal.people.models import Person
from portal.settings import Provider, Settings
from portal.speech.store import SoundStore

MONDAY_AFTERNOON = datetime(2026, 11, 23, 16, 30)
SECRET = "a secret that is long enough for stories"
THREADS = 4
LOOKS_UP = 0.1  # seconds until the server sees that the story is over


@dataclass(frozen=True, slots=True)
class Portal:
    """A running portal, and what staff would have done before a story begins. Every method is kept at once."""

    app: Flask
    engine: Engine
    port: int

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def second_address(self) -> str:
        """The address of Aktivitetsoverblikket."""
        return f"http://aktiviteter.localhost:{self.port}"

    def card(self, name: str) -> str:
        """A new card's secret, as its QR sign says it."""
        with writing(self.engine) as session:
            resident = queries.person_by_slug(session, name.lower())
            assert resident is not None
            return actions.make_card(session, resident=resident, made_by_id=None, moment=clock.now())

    def device(self, name: str | None = None) -> str:
        """The secret of an enrolled device: a shared tablet, or somebody's own."""
        with writing(self.engine) as session:
            owner = queries.person_by_slug(session, name.lower()) if name else None
            token = actions.offer_enrolment(
                session, name=name or "Stuen", resident=owner, made_by_id=None, moment=clock.now()
            )  # fmt: skip
            enrolment = queries.enrolment_by_token(session, token, clock.now())
            assert enrolment is not None
            made = actions.enrol(session, enrolment, moment=clock.now())
            assert made is not None
            return made[1]

    def do_chores(self) -> None:
        """What the portal does by itself every few seconds, in a thread of its own."""
        with ThreadPoolExecutor(1) as chore:
            chore.submit(chores.do_all, self.app).result()

    def person(self, name: str) -> Person:
        with writing(self.engine) as session:
            found = queries.person_by_slug(session, name.lower())
            assert found is not None
            return found


def settings_for(folder: Path, *, port: int = 8000, demo: bool = True, provider: Provider | None = None) -> Settings:
    """What a portal is told that keeps its things in `folder`."""
    return Settings(
        data_dir=folder, database_url=f"sqlite:///{folder / 'portal.sqlite3'}", secret_key=SECRET, demo=demo,
        now=MONDAY_AFTERNOON, address=f"http://localhost:{port}", provider=provider,
    )  # fmt: skip


def engine_of(settings: Settings) -> Engine:
    """An engine beside the portal's own, for arranging."""
    engine = sa.create_engine(settings.database_url)
    prepare(engine)
    return engine


@contextmanager
def running(
    folder: Path, voice: SoundStore, *, demo: bool = True, provider: Provider | None = None
) -> Iterator[Portal]:
    """The portal while it serves from `folder`, on a port nobody else has."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        settings = settings_for(folder, port=port, demo=demo, provider=provider)
        with ThreadPoolExecutor(1) as builder:
            app = builder.submit(create_app, settings).result()
        app.extensions["speech"] = replace(app.extensions["speech"], store=voice)
        engine = engine_of(settings)
        with _serving(app, listener):
            yield Portal(app, engine, port)
        engine.dispose()


@contextmanager
def _serving(app: Flask, listener: socket.socket) -> Iterator[None]:
    connections: dict = {}
    ended = threading.Event()
    server = create_server(app, map=connections, sockets=[listener], threads=THREADS, ident=None)

    def serve() -> None:
        while not ended.is_set():
            wasyncore.loop(timeout=LOOKS_UP, map=connections, count=1)
        wasyncore.close_all(connections)

    thread = threading.Thread(target=serve, name="portal")
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        server.task_dispatcher.shutdown()
