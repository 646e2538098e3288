"""Maja tells an idea: each way, each fault, and what she sends in the end."""

from collections.abc import Iterator

from playwright.sync_api import Page

from e2e.a11y_walking import be, go, press
from e2e.running import Portal


def maja_telling(page: Page, portal: Portal) -> Iterator[str]:
    be(page, "Maja")
    for way, button in (("sig", ""), ("foto", "Gem billedet"), ("skriv", "Gem teksten")):
        yield from go(page, f"/moede/ide/{way}")
        if button:
            page.get_by_role("button", name=button).click()
            page.locator("[data-told-fault] .field-fault").wait_for()
            yield f"{way}: tom"
    page.locator("textarea").fill("Vi mangler en gynge. Den skal være rød.")
    press(page, "Gem teksten")
    yield from _drawing(page)
    yield from _pictures(page)
    page.get_by_text("Læg mere til", exact=True).click()
    page.get_by_role("button", name="Send min idé").click()
    page.locator("[data-told-fault] .field-fault").wait_for()
    yield "Send din idé: intet valgt"
    page.locator("[data-told-unsent]").evaluate("(place) => (place.hidden = false)")
    yield "Send din idé: ikke sendt endnu"
    yield from go(page, "/moede/ikke-godt/vaelg")


def _drawing(page: Page) -> Iterator[str]:
    page.goto("/moede/ide/tegn")
    page.get_by_role("application").press("Space")
    page.get_by_role("application").press("ArrowDown")
    page.get_by_text("Sæt et billede på", exact=True).click()
    page.get_by_role("button", name="Hus", exact=True).click()
    yield "Tegn: et hus"
    press(page, "Gem tegningen")


def _pictures(page: Page) -> Iterator[str]:
    page.goto("/moede/ide/vaelg")
    page.get_by_label("Find et billede").fill("kaffe")
    press(page, "Find")
    page.get_by_text("Ture", exact=True).click()
    page.get_by_role("checkbox", name="Kaffe", exact=True).check()
    yield "Vælg et billede: fundet"
    press(page, "Gem billederne")
