"""An entry of the catalogue gets too old: everybody is warned, and its organiser says by her link that it is true."""

import re
from datetime import timedelta

import sqlalchemy as sa
from playwright.sync_api import expect

from e2e.pages.page import Page
from e2e.pages.staff import sign_in
from e2e.running import Portal
from e2e.screens import COMPUTER, PHONE, Screens
from portal import clock
from portal.activities.models import Activity
from portal.activities.rules import CONFIRMED_FOR
from portal.db import writing

CAFE = "A17"
WARNING = "Vi ved ikke, om det stadig passer."


def test_a_stale_entry_warns_until_its_organiser_says_by_her_link_that_it_is_true(screens: Screens, portal: Portal):
    with writing(portal.engine) as session:
        long_ago = clock.today() - CONFIRMED_FOR - timedelta(days=1)
        session.execute(sa.update(Activity).where(Activity.code == CAFE).values(confirmed_on=long_ago))
    erik = screens(size=PHONE)
    erik.open(f"/aktiviteter/{CAFE}")
    expect(erik.page.get_by_text(WARNING)).to_be_visible()

    anne = sign_in(screens(size=COMPUTER), "Anne")
    anne.screen.open(f"/personale/aktiviteter?q={CAFE}")
    desk = Page(anne.screen, "Aktiviteter")
    desk.press(f"Bed om bekræftelse: {CAFE}")
    expect(desk.main.get_by_text("Spurgt")).to_be_visible()

    portal.do_chores()
    organiser = screens(size=PHONE, javascript=False)
    organiser.open("/post")
    Page(organiser, "Mails fra siden").main.get_by_role("link", name=re.compile("aktiviteter.passer")).first.click()
    Page(organiser, "Passer det stadig?").press("Ja, det passer")
    Page(organiser, "Tak").says("Nu ved vi, at det passer.")

    erik.open(f"/aktiviteter/{CAFE}")
    expect(erik.page.get_by_role("heading", level=1)).to_be_visible()
    expect(erik.page.get_by_text(WARNING)).to_have_count(0)
