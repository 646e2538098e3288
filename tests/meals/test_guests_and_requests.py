"""Guests with their own chair and diet, and what can only be asked of the kitchen."""

import pytest

from portal import clock
from portal.db import writing
from portal.meals import kitchen_actions
from portal.meals.food import Food
from portal.meals.models import KitchenRequest, SignUp
from portal.meals.rules import Reply, Wants
from portal.people.models import Draft
from tests.browser import PageClient
from tests.house.arranging import rows
from tests.meals.evening import AFTER_DEADLINE
from tests.meals.test_resident_pages import ASK, NO, YES, at, on_sqlite, said

BRING, SEND_GUEST, SEND = "Jeg har en gæst med", "Skriv gæsten på", "Send til køkkenet"


@pytest.fixture
def maja(browser: PageClient, village) -> PageClient:
    return browser.be(village.maja)


# --- guests ---------------------------------------------------------------------------------------------------------


def test_a_guest_needs_no_name_and_may_have_one_and_a_diet(kitchen, maja, session):
    maja.get(at(kitchen.dinner(menu=kitchen.menu("Pandekager", Food.EGG))))
    maja.press(YES)
    maja.click(BRING)
    page = maja.press(SEND_GUEST)
    assert page.status_message == "Din gæst er skrevet på." and "Din gæst spiser med." in said(page)
    maja.click(BRING)
    page = maja.press(SEND_GUEST, guest_name="Sara", mad=["egg", "milk", "marcipan"])
    assert "Sara spiser med." in said(page) and "3 skal med." in said(page)
    assert said(page)[said(page).index("Sara spiser ikke æg.") - 1] == "Der er æg i maden."
    assert [(each.guest_name, each.guest_diet) for each in rows(session, SignUp) if each.is_guest] == [
        ("", []), ("Sara", ["egg", "milk"]),
    ]  # fmt: skip
    page = maja.press("Sara kommer ikke")
    assert page.status_message == "Din gæst kommer ikke." and "Sara" not in page.main
    assert "Din gæst spiser med." in said(page)


def test_the_same_tap_twice_is_one_guest(kitchen, maja, session):
    dinner = kitchen.dinner()
    maja.get(at(dinner))
    maja.press(YES)
    maja.click(BRING)
    tap = maja.page.soup.select_one("form.stack [name=tap]")["value"]
    for _tap in range(2):
        maja.post(f"{at(dinner)}/gaest", {"guest_name": "Sara", "tap": tap})
    assert len(rows(session, SignUp)) == 2


def test_a_guest_stands_in_line_for_herself(kitchen, maja):
    maja.get(at(kitchen.dinner(1)))
    maja.press(YES)
    maja.click(BRING)
    page = maja.press(SEND_GUEST, guest_name="Sara")
    assert {"Du spiser med.", "Sara er nummer 1 på ventelisten."} <= set(said(page))


def test_more_guests_than_three_are_asked_for(kitchen, maja, session):
    dinner = kitchen.dinner()
    maja.get(at(dinner))
    maja.press(YES)
    for number in range(3):
        maja.click(BRING)
        maja.press(SEND_GUEST, guest_name=f"Gæst {number}")
    assert not maja.page.has("a", BRING)
    page = maja.post(f"{at(dinner)}/gaest", {"guest_name": "Nummer 4"}, status=409)
    assert "Spørg køkkenet, hvis flere gæster vil med." in page.text
    maja.click(ASK)
    page = maja.press(SEND, text="Nummer 4")
    assert {"Du har spurgt, om en gæst kan komme.", "Køkkenet svarer dig snart."} <= set(said(page))
    assert [each.wants for each in rows(session, KitchenRequest)] == [Wants.GUEST]


def test_who_is_not_coming_brings_nobody(kitchen, maja, village):
    dinner = kitchen.dinner()
    for answer in (None, Reply.NO, Reply.MAYBE):
        if answer:
            kitchen.say(dinner, village.maja, answer)
        assert not maja.get(at(dinner)).has("a", BRING)
        assert maja.get(f"{at(dinner)}/gaest").address == at(dinner)
        page = maja.post(f"{at(dinner)}/gaest", {"guest_name": "Sara"}, status=409)
        assert "Sig ja, før du tager en gæst med." in page.text


def test_a_name_that_is_too_long_is_told_at_its_field_and_all_that_was_chosen_stays(kitchen, maja):
    maja.get(at(kitchen.dinner()))
    maja.press(YES)
    maja.click(BRING)
    page = maja.press(SEND_GUEST, status=422, guest_name="Sara " * 20, mad=["egg"])
    assert page.soup.select_one("#guest_name-fault").get_text() == "Teksten er for lang, så skriv kortere."
    assert page.soup.select_one("[name=guest_name]")["value"] == ("Sara " * 20).strip()
    assert [each["value"] for each in page.soup.select("[name=mad][checked]")] == ["egg"]
    assert page.soup.select_one("details.more").has_attr("open")


def test_anothers_guest_stays(kitchen, maja, village, browser, session):
    dinner = kitchen.dinner()
    ali = browser.another().be(village.ali)
    ali.get(at(dinner))
    ali.press(YES)
    ali.click(BRING)
    ali.press(SEND_GUEST, guest_name="Omar")
    (guest,) = (each for each in rows(session, SignUp) if each.is_guest)
    assert "Omar" not in maja.get(at(dinner)).text
    maja.post(f"{at(dinner)}/gaest/{guest.id}/fjern")
    own = next(each for each in rows(session, SignUp) if not each.is_guest)
    ali.post(f"{at(dinner)}/gaest/{own.id}/fjern")  # one's own reply is no guest
    assert len(rows(session, SignUp)) == 2


def test_guests_go_when_their_host_says_no(kitchen, maja):
    dinner = kitchen.dinner()
    maja.get(at(dinner))
    maja.press(YES)
    maja.click(BRING)
    maja.press(SEND_GUEST)
    page = maja.press(NO)
    assert "Din gæst spiser med." not in said(page) and kitchen.seated(dinner) == []


# --- the kitchen ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("comes", "offers", "then"),
    [
        (True, ["leave", "guest"], "Du har skrevet, at du ikke kommer."),
        (False, ["join"], "Du har spurgt, om du kan spise med."),
    ],
)
def test_after_the_deadline_she_asks_for_what_she_cannot_say(kitchen, maja, village, session, comes, offers, then):
    dinner = kitchen.dinner()
    if comes:
        kitchen.say(dinner, village.maja)
    clock.freeze(AFTER_DEADLINE)
    maja.be(village.maja).get(at(dinner))
    page = maja.click(ASK)
    assert [each["value"] for each in page.soup.select("[name=wants]")] == offers
    page = maja.press(SEND, wants=offers[0], text="Jeg fik arbejde.")
    assert page.status_message == "Køkkenet har fået dit spørgsmål."
    assert {then, "Køkkenet svarer dig snart."} <= set(said(page))
    maja.click(ASK)
    maja.press(SEND, wants=offers[0], text="Jeg fik arbejde.")  # asked again, before there is an answer
    (asked,) = rows(session, KitchenRequest)
    assert (asked.wants, asked.text) == (Wants(offers[0]), "Jeg fik arbejde.")


@pytest.mark.parametrize(("yes", "then"), [(True, "Køkkenet siger ja."), (False, "Køkkenet siger nej.")])
def test_the_answer_stands_on_the_page(kitchen, maja, village, engine, session, yes, then):
    dinner = kitchen.dinner()
    clock.freeze(AFTER_DEADLINE)
    maja.be(village.maja).get(f"{at(dinner)}/koekken")
    maja.press(SEND)
    (asked,) = rows(session, KitchenRequest)
    with writing(engine) as begun:
        kitchen_actions.answer(
            begun, asked.id, yes=yes, words="Vi glæder os.", by_id=village.bo.id, moment=AFTER_DEADLINE
        )
    page = maja.get(at(dinner))
    assert {then, "Vi glæder os."} <= set(said(page)) and "Køkkenet svarer dig snart." not in said(page)
    assert ("Du spiser med." in said(page)) is yes
    assert page.has("a", ASK)


def test_nothing_chosen_is_told_at_the_choice_and_what_was_written_stays(kitchen, maja, village, session):
    dinner = kitchen.dinner()
    kitchen.say(dinner, village.maja)
    clock.freeze(AFTER_DEADLINE)
    maja.be(village.maja).get(f"{at(dinner)}/koekken")
    page = maja.press(SEND, status=422, text="Jeg fik arbejde.")
    assert page.soup.select_one("#wants-fault").get_text() == "Vælg et svar."
    assert page.soup.select_one("textarea").get_text().strip() == "Jeg fik arbejde."
    page = maja.press(SEND, status=422, wants="noget", text="x" * 1_001)
    assert page.soup.select_one("#text-fault").get_text() == "Teksten er for lang, så skriv kortere."
    assert rows(session, KitchenRequest) == []


def test_what_is_being_written_is_kept_until_it_is_sent(kitchen, maja, village, session):
    dinner = kitchen.dinner()
    clock.freeze(AFTER_DEADLINE)
    page = maja.be(village.maja).get(f"{at(dinner)}/koekken")
    maja.post("/kladde", {"key": page.soup.select_one("[name=draft_key]")["value"], "text": "Jeg vil"}, status=204)
    page = maja.get(f"{at(dinner)}/koekken")
    assert page.soup.select_one("textarea").get_text().strip() == "Jeg vil"
    maja.press(SEND)
    assert rows(session, Draft) == []


def test_while_there_is_time_she_says_it_herself(kitchen, maja):
    dinner = kitchen.dinner()
    assert maja.get(f"{at(dinner)}/koekken").address == at(dinner)
    page = maja.post(f"{at(dinner)}/koekken", {"wants": "join", "text": ""}, status=409)
    assert "Sig ja eller nej selv, for der er tid endnu." in page.text and page.has("button", YES)


@on_sqlite
def test_what_she_asked_is_hers_alone(kitchen, maja, village, browser):
    dinner = kitchen.dinner()
    clock.freeze(AFTER_DEADLINE)
    maja.be(village.maja).get(f"{at(dinner)}/koekken")
    maja.press(SEND, text="Jeg vil gerne.")
    assert "Du har spurgt" not in browser.another().be(village.ali).get(at(dinner)).text
