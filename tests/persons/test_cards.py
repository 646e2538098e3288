"""A resident holds her card to a device, and is asked whether it is she."""

import pytest

from portal import clock
from portal.people.models import Card, LogKind, Visit
from portal.people.rules import CameInBy, hashed
from portal.refusal import Refused
from tests.house.arranging import at_once, everything_kept, later, logged, rows

YES = "Ja, det er mig"


@pytest.fixture
def tablet(browser, village):
    """The common flat's tablet."""
    return browser.use_device(village.device()[1])


def scan(browser, text: str):
    """Let our own page read a card."""
    return browser.post("/ind/kort", {"kort": text}, status=200)


def refused(browser, address: str, status: int = 403) -> str:
    page = browser.get(address, status=status)
    assert page.link("Få hjælp") == "/hjaelp" and page.lines()
    return page.main


@pytest.mark.parametrize("by", ["the tablet's camera", "our own page"])
def test_the_card_asks_and_yes_opens_her_page(tablet, village, session, by):
    card = village.card(village.maja)
    page = tablet.get(f"/kort/{card}") if by == "the tablet's camera" else scan(tablet, f"http://localhost/kort/{card}")
    assert page.title == "Er du Maja?"
    assert tablet.press(YES).address == "/"
    (visit,) = rows(session, Visit)
    assert (visit.person_id, visit.came_in_by, visit.card_id) == (village.maja.id, CameInBy.CARD, 1)


def test_the_secret_stands_in_no_address_of_ours(tablet, village):
    answer = tablet.raw("GET", f"/kort/{village.card(village.maja)}")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/ind/er-det-dig")
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_no_lets_nobody_in(tablet, village, session):
    tablet.get(f"/kort/{village.card(village.maja)}")
    assert tablet.press("Nej").address == "/ind"
    assert rows(session, Visit) == []
    assert tablet.get("/ind/er-det-dig").address == "/ind"


@pytest.mark.parametrize(("seconds", "title"), [(120, "Er du Maja?"), (121, "Kom ind")])
def test_the_question_waits_for_two_minutes(tablet, village, seconds, title):
    tablet.get(f"/kort/{village.card(village.maja)}")
    later(seconds=seconds)
    assert tablet.get("/ind/er-det-dig").title == title


def test_a_card_that_is_stopped_between_the_question_and_the_yes_opens_nothing(tablet, village, session):
    tablet.get(f"/kort/{village.card(village.maja)}")
    village.revoke_cards(village.maja)
    assert tablet.press(YES).address == "/ind"
    assert rows(session, Visit) == []


def test_yes_without_a_card_opens_nothing(tablet, session):
    assert tablet.post("/ind/er-det-dig", {"svar": "ja"}).address == "/ind"
    assert rows(session, Visit) == []


def test_a_yes_counts_once(tablet, village):
    tablet.get(f"/kort/{village.card(village.maja)}")
    tablet.press(YES)
    tablet.post("/ind/faerdig")
    assert tablet.post("/ind/er-det-dig", {"svar": "ja"}).address == "/ind"


def test_a_new_card_kills_the_old(tablet, village, session):
    old, new = village.card(village.maja), village.card(village.maja)
    refused(tablet, f"/kort/{old}")
    assert tablet.get(f"/kort/{new}").title == "Er du Maja?"
    assert [card.revoked_at is None for card in rows(session, Card)] == [False, True]


@pytest.mark.parametrize(("seconds", "works"), [(-1, True), (0, False)])
def test_a_card_lasts_a_year(tablet, village, seconds, works):
    card = village.card(village.maja)
    later(days=365, seconds=seconds)
    tablet.get(f"/kort/{card}", status=200 if works else 403)


def test_her_card_works_on_her_own_phone_and_not_on_anothers(browser, village):
    card = village.card(village.maja)
    own, anothers = browser.another(), browser.another()
    own.use_device(village.device(village.maja)[1])
    anothers.use_device(village.device(village.ali)[1])
    assert own.get(f"/kort/{card}").title == "Er du Maja?"
    refused(anothers, f"/kort/{card}")


def test_a_card_opens_nothing_on_a_device_we_do_not_know(browser, village, session):
    card = village.card(village.maja)
    assert "Maja" not in refused(browser, f"/kort/{card}")
    for secret in ("", "guessed", "\x00", "æ" * 100):
        assert "Maja" not in refused(browser.use_device(secret), f"/kort/{card}")
    assert logged(session, LogKind.CARD_REFUSED) == []


WRONG = [
    "", "x", "x" * 10_000, "abc\x00def", "\x00", "🎈🎈", "\u202eabc مرحبا", "%ED%A0%80", "' OR 1=1 --",
    "../../etc/passwd",
]  # fmt: skip


def test_a_wrong_card_is_refused_kindly(tablet, village, session):
    for token in WRONG:
        data = {"csrf_token": tablet.token(), "kort": f"http://localhost/kort/{token}"}
        answer = tablet.raw("POST", "/ind/kort", data=data)
        assert answer.status_code == 403 and "<h1" in answer.text
        later(hours=1)  # so that nobody has to wait
    assert logged(session, LogKind.CARD_REFUSED) == [(None, None)] * len(WRONG)


def test_a_wrong_card_in_an_address_is_refused_as_kindly(tablet, session):
    for token in ("x", "x" * 10_000, "%F0%9F%8E%88", "%ED%A0%80", "%E2%80%AEabc", "%FF%FE"):
        refused(tablet, f"/kort/{token}")
        later(hours=1)
    assert len(logged(session, LogKind.CARD_REFUSED)) == 6


def test_the_log_knows_whose_stopped_card_was_shown(tablet, village, session):
    card = village.card(village.maja)
    village.revoke_cards(village.maja)
    refused(tablet, f"/kort/{card}")
    assert logged(session, LogKind.CARD_REFUSED) == [(None, village.maja.id)]
    assert logged(session, LogKind.REVOKED_CARD) == [(village.anne.id, village.maja.id)]


def test_no_secret_is_kept_anywhere(browser, village, session):
    card, link = village.card(village.maja), village.link()
    device = village.device(village.maja)[1]
    browser.use_device(device).get(f"/kort/{card}")
    browser.press(YES)
    with browser.client.session_transaction() as cookie:
        visit = cookie["visit"]
    kept = everything_kept(session)
    assert "maja" in kept
    for secret in (card, link, device, visit):
        assert len(secret) >= 43 and secret not in kept


def test_two_who_make_her_card_at_once_leave_one_that_works(village, session):
    def make(_number):
        try:
            return village.card(village.maja)
        except Refused:
            return None

    made = [token for token in at_once(4, make) if token]
    (working,) = rows(session, Card, Card.revoked_at.is_(None))
    assert working.token_hash in [hashed(token) for token in made]


def test_two_cards_are_never_alike(village):
    cards = {village.card(village.maja) for _time in range(5)}
    assert len(cards) == 5


def test_coming_in_is_logged_as_ones_own_doing(tablet, village, session):
    tablet.get(f"/kort/{village.card(village.maja)}")
    tablet.press(YES)
    assert logged(session, LogKind.CAME_IN) == [(village.maja.id, village.maja.id)]
    assert rows(session, Visit)[0].began_at == clock.now()
