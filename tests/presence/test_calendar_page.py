"""The way to the hours in one's own calendar: in reach of citizens, relatives and staff, out of the residents' way."""

import pytest
from icalendar import Calendar

LINK, TO_HVEM, TO_CLUB = "Tiderne i din kalender", "/hvem/kalender", "/hvem/klubben/kalender"
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_a_citizen_and_a_relative_find_it_and_residents_only_with_the_week(browser, village, places):
    for visitor in (browser, browser.another().be(village.karin)):
        assert visitor.get("/hvem").link(LINK) == TO_HVEM
        assert visitor.get("/hvem/klubben").link(LINK) == TO_CLUB
    maja = browser.another().be(village.maja)
    assert not maja.get("/hvem").has("a", LINK) and not maja.get("/hvem/klubben").has("a", LINK)
    assert maja.get("/hvem/uge").link(LINK) == TO_HVEM


@on_sqlite
@pytest.mark.parametrize(
    ("asked", "title", "calendar", "place"),
    [(TO_HVEM, LINK, "/kalender/hvem.ics", "Fælleslejligheden"),
     (TO_CLUB, "Klubben i din kalender", "/kalender/hvem/klubben.ics", "Klubben")],
)  # fmt: skip
def test_it_opens_a_calendar_program_or_gives_the_file(browser, places, asked, title, calendar, place):
    page = browser.get(asked)
    assert page.title == title
    assert page.link("Åbn i min kalender") == f"webcal://localhost:8000{calendar}"
    assert page.soup.select_one("#adresse")["value"] == page.link("Åbn i min kalender")
    answer = browser.raw("GET", page.link("Hent tiderne en gang"))
    (event, *_more) = Calendar.from_ical(answer.data).events
    assert event["SUMMARY"] == f"{place}: Der er åbent"


@on_sqlite
def test_there_is_none_for_what_is_not_there(browser, places):
    browser.get("/hvem/slottet/kalender", status=404)
    browser.another("aktiviteter.localhost").get(TO_HVEM, status=404)
