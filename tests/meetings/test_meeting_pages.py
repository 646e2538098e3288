"""Maja is invited, says whether she comes, and afterwards hears what was decided."""

from datetime import date, timedelta
from io import BytesIO

import pikepdf
import pytest

from portal.easyread.report import Audience, check
from portal.meetings import meeting_actions, mode_actions
from portal.meetings.meeting_actions import Written
from portal.meetings.meeting_models import MeetingPerson
from portal.meetings.meeting_rules import ItemKind
from tests.agreements.reading_paper import lines_on, tags_of
from tests.house.arranging import later, rows
from tests.meetings.gathering import FIRST_TUESDAY, FLAT, MONDAY

SHOP = Written(ItemKind.PURCHASE, "Vi køber en kaffemaskine.", "coffee")
NEWS = Written(ItemKind.HOUSING, "Boligselskabet maler trappen.", "stairs")


@pytest.fixture
def maja(browser, village):
    return browser.be(village.maja)


def pressed(page):
    return [tag.get_text(" ", strip=True) for tag in page.soup.select("button[aria-pressed=true]")]


def paper(browser, address):
    answer = browser.raw("GET", address)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return pikepdf.open(BytesIO(answer.data))


def test_maja_sees_when_where_and_what_about_with_promises_first(maja, assembly):
    meeting_id = assembly.meeting()
    assembly.write(meeting_id, SHOP, NEWS)
    assembly.promised(date(2026, 11, 30))
    assembly.do(meeting_actions.put_on_agenda, meeting_id, assembly.idea())
    page = maja.get(f"/moede/{meeting_id}")
    assert page.title == "Beboermøde tirsdag den 1. december" and "Klokken 17 i klubben" in page.main
    agenda = page.soup.select_one(".meeting-lines")
    assert agenda.get_text("|", strip=True).split("|") == [
        "Det har vi lovet", "Vi maler gangen.", "Vi vil have en bænk.", "Vi køber en kaffemaskine.",
        "Nyt fra boligselskabet", "Boligselskabet maler trappen.",
    ]  # fmt: skip
    assert len(agenda.select(".sound")) == 4
    with paper(maja, page.link("Print det, vi taler om")) as pdf:
        assert " ".join(lines_on(pdf)[:6]) == (
            "Beboermøde tirsdag den 1. december Vi mødes i klubben klokken 17. Det her taler vi om. Det har vi lovet"
            " Vi maler gangen."
        )
        assert tags_of(pdf)[:3] == ["H1", "P", "P"] and tags_of(pdf).count("H2") == 4
        assert pdf.Root.Lang == "da" and pdf.Root.MarkInfo.Marked


def test_maja_says_that_she_comes_and_thinks_again(maja, assembly, session):
    meeting_id = assembly.meeting()
    maja.get(f"/moede/{meeting_id}")
    page = maja.press("Jeg kommer")
    assert page.status_message == "Du kommer til mødet." == page.lines()[0]
    assert pressed(page) == ["Jeg kommer"]
    page = maja.press("Jeg kommer ikke")
    assert pressed(page) == ["Jeg kommer ikke"]
    page = maja.press("Ja, mit navn må stå der")
    assert pressed(page) == ["Jeg kommer ikke", "Ja, mit navn må stå der"]
    (own,) = rows(session, MeetingPerson)
    assert (own.comes, own.may_be_named, own.was_there) == (False, True, False)
    maja.post(f"/moede/{meeting_id}/svar", {"svar": "måske"}, status=400)


def test_a_moved_and_a_cancelled_meeting_say_so(maja, assembly):
    meeting_id, other = assembly.meeting(), assembly.meeting(date(2026, 12, 8))
    assembly.do(meeting_actions.move, meeting_id, date(2026, 12, 3), FLAT, moment=MONDAY)
    page = maja.get(f"/moede/{meeting_id}")
    assert page.title == "Beboermøde torsdag den 3. december" and "Klokken 18.30 i fælleslejligheden" in page.main
    assert page.lines()[0] == "Mødet er flyttet, så se dagen igen."
    assembly.do(meeting_actions.cancel, other, because="Bo er syg.", moment=MONDAY)
    page = maja.get(f"/moede/{other}")
    assert page.lines()[:2] == ["Mødet er aflyst.", "Bo er syg."] and not page.has("button", "Jeg kommer")


def test_what_cannot_be_done_any_more_is_said_on_the_page_as_it_is_now(maja, assembly, village):
    meeting_id = assembly.meeting()
    maja.get(f"/moede/{meeting_id}")
    assembly.do(mode_actions.open_meeting, meeting_id, moment=MONDAY)
    page = maja.press("Jeg kommer", status=409)
    assert "Mødet er i gang nu." in page.soup.select_one("#fejl").get_text()
    assert page.link("Vær med til mødet") == f"/moede/{meeting_id}/kort"
    hidden = assembly.meeting(date(2026, 12, 8), announced=False)
    maja.get(f"/moede/{hidden}", status=404)
    maja.get(f"/moede/{hidden}/dagsorden.pdf", status=404)
    maja.post(f"/moede/{hidden}/navn", {"svar": "ja"}, status=409)
    past = assembly.meeting(date(2026, 11, 24))
    later(days=2)
    page = maja.be(village.maja).get(f"/moede/{past}")
    assert page.lines()[0] == "Dagen for mødet er gået." and not page.has("button", "Jeg kommer")


def test_who_was_there_is_named_on_page_and_paper_as_long_as_they_want(maja, assembly, village):
    meeting_id = assembly.meeting()
    for name in ("maja", "ali"):
        assembly.do(meeting_actions.let_be_named, meeting_id, getattr(village, name).id, may=name == "ali")
    assembly.close(
        meeting_id, ("item", "Vi vil have en bænk.", "park"), ("result", "Alle kort er grønne.", "om:1F7E2"),
        ("decision", "Vi køber en bænk.", "yes"), ("who", "Anne gør det.", "person"),
    )  # fmt: skip
    assembly.do(mode_actions.note_who_is_there, meeting_id, [village.maja.id, village.ali.id])
    page = maja.get(f"/moede/{meeting_id}")
    assert page.lines()[:6] == [
        "Vi vil have en bænk.", "Alle kort er grønne.", "Vi køber en bænk.", "Anne gør det.", "Ali var med.",
        "1 anden var også med.",
    ]  # fmt: skip
    page = maja.press("Ja, mit navn må stå der")
    assert "Ali og Maja var med." in page.lines() and "også med" not in page.main
    with paper(maja, page.link("Print referatet")) as pdf:
        assert "Ali og Maja var med." in lines_on(pdf)
        assert tags_of(pdf).count("H2") == 1
    maja.press("Nej, ikke mit navn")
    with paper(maja, f"/moede/{meeting_id}/referat.pdf") as pdf:
        assert "Ali var med." in lines_on(pdf) and not any("Maja" in line for line in lines_on(pdf))


def test_corrected_minutes_say_so_and_the_old_ones_stay(maja, assembly, village):
    meeting_id = assembly.meeting()
    assembly.close(meeting_id, ("item", "Vi køber en bænk.", "park"))
    maja.get(f"/moede/{meeting_id}/referat/2", status=404)

    def correct(session):
        meeting = meeting_actions.held(session, meeting_id)
        mode_actions.add_minutes(
            session, meeting, title="Beboermøde", picture=None, lines=[("item", "Vi køber en stol.", None)],
            hard_because="", by_id=village.bo.id, moment=MONDAY + timedelta(days=1),
        )  # fmt: skip

    assembly.do(correct)
    page = maja.get(f"/moede/{meeting_id}")
    assert page.lines()[:2] == ["Vi har rettet referatet.", "Vi køber en stol."]
    page = maja.click("Se det gamle referat")
    assert (page.title, page.lines()[1]) == ("Det gamle referat", "Vi køber en bænk.")
    assert maja.click("Se det nye referat").lines()[1] == "Vi køber en stol."


def test_the_meetings_that_have_been_are_listed_a_page_at_a_time(maja, assembly):
    assert maja.get("/moede/referater").lines()[0] == "Her er ingen møder endnu."
    for week in range(7):
        assembly.close(assembly.meeting(FIRST_TUESDAY + timedelta(weeks=week)))
    page = maja.get("/moede/referater")
    links = [tag.get_text(" ", strip=True) for tag in page.soup.select("main .choices a")]
    assert links[0] == "Beboermøde tirsdag den 12. januar 2027" and len(links) == 7
    page = maja.click("Se ældre møder")
    assert len(page.soup.select("main .choices a")) == 4 and page.has("a", "Se nyere møder")
    assert maja.get("/moede/referater?side=99999999999999999999").status == 200


def test_twenty_items_and_people_cost_no_more_than_one(maja, assembly, village):
    first, second = assembly.meeting(), assembly.meeting(date(2026, 12, 8))
    assembly.promised(date(2026, 11, 30))
    before = [len(maja.get(f"/moede/{first}").statements)]
    for number in range(19):
        idea_id = assembly.idea(f"Vi vil have bænk {number}.")
        for each in (first, second):
            assembly.do(meeting_actions.put_on_agenda, each, idea_id)
    many = [village.person(f"Beboer{number}", village.maja.role).id for number in range(20)]
    page = maja.get(f"/moede/{first}")
    after = [len(page.statements)]
    assert not check(page.lines(), Audience.RESIDENT, names=["Maja"]).errors
    assembly.close(second)
    before.append(len(maja.get(f"/moede/{second}").statements))
    assembly.do(mode_actions.note_who_is_there, second, many)
    for each in many[::2]:
        assembly.do(meeting_actions.let_be_named, second, each, may=True)
    after.append(len(maja.get(f"/moede/{second}").statements))
    assert before == after and max(after) <= 8
