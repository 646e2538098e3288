"""Time that passes, several people at once, and looking into the tables."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.db import Base
from portal.people.models import LogEntry, LogKind

Result = TypeVar("Result")


def later(**time: float) -> None:
    """Let time pass: `later(minutes=3)`."""
    clock.freeze(clock.now() + timedelta(**time))


def at_once(how_many: int, do: Callable[[int], Result]) -> list[Result]:
    """Let several threads do something at the same moment; what each got back, in order. A fault in one is raised."""
    start = Barrier(how_many, timeout=30)

    def take_part(number: int) -> Result:
        start.wait()
        return do(number)

    with ThreadPoolExecutor(how_many) as threads:
        return list(threads.map(take_part, range(how_many)))


def rows(session: Session, table: type[Base], *where: sa.ColumnElement[bool]) -> Sequence:
    """All rows of a table as they stand now, oldest first."""
    session.rollback()
    session.expire_all()
    return session.scalars(sa.select(table).where(*where).order_by(*sa.inspect(table).primary_key)).all()


def logged(session: Session, kind: LogKind) -> list[tuple[int | None, int | None]]:
    """Who did something of a kind to whom, by the access log."""
    return [(entry.who_id, entry.whose_id) for entry in rows(session, LogEntry, LogEntry.kind == kind)]


def everything_kept(session: Session) -> str:
    """All that stands in all tables, as one text to search."""
    session.rollback()
    tables = Base.metadata.sorted_tables
    return "\n".join(repr(tuple(row)) for table in tables for row in session.execute(sa.select(table)))


def row_counts(session: Session) -> dict[str, int]:
    """How many rows each table has."""
    session.rollback()
    tables = Base.metadata.sorted_tables
    return {table.name: session.scalar(sa.select(sa.func.count()).select_from(table)) for table in tables}
