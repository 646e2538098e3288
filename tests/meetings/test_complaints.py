"""Maja tells one person that something is not good: nobody else sees it, and she hears every answer."""

from datetime import date, time

import pytest

from portal import clock
from portal.db import writing
from portal.meetings import complaint_actions, idea_actions, meeting_actions, pieces
from portal.meetings.laying import WhenAndWhere
from portal.meetings.life import Word
from portal.meetings.models import Complaint, LifeStep, Piece
from portal.meetings.rules import PieceKind, Step
from portal.notices.models import Notice
from portal.people.consent.rules import Topic
from portal.people.models import LogKind, Person
from portal.people.newcomers import leave
from portal.people.rules import Role
from portal.refusal import Refused
from tests.consent.family import relative_of
from tests.house.arranging import at_once, logged, rows

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
FRONT, SEND = "/moede/ikke-godt", "/moede/ikke-godt/send"
MINE, STAFFS = "/moede/ikke-godt/1", "/personale/moede/ikke-godt/1"
NOISE = "Naboen larmer om natten."
NOT_SENT = "Du har fortalt noget, men det er ikke sendt."
THREADS = 12


def tell(engine, person: Person, *texts: str) -> None:
    with writing(engine) as begun:
        for text in texts:
            pieces.add(begun, person.id, PieceKind.TEXT, tap=text, is_complaint=True, text=text)


def told(engine, person: Person, to: Person, *texts: str) -> int:
    """Somebody has told somebody; its number."""
    tell(engine, person, *(texts or (NOISE,)))
    with writing(engine) as begun:
        tap = f"tap-{person.id}-{len(texts)}-{to.id}"
        return complaint_actions.send(begun, person.id, to.id, tap=tap, moment=clock.now()).id


def answer(engine, staff: Person, step: Step, number: int = 1, **more) -> None:
    with writing(engine) as begun:
        complaint_actions.take_step(begun, number, staff.id, Word(step, **more), moment=clock.now())


def strip(page) -> list[str]:
    return [stop.get_text(strip=True) for stop in page.soup.select(".life-reached")]


def test_maja_tells_bo_and_nobody_else(browser, village, engine, session):
    maja, bo, anne, mette = (browser.another().be(getattr(village, name)) for name in ("maja", "bo", "anne", "mette"))
    assert NOT_SENT not in maja.get(FRONT).lines()
    maja.get(SEND)
    assert maja.page.address == FRONT  # there is nothing to send
    tell(engine, village.maja, NOISE, "Jeg kan ikke sove.")
    assert NOT_SENT in maja.get(FRONT).lines()
    maja.click("Se det, og send det")
    names = [each.get_text(strip=True) for each in maja.page.soup.select("#hvem .choice-label")]
    assert names == ["Anne", "Bo"]  # her contact person first; Mette does not work with her
    page = maja.press("Send det nu", status=422)
    assert "Vælg, hvem du vil fortælle det til." in page.main and NOISE in page.lines()
    maja.press("Send det nu", status=422, hvem=str(village.mette.id))
    page = maja.press("Send det nu", hvem=str(village.bo.id))
    assert page.address == MINE and page.status_message == "Bo får det at vide nu."
    assert {"Du har fortalt det til Bo.", "Bo har ikke svaret endnu.", NOISE, "Jeg kan ikke sove."} <= set(page.lines())
    assert strip(page) == [] and NOT_SENT not in maja.get(FRONT).lines()

    for other in (anne, mette):
        other.get(STAFFS, status=404)
        other.post(STAFFS, {"step": "heard"}, status=404)
        other.get(f"{STAFFS}/ret", status=404)
        assert NOISE not in other.get("/personale").main and "fortalt dig" not in other.page.main
    browser.be(village.ali).get(MINE, status=404)
    assert logged(session, LogKind.SAW_COMPLAINT) == []

    page = bo.get("/personale")
    assert "Maja har fortalt dig noget." in page.main and NOISE not in page.main
    page = bo.click("Se det, og svar Maja")
    assert page.address == STAFFS and NOISE in page.main
    assert logged(session, LogKind.SAW_COMPLAINT) == [(village.bo.id, village.maja.id)]
    assert "Bo læste din klage i dag klokken 16.30." in maja.get("/mig/hvem-har-set").lines()


def test_bo_hears_and_answers_and_maja_is_told_each_time(browser, village, engine, session):
    told(engine, village.maja, village.bo)
    maja, bo = browser.another().be(village.maja), browser.another().be(village.bo)
    bo.get(STAFFS)
    page = bo.press("Jeg har hørt det")
    assert page.status_message == "Maja får besked." and "fortalt dig" not in bo.get("/personale").main
    bo.post(STAFFS, {"step": "heard"})  # the same tap again, from an old page
    assert [step.step for step in rows(session, LifeStep)] == [Step.HEARD]
    assert "Bo har hørt det, du fortalte." in maja.get("/").lines()
    bo.get(STAFFS)
    assert "Skriv hvorfor på en linje." in bo.press("Send svaret", status=422, step="no").main
    assert (
        "Vælg en dag for, hvornår vi tager det op."
        in bo.press("Send svaret", status=422, step="later", reason="Vi taler med naboen.").main
    )
    bo.press("Send svaret", status=422, step="no", reason="Der skal tages hensyn jf. husordenen.")
    bo.press("Send svaret", step="later", reason="Vi taler med naboen.", until="2026-11-26")
    page = maja.get(MINE)
    assert {"Bo gør noget ved det på torsdag.", "Vi taler med naboen."} <= set(page.lines())
    assert strip(page) == ["Hørt", "Talt om", "Senere"]

    bo.get(f"{STAFFS}/ret")
    bo.press("Gem det nye svar", step="yes", reason="", until="2026-11-25")
    page = maja.get(MINE)
    assert strip(page)[-1] == "Ja" and page.main.count("Rettet") == 1
    assert "Bo gør noget ved det på torsdag." in page.lines()  # what was said stays

    clock.freeze(clock.now().replace(day=27))
    late = bo.another().be(village.bo).get("/personale").main
    assert "Vi lovede det til onsdag den 25. november, og dagen er gået." in late
    answer(engine, village.bo, Step.DONE)
    assert "Til dig fra Maja" not in bo.another().be(village.bo).get("/personale").main
    said = [notice.sentence for notice in rows(session, Notice, Notice.person_id == village.maja.id)]
    assert len(said) == 4


def test_maja_chooses_another_and_the_first_sees_nothing_any_more(browser, village, engine, session):
    told(engine, village.maja, village.bo)
    for step, reason in ((Step.HEARD, ""), (Step.NO, "Det er ikke min opgave.")):
        answer(engine, village.bo, step, reason=reason)
    maja, bo, anne = (browser.another().be(getattr(village, name)) for name in ("maja", "bo", "anne"))
    maja.get(MINE)
    maja.click("Vælg en anden")
    assert "Bo" not in [each.get_text(strip=True) for each in maja.page.soup.select("#hvem .choice-label")]
    maja.press("Fortæl det til en anden", status=422)
    page = maja.press("Fortæl det til en anden", hvem=str(village.anne.id))
    assert strip(page) == [] and "Det er ikke min opgave." in page.lines()
    bo.get(STAFFS, status=404)
    assert "Til dig fra Maja" not in bo.get("/personale").main
    with pytest.raises(Refused):
        answer(engine, village.bo, Step.TALKED)
    page = anne.get(STAFFS)
    assert NOISE in page.main and "Det er ikke min opgave." not in page.main
    anne.get(f"{STAFFS}/ret", status=409)  # what stands there is not hers
    anne.get(STAFFS)
    anne.press("Jeg har hørt det")
    assert strip(maja.get(MINE)) == ["Hørt"] and "Anne har hørt det, du fortalte." in maja.page.lines()


@on_sqlite
def test_when_bo_has_left_she_is_asked_to_choose_another(browser, village, engine):
    told(engine, village.maja, village.bo)
    with writing(engine) as begun:
        leave(begun, begun.get_one(Person, village.bo.id), by_id=village.anne.id, moment=clock.now())
    page = browser.be(village.maja).get(MINE)
    assert "Bo arbejder her ikke mere, så vælg en anden." in page.lines()
    browser.click("Vælg en anden")
    page = browser.press("Fortæl det til en anden", hvem=str(village.anne.id))
    assert "Du har fortalt det til Anne." in page.lines() and "arbejder her ikke mere" not in page.main


def test_tapping_send_many_times_is_telling_once(village, engine, session):
    tell(engine, village.maja, NOISE)

    def send(number: int) -> int | None:
        try:
            with writing(engine) as begun:
                tap = "hers" if number % 2 else "another phone"
                return complaint_actions.send(begun, village.maja.id, village.bo.id, tap=tap, moment=clock.now()).id
        except Refused:
            return None

    kept = {number for number in at_once(THREADS, send) if number is not None}
    (complaint,) = rows(session, Complaint)
    assert kept == {complaint.id}
    assert [(piece.text, piece.complaint_id, piece.owner_id) for piece in rows(session, Piece)] == [
        (NOISE, complaint.id, None)
    ]


@on_sqlite
def test_many_complaints_cost_as_much_as_one_and_urgent_help_is_always_there(browser, village, engine):
    browser.be(village.maja)
    told(engine, village.maja, village.bo)
    tell(engine, village.maja, NOISE)
    few = {address: len(browser.get(address).statements) for address in (FRONT, MINE, SEND, f"{MINE}/en-anden")}
    assert max(few.values()) <= 8
    for number in range(2, 22):
        with writing(engine) as begun:
            made = Complaint(
                resident_id=village.maja.id, to_id=village.bo.id, sent_at=clock.now(), tap=f"{number}"
            )  # fmt: skip
            begun.add(made)
        answer(engine, village.bo, Step.HEARD, number)
        village.person(f"Leder-{number}", Role.LEADER)
    for address, statements in few.items():
        page = browser.get(address)
        assert len(page.statements) == statements, address
        assert page.link("Ring 112") == "tel:112" and page.link("Ring til personalet").startswith("tel:")
    assert len(browser.get(SEND).soup.select("#hvem .choice")) == 5
    browser.click("Se flere")
    assert len(browser.page.soup.select("#hvem .choice")) == 22


@on_sqlite
def test_it_is_one_tap_from_help_for_whoever_lives_here(browser, village):
    assert not browser.get("/hjaelp").has("a", "Noget er ikke godt")
    browser.be(village.maja).get("/hjaelp")
    assert browser.page.link("Noget er ikke godt") == FRONT
    assert browser.get("/hjaelp/uvenner").link("Noget er ikke godt") == FRONT


@on_sqlite
def test_her_mother_hears_nothing_of_ideas_complaints_and_meetings(browser, village, engine, session):
    _relation_id, karin = relative_of(village, session, *Topic)
    told(engine, village.maja, village.bo)
    answer(engine, village.bo, Step.HEARD)
    with writing(engine) as begun:
        pieces.add(begun, village.maja.id, PieceKind.TEXT, tap="idea", text="En gynge.")
        idea_actions.send(
            begun, village.maja.id, named=True, tap="idea", moment=clock.now(), renew=str, dropped=lambda files: None
        )  # fmt: skip
        at = WhenAndWhere(time(17), "klubben", "i klubben")
        meeting = meeting_actions.meet_once(begun, date(2026, 11, 26), at, by_id=village.anne.id, moment=clock.now())
        meeting_actions.announce(begun, meeting.id, moment=clock.now())
    browser.be(karin)
    for address in ("/paaroerende", "/"):
        page = browser.get(address)
        assert not any(word in page.main.lower() for word in ("møde", "idé", "gynge", "fortalt", "larmer")), address
    for address in ("/moede", "/moede/ide", f"/moede/{meeting.id}", MINE, "/moede/del/1"):
        assert browser.raw("GET", address).status_code == 404, address
