"""Anne lets her own voice say a line of Maja's agreement, and Maja hears it until the sentence is another."""

import math
import re
import wave
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from e2e.listening import Ear, listen_in
from e2e.pages.getting_in import hold_up
from e2e.pages.resident import AgreementPage
from e2e.pages.sound import LineSound, Writing
from e2e.pages.staff import sign_in
from e2e.running import Portal
from e2e.screens import CHROMIUM, COMPUTER, QUIET_CHROMIUM, Screen, Screens

TITLE = "Ro i opgangen"
NIGHT = "Jeg holder ro efter klokken 22."
EARLIER = "Jeg holder ro efter klokken 20."
RATE = 48_000  # samples a second


@pytest.fixture
def computer(playwright: Playwright, portal: Portal, tmp_path: Path) -> Iterator[Screen]:
    """Anne's computer, with a microphone before which somebody hums."""
    humming = tmp_path / "nynnen.wav"
    hum(humming)
    microphone = [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={humming}",
    ]
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET_CHROMIUM + microphone)
    screen = Screen(browser, portal.address, size=COMPUTER)
    yield screen
    screen.close()
    browser.close()


def hum(file: Path) -> None:
    """Four seconds that swell and fade."""
    swell = (math.sin(math.pi * place / RATE) ** 2 for place in range(4 * RATE))
    tones = array("h", (round(9_000 * size * math.sin(place / 40)) for place, size in enumerate(swell)))
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(tones.tobytes())


@pytest.fixture
def writing(computer: Screen) -> Writing:
    return begin_to_write(computer)


def begin_to_write(screen: Screen) -> Writing:
    """Anne writes on in Maja's first agreement."""
    sign_in(screen, "Anne").resident("Maja").agreements("Maja")
    form = screen.page.locator("form[action$='/begynd']").first
    address = (form.get_attribute("action") or "").removesuffix("/begynd")
    form.get_by_role("button").click()
    screen.page.wait_for_url(f"**{address}*")
    return Writing(screen, address, f"Aftale med Maja: {TITLE}")


def heard(agreement: AgreementPage, sentence: str) -> bytes:
    """The sound behind the button of a line."""
    address = agreement.sound_of(sentence).get_attribute("href") or ""
    return agreement.page.request.get(address).body()


def test_maja_hears_annes_voice_until_the_sentence_is_another(writing: Writing, tablet: Screen, portal: Portal) -> None:
    maja = hold_up(listen_in(tablet), portal.card("Maja"), "Maja").yes().my_agreements().open(TITLE)
    computer = heard(maja, NIGHT)

    sound = writing.sound_of_line(NIGHT)
    sound.is_said_by("Computeren læser linjen.")
    sound.record()
    sound.press("Hør optagelsen")
    sound.record_again().use().is_said_by("Anne læser linjen.")

    tablet.page.reload()
    maja = AgreementPage(tablet, TITLE)
    assert heard(maja, NIGHT) != computer
    ear, button = Ear(maja), maja.sound_of(NIGHT)
    button.click()
    ear.until_it_plays()
    expect(maja.main.locator(".is-spoken")).to_have_text(NIGHT)  # the whole sentence: nobody told when its words come
    assert maja.line(NIGHT).inner_html() == NIGHT
    ear.until_it_is_quiet()
    expect(button).to_have_attribute("aria-pressed", "false")

    writing = Writing(writing.screen, writing.address, f"Aftale med Maja: {TITLE}")
    writing.rewrite(NIGHT, EARLIER)
    sound = writing.sound_of_line(EARLIER)
    sound.says("Computeren læser linjen.", "Sætningen er ændret, så optag igen.")
    Writing(writing.screen, writing.address, f"Aftale med Maja: {TITLE}").press("Udgiv nu")
    expect(sound.page.get_by_role("heading", level=1)).not_to_have_text(f"Aftale med Maja: {TITLE}")

    tablet.page.reload()
    maja = AgreementPage(tablet, TITLE)
    maja.sound_of(EARLIER).click()
    Ear(maja).until_a_word_is_marked()


def test_anne_takes_her_voice_back(writing: Writing) -> None:
    sound = writing.sound_of_line(NIGHT).record().use()
    sound.delete().is_said_by("Computeren læser linjen.")


def test_the_keyboard_alone_records_a_line(writing: Writing) -> None:
    sound = writing.sound_of_line(NIGHT)
    keyboard = sound.page.keyboard
    sound.page.get_by_role("button", name="Optag linjen").focus()
    keyboard.press("Enter")
    expect(sound.page.get_by_role("button", name="Stop optagelsen")).to_be_focused()
    sound.page.wait_for_timeout(1_500)
    keyboard.press("Space")
    expect(sound.page.get_by_role("button", name="Hør optagelsen")).to_be_focused()
    for _button in ("Optag igen", "Brug optagelsen"):
        keyboard.press("Tab")
    keyboard.press("Enter")
    sound.tells("Linjen har din stemme nu.")


def test_a_recording_ends_by_itself_after_a_minute(writing: Writing) -> None:
    sound = writing.sound_of_line(NIGHT)
    sound.page.clock.install()
    sound.press("Optag linjen")
    sound.says("Der er 60 sekunder tilbage.")
    sound.page.wait_for_timeout(1_500)  # the clock is ours, but the microphone takes real time to hear something
    sound.page.clock.run_for(30_000)  # real time passes besides, so the seconds are not counted one by one
    left = sound.page.get_by_text(re.compile(r"Der er \d+ sekunder tilbage\."))
    expect(left).to_be_visible()
    assert int(re.sub(r"\D", "", left.inner_text())) <= 30
    sound.page.clock.run_for(30_000)
    sound.tells("Optagelsen er færdig, så hør den.")


def test_a_computer_without_a_microphone_says_what_to_do(screens: Screens) -> None:
    sound = begin_to_write(screens(size=COMPUTER)).sound_of_line(NIGHT)
    sound.press("Optag linjen")
    sound.tells("Mikrofonen er lukket, så åbn for den.")
    sound.offers("button", "Optag linjen")


def test_without_javascript_a_sound_file_is_chosen(screens: Screens, tmp_path: Path) -> None:
    screen = screens(size=COMPUTER, javascript=False)
    writing = begin_to_write(screen)
    screen.open(f"{writing.address}/linje/{_id_of(writing, NIGHT)}/lyd")
    sound = LineSound(screen)
    sound.does_not_offer("button", "Optag linjen")
    screen.expect_status(422)
    file = tmp_path / "tavs.wav"
    file.write_bytes(b"RIFF")
    sound.page.get_by_label("Vælg en lydfil").set_input_files(file)
    sound.press("Brug optagelsen")
    sound.warns("Lydfilen virker ikke, så optag igen.")


def _id_of(writing: Writing, sentence: str) -> str:
    return (writing.line_of(sentence).get_attribute("id") or "").removeprefix("plads-")
