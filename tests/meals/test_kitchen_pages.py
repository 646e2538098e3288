"""The kitchen's panel: who comes, what they cannot eat, who helps, what is asked, what to buy, and putting it right."""

import pytest
import sqlalchemy as sa

from portal import clock
from portal.db import writing
from portal.meals import actions, diet_actions, kitchen_actions, telling
from portal.meals.food import Food, Way
from portal.meals.kitchen_queries import State, state_in_a_word
from portal.meals.models import KitchenRequest, Task
from portal.meals.rules import Reply, TaskKind, Times, Wants
from portal.people.models import LogKind, Person
from portal.people.rules import Role
from portal.people.visits import BY_ITSELF
from tests.house.arranging import later, logged, rows
from tests.meals.evening import AFTER_DEADLINE, MONDAY


@pytest.fixture
def anne(browser, village):
    return browser.be(village.anne)


def panel(dinner) -> str:
    return f"/personale/mad/{dinner.id}"


def says(engine, person, *items):
    with writing(engine) as session:
        diet_actions.keep_diet(session, person.id, items)


def asks(engine, dinner, person, wants=Wants.JOIN, text=""):
    with writing(engine) as session:
        return actions.ask_kitchen(
            session, dinner.id, person.id, wants=wants, text=text, tap=wants.value, moment=AFTER_DEADLINE
        )


def test_the_cook_sees_who_comes_what_they_cannot_eat_and_what_to_buy(anne, kitchen, village, engine, session):
    menu = kitchen.menu("Lasagne og salat", "milk", "beef")
    session.get_one(type(menu), menu.id).ingredients = [{"name": "oksekød", "amount": "100", "unit": "g"}]
    session.commit()
    dinner = kitchen.dinner(4, menu=menu)
    says(engine, village.ali, Way.VEGETARIAN)
    kitchen.say(dinner, village.maja)
    kitchen.say(dinner, village.ali, Reply.MAYBE)
    with writing(engine) as begun:
        for tap in "ab":
            actions.bring_guest(
                begun, dinner.id, village.maja.id, name="Sara", diet=[Food.MILK], tap=tap, moment=MONDAY
            )
        wash_up = begun.scalars(sa.select(Task).where(Task.kind == TaskKind.WASH_UP)).one()
        actions.help_with(begun, wash_up, village.ali.id, moment=MONDAY)
    bo = kitchen.somebody("Line")
    kitchen.say(dinner, bo)
    page = anne.get(panel(dinner))
    assert page.title == "Middag torsdag den 26. november"
    assert page.soup.select_one("#antal").get_text(" ", strip=True) == "4 af 4 pladser er taget. 1 står i kø."
    assert "3 ja, 1 måske, gæster: 2" in page.main
    assert "Sara, gæst hos Maja : mælk Der er mælk i maden." in page.main
    assert "Ali : vegetar Der er oksekød i maden." in page.main
    assert "Vaske op: Ali mangler 1" in page.main and "Lave mad: ingen endnu mangler 1" in page.main
    assert "oksekød 400 gram" in page.main
    assert page.soup.select_one("ol.kitchen-heads").get_text(" ", strip=True).startswith("Line")


def test_each_look_at_a_diet_is_logged_once_a_day(anne, kitchen, village, engine, session):
    dinner = kitchen.dinner()
    says(engine, village.maja, Food.NUTS)
    kitchen.say(dinner, village.maja)
    kitchen.say(dinner, village.ali)
    for _time in range(3):
        anne.get(panel(dinner))
    looks = [(village.anne.id, village.maja.id)]
    assert logged(session, LogKind.SAW_DIET) == looks
    later(days=1)
    anne.be(village.anne).get(panel(dinner))
    assert logged(session, LogKind.SAW_DIET) == looks * 2


def test_a_panel_that_shows_everything_already_is_not_sent_again(anne, kitchen, village):
    dinner = kitchen.dinner()
    page = anne.get(panel(dinner))
    again = page.soup.select_one("#koekken")["hx-get"]
    assert anne.raw("GET", again).status_code == 204
    kitchen.say(dinner, village.maja)
    assert "Maja" in anne.get(again).main


def test_a_panel_that_asks_by_itself_keeps_nobody_signed_in(anne, kitchen, village):
    dinner = kitchen.dinner()
    for _time in range(3):
        later(minutes=25)
        answer = anne.raw("GET", panel(dinner), headers={BY_ITSELF: "1"})
    assert answer.status_code == 303


def test_staff_sign_somebody_up_and_off_and_she_is_told(anne, kitchen, village):
    dinner = kitchen.dinner(1)
    anne.get(f"{panel(dinner)}/tilmeld?navn=maj")
    page = anne.press("Skriv på: Maja")
    assert page.status_message == "Maja er skrevet på listen." and "skrevet på af Anne" in page.main
    assert kitchen.told(village.maja) == [telling.SIGNED_UP]
    anne.get(f"{panel(dinner)}/tilmeld?navn=Maja")
    page = anne.press("Skriv gæsten på: Maja", gaest="Sara")
    assert page.status_message == "Sara står i kø."
    page = anne.press("Tag af: Sara, gæst hos Maja")
    assert page.status_message == "Sara er taget af listen."
    anne.press("Tag af: Maja")
    assert kitchen.seated(dinner) == []
    assert kitchen.told(village.maja) == [telling.SIGNED_UP, telling.GUEST_TAKEN_OFF, telling.TAKEN_OFF]


def test_staff_may_do_so_after_the_deadline_and_until_it_begins(anne, kitchen, village):
    dinner = kitchen.dinner()
    kitchen.say(dinner, village.maja)
    later(days=2)
    anne.be(village.anne).get(panel(dinner))
    anne.press("Tag af: Maja")
    assert kitchen.seated(dinner) == []
    later(days=1, hours=3)
    page = anne.be(village.anne).get(panel(dinner))
    assert "Slut" in page.main and not page.has("button", "Find")


@pytest.mark.parametrize(("piece", "found"), [("maja", True), ("AJ", True), ("ø", False), ("%", False), ("", False)])
def test_whom_to_sign_up_is_found_by_a_piece_of_the_name(anne, kitchen, piece, found):
    dinner = kitchen.dinner()
    assert (
        anne.get(f"{panel(dinner)}/tilmeld?navn={piece.replace('%', '%25')}").has("button", "Skriv på: Maja") is found
    )


def test_danish_letters_are_found_whatever_their_size(anne, kitchen):
    dinner = kitchen.dinner()
    kitchen.somebody("Åse")
    assert anne.get(f"{panel(dinner)}/tilmeld?navn=åse").has("button", "Skriv på: Åse")


def test_a_relative_is_not_signed_up_and_nobody_twice(anne, kitchen, village):
    dinner = kitchen.dinner()
    address = f"{panel(dinner)}/tilmeld"
    anne.post(address, {"hvem": str(village.karin.id), "svar": "ja"}, status=404)
    anne.post(address, {"hvem": str(village.maja.id), "svar": "måske ikke"}, status=409)
    for _time in range(2):
        anne.post(address, {"hvem": str(village.maja.id), "svar": "ja"})
    assert kitchen.seated(dinner) == [village.maja.id]


def test_the_kitchen_says_yes_with_a_sentence(anne, kitchen, village, engine, session):
    dinner = kitchen.dinner()
    asked = asks(engine, dinner, village.maja, text="Jeg var på arbejde.")
    clock.freeze(AFTER_DEADLINE.replace(tzinfo=None))
    page = anne.be(village.anne).get(panel(dinner))
    assert "Maja vil gerne spise med." in page.main and "Jeg var på arbejde." in page.main
    anne.click("Svar Maja")
    page = anne.press("Ja", status=422, said="I henhold til reglementet imødekommes anmodningen hermed.")
    assert page.soup.select_one("[name=said]")["value"].startswith("I henhold")
    page = anne.press("Ja", said="Kom bare.")
    assert page.status_message == "Dit svar er sendt til Maja."
    assert kitchen.seated(dinner) == [village.maja.id]
    (kept,) = rows(session, KitchenRequest)
    assert (kept.id, kept.said_yes, kept.answer, kept.answered_by_id) == (asked.id, True, "Kom bare.", village.anne.id)
    assert kitchen.told(village.maja) == [telling.KITCHEN_SAID_YES]
    assert "Det har køkkenet svaret" in page.main


def test_the_kitchen_says_no_and_a_full_table_is_told_before_a_yes(anne, kitchen, village, engine):
    dinner = kitchen.dinner(1)
    kitchen.say(dinner, village.ali)
    asked = asks(engine, dinner, village.maja)
    clock.freeze(AFTER_DEADLINE.replace(tzinfo=None))
    address = f"{panel(dinner)}/spoergsmaal/{asked.id}"
    anne.be(village.anne).get(address)
    assert kitchen_actions.NO_CHAIR in anne.press("Ja", status=409).text
    anne.get(address)
    anne.press("Nej")
    assert kitchen.told(village.maja) == [telling.KITCHEN_SAID_NO]
    assert "Køkkenet har svaret. Nej" in anne.get(address).main
    anne.get(f"{panel(dinner)}/spoergsmaal/999", status=404)


TIMES = Times(MONDAY.replace(day=26), MONDAY.replace(day=25))


@pytest.mark.parametrize(
    ("times", "is_full", "moment", "state"),
    [
        (TIMES, False, MONDAY, State.SHOWN),
        (TIMES, True, MONDAY, State.FULL),
        (TIMES, True, MONDAY.replace(day=25), State.CLOSED),
        (TIMES, False, MONDAY.replace(day=26), State.OVER),
        (Times(TIMES.begins, TIMES.closes, is_announced=False), True, MONDAY, State.DRAFT),
        (Times(TIMES.begins, TIMES.closes, is_announced=False, is_cancelled=True), False, MONDAY, State.CANCELLED),
        (Times(TIMES.begins, TIMES.closes, is_cancelled=True), True, MONDAY.replace(day=27), State.CANCELLED),
    ],
)
def test_how_a_dinner_stands_in_a_word(times, is_full, moment, state):
    assert state_in_a_word(times, is_full, moment) is state


def many_people(engine, number) -> None:
    with writing(engine) as session:
        session.add_all(
            Person(slug=f"b{each}", first_name=f"Beboer{each}", role=Role.RESIDENT, is_demo=True)
            for each in range(number)
        )  # fmt: skip


def test_a_house_full_of_people_costs_no_more_statements(anne, kitchen, village, engine):
    menu = kitchen.menu("Lasagne", "milk")
    dinner = kitchen.dinner(40, menu=menu)
    says(engine, village.maja, Food.MILK)
    kitchen.say(dinner, village.maja)
    pages = (panel(dinner), "/personale/mad", f"{panel(dinner)}/tilmeld?navn=b", f"{panel(dinner)}/ret")
    anne.get(panel(dinner))  # the first look is logged
    before = [len(anne.get(page).statements) for page in pages]
    many_people(engine, 300)
    for number, person in enumerate(kitchen.fill(dinner, 20)):
        says(engine, person, Food.MILK if number % 2 else Food.PORK)
    anne.get(panel(dinner))  # the first look is logged
    assert [len(anne.get(page).statements) for page in pages] == before
    assert max(before) <= 12


def test_only_staff_come_into_the_kitchen(browser, kitchen, village):
    dinner = kitchen.dinner()
    browser.be(village.maja)
    for address in ("/personale/mad", panel(dinner), f"{panel(dinner)}/print", "/personale/mad/menuer"):
        browser.get(address, status=404)
    browser.another().be(village.mette).get(panel(dinner))
