"""The staff's desk of ideas: written down, written as lines, put on an agenda, answered, corrected, joined."""

from datetime import datetime
from io import BytesIO

import pytest

from portal import clock
from portal.meetings.idea_actions import NOT_OUT
from portal.meetings.idea_kind import NO_TITLE, TOO_MANY, IdeaKind
from portal.meetings.life import LATER_IS_AHEAD, NOT_NOW, SAY_WHEN, SAY_WHY
from portal.meetings.meeting_models import Item
from portal.meetings.models import Idea, IdeaWording, LifeStep
from portal.meetings.rules import Decider, Standing, Step
from portal.meetings.spoken import published_sentences
from portal.meetings.staff_forms import NO_TEXT
from portal.publishing.rules import Document, new_line
from tests.house.arranging import rows
from tests.media.photo_files import photo
from tests.meetings.idea_box import LATER

DESK = "/personale/moede"


@pytest.fixture
def anne(browser, village):
    return browser.be(village.anne)


def part(page, name: str) -> str:
    """What stands in one part of the desk."""
    section = page.soup.select_one(f"section[aria-label='{name}']")
    return " ".join(section.get_text(" ").split()) if section else ""


def test_an_idea_somebody_said_is_typed_in_once_with_a_name_or_without(anne, village, session):
    anne.get(DESK)
    anne.click("Skriv en idé ned")
    page = anne.press("Gem idéen", text=" ", status=422, whose=str(village.maja.id))
    assert NO_TEXT in page.text and page.soup.select_one("option[selected]").get_text() == "Maja"
    anne.press("Gem idéen", text="en gynge", whose="999", status=422)
    page = anne.press("Gem idéen", text="en gynge", whose="0")
    assert page.title == "Idé uden navn" and "Skrevet ned af Anne" in page.main and "en gynge" in page.main
    (idea,) = rows(session, Idea)
    assert idea.author_id is None
    assert "en gynge" in part(anne.get(DESK), "Idéer, I skal skrive")


def test_anne_writes_lines_and_maja_is_asked(anne, box, village, session):
    idea_id = box.tell(village.maja)
    anne.get(f"{DESK}/ide/{idea_id}")
    page = anne.press("Skriv linjer")
    assert page.title == "Idé fra Maja: Uden navn"
    editor = page.address.split("?")[0]
    anne.post(f"{editor}/titel", {"title": "", "sentence": "Vi vil have en bænk.", "was": ""})
    line = anne.get(editor).soup.select_one("#linjer textarea")["id"].removeprefix("linje-")
    anne.post(f"{editor}/linje/{line}", {"sentence": "Vi kan sidde ude.", "was": ""})
    shown = anne.get(f"{editor}/vis/beboer")
    assert shown.lines() == ["Vi vil have en bænk.", "Vi kan sidde ude."]
    assert "Kladde" in part(anne.get(DESK), "Idéer, I skal skrive")
    anne.get(editor)
    page = anne.press("Udgiv nu")
    assert page.address == f"{DESK}/ide/{idea_id}" and "Maja er spurgt, om ordene er rigtige." in page.main
    assert "Vi vil have en bænk." in part(anne.get(DESK), "Venter på beboeren")
    box.answer(idea_id, village.maja, is_right=False, said="To bænke.")
    asked = part(anne.get(DESK), "Idéer, I skal skrive")
    assert "Maja siger, at ordene er forkerte. To bænke." in asked
    anne.get(f"{DESK}/ide/{idea_id}")
    page = anne.press("Skriv nye linjer")
    assert "Vi kan sidde ude." in page.html  # she goes on with the words there were
    anne.press("Udgiv nu")
    assert [(row.number, row.lines) for row in rows(session, IdeaWording)] == [
        (1, [["Vi kan sidde ude.", None]]), (2, [["Vi kan sidde ude.", None]])
    ]  # fmt: skip


def test_a_name_is_needed_and_five_lines_are_enough():
    kind = IdeaKind()
    lines = tuple(new_line("said", f"Linje {number}.") for number in range(6))
    assert [fault.sentence for fault in kind.faults(Document("", None, lines))] == [NO_TITLE, TOO_MANY]
    assert kind.faults(Document("En bænk", None, lines[:5])) == []
    assert kind.faults(Document("En bænk", None, ())) == []


def test_the_desk_shows_what_is_owed_first_and_what_is_decided(anne, box, village):
    late, coming, open_one, over = (box.public(village.maja, f"Idé {number}") for number in range(4))
    box.step(late, Step.LATER, reason="Vi venter.", until=LATER)
    box.step(coming, Step.YES)
    box.step(over, Step.NO, reason="Vi har ikke penge.")
    assert not part(anne.get(DESK), "Løfter, der skal holdes nu")
    clock.freeze(datetime(2027, 1, 13, 12))
    page = anne.be(village.anne).get(DESK)
    owed = part(page, "Løfter, der skal holdes nu")
    assert "Idé 0" in owed and "Dagen er gået" in owed and "tirsdag den 12. januar" in owed
    assert "Idé 1" in part(page, "Lovet") and "Idé 2" in part(page, "Idéer uden svar")
    assert "Idé 3" in page.soup.select_one("details").get_text() and open_one
    assert "Dagen er gået" in anne.get(f"{DESK}/ide/{late}").main


def test_an_idea_is_put_on_the_agenda_of_the_next_meeting(anne, box, village, session):
    idea_id, meeting_id = box.public(village.maja), box.meeting()
    box.support(idea_id, village.ali, along=True)
    page = anne.get(f"{DESK}/ide/{idea_id}")
    assert "1 har sagt god idé." in page.main and "De vil gerne være med: Ali" in page.main
    page = anne.press("Tal om den tirsdag den 1. december")
    assert page.link("tirsdag den 1. december") == f"{DESK}/{meeting_id}"
    assert [item.idea_id for item in rows(session, Item)] == [idea_id]
    assert "På dagsordenen" in part(anne.get(DESK), "Idéer uden svar")
    hidden = box.tell(village.ali)
    page = anne.get(f"{DESK}/ide/{hidden}")
    assert not page.has("button", "Tal om den tirsdag den 1. december") and not page.has("a", "Ja")
    anne.post(f"{DESK}/ide/{hidden}/dagsorden", {"moede": str(meeting_id)}, status=409)
    anne.get(f"{DESK}/ide/{hidden}/trin?til=yes", status=409)


def test_what_is_wrong_in_a_step_is_said_and_what_was_typed_stays(anne, box, village, session):
    idea_id = box.public(village.maja)
    page = anne.get(f"{DESK}/ide/{idea_id}")
    assert [page.has("a", name) for name in ("Talt om", "Ja", "Nej", "Senere", "Gjort")] == [True] * 4 + [False]
    page = anne.click("Senere")
    assert page.title == "Senere"
    page = anne.press("Gem: Senere", status=422, reason="", until="")
    assert SAY_WHY in page.text and SAY_WHEN in page.text
    page = anne.press("Gem: Senere", status=422, reason="Der er sne.", until="2026-11-23")
    assert LATER_IS_AHEAD in page.text and page.soup.select_one("#reason")["value"] == "Der er sne."
    hard = "Der skal tages hensyn til øvrige beboere jf. husordenen."
    page = anne.press("Gem: Senere", status=422, reason=hard, until="2027-01-12")
    assert page.soup.select_one("#reason")["value"] == hard and page.soup.select_one("#reason-fault")
    anne.press("Gem: Senere", status=422, reason="Der er sne.", until="2027-01-12", decided_by="kongen")
    page = anne.press(
        "Gem: Senere", reason="Der er sne.", until="2027-01-12", decided_by="housing", responsible=str(village.bo.id)
    )
    assert "Boligselskabet vil vente." in page.main and "Bo sørger for det." in page.main
    _heard, step = rows(session, LifeStep)
    assert (step.step, step.until, step.decided_by, step.responsible_id) == (
        Step.LATER, LATER, Decider.HOUSING, village.bo.id
    )  # fmt: skip
    for wrong in ("", "heard", "x"):
        anne.get(f"{DESK}/ide/{idea_id}/trin?til={wrong}", status=404)


def test_two_open_the_same_step_and_the_second_sees_what_the_first_said(anne, box, village):
    idea_id = box.public(village.maja)
    bo = anne.another().be(village.bo)
    for own in (anne, bo):
        own.get(f"{DESK}/ide/{idea_id}/trin?til=no")
    anne.press("Gem: Nej", reason="Vi har ikke penge.")
    page = bo.press("Gem: Nej", reason="Vi har ikke plads.", status=409)
    assert NOT_NOW in page.text and "Vi har ikke penge." in page.main and "Vi har ikke plads." in page.main
    for own in (anne, bo):
        own.get(f"{DESK}/ide/{idea_id}")
        page = own.click("Ret det nyeste")
        assert page.soup.select_one("#reason")["value"] == "Vi har ikke penge."
    page = anne.press("Ret det", reason="Det er for dyrt.")
    assert page.status_message == "Det er rettet." and "Rettet" in page.main and "Vi har ikke penge." in page.main
    bo.press("Ret det", reason="Vi har ikke plads.", status=409)
    page = anne.get(f"{DESK}/ide/{idea_id}/ret")
    page = anne.click("Ret til: Ja")
    page = anne.press("Ret det", reason="Vi køber den.")
    assert "Beboermødet siger ja." in page.main


def test_the_photo_of_what_is_done_is_shown_in_the_house_and_kept_by_nobody(anne, box, village, session, app):
    idea_id = box.public(village.maja)
    box.step(idea_id, Step.YES)
    anne.get(f"{DESK}/ide/{idea_id}")
    anne.click("Gjort")
    page = anne.press("Gem: Gjort", status=422, foto=(BytesIO(b"no photo"), "a.jpg"))
    assert "Billedet virker ikke, så vælg et andet." in page.text
    assert not list(app.extensions["told"].folder.glob("*"))
    page = anne.press("Gem: Gjort", reason="Bænken står i gården.", foto=(BytesIO(photo()), "a.jpg"))
    done = rows(session, LifeStep)[-1]
    seen = page.soup.select_one(".desk-photo")["src"]
    assert seen == f"/moede/ide/{idea_id}/foto/{done.id}"
    maja = anne.another().be(village.maja)
    assert maja.get(f"/moede/ide/{idea_id}").soup.select_one(".idea-photo")["src"] == seen
    with maja.raw("GET", seen) as answer:
        assert (answer.mimetype, answer.headers["Cache-Control"]) == ("image/webp", "private, no-store")
    assert maja.raw("GET", f"/moede/ide/{idea_id}/foto/{done.id - 1}").status_code == 404
    anne.get(f"{DESK}/ide/{idea_id}/ret")
    anne.press("Ret det", reason="Bænken står ved træet.")  # only the words: the photo stays
    corrected = rows(session, LifeStep)[-1]
    assert corrected.photo not in (None, done.photo)
    with maja.raw("GET", f"/moede/ide/{idea_id}/foto/{corrected.id}") as answer:
        assert answer.status_code == 200


def test_ideas_that_are_alike_are_joined_and_parted(anne, box, village):
    bench, seat, _film = (
        box.public(village.maja, "Vi vil have en bænk."), box.public(village.ali, "Bænken skal være rød."),
        box.public(None, "Vi ser film."),
    )  # fmt: skip
    page = anne.get(f"{DESK}/ide/{seat}")
    assert page.has("button", "Læg sammen med: Vi vil have en bænk.")
    assert not page.has("button", "Læg sammen med: Vi ser film.")
    page = anne.press("Læg sammen med: Vi vil have en bænk.")
    assert page.address == f"{DESK}/ide/{bench}" and page.link("Bænken skal være rød.") == f"{DESK}/ide/{seat}"
    assert "Bænken skal være rød." not in part(anne.get(DESK), "Idéer uden svar")
    page = anne.post(f"{DESK}/ide/{seat}/saml", {"med": str(bench)})
    page = anne.get(f"{DESK}/ide/{seat}")
    assert not page.has("a", "Ja") and page.link("Vi vil have en bænk.") == f"{DESK}/ide/{bench}"
    page = anne.press("Skil idéerne ad")
    assert page.has("a", "Ja") and page.status_message == "Idéen står for sig selv igen."
    hidden = box.tell(village.maja)
    assert NOT_OUT in anne.post(f"{DESK}/ide/{hidden}/saml", {"med": str(bench)}, status=409).text
    assert Standing.SENT and anne.page.title == "Idé fra Maja"


def test_what_everybody_may_hear_has_sound_before_anybody_asks(box, village, session):
    box.public(village.maja, "Vi vil have en bænk.", "Vi kan sidde ude.")
    box.step(1, Step.NO, reason="Vi har ikke penge.")
    hidden = box.tell(village.ali)
    box.write(hidden, "Alis idé")
    box.write(1, "Nye ord")
    said = ["Vi vil have en bænk.", "Vi kan sidde ude.", "Vi har ikke penge."]
    assert published_sentences(session) == said
