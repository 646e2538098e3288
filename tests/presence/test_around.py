"""One place is read with those its changes lead to and from, and no others; a page holds ten places."""

from datetime import date, timedelta

import pytest

from portal import clock
from portal.db import writing
from portal.presence import actions, attendance, queries, staff_queries
from portal.presence.facts import ChangeKind, HolidayPolicy
from portal.presence.models import Place, PlaceCheck
from portal.presence.rules import answer
from tests.browser import counted_statements

MONDAY, CHRISTMAS_EVE = date(2026, 11, 23), date(2026, 12, 24)
FLAT, CLUB, HOUSE = "faelleslejligheden", "klubben", "spindehuset"
MANY, ON_A_PAGE = 12, 10
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def moved(places, engine):
    """Today the flat is in the club."""
    with writing(engine) as begun:
        return actions.change(
            begun, places[FLAT], kind=ChangeKind.MOVED, first_day=MONDAY, last_day=MONDAY,
            moved_to_id=places[CLUB].id, by_id=None, moment=clock.now(),
        )  # fmt: skip


@pytest.fixture
def street(places, engine, village):
    """Twelve places more, that nobody has hours at; somebody has looked at them."""
    with writing(engine) as begun:
        made = [
            Place(slug=f"sted-{number}", name=f"Sted {number}", where=f"i sted {number}", picture="house",
                  position=10 + number, fresh_minutes=600, holidays=HolidayPolicy.CLOSED)
            for number in range(MANY)
        ]  # fmt: skip
        begun.add_all(made)
        begun.flush()
        begun.add_all(PlaceCheck(place_id=each.id, by_id=village.anne.id, at=clock.now()) for each in made)
    return made


def around(found):
    return {each.slug for each in found.around}


def test_a_place_is_read_alone(session, places):
    found = queries.one_place(session, CLUB, clock.now())
    assert [each.slug for each in found.places] == [CLUB] and around(found) == {CLUB}
    assert queries.one_place(session, "slottet", clock.now()).places == ()


def test_a_move_is_read_from_both_ends(session, places, moved):
    assert around(queries.one_place(session, CLUB, clock.now())) == {FLAT, CLUB}
    assert around(queries.one_place(session, FLAT, clock.now())) == {FLAT, CLUB}
    assert around(queries.one_place(session, HOUSE, clock.now())) == {HOUSE}


def test_what_is_known_of_a_place_is_the_same_however_many_are_read(session, engine, village, places, moved):
    with writing(engine) as begun:
        actions.away(
            begun, begun.merge(village.bo), first_day=MONDAY, last_day=MONDAY, substitute=begun.merge(village.mette),
            by_id=None, moment=clock.now(),
        )  # fmt: skip
        actions.answer_holiday(
            begun, begun.merge(places[CLUB]), CHRISTMAS_EVE, is_open=True, by_id=village.bo.id, moment=clock.now()
        )
        actions.arrive(begun, begun.merge(places[HOUSE]), village.anne.id, moment=clock.now())
    everything = {each.slug: each for each in queries.places(session, clock.now())}
    assert everything[CLUB].facts.moved_here and everything[HOUSE].facts.arrivals
    for slug, known in everything.items():
        assert queries.one_place(session, slug, clock.now()).places == (known,)
    assert queries.some_places(session, 1, clock.now()).places == tuple(everything.values())


def test_the_places_of_somebody_are_where_residents_could_be_told_of_her(session, engine, village, places, moved):
    with writing(engine) as begun:
        actions.away(
            begun, begun.merge(village.bo), first_day=MONDAY, last_day=MONDAY, substitute=begun.merge(village.mette),
            by_id=None, moment=clock.now(),
        )  # fmt: skip
    now = clock.now()
    for who in (village.anne, village.bo, village.mette):
        told = {each.slug for each in queries.places(session, now) if who.id in answer(each.facts, now).staff}
        found = queries.places_of(session, who.id, now).places
        assert {each.slug for each in found if who.id in answer(each.facts, now).staff} == told
    assert answer(queries.places_of(session, village.mette.id, now).places[1].facts, now).staff  # in the club, for Bo


def test_who_leaves_a_place_the_plan_moved_her_to_is_gone_from_there(session, engine, village, places, moved):
    with writing(engine) as begun:
        assert attendance.go(begun, village.anne.id, moment=clock.now())
    (club,) = queries.one_place(session, CLUB, clock.now()).places
    assert village.anne.id not in answer(club.facts, clock.now()).staff


def test_what_staff_are_told_of_a_place_reads_that_place(app, session, places, street):
    now = clock.now()
    with app.test_request_context("/hvem"), counted_statements(session.get_bind()) as statements:
        assert staff_queries.facts_of(session, places[CLUB], now).slug == CLUB
        assert staff_queries.told_of(session, places[FLAT], now).startswith("Der er personale i fælleslejligheden nu.")
    assert len(statements) == 3 + 4


# --- pages of places -------------------------------------------------------------------------------------------


def headings(page):
    return [each.get_text(strip=True) for each in page.soup.select(".place-name")]


def test_a_page_holds_ten_places_and_leads_to_the_others(browser, places, street):
    page = browser.get("/hvem")
    assert headings(page) == ["Fælleslejligheden", "Klubben", "Spindehuset", *(f"Sted {n}" for n in range(7))]
    assert not page.has("a", "Stederne før")
    page = browser.click("Flere steder")
    assert page.address == "/hvem?side=2" and headings(page) == [f"Sted {n}" for n in range(7, MANY)]
    assert not page.has("a", "Flere steder")
    week = browser.click("Se hele ugen")
    assert week.link("Ugen efter").endswith("side=2") and not week.has("a", "Flere steder")
    assert "Der er åbent i klubben klokken 16.30 til 21." not in week.lines()
    week = browser.click("Stederne før")
    assert "Der er åbent i klubben klokken 16.30 til 21." in week.lines()
    browser.get("/hvem?side=2")
    assert browser.click("Stederne før").address == "/hvem"


@on_sqlite
def test_a_house_with_few_places_has_one_page(browser, places):
    assert not browser.get("/hvem").has("a", "Flere steder")
    browser.get("/hvem?side=2", status=404)
    for asked in ("0", "-1", "x", "1e9", "99999", ""):
        assert headings(browser.get(f"/hvem?side={asked}"))[0] == "Fælleslejligheden"


@on_sqlite
def test_the_first_page_tells_of_the_first_ten_places(browser, engine, village, places, street):
    clock.freeze(clock.now() + timedelta(hours=6))
    with writing(engine) as begun:
        actions.arrive(begun, begun.merge(street[-1]), village.anne.id, moment=clock.now())
    assert "sted 11" not in browser.get("/").lines()[0]
    with writing(engine) as begun:
        actions.arrive(begun, begun.merge(street[0]), village.anne.id, moment=clock.now())
    assert browser.get("/").lines()[0] == "Der er personale i sted 0 nu."
