"""Maja tells an idea: with her voice, without network for a while, with the keyboard alone, and without her name."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Playwright, expect

from e2e.listening import Ear, listen_in
from e2e.pages.getting_in import hold_up
from e2e.pages.told import CHOOSE, DRAW, NOT_SENT, SPEAK, WRITE, SendIdea
from e2e.running import Portal
from e2e.screens import CHROMIUM, PHONE, QUIET_CHROMIUM, Screen, Screens
from e2e.test_recording import hum
from portal.db import reading
from portal.meetings.models import Idea, Piece
from portal.meetings.rules import PieceKind
from tests.house.arranging import rows

HEARD = re.compile(r"Optagelsen varer \d sekunder\.")
SENT_TO = re.compile(r".*/moede/ide(/\d+)?$")


class Away(Screen):
    """A tablet that may lose its network; the browser's complaint about it is none."""

    def _note_console(self, message: ConsoleMessage) -> None:
        if "ERR_INTERNET_DISCONNECTED" not in message.text:
            super()._note_console(message)


@pytest.fixture
def microphone(playwright: Playwright, tmp_path: Path) -> Iterator[Browser]:
    """A browser before whose microphone somebody hums."""
    humming = tmp_path / "nynnen.wav"
    hum(humming)
    browser = playwright.chromium.launch(
        executable_path=CHROMIUM,
        args=[
            *QUIET_CHROMIUM,
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-audio-capture={humming}",
        ],
    )
    yield browser
    browser.close()


@pytest.fixture
def phone(microphone: Browser, portal: Portal) -> Iterator[Screen]:
    screen = Away(microphone, portal.address, device=portal.device(), size=PHONE)
    hold_up(listen_in(screen), portal.card("Maja"), "Maja").yes()
    yield screen
    screen.close()


def told(portal: Portal) -> list[Piece]:
    with reading(portal.engine) as session:
        return list(rows(session, Piece, Piece.idea_id.is_(None) | Piece.owner_id.is_not(None)))


def newest_idea(portal: Portal) -> Idea:
    with reading(portal.engine) as session:
        return rows(session, Idea)[-1]


def test_maja_speaks_and_hears_it_and_sends_it_once_though_the_network_goes(phone: Screen, portal: Portal) -> None:
    before = newest_idea(portal).id
    way = SendIdea.open(phone).tell(SPEAK).record()
    way.press("Hør optagelsen")
    phone.context.set_offline(True)
    way.press("Gem optagelsen")
    way.is_not_sent_yet()
    way.offers("button", "Prøv igen", "Hør optagelsen")
    phone.context.set_offline(False)  # it is sent by itself
    page = SendIdea(phone)
    page.says(NOT_SENT)
    (piece,) = told(portal)
    assert piece.kind is PieceKind.VOICE
    button = page.pieces().get_by_role("button", name=re.compile("Hør: Optagelsen varer"))
    ear = Ear(page)
    button.click()
    ear.until_it_plays()
    expect(page.main.locator(".is-spoken")).to_have_text(HEARD)
    ear.until_it_is_quiet()

    page.choose("Med mit navn")
    phone.context.set_offline(True)
    page.send()
    page.is_not_sent_yet()
    page.says(NOT_SENT)
    phone.context.set_offline(False)
    phone.page.wait_for_url(SENT_TO)
    expect(phone.page.locator("#besked")).to_contain_text("Din idé er sendt.")
    idea = newest_idea(portal)
    assert (idea.id, idea.author_id) == (before + 1, portal.person("Maja").id)


def test_the_keyboard_alone_draws(phone: Screen, portal: Portal) -> None:
    way, keyboard = SendIdea.open(phone).tell(DRAW), phone.page.keyboard
    phone.page.get_by_role("application", name="Din tegning").focus()
    keyboard.press("Space")
    way.tells("Pennen tegner.")
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        keyboard.press(key)
    keyboard.press("Space")
    way.tells("Pennen er løftet.")
    way.main.locator("summary").press("Enter")
    phone.page.get_by_role("button", name="Sol", exact=True).press("Enter")
    phone.page.get_by_role("button", name="Sol", exact=True).press("Enter")
    phone.page.get_by_role("button", name="Fortryd", exact=True).press("Enter")
    way.tells("Det sidste er væk.")
    phone.page.get_by_role("button", name="Gem tegningen").press("Enter")
    page = SendIdea(phone)
    drawing = page.pieces().get_by_role("img", name="Tegning")
    shown = phone.page.request.get(drawing.get_attribute("src") or "").text()
    assert 'points="500,500 520,500 540,500 540,520 540,520"' in shown
    assert shown.count('width="180"') == 1


def test_without_javascript_and_without_a_name(screens: Screens, portal: Portal) -> None:
    screen = screens(device=portal.device(), javascript=False)
    hold_up(screen, portal.card("Maja"), "Maja").yes()
    way = SendIdea.open(screen).tell(WRITE)
    way.page.get_by_label("Hvad er din idé?").fill("vi vil ha en gynge")
    way = way.keep("Gem teksten").tell(CHOOSE)
    way.line("Ture").click()
    for picture in ("Bus", "Svømme"):
        way.page.get_by_role("checkbox", name=picture, exact=True).check()
    page = way.keep("Gem billederne")
    page.says("vi vil ha en gynge", "Svømme")
    page.says("Du får ingen besked om idéen.")
    page.choose("Uden mit navn").send()
    screen.page.wait_for_url(re.compile(".*/moede/ide$"))
    expect(screen.page.locator("#besked")).to_contain_text("Din idé er sendt")
    assert newest_idea(portal).author_id is None
    SendIdea.open(screen).says("Fortæl noget, før du sender.")
