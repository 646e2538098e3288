"""Who walks through the portal, and all the pages they meet: by links, and by what they press.

A tour stops at every page there is something to look at, and yields what the page is called in a report.
A page that is reached by a link is found by itself; one that takes a tap has its place in a tour.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

from playwright.sync_api import Page

from e2e.running import Portal
from portal import clock
from portal.db import writing
from portal.people import actions

NO_PAGES = ("/lyd/", "/static/", "/foto/", "/kalender/")
ON_PAPER = ("/print",)  # a PDF is looked at elsewhere
IDLE_ALMOST = "02:40"  # a shared tablet asks after two and a half minutes
Tour = Callable[[Page, Portal], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody at a screen, on one of the two sites."""

    name: str
    tour: Tour
    on_second_site: bool = False
    device: Callable[[Portal], str] | None = None


def crawl(page: Page, start: str = "/") -> Iterator[str]:
    """Every page that links lead to from here."""
    seen, waiting = {start}, [start]
    while waiting:
        path = waiting.pop(0)
        page.goto(path)
        host = urlsplit(page.url).netloc
        yield path
        for link in page.evaluate("[...document.querySelectorAll('a[href]')].map((each) => each.href)"):
            parts = urlsplit(urldefrag(link).url)
            found = parts.path + (f"?{parts.query}" if parts.query else "")
            if (
                parts.netloc == host
                and found not in seen
                and not found.startswith(NO_PAGES)
                and not parts.path.endswith(ON_PAPER)
            ):
                seen.add(found)
                waiting.append(found)


def stranger(page: Page, portal: Portal) -> Iterator[str]:
    yield from crawl(page)
    yield from _go(page, "/stil", "/findes-ikke", "/kort/et-forkert-kort", "/tilmeld/et-gammelt-link", "/aftaler")
    yield from _go(page, f"/tilmeld/{_link(portal)}", f"/tilmeld/{_link(portal, 'Maja')}")


def maja_at_the_tablet(page: Page, portal: Portal) -> Iterator[str]:
    yield from _go(page, "/ind", "/kort/et-forkert-kort")
    page.goto(f"/kort/{portal.card('Maja')}")
    yield "Er du Maja?"
    _press(page, "Ja, det er mig")
    yield from crawl(page)
    yield from _go(page, "/findes-ikke")
    yield from _say_what_is_wrong(page)
    yield from _answer_everything(page)
    page.clock.install()
    page.goto("/")
    page.clock.fast_forward(IDLE_ALMOST)
    page.locator("[data-idle-warning]").wait_for()
    yield "Er du her stadig?"
    page.goto("/")
    _leave(page)
    yield "Du er ude nu."


def maja_at_her_phone(page: Page, portal: Portal) -> Iterator[str]:
    page.goto(f"/tilmeld/{_link(portal, 'Maja')}")
    _press(page, "Ja, det er den")
    yield "en nøgle?"
    yield from _go(page, "/aftaler")
    page.goto(f"/kort/{portal.card('Maja')}")
    yield "Er du Maja?"
    _press(page, "Ja, det er mig")
    yield from crawl(page)
    page.goto("/")
    _leave(page)
    yield "Du er ude nu."
    yield from _go(page, "/ind")


def anne(page: Page, portal: Portal) -> Iterator[str]:
    _be(page, "Anne")
    page.goto("/personale/tablets")
    _press(page, "Lav link til ny tablet")
    yield "link til en ny tablet"
    portal.device()
    portal.device("Maja")
    portal.card("Maja")
    yield from _go(
        page, "/personale", "/personale/beboer/maja", "/personale/tablets", "/personale/folk", "/findes-ikke"
    )


def stranger_elsewhere(page: Page, portal: Portal) -> Iterator[str]:
    yield from crawl(page)
    yield from _go(page, "/ind", "/findes-ikke", "/kort/et-forkert-kort", f"/tilmeld/{_link(portal)}")


def maja_elsewhere(page: Page, portal: Portal) -> Iterator[str]:
    _be(page, "Maja")
    yield from crawl(page)


def anne_elsewhere(page: Page, portal: Portal) -> Iterator[str]:
    _be(page, "Anne")
    yield from _go(page, "/personale")
    yield from crawl(page, "/hjaelp")


def _go(page: Page, *paths: str) -> Iterator[str]:
    for path in paths:
        page.goto(path)
        yield path


def _press(page: Page, name: str) -> None:
    """Press a button that leads to another page, and be there: half a page must not be looked at."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def _say_what_is_wrong(page: Page) -> Iterator[str]:
    page.goto("/aftaler/1/aendre")
    _write_too_much(page, "text")
    _press(page, "Send til personalet")
    yield "ændre: for langt"
    page.locator("[name=text]").fill("Jeg vil have mere musik.")
    _press(page, "Send til personalet")
    yield "ændre: sendt"


def _answer_everything(page: Page) -> Iterator[str]:
    page.goto("/aftaler/1")
    page.get_by_role("button", name="Nej", exact=True).click()
    page.get_by_text("Svar", exact=True).wait_for()
    yield "et billedspørgsmål er besvaret"
    while (yes := page.get_by_role("button", name="Ja, jeg forstår")).count():
        point = page.locator("form[hx-post$='/svar']").get_attribute("action")
        yes.click()
        page.locator(f"form[action='{point}']").wait_for(state="detached")
        yield f"svaret: {point}"
    with page.expect_navigation():
        page.get_by_role("link", name="Sig ja sammen").click()
    yield "Sig ja sammen"
    _write_too_much(page, "other")
    _press(page, "Ja, vi er enige")
    yield "Sig ja sammen: for langt"
    page.locator("[name=other]").fill("Karin")
    _press(page, "Ja, vi er enige")
    yield "enige"


def _write_too_much(page: Page, name: str) -> None:
    """More than the field lets anybody type, as a browser without our limits would send it."""
    field = page.locator(f"[name={name}]")
    field.evaluate("(field) => field.removeAttribute('maxlength')")
    field.fill("for langt " * 600)


def _be(page: Page, name: str) -> None:
    page.goto("/ind")
    _press(page, f"Prøv som {name}")


def _leave(page: Page) -> None:
    with page.expect_navigation():
        page.locator("form[action='/ind/faerdig'] button").last.click()


def _link(portal: Portal, name: str | None = None) -> str:
    with writing(portal.engine) as session:
        owner = portal.person(name) if name else None
        return actions.offer_enrolment(
            session, name=name or "Stuen", resident=owner, made_by_id=None, moment=clock.now()
        )  # fmt: skip


VISITORS = (
    Visitor("a stranger", stranger),
    Visitor("Maja at the tablet", maja_at_the_tablet, device=Portal.device),
    Visitor("Maja at her phone", maja_at_her_phone),
    Visitor("Anne", anne),
    Visitor("a stranger at Aktivitetsoverblikket", stranger_elsewhere, on_second_site=True),
    Visitor("Maja at Aktivitetsoverblikket", maja_elsewhere, on_second_site=True),
    Visitor("Anne at Aktivitetsoverblikket", anne_elsewhere, on_second_site=True),
)
