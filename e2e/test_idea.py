"""Maja's idea, from her own words to a bench with a photo; and a no that says why."""

from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from e2e.pages.getting_in import hold_up
from e2e.pages.meetings import GOOD, RIGHT, UNDO, WRONG, Desk, IdeaPage, Meetings
from e2e.pages.staff import sign_in
from e2e.running import Portal
from e2e.screens import COMPUTER, Screen, Screens
from portal import clock
from portal.meetings.rules import Decider, Step
from tests.media.photo_files import photo
from tests.meetings.idea_box import IdeaBox

BENCH = "Vi vil have en bænk i gården."
AFTER_ITS_DAY = datetime(2027, 1, 13, 16, 30)


def meetings(screen: Screen, portal: Portal, name: str) -> Meetings:
    """Two taps from the card."""
    hold_up(screen, portal.card(name), name).yes()
    screen.page.get_by_role("link", name="Beboermøde", exact=True).first.click()
    return Meetings(screen)


def look_again(screen: Screen, title: str, idea_id: int) -> IdeaPage:
    screen.open(f"/moede/ide/{idea_id}")
    return IdeaPage(screen, title)


def hears(screen: Screen, sentence: str) -> None:
    """It stands on Hjem, or a tap away when there is more news than fits; with its sound."""
    screen.open("/")
    others = screen.page.get_by_role("link", name="Se alle beskeder", exact=True)
    if others.count() and not screen.page.get_by_text(sentence, exact=True).count():
        others.click()
    expect(screen.page.get_by_label(f"Hør: {sentence}", exact=True)).to_be_visible()


@pytest.mark.parametrize("javascript", [True], ids=["with JavaScript"])
def test_majas_idea_becomes_a_promise_that_is_kept(
    screens: Screens, portal: Portal, javascript: bool, tmp_path: Path
) -> None:
    tablet, phone, computer = screens(device=portal.device()), screens(device=portal.device()), screens(size=COMPUTER)
    meetings(tablet, portal, "Maja").write_idea("vi mangler en benk ude i gorden")

    desk = sign_in(computer, "Anne").follow_to("Beboermøde", Desk)
    idea = desk.idea("vi mangler en benk ude i gorden", "Idé fra Maja")
    idea_id = int(computer.page.url.rsplit("/", 1)[1])
    idea.says("vi mangler en benk ude i gorden")
    editor = idea.write("Maja").call_it(BENCH).write_line(1, "Så kan vi sidde ude.")
    idea = editor.ask_author(BENCH)

    hears(tablet, "Anne har skrevet din idé, så læs den.")
    page = look_again(tablet, BENCH, idea_id)
    page.says("vi mangler en benk ude i gorden", "Så kan vi sidde ude.")
    page.answer(RIGHT, then="Nu kan alle se din idé.")
    page.is_at("Hørt")

    page = meetings(phone, portal, "Ali").all_ideas().open(BENCH)
    page.says("Det er en idé fra Maja.")
    for label, told in ((GOOD, "Du har sagt god idé."), (UNDO, "Du har fortrudt."), (GOOD, "Du har sagt god idé.")):
        page.press(label)
        page.tells(told)

    computer.open(f"/personale/moede/ide/{idea_id}")
    idea.says("1 har sagt god idé.")
    idea.take("Senere", "Der er sne i gården nu.", until="2027-01-12", decided_by="Beboermødet")

    hears(tablet, "Vi venter med din idé til tirsdag den 12. januar 2027.")
    page = look_again(tablet, BENCH, idea_id).is_at("Hørt", "Talt om", "Senere")
    page.says("Beboermødet vil vente.", "Der er sne i gården nu.")
    expect(page.sound_of("Der er sne i gården nu.").first).to_be_visible()

    clock.freeze(AFTER_ITS_DAY)
    desk = sign_in(computer, "Anne").follow_to("Beboermøde", Desk)
    expect(desk.part("Løfter, der skal holdes nu")).to_contain_text(BENCH)
    (tmp_path / "baenk.jpg").write_bytes(photo())
    desk.idea(BENCH).take("Gjort", "Bænken står i gården.", photo=tmp_path / "baenk.jpg")

    meetings(tablet, portal, "Maja").idea(BENCH)
    page = look_again(tablet, BENCH, idea_id).is_at("Hørt", "Talt om", "Senere", "Gjort")
    page.says("Nu er idéen gjort.", "Bænken står i gården.")
    expect(page.photo).to_be_visible()
    assert page.photo.evaluate("photo => photo.decode().then(() => photo.naturalWidth)") == 1024


@pytest.mark.parametrize("javascript", [False], ids=["without JavaScript"])
def test_a_no_says_why_and_other_words_are_asked_for(
    screens: Screens, portal: Portal, javascript: bool, village_box: IdeaBox
) -> None:
    maja, box = portal.person("Maja"), village_box
    idea_id = box.tell(maja, "en kat til alle")
    box.write(idea_id, "Vi vil have en hund.")
    tablet = screens(device=portal.device(), javascript=javascript)
    page = meetings(tablet, portal, "Maja").idea("Vi vil have en hund.")
    page.answer(WRONG, said="Det er en kat.", then="Personalet retter ordene.")
    box.write(idea_id, "Vi vil have en kat.")
    look_again(tablet, "Vi vil have en kat.", idea_id).answer(RIGHT, then="Nu kan alle se din idé.")
    box.step(idea_id, Step.NO, reason="Ali kan ikke tåle katte.", decided_by=Decider.STAFF)
    page = look_again(tablet, "Vi vil have en kat.", idea_id).is_at("Hørt", "Talt om", "Nej")
    page.says("Personalet siger nej.", "Ali kan ikke tåle katte.")
    page.does_not_offer("button", "Tag min idé tilbage", GOOD)
    page.page.get_by_text("Se alt, der er sket", exact=True).click()
    page.says("Mandag den 23. november: Nej")


@pytest.fixture
def village_box(portal: Portal) -> IdeaBox:
    """What staff do meanwhile."""
    return IdeaBox(portal.engine, portal.person("Anne").id)
