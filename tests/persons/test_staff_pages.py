"""Anne looks after Maja's card, her phone and the shared tablets."""

import pytest

from portal.people.models import Card, Device, LogKind
from portal.people.visits import DEVICE_COOKIE
from tests.house.arranging import logged, rows

MAJA = "/personale/beboer/maja"


@pytest.fixture
def anne(browser, village):
    return browser.be(village.anne)


def test_the_first_page_shows_those_she_works_with_and_nobody_else(anne, village):
    page = anne.get("/personale")
    assert page.link("Maja") == MAJA
    assert "Ali" not in page.main


def test_a_new_card_comes_as_paper_and_stops_the_old(anne, browser, village, session):
    old = village.card(village.maja)
    anne.get(MAJA)
    answer = anne.raw("POST", f"{MAJA}/kort", data={"csrf_token": anne.token()})
    assert answer.mimetype == "application/pdf" and answer.data.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="kort-maja.pdf"'
    assert answer.headers["Cache-Control"] == "no-store"
    tablet = browser.another().use_device(village.device()[1])
    tablet.get(f"/kort/{old}", status=403)
    assert logged(session, LogKind.MADE_CARD)[-1] == (village.anne.id, village.maja.id)


def test_a_lost_card_is_stopped_with_one_button(anne, browser, village, session):
    card = village.card(village.maja)
    page = anne.get(MAJA)
    assert "mandag den 23. november" in page.main
    page = anne.press("Spær kortet")
    assert page.status_message and not page.has("button", "Spær kortet")
    assert rows(session, Card)[0].revoked_at is not None
    browser.another().use_device(village.device()[1]).get(f"/kort/{card}", status=403)
    assert logged(session, LogKind.REVOKED_CARD) == [(village.anne.id, village.maja.id)]


def test_stopping_a_card_twice_is_stopping_it_once(anne, village, session):
    village.card(village.maja)
    anne.get(MAJA)
    for _time in range(2):
        anne.post(f"{MAJA}/kort/spaer")
    assert logged(session, LogKind.REVOKED_CARD) == [(village.anne.id, village.maja.id)]


def test_a_link_for_majas_phone_can_be_read_scanned_and_used(anne, browser, village, session):
    anne.get(MAJA)
    page = anne.press("Lav link til ny telefon")
    address = page.soup.select_one("a.long-link")["href"]
    assert address.startswith("http://localhost:8000/tilmeld/")
    assert page.soup.select_one(".qr svg path")
    phone = browser.another()
    phone.get(address.removeprefix("http://localhost:8000"))
    phone.press("Ja, det er den")
    assert rows(session, Device)[0].resident_id == village.maja.id
    assert anne.get(MAJA).soup.select_one("form[action$='/stop']")


NAMES = {
    "Køkkenet": "Køkkenet",
    "  Køkkenet \n i stuen ": "Køkkenet i stuen",
    "": "Fælles tablet",
    "\x00": "Fælles tablet",
    "<b>Stuen</b>": "<b>Stuen</b>",
    "🎈" * 100: "🎈" * 60,
    "\u202eStuen": "Stuen",
}


def test_a_shared_tablet_has_the_name_it_was_given(anne, browser, session):
    for typed in NAMES:
        page = anne.post("/personale/tablets", {"name": typed})
        tablet = browser.another()
        tablet.get(page.soup.select_one("a.long-link")["href"].removeprefix("http://localhost:8000"))
        tablet.press("Ja, det er den")
    assert [device.name for device in rows(session, Device)] == list(NAMES.values())
    shown = anne.get("/personale/tablets").main
    assert all(name in shown for name in NAMES.values())


def test_a_stopped_tablet_is_a_stranger_at_once(anne, browser, village, session):
    tablet = browser.another().use_device(village.device()[1])
    assert "Vis dit kort til tabletten." in tablet.get("/ind").lines()
    anne.get("/personale/tablets")
    anne.press("Slå Tablet fra")
    assert "Vis dit kort til tabletten." not in tablet.get("/ind").lines()
    assert "Der er ingen tablets endnu." in anne.get("/personale/tablets").main
    anne.post(f"/personale/apparat/{rows(session, Device)[0].id}/stop", status=404)


def test_anothers_phone_is_not_hers_to_stop(anne, village, session):
    device, _token = village.device(village.ali)
    for verb in ("stop", "aabn"):
        anne.post(f"/personale/apparat/{device.id}/{verb}", status=404)
    assert rows(session, Device)[0].voided_at is None


def test_a_device_that_is_not_there_cannot_be_stopped(anne):
    for number in ("0", "999999999", "99999999999999999999", "9" * 5000, "-1", "1.5", "x"):
        anne.post(f"/personale/apparat/{number}/stop", status=404)


def test_residents_who_are_not_hers_look_like_none(anne):
    for slug in ("nobody", "anne", "ali", "MAJA", "maja%00", "%00", "x" * 10_000, "%ED%A0%80", "%E2%80%AEmaja"):
        for address in (f"/personale/beboer/{slug}", f"/personale/beboer/{slug}/aftaler"):
            anne.get(address, status=404)


def test_the_staff_members_own_browser_is_no_device(anne):
    assert anne.client.get_cookie(DEVICE_COOKIE, domain="localhost") is None
