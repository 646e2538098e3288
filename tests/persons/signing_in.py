"""A member of staff with a password of the portal's own, and the form it is typed in."""

from portal import clock
from portal.db import writing
from portal.people.accounts import actions
from tests.browser import Page, PageClient
from tests.people import Village

GOOD = "Den blå cykel holder"
BETTER = "Den røde cykel holder"
WRONG, WAIT = 422, 429
HERE, OWN = "/ind/personale", "/personale/konto"


def keep(village: Village, user_name: str = "bo", *, password: str | None = GOOD) -> str:
    """What the command does; what it says."""
    with writing(village.engine) as begun:
        return actions.keep_account(
            begun, user_name, password=password, first_name=None, leader=False, is_demo=True, moment=clock.now()
        )  # fmt: skip


def sign_in(browser: PageClient, password: str = GOOD, user_name: str = "bo", *, status: int = 200) -> Page:
    """Type them; who gets in meets the page of their own account."""
    browser.get(f"{HERE}?next={OWN}")
    return browser.press("Log ind", status=status, user_name=user_name, password=password)


def is_in(browser: PageClient) -> bool:
    return browser.raw("GET", OWN).status_code == 200
