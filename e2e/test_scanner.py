"""The tablet's own camera reads Maja's card, inside the page."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import segno
from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import Playwright, expect

from e2e.pages.getting_in import ComeIn, IsItYou
from e2e.running import Portal
from e2e.screens import CHROMIUM, QUIET_CHROMIUM, Screen
from portal.people.card_paper import card_address

WIDTH, HEIGHT = 640, 480
PAPER, TABLE = 235, 120  # grey, 0 to 255
NO_COLOUR = bytes([128]) * (WIDTH * HEIGHT // 4)
SIDE = 300  # pixels of the QR sign before the camera


@pytest.fixture
def before_camera(playwright: Playwright, portal: Portal, tmp_path: Path) -> Iterator[Callable[[str], Screen]]:
    """A tablet whose camera sees a card with this address; an empty one sees only the table."""
    opened = []

    def tablet_that_sees(address: str) -> Screen:
        film = tmp_path / "kort.y4m"
        film.write_bytes(_film(_photo(address)))
        camera = [
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={film}",
        ]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET_CHROMIUM + camera)
        screen = Screen(browser, portal.address, device=portal.device())
        opened.append((browser, screen))
        return screen

    yield tablet_that_sees
    for browser, screen in opened:
        screen.close()
        browser.close()


def test_the_camera_reads_the_card_and_the_page_asks_who_it_is(
    before_camera: Callable[[str], Screen], portal: Portal
) -> None:
    secret = portal.card("Maja")
    tablet = before_camera(card_address(secret, address=portal.address))
    tablet.open("/ind")
    ComeIn(tablet).press("Vis mit kort")
    home = IsItYou(tablet, "Maja").yes()
    home.says("I dag er det mandag den 23. november.")
    assert not any(secret in address for address in tablet.visited())


def test_the_camera_waits_for_a_card_and_lets_other_codes_be(
    before_camera: Callable[[str], Screen], portal: Portal
) -> None:
    tablet = before_camera("https://example.com/ikke-et-kort")
    tablet.open("/ind")
    come_in = ComeIn(tablet)
    come_in.press("Vis mit kort")
    come_in.tells("Hold kortet foran kameraet.")
    frames = "() => document.querySelector('video').getVideoPlaybackQuality().totalVideoFrames"
    seen = tablet.page.evaluate(frames)
    tablet.page.wait_for_function(f"seen => ({frames})() > seen + 30", arg=seen)
    ComeIn(tablet)
    come_in.follow("Hjem")
    expect(tablet.page.get_by_role("heading", level=1)).to_have_text("Velkommen")


def test_a_tablet_whose_camera_does_not_work_says_whom_to_ask(tablet: Screen) -> None:
    tablet.open("/ind")
    ComeIn(tablet).press("Vis mit kort")
    ComeIn(tablet).tells("Kameraet virker ikke, så spørg personalet.")
    ComeIn(tablet).offers("button", "Vis mit kort")


def _photo(text: str) -> Image.Image:
    """A card held a little askew on a darker table, in uneven light and not quite sharp."""
    matrix = segno.make(text, error="q", micro=False).matrix_iter(scale=1, border=3)
    rows = [[0 if dark else PAPER for dark in row] for row in matrix]
    sign = Image.new("L", (len(rows), len(rows)))
    sign.putdata([dot for row in rows for dot in row])
    card = Image.new("L", (SIDE + 80, SIDE + 80), PAPER)
    card.paste(sign.resize((SIDE, SIDE), Image.Resampling.NEAREST), (40, 40))
    table = Image.new("L", (WIDTH, HEIGHT), TABLE)
    mask = Image.new("L", card.size, 255).rotate(7, expand=True)
    table.paste(card.rotate(7, expand=True, resample=Image.Resampling.BICUBIC), (110, 20), mask)
    light = Image.new("L", (WIDTH, HEIGHT))
    draw = ImageDraw.Draw(light)
    for x in range(WIDTH):
        draw.line([(x, 0), (x, HEIGHT)], fill=90 * x // WIDTH)
    lit = Image.composite(Image.new("L", (WIDTH, HEIGHT), 60), table, light)
    return lit.filter(ImageFilter.GaussianBlur(0.8))


def _film(photo: Image.Image, frames: int = 4) -> bytes:
    """The photo as a YUV4MPEG2 film, which Chromium shows over and over."""
    frame = b"FRAME\n" + photo.tobytes() + NO_COLOUR * 2
    return f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F20:1 Ip A1:1 C420jpeg\n".encode() + frame * frames
