"""Maja chooses how she reads on her phone, and it is so at once on every page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from e2e.listening import Ear, listen_in
from e2e.pages.getting_in import hold_up
from e2e.pages.mine import mine
from e2e.pages.page import Page
from e2e.pages.resident import Home
from e2e.running import Portal
from e2e.screens import PHONE, Screen, Screens

PAGES = ("/", "/aftaler", "/aftaler/1", "/hjaelp", "/hjaelp/ord", "/mig", "/om")
OWN_VOICE = """
  const voices = [
    { name: "far away", lang: "da-DK", localService: false },
    { name: "here", lang: "da-DK", localService: true },
  ];
  window.said = [];
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, "speechSynthesis", { value: {
    speaking: false, pending: false,
    getVoices: () => voices,
    cancel() { this.speaking = false; this.current = null; },
    speak(utterance) {
      said.push({ text: utterance.text, voice: utterance.voice.name, rate: utterance.rate });
      if (globalThis.silent) return;
      Object.assign(this, { speaking: true, current: utterance });
      utterance.onstart();
      const starts = [...utterance.text.matchAll(/\\S+/g)].map(({ index }) => index);
      const go = () => {
        if (this.current !== utterance) return;
        if (starts.length) utterance.onboundary({ name: "word", charIndex: starts.shift() });
        else { this.speaking = false; return utterance.onend(); }
        setTimeout(go, 50);
      };
      go();
    },
  } });
"""


@pytest.fixture
def phone(screens: Screens, portal: Portal, javascript: bool) -> Screen:
    """Maja's phone, with and without JavaScript."""
    screen = screens(size=PHONE, device=portal.device("Maja"), javascript=javascript)
    hold_up(screen, portal.card("Maja"), "Maja").yes()
    return screen


def everywhere(screen: Screen, expression: str) -> list:
    """What an expression gives on every kind of page."""
    found = []
    for path in PAGES:
        screen.open(path)
        found.append(screen.page.evaluate(expression))
    return found


# Playwright can look into a page also when the page itself runs no script.
SIZE = "parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)"
COLOUR = "getComputedStyle(document.body).backgroundColor"
PICTURES = "document.querySelectorAll('main img.picture:not(.sound img)').length"


def test_larger_text_is_larger_on_every_page(phone: Screen) -> None:
    before = everywhere(phone, SIZE)
    mine(phone).choose("Teksten", "Meget stor tekst")
    assert everywhere(phone, SIZE) == pytest.approx([size * 1.4 for size in before])
    assert everywhere(phone, "document.documentElement.scrollWidth <= innerWidth") == [True] * len(PAGES)
    mine(phone).choose("Teksten", "Almindelig tekst")
    assert everywhere(phone, SIZE) == before


def test_calm_colours_are_calm_on_every_page(phone: Screen) -> None:
    before = set(everywhere(phone, COLOUR))
    mine(phone).choose("Farverne", "Rolige farver")
    after = set(everywhere(phone, COLOUR))
    assert len(before) == len(after) == 1 and before != after


def test_without_pictures_the_words_are_alone_on_every_page(phone: Screen) -> None:
    assert all(everywhere(phone, PICTURES)[:5])
    mine(phone).choose("Billederne", "Nej, vis kun ord")
    signs = everywhere(phone, PICTURES)
    assert sum(signs) <= 2, "only the ticks of what she has answered"
    phone.open("/aftaler/1")
    assert phone.page.locator(".sound img").count() >= 4


# --- the voice -----------------------------------------------------------------------------------------------


@pytest.fixture
def quick_phone(screens: Screens, portal: Portal) -> Screen:
    """Maja's phone, with JavaScript."""
    screen = listen_in(screens(size=PHONE, device=portal.device("Maja")))
    screen.context.add_init_script(OWN_VOICE)
    hold_up(screen, portal.card("Maja"), "Maja").yes()
    return screen


@pytest.fixture
def asked_for_sounds(quick_phone: Screen) -> Iterator[list[str]]:
    asked: list[str] = []
    quick_phone.context.on("request", lambda request: asked.append(request.url) if "/lyd/" in request.url else None)
    yield asked


def first_page(screen: Screen) -> Home:
    screen.open("/")
    return Home(screen, "Maja")


def said(page: Page) -> list[dict]:
    return page.page.evaluate("said")


def test_the_speed_she_chose_is_where_the_voice_begins_and_the_page_can_change_it(quick_phone: Screen) -> None:
    mine(quick_phone).choose("Farten", "Langsomt")
    home = first_page(quick_phone)
    ear = Ear(home)
    home.read_page_button.click()
    ear.until_it_plays(50)
    assert ear.of_audio("playbackRate") == 0.85
    home.press("Hurtigere")
    assert ear.of_audio("playbackRate") == 1
    mine(quick_phone).choose("Farten", "Hurtigt")
    home = first_page(quick_phone)
    home.read_page_button.click()
    ear.until_it_plays(50)
    assert ear.of_audio("playbackRate") == 1.15


def test_her_phones_own_voice_reads_and_nothing_is_asked_of_the_server(
    quick_phone: Screen, asked_for_sounds: list[str]
) -> None:
    mine(quick_phone).choose("Stemmen", "Telefonens egen stemme").choose("Farten", "Langsomt")
    home = first_page(quick_phone)
    asked_for_sounds.clear()
    sentences = home.main.locator("[data-sound]").all_inner_texts()
    home.read_page_button.click()
    expect(home.main.locator("[data-word]").first).to_be_visible()
    quick_phone.page.wait_for_function("count => said.length === count", arg=len(sentences))
    expect(home.read_page_button).to_have_attribute("aria-pressed", "false")
    assert [each["text"] for each in said(home)] == sentences
    assert {(each["voice"], each["rate"]) for each in said(home)} == {("here", 0.85)}
    assert asked_for_sounds == []


def test_a_voice_that_would_send_the_words_away_is_never_used(quick_phone: Screen) -> None:
    quick_phone.context.add_init_script("speechSynthesis.getVoices().pop()")  # the one that is left is far away
    mine(quick_phone).choose("Stemmen", "Telefonens egen stemme")
    home = first_page(quick_phone)
    home.read_page_button.click()
    Ear(home).until_it_plays(50)
    assert said(home) == []


def test_a_voice_that_stays_silent_gives_way_to_the_house(quick_phone: Screen) -> None:
    quick_phone.context.add_init_script("globalThis.silent = true")
    mine(quick_phone).choose("Stemmen", "Telefonens egen stemme")
    home = first_page(quick_phone)
    home.read_page_button.click()
    Ear(home).until_it_plays(50)
    assert len(said(home)) == 1
