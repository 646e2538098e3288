"""Staff's accounts are made, changed and taken away; and where the kommune keeps them, the portal keeps none."""

import dataclasses
import re
from collections.abc import Iterator

import pytest

from portal import clock
from portal.app import create_app
from portal.db import db, writing
from portal.people.accounts import actions
from portal.people.accounts.models import Account, ProviderIdentity
from portal.people.models import LogKind, Person
from portal.people.rules import Role
from portal.refusal import Refused
from portal.settings import Provider, WrongSetting
from tests.browser import PageClient
from tests.house.arranging import at_once, everything_kept, later, logged, rows
from tests.persons.signing_in import BETTER, GOOD, HERE, OWN, WAIT, WRONG, is_in, keep, sign_in

ELSEWHERE = Provider(issuer="https://login.example", client_id="opgangen", client_secret="hemmelig")
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def bo(village) -> Person:
    """Bo, who has an account."""
    keep(village)
    return village.bo


# --- one's own password --------------------------------------------------------------------------------------


def test_bo_chooses_another_password_and_is_out_everywhere_else(browser, bo):
    phone = browser.another()
    for each in (browser, phone):
        sign_in(each)
    page = browser.get(OWN)
    assert "Dit brugernavn er bo." in page.main
    page = browser.press("Skift adgangskode", old=GOOD, new=BETTER)
    assert page.status_message == "Din adgangskode er ny." and is_in(browser)
    assert not is_in(phone)
    sign_in(phone, GOOD, status=WRONG)
    sign_in(phone, BETTER)


@on_sqlite
@pytest.mark.parametrize(
    ("old", "new", "faulty"),
    [("forkert", BETTER, "old"), ("", BETTER, "old"), (GOOD, "kort", "new"), (GOOD, "", "new")],
)
def test_a_new_password_needs_the_old_one_and_must_be_good(browser, bo, old, new, faulty):
    sign_in(browser)
    browser.get(OWN)
    page = browser.press("Skift adgangskode", status=WRONG, old=old, new=new)
    assert page.soup.select_one(f"#{faulty}-fault")
    sign_in(browser.another(), GOOD)


@on_sqlite
def test_guessing_the_old_one_at_an_open_screen_is_slow_too(browser, bo):
    sign_in(browser)
    for time in range(6):
        browser.get(OWN)
        browser.press("Skift adgangskode", status=WRONG if time < 5 else WAIT, old="forkert", new=BETTER)


@on_sqlite
def test_who_came_in_by_the_demo_has_no_password_to_change(browser, village):
    browser.be(village.anne)
    page = browser.get(OWN)
    assert "Du har ingen adgangskode her." in page.main and not page.has("button", "Skift adgangskode")
    browser.post(OWN, {"old": GOOD, "new": BETTER}, status=404)


# --- the command ---------------------------------------------------------------------------------------------


@pytest.fixture
def shell(app):
    """Run the command: `shell("bo", "--leader")`."""
    runner = app.test_cli_runner()
    return lambda *words, stdin=None: runner.invoke(args=("staff-account", *words), input=stdin)


def test_a_password_is_made_said_once_and_leads_to_choosing_ones_own(shell, browser, village, session):
    run = shell("bo")
    assert run.exit_code == 0 and run.output.startswith("Bo (staff) signs in as bo with ")
    made = re.search(r"with ([a-z2-9-]{23}) –", run.output)[1]
    assert made not in everything_kept(session)
    browser.get(f"{HERE}?next=/personale/tablets")
    assert browser.press("Log ind", user_name="bo", password=made).address == OWN
    browser.press("Skift adgangskode", old=made, new=BETTER)
    later(days=8)
    browser.get(f"{HERE}?next=/personale/tablets")
    assert browser.press("Log ind", user_name="bo", password=BETTER).address == "/personale/tablets"


@on_sqlite
def test_a_password_somebody_else_has_seen_works_for_a_week(shell, browser, village):
    made = re.search(r"with (\S+) –", shell("bo").output)[1]
    later(days=7)
    sign_in(browser, made, status=WRONG)


@on_sqlite
def test_resetting_ends_visits_and_opens_what_was_shut_by_wrong_tries(shell, browser, bo):
    sign_in(browser)
    for _time in range(5):
        sign_in(browser.another(), "forkert", status=WRONG)
    run = shell("Bo", "--password-stdin", stdin=f"{BETTER}\n")
    assert run.output == "Bo (staff) signs in as bo.\n"
    assert not is_in(browser)
    sign_in(browser, BETTER)


def test_somebody_new_is_made_with_a_name_and_a_role(shell, browser, session, village):
    run = shell("tove.kjaer", "--name", " Tove ", "--leader", "--password-stdin", stdin=GOOD)
    assert run.output == "Tove (leader) signs in as tove.kjaer.\n"
    (tove,) = rows(session, Person, Person.first_name == "Tove")
    assert (tove.slug, tove.role, tove.is_demo) == ("tove", Role.LEADER, True)
    sign_in(browser, GOOD, "tove.kjaer")
    assert shell("tove.kjaer").output.startswith("Tove (leader) signs in as tove.kjaer with ")
    assert len(rows(session, Person, Person.first_name == "Tove")) == 1


def test_an_account_is_taken_away_and_the_person_stays(shell, browser, bo, session):
    sign_in(browser)
    assert shell("bo", "--disable").output == "bo can sign in no more.\n"
    assert not is_in(browser) and rows(session, Account) == []
    sign_in(browser, status=WRONG)
    assert shell("bo", "--disable").output == "Error: There is no account called bo.\n"


FAULTS = {
    ("maja",): "maja is not staff here.",
    ("karin",): "karin is not staff here.",
    ("",): "A user name has letters",
    ("to ord",): "A user name has letters",
    ("bo", "--password-stdin"): "Choose 12 to 200 characters",
}


@on_sqlite
@pytest.mark.parametrize("words", FAULTS)
def test_what_cannot_be_is_said_in_one_sentence(shell, village, session, words):
    run = shell(*words, stdin="kort")
    assert run.exit_code == 1 and run.output.startswith(f"Error: {FAULTS[words]}") and run.output.count("\n") == 1
    assert rows(session, Account) == []


@on_sqlite
def test_somebody_who_has_left_gets_no_account(shell, village):
    with writing(village.engine) as begun:
        begun.get_one(Person, village.bo.id).left_at = clock.now()
    assert shell("bo").output == "Error: bo is not staff here.\n"


# --- where staff sign in at the kommune ----------------------------------------------------------------------


@pytest.fixture
def theirs(settings, bo, engine) -> Iterator[PageClient]:
    """A browser at the same house, where a provider is set."""
    app = create_app(dataclasses.replace(settings, provider=ELSEWHERE))
    yield PageClient(app, engine)
    with app.app_context():
        db.engine.dispose()


@on_sqlite
def test_with_a_provider_there_is_one_link_and_no_password(theirs):
    page = theirs.get(f"{HERE}?next=/personale/tablets")
    assert page.link("Log ind med kommunens login") == (
        "http://localhost:8000/ind/personale/login?next=/personale/tablets"
    )
    assert not page.soup.select("main input")
    theirs.post(HERE, {"user_name": "bo", "password": GOOD}, status=404)


@on_sqlite
def test_with_a_provider_the_command_makes_no_accounts(theirs):
    run = theirs.app.test_cli_runner().invoke(args=("staff-account", "bo"))
    assert isinstance(run.exception, WrongSetting) and "https://login.example" in str(run.exception)


@on_sqlite
def test_with_a_provider_passwords_are_changed_there(theirs, village):
    theirs.be(village.anne)
    assert "Du skifter adgangskode hos kommunen." in theirs.get(OWN).main


@on_sqlite
def test_a_form_may_lead_to_the_provider_and_nowhere_else(theirs, browser):
    assert "form-action 'self' https://login.example;" in theirs.get("/om").headers["Content-Security-Policy"]
    assert "form-action 'self';" in browser.get("/om").headers["Content-Security-Policy"]


@on_sqlite
@pytest.mark.parametrize("address", ["/ind/personale/login", "/ind/personale/tilbage?code=x&state=y"])
def test_without_a_provider_there_is_no_way_there(browser, village, address):
    browser.get(address, status=404)


# --- identities ----------------------------------------------------------------------------------------------


def vouch(engine, role: Role | None = Role.STAFF, subject: str = "1") -> Person | None:
    """A provider says who it is."""
    with writing(engine) as begun:
        return actions.welcome(
            begun, issuer="https://login.example", subject=subject, role=role, first_name="Tove", is_demo=True,
            moment=clock.now(),
        )  # fmt: skip


def test_somebody_who_comes_in_twice_at_once_for_the_first_time_is_one_person(engine, village, session):
    def come(_number: int) -> Person | Refused | None:
        try:
            return vouch(engine)
        except Refused as no:
            return no

    at_once(4, come)
    assert len(rows(session, ProviderIdentity)) == 1
    assert len(rows(session, Person, Person.first_name == "Tove")) == 1
    assert vouch(engine).first_name == "Tove"


def test_the_role_follows_the_groups_and_the_name_stays(engine, village, session):
    first = vouch(engine)
    assert vouch(engine, Role.LEADER).id == first.id
    assert vouch(engine, Role.STAFF).role is Role.STAFF
    assert vouch(engine, Role.STAFF, subject="2").slug == "tove-2"
    assert vouch(engine, None) is None
    assert logged(session, LogKind.SIGN_IN_REFUSED) == [(None, first.id)]
    assert vouch(engine, None, subject="3") is None and len(rows(session, ProviderIdentity)) == 2
