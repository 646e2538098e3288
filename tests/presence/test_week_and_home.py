"""A place's days, the week on the screen and on paper, and the answer on everybody's first page."""

from datetime import date, datetime, time
from io import BytesIO

import pikepdf
import pytest

from portal import clock
from portal.agreements.models import Agreement
from portal.db import writing
from portal.home.today import NEW_AGREEMENT, TALK_TODAY
from portal.people.models import Person
from portal.people.rules import Role
from portal.presence import actions
from portal.presence.days import span_in_words
from portal.presence.facts import ChangeKind, HolidayPolicy
from portal.presence.models import Hours, Place
from tests.agreements.reading_paper import lines_on, tags_of
from tests.browser import MOST_STATEMENTS
from tests.people import KNOCKS, QUIET

MANY = 20
FLAT = "Fælleslejligheden"
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


# --- one place, the week, paper --------------------------------------------------------------------------------


def test_a_place_has_its_hours_of_this_week_from_now_on_and_of_the_next(browser, at):
    at(2026, 11, 26, 15, 0)
    page = browser.get("/hvem")
    assert page.link(FLAT) == "/hvem/faelleslejligheden"
    page = browser.click(FLAT)
    assert page.title == FLAT and "Adressen er Ågården 29." in page.lines()
    assert [line for line in page.lines() if "åbent" in line] == [
        "Der er åbent i dag klokken 12 til 13.", "Der er åbent i dag klokken 16 til 20.",
        "Der er åbent fredag klokken 14 til 17.", "Der er åbent mandag klokken 12 til 13.",
        "Der er åbent mandag klokken 16 til 20.", "Der er åbent torsdag klokken 12 til 13.",
        "Der er åbent torsdag klokken 16 til 20.", "Der er åbent fredag klokken 14 til 17.",
    ]  # fmt: skip
    browser.get("/hvem/findes-ikke", status=404)


def test_the_week_begins_with_today_and_ends_with_what_is_over(browser, at):
    at(2026, 11, 26, 15, 0)
    page = browser.get("/hvem/uge")
    assert page.title == "Ugen fra mandag den 23. november"
    days = [tag.get_text(strip=True) for tag in page.soup.select(".weekday-name")]
    assert days == ["tor", "fre", "lør", "søn", "man", "tir", "ons"]
    assert page.soup.select_one("[aria-current=date] .weekday-name").get_text(strip=True) == "tor"
    page = browser.click("Ugen efter")
    assert page.title == "Ugen fra mandag den 30. november"
    days = [tag.get_text(strip=True) for tag in page.soup.select(".weekday-name")]
    assert days == ["man", "tir", "ons", "tor", "fre", "lør", "søn"]
    assert "Der er åbent i klubben klokken 17 til 22." not in page.lines()
    page = browser.click("Ugen før")
    assert page.title == "Ugen fra mandag den 23. november"
    assert "Der er åbent i klubben klokken 17 til 22." in page.lines()


def test_a_closed_day_of_a_week_long_ago_is_still_closed(browser, at, places, engine):
    with writing(engine) as begun:
        actions.change(
            begun, begun.merge(places["spindehuset"]), kind=ChangeKind.CLOSED, first_day=date(2026, 11, 4),
            last_day=date(2026, 11, 4), by_id=None, moment=clock.now(),
        )  # fmt: skip
    lines = browser.get("/hvem/uge?fra=2026-11-05").lines()
    assert "Der er lukket i Spindehuset." in lines and "Der er åbent i Spindehuset klokken 10 til 14." not in lines
    assert "Der er åbent i Spindehuset klokken 10 til 14." in browser.get("/hvem/uge").lines()


@on_sqlite
@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        ((20, 0), (0, 0), "klokken 20 til 24"),
        ((22, 30), (6, 0), "klokken 22.30 til 6"),
        ((0, 0), (0, 30), "klokken 0 til 0.30"),
        ((9, 5), (20, 0), "klokken 9.05 til 20"),
    ],
)
def test_when_a_place_is_open_in_words(app, starts, ends, words):
    day, next_day = datetime(2026, 11, 23), datetime(2026, 11, 24)
    closes = (next_day if ends <= starts else day).replace(hour=ends[0], minute=ends[1])
    with app.test_request_context("/hvem"):
        assert span_in_words(day.replace(hour=starts[0], minute=starts[1]), closes) == words


@on_sqlite
@pytest.mark.parametrize(
    "asked", ["", "x", "2026-13-01", "0001-01-01", "9999-12-31", "2026-02-30", "1e9", "%00", "2026-11-23 OR 1=1"]
)
def test_a_week_that_cannot_be_is_this_week(browser, places, asked):
    for address in ("/hvem/uge", "/hvem/uge/print"):
        assert browser.raw("GET", address, query_string={"fra": asked}).status_code == 200
    assert browser.get(f"/hvem/uge?fra={asked}").title == "Ugen fra mandag den 23. november"


@on_sqlite
def test_the_furthest_week_leads_no_further(browser, places):
    page = browser.get("/hvem/uge?fra=2027-11-22")
    assert page.title == "Ugen fra mandag den 22. november 2027" and not page.has("a", "Ugen efter")


@on_sqlite
def test_the_week_on_paper_is_one_tagged_sheet_with_the_phone(browser, places):
    browser.get("/hvem/uge")
    answer = browser.raw("GET", browser.page.link("Udskriv ugen"))
    assert answer.mimetype == "application/pdf"
    with pikepdf.open(BytesIO(answer.data)) as pdf:
        assert len(pdf.pages) == 1
        assert tags_of(pdf)[:4] == ["H1", "P", "H2", "P"] and tags_of(pdf).count("H2") == 7
        said_on_it = " ".join(lines_on(pdf))
        assert pdf.Root.Lang == "da" and "12 34 56 78" in said_on_it
        assert "Der er åbent i fælleslejligheden klokken 12 til 13." in said_on_it


# --- the first page --------------------------------------------------------------------------------------------


def test_the_first_page_begins_with_who_is_here_for_maja_and_for_strangers(browser, at, village):
    at(2026, 11, 30, 12, 30)
    for visitor in (browser, browser.another().be(village.maja)):
        page = visitor.get("/")
        assert page.lines()[0] == "Der er personale i fælleslejligheden nu."
        assert "De er her til klokken 13." in page.main and "Personalet tjekkede det klokken 12.20." in page.main
        assert page.link("Hvem er her?") == "/hvem"
    assert "Der er ikke noget nyt i dag." not in page.lines()


def test_when_nobody_is_here_the_first_page_says_who_comes_next(browser, at):
    at(2026, 12, 3, 15, 0)
    assert browser.get("/").lines()[0] == "Der kommer nogen i fælleslejligheden klokken 16."
    at(2026, 12, 4, 23, 0)
    page = browser.get("/")
    assert page.lines()[0] == "Der kommer nogen i fælleslejligheden på mandag." and "Det er klokken 12." in page.main


def test_who_is_here_is_one_of_her_three_lines(browser, places, village):
    changed, _new = village.agreement(village.maja), village.agreement(village.maja)
    first, _second = village.points(changed)
    village.new_version(changed, [(first.point_id, QUIET), (None, KNOCKS)])
    with writing(village.engine) as begun:
        begun.get_one(Agreement, changed).next_talk_on = clock.today()
    page = browser.be(village.maja).get("/")
    assert [line.get_text(strip=True) for line in page.soup.select(".home .line-text")] == [
        "Der er personale i fælleslejligheden nu.", TALK_TODAY.sentence, NEW_AGREEMENT.sentence,
    ]  # fmt: skip


def test_a_house_without_places_says_whom_to_ring(browser, village):
    page = browser.get("/hvem")
    assert "Ring til personalet, og spørg." in page.lines() and page.link("Ring til personalet") == "tel:12345678"
    assert not browser.get("/").soup.select(".line-big")


@on_sqlite
def test_the_other_site_knows_of_no_places(browser, places, village):
    other = browser.another("aktiviteter.localhost")
    for address in ("/hvem", "/hvem/klubben", "/hvem/uge", "/hvem/uge/print"):
        other.get(address, status=404)
    other.be(village.maja)
    assert not other.get("/mig").has("a", "Må naboer spørge mig?")
    assert "Der er personale i fælleslejligheden nu." not in other.get("/").lines()


# --- the price -------------------------------------------------------------------------------------------------


def test_twenty_more_places_cost_no_more_statements(browser, places, village, engine):
    village.agreement(village.maja)
    pages = ("/", "/hvem", "/hvem/klubben", "/hvem/uge", "/skilt/klubben", "/skilt/klubben/skaerm", "/mig/spoerg-mig")
    browser.be(village.maja)
    before = [len(browser.get(page).statements) for page in pages]
    with writing(engine) as begun:
        for number in range(MANY):
            place = Place(
                slug=f"sted-{number}", name=f"Sted {number}", where=f"i sted {number}", picture="house",
                position=number, fresh_minutes=600, holidays=HolidayPolicy.CLOSED,
            )  # fmt: skip
            place.hours = [
                Hours(weekday=day, starts=time(10), ends=time(12), anchor=clock.today(),
                      valid_from=clock.today(), staff=[begun.merge(village.bo)])
                for day in range(7)
            ]  # fmt: skip
            begun.add(place)
            begun.flush()
            actions.check(begun, place, village.bo.id, moment=clock.now())
            actions.change(
                begun, place, kind=ChangeKind.CLOSED, first_day=clock.today(), last_day=clock.today(), by_id=None,
                moment=clock.now(),
            )  # fmt: skip
        for number in range(MANY):
            neighbour = Person(slug=f"nabo-{number}", first_name=f"Nabo{number}", role=Role.RESIDENT, is_demo=True)
            begun.add(neighbour)
            begun.flush()
            actions.show(begun, neighbour.id, yes=True, moment=clock.now())
    assert [len(browser.get(page).statements) for page in pages] == before
    assert max(before) <= MOST_STATEMENTS, dict(zip(pages, before, strict=True))
