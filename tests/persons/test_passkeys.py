"""Maja's own phone makes a key and shows it, so that it knows her."""

import json

import pytest

from portal.people.models import Passkey, Visit
from portal.people.rules import CameInBy, Trust
from tests.house.arranging import rows
from tests.persons.authenticator import Phone, b64

NOT_ITS_OWN_ORIGIN = "https://evil.example"
ASKED_AGAIN = "/ind/sikker"


@pytest.fixture
def majas_phone(browser, village):
    """Maja is in by a tap on her own phone."""
    browser.get(f"/tilmeld/{village.link(village.maja)}")
    browser.press("Ja, det er den")
    return browser


def told(page) -> str:
    """What the page says came of it."""
    return page.soup.select_one(".notes").get_text(" ", strip=True)


def options(browser, address: str) -> dict:
    return json.loads(browser.raw("POST", address, data={"csrf_token": browser.token()}).text)


def make_key(browser, phone: Phone):
    made = phone.make(options(browser, "/ind/noegle/ny/valg"))
    return browser.post("/ind/noegle/ny", {"credential": made})


def show_key(browser, phone: Phone, **fields: str):
    shown = phone.show(options(browser, "/ind/noegle/valg"))
    return browser.post("/ind/noegle", {"credential": shown} | fields)


def test_only_the_public_half_of_the_key_is_kept(majas_phone, village, session):
    phone = Phone()
    page = make_key(majas_phone, phone)
    assert page.address == "/" and told(page)
    (key,) = rows(session, Passkey)
    assert (key.person_id, key.credential_id, key.sign_count) == (village.maja.id, phone.id, 0)


def test_with_her_key_she_opens_private_things(majas_phone, village, session):
    phone = Phone()
    make_key(majas_phone, phone)
    majas_phone.post("/ind/faerdig")
    majas_phone.get("/ind")
    assert majas_phone.page.has("button", "Det er mig")
    assert show_key(majas_phone, phone, next="/aftaler").address == "/aftaler"
    newest = rows(session, Visit)[-1]
    assert (newest.came_in_by, newest.trust) == (CameInBy.PASSKEY, Trust.ACT)


def test_without_her_key_the_phone_still_opens_what_may_be_seen(majas_phone, village):
    make_key(majas_phone, Phone())
    majas_phone.post("/ind/faerdig")
    majas_phone.get("/ind")
    assert "Maja" in majas_phone.press("Kom ind uden nøgle").title
    assert majas_phone.get("/aftaler").address.startswith(ASKED_AGAIN)
    assert majas_phone.page.has("button", "Det er mig")


def test_a_key_shown_by_whoever_holds_the_phone_is_worth_a_tap(majas_phone, village, session):
    phone = Phone(knows_owner=False)
    make_key(majas_phone, phone)
    show_key(majas_phone, phone)
    newest = rows(session, Visit)[-1]
    assert (newest.came_in_by, newest.trust) == (CameInBy.TAP, Trust.SEE)
    assert majas_phone.get("/aftaler").address.startswith(ASKED_AGAIN)


def test_a_phone_that_already_has_a_key_is_not_asked_for_the_same_again(majas_phone, village):
    phone = Phone()
    make_key(majas_phone, phone)
    known = [each["id"] for each in options(majas_phone, "/ind/noegle/ny/valg")["excludeCredentials"]]
    assert known == [b64(phone.id)]
    allowed = [each["id"] for each in options(majas_phone, "/ind/noegle/valg")["allowCredentials"]]
    assert allowed == [b64(phone.id)]


def refused(page, session) -> None:
    """Back at the way in, told what to do, and no visit by key."""
    assert told(page)
    assert not rows(session, Visit, Visit.came_in_by == CameInBy.PASSKEY)


def test_a_key_shown_twice_opens_once(majas_phone, village, session):
    phone = Phone()
    make_key(majas_phone, phone)
    shown = phone.show(options(majas_phone, "/ind/noegle/valg"))
    majas_phone.post("/ind/noegle", {"credential": shown})
    majas_phone.post("/ind/faerdig")
    before = len(rows(session, Visit))
    page = majas_phone.post("/ind/noegle", {"credential": shown})
    assert page.address == "/ind" and len(rows(session, Visit)) == before


def test_a_copied_key_whose_counter_runs_behind_is_refused(majas_phone, village, session):
    phone = Phone()
    phone.shown = 7
    make_key(majas_phone, phone)
    phone.shown = 3
    refused(show_key(majas_phone, phone), session)


@pytest.mark.parametrize("fault", ["another key", "another origin", "another challenge", "another phone's key"])
def test_a_key_that_is_not_hers_is_refused(majas_phone, village, session, fault):
    phone = Phone()
    make_key(majas_phone, phone)
    liar = Phone(NOT_ITS_OWN_ORIGIN if fault == "another origin" else "http://localhost")
    liar.id = liar.id if fault == "another phone's key" else phone.id
    if fault != "another key":
        liar.key = phone.key
    asked = options(majas_phone, "/ind/noegle/valg")
    if fault == "another challenge":
        asked["challenge"] = b64(b"guessed")
    refused(majas_phone.post("/ind/noegle", {"credential": liar.show(asked)}), session)


@pytest.mark.parametrize("fault", ["another origin", "another challenge", "shown without asking"])
def test_a_key_made_elsewhere_is_not_kept(majas_phone, session, fault):
    phone = Phone(NOT_ITS_OWN_ORIGIN if fault == "another origin" else "http://localhost")
    asked = options(majas_phone, "/ind/noegle/ny/valg")
    if fault == "another challenge":
        asked["challenge"] = b64(b"guessed")
    made = phone.show(asked) if fault == "shown without asking" else phone.make(asked)
    page = majas_phone.post("/ind/noegle/ny", {"credential": made})
    assert told(page) and rows(session, Passkey) == []


GARBAGE = [
    "",
    "x",
    "{}",
    "[]",
    "null",
    "5",
    '"text"',
    '{"rawId": 5}',
    '{"rawId": "\\ud800"}',
    "[" * 50_000,
    "\x00",
    "🎈",
]


def test_garbage_instead_of_a_key_is_refused_kindly(majas_phone, session):
    make_key(majas_phone, Phone())
    for credential in GARBAGE:
        options(majas_phone, "/ind/noegle/valg")
        refused(majas_phone.post("/ind/noegle", {"credential": credential}), session)
        options(majas_phone, "/ind/noegle/ny/valg")
        majas_phone.post("/ind/noegle/ny", {"credential": credential})
    assert len(rows(session, Passkey)) == 1


def test_a_stopped_phone_loses_its_key(majas_phone, browser, village, session):
    make_key(majas_phone, Phone())
    anne = browser.another().be(village.anne)
    anne.get("/personale/beboer/maja")
    (stop,) = [form for form in anne.page.soup.select("form") if form["action"].endswith("/stop")]
    anne.post(stop["action"])
    assert rows(session, Passkey) == []
    assert majas_phone.raw("POST", "/ind/noegle/valg", data={"csrf_token": majas_phone.token()}).status_code == 404


def test_nobody_else_can_put_a_key_on_majas_phone(majas_phone, village, session):
    majas_phone.get("/ind")
    majas_phone.press("Prøv som Ali")
    for address in ("/ind/noegle/ny/valg", "/ind/noegle/ny"):
        majas_phone.post(address, status=404)
    assert rows(session, Passkey) == []
