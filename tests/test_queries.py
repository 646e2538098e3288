"""A page costs the same number of statements whatever the amount of data."""

import pytest

from tests.browser import MOST_STATEMENTS, PageClient
from tests.people import KNOCKS, QUIET, VISITORS, Village

RESIDENT = ("/", "/aftaler", "/aftaler/1", "/aftaler/1/aendre", "/aftaler/1/sammen", "/hjaelp", "/mad",
            "/mad/min-mad")  # fmt: skip
STAFF = ("/personale", "/personale/beboer/maja", "/personale/beboer/maja/aftaler", "/personale/aftaler/1",
         "/personale/tablets")  # fmt: skip
MANY = 20


def statements(browser: PageClient, pages: tuple[str, ...]) -> dict[str, int]:
    return {page: len(browser.get(page).statements) for page in pages}


def a_lot_happens(village: Village) -> None:
    """Twenty agreements, twenty versions of the first, questions, wishes, residents, tablets, answers."""
    for number in range(MANY):
        village.agreement(village.maja, *([QUIET, VISITORS, KNOCKS] * 6), title=f"Aftale {number}")
    first = village.points(1)
    for number in range(MANY):
        words = QUIET | {"sentence": f"Jeg holder ro efter klokken {number}."}
        village.new_version(1, [(first[0].point_id, words), (first[1].point_id, VISITORS)])
    for number in range(MANY):
        village.device()
        village.device(village.maja)
        other = village.person(f"Beboer{number}", village.maja.role, staff=[village.anne])
        village.agreement(other)


@pytest.mark.parametrize("who", ["maja", "anne"])
def test_twenty_times_as_much_costs_no_more_statements(browser, village, who):
    village.agreement(village.maja)
    pages = RESIDENT if who == "maja" else STAFF
    browser.be(getattr(village, who))
    before = statements(browser, pages)
    a_lot_happens(village)
    assert statements(browser, pages) == before


def test_a_resident_page_costs_at_most_eight_statements(browser, village):
    village.agreement(village.maja)
    browser.be(village.maja)
    assert max(statements(browser, RESIDENT).values()) <= MOST_STATEMENTS


def test_a_desk_full_of_questions_costs_no_more_statements(browser, village):
    village.agreement(village.maja)
    anne = browser.another().be(village.anne)
    quiet_desk = len(anne.get("/personale").statements)
    browser.be(village.maja)
    for _time in range(MANY):
        browser.get("/aftaler/1/aendre")
        browser.press("Send til personalet")
        browser.get("/aftaler/1?punkt=1")
        browser.press("Jeg vil spørge")
    page = anne.get("/personale")
    assert len(page.soup.select("main .card")) == 2 * MANY
    assert len(page.statements) == quiet_desk
