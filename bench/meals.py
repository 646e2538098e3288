"""Dinner among 5,000 residents with 200 dinners ahead, against ten residents with four; and the race, for as long as
one likes: `python -m bench.meals --soak 5` lets fifty people race, and the power go, for five minutes on each database.
"""

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bench.meals_soak import soak
from bench.pages import demo_app
from portal import clock, migrating
from portal.db import db, prepare, writing
from portal.meals import actions, line, one_dinner, queries
from portal.meals.models import Dinner, SignUp
from portal.meals.rules import Reply
from portal.people.models import Person
from portal.people.rules import Role
from tests.browser import TOKEN, counted_statements
from tests.conftest import POSTGRES

FEW, MANY = (10, 4, 6), (5_000, 200, 300)  # residents, dinners, heads at each dinner
CHAIRS, ROUNDS, MOST_STATEMENTS, SAME_ORDER = 200, 9, 8, 3.0
# Never read from end to end. Only the chore reads all people, once in fifteen seconds: who has moved out.
LARGE = ("dinner_sign_up", "dinner_helper", "kitchen_request", "notice")
DATABASE = "opgangen_bench"

Calls = Mapping[str, Callable[[], object]]


def main() -> None:
    print(f"\n{'dinner':34} {'residents':>9} {'SQL':>4} {'CPU ms':>8}")
    few, many = _measured(FEW), _measured(MANY)
    for name, (statements, cost) in many.items():
        if statements > few[name][0] or cost > SAME_ORDER * few[name][1] + 1:
            print(f"{name:34} OVER: more statements, or another order of CPU")
    for kind, engine in (("SQLite", _sqlite_filled), ("PostgreSQL", _postgres_filled)):
        with engine() as filled:
            _look_at_plans(kind, filled)


def _measured(size: tuple[int, int, int]) -> dict[str, tuple[int, float]]:
    with TemporaryDirectory() as folder:
        app = demo_app(Path(folder))
        with app.app_context():
            engine = db.engine
        dinner_id = _fill(engine, *size)
        found = {}
        for name, call in _calls(app, engine, dinner_id).items():
            call()
            with counted_statements(engine) as statements:
                call()
            found[name] = len(statements), _cost(call)
            over = "OVER: 8 statements" if name.startswith("/") and len(statements) > MOST_STATEMENTS else ""
            print(f"{name:34} {size[0]:9} {len(statements):4} {found[name][1]:8.1f}  {over}")
        return found


def _calls(app: Flask, engine: Engine, dinner_id: int) -> Calls:
    """The pages as Maja and Anne get them, and what one tap and one round of the chore cost."""
    pages: dict[str, Callable[[], object]] = {}
    for slug, address in (("maja", "/mad"), ("maja", f"/mad/{dinner_id}"), ("anne", f"/personale/mad/{dinner_id}")):
        client = app.test_client()
        token = TOKEN.search(client.get("/ind").text)
        assert token
        client.post("/ind/proev", data={"slug": slug, "csrf_token": token[1]})
        if client.get(address).status_code == 200:
            pages[address.replace(str(dinner_id), "<id>")] = partial(client.get, address)
    with Session(engine) as session:
        maja = session.scalars(sa.select(Person.id).where(Person.slug == "maja")).one()
    return pages | {
        "a yes and a no (held, settled)": partial(_yes_and_no, engine, dinner_id, maja),
        "the chore, nothing due": partial(_chore, engine),
    }


def _yes_and_no(engine: Engine, dinner_id: int, person_id: int) -> None:
    for said in (Reply.YES, Reply.NO):
        with writing(engine) as session:
            actions.reply(session, dinner_id, person_id, said, moment=clock.now())


def _chore(engine: Engine) -> None:
    with writing(engine) as session:
        line.settle_due(session, clock.now())


def _cost(call: Callable[[], object]) -> float:
    """CPU milliseconds of a call, in the middle of a few."""
    times = []
    for _round in range(ROUNDS):
        begun = time.process_time()
        call()
        times.append((time.process_time() - begun) * 1000)
    return sorted(times)[ROUNDS // 2]


def _fill(engine: Engine, residents: int, dinners: int, heads: int) -> int:
    """So many residents, and dinners of so many heads from tomorrow on; the number of the first one."""
    moment, chairs = clock.now(), min(heads, CHAIRS)
    with writing(engine) as session:
        session.execute(
            sa.insert(Person),
            [
                {"slug": f"b{n}", "first_name": f"B{n}", "role": Role.RESIDENT, "is_demo": True}
                for n in range(residents)
            ],
        )
        people = session.scalars(sa.select(Person.id).where(Person.slug.like("b%")).order_by(Person.id)).all()
        evenings = [moment + timedelta(days=1 + n) for n in range(dinners)]
        made = [
            Dinner(on=at.date(), starts=at.time(), begins_at=at, closes_at=at, place="bench", where="i klubben",
                   price=30, chairs=chairs, announced_at=moment, made_at=moment)
            for at in evenings
        ]  # fmt: skip
        session.add_all(made)
        session.flush()
        for number, dinner in enumerate(made):
            session.execute(
                sa.insert(SignUp),
                [
                    {"dinner_id": dinner.id, "person_id": people[(number * 7 + n) % residents], "tap": "",
                     "guest_name": "", "guest_diet": [], "reply": Reply.YES, "asked_at": moment, "replied_at": moment,
                     "seated_at": moment if n < chairs else None, "by_habit": False}
                    for n in range(heads)
                ],
            )  # fmt: skip
        return made[0].id


def _look_at_plans(kind: str, engine: Engine) -> None:
    """Every statement of the core, as this database means to answer it: no large table is read from end to end.

    PostgreSQL reads a table that is empty here from end to end, unless it is told that it costs much.
    """
    scans: set[str] = set()
    asked = _asked_in(engine)
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET enable_seqscan = off")
        for statement, parameters in asked.items():
            explain = "EXPLAIN QUERY PLAN " if engine.dialect.name == "sqlite" else "EXPLAIN "
            for row in connection.exec_driver_sql(explain + statement, parameters):
                words = str(row[-1]).replace("SCAN ", "Seq Scan on ").split("Seq Scan on ")
                if len(words) > 1 and words[1].split()[0] in LARGE:
                    scans.add(f"{words[1].split()[0]}: {' '.join(statement.split())[:300]}")
    print(f"{kind}: {len(asked)} statements explained, {len(scans)} read a large table from end to end")
    for each in sorted(scans):
        print(f"  OVER: {each}")


def _asked_in(engine: Engine) -> dict[str, object]:
    """The statements of reading, of a tap and of the chore, with what they were asked with."""
    asked: dict[str, object] = {}

    def note(_connection: object, _cursor: object, statement: str, parameters: object, *_rest: object) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE")):
            asked[statement] = parameters

    moment = clock.now()
    with Session(engine) as session:
        dinner_id = session.scalars(sa.select(Dinner.id).order_by(Dinner.id)).first() or 0
        person_id = session.scalars(sa.select(Person.id).where(Person.slug == "b9")).one()
    sa.event.listen(engine, "before_cursor_execute", note)
    with writing(engine) as session:
        queries.dinners_from(session, person_id, moment.date())
        queries.own_dinners(session, person_id, moment)
        one_dinner.find(session, dinner_id, person_id)
        for said in (Reply.YES, Reply.NO, Reply.YES):
            actions.reply(session, dinner_id, person_id, said, moment=moment)
        actions.bring_guest(session, dinner_id, person_id, name="", diet=(), tap="a", moment=moment)
        actions.take_back(session, dinner_id, person_id, moment=moment)
        line.settle_due(session, moment)
    sa.event.remove(engine, "before_cursor_execute", note)
    return asked


@contextmanager
def _sqlite_filled() -> Iterator[Engine]:
    with TemporaryDirectory() as folder:
        engine = sa.create_engine(f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        prepare(engine)
        migrating.upgrade(engine)
        _fill(engine, *MANY)
        yield engine
        engine.dispose()


@contextmanager
def _postgres_filled() -> Iterator[Engine]:
    server = sa.create_engine(f"{POSTGRES}/postgres", isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {DATABASE}")
        connection.exec_driver_sql(f"CREATE DATABASE {DATABASE}")
    engine = sa.create_engine(f"{POSTGRES}/{DATABASE}")
    migrating.upgrade(engine)
    _fill(engine, *MANY)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    yield engine
    engine.dispose()
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {DATABASE} WITH (FORCE)")
    server.dispose()


if __name__ == "__main__":
    if "--soak" in sys.argv:
        soak(minutes=float(sys.argv[-1]))
    else:
        main()
