"""Anne lays meetings after a look at their days, invites, writes the agenda, moves and cancels."""

import re
from datetime import date, time

import pytest

from portal.content.demo_places import read_demo_places
from portal.db import writing
from portal.demo.places import seed_places
from portal.meetings import meeting_telling
from portal.meetings.agenda_kind import NO_LINE, TOO_MANY, AgendaKind
from portal.meetings.meeting_models import Meeting
from portal.meetings.meeting_rules import ItemKind
from portal.pictograms.catalogue import picture_keys
from portal.publishing.rules import Document, new_line
from portal.settings import ROOT
from tests.house.arranging import rows
from tests.meetings.gathering import MONDAY

PLAN = "/personale/moede/plan"
THURSDAYS = {"which": "4", "weekday": "3", "starts": "17:30", "place": "klubben", "first_day": "2026-11-24"}


@pytest.fixture
def anne(browser, village, engine):
    """Anne, in a house that has its places."""
    people = {name: getattr(village, name) for name in ("anne", "bo", "mette")}
    with writing(engine) as session:
        written = read_demo_places(ROOT / "content" / "demo", picture_keys(), people)
        seed_places(session, written, {name: session.merge(each) for name, each in people.items()}, moment=MONDAY)
    return browser.be(village.anne)


def shown(page):
    """The days of the rule with what is said about each, and those that are ticked."""
    days = [each.get_text(" ", strip=True) for each in page.soup.select("#dage li")]
    return days, [each["value"] for each in page.soup.select("#dage input[checked]")]


def test_the_days_are_shown_before_they_are_laid_and_single_ones_can_be_left_out(anne, session, village):
    anne.get(PLAN)
    page = anne.press("Se dagene", **THURSDAYS)
    assert rows(session, Meeting) == []
    days, ticked = shown(page)
    assert days[:3] == [
        "torsdag den 26. november", "torsdag den 24. december Juleaftensdag", "torsdag den 28. januar 2027"
    ]  # fmt: skip
    assert days[4] == "torsdag den 25. marts 2027 Skærtorsdag"
    assert ticked == ["2026-11-26", "2027-01-28", "2027-02-25", "2027-04-22"]
    page = anne.press("Læg møderne", dage=["2026-11-26", "2026-12-24", "2027-02-25"], starts="18:00")
    assert "Se dagene igen, og gem så." in page.main and rows(session, Meeting) == []  # another hour was shown
    page = anne.press("Læg møderne", dage=["2026-11-26", "2026-12-24", "2027-02-25"])
    assert page.status_message == "Møderne er lagt. Inviter beboerne, når du er klar."
    held = rows(session, Meeting, Meeting.cancelled_at.is_(None))
    assert [each.on.isoformat() for each in held] == ["2026-11-26", "2026-12-24", "2027-02-25"]
    assert {(each.starts, each.where, each.announced_at) for each in held} == {(time(18), "i klubben", None)}
    assert "Vi mødes den fjerde torsdag hver måned klokken 18 i klubben." in page.main
    assert page.main.count("Ikke vist endnu") == 3
    page = anne.press("Se dagene")  # the rule that counts stands in the form
    days, ticked = shown(page)
    assert ticked == ["2026-11-26", "2027-02-25"] and days[2].endswith("valgt fra sidst")


def test_what_everybody_knows_of_stays_and_says_so(anne, assembly, session):
    assembly.lay()
    first, second, third, *_others = [each.id for each in rows(session, Meeting)]
    for each in (first, second, third):
        anne.get(f"/personale/moede/{each}")
        anne.press("Inviter beboerne")
    anne.get(f"/personale/moede/{second}/flyt")
    anne.press("Flyt mødet", on="2027-01-07")
    anne.get(f"/personale/moede/{third}/aflys")
    anne.press("Ja, aflys mødet", because="Bo er syg.")
    anne.get(PLAN)
    days, ticked = shown(anne.press("Se dagene", starts="19:00", place="klubben"))
    assert days[:3] == [
        "tirsdag den 1. december er der allerede",
        "tirsdag den 5. januar 2027 mødet er flyttet til torsdag den 7. januar 2027",
        "tirsdag den 2. februar 2027 mødet er aflyst",
    ]
    anne.press("Læg møderne", dage=ticked)
    held = rows(session, Meeting, Meeting.cancelled_at.is_(None))
    assert [(each.on.day, each.starts.hour) for each in held] == [(1, 17), (7, 17), (2, 19), (6, 19), (4, 19)]


def test_what_is_missing_is_said_at_the_field_and_what_was_typed_stays(anne, session):
    anne.get(PLAN)
    page = anne.press("Se dagene", status=422, which="4", starts="", place="", first_day="2020-01-01")
    assert [each.get_text() for each in page.soup.select(".field-fault")] == [
        "Skriv et klokkeslæt.", "Vælg et sted.", "Vælg en dag, der kommer.",
    ]  # fmt: skip
    assert page.soup.select_one("#which option[selected]")["value"] == "4"
    anne.press("Se dagene", status=422, **(THURSDAYS | {"last_day": "2026-11-01"}))
    page = anne.press("Se dagene", **(THURSDAYS | {"last_day": "2026-11-25"}))
    assert "Vælg en senere dag i feltet Til." in page.main and rows(session, Meeting) == []


def test_a_single_meeting_is_laid_invited_moved_and_cancelled(anne, assembly, session, village):
    anne.get(PLAN)
    anne.click("Lav et enkelt møde")
    anne.press("Læg mødet", status=422, on="", place="klubben")
    page = anne.press("Læg mødet", on="2026-12-01", starts="17:00", place="klubben")
    assert page.title == "Møde tirsdag den 1. december" and "Beboerne kan ikke se mødet endnu." in page.main
    page = anne.press("Inviter beboerne")
    assert page.status_message == "Beboerne er inviteret." and "Har ikke svaret: Ali, Maja" in page.main
    anne.click("Flyt mødet")
    anne.press("Flyt mødet", on="2026-12-03", starts="17:00", place="klubben")
    assert assembly.told(village.maja, unseen=True) == [meeting_telling.MOVED]
    page = anne.click("Aflys mødet")
    page = anne.press("Ja, aflys mødet", status=422, because="")
    page = anne.press("Ja, aflys mødet", status=422, because="Iflg. Bo er der ikke nogen mulighed.")
    page = anne.press("Ja, aflys mødet", because="Bo er syg.")
    assert "Mødet er aflyst." in page.main and "Bo er syg." in page.main
    assert not page.has("button", "Åbn mødet") and not page.has("a", "Flyt mødet")
    assert assembly.told(village.maja, unseen=True) == [meeting_telling.CANCELLED]
    anne.get(page.address.partition("#")[0] + "/flyt", status=409)


def test_the_agenda_is_ideas_promises_and_what_staff_write(anne, assembly, session):
    meeting_id = assembly.meeting()
    promise, bench = assembly.promised(date(2026, 11, 30)), assembly.idea()
    page = anne.get(f"/personale/moede/{meeting_id}")
    assert "lovet til mandag den 30. november, så det kommer først" in page.main
    anne.press("Sæt på: Vi vil have en bænk.")
    anne.press("Skriv dagsorden")
    line = anne.page.soup.select_one("form[action*='/linje/']")["action"]
    anne.post(line, {"sentence": "Vi køber en lampe.", "was": ""})
    page = anne.get(f"/personale/skriv/dagsorden/{meeting_id}/vis/skaerm?nummer=3")
    assert "Punkt 3 af 3" in page.main and page.lines()[0] == "Vi køber en lampe."
    page = anne.get(f"/personale/skriv/dagsorden/{meeting_id}/vis/beboer")
    assert page.lines()[:3] == ["Vi maler gangen.", "Vi vil have en bænk.", "Vi køber en lampe."]
    assert not page.has("button", "Jeg kommer")
    assert anne.raw("GET", f"/personale/skriv/dagsorden/{meeting_id}/vis/print").data.startswith(b"%PDF")
    anne.get(f"/personale/skriv/dagsorden/{meeting_id}")
    page = anne.press("Udgiv nu")
    items = assembly.agenda(meeting_id)
    assert [(each.idea_id, each.sentence, each.kind) for each in items] == [
        (bench, "", ItemKind.IDEA), (None, "Vi køber en lampe.", ItemKind.PURCHASE),
    ]  # fmt: skip
    anne.press("Flyt op: Vi køber en lampe.")
    assert [each.idea_id for each in assembly.agenda(meeting_id)] == [None, bench]
    anne.press("Skriv dagsorden")
    line = anne.page.soup.select_one("form[action*='/linje/']")["action"]
    anne.post(line, {"sentence": "Vi køber en stor lampe.", "was": "Vi køber en lampe."})
    anne.get(f"/personale/skriv/dagsorden/{meeting_id}")
    anne.press("Udgiv nu")
    again = assembly.agenda(meeting_id)
    assert [each.id for each in again] == [items[1].id, items[0].id] and again[0].sentence == "Vi køber en stor lampe."
    page = anne.press("Tag af: Vi vil have en bænk.")
    assert page.has("button", "Sæt på: Vi vil have en bænk.")
    with_promise = anne.raw("GET", f"/personale/moede/{meeting_id}/dagsorden.pdf")
    assert with_promise.data.startswith(b"%PDF")
    answer = anne.raw(
        "POST", f"/personale/moede/{meeting_id}/aabn", data={"csrf_token": anne.token()}
    )  # the screen is a page of its own
    assert answer.headers["Location"] == f"/personale/moede/{meeting_id}/skaerm"
    assert [each.idea_id for each in assembly.agenda(meeting_id)] == [promise, None]


def test_an_agenda_needs_lines_and_not_too_many():
    lines = [new_line("purchase", f"Vi køber {number} lamper.") for number in range(11)]
    faults = [AgendaKind().faults(Document("", None, tuple(lines[:number]))) for number in (0, 1, 10, 11)]
    assert [[fault.sentence for fault in found] for found in faults] == [[NO_LINE], [], [], [TOO_MANY]]
    assert all(re.fullmatch(r"[a-z_]+", part.key) for part in AgendaKind.parts)
