"""A meeting with a big screen and phones: cards are shown, a phone loses its network, and nothing moves by itself."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import Browser, ConsoleMessage, ViewportSize, expect

from e2e.pages.assembly_mode import BigScreen, CardsPage, begin, on_phone
from e2e.pages.getting_in import Welcome
from e2e.pages.staff import sign_in
from e2e.running import Portal
from e2e.screens import COMPUTER, PHONE, Screen, Screens
from portal.meetings import mode_actions
from portal.meetings.meeting_rules import Colour
from tests.meetings.running import RunningMeeting

BENCH = "Vi vil have en bænk."
LETTERS = 40  # pixels that can be read from four metres
TELEVISION: ViewportSize = {"width": 1920, "height": 1080}
NOTE_SWAPS = """
  window.swapped = [];
  document.addEventListener("htmx:beforeSwap", ({ detail }) => swapped.push(detail.target.dataset.live));
"""
LATE = "Se på skærmen, for vi er færdige med at stemme."


class RoomScreen(Screen):
    """A phone that may lose its network; the browser's complaint about it is none."""

    def _note_console(self, message: ConsoleMessage) -> None:
        if "ERR_INTERNET_DISCONNECTED" not in message.text:
            super()._note_console(message)


@pytest.fixture
def assembly(portal: Portal) -> RunningMeeting:
    """A meeting tomorrow, with Maja's idea on its agenda. Bo has laid it."""
    made = RunningMeeting(portal.engine, portal.person("Bo").id).clear()
    maja = portal.person("Maja").id
    with ThreadPoolExecutor(1) as bo:
        bo.submit(lambda: made.laid(made.idea(maja, BENCH))).result()
    return made


@pytest.fixture
def wall(screens: Screens, assembly: RunningMeeting, javascript: bool) -> BigScreen:
    """Anne at the big screen; the meeting has begun, and the bench is on it."""
    computer = screens(size=COMPUTER, javascript=javascript)
    sign_in(computer, "Anne")
    return begin(computer, assembly.meeting_id, BENCH)


@pytest.fixture
def phones(
    chromium: Browser, portal: Portal, wall: BigScreen, assembly: RunningMeeting, javascript: bool
) -> Iterator[tuple[CardsPage, CardsPage]]:
    """Maja's and Ali's."""
    made: list[Screen] = []

    def come_in(name: str) -> CardsPage:
        screen = RoomScreen(chromium, portal.address, size=PHONE, javascript=javascript)
        made.append(screen)
        screen.open("/")
        Welcome(screen).come_in().try_as(name)
        return on_phone(screen, assembly.meeting_id, BENCH)

    yield come_in("Maja"), come_in("Ali")
    for screen in made:
        screen.close()


def three_others_vote(portal: Portal, assembly: RunningMeeting) -> None:
    """From phones of their own, in the same moment."""
    names = ("Jonas", "Sofie", "Peter")
    item = assembly.items()[0]
    with ThreadPoolExecutor(len(names)) as hands:
        list(hands.map(lambda name: assembly.vote(item, portal.person(name).id, Colour.GREEN), names))


@pytest.mark.parametrize("javascript", [True], ids=["with JavaScript"])
def test_cards_come_and_go_while_nothing_that_is_read_moves(
    wall: BigScreen, phones: tuple[CardsPage, CardsPage], assembly: RunningMeeting, portal: Portal
) -> None:
    maja, ali = phones
    title = maja.page.locator("#punktet")
    stands = where_it_stands(maja)
    maja.page.evaluate(NOTE_SWAPS)
    title.focus()
    wall.open_cards()
    maja.says("Vis dit kort nu.")
    expect(title).to_be_focused()
    assert maja.page.evaluate("swapped") == ["kort"]  # what is read aloud elsewhere goes on
    assert where_it_stands(maja) == stands
    maja.show("grøn").has_mine("grøn").show("rød").has_mine("rød")
    wall.counts("1 har vist sit kort.", backs=1)

    ali.card("grøn").wait_for()
    ali.screen.context.set_offline(True)
    ali.show("gul").says_unsent("gul")
    expect(ali.page.get_by_text("Dit kort er ikke sendt, så vent lidt.")).to_be_visible()
    wall.page.get_by_label("grøn", exact=True).focus()
    three_others_vote(portal, assembly)
    wall.counts("4 har vist deres kort.", backs=4)
    expect(wall.page.get_by_label("grøn", exact=True)).to_be_focused()
    ali.screen.context.set_offline(False)
    ali.has_mine("gul")
    expect(ali.page.get_by_text("Ikke sendt endnu").first).to_be_hidden()
    wall.counts("5 har vist deres kort.", backs=5)

    ali.screen.context.set_offline(True)
    ali.show("rød").says_unsent("rød")
    wall.one_more("grøn", times=2).close_cards("Der er flest grønne kort.")
    wall.says("5 grønne kort", "1 gult kort", "1 rødt kort")
    maja.says("Tak, nu kan du se på skærmen.", "5 grønne kort")
    ali.screen.expect_status(409)
    ali.screen.context.set_offline(False)
    expect(ali.page.get_by_text(LATE)).to_be_visible()
    ali.says("1 gult kort", "1 rødt kort")

    for size in (TELEVISION, COMPUTER):
        wall.page.set_viewport_size(size)
        seen_at_once(wall)
    wall = wall.decide("Ja", "Vi køber en bænk.")
    seen_at_once(wall)
    maja.says("Vi køber en bænk.")


@pytest.mark.parametrize("javascript", [False], ids=["without JavaScript"])
def test_without_javascript_one_looks_again(wall: BigScreen, phones: tuple[CardsPage, CardsPage]) -> None:
    maja, _ali = phones
    wall.open_cards()
    maja.follow("Se igen")
    maja.show("grøn").has_mine("grøn").show("gul").has_mine("gul")
    wall.follow("Se skærmen igen")
    wall.counts("1 har vist sit kort.", backs=1)
    wall.one_more("grøn", times=2).close_cards("Der er flest grønne kort.")
    maja.follow("Se igen")
    maja.says("Tak, nu kan du se på skærmen.", "2 grønne kort", "1 gult kort")


@pytest.mark.parametrize("javascript", [True], ids=["with JavaScript"])
def test_the_screen_follows_the_meeting(wall: BigScreen, assembly: RunningMeeting) -> None:
    with ThreadPoolExecutor(1) as bo:
        bo.submit(assembly.do, mode_actions.show, assembly.items()[1]).result()
    coffee = BigScreen(wall.screen, "Vi køber en ny kaffemaskine.")
    seen_at_once(coffee)


def where_it_stands(phone: CardsPage) -> list[float]:
    """How far the page is scrolled, and where the lines about the item stand."""
    return phone.page.evaluate(
        "[scrollY, document.querySelector('[data-live=mere]').getBoundingClientRect().top + scrollY]"
    )


def seen_at_once(wall: BigScreen) -> None:
    """Everything, the buttons of staff too, in letters that can be read from across the room."""
    page = wall.page
    below, smallest = page.evaluate(
        """[document.querySelector('.mode').getBoundingClientRect().bottom - innerHeight,
            Math.min(...[...document.querySelectorAll('.mode-item .line-text, .mode-cards .line-text, .vote-number')]
              .map((words) => parseFloat(getComputedStyle(words).fontSize)))]"""
    )
    assert below <= 0
    assert smallest >= LETTERS
