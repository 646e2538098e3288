"""Ideas in each state they can be in, once: Maja and Ali read them, Anne has them on her desk."""

from collections.abc import Iterator
from datetime import date

from playwright.sync_api import Page

from e2e.a11y_walking import be, follow, go, press
from e2e.running import Portal
from portal.meetings.rules import Decider, Step
from tests.meetings.idea_box import IdeaBox

LATER = date(2027, 1, 12)


def maja_at_the_ideas(page: Page, portal: Portal) -> Iterator[str]:
    box, maja, ali = _box(portal), portal.person("Maja"), portal.person("Ali")
    told = box.tell(maja, "vi mangler en bænk")
    asked = box.tell(maja, "en kat")
    box.write(asked, "Vi vil have en kat.", "Den bor hos os alle.")
    back, alis = box.public(maja, "Vi vil have en hest."), box.public(ali, "Vi synger.")
    joined = box.public(ali, "Vi spiller musik.")
    wrong = box.step(alis, Step.NO, reason="Vi kan ikke synge.")
    assert wrong
    said = {"reason": "Vi øver os først.", "until": LATER, "responsible_id": portal.person("Bo").id}
    box.correct(alis, wrong.id, Step.LATER, decided_by=Decider.MEETING, **said)
    box.join(joined, alis)
    be(page, "Maja")
    yield from go(page, "/moede", "/moede/ide", "/moede/ide?mine", f"/moede/ide/{told}", f"/moede/ide/{asked}")
    yield from go(page, f"/moede/ide/{joined}", f"/moede/ide/{alis}")
    page.get_by_text("Se alt, der er sket", exact=True).click()
    yield "En idé: alt, der er sket"
    page.get_by_role("button", name="Jeg vil gerne være med", exact=True).click()
    page.get_by_role("button", name="Fortryd", exact=True).wait_for()
    yield "En idé: Maja er med"
    yield from go(page, f"/moede/ide/{back}")
    page.get_by_role("button", name="Tag min idé tilbage", exact=True).click()
    page.get_by_role("link", name="Fortæl en ny idé", exact=True).wait_for()
    yield "En idé: taget tilbage"


def anne_at_the_ideas(page: Page, portal: Portal) -> Iterator[str]:
    box, maja = _box(portal), portal.person("Maja")
    told, disputed, alive = box.tell(maja), box.tell(maja), box.public(None, "Vi vil have en bænk.")
    box.write(disputed)
    box.answer(disputed, maja, is_right=False, said="To bænke.")
    box.meeting(date(2026, 11, 30))
    box.support(alive, maja, along=True)
    be(page, "Anne")
    yield from go(page, "/personale/moede", "/personale/moede/ide/ny")
    press(page, "Gem idéen")
    yield "Skriv en idé ned: der mangler noget"
    yield from go(page, *(f"/personale/moede/ide/{each}" for each in (told, disputed, alive)))
    follow(page, "Senere")
    yield "Senere"
    press(page, "Gem: Senere")
    yield "Senere: der mangler noget"
    box.step(alive, Step.YES, reason="Vi køber den.")
    yield from go(page, f"/personale/moede/ide/{alive}/trin?til=done", f"/personale/moede/ide/{alive}/ret")


def _box(portal: Portal) -> IdeaBox:
    return IdeaBox(portal.engine, portal.person("Anne").id)
