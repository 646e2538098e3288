"""Min mad: what Maja does not eat, the days she always comes, and whether the others see her. All of it is hers."""

from io import BytesIO

import pytest
from PIL import Image

from portal.db import writing
from portal.meals.food import NAMES, Food, Way
from portal.meals.models import DietItem, Habit, ShownAtDinner
from portal.people.models import Person
from tests.browser import PageClient
from tests.house.arranging import everything_kept, rows
from tests.meals.evening import THURSDAY
from tests.meals.test_resident_pages import NO, UNDO, YES, at, on_sqlite, said

KEEP, FORGET, EVERY = "Gem min mad", "Slet det hele", "Hver torsdag"


@pytest.fixture
def maja(browser: PageClient, village) -> PageClient:
    browser.be(village.maja).get("/mad/min-mad")
    return browser


def ticked(page) -> list[str]:
    return [each["value"] for each in page.soup.select("[name=mad][checked]")]


# --- what she does not eat ------------------------------------------------------------------------------------------


def test_every_food_and_way_can_be_ticked_five_first_and_the_rest_one_step_away(maja):
    page = maja.page
    offered = [each["value"] for each in page.soup.select("[name=mad]")]
    assert sorted(offered) == sorted(item.value for item in NAMES)
    first = page.soup.select("form > fieldset [name=mad]")
    assert len(first) == 5 and not page.soup.select_one("form details").has_attr("open")
    groups = page.soup.select("fieldset")
    assert max(len(group.select("[name=mad]")) for group in groups) <= 5
    assert "Kun du og køkkenet kan se det her." in said(page)


def test_what_is_ticked_is_kept_and_what_is_not_is_deleted(maja, session):
    page = maja.press(KEEP, mad=["pork", "vegan", "noget"])
    assert page.status_message == "Nu ved køkkenet det." and ticked(page) == ["pork", "vegan"]
    assert page.soup.select_one("form details").has_attr("open")  # something of the rest is ticked
    page = maja.press(KEEP, mad=["milk"])
    assert ticked(page) == ["milk"] and [each.item for each in rows(session, DietItem)] == ["milk"]
    page = maja.press(FORGET)
    assert page.status_message == "Vi har slettet det hele." and ticked(page) == []
    assert "milk" not in everything_kept(session) and not page.has("button", FORGET)


def test_she_is_warned_before_she_says_yes_and_the_kitchen_knows_after(kitchen, maja):
    dinner = kitchen.dinner(menu=kitchen.menu("Pandekager", Food.EGG, Food.MILK))
    maja.press(KEEP, mad=["egg", "pork"])
    page = maja.get(at(dinner))
    warned = said(page).index("Du spiser ikke æg.")
    assert said(page)[warned - 1 : warned + 2] == [
        "Der er æg i maden.", "Du spiser ikke æg.", "Sig ja, så ser køkkenet det.",
    ]  # fmt: skip
    assert page.html.index("Du spiser ikke æg.") < page.html.index(YES)
    assert page.has("a", "Ring til personalet") and "Du spiser ikke mælk." not in said(page)
    assert "Køkkenet ved det." in said(maja.press(YES))


@on_sqlite
def test_a_way_of_eating_warns_of_each_food_it_leaves_out(kitchen, maja):
    dinner = kitchen.dinner(menu=kitchen.menu("Gryde", Food.BEEF, Food.FISH))
    maja.press(KEEP, mad=[Way.VEGETARIAN.value])
    assert {"Du spiser ikke oksekød.", "Du spiser ikke fisk."} <= set(said(maja.get(at(dinner))))


def test_nobody_else_meets_what_she_does_not_eat(kitchen, maja, village, browser):
    dinner = kitchen.dinner(menu=kitchen.menu("Pandekager", Food.EGG))
    maja.press(KEEP, mad=["egg"])
    maja.get(at(dinner))
    maja.press(YES)
    ali = browser.another().be(village.ali)
    for page in ("/mad", at(dinner), "/mad/min-mad"):
        assert "spiser ikke æg" not in ali.get(page).main and "Maja" not in ali.page.main
    assert ticked(ali.page) == []


# --- the days she always comes --------------------------------------------------------------------------------------


def test_a_standing_yes_one_exception_and_no_standing_yes_any_more(kitchen, maja, village, session):
    first, second = kitchen.dinner(), kitchen.dinner(on=THURSDAY.replace(month=12, day=3))
    page = maja.get("/mad/min-mad")
    assert "Du kommer ikke fast hver torsdag." in said(page)
    page = maja.press(EVERY)
    assert page.status_message == "Du spiser med hver torsdag."
    assert page.button(EVERY)["aria-checked"] == "true"
    assert kitchen.seated(first) == kitchen.seated(second) == [village.maja.id]
    assert said(maja.get(at(first)))[:2] == ["Du spiser med.", "Du spiser med hver torsdag."]
    assert said(maja.press(UNDO))[0] == "Du spiser ikke med."
    assert kitchen.seated(second) == [village.maja.id] and len(rows(session, Habit)) == 1
    maja.get("/mad/min-mad")
    page = maja.press(EVERY)
    assert page.status_message == "Du kommer ikke fast hver torsdag."
    assert kitchen.seated(second) == [] and rows(session, Habit) == []


def test_no_to_one_dinner_leaves_the_habit(kitchen, maja, session):
    maja.post("/mad/min-mad/hver/3", {"svar": "ja"})
    maja.post("/mad/min-mad/hver/3", {"svar": "ja"})  # twice is once
    dinner = kitchen.dinner()
    maja.get(at(dinner))
    assert said(maja.press(NO))[0] == "Du spiser ikke med."
    assert len(rows(session, Habit)) == 1


def test_the_days_with_dinners_come_first_and_every_day_can_be_chosen(kitchen, maja):
    kitchen.dinner()
    page = maja.get("/mad/min-mad")
    switches = [each["aria-label"] for each in page.soup.select("[role=switch]")]
    assert switches[0] == EVERY and switches[-1] == "Vis mig" and len(switches) == 8
    maja.post("/mad/min-mad/hver/7", {"svar": "ja"}, status=404)


# --- may the others see her -----------------------------------------------------------------------------------------


def test_the_others_see_her_only_while_she_says_so(kitchen, maja, village, browser, session):
    dinner = kitchen.dinner()
    kitchen.say(dinner, village.maja)
    ali = browser.another().be(village.ali)
    assert "Maja" not in ali.get(at(dinner)).main
    page = maja.press("Vis mig")
    assert page.status_message == "De andre kan se, at du kommer."
    assert "Maja" in ali.get(at(dinner)).main
    page = maja.press("Vis mig")
    assert page.status_message == "De andre kan ikke se, at du kommer."
    assert "Maja" not in ali.get(at(dinner)).main and rows(session, ShownAtDinner) == []


@on_sqlite
def test_her_photo_is_shown_to_the_others_with_her_name_and_to_nobody_else(maja, village, browser, app, engine):
    kept = photo_of(app, engine, village.maja)
    ali, stranger = browser.another().be(village.ali), browser.another()

    def sees(who: PageClient) -> bool:
        with who.raw("GET", f"/foto/{kept}") as answer:
            return answer.status_code == 200

    assert not sees(ali)
    maja.press("Vis mig")
    assert sees(ali) and not sees(stranger)


def test_min_mad_is_found_from_her_own_page_and_from_the_dinners(maja):
    for page in ("/mig", "/mad"):
        maja.get(page)
        assert maja.click("Min mad").title == "Min mad"


def photo_of(app, engine, person) -> str:
    """A portrait in the store, and the person's."""
    drawn = BytesIO()
    Image.new("RGB", (9, 9)).save(drawn, "PNG")
    name = app.extensions["photos"].keep(drawn.getvalue())
    with writing(engine) as session:
        session.get_one(Person, person.id).photo = name
    return name
