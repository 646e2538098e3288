"""A portal of one's own for every test, on SQLite and on PostgreSQL, with people to speak of."""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from portal import clock, db, migrating
from portal.app import create_app
from portal.settings import Settings
from tests.browser import PageClient
from tests.people import Village
from tests.portals import cheap_portals

MONDAY_AFTERNOON = datetime(2026, 11, 23, 16, 30)
SECRET = "a secret that is long enough for tests"
POSTGRES = os.environ.get("PORTAL_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432")
# TRUNCATE makes new files for every table and index and waits for the disk: fifty times as long as deleting what there
# is. As the replica of another server it asks neither triggers nor foreign keys, so nothing published is in its way.
EMPTY_POSTGRES = "\n".join(
    (
        "SET LOCAL session_replication_role = replica;",
        "DROP TABLE IF EXISTS test_note;",  # another test's own, see tests/publishing
        "DELETE FROM activity_search;",  # no model says it
        *(f'DELETE FROM "{table.name}";' for table in db.Base.metadata.sorted_tables),
        "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false)",
        "FROM pg_sequences WHERE last_value IS NOT NULL;",
    )
)
SOUNDS = Path(__file__).parents[1] / "var" / "test-lyd"  # kept between runs: the same sentence sounds the same


@pytest.fixture(scope="session", autouse=True)
def portals_are_cheap() -> Iterator[None]:
    with cheap_portals():
        yield


@pytest.fixture(autouse=True)
def monday_afternoon() -> Iterator[None]:
    """The clock stands still on Monday 23 November 2026, 16.30."""
    clock.freeze(MONDAY_AFTERNOON)
    yield
    clock.freeze(None)


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.sqlite3"
    engine = sa.create_engine(f"sqlite:///{path}")
    db.prepare(engine)
    migrating.upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def empty_postgres(worker_id: str) -> Iterator[str]:
    """A migrated PostgreSQL database of this worker's own; without a server the tests on it are skipped."""
    name = f"opgangen_test_{worker_id}_{os.getpid()}"
    server = sa.create_engine(f"{POSTGRES}/postgres", isolation_level="AUTOCOMMIT")
    try:
        with server.connect() as connection:
            connection.execute(sa.text(f'CREATE DATABASE "{name}"'))
            # Nobody pulls the server's plug in a test, so nothing waits for the disk.
            connection.execute(sa.text(f'ALTER DATABASE "{name}" SET synchronous_commit = off'))
    except OperationalError:
        pytest.skip("NO POSTGRESQL at 127.0.0.1:5432: this ran on SQLite only.")
    url = f"{POSTGRES}/{name}"
    engine = sa.create_engine(url)
    migrating.upgrade(engine)
    engine.dispose()
    yield url
    with server.connect() as connection:
        connection.execute(sa.text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    server.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, once of each kind."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("empty_sqlite"), tmp_path / "portal.sqlite3")
        return f"sqlite:///{tmp_path / 'portal.sqlite3'}"
    url = request.getfixturevalue("empty_postgres")
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text(EMPTY_POSTGRES))
    engine.dispose()
    return url


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(
        data_dir=tmp_path, database_url=database_url, secret_key=SECRET, demo=True, now=MONDAY_AFTERNOON
    )  # fmt: skip


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The portal, as the demo runs it but with nobody in it. No context is open: every request has its own."""
    made = create_app(settings)
    yield made
    with made.app_context():
        db.db.engine.dispose()


@pytest.fixture
def engine(app: Flask) -> Engine:
    """The portal's own engine."""
    with app.app_context():
        return db.db.engine


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session for arranging and asserting, apart from the requests' own."""
    with Session(engine, expire_on_commit=False) as opened:
        yield opened


@pytest.fixture
def village(engine: Engine) -> Village:
    """Maja, Ali, Anne and the others, made by the portal's own actions."""
    return Village(engine)


@pytest.fixture
def browser(app: Flask, engine: Engine) -> PageClient:
    """A strict browser: every page it fetches must be whole, see tests/browser.py."""
    return PageClient(app, engine)
