"""Karin's own page: one resident at a time, a section for each topic that is allowed, and every look is logged."""

import dataclasses

import pytest

from portal.app import create_app
from portal.easyread.line import Line
from portal.people.consent.rules import Shown, Topic
from portal.people.models import LogKind
from tests.consent.family import relative_of, say_no
from tests.house.arranging import logged
from tests.house.street import come_in

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_every_allowed_topic_has_its_section_and_no_other(browser, village, session, engine):
    village.agreement(village.maja)
    relation_id, karin = relative_of(village, session, *Topic)
    own = come_in(browser, karin)
    page = own.get("/paaroerende")
    headings = [each.get_text(strip=True) for each in page.soup.select("main h2")]
    assert headings == ["Personalets tider", "Spis sammen", "Aktiviteter", "Aftaler", "Din kalender"]
    assert page.has("a", "Ro i opgangen") and page.has("a", "Ring til personalet")
    for topic, heading in zip(Topic, headings, strict=False):
        say_no(engine, relation_id, topic)
        headings = [each.get_text(strip=True) for each in own.get("/paaroerende").soup.select("main h2")]
        assert heading not in headings


def test_what_features_show_stands_as_lines(app, browser, village, session):
    app.extensions["relative_topics"] = {
        Topic.DINNERS: lambda _session, _resident_id, _today: [Shown(Line("Maja spiser med på torsdag.", "dinner"))]
    }
    own = come_in(browser, relative_of(village, session, Topic.DINNERS, Topic.HOURS)[1])
    assert "Maja spiser med på torsdag." in own.get("/paaroerende").lines()
    assert "Der er ingen mad-aftaler endnu." not in own.page.lines()


def test_somebody_with_two_residents_sees_one_at_a_time(browser, village, session, engine):
    relation_id, karin = relative_of(village, session, Topic.DINNERS)
    relative_of(village, session, Topic.AGREEMENTS, resident=village.ali)
    own = come_in(browser, karin)
    page = own.get("/paaroerende")
    assert "Ali" in page.main and "Aftaler" in page.main and "Spis sammen" not in page.main
    page = own.click("Se Maja")
    assert "Spis sammen" in page.main and "Aftaler" not in page.main
    looks = [(karin.id, village.ali.id), (karin.id, village.maja.id)]
    assert logged(session, LogKind.SAW_PROFILE) == looks  # only what was looked at
    say_no(engine, relation_id, Topic.DINNERS)
    own.get("/paaroerende?hvem=maja", status=404)
    assert "Maja viser dig ikke noget lige nu." in own.get("/paaroerende").lines()


@pytest.mark.parametrize("who", ["ali", "anne", "nobody", ""])
def test_a_resident_who_shows_her_nothing_is_not_there(browser, village, session, who):
    own = come_in(browser, relative_of(village, session, Topic.DINNERS)[1])
    own.get(f"/paaroerende?hvem={who}", status=404)
    assert logged(session, LogKind.SAW_PROFILE) == []


def test_a_relative_nobody_has_let_in_is_told_kindly_and_nothing_is_logged(browser, village, session):
    own = come_in(browser, village.karin)
    page = own.get("/paaroerende")
    assert page.lines() == ["Her er tomt lige nu.", "Du kan ringe og spørge."]
    assert "Maja" not in page.main and logged(session, LogKind.SAW_PROFILE) == []


def test_outside_the_demo_nobody_reads_the_letters(settings, village):
    real = create_app(dataclasses.replace(settings, demo=False, now=None))
    assert real.test_client().get("/post").status_code == 404
