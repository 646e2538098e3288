"""Saying yes to the whole: a meeting of people, kept with who was there and a drawn name."""

import json

import pytest
from sqlalchemy.orm import Session

from portal.agreements.models import Talk, TalkPerson
from tests.browser import PageClient
from tests.house.arranging import rows
from tests.people import QUIET, Village


@pytest.fixture
def number(village: Village) -> int:
    return village.agreement(village.maja)


@pytest.fixture
def at_yes(browser: PageClient, village: Village, number: int) -> PageClient:
    """Maja has understood it all, and the page for saying yes is open."""
    browser.be(village.maja).get(f"/aftaler/{number}")
    browser.press("Ja, jeg forstår")
    browser.press("Ja, jeg forstår")
    browser.click("Sig ja sammen")
    return browser


def talked_with(session: Session) -> list[tuple[int | None, str]]:
    return [(each.person_id, each.name) for each in rows(session, TalkPerson)]


def test_yes_to_the_whole_comes_after_every_point_is_understood(browser, village, number, session):
    address = f"/aftaler/{number}/ja"
    maja = browser.be(village.maja)
    assert maja.get(address).title == "Ro i opgangen"
    maja.press("Ja, jeg forstår")
    maja.press("Jeg er i tvivl")
    assert maja.get(address).title == "Ro i opgangen"
    maja.post(address)
    assert rows(session, Talk) == []


@pytest.mark.parametrize(
    ("staff", "other", "sentence"),
    [
        ((), "", "Du var der selv."),
        (("anne",), "", "Anne og du var med."),
        ((), "  min mor Karin ", "min mor Karin og du var med."),
        (("anne", "bo"), "Karin", "Anne, Bo, Karin og du var med."),
    ],
)
def test_who_was_there_is_kept_and_said(at_yes, village, session, staff, other, sentence):
    there = [getattr(village, name) for name in staff]
    page = at_yes.press("Ja, vi er enige", hvem=[str(each.id) for each in there], other=other)
    assert page.status_message == "I er enige om aftalen."
    assert sentence in page.lines()
    assert "Vi sagde ja til aftalen." in page.lines()
    assert not page.has("a", "Sig ja sammen")
    outside = [(None, " ".join(other.split()))] if other else []
    assert talked_with(session) == [(each.id, each.first_name) for each in there] + outside


def test_nobody_is_there_who_does_not_belong_to_her(at_yes, village, session):
    at_yes.press("Ja, vi er enige", hvem=[str(village.mette.id), str(village.ali.id), "x", "-1"])
    assert len(rows(session, Talk)) == 1
    assert talked_with(session) == []


def test_a_drawn_name_is_whole_numbers_on_the_page(at_yes, session):
    page = at_yes.press("Ja, vi er enige", signature="[[[0, 10], [1000, 20]], [[5, 5]]]")
    assert [line["points"].split() for line in page.soup.select("svg.signature-drawn polyline")] == [
        ["0,10", "1000,20"],
        ["5,5"],
    ]
    assert rows(session, Talk)[0].signature == [[[0, 10], [1000, 20]], [[5, 5]]]


@pytest.mark.parametrize("drawn", ["x", "{}", "[[[1]]]", '[[["<b>", 1]]]', "[[[1001, 1]]]", "[" * 9_999])
def test_a_drawing_that_is_none_is_told_in_one_sentence_and_nothing_typed_is_lost(at_yes, village, session, drawn):
    page = at_yes.press("Ja, vi er enige", status=422, signature=drawn, other="Karin", hvem=str(village.bo.id))
    assert page.soup.select_one(".faults-list").get_text(" ", strip=True) == "Din underskrift: Tegn dit navn igen."
    target = page.soup.select_one(".faults-list a")["href"]
    assert page.soup.select_one(target)
    assert page.soup.select_one("#other")["value"] == "Karin"
    assert [box["value"] for box in page.soup.select("input[name=hvem][checked]")] == [str(village.bo.id)]
    assert rows(session, Talk) == []


def test_a_good_drawing_stays_when_something_else_is_wrong(at_yes, session):
    drawn = [[[0, 10], [1000, 20]]]
    page = at_yes.press("Ja, vi er enige", status=422, signature=json.dumps(drawn), other="K" * 61)
    assert "Teksten er for lang, så skriv kortere." in page.main
    assert json.loads(page.soup.select_one("input[name=signature]")["value"]) == drawn


def test_a_new_version_asks_for_a_new_yes(at_yes, village, number):
    at_yes.press("Ja, vi er enige")
    first, _second = village.points(number)
    village.new_version(number, [(first.point_id, QUIET)])
    assert at_yes.get(f"/aftaler/{number}").has("a", "Sig ja sammen")
