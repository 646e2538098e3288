"""Before and after a meeting: Anne lays, invites and writes, Maja comes and hears the minutes."""

import pytest
from playwright.sync_api import expect

from e2e.pages.assembly import COMES, NAMED, STAYS, MeetingPage, Plan
from e2e.pages.getting_in import hold_up
from e2e.pages.resident import Home
from e2e.pages.staff import sign_in
from e2e.running import Portal
from e2e.screens import COMPUTER, Screen, Screens
from tests.meetings.gathering import Assembly

DAY = "tirsdag den 1. december"
BENCH, LAMP = "Vi vil have en bænk.", "Vi køber en lampe."


class House:
    """The demo's people, as an assembly asks for them."""

    def __init__(self, portal: Portal) -> None:
        self.anne, self.bo, self.maja, self.ali = map(portal.person, ("Anne", "Bo", "Maja", "Ali"))


@pytest.fixture
def house(portal: Portal) -> House:
    return House(portal)


@pytest.fixture
def assembly(portal: Portal, house: House) -> Assembly:
    return Assembly(portal.engine, house)


@pytest.fixture
def tablet(screens: Screens, portal: Portal, javascript: bool) -> Screen:
    """The common tablet, with and without JavaScript, and Maja at it."""
    screen = screens(device=portal.device(), javascript=javascript)
    hold_up(screen, portal.card("Maja"), "Maja").yes()
    return screen


def test_anne_lays_meetings_invites_and_writes_the_agenda(screens: Screens, portal: Portal, assembly: Assembly) -> None:
    assembly.idea(BENCH)
    computer = screens(size=COMPUTER)
    sign_in(computer, "Anne")
    computer.open("/personale/moede/plan")
    plan = Plan(computer).lay(weekday="onsdag", starts="17:00", place="Klubben", without="onsdag den 6. januar 2027")
    plan.says("Vi mødes den første onsdag hver måned klokken 17 i klubben.")
    plan.does_not_offer("link", "onsdag den 6. januar 2027")
    meeting = plan.open("onsdag den 2. december").invite().put(BENCH).write(LAMP)
    meeting.says(LAMP, BENCH)
    href = meeting.page.get_by_role("link", name="Print dagsorden", exact=True).get_attribute("href")
    assert computer.context.request.get(f"{portal.address}{href}").body().startswith(b"%PDF")


def test_maja_comes_and_afterwards_hears_the_minutes_and_is_named_when_she_says_yes(
    tablet: Screen, portal: Portal, assembly: Assembly, house: House
) -> None:
    meeting_id = assembly.meeting()
    tablet.open("/")
    Home(tablet, "Maja").says("Der er beboermøde tirsdag den 1. december klokken 17.")
    tablet.page.locator(f"main a[href='/moede/{meeting_id}']").click()
    meeting = MeetingPage(tablet, DAY).answer(COMES, then="Du kommer til mødet.")
    meeting.answer(STAYS, then="Du kommer ikke til mødet.").answer(COMES, then="Du kommer til mødet.")

    assembly.close(meeting_id, ("item", BENCH, "park"), ("decision", "Vi køber en bænk.", "yes"))
    assembly.was_there(meeting_id, house.maja, house.ali)
    tablet.open(f"/moede/{meeting_id}")
    minutes = MeetingPage(tablet, DAY)
    minutes.says(BENCH, "Vi køber en bænk.", "2 var med.")
    minutes.does_not_say("Maja var med.")
    expect(minutes.sound_of("Vi køber en bænk.")).to_be_visible()
    minutes.answer(NAMED, then="Dit navn må stå i referatet.").says("Maja var med.", "1 anden var også med.")
    href = tablet.page.get_by_role("link", name="Print referatet", exact=True).get_attribute("href")
    assert tablet.context.request.get(f"{portal.address}{href}").body().startswith(b"%PDF")
