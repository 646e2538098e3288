"""Before and after a meeting, each page once: Maja invited and reading, Anne planning, writing and closing."""

from collections.abc import Iterator
from datetime import date

from playwright.sync_api import Page

from e2e.a11y_walking import be, go, press
from e2e.running import Portal
from portal.meetings import meeting_actions, mode_actions
from portal.meetings.meeting_actions import Written
from portal.meetings.meeting_rules import ItemKind
from portal.meetings.mode_actions import Decision
from tests.meetings.gathering import FLAT, MONDAY, Assembly

HARD = "Vi evaluerer alternativerne vedrørende lamper."


class _House:
    def __init__(self, portal: Portal) -> None:
        self.anne, self.bo, self.maja = map(portal.person, ("Anne", "Bo", "Maja"))


def maja_before_and_after_a_meeting(page: Page, portal: Portal) -> Iterator[str]:
    assembly = Assembly(portal.engine, _House(portal))
    ahead, moved, cancelled, closed = (assembly.meeting(date(2026, 12, day)) for day in (1, 8, 15, 22))
    assembly.promised(date(2026, 11, 30))
    assembly.write(ahead, Written(ItemKind.HOUSING, "Boligselskabet maler trappen.", "stairs"))
    assembly.do(meeting_actions.move, moved, date(2026, 12, 10), FLAT, moment=MONDAY)
    assembly.do(meeting_actions.cancel, cancelled, because="Bo er syg.", moment=MONDAY)
    lines = (
        ("item", "Vi køber en bænk.", "park"),
        ("decision", "Vi køber den nu.", "yes"),
        ("who", "Bo gør det.", None),
    )
    assembly.close(closed, *lines)
    assembly.was_there(closed, portal.person("Maja"))
    be(page, "Maja")
    yield from go(page, f"/moede/{moved}", f"/moede/{cancelled}", f"/moede/{closed}", f"/moede/{closed}/referat/1")
    yield from go(page, "/moede/referater", f"/moede/{ahead}")
    page.get_by_role("button", name="Jeg kommer", exact=True).click()
    page.get_by_role("button", name="Jeg kommer", exact=True, pressed=True).wait_for()
    yield "Jeg kommer"


def anne_around_a_meeting(page: Page, portal: Portal) -> Iterator[str]:
    assembly = Assembly(portal.engine, _House(portal))
    be(page, "Anne")
    yield from go(page, "/personale/moede/plan/et", "/personale/moede/plan")
    press(page, "Se dagene")
    yield "dagene"
    press(page, "Læg møderne")
    meeting_id = assembly.meeting(date(2026, 12, 8), announced=False)
    assembly.idea()
    one = f"/personale/moede/{meeting_id}"
    yield from go(page, one, f"{one}/flyt", f"{one}/aflys")
    press(page, "Ja, aflys mødet")
    yield "aflys: fejl"
    page.goto(one)
    press(page, "Inviter beboerne")
    press(page, "Sæt på: Vi vil have en bænk.")
    press(page, "Skriv dagsorden")
    yield "dagsordenen i kladde"
    yield from go(page, f"/personale/skriv/dagsorden/{meeting_id}/vis/skaerm", one)
    assembly.do(mode_actions.open_meeting, meeting_id, moment=MONDAY)
    item = assembly.agenda(meeting_id)[-1]
    assembly.do(mode_actions.decide, meeting_id, item.id, Decision(None, HARD), moment=MONDAY)
    yield from go(page, one, f"{one}/slut")
    press(page, "Luk mødet")
    yield "slut: fejl"
    page.locator("[name=hard_because]").fill("Mødet bad om det.")
    press(page, "Luk mødet")
    yield "lukket"
