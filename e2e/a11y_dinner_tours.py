"""Maja walks through Spis sammen: each page of it, and each state a dinner can be in, once."""

from collections.abc import Iterator
from datetime import date, timedelta

from playwright.sync_api import Page

from e2e.a11y_walking import be, follow, go, press, write_too_much
from e2e.running import Portal
from portal.db import writing
from portal.meals import diet_actions, kitchen_actions
from portal.meals.food import Food
from portal.meals.rules import Reply
from tests.meals.evening import MONDAY, Kitchen

TUESDAY, FRIDAY, SATURDAY, NEXT_MONDAY = (date(2026, 11, day) for day in (24, 27, 28, 30))
LAST_FRIDAY = MONDAY - timedelta(days=4)


def maja_at_dinner(page: Page, portal: Portal) -> Iterator[str]:
    full, closed, cancelled, maybe = _lay_the_table(portal)
    be(page, "Maja")
    yield from _what_she_does_not_eat(page)
    yield from go(page, "/mad")
    follow(page, "Pandekager")
    yield "Pandekager: en advarsel"
    page.get_by_role("button", name="Ja, jeg vil spise med").click()
    page.get_by_role("button", name="Fortryd").wait_for()
    yield from _a_guest(page)
    for task in ("Lave mad sammen med Bo", "Vaske op"):
        page.get_by_role("button", name=task, exact=True).click()
        page.get_by_role("button", name=task, exact=True).wait_for(state="detached")
    yield "Pandekager: med gæst og opgaver"
    yield from go(page, f"/mad/{full}", f"/mad/{cancelled}", f"/mad/{maybe}", f"/mad/{closed}")
    yield from _the_kitchen(page)


def _lay_the_table(portal: Portal) -> tuple[int, int, int, int]:
    """A dinner to say yes to, and a full, a closed, a cancelled one and a maybe."""
    kitchen, maja, ali, bo = Kitchen(portal.engine).clear(), *map(portal.person, ("Maja", "Ali", "Bo"))
    pancakes = kitchen.dinner(8, menu=kitchen.menu("Pandekager", Food.EGG, Food.MILK), cook_id=bo.id)
    full = kitchen.dinner(1, on=FRIDAY, menu=kitchen.menu("Suppe", known=False))
    closed = kitchen.dinner(on=TUESDAY, days_before=2, price=0)
    cancelled, maybe = kitchen.dinner(on=SATURDAY), kitchen.dinner(on=NEXT_MONDAY)
    for dinner, said in ((pancakes, Reply.YES), (full, Reply.YES)):
        kitchen.say(dinner, ali, said)
    kitchen.say(full, maja)
    kitchen.say(closed, maja, moment=LAST_FRIDAY)
    kitchen.say(maybe, maja, Reply.MAYBE)
    with writing(portal.engine) as session:
        diet_actions.show(session, ali.id, yes=True, moment=MONDAY)
        kitchen_actions.cancel(session, cancelled.id, because="Bo er syg.", moment=MONDAY)
    return full.id, closed.id, cancelled.id, maybe.id


def _what_she_does_not_eat(page: Page) -> Iterator[str]:
    yield from go(page, "/mad/min-mad")
    page.get_by_text("Se mere mad", exact=True).click()
    page.get_by_text("Se flere dage", exact=True).click()
    page.get_by_role("checkbox", name="Æg", exact=True).check()
    yield "Min mad: alt er vist"
    press(page, "Gem min mad")
    with page.expect_navigation():
        page.get_by_role("switch", name="Vis mig").click()
    yield "Min mad: gemt og vist"


def _a_guest(page: Page) -> Iterator[str]:
    follow(page, "Jeg har en gæst med")
    yield "en gæst"
    page.get_by_text("Se mere mad", exact=True).click()
    page.get_by_role("checkbox", name="Æg", exact=True).check()
    write_too_much(page, "guest_name")
    press(page, "Skriv gæsten på")
    yield "en gæst: for langt"
    page.locator("[name=guest_name]").fill("Sara")
    press(page, "Skriv gæsten på")


def _the_kitchen(page: Page) -> Iterator[str]:
    follow(page, "Spørg køkkenet")
    yield "Spørg køkkenet"
    press(page, "Send til køkkenet")
    yield "Spørg køkkenet: intet valgt"
    page.get_by_role("radio", name="Jeg kommer ikke alligevel").check()
    press(page, "Send til køkkenet")
    yield "Spørg køkkenet: sendt"
