"""Who walks through the portal, and all the pages they meet: by links, and by what they press.

A tour stops at every page there is something to look at, and yields what the page is called in a report.
A page that is reached by a link is found by itself; one that takes a tap has its place in a tour.
What is the same for everybody is walked by strangers; the desk and the relatives are in a11y_desk_tours.py.
"""

from collections.abc import Iterator

from playwright.sync_api import Page

from e2e.a11y_around_tours import around_the_meeting
from e2e.a11y_desk_tours import anne_at_her_desk, anne_in_the_kitchen, anne_with_her_people, anne_writing, karin
from e2e.a11y_dinner_tours import maja_at_dinner
from e2e.a11y_idea_tours import anne_at_the_ideas, maja_at_the_ideas
from e2e.a11y_meets_tours import anne_around_a_meeting, maja_before_and_after_a_meeting
from e2e.a11y_mode_tours import anne_at_the_big_screen, maja_with_her_phone
from e2e.a11y_told_tours import maja_telling
from e2e.a11y_walking import SAME_FOR_EVERYBODY, Visitor, be, crawl, go, leave, press, write_too_much
from e2e.running import Portal
from portal import clock
from portal.db import writing
from portal.people import actions

IDLE_ALMOST = "02:40"  # a shared tablet asks after two and a half minutes


def stranger(page: Page, portal: Portal) -> Iterator[str]:
    yield from crawl(page)
    yield from go(
        page,
        "/stil",
        "/hvem/uge?fra=2026-12-21",
        "/hvem/klubben/kalender",
        "/skilt/klubben",
        "/skilt/klubben/skaerm",
        "/findes-ikke",
        "/kort/et-forkert-kort",
        "/tilmeld/et-gammelt-link",
        "/aftaler",
    )
    yield from go(page, f"/tilmeld/{_link(portal)}", f"/tilmeld/{_link(portal, 'Maja')}")


def maja_at_the_tablet(page: Page, portal: Portal) -> Iterator[str]:
    _anne_has_looked_and_asked(page)
    yield from go(page, "/ind", "/kort/et-forkert-kort")
    page.goto(f"/kort/{portal.card('Maja')}")
    yield "Er du Maja?"
    press(page, "Ja, det er mig")
    yield from crawl(page, besides=SAME_FOR_EVERYBODY)
    yield from go(page, _a_topic(page), "/findes-ikke")


def maja_answering(page: Page, portal: Portal) -> Iterator[str]:
    be(page, "Maja")
    yield from _say_what_is_wrong(page)
    yield from _answer_everything(page)
    page.clock.install()
    page.goto("/")
    page.clock.fast_forward(IDLE_ALMOST)
    page.locator("[data-idle-warning]").wait_for()
    yield "Er du her stadig?"
    page.goto("/")
    leave(page)
    yield "Du er ude nu."


def maja_at_her_phone(page: Page, portal: Portal) -> Iterator[str]:
    """Her pages are those of the tablet without its way out, so a page of each sort is enough."""
    page.goto(f"/tilmeld/{_link(portal, 'Maja')}")
    press(page, "Ja, det er den")
    yield "en nøgle?"
    yield from go(page, "/aftaler")
    page.goto(f"/kort/{portal.card('Maja')}")
    yield "Er du Maja?"
    press(page, "Ja, det er mig")
    yield from go(page, "/", "/aftaler", "/aftaler/1", "/mig", "/mig/hvem-kan-se-mig", "/mig/kalender", "/beskeder")
    leave(page)
    yield "Du er ude nu."
    yield from go(page, "/ind")


def stranger_elsewhere(page: Page, portal: Portal) -> Iterator[str]:
    yield from crawl(page, besides=("/hjaelp/",))  # the words are those of the first site; one page shows their size
    yield from go(page, "/hjaelp/ord", "/ind", "/findes-ikke", "/kort/et-forkert-kort", f"/tilmeld/{_link(portal)}")


def maja_elsewhere(page: Page, portal: Portal) -> Iterator[str]:
    be(page, "Maja")
    yield from go(page, "/", _a_topic(page), "/mig", "/mig/tekst")


def anne_elsewhere(page: Page, portal: Portal) -> Iterator[str]:
    be(page, "Anne")
    yield from go(page, "/personale", _a_topic(page))


def _a_topic(page: Page) -> str:
    """A page of help, as somebody who is in reads it."""
    page.goto("/hjaelp")
    return page.locator("main a[href^='/hjaelp/']").first.get_attribute("href") or ""


def _anne_has_looked_and_asked(page: Page) -> None:
    """Somebody has seen Maja's things, and a new relative waits for her answer."""
    be(page, "Anne")
    page.goto("/personale/aftaler/1")
    page.goto("/personale/beboer/maja/paaroerende")
    page.get_by_label("Fornavn").fill("Sara")
    page.get_by_label("Hvem er det?").select_option(label="søster")
    page.get_by_label("Mail-adresse").fill("sara@demo.example")
    page.get_by_role("checkbox", name="Spis sammen", exact=True).check()
    press(page, "Spørg Maja")
    leave(page)


def _say_what_is_wrong(page: Page) -> Iterator[str]:
    page.goto("/aftaler/1/aendre")
    write_too_much(page, "text")
    press(page, "Send til personalet")
    yield "ændre: for langt"
    page.locator("[name=text]").fill("Jeg vil have mere musik.")
    press(page, "Send til personalet")
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
    write_too_much(page, "other")
    press(page, "Ja, vi er enige")
    yield "Sig ja sammen: for langt"
    page.locator("[name=other]").fill("Karin")
    press(page, "Ja, vi er enige")
    yield "enige"


def _link(portal: Portal, name: str | None = None) -> str:
    with writing(portal.engine) as session:
        owner = portal.person(name) if name else None
        return actions.offer_enrolment(
            session, name=name or "Stuen", resident=owner, made_by_id=None, moment=clock.now()
        )  # fmt: skip


VISITORS = (
    Visitor("a stranger", stranger),
    Visitor("Maja at the tablet", maja_at_the_tablet, device=Portal.device),
    Visitor("Maja answering", maja_answering, device=Portal.device),
    Visitor("Maja at her phone", maja_at_her_phone),
    Visitor("Maja at dinner", maja_at_dinner, device=Portal.device),
    Visitor("Maja before and after a meeting", maja_before_and_after_a_meeting, device=Portal.device),
    Visitor("Anne around a meeting", anne_around_a_meeting),
    Visitor("Maja at the ideas", maja_at_the_ideas, device=Portal.device),
    Visitor("Anne at the ideas", anne_at_the_ideas),
    Visitor("Maja telling", maja_telling, device=Portal.device),
    Visitor("around the meeting", around_the_meeting),
    Visitor("Maja with her phone at the meeting", maja_with_her_phone),
    Visitor("Anne at the big screen", anne_at_the_big_screen),
    Visitor("Anne at her desk", anne_at_her_desk),
    Visitor("Anne with her people", anne_with_her_people),
    Visitor("Anne writing", anne_writing),
    Visitor("Anne in the kitchen", anne_in_the_kitchen),
    Visitor("Karin", karin),
    Visitor("a stranger at Aktivitetsoverblikket", stranger_elsewhere, on_second_site=True),
    Visitor("Maja at Aktivitetsoverblikket", maja_elsewhere, on_second_site=True),
    Visitor("Anne at Aktivitetsoverblikket", anne_elsewhere, on_second_site=True),
)
