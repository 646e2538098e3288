"""Anne writes a talk down, lays two versions side by side, and prints the agreement."""

import json
from datetime import date

import pytest

from portal import clock
from portal.agreements import actions
from portal.agreements.models import Agreement, Talk, TalkPerson
from portal.agreements.rules import How
from portal.db import writing
from tests.browser import Page, PageClient
from tests.house.arranging import everything_kept, later, rows
from tests.people import KNOCKS, QUIET, VISITORS, Village

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
DRAWN = [[[0, 10], [1000, 20]]]
GOOD = {"on": "2026-11-20", "how": "together", "said_yes": "ja"}


@pytest.fixture
def number(village: Village) -> int:
    return village.agreement(village.maja)


@pytest.fixture
def at_talk(browser: PageClient, village: Village, number: int) -> PageClient:
    """Anne has the page for writing a talk down before her."""
    browser.be(village.anne).get(f"/personale/aftaler/{number}")
    browser.click("Skriv en samtale ned")
    return browser


# --- a talk -------------------------------------------------------------------------------------------------------


def test_a_talk_is_kept_with_who_when_and_how_and_maja_sees_it(at_talk, village, number, session):
    assert [box["value"] for box in at_talk.page.soup.select("input[name=hvem][checked]")] == [str(village.anne.id)]
    assert at_talk.page.soup.select_one("#on")["value"] == "2026-11-23"
    page = at_talk.press(
        "Gem samtalen", **GOOD, hvem=[str(village.anne.id), str(village.bo.id)], other=" Karin ",
        signature=json.dumps(DRAWN), next_on="2026-12-07",
    )  # fmt: skip
    assert page.status_message == "Samtalen er gemt."
    for told in ("fredag den 20. november", "Maja, Anne, Bo, Karin", "Alle sagde ja. I læste sammen.", "Anne skrev"):
        assert told in page.main
    assert page.soup.select("svg.signature-drawn polyline")
    (talk,) = rows(session, Talk)
    assert (talk.on, talk.said_yes, talk.how) == (date(2026, 11, 20), True, How.TOGETHER)
    assert (talk.signature, talk.kept_by_id) == (DRAWN, village.anne.id)
    there = [(each.person_id, each.name) for each in rows(session, TalkPerson)]
    assert there == [(village.anne.id, "Anne"), (village.bo.id, "Bo"), (None, "Karin")]
    assert rows(session, Agreement)[0].next_talk_on == date(2026, 12, 7)
    lines = at_talk.another().be(village.maja).get(f"/aftaler/{number}").lines()
    for line in ("Vi talte om aftalen fredag den 20. november.", "Anne, Bo, Karin og du var med."):
        assert line in lines
    assert "Vi taler om den igen mandag den 7. december." in lines


@pytest.mark.parametrize("how", list(How))
@pytest.mark.parametrize(("said", "said_yes"), [("ja", True), ("nej", False)])
@on_sqlite
def test_every_way_of_checking_and_both_ends_of_a_talk_can_be_kept(at_talk, session, how, said, said_yes):
    page = at_talk.press("Gem samtalen", **GOOD | {"how": how.value, "said_yes": said})
    (talk,) = rows(session, Talk)
    assert (talk.how, talk.said_yes, talk.signature) == (how, said_yes, None)
    assert ("Alle sagde ja." in page.main) is said_yes


@on_sqlite
@pytest.mark.parametrize(
    ("wrong", "at", "sentence"),
    [
        ({"on": "2026-11-24"}, "on", "Vælg en dag, der har været."),
        ({"on": ""}, "on", "Skriv datoen."),
        ({"on": "i går"}, "on", "Skriv datoen igen."),
        ({"how": ""}, "how", "Vælg et svar."),
        ({"how": "enhjørning"}, "how", "Vælg igen."),
        ({"said_yes": ""}, "said_yes", "Vælg et svar."),
        ({"said_yes": "måske"}, "said_yes", "Vælg igen."),
        ({"next_on": "2026-11-22"}, "next_on", "Vælg en dag, der kommer."),
        ({"next_on": "snart"}, "next_on", "Skriv datoen igen."),
        ({"other": "K" * 61}, "other", "Teksten er for lang, så skriv kortere."),
        ({"signature": "[[[1]]]"}, "signature", "Tegn dit navn igen."),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(at_talk, village, session, wrong, at, sentence):
    typed = {**GOOD, "other": "Karin", "next_on": "2026-12-07", "hvem": str(village.bo.id)} | wrong
    page = at_talk.press("Gem samtalen", status=422, **typed)
    told = [link["href"] for link in page.soup.select(".faults-list a") if sentence in link.get_text()]
    assert told == [f"#{at}"] and page.soup.select_one(told[0])
    assert rows(session, Talk) == []
    assert [box["value"] for box in page.soup.select("input[name=hvem][checked]")] == [str(village.bo.id)]
    for name in {"on", "other", "next_on"} - {at}:
        assert page.soup.select_one(f"#{name}")["value"] == typed[name]
    for name in {"how", "said_yes"} - {at}:
        assert page.soup.select_one(f"input[name={name}][checked]")["value"] == typed[name]


def test_the_same_talk_sent_twice_is_one(at_talk, number, session):
    tap = at_talk.page.soup.select_one("input[name=tap]")["value"]
    data = {"csrf_token": at_talk.token(), "tap": tap, **GOOD}
    for _twice in range(2):
        assert at_talk.raw("POST", f"/personale/aftaler/{number}/samtale/ny", data=data).status_code == 303
    assert len(rows(session, Talk)) == 1


def test_a_talk_is_about_the_version_that_was_shown(at_talk, village, number, session):
    first, _second = village.points(number)
    village.new_version(number, [(first.point_id, QUIET)])
    page = at_talk.press("Gem samtalen", **GOOD)
    assert "Udgave 1." in page.main
    assert rows(session, Talk)[0].version_id == 1


@on_sqlite
@pytest.mark.parametrize("shown", ["2", "999999", "x", ""])
def test_a_version_of_another_agreement_is_not_taken(at_talk, village, number, session, shown):
    village.agreement(village.ali, KNOCKS)
    at_talk.press("Gem samtalen", **GOOD, shown=shown)
    assert rows(session, Talk)[0].version_id == 1


@on_sqlite
def test_nobody_is_there_who_does_not_belong_to_her(at_talk, village, session):
    at_talk.press("Gem samtalen", **GOOD, hvem=[str(village.mette.id), str(village.ali.id), "x", "-1"])
    assert len(rows(session, Talk)) == 1 and rows(session, TalkPerson) == []


@on_sqlite
def test_the_planned_day_is_over_when_the_talk_has_been_but_not_before(at_talk, village, number, engine, session):
    with writing(engine) as begun:
        actions.plan_talk(begun, begun.get_one(Agreement, number), date(2026, 11, 30))
    at_talk.get(f"/personale/aftaler/{number}/samtale/ny")
    at_talk.press("Gem samtalen", **GOOD)
    assert rows(session, Agreement)[0].next_talk_on == date(2026, 11, 30)
    later(days=7)
    at_talk.be(village.anne).get(f"/personale/aftaler/{number}/samtale/ny")
    at_talk.press("Gem samtalen", **GOOD | {"on": "2026-11-30"})
    assert rows(session, Agreement)[0].next_talk_on is None


@on_sqlite
def test_many_talks_cost_no_more_statements(at_talk, village, number, engine):
    few = len(at_talk.get(f"/personale/aftaler/{number}").statements)
    with writing(engine) as begun:
        for tap in range(20):
            actions.talk(
                begun, 1, on=clock.today(), people=[(village.bo.id, "Bo"), (None, "Karin")], said_yes=False,
                signature=None, tap=f"{tap}", moment=clock.now(),
            )  # fmt: skip
    page = at_talk.get(f"/personale/aftaler/{number}")
    assert page.main.count("Maja, Bo, Karin") == 20
    assert len(page.statements) - few <= 1  # people of talks, when there are talks


# --- two versions side by side ------------------------------------------------------------------------------------


@pytest.fixture
def changed(village: Village, number: int) -> int:
    """Three versions: the second changes, adds and drops; the third is the first again."""
    quiet, visitors = village.points(number)
    village.new_version(number, [(quiet.point_id, QUIET | {"why": "Min nabo står tidligt op."}), (None, KNOCKS)])
    village.new_version(number, [(quiet.point_id, QUIET), (visitors.point_id, VISITORS)])
    return number


def sides(page: Page) -> list[tuple[str, str]]:
    return [
        (card.select_one(".tag").get_text(strip=True), " ".join(card.get_text(" ").split()))
        for card in page.soup.select(".compare-point")
    ]


def test_two_versions_are_laid_side_by_side(browser, village, changed):
    browser.be(village.anne).get(f"/personale/aftaler/{changed}")
    address = browser.click("Sammenlign").address
    assert browser.page.button("Vis dem").find_parent("form")["action"] == address
    page = browser.get(f"{address}?fra=1&til=2")
    (quiet, visitors, knocks) = sides(page)
    assert quiet[0] == "Ændret" and "Mange i opgangen skal sove." in quiet[1] and "Min nabo står" in quiet[1]
    assert [mark.get_text() for mark in page.soup.select(".compare-mark")] == [
        QUIET["why"],
        "Min nabo står tidligt op.",
    ]
    assert (visitors[0], VISITORS["sentence"] in visitors[1]) == ("Væk", True)
    assert (knocks[0], KNOCKS["sentence"] in knocks[1]) == ("Nyt", True)


def test_the_newest_and_the_one_before_it_are_chosen_first(browser, village, changed):
    page = browser.be(village.anne).get(f"/personale/aftaler/{changed}/sammenlign")
    assert [option["value"] for option in page.soup.select("option[selected]")] == ["2", "3"]
    page = browser.get(f"/personale/aftaler/{changed}/sammenlign?fra=1&til=3")
    assert [tag for tag, _text in sides(page)] == ["Som før", "Som før"]
    page = browser.get(f"/personale/aftaler/{changed}/sammenlign?fra=2&til=1")
    assert [tag for tag, _text in sides(page)] == ["Ændret", "Væk", "Nyt"]


@on_sqlite
@pytest.mark.parametrize("which", ["fra=0", "fra=9", "til=4", "til=-1"])
def test_a_version_that_is_not_there_is_not_found(browser, village, changed, which):
    browser.be(village.anne).get(f"/personale/aftaler/{changed}/sammenlign?{which}", status=404)


@on_sqlite
def test_a_new_name_is_told(browser, village, number, engine):
    with writing(engine) as begun:
        actions.publish(
            begun, number, title="Ro og gæster", picture=None, points=[(None, QUIET)], by_id=None, moment=clock.now()
        )  # fmt: skip
    page = browser.be(village.anne).get(f"/personale/aftaler/{number}/sammenlign")
    assert sides(page)[0] == ("Ændret", "Ændret Udgave 1 Ro i opgangen Udgave 2 Ro og gæster")


@on_sqlite
def test_one_version_has_nothing_to_be_compared_with(browser, village, number):
    page = browser.be(village.anne).get(f"/personale/aftaler/{number}/sammenlign")
    assert "Der er kun 1 udgave endnu." in page.main and not page.soup.select("select")


# --- paper --------------------------------------------------------------------------------------------------------


def test_staff_and_the_resident_get_the_same_paper(browser, village, number, session):
    anne, maja = browser.another().be(village.anne), browser.be(village.maja)
    kept = everything_kept(session)
    mine = maja.raw("GET", f"/aftaler/{number}/print")
    assert everything_kept(session) == kept
    theirs = anne.raw("GET", f"/personale/aftaler/{number}/print")
    for paper in (mine, theirs):
        assert (paper.status_code, paper.mimetype, paper.data[:5]) == (200, "application/pdf", b"%PDF-")
        assert paper.headers["Content-Disposition"] == f'inline; filename="aftale-{number}-udgave-1.pdf"'
        assert paper.headers["Cache-Control"] == "no-store"


def test_maja_can_print_when_every_point_has_an_answer(browser, village, number):
    maja = browser.be(village.maja)
    page = maja.get(f"/aftaler/{number}")
    assert not page.has("a", "Print aftalen")
    maja.press("Ja, jeg forstår")
    page = maja.press("Jeg er i tvivl")
    assert page.link("Print aftalen") == f"/aftaler/{number}/print"


@on_sqlite
def test_an_agreement_taken_back_is_not_printed(browser, village, number, engine):
    with writing(engine) as begun:
        actions.withdraw(begun, number, moment=clock.now())
    browser.be(village.anne).get(f"/personale/aftaler/{number}/print", status=404)
