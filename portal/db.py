"""The database: one `Base`, the settings each engine needs, and the one place where changes are kept.

SQLite is the default, PostgreSQL comes by the URL alone. Nothing else in the portal knows which one it is.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from inspect import iscoroutinefunction

import sqlalchemy as sa
from flask import Flask, Response, request
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import DeclarativeBase, Session, SessionTransaction
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

from portal.clock import COPENHAGEN

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# Milliseconds a writer waits for the writers before it. SQLite does not let them in by turn: when fifty people tapped
# twice at once on a busy machine, one waited more than 5 seconds while others went by, and met an error page.
BUSY_TIMEOUT = 30_000
FIRST_KEPT_STATUS_LOST = 400

db = SQLAlchemy(session_options={"expire_on_commit": False})

# Whether the transaction about to begin may write. SQLite must know at BEGIN: a reader that becomes
# a writer half-way is told "database is locked" at once, whatever the time limit.
_may_write: ContextVar[bool] = ContextVar("may_write", default=False)


class Base(DeclarativeBase):
    """All tables. Constraint names are fixed so that migrations can name them."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Moment(TypeDecorator[datetime]):
    """A moment: stored in UTC, given back in Danish time. A naive one is refused, it would be a guess."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment must say its time zone.")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC).astimezone(COPENHAGEN)


def init_app(app: Flask, *, url: str) -> None:
    """Connect the app to its database and let `keep_or_discard` end each request."""
    app.config["SQLALCHEMY_ENGINES"] = {"default": {"url": url, "pool_pre_ping": url.startswith("postgresql")}}
    db.init_app(app)
    # Its async half, which we do not use, would start a thread at the end of every request.
    app.teardown_appcontext_funcs = [end for end in app.teardown_appcontext_funcs if not iscoroutinefunction(end)]
    with app.app_context():
        prepare(db.engine)
    app.before_request(_note_whether_it_may_write)
    app.after_request(keep_or_discard)
    app.teardown_request(_forget_whether_it_may_write)


def prepare(engine: Engine) -> None:
    """Give SQLite the settings it is safe with; PostgreSQL needs none."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)


def keep_or_discard(response: Response) -> Response:
    """The one commit place: an unsafe method that went well is kept, everything else is rolled back."""
    if request.method in SAFE_METHODS or response.status_code >= FIRST_KEPT_STATUS_LOST:
        db.session.rollback()
    else:
        db.session.commit()
    return response


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A short transaction of its own, kept at the end: for commands, and for the access log."""
    token = _may_write.set(True)
    try:
        with Session(engine, expire_on_commit=False) as session, session.begin():
            yield session
    finally:
        _may_write.reset(token)


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """What is kept now, seen apart from the request's own transaction."""
    token = _may_write.set(False)
    try:
        with Session(engine, expire_on_commit=False) as session:
            yield session
    finally:
        _may_write.reset(token)


def afterwards(session: Session, *, kept: Callable[[], object] = bool, discarded: Callable[[], object] = bool) -> None:
    """Do something outside the database once it is certain whether the session's changes are kept or discarded."""
    committed = ended = False

    @event.listens_for(session, "after_commit")
    def _committed(ending: Session) -> None:
        nonlocal committed
        committed = committed or not ending.in_nested_transaction()

    @event.listens_for(session, "after_transaction_end")
    def _ended(_ending: Session, transaction: SessionTransaction) -> None:
        nonlocal ended
        if transaction.parent is None and not ended:
            ended = True
            (kept if committed else discarded)()


def has_the_wal_reset_fault(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> bool:
    """SQLite 3.7.0–3.51.2 can damage a WAL file when two connections checkpoint at once; 3.44.6 and 3.50.7 are mended.

    Source: sqlite.org/wal.html#walresetbug. We keep to one checkpointer and take backups.
    """
    mended = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    return not mended


def _note_whether_it_may_write() -> None:
    _may_write.set(request.method not in SAFE_METHODS)


def _forget_whether_it_may_write(_fault: BaseException | None = None) -> None:
    _may_write.set(False)


def _set_up_sqlite(connection: sqlite3.Connection, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver's own transactions oversold or locked; ours begin below
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        f"busy_timeout={BUSY_TIMEOUT}",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "cache_size=-8000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _may_write.get() else "BEGIN")
