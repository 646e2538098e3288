"""Maja's portrait is shown to those who know her here, and at the device she comes in at; to nobody else."""

import pytest

from portal import clock
from portal.db import writing
from portal.people.consent import actions as consents
from portal.people.consent.models import Relation
from portal.people.consent.rules import Topic
from portal.people.models import Attachment, Person
from portal.people.newcomers import leave
from portal.people.rules import Role
from tests.consent.family import propose, relative_of, say_no
from tests.house.arranging import later, rows
from tests.house.street import come_in
from tests.media.photo_files import photo

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def portray(app, person: Person, engine) -> str:
    """The address of somebody's new portrait."""
    name = app.extensions["photos"].keep(photo("PNG", (40, 30)))
    with writing(engine) as begun:
        begun.get_one(Person, person.id).photo = name
    return f"/foto/{name}"


@pytest.fixture
def face(app, village, engine) -> str:
    """The address of Maja's portrait."""
    return portray(app, village.maja, engine)


def sees(browser, address: str) -> bool:
    with browser.raw("GET", address) as answer:
        assert answer.status_code in (200, 404)
        assert answer.status_code == 404 or answer.headers["Cache-Control"] == "private, no-cache"
        return answer.status_code == 200


def told(browser, address: str, *people: Person) -> dict[str, bool]:
    return {who.first_name: sees(come_in(browser, who), address) for who in people}


def test_maja_is_shown_to_herself_to_her_own_staff_and_to_leaders(browser, village, face):
    lis, erik = village.person("Lis", Role.LEADER), village.person("Erik", Role.CITIZEN)
    everybody = (village.maja, village.bo, village.anne, lis, village.mette, village.ali, village.karin, erik)
    assert told(browser, face, *everybody) == {
        "Maja": True, "Bo": True, "Anne": True, "Lis": True, "Mette": False, "Ali": False, "Karin": False,
        "Erik": False,
    }  # fmt: skip
    assert not sees(browser, face), "a stranger"


@on_sqlite
def test_staff_are_shown_to_everybody_who_is_in_and_to_no_stranger(app, browser, village, engine):
    bo = portray(app, village.bo, engine)
    people = (village.bo, village.mette, village.maja, village.ali, village.karin)
    assert told(browser, bo, *people) == {who.first_name: True for who in people}
    assert not sees(browser, bo)


@on_sqlite
def test_bo_who_no_longer_works_with_maja_does_not_see_her(browser, village, engine, face):
    bo = come_in(browser, village.bo)
    assert sees(bo, face)
    with writing(engine) as begun:
        begun.delete(begun.get_one(Attachment, (village.bo.id, village.maja.id)))
    assert not sees(bo, face)


def test_karin_sees_maja_as_long_as_maja_shows_her_something(browser, village, session, engine, face):
    relation_id, karin = relative_of(village, session, Topic.HOURS)
    at_home = come_in(browser, karin)
    assert sees(at_home, face)
    propose(village, Topic.DINNERS)
    say_no(engine, relation_id, Topic.HOURS)
    assert not sees(at_home, face)


def test_karin_is_shown_to_maja_and_to_majas_staff(app, browser, village, session, engine):
    relation_id, karin = relative_of(village, session, Topic.HOURS)
    address = portray(app, karin, engine)
    people = (karin, village.maja, village.bo, village.mette, village.ali)
    expected = {karin.first_name: True, "Maja": True, "Bo": True, "Mette": False, "Ali": False}
    assert told(browser, address, *people) == expected
    with writing(engine) as begun:
        consents.end_relation(
            begun, begun.get_one(Relation, relation_id), by_id=village.anne.id, moment=clock.now()
        )  # fmt: skip
    assert told(browser, address, village.maja, village.bo) == {"Maja": True, "Bo": False}, "the log still shows her"


@on_sqlite
def test_nobody_is_shown_a_resident_who_has_left(browser, village, engine, face):
    with writing(engine) as begun:
        leave(begun, begun.get_one(Person, village.maja.id), by_id=village.anne.id, moment=clock.now())
    assert told(browser, face, village.anne, village.bo) == {"Anne": False, "Bo": False}


@on_sqlite
def test_a_photo_that_is_nobodys_any_more_is_shown_to_nobody(app, browser, village, engine, face):
    assert portray(app, village.maja, engine) != face
    assert told(browser, face, village.maja, village.anne) == {"Maja": False, "Anne": False}


# --- before anybody is in ---


def test_majas_own_telephone_shows_her_and_nobody_else(app, browser, village, engine, face):
    ali = portray(app, village.ali, engine)
    browser.use_device(village.device(village.maja)[1])
    assert browser.get("/ind").soup.select_one(f'main img[src="{face}"]')
    assert sees(browser, face) and not sees(browser, ali)


def test_the_common_tablet_shows_whose_card_it_asks_about_for_two_minutes(app, browser, village, engine, face):
    ali = portray(app, village.ali, engine)
    card = village.card(village.maja)
    tablet = browser.use_device(village.device()[1])
    assert not sees(tablet, face), "before a card is shown"
    page = tablet.get(f"/kort/{card}")
    assert (page.title, bool(page.soup.select_one(f'main img[src="{face}"]'))) == ("Er du Maja?", True)
    assert sees(tablet, face) and not sees(tablet, ali)
    later(seconds=121)
    assert not sees(tablet, face)


@on_sqlite
def test_the_common_tablet_forgets_her_when_she_says_no_or_is_finished(browser, village, face):
    card = village.card(village.maja)
    tablet = browser.use_device(village.device()[1])
    tablet.get(f"/kort/{card}")
    tablet.press("Nej")
    assert not sees(tablet, face)
    tablet.get(f"/kort/{card}")
    tablet.press("Ja, det er mig")
    assert sees(tablet, face)
    tablet.press("Jeg er færdig")
    assert not sees(tablet, face)


@on_sqlite
def test_a_device_that_staff_have_voided_shows_nobody(browser, village, engine, face):
    device, secret = village.device(village.maja)
    browser.use_device(secret)
    assert sees(browser, face)
    with writing(engine) as begun:
        begun.get_one(type(device), device.id).voided_at = clock.now()
    assert not sees(browser, face)


@on_sqlite
def test_a_link_shows_no_face_to_whoever_opens_it(browser, village, face):
    page = browser.get(f"/tilmeld/{village.link(village.maja)}")
    assert page.title == "Er det telefonen til Maja?"
    assert not page.soup.select("main .portrait-photo")


@on_sqlite
def test_a_portrait_the_browser_has_is_not_sent_again_but_asked_for(browser, village, session, face):
    maja = come_in(browser, village.maja)
    with maja.raw("GET", face) as first:
        assert first.mimetype == "image/webp"
    asked = {"If-None-Match": first.headers["ETag"]}
    with maja.raw("GET", face, headers=asked) as again:
        assert again.status_code == 304
    with browser.raw("GET", face, headers=asked) as stranger:
        assert stranger.status_code == 404
    assert rows(session, Person, Person.photo == face.removeprefix("/foto/"))
