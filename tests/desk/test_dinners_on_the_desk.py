"""Anne's morning before the dinners: what closes, who asks, what is missing, and a dinner where it is closed."""

from datetime import date, datetime, time

import pytest

from portal import clock
from portal.db import writing
from portal.meals import actions, diet_actions, kitchen_actions
from portal.meals.food import Food
from portal.meals.rules import Reply, Wants
from portal.people.models import LogKind
from portal.presence import actions as presence
from portal.presence.facts import ChangeKind, Span
from tests.house.arranging import logged
from tests.meals.evening import AFTER_DEADLINE, THURSDAY

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
TUESDAY = date(2026, 12, 1)
QUIET = "Der er ikke noget, der venter."
SHUT = "Middagen på torsdag er i fælleslejligheden, men der er lukket."
NO_MENU = "Der er ingen menu endnu."
MINE = "Du laver mad"
FLAT = "/personale/hvem/faelleslejligheden"


@pytest.fixture
def anne(browser, village):
    return browser.be(village.anne)


@pytest.fixture
def menu(kitchen):
    return kitchen.menu("Lasagne", "milk", "gluten")


def change(engine, place, kind: ChangeKind, day: date = THURSDAY, **more) -> None:
    with writing(engine) as begun:
        presence.change(
            begun, begun.merge(place), kind=kind, first_day=day, last_day=day, by_id=None, moment=clock.now(), **more
        )


def cards(browser) -> list[str]:
    """What stands on the cards about dinners."""
    page = browser.get("/personale")
    return [" ".join(card.get_text(" ").split()) for card in page.soup.select("main article[data-place=mad]")]


def test_a_dinner_that_is_in_order_is_not_spoken_of(anne, kitchen, menu):
    kitchen.fill(kitchen.dinner(menu=menu), 3)
    assert cards(anne) == [] and QUIET in anne.page.main


def test_on_the_day_of_the_deadline_it_says_how_many_come(anne, village, kitchen, menu):
    dinner = kitchen.dinner(2, menu=menu)
    kitchen.fill(dinner, 3)
    clock.freeze(datetime(2026, 11, 25, 8))
    (card,) = cards(anne.another().be(village.anne))
    assert "Tilmeldingen lukker i dag klokken 12. 2 spiser med. 1 er på ventelisten." in card
    clock.freeze(AFTER_DEADLINE.replace(tzinfo=None))
    assert cards(anne.another().be(village.anne)) == []


def test_who_asks_the_kitchen_waits_until_it_has_answered(anne, village, kitchen, menu, engine):
    dinner = kitchen.dinner(menu=menu)
    clock.freeze(AFTER_DEADLINE.replace(tzinfo=None))
    for number, person in enumerate((village.maja, village.ali)):
        with writing(engine) as begun:
            asked = actions.ask_kitchen(
                begun, dinner.id, person.id, wants=Wants.JOIN, text="", tap=f"{number}", moment=clock.now()
            )
    own = anne.another().be(village.anne)
    (card,) = cards(own)
    assert "2 venter på svar fra køkkenet." in card
    assert own.page.link("Se middagen i morgen") == f"/personale/mad/{dinner.id}"
    with writing(engine) as begun:
        kitchen_actions.answer(begun, asked.id, yes=False, words="", by_id=village.anne.id, moment=clock.now())
    assert "1 venter på svar fra køkkenet." in cards(own)[0]


@on_sqlite
@pytest.mark.parametrize(("on", "is_told"), [(THURSDAY, True), (date(2026, 11, 27), False)])
def test_three_days_before_there_should_be_a_menu(anne, kitchen, on, is_told):
    kitchen.dinner(on=on, announced=False)
    assert (NO_MENU in " ".join(cards(anne))) is is_told


def test_clashes_at_the_next_dinner_are_counted_and_nobody_is_named(anne, village, kitchen, menu, engine, session):
    dinner = kitchen.dinner(menu=menu)
    with writing(engine) as begun:
        diet_actions.keep_diet(begun, village.maja.id, [Food.MILK, Food.GLUTEN])
        diet_actions.keep_diet(begun, village.ali.id, [Food.FISH])
    for person in (village.maja, village.ali):
        kitchen.say(dinner, person)
    with writing(engine) as begun:
        actions.bring_guest(
            begun, dinner.id, village.ali.id, name="Ole", diet=[Food.GLUTEN], tap="a", moment=clock.now()
        )
    (card,) = cards(anne)
    assert "2 kan ikke spise alt i maden." in card
    assert not {"Maja", "Ali", "Ole", "mælk", "milk"} & set(card.replace(".", "").split())
    assert logged(session, LogKind.SAW_DIET) == []
    kitchen.say(dinner, village.maja, Reply.NO)
    assert "1 kan ikke spise alt i maden." in cards(anne)[0]


def test_a_dinner_where_it_is_closed_is_told_of_and_the_cook_first(browser, village, kitchen, menu, engine, places):
    kitchen.dinner(menu=menu, cook_id=village.bo.id)
    kitchen.dinner(on=date(2026, 11, 24), announced=False)  # earlier, without a menu
    annes, bos = browser.be(village.anne), browser.another().be(village.bo)
    assert SHUT not in " ".join(cards(annes))
    change(engine, places["faelleslejligheden"], ChangeKind.CLOSED)
    assert SHUT in cards(annes)[1] and MINE not in cards(annes)[1]
    assert SHUT in cards(bos)[0] and MINE in cards(bos)[0]


@on_sqlite
@pytest.mark.parametrize(
    "how", ["other hours", "long enough", "moved", "holiday", "cancelled", "never open", "a Tuesday"]
)
def test_it_is_closed_when_the_day_is_different_and_nobody_is_there_at_six(anne, kitchen, menu, engine, places, how):
    flat, told = places["faelleslejligheden"], True
    day = {"holiday": date(2026, 12, 31), "never open": TUESDAY, "a Tuesday": TUESDAY}.get(how, THURSDAY)
    dinner = kitchen.dinner(on=day, menu=menu)
    if how == "other hours":
        change(engine, flat, ChangeKind.OTHER_HOURS, spans=(Span(time(10), time(12)),))
    elif how == "long enough":
        change(engine, flat, ChangeKind.OTHER_HOURS, spans=(Span(time(17), time(1)),))
        told = False
    elif how == "moved":
        change(engine, flat, ChangeKind.MOVED, moved_to_id=places["klubben"].id)
    elif how == "a Tuesday":
        change(engine, flat, ChangeKind.CLOSED, TUESDAY)
    elif how == "never open":
        told = False
    elif how == "cancelled":
        change(engine, flat, ChangeKind.CLOSED)
        with writing(engine) as begun:
            kitchen_actions.cancel(begun, dinner.id, because="Der er lukket.", moment=clock.now())
        told = False
    assert ("men der er lukket" in " ".join(cards(anne))) is told


@on_sqlite
def test_many_dinners_cost_no_more_statements_than_one(anne, kitchen, menu, places):
    kitchen.fill(kitchen.dinner(menu=menu), 2)
    few = len(anne.get("/personale").statements)
    for number in range(1, 20):
        kitchen.dinner(on=date(2026, 12, number))
    assert len(anne.get("/personale").statements) == few


# --- whoever changes the hours is told of the dinners -----------------------------------------------------------


def close(anne, day: date = THURSDAY, **more: str):
    anne.get(f"{FLAT}/aendring")
    days = {"first_day": day.isoformat(), "last_day": day.isoformat()}
    return anne.press("Se de næste uger", kind="closed", **days, **more)


def test_whoever_closes_a_place_sees_the_dinner_before_and_after(anne, kitchen, menu, places):
    kitchen.dinner(menu=menu)
    kitchen.dinner(on=date(2026, 11, 30))
    page = close(anne)
    assert "Der er middag på torsdag klokken 18." in page.main and page.main.count("Der er middag") == 1
    page = anne.press("Gem ændringen")
    assert page.status_message.startswith("Det er gemt.")
    assert page.status_message.endswith("Der er middag på torsdag klokken 18.")


@on_sqlite
def test_other_places_and_days_are_not_spoken_of(anne, kitchen, menu, places):
    kitchen.dinner(menu=menu, place="klubben", where="i klubben")
    kitchen.dinner(menu=menu, on=date(2026, 11, 27))
    assert "Der er middag" not in close(anne).main


def test_weekly_hours_that_end_tell_of_the_dinners_on_their_days(anne, kitchen, menu, places, session):
    for on in (THURSDAY, date(2026, 12, 3), date(2026, 11, 30)):
        kitchen.dinner(on=on, menu=menu)
    page = anne.get(FLAT)
    names = (link.get_text(" ", strip=True) for link in page.soup.select("a"))
    anne.click(next(name for name in names if name.startswith("Stop: torsdag 16")))
    page = anne.press("Se de næste uger", last_day="2026-11-23")
    assert "Der er middag på torsdag klokken 18." in page.main
    assert "Der er middag torsdag den 3. december klokken 18." in page.main
    assert page.main.count("Der er middag") == 2
    page = anne.press("Stop tiderne")
    assert page.status_message.count("Der er middag") == 2
