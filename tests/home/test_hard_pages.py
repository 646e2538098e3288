""" "Det her er svært": one tap on any page, and the right staff are told, once."""

import pytest

from portal import clock
from portal.db import writing
from portal.help import actions, queries
from portal.help.actions import MOST_FROM_STRANGERS
from portal.help.models import HardPage
from portal.people.models import Attachment, Person
from portal.people.rules import Role
from tests.house.arranging import at_once, later, rows
from tests.house.street import come_in

HARD = "Det her er svært"
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def tell(engine, person, address="/aftaler", *, tap="a"):
    with writing(engine) as begun:
        actions.tell_it_is_hard(
            begun, person_id=person.id if person else None, address=address, title="Mine aftaler",
            tap=tap, moment=clock.now(),
        )  # fmt: skip


def waiting(session, person):
    session.rollback()
    return [(place.first_name, place.address) for place in queries.hard_pages_for(session, person.id)]


# --- the button ----------------------------------------------------------------------------------------------


@on_sqlite
@pytest.mark.parametrize("page", ["/", "/aftaler", "/aftaler/1", "/aftaler/1?punkt=1", "/hjaelp/stoej", "/mig/tekst"])
def test_maja_says_a_page_is_hard_and_is_on_the_same_page(browser, village, session, page):
    village.agreement(village.maja)
    title = browser.be(village.maja).get(page).title
    answer = browser.press(HARD)
    assert answer.address == page
    assert answer.status_message == "Tak, Anne får det at vide."
    (kept,) = rows(session, HardPage)
    assert (kept.person_id, kept.address, kept.title) == (village.maja.id, page.partition("?")[0], title)


@on_sqlite
def test_the_button_can_be_heard(browser, village):
    page = browser.be(village.maja).get("/aftaler")
    form = page.button(HARD).find_parent("form")
    address = form.select_one("a.sound")["href"]
    assert form.select_one("[data-sound]").get_text() == HARD
    assert browser.raw("GET", address).mimetype == "audio/mpeg"


@on_sqlite
def test_a_stranger_on_the_residents_site_is_asked_too_but_staff_and_relatives_are_not(browser, village):
    assert browser.get("/").has("button", HARD)
    assert not browser.another("aktiviteter.localhost").get("/").has("button", HARD)
    for person, page in ((village.anne, "/personale"), (village.bo, "/hjaelp"), (village.karin, "/mig")):
        assert not come_in(browser, person).get(page).has("button", HARD)


@on_sqlite
def test_a_page_that_is_not_there_does_not_ask(browser, village):
    assert not browser.be(village.maja).get("/findes-ikke", status=404).has("button", HARD)


@on_sqlite
def test_without_a_contact_person_the_staff_are_told(browser, village, engine, session):
    browser.get("/hjaelp")
    assert browser.press(HARD).status_message == "Tak, personalet får det at vide."
    with writing(engine) as begun:
        begun.get_one(Person, village.anne.id).left_at = clock.now()
    browser.be(village.maja).get("/aftaler")
    assert browser.press(HARD).status_message == "Tak, personalet får det at vide."


@on_sqlite
@pytest.mark.parametrize("next", ["//ond.example/", "https://ond.example/", "", "/\\ond.example"])
def test_the_way_back_is_never_another_sites(browser, village, session, next):
    browser.be(village.maja)
    assert browser.post("/svaert", {"next": next, "title": "x", "tap": "a"}).address == "/"
    assert [kept.address for kept in rows(session, HardPage)] == ["/"]


@on_sqlite
@pytest.mark.parametrize("next", ["/findes-ikke", "/aftaler/" + "9" * 300, "/" + "x" * 10_000, "/ind/tryk"])
def test_a_page_we_do_not_have_is_not_kept(browser, village, session, next):
    browser.be(village.maja)
    browser.post("/svaert", {"next": next, "title": "x", "tap": "a"}, status=404)
    assert rows(session, HardPage) == []


@on_sqlite
def test_a_title_is_one_clean_line_of_at_most_three_hundred_letters(browser, village, session):
    browser.be(village.maja)
    browser.post("/svaert", {"next": "/aftaler?punkt=3", "title": " Mine\n\x00aftaler " + "x" * 9_000, "tap": "y" * 99})
    (kept,) = rows(session, HardPage)
    assert kept.title.startswith("Mine aftaler xx") and len(kept.title) == 300
    assert (kept.address, len(kept.tap)) == ("/aftaler", 32)


# --- once ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["maja", None])
def test_twenty_taps_at_once_are_one_page(engine, village, session, who):
    person = village.maja if who else None
    at_once(20, lambda number: tell(engine, person, tap=str(number % 2)))
    assert len(rows(session, HardPage)) == 1
    tell(engine, person, "/hjaelp")
    later(days=1)
    tell(engine, person)
    assert len(rows(session, HardPage)) == 3


@on_sqlite
def test_a_page_said_on_three_days_stands_once_on_the_desk_and_goes_at_once(engine, village, session):
    for _day in range(3):
        tell(engine, village.maja)
        later(days=1)
    assert waiting(session, village.anne) == [("Maja", "/aftaler")]
    (place,) = queries.hard_pages_for(session, village.anne.id)
    with writing(engine) as begun:
        page = queries.hard_page(begun, village.anne.id, place.id)
        actions.deal_with_hard_page(begun, page, by_id=village.anne.id, moment=clock.now())
    assert waiting(session, village.anne) == []


@pytest.mark.parametrize("who", ["maja", None])
def test_said_again_after_it_was_dealt_with_it_waits_anew_but_a_late_double_tap_does_not(engine, village, session, who):
    person = village.maja if who else None
    tell(engine, person, tap="a")
    (page,) = rows(session, HardPage)
    with writing(engine) as begun:
        actions.deal_with_hard_page(begun, begun.merge(page), by_id=village.anne.id, moment=clock.now())
    tell(engine, person, tap="a")
    assert waiting(session, village.anne) == []
    tell(engine, person, tap="b")
    assert waiting(session, village.anne) == [("Maja" if who else None, "/aftaler")]


@on_sqlite
def test_strangers_cannot_fill_the_desk(engine, village, session):
    for number in range(MOST_FROM_STRANGERS + 9):
        tell(engine, None, f"/aftaler/{number}")
    assert len(rows(session, HardPage)) == MOST_FROM_STRANGERS
    tell(engine, village.maja)
    assert len(rows(session, HardPage)) == MOST_FROM_STRANGERS + 1
    later(days=1)
    tell(engine, None)
    assert len(rows(session, HardPage)) == MOST_FROM_STRANGERS + 2


# --- the desk ------------------------------------------------------------------------------------------------


def test_each_sees_the_pages_of_their_own_residents_and_a_leader_those_of_strangers(engine, village, session):
    tell(engine, village.maja)
    later(minutes=1)
    tell(engine, village.ali, "/hjaelp")
    later(minutes=1)
    tell(engine, None, "/")
    assert waiting(session, village.anne) == [(None, "/"), ("Maja", "/aftaler")]
    assert waiting(session, village.bo) == [("Maja", "/aftaler")]
    assert waiting(session, village.mette) == [("Ali", "/hjaelp")]
    assert waiting(session, village.person("Lis", Role.LEADER)) == [(None, "/")]
    with writing(engine) as begun:
        begun.get_one(Person, village.maja.id).left_at = clock.now()
    assert waiting(session, village.bo) == []


@on_sqlite
def test_anne_deals_with_a_page_and_mette_cannot(browser, engine, village, session):
    tell(engine, village.maja)
    (page,) = rows(session, HardPage)
    address = f"/personale/svaert/{page.id}/ordnet"
    come_in(browser, village.mette).post(address, status=404)
    anne = come_in(browser, village.anne)
    assert anne.post(address).address == "/personale"
    assert anne.page.status_message == "Godt. Siden venter ikke mere."
    (kept,) = rows(session, HardPage)
    assert (kept.dealt_with_by_id, kept.dealt_with_at) == (village.anne.id, clock.now())
    anne.post("/personale/svaert/999/ordnet", status=404)


@on_sqlite
def test_a_contact_person_who_no_longer_works_with_maja_is_not_promised_to_her(engine, village, session):
    assert queries.who_is_told(session, village.maja.id) == "Anne"
    with writing(engine) as begun:
        begun.delete(begun.get_one(Attachment, (village.anne.id, village.maja.id)))
    session.rollback()
    assert queries.who_is_told(session, village.maja.id) is None
