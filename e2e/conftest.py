"""For every story: a portal of its own that really runs, and a Chromium to meet it in."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from e2e.running import MONDAY_AFTERNOON, Portal, engine_of, running, settings_for
from e2e.screens import CHROMIUM, PATIENCE, QUIET_CHROMIUM, Screen, Screens
from portal import clock, migrating
from portal.content.activities import read_catalogue
from portal.content.demo import read_demo
from portal.db import writing
from portal.demo.seeding import seed
from portal.media.photos import PhotoStore
from portal.notices.models import Notice
from portal.pictograms.catalogue import picture_keys
from portal.settings import ROOT
from portal.speech.engine import Engine
from portal.speech.store import SoundStore
from tests.portals import cheap_portals

SOUNDS = ROOT / "var" / "test-lyd"  # kept between runs: the same sentence sounds the same


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long walks first: with one that begins last, somebody would be alone for a minute."""
    items.sort(key=lambda item: "visitor" not in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session", autouse=True)
def portals_are_cheap() -> Iterator[None]:
    with cheap_portals():
        yield


@pytest.fixture(autouse=True)
def monday_afternoon() -> Iterator[None]:
    """The clock stands still on Monday 23 November 2026, 16.30; the server lives in this process and obeys."""
    clock.freeze(MONDAY_AFTERNOON)
    yield
    clock.freeze(None)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for all stories; each gets contexts of its own."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET_CHROMIUM)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def voice() -> Iterator[SoundStore]:
    """The sounds, and one engine that makes those that are missing."""
    engine = Engine()
    yield SoundStore(SOUNDS, engine)
    engine.close()


@pytest.fixture(scope="session")
def village_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the demo's people live, to copy."""
    folder = tmp_path_factory.mktemp("landsby") / "var"
    folder.mkdir()
    settings = settings_for(folder)
    demo_folder = settings.content_dir / "demo"
    demo = read_demo(demo_folder, picture_keys())
    catalogue = read_catalogue(demo_folder.parent / "activities", picture_keys())
    engine = engine_of(settings)
    migrating.upgrade(engine)
    clock.freeze(MONDAY_AFTERNOON)  # they move in on the day the stories are told
    with writing(engine) as session:
        seed(session, demo, catalogue, portraits=demo_folder / "portraits", photos=PhotoStore(settings.media_dir))
        session.execute(sa.delete(Notice))  # stories begin with nothing new
    clock.freeze(None)
    engine.dispose()
    return folder


@pytest.fixture
def portal(village_folder: Path, tmp_path: Path, voice: SoundStore) -> Iterator[Portal]:
    """The running portal."""
    folder = tmp_path / "var"
    shutil.copytree(village_folder, folder)
    with running(folder, voice) as served:
        yield served


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def javascript(request: pytest.FixtureRequest) -> bool:
    """Tells the story twice."""
    return request.param


@pytest.fixture
def screens(chromium: Browser, portal: Portal) -> Iterator[Screens]:
    """Makes browsers; each is looked through at the end for what must not happen."""
    made: list[Screen] = []

    def make(**options) -> Screen:
        made.append(Screen(chromium, portal.address, **options))
        return made[-1]

    yield make
    for screen in made:
        screen.close()


@pytest.fixture
def tablet(screens: Screens, portal: Portal) -> Screen:
    """The common tablet, enrolled, with JavaScript."""
    return screens(device=portal.device())
