"""Two sites in one house, chosen by their address; and the page that shows every part of the design."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from e2e.pages.getting_in import ComeIn, Welcome
from e2e.pages.page import NotHere, Page
from e2e.running import Portal, running
from e2e.screens import PHONE, TABLET, Screen, Screens
from portal.speech.store import SoundStore


def test_each_site_has_its_own_name_and_its_own_pages(screens: Screens, portal: Portal, javascript: bool) -> None:
    screen = screens(javascript=javascript)
    screen.open("/")
    Welcome(screen).says("Her kan du høre dine aftaler.")
    expect(screen.page).to_have_title("Velkommen – Opgangen")

    screen.open(portal.second_address)
    second = Welcome(screen)
    expect(screen.page).to_have_title("Velkommen – Aktivitetsoverblikket")
    second.says("Vi samler aktiviteter for ældre i Ishøj.")
    second.offers("link", "Ring og spørg")
    second.does_not_offer("link", "Kom ind")
    assert "Opgangen" not in second.text()
    screen.expect_status(404)
    assert screen.open(f"{portal.second_address}/aftaler") == 404
    NotHere(screen)
    expect(screen.page).to_have_title("Siden findes ikke – Aktivitetsoverblikket")


def test_a_visit_on_one_site_is_none_on_the_other(screens: Screens, portal: Portal) -> None:
    screen = screens()
    screen.open("/ind")
    screen.page.get_by_role("button", name="Prøv som Maja").click()
    expect(screen.page.get_by_role("heading", level=1)).to_have_text("Hej Maja")
    screen.open(portal.second_address)
    Welcome(screen).does_not_say("Maja")


@pytest.mark.parametrize("size", [PHONE, TABLET], ids=["on a phone", "on a tablet"])
def test_every_part_of_the_design_can_be_seen_on_one_page(screens: Screens, size: ViewportSize) -> None:
    screen = screens(size=size)
    assert screen.open("/stil") == 200
    page = Page(screen, "Sådan ser siden ud")
    page.says("Jeg holder ro efter klokken 22.", "I dag er det mandag den 23. november.")
    page.offers("link", "Mine aftaler", "Spis sammen", "Beboermøde")
    broken = "() => [...document.images].filter(image => image.complete && !image.naturalWidth).map(image => image.src)"
    assert screen.page.evaluate(broken) == []
    assert screen.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_the_page_of_the_design_is_only_there_in_the_demo(
    chromium: Browser, village_folder: Path, tmp_path: Path, voice: SoundStore
) -> None:
    folder = shutil.copytree(village_folder, tmp_path / "var")
    with running(folder, voice, demo=False) as portal:
        screen = Screen(chromium, portal.address)
        screen.expect_status(404)
        assert screen.open("/stil") == 404
        NotHere(screen)
        screen.open("/ind")
        ComeIn(screen).does_not_offer("button", "Prøv som Maja")
        screen.close()
