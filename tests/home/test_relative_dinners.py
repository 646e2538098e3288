"""What Karin sees of Maja's dinners: yes or no, while Maja lets her."""

from datetime import date

import pytest

from portal import clock
from portal.db import writing
from portal.meals import diet_actions, kitchen_actions
from portal.meals.food import Food
from portal.meals.rules import Reply
from portal.people.consent.rules import Topic
from portal.people.models import LogKind
from tests.consent.family import relative_of, say_no
from tests.house.arranging import logged
from tests.house.street import come_in
from tests.meals.evening import NEXT_THURSDAY, THURSDAY

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
YES = "Maja spiser med på torsdag klokken 18."
NO = "Maja spiser ikke med på torsdag."
NOTHING = "Der er ingen mad-aftaler endnu."


@pytest.fixture
def karin(browser, village, session):
    """Karin in a browser of her own, let in to dinners; and the relation."""
    relation_id, person = relative_of(village, session, Topic.DINNERS)
    return come_in(browser, person), relation_id


def told(own) -> list[str]:
    lines = own.get("/paaroerende").lines()
    return [line for line in lines if line.startswith("Maja spiser") or line == NOTHING]


def test_she_sees_yes_and_no_and_every_look_is_logged(karin, village, kitchen, session):
    own, _relation_id = karin
    dinner = kitchen.dinner()
    assert told(own) == [NOTHING]
    kitchen.say(dinner, village.maja)
    assert told(own) == [YES]
    kitchen.say(dinner, village.maja, Reply.NO)
    assert told(own) == [NO]
    assert {whose for _who, whose in logged(session, LogKind.SAW_PROFILE)} == {village.maja.id}


@on_sqlite
@pytest.mark.parametrize("why", ["maybe", "in line", "moved", "cancelled", "not announced", "nothing said"])
def test_what_is_not_certain_is_not_told(karin, village, kitchen, why):
    own, _relation_id = karin
    dinner = kitchen.dinner(1, announced=why != "not announced")
    if why == "in line":
        kitchen.fill(dinner, 1)
    if why not in ("not announced", "nothing said"):
        kitchen.say(dinner, village.maja, Reply.MAYBE if why == "maybe" else Reply.YES)
    with writing(village.engine) as begun:
        if why == "cancelled":
            kitchen_actions.cancel(begun, dinner.id, because="Anne er syg.", moment=clock.now())
        elif why == "moved":
            days = {"on": date(2026, 11, 27), "starts": dinner.starts, "days_before": 1, "closes": dinner.starts}
            kitchen_actions.move(begun, dinner.id, **days, moment=clock.now())
    assert told(own) == [NOTHING]


@on_sqlite
def test_menus_diets_and_guests_are_nobodys_business(karin, village, kitchen):
    own, _relation_id = karin
    dinner = kitchen.dinner(menu=kitchen.menu("Lasagne", "milk"))
    with writing(village.engine) as begun:
        diet_actions.keep_diet(begun, village.maja.id, [Food.MILK])
    kitchen.say(dinner, village.maja)
    page = own.get("/paaroerende")
    assert YES in page.lines()
    for word in ("mælk", "Lasagne", "lasagne", "fælleslejligheden", "30"):
        assert word not in page.main


@on_sqlite
def test_a_stop_counts_at_the_next_request(karin, village, kitchen, engine):
    own, relation_id = karin
    kitchen.say(kitchen.dinner(), village.maja)
    assert told(own) == [YES]
    say_no(engine, relation_id, Topic.DINNERS)
    assert "spiser med" not in own.get("/paaroerende").main


@on_sqlite
def test_the_days_stand_in_order_and_yesterday_is_gone(karin, village, kitchen):
    own, _relation_id = karin
    for on in (NEXT_THURSDAY, THURSDAY):
        kitchen.say(kitchen.dinner(on=on), village.maja)
    assert told(own) == [YES, "Maja spiser med torsdag den 3. december klokken 18."]


@on_sqlite
def test_others_dinners_are_not_hers(karin, village, kitchen):
    own, _relation_id = karin
    kitchen.say(kitchen.dinner(), village.ali)
    assert told(own) == [NOTHING]


@on_sqlite
def test_many_dinners_cost_no_more_than_one(karin, village, kitchen):
    own, _relation_id = karin
    kitchen.say(kitchen.dinner(), village.maja)
    told(own)
    few = len(own.get("/paaroerende").statements)
    for number in range(1, 20):
        kitchen.say(kitchen.dinner(on=date(2026, 12, number)), village.maja)
    assert len(own.get("/paaroerende").statements) == few
