"""A meeting is closed: its minutes are shown first, hard words need a reason, and a new version corrects them."""

from datetime import date, timedelta

import pytest

from portal.meetings import meeting_actions, mode_actions
from portal.meetings.meeting_actions import Written
from portal.meetings.meeting_models import Meeting, MeetingPerson, Minutes
from portal.meetings.meeting_rules import ItemKind
from portal.meetings.minutes_kind import NO_ITEM, NO_LINE, NO_TITLE, STAYS, MinutesKind, document_of
from portal.meetings.mode_actions import Decision
from portal.meetings.models import Idea
from portal.meetings.rules import Step
from portal.refusal import Refused
from tests.house.arranging import rows
from tests.meetings.gathering import MONDAY

HARD = "Vi evaluerer alternativerne vedrørende lamper."


@pytest.fixture
def anne(browser, village):
    return browser.be(village.anne)


@pytest.fixture
def running(assembly) -> int:
    """A meeting that is on, about a bench and a lamp."""
    meeting_id = assembly.meeting()
    assembly.do(meeting_actions.put_on_agenda, meeting_id, assembly.idea())
    assembly.write(meeting_id, Written(ItemKind.PURCHASE, "Vi køber en lampe.", "light"))
    assembly.do(mode_actions.open_meeting, meeting_id, moment=MONDAY)
    return meeting_id


def decide(assembly, meeting_id, place, decision):
    item = assembly.agenda(meeting_id)[place]
    assembly.do(mode_actions.decide, meeting_id, item.id, decision, moment=MONDAY)


def test_anne_reads_the_minutes_and_closes_the_meeting(anne, assembly, running, session, village):
    later = Decision(Step.LATER, "Vi venter med bænken.", "Vi mangler penge.", date(2027, 1, 12), village.anne.id)
    decide(assembly, running, 0, later)
    page = anne.get(f"/personale/moede/{running}/slut")
    said = [each.get_text(" ", strip=True) for each in page.soup.select(".meeting-line")]
    assert said == [
        "Vi vil have en bænk.", "Vi venter med bænken.", "Vi mangler penge.",
        "Anne tager det op igen tirsdag den 12. januar 2027.", "Vi køber en lampe.", "Vi har talt om det.",
    ]  # fmt: skip
    anne.press("Gem, hvem der var med", hvem=[str(village.maja.id), "7x", str(village.anne.id)])
    assert [each.person_id for each in rows(session, MeetingPerson, MeetingPerson.was_there)] == [village.maja.id]
    page = anne.press("Luk mødet")
    assert page.status_message == "Mødet er lukket. Beboerne kan læse referatet." and "Vi mangler penge." in page.main
    (minutes,) = rows(session, Minutes)
    assert (minutes.title, minutes.number, len(minutes.lines)) == ("Beboermøde tirsdag den 1. december", 1, 6)
    assert rows(session, Idea)[0].now is Step.LATER
    anne.press("Gem, hvem der var med", hvem=[str(village.ali.id)])
    assert [each.person_id for each in rows(session, MeetingPerson, MeetingPerson.was_there)] == [village.ali.id]
    assert anne.get(f"/personale/moede/{running}/slut").title == "Møde tirsdag den 1. december"
    assert anne.raw("GET", page.link("Print udgave 1")).data.startswith(b"%PDF")


def test_hard_minutes_need_other_words_or_a_reason(anne, assembly, running, session):
    decide(assembly, running, 1, Decision(None, HARD))
    item_id = assembly.agenda(running)[1].id
    page = anne.get(f"/personale/moede/{running}/slut")
    assert page.link("Skriv det lettere på skærmen") == f"/personale/moede/{running}/skaerm/{item_id}/beslutning"
    assert "vedrørende" in page.soup.select_one(".meeting-said[data-hard] .findings").get_text()
    page = anne.press("Luk mødet", status=422)
    assert page.soup.select_one(".field-fault").get_text() == "Ret linjerne på skærmen, eller skriv hvorfor."
    assert rows(session, Meeting)[0].closed_at is None
    decide(assembly, running, 1, Decision(None, HARD + " Ja."))
    page = anne.press("Luk mødet", status=409, hard_because="Mødet bad om det.")
    assert "Læs referatet igen, for det er ændret." in page.text
    anne.get(f"/personale/moede/{running}/slut")
    anne.press("Luk mødet", hard_because="Mødet bad om det.")
    assert rows(session, Minutes)[0].hard_because == "Mødet bad om det."


def test_a_meeting_that_is_not_on_cannot_be_closed(anne, assembly):
    meeting_id = assembly.meeting()
    anne.get(f"/personale/moede/{meeting_id}/slut", status=409)
    anne.post(f"/personale/moede/{meeting_id}/slut", status=409)
    anne.get("/personale/moede/99/slut", status=404)
    anne.get(f"/personale/moede/{meeting_id}/referat/1.pdf", status=404)


def test_minutes_are_corrected_in_the_editor_by_a_new_version(anne, assembly, session, village):
    meeting_id = assembly.meeting()
    assembly.close(meeting_id, ("item", "Vi vil have en bænk.", "park"), ("decision", "Vi køber en bænk.", "yes"))
    anne.get(f"/personale/moede/{meeting_id}")
    page = anne.press("Ret referatet")
    lines = [each["action"] for each in page.soup.select("form[action*='/linje/']")]
    decision = [each for each in dict.fromkeys(lines) if not each.endswith("/titel")][1]
    anne.post(decision, {"sentence": "Vi køber en stol.", "was": "Vi køber en bænk."})
    page = anne.get(f"/personale/skriv/referat/{meeting_id}/vis/beboer")
    assert page.lines()[:3] == ["Vi har rettet referatet.", "Vi vil have en bænk.", "Vi køber en stol."]
    assert anne.raw("GET", f"/personale/skriv/referat/{meeting_id}/vis/print").data.startswith(b"%PDF")
    page = anne.get(f"/personale/skriv/referat/{meeting_id}")
    assert not page.has("button", "Træk det udgivne tilbage")
    page = anne.press("Udgiv nu")
    assert "Vi køber en stol." in page.main and page.has("a", "Print udgave 2") and page.has("a", "Print udgave 1")
    first, second = rows(session, Minutes)
    assert first.lines[1][1] == "Vi køber en bænk." and second.lines[1] == ["decision", "Vi køber en stol.", "yes"]


def test_what_minutes_need():
    def faults(title, *parts):
        return [f.sentence for f in MinutesKind().faults(document_of(title, None, [(p, p, None) for p in parts]))]

    assert faults("", "item", "decision") == [NO_TITLE]
    assert faults("Møde") == [NO_LINE]
    assert faults("Møde", "decision", "item") == [NO_ITEM]
    assert faults("Møde", "item", "result", "decision", "reason", "who") == []
    with pytest.raises(Refused, match=STAYS):
        MinutesKind().withdraw(None, 1, moment=MONDAY + timedelta(days=1))
