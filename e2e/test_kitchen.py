"""The kitchen: Anne plans and writes a menu, Bo sees who comes, a paper list is keyed in, a dinner is cancelled."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from e2e.pages.kitchen import Kitchen
from e2e.pages.staff import sign_in
from e2e.running import MONDAY_AFTERNOON, Portal
from e2e.screens import COMPUTER, PHONE, Screens
from portal.clock import COPENHAGEN
from portal.db import writing
from portal.meals import actions
from portal.meals.models import Dinner
from portal.meals.rules import Reply
from portal.notices.models import Notice

THURSDAY = "torsdag den 26. november"
NOW = MONDAY_AFTERNOON.replace(tzinfo=COPENHAGEN)


def says(portal: Portal, name: str, reply: Reply) -> None:
    """A resident answers Thursday's dinner on her own phone."""
    who = portal.person(name)

    def answer() -> None:
        with writing(portal.engine) as session:
            dinner_id = session.scalars(sa.select(Dinner.id).order_by(Dinner.begins_at)).first()
            assert dinner_id
            actions.reply(session, dinner_id, who.id, reply, moment=NOW)

    with ThreadPoolExecutor(1) as phone:
        phone.submit(answer).result()


def told(portal: Portal, name: str) -> list[tuple[str, str]]:
    """What somebody has been told, and what was written about it."""
    who = portal.person(name)
    with writing(portal.engine) as session:
        found = session.execute(sa.select(Notice.sentence, Notice.words).where(Notice.person_id == who.id))
        return [(row.sentence, row.words) for row in found]


@pytest.fixture
def kitchen(screens: Screens, javascript: bool) -> Kitchen:
    """Anne at her computer, in the kitchen."""
    computer = screens(size=COMPUTER, javascript=javascript)
    return sign_in(computer, "Anne").follow_to("Spis sammen", Kitchen)


@pytest.mark.parametrize("javascript", [True], ids=["with JavaScript"])
def test_anne_plans_writes_a_menu_and_shows_the_dinner_and_bos_panel_keeps_up(
    kitchen: Kitchen, screens: Screens, portal: Portal
) -> None:
    day = "tirsdag den 15. december"
    planned = kitchen.plan_one_day("2026-12-15", "Klubben").stands(day, "Kladde")
    library = planned.menus().write("Ristet brød", "Vi spiser brød.")
    library.says("Vi ved ikke, hvad der er i maden endnu.")
    library.say_what_is_in("Ristet brød", "gluten").says("I maden: gluten")
    library.follow("Alle middage")
    panel = Kitchen(kitchen.screen).dinner(day).choose_menu("Ristet brød").announce()
    panel.says("Ristet brød")
    panel.counts("0 af 12 pladser")

    phone = screens(size=PHONE)
    thursday = sign_in(phone, "Bo").follow_to("Spis sammen", Kitchen).dinner(THURSDAY)
    thursday.counts("8 af 12 pladser er taget.")
    field = thursday.begin_a_name("So")
    says(portal, "Maja", Reply.YES)
    thursday.is_looked_at_again().counts("9 af 12 pladser er taget.")
    thursday.offers("button", "Tag af: Maja")
    expect(field).to_have_value("So")
    expect(field).to_be_focused()


def test_a_paper_list_is_keyed_in_and_anne_decides_where_it_differs(kitchen: Kitchen, portal: Portal) -> None:
    paper = kitchen.dinner(THURSDAY).make_a_list()
    sheet = kitchen.screen.context.request.get(f"{portal.address}{paper.sheet()}")
    assert sheet.ok and sheet.body().startswith(b"%PDF")
    kitchen.screen.expect_status(422)
    paper.type_row("A2", "Maja", "Ja").type_row("A3", "Sofi", "Nej").type_row("A5", "Peter", "Nej")
    paper = paper.keep()
    paper.tells("2 rækker er gemt.")
    expect(paper.row("A3")).to_contain_text("Her bor ingen med det navn. Ret navnet.")
    paper.says("A2: Maja, ja", "A5: Peter, nej")
    paper = paper.type_row("A3", "Sofie", "Nej").type_row("A4", "Bo", "Ja").keep()
    paper.tells("2 rækker er gemt.")
    assert any("skrevet dig på" in sentence for sentence, _words in told(portal, "Maja"))


def test_a_dinner_is_cancelled_and_everybody_is_told_why(kitchen: Kitchen, portal: Portal) -> None:
    panel = kitchen.dinner(THURSDAY).cancel("Bo er syg.", told="4 får besked.")
    panel.tells("4 har fået besked.")
    panel.says("Middagen er aflyst.", "Bo er syg.")
    panel.does_not_offer("link", "Flyt middagen", "Aflys middagen")
    panel.follow("Alle middage")
    Kitchen(panel.screen).stands(THURSDAY, "Aflyst")
    for name in ("Ali", "Jonas", "Sofie", "Peter"):
        assert [words for _sentence, words in told(portal, name)] == ["Bo er syg."]
    assert told(portal, "Maja") == []
