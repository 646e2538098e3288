""" "Hvem har set mine ting?" for Maja, the whole log for a leader, and a log that nobody can change."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from portal import clock
from portal.clock import COPENHAGEN
from portal.db import writing
from portal.people import actions
from portal.people.log_queries import ENTRIES_A_PAGE, LOOKS_A_PAGE
from portal.people.looks import LABELS, SENTENCES, when
from portal.people.models import LogEntry, LogKind, Person
from tests.browser import MOST_STATEMENTS
from tests.house.arranging import logged, rows
from tests.house.street import come_in

MINE, LOG = "/mig/hvem-har-set", "/personale/log"
NOW = datetime(2026, 11, 23, 16, 30, tzinfo=COPENHAGEN)
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def note(engine, kind, who, whose, *, at=NOW):
    with writing(engine) as begun:
        actions.note(
            begun, kind, moment=at, who_id=who.id if who else None, whose_id=whose.id if whose else None
        )  # fmt: skip


def lines(page):
    return [line.get_text() for line in page.soup.select("main .line-text")]


def ago(**time: float) -> datetime:
    return NOW - timedelta(**time)


# --- in words ------------------------------------------------------------------------------------------------


@on_sqlite
@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 11, 23, 16), "i dag klokken 16"),
        (datetime(2026, 11, 23, 0, 5), "i dag klokken 0.05"),
        (datetime(2026, 11, 22, 23, 59), "i går"),
        (datetime(2026, 11, 21, 8), "i lørdags"),
        (datetime(2026, 11, 17, 8), "i tirsdags"),
        (datetime(2026, 11, 16, 23, 59), "mandag den 16. november"),
        (datetime(2025, 11, 16), "søndag den 16. november 2025"),
    ],
)
def test_the_day_is_said_as_people_say_it(app, at, words):
    with app.test_request_context():
        assert when(at.replace(tzinfo=COPENHAGEN), now=NOW, language="da") == words


@pytest.mark.parametrize("kind", LogKind)
def test_everything_in_the_log_has_a_sentence_and_a_name(kind):
    assert "%(name)s" in SENTENCES[kind] and SENTENCES[kind].endswith("%(day)s.")
    assert LABELS[kind]


# --- Maja's page ---------------------------------------------------------------------------------------------


@on_sqlite
def test_a_look_at_what_she_does_not_eat_is_told_in_easy_words(browser, engine, village):
    note(engine, LogKind.SAW_DIET, village.anne, village.maja, at=ago(minutes=25))
    page = browser.be(village.maja).get(MINE)
    assert lines(page) == ["Anne så dine ønsker til mad i dag klokken 16.05."]


def test_maja_reads_who_has_seen_what_with_the_newest_first(browser, engine, village):
    note(engine, LogKind.SAW_AGREEMENTS, village.anne, village.maja, at=ago(days=3))
    note(engine, LogKind.READ_FEED, village.karin, village.maja, at=ago(days=1))
    note(engine, LogKind.PRINTED, village.bo, village.maja, at=ago(minutes=25))
    browser.be(village.maja).get("/mig")
    page = browser.click("Hvem har set mine ting?")
    assert lines(page) == [
        "Bo printede din aftale i dag klokken 16.05.",
        "Karin så din kalender i går.",
        "Anne så dine aftaler i fredags.",
    ]
    assert len(page.soup.select("main .portrait-photo")) == len(page.soup.select("main .sound")) == 3


def test_the_same_on_one_day_is_one_line_with_the_last_time(browser, engine, village):
    for minutes in (400, 200, 30):
        note(engine, LogKind.SAW_AGREEMENTS, village.anne, village.maja, at=ago(minutes=minutes))
    note(engine, LogKind.SAW_DRAFT, village.anne, village.maja, at=ago(minutes=60))
    note(engine, LogKind.SAW_AGREEMENTS, village.bo, village.maja, at=ago(minutes=90))
    note(engine, LogKind.SAW_AGREEMENTS, village.anne, village.maja, at=ago(days=1))
    assert lines(browser.be(village.maja).get(MINE)) == [
        "Anne så dine aftaler i dag klokken 16.",
        "Anne så en ny tekst til dig i dag klokken 15.30.",
        "Bo så dine aftaler i dag klokken 15.",
        "Anne så dine aftaler i går.",
    ]


def test_a_day_is_a_danish_day_also_around_midnight(browser, engine, village):
    for hour, minute in ((23, 30), (0, 30)):
        at = datetime(2026, 11, 22, hour, minute, tzinfo=COPENHAGEN)
        note(engine, LogKind.SAW_AGREEMENTS, village.anne, village.maja, at=at)
    at = datetime(2026, 11, 21, 23, 59, tzinfo=COPENHAGEN)
    note(engine, LogKind.SAW_AGREEMENTS, village.anne, village.maja, at=at)
    assert lines(browser.be(village.maja).get(MINE)) == [
        "Anne så dine aftaler i går.", "Anne så dine aftaler i lørdags.",
    ]  # fmt: skip


@on_sqlite
def test_only_what_others_did_with_her_own_things_is_told(browser, engine, village):
    for kind in LogKind:
        note(engine, kind, village.maja, village.maja)
        note(engine, kind, village.mette, village.ali)
        note(engine, kind, village.maja, None)
    page = browser.be(village.maja).get(MINE)
    assert lines(page) == ["Kun du har set dine ting."]


@on_sqlite
def test_a_refused_card_is_told_too_though_nobody_knows_who_it_was(browser, engine, village):
    note(engine, LogKind.CARD_REFUSED, None, village.maja)
    note(engine, LogKind.MADE_CARD, None, village.maja)
    assert lines(browser.be(village.maja).get(MINE)) == [
        "Personalet lavede et kort til dig i dag klokken 16.30.",
        "Nogen prøvede dit kort i dag klokken 16.30.",
    ]


@on_sqlite
def test_one_who_has_left_is_still_called_by_name(browser, engine, village):
    note(engine, LogKind.SAW_AGREEMENTS, village.bo, village.maja, at=ago(days=20))
    with writing(engine) as begun:
        begun.get_one(Person, village.bo.id).left_at = clock.now()
    assert lines(browser.be(village.maja).get(MINE)) == ["Bo så dine aftaler tirsdag den 3. november."]


def test_older_looks_are_on_the_next_page_and_none_is_lost_or_there_twice(browser, engine, village):
    for days in range(LOOKS_A_PAGE * 2 + 5):
        note(engine, LogKind.SAW_AGREEMENTS, village.anne, village.maja, at=ago(days=days))
    page = browser.be(village.maja).get(MINE)
    seen = lines(page)
    assert len(seen) == LOOKS_A_PAGE and not page.has("a", "Vis nyere")
    while page.has("a", "Vis ældre"):
        page = browser.click("Vis ældre")
        seen += lines(page)
    assert len(seen) == len(set(seen)) == LOOKS_A_PAGE * 2 + 5
    assert browser.click("Vis nyere").address == f"{MINE}?side=2"


@on_sqlite
@pytest.mark.parametrize("side", ["0", "-1", "x", "9" * 40])
def test_a_page_number_nobody_was_given_is_no_fault(browser, village, side):
    browser.be(village.maja).get(f"{MINE}?side={side}")
    come_in(browser, village.anne).get(f"{LOG}?side={side}")


def test_two_hundred_looks_cost_no_more_statements_than_one(browser, engine, village):
    note(engine, LogKind.SAW_AGREEMENTS, village.anne, village.maja)
    browser.be(village.maja)
    one = len(browser.get(MINE).statements)
    kinds = [LogKind.SAW_AGREEMENTS, LogKind.SAW_DRAFT, LogKind.PRINTED, LogKind.SAW_PHOTO]
    with writing(engine) as begun:
        begun.add_all(
            LogEntry(
                at=ago(hours=number * 7), kind=kinds[number % 4],
                who_id=(village.anne, village.bo, village.karin)[number % 3].id, whose_id=village.maja.id,
            )
            for number in range(200)
        )  # fmt: skip
    page = browser.get(MINE)
    assert len(lines(page)) == LOOKS_A_PAGE
    assert len(page.statements) == one <= MOST_STATEMENTS


@on_sqlite
def test_a_tap_alone_does_not_open_the_list(browser, village):
    browser.use_device(village.device(village.maja)[1]).get("/ind")
    browser.press("Maja")
    assert browser.raw("GET", MINE).headers["Location"] == f"/ind/sikker?next={MINE}"
    assert browser.get("/mig").title == "Mig"


# --- the leader's page ---------------------------------------------------------------------------------------


@pytest.fixture
def full_log(engine, village):
    note(engine, LogKind.SAW_AGREEMENTS, village.bo, village.maja, at=ago(days=2))
    note(engine, LogKind.SAW_AGREEMENTS, village.mette, village.ali, at=ago(days=1))
    note(engine, LogKind.MADE_CARD, village.mette, village.ali)


def found(page):
    return [[cell.get_text(strip=True) for cell in row.select("td")][1:] for row in page.soup.select("tbody tr")]


def ask(browser, **asked):
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return found(browser.get(f"{LOG}?{query}"))


def test_a_leader_searches_by_who_whose_what_and_when(browser, village, full_log):
    browser = come_in(browser, village.anne)
    bo, mette = ["Bo", "Så aftaler", "Maja"], ["Mette", "Så aftaler", "Ali"]
    card = ["Mette", "Lavede et kort", "Ali"]
    assert ask(browser, hvem=village.bo.id) == [bo]
    assert ask(browser, hvis=village.ali.id) == [card, mette]
    assert ask(browser, hvis=village.ali.id) == [["Anne", "Så denne liste", "Ali"], card, mette]
    assert ask(browser, hvad="saw agreements") == [mette, bo]
    assert ask(browser, fra="2026-11-22", til="2026-11-22") == [mette]
    assert ask(browser, til="2026-11-22") == [mette, bo]
    assert ask(browser, fra="2026-11-23", hvem=village.mette.id) == [card]
    assert ask(browser, fra="2026-11-24") == []


def test_a_look_at_the_log_stands_in_the_log_and_whom_it_was_about_is_told(browser, village, session, full_log):
    anne = come_in(browser, village.anne)
    anne.get(LOG)
    anne.get(f"{LOG}?hvis={village.maja.id}")
    assert logged(session, LogKind.SAW_LOG) == [(village.anne.id, None), (village.anne.id, village.maja.id)]
    assert "Anne læste denne liste i dag klokken 16.30." in lines(browser.another().be(village.maja).get(MINE))


@on_sqlite
@pytest.mark.parametrize("who", ["bo", "mette", "maja"])
def test_the_log_is_for_leaders_alone(browser, village, session, who):
    come_in(browser, getattr(village, who)).get(LOG, status=404)
    assert logged(session, LogKind.SAW_LOG) == []


@on_sqlite
@pytest.mark.parametrize(
    "asked",
    ["hvem=x", "hvem=999", "hvis=-1", "hvad=alt", "fra=i+dag", "til=2026-02-30", "fra=2026-11-23&til=2026-11-22"],
)
def test_a_search_that_cannot_be_is_said_in_one_sentence_and_finds_nothing(browser, village, session, asked):
    page = come_in(browser, village.anne).get(f"{LOG}?{asked}", status=422)
    assert any(words in page.main for words in ("Vælg igen.", "Skriv datoen igen.", "Vælg en dag, der kommer senere."))
    assert logged(session, LogKind.SAW_LOG) == [] and not found(page)


@on_sqlite
def test_the_log_comes_fifty_lines_at_a_time_and_keeps_what_was_asked(browser, engine, village):
    with writing(engine) as begun:
        begun.add_all(
            LogEntry(at=ago(hours=number), kind=LogKind.SAW_AGREEMENTS, who_id=village.bo.id, whose_id=village.maja.id)
            for number in range(ENTRIES_A_PAGE + 3)
        )
    browser = come_in(browser, village.anne)
    first = browser.get(f"{LOG}?hvem={village.bo.id}&endpoint=x&_external=1")
    assert len(found(first)) == ENTRIES_A_PAGE
    second = browser.click("Vis ældre")
    assert len(found(second)) == 3
    assert second.soup.select_one("select[name=hvem] option[selected]").get_text() == "Bo"
    assert found(browser.click("Vis nyere")) == found(first)


# --- nobody changes it ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    ["UPDATE access_log SET who_id = NULL", "UPDATE access_log SET kind = 'printed'", "DELETE FROM access_log"],
)
def test_the_database_refuses_to_change_or_remove_a_line(engine, village, session, change):
    note(engine, LogKind.SAW_AGREEMENTS, village.anne, village.maja)
    with pytest.raises(DBAPIError, match="never changed"), writing(engine) as begun:
        begun.execute(sa.text(change))
    assert logged(session, LogKind.SAW_AGREEMENTS) == [(village.anne.id, village.maja.id)]


def test_nor_can_the_portals_own_code(engine, village, session):
    note(engine, LogKind.SAW_AGREEMENTS, village.anne, village.maja)
    (entry,) = rows(session, LogEntry)
    with pytest.raises(DBAPIError, match="never changed"), writing(engine) as begun:
        begun.get_one(LogEntry, entry.id).who_id = village.bo.id
    with pytest.raises(DBAPIError, match="never changed"), writing(engine) as begun:
        begun.delete(begun.get_one(LogEntry, entry.id))
