"""At the door and on the wall: an answer is never older than it says, with and without a network."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, ConsoleMessage, expect

from e2e.pages.sign import HERE, Sign, Wall
from e2e.running import Portal
from e2e.screens import COMPUTER, PHONE, Screen, Screens
from portal import clock
from portal.db import writing
from portal.presence import actions
from portal.presence.models import Place

FLAT = "/skilt/faelleslejligheden"
MINUTE = 60_000  # ms
CLOSED = "Der er lukket i fælleslejligheden."
COMES = "Der kommer nogen i fælleslejligheden klokken 16."
NOTICED_BY = 1_500  # ms: the page looks once a second


@pytest.fixture(autouse=True)
def anne_has_looked(portal: Portal) -> None:
    """Anne said at half past four that it is right."""
    _look(portal)


def _look(portal: Portal) -> None:
    """Anne says that it is right now."""
    anne = portal.person("Anne")
    with writing(portal.engine) as session:
        flat = session.scalars(sa.select(Place).where(Place.slug == "faelleslejligheden")).one()
        actions.check(session, flat, anne.id, moment=clock.now())


class RoomScreen(Screen):
    """A screen that may lose its network; the browser's complaint about it is none."""

    def _note_console(self, message: ConsoleMessage) -> None:
        if "ERR_INTERNET_DISCONNECTED" not in message.text:
            super()._note_console(message)


@pytest.fixture
def wall(chromium: Browser, portal: Portal) -> Iterator[Screen]:
    """The screen in the common flat, its clock in our hands."""
    screen = RoomScreen(chromium, portal.address, size=COMPUTER)
    screen.page.clock.install(time=datetime(2026, 11, 23, 16, 30))
    screen.open(f"{FLAT}/skaerm")
    Wall(screen).answers(HERE)
    yield screen
    screen.close()


def test_somebody_at_the_door_sees_hears_and_asks_again(screens: Screens, javascript: bool) -> None:
    screen = screens(javascript=javascript, size=PHONE)
    screen.open(FLAT)
    sign = Sign(screen)
    sign.answers(HERE)
    sign.is_from("Siden er fra klokken 16.30.")
    box = sign.big_sound.bounding_box()
    assert box is not None and min(box["width"], box["height"]) >= 80
    assert box["y"] + box["height"] <= PHONE["height"]
    clock.freeze(datetime(2026, 11, 23, 20, 5))
    sign.answers(HERE)
    sign.follow("Se igen")
    sign = Sign(screen)
    sign.answers(CLOSED)
    sign.is_from("Siden er fra klokken 20.05.")


def test_one_tap_is_heard(screens: Screens) -> None:
    screen = screens(size=PHONE)
    screen.open(FLAT)
    sign = Sign(screen)
    sign.big_sound.click()
    expect(sign.big_sound).to_have_attribute("aria-pressed", "true")
    expect(sign.main.locator(".is-spoken")).to_have_count(1)


def test_a_sign_left_open_says_that_it_does_not_know(screens: Screens) -> None:
    screen = screens(size=PHONE)
    screen.page.clock.install(time=datetime(2026, 11, 23, 16, 30))
    asked: list[str] = []
    screen.open(FLAT)
    sign = Sign(screen)
    screen.page.on("request", lambda request: asked.append(request.url))
    screen.page.clock.fast_forward((3 * 60 + 29) * MINUTE)
    sign.answers(HERE)
    assert not [url for url in asked if "/skilt/" in url]
    screen.page.clock.fast_forward(MINUTE + NOTICED_BY)
    sign.does_not_know()
    expect(sign.sound_of("Vi ved det ikke lige nu.")).to_have_role("button")
    sign.is_from("Siden er fra klokken 16.30.")


def test_how_long_it_is_until_somebody_comes_is_left_out_when_it_is_no_longer_true(
    screens: Screens, portal: Portal
) -> None:
    clock.freeze(datetime(2026, 11, 23, 14, 0))
    _look(portal)
    screen = screens(size=PHONE)
    screen.page.clock.install(time=datetime(2026, 11, 23, 14, 0))
    screen.open(FLAT)
    sign = Sign(screen)
    sign.answers(COMES)
    expect(sign.main.get_by_text("Det er om 2 timer.")).to_be_visible()
    expect(sign.main.locator(".dot")).to_have_count(8)
    screen.page.clock.fast_forward(5 * MINUTE + NOTICED_BY)
    sign.answers(COMES)
    expect(sign.main.get_by_text("Det er om 2 timer.")).to_have_count(0)
    expect(sign.main.locator(".dot")).to_have_count(0)


def test_what_is_read_aloud_stops_when_it_is_no_longer_true(screens: Screens) -> None:
    screen = screens(size=PHONE)
    screen.page.clock.install(time=datetime(2026, 11, 23, 16, 30))
    screen.open(FLAT)
    sign = Sign(screen)
    sign.big_sound.click()
    expect(sign.main.locator(".is-spoken")).to_have_count(1)
    sign.big_sound.focus()
    screen.page.clock.fast_forward(4 * 60 * MINUTE)
    sign.does_not_know()
    expect(sign.main.locator(".is-spoken")).to_have_count(0)
    expect(sign.big_sound).to_be_focused()


def test_the_wall_follows_by_itself_and_takes_nobodys_focus(wall: Screen) -> None:
    screen = Wall(wall)
    wall.page.get_by_role("link", name="Om siden").focus()
    clock.freeze(datetime(2026, 11, 23, 16, 31))
    wall.page.clock.fast_forward(MINUTE + NOTICED_BY)
    screen.is_from("Det er fra klokken 16.31.")
    screen.answers(HERE)
    clock.freeze(datetime(2026, 11, 23, 20, 1))
    wall.page.clock.fast_forward(MINUTE + NOTICED_BY)
    screen.answers(CLOSED)
    screen.is_from("Det er fra klokken 20.01.")
    expect(wall.page.get_by_role("link", name="Om siden")).to_be_focused()


def test_a_wall_without_network_says_from_when_it_is_and_then_that_it_does_not_know(wall: Screen) -> None:
    screen = Wall(wall)
    screen.has_the_network()
    wall.context.set_offline(True)
    wall.page.clock.fast_forward(MINUTE + NOTICED_BY)
    screen.has_lost_the_network()
    screen.answers(HERE)
    screen.is_from("Det er fra klokken 16.30.")
    wall.page.clock.fast_forward(4 * 60 * MINUTE)
    screen.does_not_know()
    screen.is_from("Det er fra klokken 16.30.")
    clock.freeze(datetime(2026, 11, 23, 20, 31))
    wall.context.set_offline(False)
    wall.page.clock.fast_forward(MINUTE + NOTICED_BY)
    screen.answers(CLOSED)
    screen.is_from("Det er fra klokken 20.31.")
    screen.has_the_network()


def test_everything_on_the_wall_is_seen_at_once(wall: Screen) -> None:
    box = wall.page.locator("[data-since]").bounding_box()
    assert box is not None and box["y"] + box["height"] <= COMPUTER["height"]
    words = wall.page.locator(".line-big .line-text")
    size = words.evaluate("words => parseFloat(getComputedStyle(words).fontSize)")
    assert size >= 48


def test_a_wall_does_not_keep_somebodys_visit_alive(wall: Screen) -> None:
    assert wall.context.cookies()
    with wall.page.expect_request("**/skaerm") as asked:
        wall.page.clock.fast_forward(MINUTE + NOTICED_BY)
    assert "cookie" not in asked.value.all_headers()
