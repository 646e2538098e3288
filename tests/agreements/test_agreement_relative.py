"""Karin reads an agreement, when Maja lets her: the words and the day, and never what Maja answers."""

import pytest

from portal import clock
from portal.agreements import actions
from portal.agreements.rules import Reading, Reply
from portal.db import writing
from portal.people.consent.rules import Topic
from portal.people.models import LogKind
from tests.browser import PageClient
from tests.consent.family import relative_of, say_no
from tests.house.arranging import later, logged
from tests.house.street import come_in
from tests.people import KNOCKS, QUIET, VISITORS, Village

NEVER = 999_999
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def number(village: Village, engine) -> int:
    """Maja has asked about one point, Anne has answered, and they have met."""
    number = village.agreement(village.maja)
    quiet, _visitors = village.points(number)
    with writing(engine) as begun:
        actions.answer(begun, quiet, Reply.ASKS, reading=Reading(), tap="1", moment=clock.now())
        asked = begun.get_one(actions.Answer, 1)
        actions.reply(begun, asked, sentence="Ja, lidt.", picture=None, by_id=village.anne.id, moment=clock.now())
        actions.talk(
            begun, 1, on=clock.today(), people=[(village.bo.id, "Bo")], said_yes=True, signature=[((1, 2),)],
            tap="1", moment=clock.now(),
        )  # fmt: skip
    return number


def karin(browser: PageClient, village: Village, session, *topics: Topic) -> tuple[PageClient, int]:
    relation, person = relative_of(village, session, *topics)
    return come_in(browser, person), relation


def test_karin_reads_the_words_and_the_day_and_nothing_of_what_maja_said(browser, village, number, session):
    own, _relation = karin(browser, village, session, Topic.AGREEMENTS)
    own.get("/paaroerende")
    page = own.click("Ro i opgangen")
    assert (page.address, page.title) == (f"/paaroerende/aftaler/{number}", "Ro i opgangen")
    for line in ("Det er en aftale med Maja.", "Aftalen er fra mandag den 23. november.", QUIET["sentence"],
                 QUIET["why"], QUIET["goes_wrong"], QUIET["helper"], VISITORS["sentence"]):  # fmt: skip
        assert line in page.lines()
    for secret in ("Ja, lidt.", "spørge", "Bo", "enige", QUIET["question"], QUIET["explained"], "forstår"):
        assert secret not in page.main
    assert not page.soup.select("main form, main svg")
    assert own.click("Maja").address == "/paaroerende?hvem=maja"


def test_the_look_is_told_to_maja(browser, village, number, session):
    own, _relation = karin(browser, village, session, Topic.AGREEMENTS)
    page = own.get(f"/paaroerende/aftaler/{number}")
    (look,) = logged(session, LogKind.SAW_AGREEMENTS)
    assert look[1] == village.maja.id
    assert len(page.statements) <= 8


def test_it_is_closed_at_once_when_maja_says_no(browser, village, number, session):
    own, relation = karin(browser, village, session, Topic.AGREEMENTS)
    own.get(f"/paaroerende/aftaler/{number}")
    say_no(village.engine, relation, Topic.AGREEMENTS)
    own.get(f"/paaroerende/aftaler/{number}", status=404)
    assert len(logged(session, LogKind.SAW_AGREEMENTS)) == 1


@on_sqlite
def test_it_is_closed_the_day_after_the_last_day(browser, village, number, session):
    own, _relation = karin(browser, village, session, Topic.AGREEMENTS)
    later(days=200)
    come_in(browser, relative_of(village, session, Topic.DINNERS)[1]).get(f"/paaroerende/aftaler/{number}", status=404)


@on_sqlite
def test_another_topic_opens_no_agreement(browser, village, number, session):
    own, _relation = karin(browser, village, session, Topic.HOURS, Topic.DINNERS, Topic.ACTIVITIES)
    own.get(f"/paaroerende/aftaler/{number}", status=404)


@on_sqlite
def test_what_is_not_majas_or_not_there_is_not_found(browser, village, number, engine, session):
    own, _relation = karin(browser, village, session, Topic.AGREEMENTS)
    alis = village.agreement(village.ali, KNOCKS)
    begun_only = village.agreement(village.maja, publish=False)
    taken_back = village.agreement(village.maja, KNOCKS)
    with writing(engine) as begun:
        actions.withdraw(begun, taken_back, moment=clock.now())
    for other in (alis, begun_only, taken_back, NEVER, 0):
        own.get(f"/paaroerende/aftaler/{other}", status=404)
    own.get(f"/aftaler/{number}", status=404)
    own.get(f"/aftaler/{number}/print", status=404)
    assert logged(session, LogKind.SAW_AGREEMENTS) == []


@on_sqlite
def test_she_reads_the_newest_version_only(browser, village, number, session):
    own, _relation = karin(browser, village, session, Topic.AGREEMENTS)
    village.new_version(number, [(None, KNOCKS)])
    page = own.get(f"/paaroerende/aftaler/{number}")
    assert KNOCKS["sentence"] in page.lines() and QUIET["sentence"] not in page.lines()
