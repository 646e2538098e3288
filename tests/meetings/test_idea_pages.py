"""Ideas as residents meet them: the front page, all ideas, one idea, and what one can say to it."""

from datetime import datetime

import pytest

from portal import clock
from portal.db import writing
from portal.meetings import mode_actions
from portal.meetings.idea_actions import NEW_WORDS, OWN_IDEA
from portal.meetings.models import IdeaWording, Support
from portal.meetings.rules import Decider, Step
from tests.browser import MOST_STATEMENTS
from tests.house.arranging import rows
from tests.meetings.idea_box import LATER, TUESDAY

GOOD, UNDO, ALONG = "God idé", "Fortryd", "Jeg vil gerne være med"
RIGHT, WRONG = "Ja, ordene er rigtige", "Nej, ret ordene"


@pytest.fixture
def maja(browser, village):
    return browser.be(village.maja)


@pytest.fixture
def ali(browser, village):
    return browser.another().be(village.ali)


def strip(page) -> list[str]:
    """The pictures that are reached, the one it is at now with a star."""
    return [
        stop.get_text(strip=True) + ("*" if "life-now" in stop["class"] else "")
        for stop in page.soup.select(".life-reached")
    ]


def test_the_front_page_begins_with_the_meeting_and_what_became_of_ones_own(maja, box, village):
    page = maja.get("/moede")
    assert "Vi har ikke valgt en dag til mødet endnu." in page.lines()
    assert page.link("Sig din idé") == "/moede/ide/sig" and not page.soup.select(".life")
    meeting_id = box.meeting()
    for number in range(4):
        box.public(village.maja, f"Idé {number}")
    box.step(4, Step.NO, reason="Vi har ikke penge.")
    box.tell(village.maja)
    page = maja.get("/moede")
    assert page.lines()[0] == "Vi holder møde tirsdag den 1. december klokken 17."
    assert page.link("Se mødet") == f"/moede/{meeting_id}"
    titles = [link.get_text(strip=True) for link in page.soup.select("main .card a.choice")]
    assert titles == ["Se mødet", "Din idé", "Idé 3", "Idé 2"]  # the newest three
    assert strip(page) == ["Hørt", "Talt om", "Nej*", "Hørt*"]
    assert "Personalet har fået din idé." in page.lines()
    ways = [page.link(name) for name in ("Alle idéer", "Referater", "Noget er ikke godt")]
    assert ways == ["/moede/ide", "/moede/referater", "/moede/ikke-godt"]
    with writing(box.engine) as session:
        mode_actions.open_meeting(session, meeting_id, moment=clock.now())
    assert maja.get("/moede").link("Vær med i mødet") == f"/moede/{meeting_id}/kort"


def test_all_ideas_stand_newest_first_without_numbers_and_hers_is_marked(maja, box, village, ali):
    page = maja.get("/moede/ide")
    assert "Her er ingen idéer endnu." in page.lines() and page.has("a", "Fortæl en ny idé")
    for number in range(1, 12):
        box.public(village.maja if number == 11 else None, f"Idé {number}")
    box.support(3, village.ali)
    hidden = box.tell(village.ali)
    box.write(hidden, "Alis idé")
    page = maja.get("/moede/ide")
    titles = [link.get_text(strip=True) for link in page.soup.select("main .card a.choice")]
    assert titles == [f"Idé {number}" for number in range(11, 1, -1)]
    assert [tag.get_text() for tag in page.soup.select(".tag")] == ["Din idé"]
    older = maja.click("Se ældre idéer")
    assert [link.get_text(strip=True) for link in older.soup.select("main .card a.choice")] == ["Idé 1"]
    assert older.has("a", "Se nyere idéer") and not older.has("a", "Se ældre idéer")
    maja.get("/moede/ide?side=3", status=404)
    mine = ali.get("/moede/ide?mine")
    assert mine.title == "Mine idéer" and "Personalet har skrevet idéen, så læs den." in mine.lines()
    assert ali.click("Alis idé").address == f"/moede/ide/{hidden}"
    maja.get(f"/moede/ide/{hidden}", status=404)  # not everybody's yet: the same as not there
    maja.get("/moede/ide/999", status=404)


def test_maja_reads_what_staff_wrote_beside_what_she_told_and_says_no_and_yes(maja, ali, box, village, session):
    idea_id = box.tell(village.maja, "vi mangler en bænk")
    here = f"/moede/ide/{idea_id}"
    page = maja.get(here)
    assert page.title == "Din idé" and page.lines()[:2] == ["Personalet har fået din idé.", "vi mangler en bænk"]
    box.write(idea_id, "Vi vil have en bænk.", "Vi kan sidde ude.")
    page = maja.get(here)
    assert {"vi mangler en bænk", "Vi vil have en bænk.", "Vi kan sidde ude."} <= set(page.lines())
    page = maja.press(WRONG, text="To bænke.")
    assert page.status_message == "Personalet retter ordene."
    assert rows(session, IdeaWording)[0].said == "To bænke."
    page = maja.get(here)
    box.write(idea_id, "Vi vil have to bænke.", "Vi kan sidde ude.")
    maja.press(RIGHT, status=409)  # she has read the old words
    assert NEW_WORDS in maja.page.text and "Vi vil have to bænke." in maja.page.lines()
    ali.get(here, status=404)
    page = maja.press(RIGHT)
    assert (page.title, page.status_message) == ("Vi vil have to bænke.", "Nu kan alle se din idé.")
    assert not page.has("button", RIGHT) and not page.has("button", GOOD) and page.has("button", "Tag min idé tilbage")
    page = ali.get(here)
    assert "Det er en idé fra Maja." in page.lines() and strip(page) == ["Hørt*"]
    assert "vi mangler en bænk" not in page.html and "To bænke." not in page.html
    for wrong in ({"svar": "ja", "nummer": "x"}, {"svar": "måske", "nummer": "2"}):
        maja.post(f"{here}/ord", wrong, status=400)
    ali.post(f"{here}/ord", {"svar": "ja", "nummer": "2"}, status=404)


def test_ali_says_good_idea_and_undoes_it_and_comes_along(ali, maja, box, village, session):
    idea_id = box.public(village.maja)
    page = ali.get(f"/moede/ide/{idea_id}")
    page = ali.press(GOOD)
    assert page.status_message == "Du har sagt god idé." and not page.has("button", GOOD)
    page = ali.press(UNDO)
    assert page.has("button", GOOD) and rows(session, Support) == []
    page = ali.press(ALONG)
    assert {"Du har sagt god idé.", "Du vil gerne være med.", "Personalet kan se det."} <= set(page.lines())
    page = ali.press("Jeg vil ikke være med")
    assert page.has("button", ALONG) and page.has("button", UNDO)
    maja.get(f"/moede/ide/{idea_id}")
    page = maja.post(f"/moede/ide/{idea_id}/god", status=409)
    assert OWN_IDEA in page.text
    box.step(idea_id, Step.YES)
    box.step(idea_id, Step.DONE)
    page = ali.get(f"/moede/ide/{idea_id}")
    assert not page.has("button", ALONG) and strip(page) == ["Hørt", "Talt om", "Ja", "Gjort*"]


def test_the_answer_says_who_why_and_when_and_a_broken_promise_says_so(ali, box, village):
    idea_id = box.public(None)
    page = ali.get(f"/moede/ide/{idea_id}")
    assert "Vi har ikke talt om idéen endnu." in page.lines() and "idé fra" not in page.text
    later = box.step(
        idea_id, Step.LATER, reason="Der er sne i gården.", until=LATER, decided_by=Decider.MEETING,
        responsible_id=village.bo.id,
    )  # fmt: skip
    page = ali.get(f"/moede/ide/{idea_id}")
    said = ["Beboermødet vil vente.", "Der er sne i gården.", "Vi taler om idéen igen tirsdag den 12. januar 2027.",
            "Bo sørger for det."]  # fmt: skip
    assert page.lines()[: len(said)] == said and strip(page) == ["Hørt", "Talt om", "Senere*"]
    clock.freeze(datetime(2027, 1, 13, 12))
    page = ali.be(village.ali).get(f"/moede/ide/{idea_id}")
    assert {"Vi lovede det til tirsdag den 12. januar.", "Vi taler om idéen på næste møde."} <= set(page.lines())
    box.correct(idea_id, later.id, Step.NO, reason="Vi har ikke penge.", decided_by=Decider.HOUSING)
    page = ali.get(f"/moede/ide/{idea_id}")
    assert page.lines()[:2] == ["Boligselskabet siger nej.", "Vi har ikke penge."]
    assert "Svaret er rettet." in page.lines()
    assert [tag.get_text() for tag in page.soup.select(".idea-wrong .tag")] == ["Det er rettet"]
    assert "Der er sne i gården." in page.soup.select_one("details").get_text()


def test_a_joined_idea_leads_to_the_one_it_lives_on_in(ali, maja, box, village):
    bench, seat = box.public(village.maja), box.public(village.ali, "Vi vil sidde ude.")
    box.join(seat, bench)
    for who in (ali, maja):
        page = who.get(f"/moede/ide/{seat}")
        assert "Idéen er lagt sammen med en anden." in page.lines() and not page.has("button", GOOD)
        assert who.click("Vi vil have en bænk.").address == f"/moede/ide/{bench}"
    assert "Vi vil sidde ude." not in maja.get("/moede/ide").text
    assert "Idéen er lagt sammen med en anden." in ali.get("/moede/ide?mine").lines()


def test_what_is_taken_back_is_there_for_nobody_but_her(maja, ali, box, village):
    idea_id = box.public(village.maja)
    maja.get(f"/moede/ide/{idea_id}")
    page = maja.press("Tag min idé tilbage")
    assert page.lines()[:2] == ["Du har taget idéen tilbage.", "De andre kan ikke se den mere."]
    ali.get(f"/moede/ide/{idea_id}", status=404)
    assert "Vi vil have en bænk." not in maja.get("/moede/ide?mine").text + ali.get("/moede/ide").text
    maja.another().be(village.anne).get(f"/personale/moede/ide/{idea_id}", status=404)


def a_lot_happens(box, village) -> None:
    """Everything twenty times: ideas, wordings, steps, people who like them, meetings."""
    for number in range(20):
        idea_id = box.public(village.maja, f"Idé {number}", "En linje.", "En linje til.")
        box.public(None, f"Ukendt {number}")
        box.support(idea_id, village.ali, along=True)
        box.step(idea_id, Step.LATER, reason="Vi venter.", until=LATER)
    for number in range(20):
        box.write(1, f"Bænk {number}")
        box.step(1, Step.LATER, reason=f"Vi venter {number}.", until=LATER)
    box.join(4, 1)


def test_twenty_times_as_much_costs_no_more_statements(maja, ali, box, village, browser):
    anne = browser.another().be(village.anne)
    box.public(village.maja)
    box.support(1, village.ali)
    box.meeting(TUESDAY)
    pages = [
        (maja, "/moede"), (maja, "/moede/ide"), (maja, "/moede/ide?mine"), (maja, "/moede/ide/1"),
        (ali, "/moede/ide/1"), (anne, "/personale/moede"), (anne, "/personale/moede/ide/1"),
    ]  # fmt: skip
    before = [len(who.get(page).statements) for who, page in pages]
    a_lot_happens(box, village)
    after = [len(who.get(page).statements) for who, page in pages]
    assert after[0] <= before[0] and after[1:3] == before[1:3] and after[4:] == before[4:]
    assert after[3] <= before[3] + 1  # she is asked about new words, and what she was writing is looked for
    assert max(after[:5]) <= MOST_STATEMENTS
