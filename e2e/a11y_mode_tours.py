"""A meeting that is held: Anne at the big screen and Maja with her phone, in every state an item can be in, once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from playwright.sync_api import Page

from e2e.a11y_walking import be, follow, go, press
from e2e.running import Portal
from portal.meetings import mode_actions
from portal.meetings.meeting_rules import Colour
from portal.meetings.mode_actions import Decision
from portal.meetings.rules import Step
from tests.meals.evening import MONDAY
from tests.meetings.running import RunningMeeting

BENCH = "Vi vil have en bænk."


def anne_at_the_big_screen(page: Page, portal: Portal) -> Iterator[str]:
    meeting = _laid(portal)
    be(page, "Anne")
    yield from go(page, f"/personale/moede/{meeting.meeting_id}/skaerm")
    press(page, "Begynd mødet")
    yield "skærmen: alle punkter"
    follow(page, "Hvem er med?")
    yield "skærmen: hvem er med"
    press(page, "Gem, hvem der er her")
    press(page, "Vi vil på tur.")
    yield "skærmen: et løfte"
    press(page, "Næste punkt")
    press(page, "Åbn for kort")
    yield "skærmen: kort"
    page.locator("#antal-green").fill("999")
    press(page, "Luk for kort")
    yield "skærmen: for mange kort"
    page.locator("#antal-green").fill("3")
    press(page, "Luk for kort")
    page.get_by_text("Ret kortene", exact=True).click()
    yield "skærmen: talt"
    follow(page, "Skriv beslutningen")
    press(page, "Gem beslutningen")
    yield "beslutningen: intet skrevet"
    page.get_by_role("radio", name="Ja", exact=True).check()
    page.locator("[name=said]").fill("Vi køber en bænk.")
    press(page, "Gem beslutningen")
    yield "skærmen: besluttet"


def maja_with_her_phone(page: Page, portal: Portal) -> Iterator[str]:
    meeting = _laid(portal)
    at = f"/moede/{meeting.meeting_id}/kort"
    be(page, "Maja")
    yield from go(page, at)
    _do(meeting, mode_actions.open_meeting, moment=MONDAY)
    yield from go(page, at)
    promise, bench, _coffee, news = meeting.items()
    _do(meeting, mode_actions.show, promise)
    yield from go(page, at)
    _do(meeting, mode_actions.show, news)
    yield from go(page, at)
    _do(meeting, mode_actions.open_voting, bench)
    page.goto(at)
    page.locator("button[data-colour=green]").click()
    page.locator("button[aria-pressed=true]").wait_for()
    yield "kort: mit er vist"
    _do(meeting, mode_actions.close_voting, bench, paper={Colour.RED: 3})
    _do(meeting, mode_actions.decide, bench, Decision(Step.YES, "Vi køber en bænk."), moment=MONDAY)
    yield from go(page, at)


def _laid(portal: Portal) -> RunningMeeting:
    """A meeting tomorrow, with a promise that is due and Maja's idea."""
    made = RunningMeeting(portal.engine, portal.person("Bo").id).clear()
    maja, ali = portal.person("Maja").id, portal.person("Ali").id
    with ThreadPoolExecutor(1) as bo:
        bo.submit(made.promised, ali, "Vi vil på tur.", days_ago=3).result()
        bench = bo.submit(made.idea, maja, BENCH).result()
        bo.submit(made.laid, bench).result()
    return made


def _do(meeting: RunningMeeting, *args: object, **facts: object) -> None:
    with ThreadPoolExecutor(1) as anne:
        anne.submit(meeting.do, *args, **facts).result()
