"""Anne's morning: what waits for her comes first, with the way to do it; nothing waits, and it is quiet."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from portal import clock
from portal.agreements.models import Agreement
from portal.db import writing
from portal.people.models import Card, LogKind
from portal.publishing import actions as publishing
from portal.publishing.models import Happened, Manuscript
from portal.publishing.rules import Document, new_line
from tests.house.arranging import logged

TODAY = date(2026, 11, 23)
QUIET = "Der er ikke noget, der venter."
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def anne(browser, village):
    return browser.be(village.anne)


def plan_talk(village, number: int, on: date) -> None:
    with writing(village.engine) as begun:
        begun.get_one(Agreement, number).next_talk_on = on


def begin_draft(village, number: int, *, days_ago: int) -> None:
    with writing(village.engine) as begun:
        document = Document("Ro om natten", None, (new_line("point", "Jeg holder ro."),))
        moment = clock.now() - timedelta(days=days_ago)
        publishing.begin(
            begun, kind="aftale", subject_id=number, document=document, by_id=village.bo.id, moment=moment
        )  # fmt: skip


def test_a_quiet_morning_says_so(anne):
    assert QUIET in anne.get("/personale").main


@pytest.mark.parametrize(("on", "is_due"), [(TODAY, True), (date(2026, 11, 1), True), (date(2026, 11, 24), False)])
@on_sqlite
def test_a_planned_talk_is_there_from_its_day_on(anne, village, on, is_due):
    plan_talk(village, village.agreement(village.maja), on)
    page = anne.get("/personale")
    assert ("I skal tale om aftalen igen." in page.main) is is_due
    assert (QUIET in page.main) is not is_due


def test_a_draft_that_has_rested_for_days_is_remembered(anne, village):
    rested, fresh = village.agreement(village.maja), village.agreement(village.maja, title="Gæster")
    begin_draft(village, rested, days_ago=4)
    begin_draft(village, fresh, days_ago=1)
    page = anne.get("/personale")
    assert page.main.count("Kladden har ligget i nogle dage.") == 1


def test_what_could_not_be_published_in_time_comes_before_other_drafts(anne, village):
    rested, failed = village.agreement(village.maja), village.agreement(village.maja)
    begin_draft(village, rested, days_ago=9)
    begin_draft(village, failed, days_ago=0)
    with writing(village.engine) as begun:
        publishing.note(begun, "aftale", failed, Happened.FAILED, who_id=None, moment=clock.now())
    page = anne.get("/personale")
    assert page.main.index("Aftalen kom aldrig ud.") < page.main.index("Kladden har ligget")


@on_sqlite
def test_a_draft_that_waits_for_its_hour_does_not_bother_anybody(anne, village):
    planned = village.agreement(village.maja)
    begin_draft(village, planned, days_ago=9)
    with writing(village.engine) as begun:
        begun.execute(sa.update(Manuscript).values(publish_at=clock.now() + timedelta(days=1)))
    assert QUIET in anne.get("/personale").main


def test_a_card_that_stops_soon_is_made_anew_from_here(anne, village, session):
    village.card(village.maja)
    with writing(village.engine) as begun:
        begun.execute(sa.update(Card).values(ends_at=clock.now() + timedelta(days=13)))
    page = anne.get("/personale")
    assert "Kortet virker til søndag den 6. december." in page.main
    form = page.button("Lav nyt kort til Maja").find_parent("form")
    anne.raw("POST", form["action"], data={"csrf_token": anne.token()})
    assert logged(session, LogKind.MADE_CARD)[-1] == (village.anne.id, village.maja.id)
    assert QUIET in anne.get("/personale").main


def test_nothing_of_other_residents_is_on_my_page(browser, village):
    plan_talk(village, village.agreement(village.maja), TODAY)
    begin_draft(village, village.agreement(village.maja), days_ago=9)
    village.card(village.maja)
    with writing(village.engine) as begun:
        begun.execute(sa.update(Card).values(ends_at=clock.now()))
    page = browser.be(village.mette).get("/personale")
    assert QUIET in page.main and "Maja" not in page.main


def test_a_full_morning_costs_as_much_as_an_empty_one(anne, village):
    few = len(anne.get("/personale").statements)
    for _each in range(6):
        number = village.agreement(village.maja)
        plan_talk(village, number, TODAY)
        begin_draft(village, number, days_ago=9)
    assert len(anne.get("/personale").statements) == few
