"""A visit begins, rests and ends; its cookie is worth nothing afterwards."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal import clock
from portal.db import writing
from portal.people import actions
from portal.people.models import Draft, Person, Visit
from portal.people.visits import GRACE
from tests.house.arranging import later, rows

MINUTES_3 = timedelta(minutes=3)
A_SECOND = timedelta(seconds=1)


def is_in(browser) -> bool:
    """Whether this browser's cookie still opens Maja's own page."""
    return "Mine aftaler" in browser.raw("GET", "/").text


@pytest.fixture
def tablet(browser, village):
    """The common flat's tablet."""
    return browser.use_device(village.device()[1])


@pytest.fixture
def maja_is_in(tablet, village):
    """Maja has come in on the common tablet with her card."""
    tablet.get(f"/kort/{village.card(village.maja)}")
    tablet.press("Ja, det er mig")
    return tablet


def cookie_of(browser) -> str:
    return browser.client.get_cookie("portal", domain=browser.host).value


def set_cookie(browser, value: str) -> None:
    browser.client.set_cookie("portal", value, domain=browser.host)


# --- cookies -------------------------------------------------------------------------------------------------


def test_she_comes_in_with_her_card_and_is_greeted(maja_is_in):
    assert "Maja" in maja_is_in.page.title
    assert is_in(maja_is_in)


def test_a_wrong_cookie_is_nobodys(browser, village):
    for wrong in ("", "x", "x" * 4000, "..", "eyJ2aXNpdCI6IngifQ.x.y", "æøå", "\x7f"):
        set_cookie(browser, wrong)
        assert browser.raw("GET", "/om").status_code == 200
        assert not is_in(browser)


def test_a_changed_cookie_is_nobodys(maja_is_in):
    good = cookie_of(maja_is_in)
    for place in (0, len(good) // 2, -2):
        letters = list(good)
        letters[place] = "A" if letters[place] != "A" else "B"
        set_cookie(maja_is_in, "".join(letters))
        assert not is_in(maja_is_in)
    set_cookie(maja_is_in, good)
    assert is_in(maja_is_in)


def test_a_signed_cookie_with_an_unknown_secret_is_nobodys(browser, village):
    with browser.client.session_transaction() as cookie:
        cookie["visit"], cookie["seen"] = "guessed", int(clock.now().timestamp())
    assert not is_in(browser)


def test_the_cookie_is_dead_after_jeg_er_faerdig(maja_is_in):
    kept = cookie_of(maja_is_in)
    maja_is_in.press("Jeg er færdig")
    assert not is_in(maja_is_in)
    set_cookie(maja_is_in, kept)
    assert not is_in(maja_is_in)


def test_leaving_asks_the_browser_to_forget_everything(maja_is_in):
    answer = maja_is_in.raw("POST", "/ind/faerdig", data={"csrf_token": maja_is_in.token()})
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_cookie_planted_before_is_not_the_one_she_comes_in_with(tablet, village):
    tablet.get(f"/kort/{village.card(village.maja)}")
    planted, token = cookie_of(tablet), tablet.token()
    tablet.press("Ja, det er mig")
    assert cookie_of(tablet) != planted
    assert tablet.get("/om") and tablet.token() != token
    set_cookie(tablet, planted)
    assert not is_in(tablet)


def test_the_language_stays_when_she_leaves_and_nothing_else_does(maja_is_in):
    maja_is_in.press("English")
    maja_is_in.post("/ind/faerdig")
    with maja_is_in.client.session_transaction() as cookie:
        assert set(cookie) - {"csrf_token", "_flashes"} == {"language"}


def test_somebody_else_coming_in_ends_her_visit(maja_is_in, village, session):
    kept = cookie_of(maja_is_in)
    maja_is_in.get("/ind")
    maja_is_in.press("Prøv som Ali")
    set_cookie(maja_is_in, kept)
    assert not is_in(maja_is_in)
    mine = rows(session, Visit, Visit.person_id == village.maja.id)
    assert all(visit.ended_at for visit in mine)


def test_two_residents_on_one_tablet_see_nothing_of_each_other(maja_is_in, village):
    village.agreement(village.maja, title="Ro i opgangen")
    village.agreement(village.ali, title="Min støtte")
    maja_is_in.get("/aftaler")
    maja_is_in.press("Jeg er færdig")
    maja_is_in.get(f"/kort/{village.card(village.ali)}")
    maja_is_in.press("Ja, det er mig")
    page = maja_is_in.get("/aftaler")
    assert "Min støtte" in page.main and "Ro i opgangen" not in page.main


# --- ended from here -----------------------------------------------------------------------------------------


def test_a_revoked_card_ends_the_visit_at_once(maja_is_in, village):
    village.revoke_cards(village.maja)
    assert not is_in(maja_is_in)


def test_a_new_card_ends_visits_begun_with_the_old(maja_is_in, village):
    village.card(village.maja)
    assert not is_in(maja_is_in)


def test_a_device_that_is_stopped_ends_its_visits_at_once(browser, village):
    device, token = village.device(village.maja)
    browser.use_device(token).get("/ind")
    browser.press("Maja")
    assert is_in(browser)
    with writing(browser.engine) as begun:
        actions.void_device(begun, begun.merge(device), moment=clock.now())
    assert not is_in(browser)
    assert "Vi kender ikke" in browser.get("/ind").main


def test_somebody_who_has_moved_out_is_out(maja_is_in, village):
    with writing(maja_is_in.engine) as begun:
        begun.execute(sa.update(Person).where(Person.id == village.maja.id).values(left_at=clock.now()))
    assert not is_in(maja_is_in)
    village_card = village.card(village.maja)
    maja_is_in.get(f"/kort/{village_card}", status=403)


# --- resting -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rest", "still_in"), [(MINUTES_3 + GRACE - A_SECOND, True), (MINUTES_3 + GRACE + A_SECOND, False)]
)
def test_on_the_shared_tablet_she_is_out_after_three_minutes(maja_is_in, rest, still_in):
    later(seconds=rest.total_seconds())
    assert is_in(maja_is_in) is still_in


def test_every_page_and_every_im_here_renews_the_three_minutes(maja_is_in):
    for _time in range(3):
        later(minutes=2)
        assert is_in(maja_is_in)
        later(minutes=2)
        assert maja_is_in.raw("POST", "/ind/her", data={"csrf_token": maja_is_in.token()}).status_code == 204
    later(minutes=3, seconds=21)
    assert not is_in(maja_is_in)


@pytest.mark.parametrize(("days", "still_in"), [(29, True), (31, False)])
def test_on_her_own_phone_she_is_out_after_thirty_days(browser, village, days, still_in):
    browser.use_device(village.device(village.maja)[1]).get("/ind")
    browser.press("Maja")
    later(days=days)
    assert is_in(browser) is still_in


@pytest.mark.parametrize(("minutes", "status"), [(60, 200), (61, 303)])
def test_staff_are_out_after_an_hour(browser, village, minutes, status):
    browser.be(village.anne)
    later(minutes=minutes)
    assert browser.raw("GET", "/personale").status_code == status


def test_even_a_visit_in_daily_use_ends_after_ninety_days(browser, village):
    browser.use_device(village.device(village.maja)[1]).get("/ind")
    browser.press("Maja")
    for _month in range(3):
        later(days=29)
        assert is_in(browser)
    later(days=4)
    assert not is_in(browser)


@pytest.mark.parametrize(("hours", "way"), [(12, "/aftaler"), (13, "/ind/sikker")])
def test_on_her_own_phone_private_things_ask_again_after_twelve_hours(browser, village, hours, way):
    browser.use_device(village.device(village.maja)[1])
    browser.get(f"/kort/{village.card(village.maja)}")
    browser.press("Ja, det er mig")
    later(hours=hours)
    assert browser.get("/aftaler").address.partition("?")[0] == way


def test_what_she_wrote_too_long_is_kept_and_she_is_told(maja_is_in, village, session):
    number = village.agreement(village.maja)
    maja_is_in.get(f"/aftaler/{number}/aendre")
    later(minutes=10)
    page = maja_is_in.press("Send til personalet", text="Jeg vil gerne\nhave en hund.")
    assert page.address.startswith("/ind") and "gemt" in page.status_message
    (draft,) = rows(session, Draft)
    assert (draft.person_id, draft.text) == (village.maja.id, "Jeg vil gerne\nhave en hund.")
    maja_is_in.get(f"/kort/{village.card(village.maja)}")
    maja_is_in.press("Ja, det er mig")
    field = maja_is_in.get(f"/aftaler/{number}/aendre").soup.select_one("textarea")
    assert field.get_text().lstrip("\n") == "Jeg vil gerne\nhave en hund."


def test_a_form_without_words_that_comes_too_late_just_shows_the_way_in(maja_is_in, village, session):
    number = village.agreement(village.maja)
    maja_is_in.get(f"/aftaler/{number}")
    later(minutes=10)
    page = maja_is_in.press("Ja, jeg forstår")
    assert page.address.startswith("/ind") and page.status_message == ""
    assert rows(session, Draft) == []
