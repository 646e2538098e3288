""" "Hvem er her?" with 500 places and three years of changes, against the three places of the seed."""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from bench.pages import demo_app
from portal import clock
from portal.db import db, writing
from portal.presence import queries
from portal.presence.facts import ChangeKind
from portal.presence.models import DayChange, Hours, Place, PlaceCheck
from portal.presence.wording import say_about
from tests.browser import counted_statements

SEEDED, MADE, YEARS, CHANGES_A_YEAR = 3, 500, 3, 24  # places; changes of each place
ROUNDS = 5
ALL = "answers about all (data)"
SAME_ORDER = 10.0  # times what an answer costs among three places
SAME_PAGE = 4.0  # times what a page costs then: it tells of one place, or of the ten that a page holds
EVENING = [["18:00", "20:00"]]

Calls = Mapping[str, Callable[[], object]]


def main() -> None:
    with TemporaryDirectory() as folder:
        app = demo_app(Path(folder))
        calls = _calls(app)
        print(f"\n{'who is here':30} {'places':>6} {'SQL':>4} {'CPU ms':>8} {'ms a place':>11}")
        few = {name: _measured(app, name, call, SEEDED) for name, call in calls.items()}
        _fill(app)
        for name, call in calls.items():
            statements, cost = _measured(app, name, call, SEEDED + MADE)
            most = SAME_ORDER * few[name][1] * (SEEDED + MADE) / SEEDED if name == ALL else SAME_PAGE * few[name][1]
            if statements > few[name][0] or cost > most:
                print(f"{'':30} OVER: more statements, or another order of CPU")


def _calls(app: Flask) -> Calls:
    """What is asked: the answers about all places, and the pages that show them."""
    client = app.test_client()

    def answers() -> None:
        with app.test_request_context("/hvem"):
            moment = clock.now()
            known, faces = queries.places(db.session, moment), queries.faces(db.session)
            assert [say_about(each, moment, faces=faces, places=known).line for each in known]

    pages = ("/", "/hvem", "/hvem/klubben", "/hvem/uge", "/skilt/klubben", "/kalender/hvem/klubben.ics")
    return {ALL: answers} | {page: partial(_page, client.get, page) for page in pages}


def _page(get: Callable, address: str) -> None:
    assert get(address).status_code == 200


def _measured(app: Flask, name: str, call: Callable[[], object], places: int) -> tuple[int, float]:
    """SQL statements and CPU milliseconds of a call, the latter in the middle of a few; printed."""
    call()
    with app.app_context():
        engine = db.engine
    with counted_statements(engine) as statements:
        call()
    times = []
    for _round in range(ROUNDS):
        begun = time.process_time()
        call()
        times.append((time.process_time() - begun) * 1000)
    cost = sorted(times)[ROUNDS // 2]
    print(f"{name:30} {places:6} {len(statements):4} {cost:8.1f} {cost / places:11.2f}")
    return len(statements), cost


def _fill(app: Flask) -> None:
    """500 places like the club, each with a change every fortnight of three years: half gone by, half to come."""
    with app.app_context(), writing(db.engine) as session:
        club = session.scalars(sa.select(Place).where(Place.slug == "klubben")).one()
        rules = session.scalars(sa.select(Hours).where(Hours.place_id == club.id)).all()
        who = session.scalars(sa.select(PlaceCheck.by_id).limit(1)).one()
        for number in range(MADE):
            _another(session, club, rules, number, who)


def _another(session: Session, club: Place, rules: Sequence[Hours], number: int, who: int) -> None:
    place = Place(
        slug=f"sted-{number}", name=f"Sted {number}", address="", position=SEEDED + number, where=club.where,
        picture=club.picture, fresh_minutes=club.fresh_minutes, holidays=club.holidays,
    )  # fmt: skip
    place.hours = [
        Hours(weekday=each.weekday, starts=each.starts, ends=each.ends, every=each.every, anchor=each.anchor,
              valid_from=each.valid_from)
        for each in rules
    ]  # fmt: skip
    session.add(place)
    session.flush()
    session.add(PlaceCheck(place_id=place.id, by_id=who, at=clock.now()))
    begins, apart = clock.today() - timedelta(days=YEARS * 365 // 2), timedelta(days=365) / CHANGES_A_YEAR
    for each in range(YEARS * CHANGES_A_YEAR):
        kind, spans = (ChangeKind.CLOSED, []) if each % 2 else (ChangeKind.OTHER_HOURS, EVENING)
        day = begins + each * apart
        session.add(
            DayChange(place_id=place.id, kind=kind, first_day=day, last_day=day + timedelta(days=2), spans=spans,
                      made_at=clock.now())
        )  # fmt: skip


if __name__ == "__main__":
    main()
