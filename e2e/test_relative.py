"""Maja lets her sister see when she eats with the others, and stops it again; her mother's calendar stops too."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from e2e.pages.desk import Relatives
from e2e.pages.getting_in import hold_up
from e2e.pages.page import NotHere, Page
from e2e.pages.staff import sign_in
from e2e.running import Portal
from e2e.screens import COMPUTER, PHONE, Screen, Screens

MAY_SEE_ME = "Hvem kan se mig?"
QUIET = "Ro i opgangen"
TALK = "SUMMARY:Maja: Vi taler om en aftale"


@pytest.fixture
def phone(screens: Screens, javascript: bool) -> Screen:
    """A relative's own phone, which nobody has enrolled."""
    screen = screens(size=PHONE, javascript=javascript)
    screen.expect_status(404)
    return screen


@pytest.fixture
def majas(screens: Screens, portal: Portal, javascript: bool) -> Screen:
    """Maja at the common tablet."""
    tablet = screens(device=portal.device(), javascript=javascript)
    hold_up(tablet, portal.card("Maja"), "Maja").yes()
    return tablet


def come_in_by_letter(phone: Screen, portal: Portal, name: str, subject: str) -> Page:
    """Follow the link of the newest letter, as a mail program would show it."""
    portal.do_chores()
    phone.open("/post")
    letters = Page(phone, "Mails fra siden")
    letters.says(subject)
    letters.main.get_by_role("link", name=re.compile("paaroerende.ind")).first.click()
    with phone.page.expect_navigation():
        Page(phone, f"Hej {name}").press("Kom ind")
    Page(phone, "Din egen nøgle").follow("Ikke nu")
    front = Page(phone, f"Hej {name}")
    expect(phone.page).to_have_url(re.compile("/paaroerende$"))
    return front


def make_calendar(front: Page) -> str:
    """The address of her calendar, as a calendar asks for it."""
    front.press("Lav et link")
    calendar = Page(front.screen, "Din kalender")
    field = calendar.page.get_by_label("Eller kopier linket", exact=True)
    expect(field).to_have_value(re.compile("^webcal://"))
    return field.input_value().replace("webcal:", "http:", 1)


def who_may_see(tablet: Screen) -> Page:
    """Maja's page about who sees her, without the question that waits."""
    tablet.open("/mig/hvem-kan-se-mig?liste=ja")
    return Page(tablet, MAY_SEE_ME)


def test_majas_sister_is_invited_and_sees_dinners_only_until_maja_switches_her_off(
    screens: Screens, portal: Portal, majas: Screen, phone: Screen, javascript: bool
) -> None:
    computer = screens(size=COMPUTER, javascript=javascript)
    sign_in(computer, "Anne").resident("Maja").follow("Pårørende")
    Relatives(computer, "Maja").propose("Sara", "søster", "sara@demo.example", "Spis sammen", "Aftaler")
    portal.do_chores()
    phone.open("/post")
    Page(phone, "Mails fra siden").does_not_say("Maja vil vise dig noget på Opgangen.")

    majas.open("/mig/hvem-kan-se-mig")
    question = Page(majas, MAY_SEE_ME)
    question.says("Må Sara se, hvornår du spiser med?")
    question.follow("Ja")
    Page(majas, "Hvor længe?").press("3 måneder")
    question = Page(majas, MAY_SEE_ME)
    question.tells("Sara kan se, hvornår du spiser med.")
    question.says("Må Sara læse dine aftaler?")
    question.press("Nej")
    question.tells("Dine aftaler er skjult for Sara.")

    front = come_in_by_letter(phone, portal, "Sara", "Maja vil vise dig noget på Opgangen.")
    front.says("Spis sammen", "Der er ingen mad-aftaler endnu.")
    front.does_not_offer("heading", "Aftaler")
    front.does_not_say(QUIET, "Personalets tider")
    assert phone.open("/paaroerende/aftaler/1") == 404
    phone.open("/paaroerende")
    feed = make_calendar(Page(phone, "Hej Sara"))
    assert "BEGIN:VCALENDAR" in phone.page.request.get(feed).text()
    phone.open("/paaroerende")
    Page(phone, "Hej Sara").says("Spis sammen")

    switches = who_may_see(majas)
    switches.page.get_by_role("switch", name="Spis sammen: Sara", exact=True).click()
    switches.tells("Din mad er skjult for Sara.")
    phone.page.reload()
    front = Page(phone, "Hej Sara")
    front.says("Maja viser dig ikke noget lige nu.")
    front.does_not_say("Spis sammen", "Din kalender")
    assert phone.page.request.get(feed).status == 404

    computer.page.reload()
    Relatives(computer, "Maja").end("Sara")
    assert phone.page.request.get(feed).status == 404


def test_karins_open_page_and_her_calendar_are_dead_when_maja_has_hidden_it_all(
    portal: Portal, majas: Screen, phone: Screen
) -> None:
    phone.open("/paaroerende/ind")
    way_in = Page(phone, "Kom ind som pårørende")
    way_in.page.get_by_label("Din mail-adresse").fill("karin@demo.example")
    way_in.press("Send mig et link")
    Page(phone, "Kig i din mail")
    front = come_in_by_letter(phone, portal, "Karin", "Dit link til Opgangen")
    front.says("Personalets tider", "Spis sammen", "Aftaler")
    feed = make_calendar(front)
    assert TALK in phone.page.request.get(feed).text()
    phone.open("/paaroerende")
    Page(phone, "Hej Karin").follow(QUIET)
    Page(phone, QUIET).says("Det er en aftale med Maja.")

    hidden = who_may_see(majas)
    hidden.press("Skjul alt for Karin")
    hidden.tells("Alt er skjult for Karin.")

    phone.page.reload()
    NotHere(phone).does_not_say("Maja", QUIET)
    assert phone.page.request.get(feed).status == 404
    phone.open("/paaroerende")
    Page(phone, "Hej Karin").does_not_say("Aftaler", "Personalets tider")


def test_mette_is_not_attached_and_nothing_of_majas_is_there_for_her(
    screens: Screens, tmp_path: Path, javascript: bool
) -> None:
    annes = screens(size=COMPUTER, javascript=javascript)
    agreements = sign_in(annes, "Anne").resident("Maja").agreements("Maja")
    agreements.press(f"Ny udgave: {QUIET}")
    Page(annes, f"Aftale med Maja: {QUIET}")
    annes.open("/personale/beboer/maja/aftaler")
    record = agreements.record(QUIET, "Maja")
    agreement = record.page.url.rpartition("/")[2]
    majas = [
        "/personale/beboer/maja",
        "/personale/beboer/maja/ret",
        "/personale/beboer/maja/aftaler",
        "/personale/beboer/maja/paaroerende",
        f"/personale/aftaler/{agreement}",
        f"/personale/aftaler/{agreement}/sammenlign",
        f"/personale/aftaler/{agreement}/print",
        f"/personale/skriv/aftale/{agreement}",
        f"/personale/skriv/aftale/{agreement}/historik",
        f"/personale/skriv/aftale/{agreement}/vis/beboer",
        f"/personale/skriv/aftale/{agreement}/vis/print",
    ]
    annes.open(f"/personale/skriv/aftale/{agreement}/linje/titel/billede")
    photo = tmp_path / "kat.png"
    Image.new("RGB", (640, 480), "orange").save(photo)
    annes.page.get_by_label("Vælg et nyt foto").set_input_files(photo)
    annes.page.get_by_role("button", name="Brug fotoet", exact=True).click()
    drawn = Page(annes, f"Aftale med Maja: {QUIET}").page.get_by_role("link", name=f"Billede: {QUIET}", exact=True)
    majas.append(drawn.locator("img").get_attribute("src") or "")
    assert majas[-1].startswith("/foto/")
    assert {path: annes.page.request.get(path).status for path in majas} == dict.fromkeys(majas, 200)

    mettes = screens(size=COMPUTER, javascript=javascript)
    mettes.expect_status(404)
    sign_in(mettes, "Mette").does_not_say("Maja")
    assert {path: mettes.page.request.get(path).status for path in majas} == dict.fromkeys(majas, 404)
    assert mettes.open(f"/personale/skriv/aftale/{agreement}") == 404
    NotHere(mettes).does_not_say("Maja", QUIET)
