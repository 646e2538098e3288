"""Who may open what: every address, for everybody, against one table that people have read."""

from pathlib import Path

import pytest
from flask import Flask

from portal.people import access
from portal.people.rules import Trust
from tests.house.street import Crowd, Street, doors, make_street

TABLE = Path(__file__).with_name("who_may.txt")
WHOM = ("stranger", "maja", "ali", "bo", "mette", "lis", "karin", "ida")


def expectations() -> dict[tuple[str, str], dict[str, str]]:
    rows_of_it = [line.split() for line in TABLE.read_text("utf-8").splitlines() if line.startswith(("GET", "POST"))]
    return {(method, endpoint): dict(zip(WHOM, cells, strict=True)) for method, endpoint, *cells in rows_of_it}


on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def street(app, engine, session, village) -> Street:
    return make_street(app, engine, session, village)


@on_sqlite
def test_every_address_stands_in_the_table(app):
    missing = doors(app) - expectations().keys()
    assert not missing, f"say in the table who may: {sorted(missing)}"
    gone = expectations().keys() - doors(app)
    assert not gone, f"the table speaks of what is no more: {sorted(gone)}"


def test_everybody_gets_what_the_table_says(street, browser):
    crowd, wrong = Crowd(street, browser), {}
    for (method, endpoint), told in expectations().items():
        for name, expected in told.items():
            got = crowd.ask(method, endpoint, name)
            if got != expected:
                wrong[f"{method} {endpoint}", name] = f"{got}, not {expected}"
    assert not wrong


def test_a_view_that_does_not_say_who_it_is_for_stops_the_portal():
    small = Flask("small")
    access.init_app(small)

    @small.get("/aaben")
    @access.allow_anyone
    def open_to_all():
        return "åben"

    small.view_functions["static"] = open_to_all
    access.check(small)

    @small.get("/tavs")
    def silent():
        return "tavs"

    with pytest.raises(RuntimeError, match="silent"):
        access.check(small)


@on_sqlite
def test_every_view_of_the_portal_has_said_who_it_is_for(app):
    assert all(access.audience_of(view) for view in app.view_functions.values())
    access.check(app)


def test_a_visit_that_only_sees_is_asked_for_the_card_at_private_things(app, browser, village):
    village.agreement(village.maja)
    token = village.device(village.maja)[1]
    browser.use_device(token).get("/ind")
    browser.press("Maja")
    answer = browser.raw("GET", "/aftaler?a=b")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/ind/sikker?next=/aftaler?a%3Db")
    assert access.audience_of(app.view_functions["agreements.mine"]).trust is Trust.ACT
