"""Ways of walking that all tours share. Half a page must not be looked at: every step ends where a page is whole."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

from playwright.sync_api import Page

from e2e.running import Portal

NO_PAGES = ("/lyd/", "/static/", "/foto/", "/kalender/")
ON_PAPER = ("/print",)  # a PDF is looked at elsewhere
ONE_IS_SHOWN = ("/kalender",)  # the pages about a place's calendar are alike; a stranger looks at one
ALL_ALIKE = ("/hvem/uge?",)  # a hundred weeks look like one; a stranger looks at one more
ENOUGH_ALIKE = 2  # of pages whose addresses differ in their numbers only; the third is walked through, not looked at
MANY_ALIKE = ("/aktiviteter",)  # the third of these is not even walked through
SAME_FOR_EVERYBODY = ("/aktiviteter", "/hjaelp/", "/hvem/", "/om", "/was")  # a stranger has walked them, on both sites
Tour = Callable[[Page, Portal], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody at a screen, on one of the two sites."""

    name: str
    tour: Tour
    on_second_site: bool = False
    device: Callable[[Portal], str] | None = None


def crawl(page: Page, start: str = "/", *, besides: tuple[str, ...] = ()) -> Iterator[str]:
    """Every page that links lead to from here, `besides` those whose addresses begin so."""
    seen, waiting, alike = {start}, [start], Counter[str]()
    while waiting:
        path = waiting.pop(0)
        page.goto(path)
        host = urlsplit(page.url).netloc
        sort = _sort(path)
        alike[sort] += 1
        if alike[sort] <= ENOUGH_ALIKE:
            yield path
        for link in page.evaluate("[...document.querySelectorAll('a[href]')].map((each) => each.href)"):
            parts = urlsplit(urldefrag(link).url)
            found = parts.path + (f"?{parts.query}" if parts.query else "")
            if (
                parts.netloc == host
                and found not in seen
                and not found.startswith(NO_PAGES + ALL_ALIKE + besides)
                and not parts.path.endswith(ON_PAPER + ONE_IS_SHOWN)
                and not (found.startswith(MANY_ALIKE) and alike[_sort(found)] >= ENOUGH_ALIKE)
            ):
                seen.add(found)
                waiting.append(found)


def _sort(path: str) -> str:
    """The address without what differs between pages that are alike: numbers, codes, what is asked for."""
    return re.sub(r"\d+", "0", re.sub(r"(?<=^/aktiviteter/)[A-Z](?=\d)|(?<=[?&]interesse=)\w+", "x", path))


def go(page: Page, *paths: str) -> Iterator[str]:
    for path in paths:
        page.goto(path)
        yield path


def press(page: Page, name: str) -> None:
    """Press a button that leads to another page."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).first.click()


def follow(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name=name).first.click()


def write_too_much(page: Page, name: str) -> None:
    """More than the field lets anybody type, as a browser without our limits would send it."""
    field = page.locator(f"[name={name}]")
    field.evaluate("(field) => field.removeAttribute('maxlength')")
    field.fill("for langt " * 600)


def be(page: Page, name: str) -> None:
    page.goto("/ind")
    press(page, f"Prøv som {name}")


def leave(page: Page) -> None:
    with page.expect_navigation():
        page.locator("form[action='/ind/faerdig'] button").last.click()
