"""Who helps and who comes, what a page costs, and the same in English."""

import pytest

from portal.db import writing
from portal.meals import actions, diet_actions
from portal.meals.food import Food, Way
from portal.meals.models import SignUp, Task
from portal.meals.rules import Reply, TaskKind
from portal.meals.wording import CHAIR, HELP
from portal.pictograms.catalogue import picture_keys
from tests.browser import MOST_STATEMENTS, PageClient
from tests.house.arranging import rows
from tests.meals.evening import MONDAY, NEXT_THURSDAY
from tests.meals.test_resident_pages import NEVER, at, on_sqlite, said


@pytest.fixture
def maja(browser: PageClient, village) -> PageClient:
    return browser.be(village.maja)


# --- who helps, who comes -------------------------------------------------------------------------------------------


def test_she_takes_a_task_and_drops_it_again(kitchen, maja, village):
    dinner = kitchen.dinner(cook_id=village.bo.id, tasks={TaskKind.COOK: 1, TaskKind.SHOP: 1, TaskKind.SET_TABLE: 1})
    maja.get(at(dinner))
    assert all(maja.page.has("button", each) for each in ("Lave mad sammen med Bo", "Handle ind", "Dække bord"))
    page = maja.press("Handle ind")
    assert page.status_message == "Tak, fordi du hjælper." and "Du handler ind." in said(page)
    assert not page.has("button", "Handle ind")
    page = maja.press("Jeg vil ikke handle ind")
    assert page.status_message == "Du hjælper ikke alligevel." and page.has("button", "Handle ind")


def test_a_task_is_taken_by_as_many_as_it_needs(kitchen, maja, village, browser, session):
    dinner = kitchen.dinner(tasks={TaskKind.COOK: 1})
    (task,) = rows(session, Task)
    ali = browser.another().be(village.ali)
    maja.get(at(dinner))
    ali.get(at(dinner))
    ali.press("Lave mad")
    page = maja.press("Lave mad", status=409)  # her page was older
    assert "Vælg en anden opgave, for den er taget." in page.text and not page.has("button", "Lave mad")
    maja.post(f"{at(dinner)}/opgave/{task.id}", {"do": "slip"})
    assert "Du laver mad." in said(ali.get(at(dinner)))  # she drops only what is hers


def test_a_task_of_another_dinner_is_not_there(kitchen, maja, session):
    dinner = kitchen.dinner(tasks={TaskKind.COOK: 1})
    other = kitchen.dinner(on=NEXT_THURSDAY, tasks={})
    (task,) = rows(session, Task)
    maja.get("/mad")
    maja.post(f"{at(other)}/opgave/{task.id}", {"do": "tag"}, status=404)
    maja.post(f"{at(dinner)}/opgave/{NEVER}", {"do": "tag"}, status=404)
    maja.post(f"{at(dinner)}/opgave/{task.id}", {"do": "noget"}, status=400)


def test_who_cooks_among_residents_sees_what_is_not_eaten_and_no_names(kitchen, maja, village, engine):
    dinner = kitchen.dinner()
    kitchen.say(dinner, village.ali)
    with writing(engine) as session:
        diet_actions.keep_diet(session, village.ali.id, {Food.PORK, Way.VEGETARIAN})
        actions.bring_guest(
            session, dinner.id, village.ali.id, name="Sara", diet=[Food.PORK, Food.EGG], tap="a", moment=MONDAY
        )
    maja.get(at(dinner))
    assert "spiser ikke" not in maja.page.main
    page = maja.press("Lave mad")
    counted = ["2 spiser ikke svinekød.", "1 spiser ikke æg.", "1 spiser ikke kød og fisk."]
    assert [line for line in said(page) if "spiser ikke" in line] == counted
    assert "Ali" not in page.main and "Sara" not in page.main
    maja.press("Jeg vil ikke lave mad")
    assert "spiser ikke" not in maja.press("Vaske op").main


def test_only_who_has_said_so_is_shown_among_those_who_come(kitchen, maja, village, engine):
    dinner = kitchen.dinner()
    kitchen.say(dinner, village.ali)
    kitchen.say(dinner, village.maja)
    page = maja.get(at(dinner))
    assert "Du og 1 anden kommer." in said(page) and "Ali" not in page.text
    with writing(engine) as session:
        diet_actions.show(session, village.ali.id, yes=True, moment=MONDAY)
    assert "Ali" in maja.get(at(dinner)).main
    kitchen.say(dinner, village.ali, Reply.NO)
    assert "Ali" not in maja.get(at(dinner)).text


# --- costs, and another language ------------------------------------------------------------------------------------


@pytest.mark.parametrize("heads", [1, 40])
def test_a_page_costs_the_same_for_many_as_for_few(kitchen, maja, village, engine, heads):
    dinner = kitchen.dinner(menu=kitchen.menu("Suppe", Food.MILK), cook_id=village.bo.id)
    people = kitchen.fill(dinner, heads)
    with writing(engine) as session:
        for each in people:
            diet_actions.show(session, each.id, yes=True, moment=MONDAY)
            diet_actions.keep_diet(session, each.id, {Food.MILK, Food.EGG})
    kitchen.say(dinner, village.maja)
    cost = {page: len(maja.get(page).statements) for page in (at(dinner), "/mad", "/mad/min-mad")}
    assert cost == {at(dinner): 7, "/mad": 2, "/mad/min-mad": 5}
    maja.get(at(dinner))
    assert len(maja.press("Lave mad sammen med Bo").statements) == MOST_STATEMENTS


@on_sqlite
def test_all_of_it_can_be_read_in_english(kitchen, maja, village, session):
    dinner = kitchen.dinner(menu=kitchen.menu("Suppe", Food.MILK))
    maja.get(at(dinner))
    maja.press("English")
    page = maja.get(at(dinner))
    assert page.soup.html["lang"] == "en"
    assert page.soup.select_one(".weekday-text").get_text() == "Thursday 26 November at 18.00"
    page = maja.post(f"{at(dinner)}/svar", {"svar": "ja"})
    assert page.status == 200 and len(rows(session, SignUp)) == 1
    for other in ("/mad", f"{at(dinner)}/gaest", "/mad/min-mad"):
        assert maja.get(other).soup.html["lang"] == "en"


def test_every_picture_of_help_and_chairs_exists():
    assert {CHAIR, *(each.picture for each in HELP.values())} <= picture_keys()
    assert HELP.keys() == set(TaskKind)
