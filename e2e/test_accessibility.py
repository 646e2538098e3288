"""Every page that anybody can come to, on both sites, can be used by everybody.

One walk for each visitor; each check is a subtest with all its offenders. A new page that a link leads to is found
by itself; one that takes a tap gets a place in e2e/a11y_tours.py.
"""

from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route

from e2e.a11y_measures import CHECKS, Report
from e2e.a11y_tours import VISITORS, Visitor
from e2e.conftest import Screens
from e2e.running import Portal
from e2e.screens import PHONE, Screen

EVERYTHING_WRONG = """
  <!doctype html><html lang="da"><head><title>Noget – Sted</title><style>
    body { margin: 0; background: #fff; color: #000; font: 22px/1.5 sans-serif }
    .small { width: 50px; height: 50px; border: 2px solid #ddd }
    .moving { animation: away 3s infinite } @keyframes away { to { translate: 10px } }
    .wide { width: 1500px } .cut { height: 20px; width: 60px; overflow: hidden }
    .on-top { position: absolute; top: 0; left: 0 }
    .cover { position: fixed; inset: auto 0 0 0; height: 300px; background: #fff }
  </style></head><body data-size="resident"><main id="main"><h1>Andet</h1>
    <p class="on-top">Ligger oven på noget andet</p><p style="color: #777">Svag tekst</p>
    <button class="small">a</button><button class="small">b</button>
    <p class="moving">Flytter sig</p><div class="wide">Bred</div><div class="cut">Klippet tekst</div>
    <p>En linje, der er alt for lang til at være en linje, som nogen kan læse på en gang uden at tabe tråden.</p>
    <div class="tiles"><a class="tile" href="#1">1</a><a class="tile" href="#2">2</a><a class="tile" href="#3">3</a>
    <a class="tile" href="#4">4</a><a class="tile" href="#5">5</a><a class="tile" href="#6">6</a></div>
  </main><div class="cover">Dækker</div></body></html>
"""


@pytest.mark.parametrize("visitor", VISITORS, ids=lambda visitor: visitor.name)
def test_everybody_can_use_every_page(
    visitor: Visitor, chromium: Browser, portal: Portal, subtests: pytest.Subtests
) -> None:
    address = portal.second_address if visitor.on_second_site else portal.address
    device = visitor.device(portal) if visitor.device else ""
    screen = Screen(chromium, address, size=PHONE, device=device)
    screen.expect_status(403, 404, 409, 422)
    report = Report()
    for name in visitor.tour(screen.page, portal):
        report.look_at(screen.page, name)
    screen.close()
    for check in CHECKS:
        with subtests.test(check):
            if report.wrong[check]:
                pytest.fail("\n".join(report.wrong[check]), pytrace=False)


def test_letters_that_come_late_move_nothing(screens: Screens) -> None:
    page, waiting = screens(size=PHONE).page, list[Route]()
    page.route("**/*.woff2", lambda route: waiting.append(route))
    page.goto("/", wait_until="domcontentloaded")
    _wait_until_drawn(page)
    assert waiting
    for route in waiting:
        route.continue_()
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready")
    report = Report()
    report.look_at(page, "/")
    assert not report.wrong["layout shift"]


def test_the_measures_find_what_is_wrong(chromium: Browser) -> None:
    page = chromium.new_page(viewport=PHONE)
    page.goto(f"data:text/html,{quote(EVERYTHING_WRONG)}")
    _wait_until_drawn(page)
    page.evaluate("document.querySelector('h1').style.marginTop = '100px'")
    report = Report()
    report.look_at(page, "a bad page")
    page.close()
    assert [check for check in CHECKS if not report.wrong[check]] == []


def _wait_until_drawn(page: Page) -> None:
    page.evaluate(
        "new Promise((drawn) => new PerformanceObserver(() => drawn()).observe({ type: 'paint', buffered: true }))"
    )
