"""The race again and again, with real `portal run` processes that are killed at any moment, on both databases."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import time as daytime
from datetime import timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from portal import clock, migrating
from portal.db import prepare, writing
from portal.meals import kitchen_actions
from portal.meals.models import SignUp
from portal.notices.models import Notice
from portal.people.models import Person
from portal.people.rules import Role
from portal.settings import ROOT
from tests.conftest import POSTGRES
from tests.meals.servers import Phone

PEOPLE, PROCESSES, TAPS = 50, 2, 150
DATABASE = "opgangen_soak"
SECRET = "a secret that is long enough for a soak"
UP_WITHIN = 120  # seconds; the machine may be busy


@dataclass
class Tally:
    """What happened, for the last line."""

    dinners: int = 0
    kills: int = 0
    heard: int = 0
    unheard: int = 0
    faults: list[str] = field(default_factory=list)


class Process:
    """One `portal run`."""

    def __init__(self, url: str, folder: str):
        self.environ = os.environ | {
            "PORTAL_DATABASE_URL": url, "PORTAL_DATA_DIR": folder, "PORTAL_DEMO": "1", "PORTAL_SECRET_KEY": SECRET,
        }  # fmt: skip
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "portal", "run", "--port", str(self.port)], cwd=ROOT, env=self.environ,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until = time.monotonic() + UP_WITHIN
        while not self._is_up():
            assert time.monotonic() < until and self.process.poll() is None, "the portal did not come up"
            time.sleep(0.1)

    def _is_up(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def soak(minutes: float) -> None:
    for kind in ("sqlite", "postgresql"):
        with TemporaryDirectory() as folder:
            engine = _empty(kind, folder)
            _people(engine)
            processes = [Process(str(_url(kind, folder)), folder) for _each in range(PROCESSES)]
            try:
                tally = _race(engine, processes, time.monotonic() + 60 * minutes)
            finally:
                for each in processes:
                    each.kill()
                engine.dispose()
        print(f"{kind}: {tally.dinners} dinners, {tally.kills} kills, {tally.heard} taps answered, "
              f"{tally.unheard} not, {len(tally.faults)} faults {tally.faults[:3]}")  # fmt: skip


def _url(kind: str, folder: str) -> str:
    return f"sqlite:///{Path(folder) / 'soak.sqlite3'}" if kind == "sqlite" else f"{POSTGRES}/{DATABASE}"


def _empty(kind: str, folder: str) -> Engine:
    if kind == "postgresql":
        server = sa.create_engine(f"{POSTGRES}/postgres", isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
            connection.exec_driver_sql(f"CREATE DATABASE {DATABASE}")
        server.dispose()
    engine = sa.create_engine(_url(kind, folder))
    prepare(engine)
    migrating.upgrade(engine)
    return engine


def _people(engine: Engine) -> None:
    with writing(engine) as session:
        session.add_all(
            Person(slug=f"nabo{n}", first_name=f"Nabo{n}", role=Role.RESIDENT, is_demo=True) for n in range(PEOPLE)
        )


def _race(engine: Engine, processes: list[Process], until: float) -> Tally:
    chance, tally = random.Random(26), Tally()
    phones = [Phone().come_in(processes[n % PROCESSES].port, f"nabo{n}") for n in range(PEOPLE)]
    while time.monotonic() < until:
        tally.dinners += 1
        chairs = chance.choice((5, 10, 20))
        dinner_id = _dinner(engine, chairs, days=3 + tally.dinners)
        newest = _tapping(phones, processes, dinner_id, chance, tally)
        _judge(engine, dinner_id, chairs, newest, tally)
    return tally


def _dinner(engine: Engine, chairs: int, *, days: int) -> int:
    plan = kitchen_actions.Plan(
        starts=daytime(18), place="klubben", where="i klubben", price=30, chairs=chairs, days_before=0,
        closes=daytime(12),
    )  # fmt: skip
    with writing(engine) as session:
        day = clock.today() + timedelta(days=days)
        (made,) = kitchen_actions.plan(session, [day], plan, by_id=None, moment=clock.now())
        kitchen_actions.announce(session, made.id, moment=clock.now())
        return made.id


def _tapping(
    phones: list[Phone], processes: list[Process], dinner_id: int, chance: random.Random, tally: Tally
) -> dict[int, str]:
    """Everybody says yes and no as she likes, one tap after the other, while a process dies; what each heard last."""
    heard: dict[int, str] = {}

    def somebody(number: int, said: list[str], ports: list[int]) -> None:
        for word, port in zip(said, ports, strict=True):
            while True:
                try:
                    status = phones[number].post(port, f"/mad/{dinner_id}/svar", svar=word)
                except (OSError, HTTPException):
                    tally.unheard += 1
                    time.sleep(0.3)
                    continue
                break
            if status != 303:
                tally.faults.append(f"status {status}")
            tally.heard += 1
            heard[number] = word

    with ThreadPoolExecutor(PEOPLE) as threads:
        going = [
            threads.submit(
                somebody, number, chance.choices(("ja", "nej"), (3, 1), k=TAPS // PEOPLE),
                [processes[chance.randrange(PROCESSES)].port for _tap in range(TAPS // PEOPLE)],
            )
            for number in range(PEOPLE)
        ]  # fmt: skip
        time.sleep(chance.random() * 2)
        victim = processes[chance.randrange(PROCESSES)]
        victim.kill()
        tally.kills += 1
        victim.start()
        for each in going:
            each.result()
    return heard


def _judge(engine: Engine, dinner_id: int, chairs: int, heard: dict[int, str], tally: Tally) -> None:
    """Everybody is where her last word put her, once; the table is full; nobody in line is before one who is in."""
    with Session(engine) as session:
        heads = session.scalars(sa.select(SignUp).where(SignUp.dinner_id == dinner_id).order_by(SignUp.id)).all()
        names = dict(session.execute(sa.select(Person.id, Person.slug)).tuples().all())
        told = session.execute(sa.select(Notice.person_id, Notice.key)).all()
    said = {int(names[head.person_id][4:]): "nej" if head.reply == "no" else "ja" for head in heads}
    wanting = [head for head in heads if head.reply != "no"]
    seated = [head for head in wanting if head.seated_at]
    for fault, is_so in (
        ("lost", said != heard), ("twice", len(said) != len(heads)), ("told twice", len(told) != len(set(told))),
        ("chairs", len(seated) != min(chairs, len(wanting))), ("passed by", wanting[: len(seated)] != seated),
        ("order", wanting != sorted(wanting, key=lambda head: (head.asked_at, head.id))),
    ):  # fmt: skip
        if is_so:
            tally.faults.append(f"dinner {dinner_id}: {fault}")
