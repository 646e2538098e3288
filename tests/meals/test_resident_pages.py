"""Maja meets a dinner: what the page says wherever she stands, what she can do, and what it says when she cannot."""

from datetime import date, datetime

import pytest

from portal import clock
from portal.clock import COPENHAGEN
from portal.db import writing
from portal.meals import actions, kitchen_actions, telling
from portal.meals.food import Food
from portal.meals.models import Dinner
from portal.meals.rules import Reply
from tests.browser import Page, PageClient
from tests.meals.evening import AFTER_DEADLINE, BEFORE_DEADLINE, MONDAY

YES, MAYBE, NO, UNDO, ASK = "Ja, jeg vil spise med", "Måske", "Nej tak", "Fortryd", "Spørg køkkenet"
DINNER_TIME = datetime(2026, 11, 26, 18, tzinfo=COPENHAGEN)
NEVER = 999_999
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def maja(browser: PageClient, village) -> PageClient:
    return browser.be(village.maja)


def at(dinner: Dinner) -> str:
    return f"/mad/{dinner.id}"


def said(page: Page) -> list[str]:
    """The sentences of the page itself, with a sound button."""
    return [line.get_text(strip=True) for line in page.soup.select("main .line-text")]


def pressed(page: Page) -> list[str]:
    """The answers that are marked as the one that holds: pressed, and with a tick."""
    marked = page.soup.select("button[aria-pressed=true]")
    assert all(button.select_one(".tick") for button in marked)
    return [button.get_text(" ", strip=True) for button in marked]


# --- before she has said anything -----------------------------------------------------------------------------------


def test_price_food_chairs_and_deadline_stand_before_the_three_answers(kitchen, maja, village):
    menu = kitchen.menu("Lasagne og salat", Food.MILK, Food.BEEF)
    dinner = kitchen.dinner(menu=menu, cook_id=village.bo.id)
    kitchen.fill(dinner, 8)
    page = maja.get(at(dinner))
    assert page.title == "Lasagne og salat"
    assert page.soup.select_one(".weekday-text").get_text() == "Torsdag den 26. november klokken 18"
    assert said(page) == [
        "Det koster 30 kroner.", "Vi spiser lasagne.", "Vi spiser salat.", "Vi spiser i fælleslejligheden.",
        "8 skal med.", "Der er 4 pladser.", "Sig til senest på onsdag klokken 12.",
        "Der er mælk i maden.", "Der er oksekød i maden.",
        "Bo laver mad.",
    ]  # fmt: skip
    html = page.html
    assert html.index("Det koster 30") < html.index("Sig til senest") < html.index(YES) < html.index("Vil du hjælpe?")
    assert [len(page.soup.select(each)) for each in (".chair", ".chair-taken", ".chair-mine")] == [12, 8, 0]
    assert pressed(page) == [] and not page.has("button", UNDO)


@on_sqlite
@pytest.mark.parametrize(
    ("heads", "chairs", "says"),
    [
        (0, 12, ["Ingen har sagt ja endnu.", "Der er 12 pladser."]),
        (1, 2, ["1 skal med.", "Der er 1 plads."]),
        (2, 2, ["2 skal med.", "Der er ikke flere pladser.", "Sig ja, så kommer du på ventelisten."]),
    ],
)
def test_the_chairs_are_counted_in_words(kitchen, maja, heads, chairs, says):
    dinner = kitchen.dinner(chairs)
    kitchen.fill(dinner, heads)
    lines = said(maja.get(at(dinner)))
    assert lines[lines.index(says[0]) :][: len(says)] == says


@on_sqlite
def test_a_dinner_without_a_menu_or_a_price_says_so(kitchen, maja):
    page = maja.get(at(kitchen.dinner(price=0)))
    assert page.title == "Mad sammen"
    assert {"Vi ved ikke endnu, hvad vi spiser.", "Det er gratis."} <= set(said(page))
    assert page.has("button", YES)  # one can come along anyway


@on_sqlite
def test_a_menu_nobody_has_looked_through_promises_nothing(kitchen, maja):
    dinner = kitchen.dinner(menu=kitchen.menu("Suppe", known=False))
    assert "Vi ved ikke endnu, hvad der er i maden." in said(maja.get(at(dinner)))


def test_the_list_says_where_she_stands_and_shows_more_only_when_asked(kitchen, maja, village):
    dinner = kitchen.dinner(menu=kitchen.menu())
    for day in range(1, 7):
        kitchen.dinner(on=date(2026, 12, day))
    kitchen.say(dinner, village.maja)
    page = maja.get("/mad")
    assert page.title == "Spis sammen" and said(page) == ["Du spiser med."]
    assert len(page.soup.select("main .card")) == 5
    page = maja.click("Se flere middage")
    assert len(page.soup.select("main .card")) == 7 and not page.has("a", "Se flere middage")
    assert maja.click("Lasagne og salat").address == at(dinner)


@on_sqlite
def test_a_house_without_dinners_says_something_kind(maja):
    assert said(maja.get("/mad")) == ["Vi har ingen middage lige nu.", "Her kan du se dem, når de kommer."]


def test_what_is_not_announced_or_not_there_looks_the_same(kitchen, maja):
    hidden = kitchen.dinner(announced=False)
    for number in (hidden.id, NEVER):
        maja.get(f"/mad/{number}", status=404)
        maja.get(f"/mad/{number}/gaest", status=404)
        maja.get(f"/mad/{number}/koekken", status=404)
        told = maja.post(f"/mad/{number}/svar", {"svar": "ja"}, status=409)
        assert said(told) == ["Se de andre middage, for den her er væk."]
    assert kitchen.heads(hidden) == []


# --- saying something -----------------------------------------------------------------------------------------------


def test_yes_is_said_first_with_undo_right_there_and_undo_makes_it_unsaid(kitchen, maja, village):
    dinner = kitchen.dinner()
    maja.get(at(dinner))
    page = maja.press(YES)
    assert page.status_message == "Du spiser med." and said(page)[0] == "Du spiser med."
    assert pressed(page) == [YES]
    assert page.html.index('action="/mad/1/fortryd"') < page.html.index("Det koster")
    assert len(page.soup.select(".chair-mine")) == 1
    page = maja.press(UNDO)
    assert page.status_message == "Du har fortrudt dit svar." and "Du spiser med." not in said(page)
    assert kitchen.heads(dinner) == [] and pressed(page) == []


def test_the_same_tap_twice_is_once_and_undo_twice_too(kitchen, maja):
    dinner = kitchen.dinner()
    maja.get(at(dinner))
    for _tap in range(2):
        maja.post(f"{at(dinner)}/svar", {"svar": "ja"})
    assert len(kitchen.heads(dinner)) == 1
    for _tap in range(2):
        maja.post(f"{at(dinner)}/fortryd")
    assert kitchen.heads(dinner) == []


@pytest.mark.parametrize(
    ("label", "says"),
    [
        (MAYBE, ["Du har sagt måske.", "Sig ja eller nej senest på onsdag klokken 12."]),
        (NO, ["Du spiser ikke med."]),
    ],
)
def test_maybe_and_no_are_said_too(kitchen, maja, label, says):
    maja.get(at(kitchen.dinner()))
    page = maja.press(label)
    assert said(page)[: len(says)] == says and pressed(page) == [label]


def test_full_is_a_place_in_line_and_moving_up_is_told(kitchen, maja, village):
    dinner = kitchen.dinner(1)
    first, _second = kitchen.fill(dinner, 2)
    maja.get(at(dinner))
    page = maja.press(YES)
    assert page.status_message == "Du er på ventelisten."
    assert said(page)[:2] == ["Du er nummer 2 på ventelisten.", "Du får besked, når der er en plads."]
    assert "Du er nummer 2 på ventelisten." in said(maja.get("/mad"))
    kitchen.say(dinner, first, Reply.NO)
    assert said(maja.get(at(dinner)))[0] == "Du er nummer 1 på ventelisten."
    kitchen.say(dinner, _second, Reply.NO)
    assert said(maja.get(at(dinner)))[0] == "Du spiser med."
    assert kitchen.told(village.maja) == [telling.GOT_A_CHAIR]


@pytest.mark.parametrize("has_chair", [True, False])
def test_a_moved_dinner_asks_again(kitchen, maja, village, engine, has_chair):
    dinner = kitchen.dinner(1)
    if not has_chair:
        kitchen.fill(dinner, 1)
    kitchen.say(dinner, village.maja)
    with writing(engine) as session:
        kitchen_actions.move(
            session, dinner.id, on=date(2026, 11, 27), starts=dinner.starts, days_before=1,
            closes=AFTER_DEADLINE.time(), moment=MONDAY,
        )  # fmt: skip
    page = maja.get(at(dinner))
    assert {"Maden er flyttet.", "Vil du stadig med?", "Sig ja eller nej senest på torsdag klokken 12."} <= set(
        said(page)
    )
    assert pressed(page) == []
    assert said(maja.press(NO))[0] == "Du spiser ikke med."


def test_what_staff_said_for_her_is_said_to_her(kitchen, maja, village, engine):
    dinner = kitchen.dinner()
    for reply, then in (
        (Reply.YES, ["Du spiser med.", "Anne har skrevet dig på."]),
        (Reply.NO, ["Du spiser ikke med.", "Anne har taget dig af listen."]),
    ):
        with writing(engine) as session:
            actions.reply(session, dinner.id, village.maja.id, reply, moment=MONDAY, by_id=village.anne.id)
        assert said(maja.get(at(dinner)))[:2] == then


@on_sqlite
def test_an_answer_that_is_none_is_refused_plainly(kitchen, maja):
    maja.post(f"{at(kitchen.dinner())}/svar", {"svar": "måske i morgen"}, status=400)


# --- too late, over, cancelled --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "form"),
    [("svar", {"svar": "ja"}), ("svar", {"svar": "nej"}), ("fortryd", {}), ("gaest", {"guest_name": "Sara"})],
)
def test_after_the_deadline_every_way_leads_to_the_kitchen(kitchen, maja, village, part, form):
    dinner = kitchen.dinner()
    kitchen.say(dinner, village.maja)
    clock.freeze(AFTER_DEADLINE)
    maja.be(village.maja).get("/mad")
    assert "Fristen er gået." in said(maja.page)
    page = maja.post(f"{at(dinner)}/{part}", form, status=409)
    assert page.title == "Mad sammen"  # the dinner as it is now, and what can be done instead
    assert page.soup.select_one("#fejl").get_text(" ", strip=True) == "Spørg køkkenet, for fristen er gået."
    assert page.has("a", ASK) and not any(page.has("button", each) for each in (YES, MAYBE, NO, UNDO))
    assert kitchen.seated(dinner) == [village.maja.id]


def test_maybe_is_no_from_the_deadline_on_and_she_can_ask(kitchen, maja, village):
    dinner = kitchen.dinner()
    kitchen.say(dinner, village.maja, Reply.MAYBE)
    clock.freeze(BEFORE_DEADLINE)
    assert maja.be(village.maja).get(at(dinner)).has("button", YES)
    clock.freeze(AFTER_DEADLINE)
    page = maja.get(at(dinner))
    assert said(page)[0] == "Du spiser ikke med." and page.has("a", ASK)


def test_a_dinner_that_has_begun_can_only_be_looked_at(kitchen, maja, village):
    dinner = kitchen.dinner()
    kitchen.say(dinner, village.maja)
    clock.freeze(DINNER_TIME)
    page = maja.be(village.maja).get(at(dinner))
    assert "Maden er begyndt." in said(page) and not page.has("a", ASK) and not page.has("button", YES)
    assert not page.has("button", "Vaske op")
    page = maja.post(f"{at(dinner)}/svar", {"svar": "nej"}, status=409)
    assert "Se de andre middage, for den her er slut." in page.text
    clock.freeze(datetime(2026, 11, 27, 9, tzinfo=COPENHAGEN))
    assert "Maden er slut." in said(maja.be(village.maja).get(at(dinner)))
    assert maja.get("/mad").soup.select("main .card") == []


def test_a_cancelled_dinner_says_why_and_asks_nothing(kitchen, maja, village, engine):
    dinner = kitchen.dinner()
    kitchen.say(dinner, village.maja)
    with writing(engine) as session:
        kitchen_actions.cancel(session, dinner.id, because="Bo er syg.", moment=MONDAY)
    page = maja.get(at(dinner))
    assert said(page) == ["Vi spiser ikke sammen på torsdag.", "Bo er syg."]
    assert page.soup.main.select("button") == []
    assert said(maja.get("/mad")) == ["Vi spiser ikke sammen på torsdag."]
    page = maja.post(f"{at(dinner)}/svar", {"svar": "ja"}, status=409)
    assert "Se de andre middage, for den her er aflyst." in page.text
