"""Wrong cards make one wait; never a puzzle, never for everybody."""

import pytest

from portal import clock
from portal.db import writing
from portal.people import actions
from portal.people.models import LogKind
from tests.house.arranging import later, logged

WRONG, WAIT, ASK = 403, 429, 303


@pytest.fixture
def tablet(browser, village):
    """A shared tablet of the common flat."""
    return a_tablet(browser, village)


def a_tablet(browser, village):
    device, token = village.device()
    made = browser.another().use_device(token)
    made.device = device
    later(seconds=1)
    return made


def show(browser, token: str) -> int:
    return browser.raw("GET", f"/kort/{token}").status_code


def wrong_before(village, tablet, how_many: int, whose=None) -> None:
    """Let wrong cards have been shown, a second apart."""
    with writing(village.engine) as begun:
        for _time in range(how_many):
            later(seconds=1)
            actions.note(
                begun, LogKind.CARD_REFUSED, moment=clock.now(),
                device_id=tablet.device.id, whose_id=whose.id if whose else None,
            )  # fmt: skip


def test_five_wrong_cards_are_free_then_the_tablet_waits_half_a_minute(tablet, village):
    assert [show(tablet, "forkert") for _time in range(6)] == [WRONG] * 5 + [WAIT]
    card = village.card(village.maja)
    assert show(tablet, card) == WAIT
    later(seconds=29)
    assert show(tablet, card) == WAIT
    later(seconds=1)
    assert show(tablet, card) == ASK


def test_waiting_itself_makes_nothing_longer(tablet, village, session):
    wrong_before(village, tablet, 5)
    for _time in range(10):
        assert show(tablet, "forkert") == WAIT
    assert len(logged(session, LogKind.CARD_REFUSED)) == 5


def test_the_page_says_kindly_to_wait(tablet, village):
    wrong_before(village, tablet, 5)
    page = tablet.get("/kort/forkert", status=WAIT)
    assert page.lines() and page.link("Få hjælp") == "/hjaelp"


def test_another_tablet_is_not_made_to_wait(tablet, browser, village):
    wrong_before(village, tablet, 10)
    assert show(a_tablet(browser, village), village.card(village.maja)) == ASK


def test_a_resident_whose_old_card_is_tried_waits_on_every_tablet_and_the_others_do_not(tablet, browser, village):
    old = village.card(village.maja)
    new, alis = village.card(village.maja), village.card(village.ali)
    elsewhere = a_tablet(browser, village)
    assert [show(tablet, old) for _time in range(5)] == [WRONG] * 5
    assert show(elsewhere, new) == WAIT
    assert show(elsewhere, alis) == ASK
    later(seconds=30)
    assert show(elsewhere, new) == ASK


def test_a_good_card_forgives_the_wrong_ones(tablet, village):
    card = village.card(village.maja)
    for _time in range(2):
        assert [show(tablet, "forkert") for _time in range(4)] == [WRONG] * 4
        later(seconds=1)
        tablet.get(f"/kort/{card}")
        tablet.press("Ja, det er mig")
        later(seconds=1)
    assert show(tablet, "forkert") == WRONG


def test_after_twenty_wrong_cards_only_staff_can_open_the_tablet(tablet, browser, village):
    wrong_before(village, tablet, 20)
    card = village.card(village.maja)
    later(days=30)
    assert show(tablet, card) == WAIT
    assert "Bed personalet om at åbne." in tablet.get(f"/kort/{card}", status=WAIT).lines()
    anne = browser.another().be(village.anne)
    anne.get("/personale/tablets")
    anne.press("Åbn Tablet igen")
    assert show(tablet, card) == ASK


def test_wrong_cards_before_staff_opened_count_no_more(tablet, browser, village):
    wrong_before(village, tablet, 19)
    anne = browser.another().be(village.anne)
    anne.get("/personale/tablets")
    anne.press("Åbn Tablet igen")
    later(seconds=1)
    assert [show(tablet, "forkert") for _time in range(5)] == [WRONG] * 5


def test_nobody_who_is_in_is_disturbed_by_wrong_cards(tablet, village):
    tablet.get(f"/kort/{village.card(village.maja)}")
    tablet.press("Ja, det er mig")
    wrong_before(village, tablet, 20)
    assert tablet.get("/aftaler").title == "Mine aftaler"
