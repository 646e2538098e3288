"""Staff get in with a user name and a password of the portal's own, and wrong ones make them wait."""

import re
from time import thread_time

import pytest
from argon2 import extract_parameters
from argon2.low_level import Type

from portal import clock
from portal.db import writing
from portal.people.accounts import local, passwords
from portal.people.accounts.models import Account, SignInTry
from portal.people.models import LogKind, Person, Visit
from portal.people.rules import CameInBy, Role
from tests import templates
from tests.browser import PageClient
from tests.house.arranging import at_once, everything_kept, later, logged, rows
from tests.persons.signing_in import BETTER, GOOD, HERE, OWN, WAIT, WRONG, is_in, keep, sign_in

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def bo(village) -> Person:
    """Bo, who has an account."""
    keep(village)
    return village.bo


# --- coming in -----------------------------------------------------------------------------------------------


def test_bo_comes_in_and_goes_out(browser, bo, session):
    browser.get("/ind")
    browser.click("Personale")
    browser.press("Log ind", user_name=" Bo ", password=GOOD, next=OWN)
    (visit,) = rows(session, Visit)
    assert (visit.person_id, visit.came_in_by, visit.trust) == (bo.id, CameInBy.PASSWORD, 3)
    assert logged(session, LogKind.CAME_IN) == [(bo.id, bo.id)]
    browser.press("Log ud")
    assert not is_in(browser)


@on_sqlite
def test_the_page_that_asked_is_the_page_one_comes_to(browser, bo, village):
    page = browser.get("/personale/beboer/maja?x=1")
    assert page.address.startswith("/ind?next=")
    browser.click("Personale")
    page = browser.press("Log ind", user_name="bo", password=GOOD)
    assert page.address == "/personale/beboer/maja?x=1"


@on_sqlite
@pytest.mark.parametrize("asked", ["https://ond.example", "//ond.example", "/\\ond.example", "/" + "a" * 501, ""])
def test_nobody_is_sent_elsewhere_nor_far(browser, bo, asked):
    data = {"csrf_token": browser.token(), "user_name": "bo", "password": GOOD, "next": asked}
    answer = browser.raw("POST", HERE, data=data)
    assert answer.status_code == 303 and answer.headers["Location"] in ("/personale", "/")


@on_sqlite
def test_the_form_may_be_pasted_into_and_filled_by_the_browser(browser, bo):
    page = browser.get(HERE)
    name, password = page.soup.select_one("#user_name"), page.soup.select_one("#password")
    assert (name["autocomplete"], password["autocomplete"]) == ("username", "current-password")
    assert password["type"] == "password" and not password["value"]
    assert "Vis koden" in page.main


def test_no_way_in_sets_a_puzzle_or_forbids_pasting():
    ways_in = [name for name in templates.names() if name.startswith("ind/") or "getting_in" in name]
    assert len(ways_in) > 8
    for name in ways_in:
        assert not re.search(r"captcha|onpaste|onauto|autocomplete=\"off\" name", templates.source(name), re.IGNORECASE)


@on_sqlite
@pytest.mark.parametrize(
    "password", ["æøå ÆØÅ 日本語 🐴 ~^", " rum i begge ender ", "x" * 100 + "y" * 100, "a\tb c d e f g h"]
)
def test_a_password_is_taken_as_it_is_typed(browser, village, session, password):
    keep(village, password=None)
    with writing(village.engine) as begun:
        begun.get_one(Account, village.bo.id).password_hash = passwords.hash_of(password)
    sign_in(browser, password + "!", status=WRONG)
    sign_in(browser, password)
    assert is_in(browser)


@on_sqlite
def test_what_is_kept_is_slow_to_guess(bo, session):
    (account,) = rows(session, Account)
    told = extract_parameters(account.password_hash)
    assert (told.type, told.memory_cost, told.time_cost, told.parallelism) == (Type.ID, 19 * 1024, 2, 1)
    assert GOOD not in everything_kept(session)


@on_sqlite
def test_a_resident_or_one_who_has_left_has_no_way_in_here(browser, bo, village):
    with writing(village.engine) as begun:
        begun.get_one(Person, bo.id).left_at = clock.now()
    sign_in(browser, status=WRONG)
    with writing(village.engine) as begun:
        person = begun.get_one(Person, bo.id)
        person.left_at, person.role = None, Role.RELATIVE
    sign_in(browser, status=WRONG)


# --- wrong tries ---------------------------------------------------------------------------------------------


@on_sqlite
def test_a_wrong_password_an_unknown_name_and_a_missing_account_look_the_same(browser, bo, village, session):
    said = {name: sign_in(browser.another(), "forkert", name, status=WRONG) for name in ("bo", "xx", "anne", "maja")}
    assert len({page.main for page in said.values()}) == 1
    assert said["bo"].soup.select_one("#password-fault").get_text() == "Skriv brugernavn og adgangskode igen."
    assert said["bo"].soup.select_one("#user_name")["value"] == "bo"
    assert "forkert" not in said["bo"].html
    assert logged(session, LogKind.SIGN_IN_REFUSED) == [(None, bo.id), (None, None), (None, None), (None, None)]
    assert "forkert" not in everything_kept(session)


@on_sqlite
@pytest.mark.parametrize(("user_name", "password", "faulty"), [("", GOOD, "user_name"), ("bo", "", "password")])
def test_what_is_missing_is_said_at_its_field(browser, bo, session, user_name, password, faulty):
    page = sign_in(browser, password, user_name, status=WRONG)
    assert (
        page.soup.select_one(f"#{faulty}-fault")
        .get_text()
        .startswith("Skriv din" if faulty == "password" else "Skriv dit")
    )
    assert rows(session, SignInTry) == []


@on_sqlite
def test_finding_out_takes_as_long_for_somebody_who_does_not_exist(browser, bo):
    """Processor time, which another program's work does not lengthen; and the cost that decides it."""

    def seconds(kept: str | None) -> float:
        began = thread_time()
        assert not passwords.fits("forkert", kept)
        return thread_time() - began

    kept = passwords.hash_of(GOOD)
    assert extract_parameters(kept) == extract_parameters(passwords.NOBODYS)
    assert seconds(None) > 0.2 * seconds(kept)  # it really is found out, and not answered at once


@on_sqlite
def test_five_wrong_ones_are_free_then_one_waits_half_a_minute(browser, bo):
    for _time in range(5):
        sign_in(browser, "forkert", status=WRONG)
    page = sign_in(browser, GOOD, status=WAIT)
    assert page.soup.select_one("#password-fault").get_text() == "Vent lidt, og prøv igen."
    later(seconds=29)
    sign_in(browser, GOOD, status=WAIT)
    later(seconds=1)
    sign_in(browser, GOOD)
    assert is_in(browser)


@on_sqlite
def test_the_waits_double_up_to_an_hour(bo, browser, session):
    waits = []
    for _time in range(14):
        local_try = local_wrong(browser)
        if local_try is local.No.WAIT:
            waits.append(wait_out(browser))
    assert waits[:4] == [30, 60, 120, 240] and max(waits) == 3600


def local_wrong(browser: PageClient) -> object:
    with browser.app.test_request_context():
        return local.show_password("bo", "forkert")


def wait_out(browser: PageClient) -> int:
    """How long until a try is looked at again."""
    for seconds in (30, 60, 120, 240, 480, 960, 1920, 3600):
        began = clock.now()
        later(seconds=seconds - 1)
        still = local_wrong(browser) is local.No.WAIT
        later(seconds=1)
        if still and local_wrong(browser) is local.No.WRONG:
            return seconds
        clock.freeze(began)
    raise AssertionError("it never ends")


@on_sqlite
def test_somebody_who_does_not_exist_waits_just_as_long(browser, bo):
    for _time in range(5):
        sign_in(browser, "forkert", "ingen", status=WRONG)
    sign_in(browser, "forkert", "ingen", status=WAIT)


@on_sqlite
def test_nobody_else_is_made_to_wait(browser, bo, village):
    keep(village, "mette", password=BETTER)
    for _time in range(6):
        sign_in(browser, "forkert", status=WRONG if _time < 5 else WAIT)
    sign_in(browser, BETTER, "mette")
    assert is_in(browser)


@on_sqlite
def test_waiting_itself_makes_nothing_longer_and_a_good_one_forgives(browser, bo, session):
    for _time in range(9):
        sign_in(browser, "forkert", status=WRONG if _time < 5 else WAIT)
    assert len(rows(session, SignInTry)) == 5
    later(seconds=30)
    sign_in(browser)
    assert rows(session, SignInTry) == []


@on_sqlite
def test_what_is_kept_of_a_try_names_nobody(browser, session, village):
    sign_in(browser, "hemmelig-kode", "hemmeligt-navn", status=WRONG)
    assert "hemmelig" not in everything_kept(session)


def test_tries_of_the_day_before_yesterday_are_forgotten(browser, bo, session):
    sign_in(browser, "forkert", "ingen", status=WRONG)
    later(days=2)
    sign_in(browser, "forkert", "andre", status=WRONG)
    assert len(rows(session, SignInTry)) == 1


def test_twelve_guesses_at_once_are_no_more_than_five(app, bo, session):
    def guess(_number: int) -> object:
        with app.test_request_context():
            return local.show_password("bo", "forkert")

    said = at_once(12, guess)
    assert said.count(local.No.WRONG) == 5 and said.count(local.No.WAIT) == 7
    assert [each.number for each in rows(session, SignInTry)] == [1, 2, 3, 4, 5]


def test_two_are_hashed_at_once_and_no_more(monkeypatch):
    running, most = [], []

    class Watched:
        def verify(self, _kept: str, _password: str) -> bool:
            running.append(1)
            most.append(len(running))
            later(seconds=0)
            running.pop()
            return True

    monkeypatch.setattr(passwords, "HASHER", Watched())
    at_once(8, lambda _number: passwords.fits("x", "y"))
    assert max(most) <= passwords.AT_ONCE
