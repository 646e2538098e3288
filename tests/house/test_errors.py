"""When something is wrong, the page says in easy words what to do, and the log says where, not what."""

import dataclasses
from pathlib import Path

import pytest

from portal.app import create_app
from portal.people.models import Draft
from portal.people.visits import SEEN, VISIT
from portal.settings import Settings
from portal.web.security import LARGEST_REQUEST
from tests.browser import Page, check_page
from tests.house.arranging import rows
from tests.house.faults import add_faulty_pages, log_lines

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def looks_after_the_person(page: Page) -> None:
    """One heading, at least one line to hear, a way home and a way to help; `check_page` saw the three buttons."""
    assert page.lines()
    assert page.link("Gå til Hjem") == "/"
    assert page.link("Få hjælp") == "/hjaelp"
    for word in ("fejl 500", "error", "exception", "traceback", "not found", "forbidden"):
        assert word not in page.text.lower()


@pytest.mark.parametrize("who", ["stranger", "maja", "anne"])
def test_a_page_that_is_not_there(browser, village, who):
    if who != "stranger":
        browser.be(getattr(village, who))
    looks_after_the_person(browser.get("/findes-ikke", status=404))


@on_sqlite
def test_a_page_that_only_takes_forms(browser, village):
    looks_after_the_person(browser.get("/sprog", status=405))


@on_sqlite
@pytest.mark.parametrize("how_much", [LARGEST_REQUEST + 1])
def test_more_than_fits(browser, village, how_much):
    browser.be(village.maja)
    looks_after_the_person(browser.post("/kladde", {"key": "k", "text": "x" * how_much}, status=413))


@on_sqlite
def test_a_page_that_lay_open_too_long(browser, village):
    browser.be(village.maja)
    answer = browser.raw("POST", "/kladde", data={"csrf_token": "gammel", "key": "k", "text": "hej"})
    assert answer.status_code == 400
    page = Page(answer, "/kladde", [])
    check_page(page)
    looks_after_the_person(page)


@on_sqlite
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_fault_of_ours(app, browser, village, method):
    add_faulty_pages(app)
    browser.be(village.maja)
    page = browser.get("/brud/x", status=500) if method == "GET" else browser.post("/brud/x", status=500)
    looks_after_the_person(page)
    assert "KANARIE" not in page.html


def test_a_no_is_told_kindly_and_keeps_nothing(app, browser, village, session):
    add_faulty_pages(app)
    page = browser.post("/nej", status=409)
    looks_after_the_person(page)
    assert page.lines() == ["Det er for sent nu."]


# --- the log -------------------------------------------------------------------------------------------------


def one_careful_line(lines: list[str], method: str, endpoint: str) -> None:
    (line,) = lines
    assert "ERROR fault=" in line and f"method={method} endpoint={endpoint}" in line
    assert "KANARIE" not in line


@on_sqlite
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_fault_is_one_line_without_what_was_written(app, browser, village, method):
    add_faulty_pages(app)
    token = browser.be(village.maja).token()
    with log_lines() as lines:
        browser.raw(
            method, "/brud/KANARIE-STI?q=KANARIE-SPØRGSMÅL", headers={"User-Agent": "KANARIE-AGENT"},
            data={"csrf_token": token, "text": "KANARIE-TEKST", "kort": "KANARIE-KORT"},
        )  # fmt: skip
    one_careful_line(lines, method, "breaks")
    assert "kind=ValueError" in lines[0]


def test_a_fault_at_the_very_end_is_as_quiet_and_keeps_nothing(app, browser, village, session):
    add_faulty_pages(app)
    token = browser.token()
    with log_lines() as lines:
        answer = browser.raw("POST", "/sent/KANARIE-STI", data={"csrf_token": token})
    assert answer.status_code == 500 and "KANARIE-RÆKKE" not in answer.text
    one_careful_line(lines, "POST", "fails_late")
    assert rows(session, Draft) == []
    assert browser.get("/om").status == 200


@on_sqlite
def test_what_goes_well_or_is_merely_missing_is_not_logged(browser, village):
    with log_lines() as lines:
        browser.be(village.maja).get("/findes-ikke/KANARIE", status=404)
    assert lines == []


# --- a database that does not answer -------------------------------------------------------------------------


def without_its_database(settings: Settings) -> Settings:
    """The portal's settings when the database is gone: a closed port, or a folder where the file was."""
    if settings.database_url.startswith("postgresql"):
        return dataclasses.replace(
            settings, demo=False, now=None, database_url="postgresql+psycopg://nobody@127.0.0.1:1/none"
        )
    file = Path(settings.database_url.removeprefix("sqlite:///"))
    file.unlink()
    file.mkdir()
    return dataclasses.replace(settings, demo=False, now=None)


@pytest.mark.parametrize("address", ["/", "/aftaler", "/personale", "/om", "/findes-ikke"])
def test_without_the_database_a_visitor_meets_a_kind_page(settings, address):
    client = create_app(without_its_database(settings)).test_client()
    with client.session_transaction() as cookie:
        cookie[VISIT], cookie[SEEN] = "anything", 0
    with log_lines() as lines:
        answer = client.get(address)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    page = Page(answer, address, [])
    check_page(page)
    looks_after_the_person(page)
    assert "kind=OperationalError" in lines[0] and "anything" not in lines[0]


def test_without_the_database_what_needs_none_still_works(settings):
    client = create_app(without_its_database(settings)).test_client()
    assert client.get("/hjaelp").status_code == client.get("/hjaelp/112").status_code == 200


def test_the_health_page_says_whether_the_database_answers(settings, browser):
    well = browser.raw("GET", "/healthz")
    assert (well.status_code, well.json) == (200, {"status": "ok"})
    browser.engine.dispose()
    ill = create_app(without_its_database(settings)).test_client().get("/healthz")
    assert (ill.status_code, ill.mimetype) == (503, "application/json")
    assert ill.json["status"] != "ok"
