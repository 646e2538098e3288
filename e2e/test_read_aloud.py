"""Maja hears her day and her agreement."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from e2e.listening import Ear, listen_in, token_of, words_that_fit
from e2e.pages.getting_in import hold_up
from e2e.pages.page import Page
from e2e.pages.resident import AgreementPage, Home
from e2e.running import Portal
from e2e.screens import Screen, Screens
from portal.speech.engine import Engine
from portal.speech.store import SoundStore

POINT = "Jeg holder ro efter klokken 22."
QUIET = "Ro i opgangen"


@pytest.fixture
def home(tablet: Screen, portal: Portal) -> Home:
    """Maja's first page, with an ear in the browser."""
    return hold_up(listen_in(tablet), portal.card("Maja"), "Maja").yes()


@pytest.fixture
def agreement(home: Home) -> AgreementPage:
    return home.my_agreements().open(QUIET)


def test_maja_sees_her_day_and_what_is_new(screens: Screens, portal: Portal, javascript: bool) -> None:
    tablet = screens(device=portal.device(), javascript=javascript)
    home = hold_up(tablet, portal.card("Maja"), "Maja").yes()
    home.says("man", "I dag er det mandag den 23. november.", "Der er noget nyt i en aftale.")
    agreements = home.my_agreements()
    agreements.says(QUIET, "Nyt", "Vi taler om den igen tirsdag den 2. februar 2027.")
    agreement = agreements.open(QUIET)
    agreement.point(POINT).is_open().is_marked("Før", "Nu").says("Jeg holder ro efter klokken 23.")
    agreement.point("Jeg skruer ned, hvis naboen banker på.").is_closed().is_marked("Nyt")
    agreement.point("Jeg vælger selv mine gæster.").is_closed().is_not_marked("Nyt").says("Du forstår det.")


def test_the_sound_plays_and_the_marked_word_is_the_one_that_is_spoken(agreement: AgreementPage) -> None:
    ear, line, button = Ear(agreement), agreement.line(POINT), agreement.sound_of(POINT)
    token = token_of(line)
    told = agreement.page.request.get(f"/lyd/{token}.json").json()

    button.click()
    ear.until_a_word_is_marked()
    assert ear.page.evaluate("() => document.documentElement.dataset.speaking") == token
    expect(button).to_have_attribute("aria-pressed", "true")
    assert ear.of_audio("duration") * 1000 == pytest.approx(told["ms"], abs=60)
    box = line.bounding_box()
    ear.until_it_plays(told["ms"] // 2)
    assert line.bounding_box() == box
    ear.until_it_is_quiet()

    marks = [mark for mark in ear.marks() if mark["token"] == token]
    seen = [mark for mark in marks if mark["word"]]
    assert len({round(mark["at"]) for mark in marks}) > 10, "the sound's time does not advance"
    wrong = [mark for mark in seen if mark["word"][0] not in words_that_fit(told["words"], mark["at"])]
    assert not wrong, f"other words were marked than spoken: {wrong[:3]} of {told['words']}"
    marked = {(place, word) for place, word in (mark["word"] for mark in seen)}
    assert marked <= {(place, POINT[place : place + length]) for place, length, _ms in told["words"]}
    assert len(marked) >= len(told["words"]) - 1
    assert ear.moves() == []


def test_the_text_is_as_before_when_the_voice_has_stopped(agreement: AgreementPage) -> None:
    ear, line, button = Ear(agreement), agreement.line(POINT), agreement.sound_of(POINT)
    before = line.inner_html()
    button.click()
    ear.until_a_word_is_marked()
    button.click()  # again: stop
    ear.until_it_is_quiet()
    assert line.inner_html() == before == POINT
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    ear.until_it_plays()
    ear.until_it_is_quiet()  # by itself
    assert line.inner_html() == before
    expect(button).to_have_attribute("aria-pressed", "false")


def test_another_line_takes_over_from_the_one_that_is_read(agreement: AgreementPage) -> None:
    ear, other = Ear(agreement), "Anne hjælper mig, hvis det er svært."
    agreement.sound_of(POINT).click()
    ear.until_a_word_is_marked()
    agreement.sound_of(other).click()
    ear.wait_for("token => document.documentElement.dataset.speaking === token", token_of(agreement.line(other)))
    ear.until_a_word_is_marked()
    assert agreement.line(POINT).inner_html() == POINT
    expect(agreement.sound_of(POINT)).to_have_attribute("aria-pressed", "false")
    expect(agreement.sound_of(other)).to_have_attribute("aria-pressed", "true")


def test_laes_op_reads_line_after_line_and_stops_at_the_end(home: Home) -> None:
    ear = Ear(home)
    sentences = home.main.locator("[data-sound]")
    in_order = [token_of(sentence) for sentence in sentences.all()]
    assert len(in_order) >= 4
    home.read_page_button.click()
    home.press("Hurtigere")
    home.press("Hurtigere")
    expect(home.read_page_button).to_have_attribute("aria-pressed", "true")
    ear.wait_for("count => ear.spoken.length === count", len(in_order))
    ear.until_it_is_quiet()
    assert ear.spoken() == in_order
    expect(home.read_page_button).to_have_attribute("aria-pressed", "false")
    assert ear.moves() == []


def test_laes_op_again_stops(home: Home) -> None:
    ear = Ear(home)
    home.read_page_button.click()
    ear.until_a_word_is_marked()
    home.read_page_button.click()
    ear.until_it_is_quiet()
    assert len(ear.spoken()) == 1


def test_the_pace_is_changed_at_once_and_remembered_on_the_next_page(home: Home) -> None:
    ear, day = Ear(home), "Der er noget nyt i en aftale."
    home.sound_of(day).click()
    ear.until_it_plays(50)
    assert ear.of_audio("playbackRate") == 1
    home.press("Langsommere")
    assert ear.of_audio("playbackRate") == 0.85
    agreements = home.my_agreements()
    agreements.sound_of(QUIET).click()
    ear.until_it_plays(50)
    assert ear.of_audio("playbackRate") == 0.85
    agreements.press("Hurtigere")
    agreements.press("Hurtigere")
    assert ear.of_audio("playbackRate") == 1.15
    assert ear.of_audio("preservesPitch")


def test_another_page_is_quiet(home: Home) -> None:
    home.read_page_button.click()
    Ear(home).until_it_plays()
    assert Ear(home.my_agreements()).says_nothing()
    home.screen.back()
    assert Ear(Home(home.screen, "Maja")).says_nothing()


def test_an_answer_stops_the_voice(agreement: AgreementPage) -> None:
    ear, point = Ear(agreement), agreement.point(POINT)
    agreement.sound_of("Min nye nabo står tidligt op.").click()
    ear.until_a_word_is_marked()
    point.understand()
    ear.until_it_is_quiet()


def test_a_line_is_heard_with_the_keyboard_alone(agreement: AgreementPage) -> None:
    ear, page = Ear(agreement), agreement.page
    page.keyboard.press("Tab")  # Gå til indholdet
    page.keyboard.press("Tab")  # Hjem
    page.keyboard.press("Tab")
    expect(agreement.read_page_button).to_be_focused()
    page.keyboard.press("Space")
    ear.until_it_plays()
    page.keyboard.press("Space")
    ear.until_it_is_quiet()
    button = agreement.sound_of(POINT)
    for _tab in range(20):
        page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            break
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    ear.until_it_plays()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    ear.until_it_is_quiet()


def test_without_javascript_a_line_is_a_link_to_its_sound(screens: Screens, portal: Portal) -> None:
    tablet = screens(device=portal.device(), javascript=False)
    home = hold_up(tablet, portal.card("Maja"), "Maja").yes()
    address = home.my_agreements().open(QUIET).sound_of(POINT).get_attribute("href")
    whole = tablet.context.request.get(address or "")
    assert (whole.status, whole.headers["content-type"]) == (200, "audio/mpeg")
    part = tablet.context.request.get(address or "", headers={"Range": "bytes=100-299"})
    assert (part.status, part.body()) == (206, whole.body()[100:300])
    AgreementPage(tablet, QUIET).sound_of(POINT).click()
    player = tablet.page.locator("video")  # the browser's own
    expect(player).to_have_js_property("ended", True)
    assert player.evaluate("player => player.currentTime") > 2
    tablet.back()
    AgreementPage(tablet, QUIET).read_page_button.click()
    expect(player).not_to_have_js_property("currentTime", 0)
    assert player.evaluate("player => player.duration") > 20


@pytest.fixture
def no_voice(portal: Portal, tmp_path: Path) -> Iterator[None]:
    """The engine cannot be started, and nothing has been said before."""
    engine = Engine(command=("/bin/false",))
    speech = portal.app.extensions["speech"]
    portal.app.extensions["speech"] = replace(speech, store=SoundStore(tmp_path / "ingen", engine))
    yield
    engine.close()


@pytest.mark.usefixtures("no_voice")
def test_the_page_stays_usable_when_the_voice_has_failed(home: Home) -> None:
    home.screen.expect_status(503)
    button = home.sound_of("Der er noget nyt i en aftale.")
    button.click()
    home.warns("Oplæsning virker ikke lige nu.")
    expect(button).to_have_attribute("aria-pressed", "false")
    agreement = home.my_agreements().open(QUIET)
    agreement.read_page_button.click()
    agreement.warns("Oplæsning virker ikke lige nu.")
    agreement.point(POINT).understand()
    agreement.tells("Godt, du forstår punktet.")


@pytest.mark.usefixtures("no_voice")
def test_without_javascript_a_failed_voice_says_so_on_a_page_of_its_own(screens: Screens, portal: Portal) -> None:
    tablet = screens(device=portal.device(), javascript=False)
    tablet.expect_status(503)
    home = hold_up(tablet, portal.card("Maja"), "Maja").yes()
    home.sound_of("Der er noget nyt i en aftale.").click()
    Page(tablet, "Det virker ikke lige nu").says("Vent lidt, og prøv igen.")
    tablet.back()
    Home(tablet, "Maja")
