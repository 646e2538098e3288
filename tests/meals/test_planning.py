"""Anne plans dinners: a season at once, and what is changed about one of them before it begins."""

from datetime import date, time

import pytest
import sqlalchemy as sa

from portal.content.demo_places import read_demo_places
from portal.db import writing
from portal.demo.places import seed_places
from portal.meals import telling
from portal.meals.kitchen_actions import IS_ONE, IS_OVER, NO_MENU
from portal.meals.models import Dinner, Task
from portal.meals.rules import Reply, TaskKind
from portal.pictograms.catalogue import picture_keys
from portal.settings import ROOT
from tests.house.arranging import later, rows
from tests.meals.evening import MONDAY, THURSDAY

PLAN = "/personale/mad/planlaeg"
SEASON = {"weekdays": ["3"], "first_day": "2026-12-01", "last_day": "2027-01-07", "place": "klubben"}


@pytest.fixture
def anne(browser, village, engine):
    """Anne, in a house that has its places."""
    people = {name: getattr(village, name) for name in ("anne", "bo", "mette")}
    with writing(engine) as session:
        written = read_demo_places(ROOT / "content" / "demo", picture_keys(), people)
        seed_places(session, written, {name: session.merge(each) for name, each in people.items()}, moment=MONDAY)
    return browser.be(village.anne)


def test_a_season_is_shown_before_it_is_made_and_red_days_are_left_out(anne, village, session):
    anne.get(PLAN)
    page = anne.press("Se dagene", **SEASON, cook=str(village.bo.id), chairs="8", price="25", cooks="2", wash_up="1")
    assert rows(session, Dinner) == []
    days = [each.get_text(" ", strip=True) for each in page.soup.select(".kitchen-days li")]
    assert days == [
        "torsdag den 3. december",
        "torsdag den 10. december",
        "torsdag den 17. december",
        "torsdag den 24. december springer vi over: Juleaftensdag",
        "torsdag den 31. december springer vi over: Nytårsaften",
        "torsdag den 7. januar 2027",
    ]
    page = anne.press("Lav 4 middage", weekdays=["3"])
    assert page.status_message == "4 middage er planlagt. Vis dem, når du er klar."
    made = rows(session, Dinner)
    assert [each.on.day for each in made] == [3, 10, 17, 7]
    first = made[0]
    assert (first.starts, first.where, first.price, first.chairs) == (time(18), "i klubben", 25, 8)
    assert (first.cook_id, first.announced_at, first.closes_at.isoformat()) == (
        village.bo.id, None, "2026-12-02T12:00:00+01:00",
    )  # fmt: skip
    kinds = {each.kind: each.wanted for each in rows(session, Task, Task.dinner_id == first.id)}
    assert kinds == {TaskKind.COOK: 2, TaskKind.WASH_UP: 1}
    assert page.main.count("Kladde") == 4


def test_the_same_season_twice_makes_nothing_twice(anne, session):
    for number in (4, 0):
        anne.get(PLAN)
        page = anne.press("Se dagene", **SEASON)
        if number:
            anne.press(f"Lav {number} middage", weekdays=["3"])
    assert "er der allerede" in page.main and not page.has("button", "Lav 4 middage")
    assert len(rows(session, Dinner)) == 4


def test_what_is_kept_is_what_was_shown(anne, session):
    anne.get(PLAN)
    anne.press("Se dagene", **SEASON)
    page = anne.press("Lav 4 middage", weekdays=["3"], chairs="9")
    assert "Se dagene igen, og gem så." in page.main and rows(session, Dinner) == []
    anne.press("Lav 4 middage", weekdays=["3"])
    assert {each.chairs for each in rows(session, Dinner)} == {9}


def test_one_single_day_needs_no_weekday(anne, session):
    anne.get(PLAN)
    anne.press("Se dagene", first_day="2026-12-24", last_day="", place="klubben")
    anne.press("Lav 1 middag")
    assert [each.on for each in rows(session, Dinner)] == [date(2026, 12, 24)]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"first_day": ""}, "Vælg en dag."),
        ({"first_day": "2026-11-01"}, "Vælg en dag, der kommer."),
        ({"first_day": "2036-11-01"}, "Vælg en dag, der er tættere på."),
        ({"last_day": "2026-11-30"}, "Vælg en dag efter den første, højst et år senere."),
        ({"last_day": ""}, "Vælg en dag."),
        ({"last_day": "i morgen"}, "Skriv datoen igen."),
        ({"weekdays": ["3", "9"]}, "Vælg igen."),
        ({"weekdays": ["0", "1", "2", "3"], "last_day": "2027-11-01"}, "Vælg færre dage, højst 60 på en gang."),
        ({"place": "måne"}, "Vælg et sted."),
        ({"starts": ""}, "Skriv et klokkeslæt."),
        ({"chairs": "0"}, "Skriv et tal fra 1 til 200."),
        ({"price": "gratis"}, "Skriv et tal fra 0 til 500."),
        ({"every": ""}, "Skriv et tal fra 1 til 8."),
        ({"days_before": "11"}, "Skriv et tal fra 0 til 10."),
        ({"cook": "99"}, "Vælg igen."),
    ],
)
def test_a_slip_in_a_season_is_told_at_its_field_and_keeps_the_rest(anne, session, wrong, told):
    anne.get(PLAN)
    page = anne.press("Se dagene", status=422, **(SEASON | {"chairs": "7"} | wrong))
    assert told in [each.get_text(" ", strip=True) for each in page.soup.select(".field-fault")]
    assert page.soup.select_one("[name=chairs]")["value"] == wrong.get("chairs", "7")
    assert rows(session, Dinner) == []


def test_a_dinner_is_announced_when_anne_says_so(anne, kitchen, session):
    dinner = kitchen.dinner(announced=False)
    anne.get(f"/personale/mad/{dinner.id}")
    page = anne.press("Vis middagen for beboerne")
    assert page.status_message == "Beboerne ser middagen nu." and "Vist" in page.main
    assert rows(session, Dinner)[0].announced_at == MONDAY


def test_the_menu_of_last_time_is_the_first_one_offered(anne, kitchen, session):
    lasagne, soup = kitchen.menu("Lasagne"), kitchen.menu("Suppe")
    kitchen.dinner(menu=soup)
    dinner = kitchen.dinner(on=THURSDAY.replace(month=12, day=3))
    address = f"/personale/mad/{dinner.id}/menu"
    page = anne.get(address)
    assert page.has("button", "Igen: Suppe")
    anne.press("Lasagne")
    assert session.get_one(Dinner, dinner.id).menu_id == lasagne.id
    anne.get(address)
    anne.press("Ingen menu endnu")
    session.rollback()
    assert session.get_one(Dinner, dinner.id).menu_id is None
    assert "Ingen menu hedder det." in anne.get(f"{address}?q=pizza").main
    assert NO_MENU in anne.post(address, {"menu": "99"}, status=409).text


def test_more_chairs_move_the_line_up_and_wrong_numbers_are_told(anne, kitchen, village, session):
    dinner = kitchen.dinner(1)
    kitchen.say(dinner, village.maja)
    kitchen.say(dinner, village.ali)
    anne.get(f"/personale/mad/{dinner.id}/ret")
    page = anne.press("Gem ændringen", status=422, chairs="201")
    assert "Skriv et tal fra 1 til 200." in page.main
    anne.press("Gem ændringen", chairs="2", price="0", cook=str(village.bo.id), wash_up="0", shop="1")
    assert kitchen.seated(dinner) == [village.maja.id, village.ali.id]
    assert kitchen.told(village.ali) == [telling.GOT_A_CHAIR]
    tasks = {each.kind: each.wanted for each in rows(session, Task)}
    assert tasks == {TaskKind.COOK: 1, TaskKind.SHOP: 1}
    assert "gratis" in anne.page.main


def test_a_move_says_first_that_everybody_is_asked_again(anne, kitchen, village):
    dinner, other = kitchen.dinner(), kitchen.dinner(on=THURSDAY.replace(day=27))
    kitchen.say(dinner, village.maja)
    page = anne.get(f"/personale/mad/{dinner.id}/flyt")
    assert "1 har sagt ja. Vi spørger igen." in page.main
    assert "Vælg en dag." in anne.press("Flyt middagen", status=422, on="").main
    anne.get(f"/personale/mad/{dinner.id}/flyt")
    assert IS_ONE in anne.press("Flyt middagen", status=409, on=other.on.isoformat()).text
    anne.get(f"/personale/mad/{dinner.id}/flyt")
    page = anne.press("Flyt middagen", on="2026-12-04")
    assert page.title == "Middag fredag den 4. december" and "Spurgt igen" in page.main
    assert kitchen.heads(dinner)[0].reply is Reply.ASKED and kitchen.told(village.maja) == [telling.MOVED]


def test_a_dinner_is_cancelled_with_an_easy_reason_and_anne_knows_how_many_are_told(anne, kitchen, village, session):
    dinner = kitchen.dinner(1)
    kitchen.say(dinner, village.maja)
    kitchen.say(dinner, village.ali)
    page = anne.get(f"/personale/mad/{dinner.id}/aflys")
    assert "2 får besked." in page.main
    assert "Skriv, hvorfor vi ikke spiser sammen." in anne.press("Ja, aflys middagen", status=422).main
    hard = "Arrangementet aflyses grundet uforudsete omstændigheder vedrørende personalesituationen."
    page = anne.press("Ja, aflys middagen", status=422, because=hard)
    assert page.soup.select_one("[name=because]")["value"] == hard and page.soup.select(".field-fault")
    page = anne.press("Ja, aflys middagen", because="Bo er syg.")
    assert page.status_message == "Middagen er aflyst. 2 har fået besked."
    assert "Bo er syg." in page.main and not page.has("a", "Flyt middagen")
    assert kitchen.told(village.maja) == kitchen.told(village.ali) == [telling.CANCELLED]
    assert "Aflyst" in anne.get("/personale/mad").main
    assert IS_OVER in anne.get(f"/personale/mad/{dinner.id}/aflys", status=409).text
    assert session.scalar(sa.select(Dinner.cancelled_because)) == "Bo er syg."


def test_a_draft_is_cancelled_without_a_word_to_anybody(anne, kitchen):
    dinner = kitchen.dinner(announced=False)
    assert "Ingen skal have besked." in anne.get(f"/personale/mad/{dinner.id}/aflys").main
    assert "Ingen skulle have besked." in anne.press("Ja, aflys middagen", because="Vi holder fri.").status_message


def test_what_has_begun_is_not_changed_any_more(anne, kitchen, village):
    dinner = kitchen.dinner()
    later(days=3, hours=2)
    anne.be(village.anne)
    for what in ("menu", "ret", "flyt", "aflys"):
        anne.get(f"/personale/mad/{dinner.id}/{what}", status=409)
    anne.get("/personale/mad/99", status=404)
