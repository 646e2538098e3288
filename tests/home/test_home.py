"""The first page for each, the way to help, and the two sites."""

from datetime import date

import pytest

from portal import clock
from portal.agreements.models import Agreement
from portal.agreements.queries import Card
from portal.db import writing
from portal.home.today import (
    MOST_TILES,
    NEW_AGREEMENT,
    NEW_IN_AGREEMENT,
    REPLIED,
    TALK_TODAY,
    TILES,
    lines_about,
    tiles_of,
)
from portal.people.models import Person
from tests.house.arranging import later
from tests.people import KNOCKS, QUIET, VISITORS

TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)
YES = "Ja, jeg forstår"
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def card(*, number: int = 1, open_points: int = 0, talk: date | None = None, replies: int = 0) -> Card:
    return Card(1, number, "Ro i opgangen", "quiet", "Anne", talk, open_points, replies)


@pytest.mark.parametrize(
    ("cards", "lines"),
    [
        ([], ()),
        ([card()], ()),
        ([card(open_points=2)], (NEW_AGREEMENT,)),
        ([card(number=2, open_points=1)], (NEW_IN_AGREEMENT,)),
        ([card(talk=TODAY)], (TALK_TODAY,)),
        ([card(talk=date(2026, 1, 1))], (TALK_TODAY,)),
        ([card(talk=TOMORROW)], ()),
        ([card(open_points=1)] * 9, (NEW_AGREEMENT,)),
        ([card(replies=1)], (REPLIED,)),
        ([card(open_points=1), card(replies=1), card(talk=TODAY)], (TALK_TODAY, REPLIED, NEW_AGREEMENT)),
        (
            [card(open_points=1), card(number=3, open_points=1), card(talk=TODAY)],
            (TALK_TODAY, NEW_AGREEMENT, NEW_IN_AGREEMENT),
        ),
    ],
)
def test_what_concerns_her_today_is_at_most_three_lines_without_names(cards, lines):
    assert lines_about(cards, today=TODAY) == lines
    assert all("Ro i opgangen" not in line.sentence for line in lines)


def test_a_site_shows_the_tiles_of_its_features_in_its_order():
    assert [tile.key for tile in tiles_of(["mad", "aftaler"], ["agreements", "meals"])] == ["mad", "aftaler"]
    assert tiles_of(["mad", "aftaler"], ["agreements"]) == (TILES["aftaler"],)
    assert len(tiles_of(list(TILES) * 3, [tile.feature for tile in TILES.values()])) == MOST_TILES


# --- pages ---------------------------------------------------------------------------------------------------


@on_sqlite
def test_a_stranger_is_shown_the_day_and_the_way_in(browser, village):
    page = browser.get("/")
    assert "Kom ind" in [link.get_text(strip=True) for link in page.soup.select("a")]
    assert "man" in page.main.lower()
    assert "Maja" not in page.text and not page.has("button", "Log ud")


def test_maja_is_greeted_and_finds_her_agreements(browser, village):
    page = browser.be(village.maja).get("/")
    assert "Maja" in page.title
    assert page.link("Mine aftaler") == "/aftaler"
    assert NEW_AGREEMENT.sentence not in page.lines()


def test_her_first_page_says_what_is_new_until_she_has_answered(browser, village):
    number = village.agreement(village.maja)
    browser.be(village.maja)
    assert NEW_AGREEMENT.sentence in browser.get("/").lines()
    browser.get(f"/aftaler/{number}")
    browser.press(YES)
    browser.press(YES)
    assert NEW_AGREEMENT.sentence not in browser.get("/").lines()
    first, second = village.points(number)
    village.new_version(number, [(first.point_id, QUIET), (second.point_id, VISITORS), (None, KNOCKS)])
    assert NEW_IN_AGREEMENT.sentence in browser.get("/").lines()


def test_the_day_of_the_talk_stands_on_her_first_page(browser, village):
    number = village.agreement(village.maja)
    with writing(village.engine) as begun:
        begun.get_one(Agreement, number).next_talk_on = TOMORROW
    browser.be(village.maja)
    assert TALK_TODAY.sentence not in browser.get("/").lines()
    later(hours=12)
    assert TALK_TODAY.sentence in browser.another().be(village.maja).get("/").lines()


def test_an_agreement_that_was_taken_back_is_nowhere_but_with_her_staff(browser, village):
    number = village.agreement(village.maja)
    with writing(village.engine) as begun:
        begun.get_one(Agreement, number).ended_at = clock.now()
    browser.be(village.maja)
    assert NEW_AGREEMENT.sentence not in browser.get("/").lines()
    assert "Ro i opgangen" not in browser.get("/aftaler").main
    browser.get(f"/aftaler/{number}", status=404)
    browser.another().be(village.anne).get(f"/personale/aftaler/{number}")


@on_sqlite
def test_staff_begin_at_their_desk(browser, village):
    browser.be(village.anne)
    assert browser.get("/").address == "/personale"


def test_help_shows_majas_contact_person_with_her_own_phone(browser, village):
    with writing(village.engine) as begun:
        begun.get_one(Person, village.anne.id).phone = "11 22 33 44"
    page = browser.be(village.maja).get("/hjaelp")
    assert "Anne" in page.main and page.link("Ring til Anne") == "tel:11223344"
    assert "11 22 33 44" not in browser.another().get("/hjaelp").text


@on_sqlite
def test_help_knows_what_to_do_and_112(browser, village):
    page = browser.get("/hjaelp")
    assert page.link("Ring 112") == "tel:112"
    topics = [link["href"] for link in page.soup.select("a[href^='/hjaelp/']:not([href='/hjaelp/ord'])")]
    assert len(topics) == 6
    for topic in topics:
        assert browser.get(topic).lines()
    browser.get("/hjaelp/findes-ikke", status=404)


@on_sqlite
def test_the_pages_about_the_house_can_be_read_by_everybody(app, browser, village):
    assert "OpenMoji" in browser.get("/om").main
    assert browser.get("/was").lines()
    licences = [path.name for path in (app.extensions["assets"].folder / "licences").glob("*.txt")]
    assert licences
    for name in licences:
        answer = browser.raw("GET", f"/om/licenser/{name}")
        assert answer.mimetype == "text/plain" and answer.text
    for name in ("nothing.txt", "..", "manifest.json", "%00", "x" * 10_000):
        browser.get(f"/om/licenser/{name}", status=404)


# --- the other site ------------------------------------------------------------------------------------------


@on_sqlite
def test_the_other_site_has_its_own_name_and_none_of_the_residents_rooms(browser, village):
    number = village.agreement(village.maja)
    other = browser.another("aktiviteter.localhost")
    page = other.get("/")
    assert page.soup.title.get_text().endswith("Aktivitetsoverblikket")
    other.be(village.maja)
    assert not other.get("/").has("a", "Mine aftaler")
    for address in ("/aftaler", f"/aftaler/{number}"):
        other.get(address, status=404)
    assert other.get("/hjaelp").soup.body["data-size"] == "citizen"


@on_sqlite
@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "opgangen.example", "LOCALHOST", "[::1]"])
def test_a_host_nobody_claims_shows_the_first_site(browser, village, host):
    assert browser.another(host).get("/om").soup.title.get_text().endswith("Opgangen")


@on_sqlite
def test_one_who_asks_for_english_gets_it_and_can_go_back(browser, village):
    browser.be(village.maja).get("/aftaler")
    page = browser.press("English")
    assert (page.address, page.soup.html["lang"]) == ("/aftaler", "en")
    assert browser.press("Dansk").soup.html["lang"] == "da"


@on_sqlite
@pytest.mark.parametrize("language", ["de", "", "en\x00", "x" * 10_000, "../en"])
def test_a_language_we_do_not_speak_changes_nothing(browser, village, language):
    assert browser.post("/sprog", {"language": language, "next": "/om"}).soup.html["lang"] == "da"
