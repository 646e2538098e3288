"""What Maja has been told stands on Hjem until she says that she has seen it."""

from datetime import date, datetime

import pytest

from portal import clock
from portal.db import writing
from portal.meals import kitchen_actions
from portal.meals.rules import Reply
from portal.notices.actions import News, tell
from portal.notices.models import Notice
from tests.house.arranging import later, rows
from tests.meals.evening import THURSDAY

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
CHAIR = "Du har fået en plads ved maden på torsdag."
CANCELLED = "Vi spiser ikke sammen på torsdag."
SEEN = "Det har jeg set"


def moved_up(kitchen, village) -> int:
    """Maja was in line, and the one before her does not come. The dinner's number."""
    dinner = kitchen.dinner(1)
    (first,) = kitchen.fill(dinner, 1)
    kitchen.say(dinner, village.maja)
    kitchen.say(dinner, first, Reply.NO)
    return dinner.id


def told(village, person, *keys: str, last_day: date = THURSDAY) -> None:
    with writing(village.engine) as begun:
        for key in keys:
            news = News(
                key, "Din gæst har fået en plads %(day)s.", "sign_up", last_day, f"/mad/{key}", {"day": "2026-11-26"}
            )
            tell(begun, news, [person.id], moment=clock.now())


def seen(session, person) -> list[bool]:
    return [notice.seen_at is not None for notice in rows(session, Notice, Notice.person_id == person.id)]


def test_maja_hears_that_she_has_a_chair_until_she_has_seen_it(browser, village, kitchen, session):
    dinner_id = moved_up(kitchen, village)
    page = browser.be(village.maja).get("/")
    assert page.lines().count(CHAIR) == 1 and page.link(f"Hør: {CHAIR}").startswith("/lyd/")
    assert page.link("Se middagen") == f"/mad/{dinner_id}"
    page = browser.press(SEEN)
    assert page.address == "/" and page.status_message == "Du har set beskeden."
    assert CHAIR not in page.lines() and not page.has("button", SEEN)
    assert "Du spiser med på torsdag klokken 18." in page.lines()
    assert seen(session, village.maja) == [True]


@on_sqlite
def test_the_reason_is_a_line_of_its_own_in_the_words_of_whoever_wrote_it(browser, village, kitchen):
    dinner = kitchen.dinner()
    kitchen.say(dinner, village.maja)
    with writing(village.engine) as begun:
        kitchen_actions.cancel(begun, dinner.id, because="Anne er syg.", moment=clock.now())
    lines = browser.be(village.maja).get("/").lines()
    assert lines[lines.index(CANCELLED) + 1] == "Anne er syg."
    assert not any("Du spiser med" in line for line in lines)


@on_sqlite
def test_the_oldest_comes_first_and_all_of_it_is_a_tap_away(browser, village):
    told(village, village.maja, "1", "2", "3", "4")
    page = browser.be(village.maja).get("/")
    assert [link["href"] for link in page.soup.select("main a[href^='/mad/']")] == ["/mad/1", "/mad/2", "/mad/3"]
    page = browser.click("Se alle beskeder")
    assert (page.title, page.address) == ("Dine beskeder", "/beskeder")
    assert [link["href"] for link in page.soup.select("main a[href^='/mad/']")] == [f"/mad/{n}" for n in range(1, 5)]
    for left in (3, 2, 1):
        page = browser.press(SEEN)
        assert page.address == "/beskeder" and len(page.soup.select("main article")) == left
    page = browser.press(SEEN)
    assert page.lines()[0] == "Du har set alle beskeder."
    assert not browser.get("/").has("a", "Se alle beskeder")


def test_seen_twice_is_once_and_anothers_stays_with_its_owner(browser, village, session):
    told(village, village.maja, "1")
    (notice,) = rows(session, Notice)
    ali = browser.another().be(village.ali)
    ali.get("/")
    assert ali.post(f"/beskeder/{notice.id}/set", {"next": "/"}).status == 200
    assert seen(session, village.maja) == [False]
    browser.be(village.maja).get("/")
    first = browser.post(f"/beskeder/{notice.id}/set", {"next": "/"})
    (kept,) = rows(session, Notice)
    later(minutes=2)
    again = browser.post(f"/beskeder/{notice.id}/set", {"next": "/"})
    assert first.lines() == again.lines()
    assert rows(session, Notice)[0].seen_at == kept.seen_at
    browser.post("/beskeder/999/set", {"next": "//evil.example"})
    assert browser.page.address == "/"


@on_sqlite
def test_what_is_over_is_no_news(browser, village):
    told(village, village.maja, "1", last_day=clock.today())
    assert browser.be(village.maja).get("/").has("button", SEEN)
    clock.freeze(datetime(2026, 11, 24, 0, 1))
    assert not browser.another().be(village.maja).get("/").has("button", SEEN)


@on_sqlite
def test_nobody_sees_what_another_is_told(browser, village):
    told(village, village.maja, "1")
    assert not browser.be(village.ali).get("/").has("button", SEEN)
    assert browser.get("/beskeder").lines()[0] == "Du har set alle beskeder."


@on_sqlite
def test_a_site_without_the_page_does_not_tell_of_it(browser, village):
    told(village, village.maja, "1")
    other = browser.another("aktiviteter.localhost").be(village.maja)
    assert not other.get("/").has("button", SEEN)
    assert other.get("/beskeder").lines()[0] == "Du har set alle beskeder."


@on_sqlite
def test_twenty_notices_cost_as_much_as_one(browser, village):
    told(village, village.maja, "1")
    browser.be(village.maja)
    few = {page: len(browser.get(page).statements) for page in ("/", "/beskeder")}
    told(village, village.maja, *map(str, range(2, 22)))
    assert {page: len(browser.get(page).statements) for page in few} == few


@on_sqlite
def test_with_htmx_the_page_is_swapped_in_place(browser, village):
    told(village, village.maja, "1")
    form = browser.be(village.maja).get("/").button(SEEN).find_parent("form")
    assert form["hx-post"] == form["action"] and form["hx-target"] == "#main"
    assert (
        form.find_parent("article")["aria-labelledby"] == browser.page.soup.select_one("main article .line-text")["id"]
    )
