"""Reading the access log: for the owner of the things, and for a leader who looks for something."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal.people.looks import SENTENCES, Look
from portal.people.models import LogEntry, LogKind, Person

LOOKS_A_PAGE = 20
ENTRIES_A_PAGE = 50
OWN = (LogKind.CAME_IN,)  # not what somebody did with another's things
TOLD = tuple(kind for kind in SENTENCES if kind not in OWN)


@dataclass(frozen=True, slots=True)
class Search:
    """What a leader looks for; `None` is everything."""

    who_id: int | None = None
    whose_id: int | None = None
    kind: LogKind | None = None
    since: date | None = None
    until: date | None = None


_entry, _person = (sa.inspect(each).local_table for each in (LogEntry, Person))
_GATHERED = (
    sa.select(
        _entry.c.who_id, _entry.c.kind, _entry.c.day,
        sa.func.max(_entry.c.at).label("at"), sa.func.max(_entry.c.id).label("id"),
    )
    .where(
        _entry.c.whose_id == sa.bindparam("person_id"),
        sa.or_(_entry.c.who_id.is_(None), _entry.c.who_id != sa.bindparam("person_id")),
        _entry.c.kind.in_(TOLD),
    )
    .group_by(_entry.c.who_id, _entry.c.kind, _entry.c.day)
    .order_by(sa.desc("at"), sa.desc("id"))
    .limit(sa.bindparam("limit", type_=sa.Integer))
    .offset(sa.bindparam("offset", type_=sa.Integer))
    .subquery()
)  # fmt: skip
_LOOKS = (
    sa.select(_GATHERED.c.kind, _person.c.first_name, _person.c.photo, _GATHERED.c.day, _GATHERED.c.at)
    .outerjoin(_person, _person.c.id == _GATHERED.c.who_id)
    .order_by(_GATHERED.c.at.desc(), _GATHERED.c.id.desc())
)


def looks_at(session: Session, person_id: int, *, page: int) -> tuple[list[Look], bool]:
    """What others did with somebody's things, newest first, and whether there is more. Pages count from 1."""
    rows = session.execute(
        _LOOKS, {"person_id": person_id, "limit": LOOKS_A_PAGE + 1, "offset": (page - 1) * LOOKS_A_PAGE}
    ).all()
    return [Look(*row) for row in rows[:LOOKS_A_PAGE]], len(rows) > LOOKS_A_PAGE


def entries(session: Session, search: Search, *, page: int) -> tuple[Sequence[sa.Row], bool]:
    """Lines of the log as they were written, newest first (id, at, kind, who, whose), and whether there is more."""
    who, whose = aliased(Person), aliased(Person)
    found = (
        sa.select(LogEntry.id, LogEntry.at, LogEntry.kind, who.first_name.label("who"), whose.first_name.label("whose"))
        .outerjoin(who, who.id == LogEntry.who_id)
        .outerjoin(whose, whose.id == LogEntry.whose_id)
        .order_by(LogEntry.at.desc(), LogEntry.id.desc())
        .limit(ENTRIES_A_PAGE + 1)
        .offset((page - 1) * ENTRIES_A_PAGE)
    )
    wanted = {
        LogEntry.who_id: search.who_id,
        LogEntry.whose_id: search.whose_id,
        LogEntry.kind: search.kind,
    }
    for column, value in wanted.items():
        if value is not None:
            found = found.where(column == value)
    if search.since:
        found = found.where(LogEntry.day >= search.since)
    if search.until:
        found = found.where(LogEntry.day <= search.until)
    rows = session.execute(found).all()
    return rows[:ENTRIES_A_PAGE], len(rows) > ENTRIES_A_PAGE


def everybody(session: Session) -> Sequence[sa.Row]:
    """All people (id, first_name, role), also those who have left: the log still speaks of them."""
    return session.execute(
        sa.select(Person.id, Person.first_name, Person.role).order_by(Person.first_name, Person.id)
    ).all()
