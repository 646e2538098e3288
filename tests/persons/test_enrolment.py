"""A one-time link from staff makes a device one of ours."""

import pytest

from portal.people.models import Device, Enrolment, LogKind, Visit
from portal.people.rules import CameInBy, DeviceKind, Trust
from portal.people.visits import DEVICE_COOKIE
from tests.house.arranging import at_once, later, logged, rows


def device_cookie(browser):
    return browser.client.get_cookie(DEVICE_COOKIE, domain=browser.host)


def test_opening_the_link_does_nothing_yet(browser, village, session):
    page = browser.get(f"/tilmeld/{village.link()}")
    assert page.title == "Er det jeres fælles tablet?"
    assert rows(session, Device) == [] and device_cookie(browser) is None


def test_yes_makes_it_a_shared_tablet_that_knows_cards(browser, village, session):
    browser.get(f"/tilmeld/{village.link()}")
    page = browser.press("Ja, det er den")
    assert page.address == "/ind" and "Vis dit kort til tabletten." in page.lines()
    (device,) = rows(session, Device)
    assert (device.kind, device.resident_id) == (DeviceKind.SHARED, None)
    assert logged(session, LogKind.ENROLLED) == [(village.anne.id, None)]
    assert browser.get(f"/kort/{village.card(village.maja)}").title == "Er du Maja?"


def test_on_her_own_phone_she_is_in_at_once_and_may_see(browser, village, session):
    browser.get(f"/tilmeld/{village.link(village.maja)}")
    assert browser.page.title == "Er det telefonen til Maja?"
    page = browser.press("Ja, det er den")
    assert page.address == "/ind/noegle" and page.has("a", "Ikke nu")
    (visit,) = rows(session, Visit)
    assert (visit.person_id, visit.came_in_by, visit.trust) == (village.maja.id, CameInBy.TAP, Trust.SEE)
    assert "Maja" in browser.click("Ikke nu").title


def test_her_phone_knows_her_by_a_tap_next_time(browser, village):
    browser.get(f"/tilmeld/{village.link(village.maja)}")
    browser.press("Ja, det er den")
    browser.post("/ind/faerdig")
    browser.get("/ind")
    assert "Maja" in browser.press("Maja").title


def test_a_link_works_once(browser, village, session):
    link = village.link()
    browser.get(f"/tilmeld/{link}")
    browser.press("Ja, det er den")
    other = browser.another()
    assert other.get(f"/tilmeld/{link}", status=404).title == "Linket virker ikke"
    other.post(f"/tilmeld/{link}", status=404)
    assert len(rows(session, Device)) == 1 and device_cookie(other) is None


def test_two_who_open_the_same_link_at_once_make_one_device(browser, village, session):
    link = village.link()
    phones = [browser.another() for _phone in range(4)]
    tokens = [phone.token() for phone in phones]

    def say_yes(number):
        return phones[number].raw("POST", f"/tilmeld/{link}", data={"csrf_token": tokens[number]}).status_code

    assert sorted(at_once(4, say_yes)) == [303, 404, 404, 404]
    assert len(rows(session, Device)) == 1
    assert sum(device_cookie(phone) is not None for phone in phones) == 1


@pytest.mark.parametrize(("seconds", "status"), [(3599, 200), (3600, 404)])
def test_a_link_lasts_an_hour(browser, village, seconds, status):
    link = village.link()
    later(seconds=seconds)
    browser.get(f"/tilmeld/{link}", status=status)
    browser.post(f"/tilmeld/{link}", status=status)


def test_a_link_nobody_made_enrols_nothing(browser, village, session):
    for token in ("x", "x" * 10_000, "%F0%9F%8E%88", "%ED%A0%80", "%27%20OR%201=1"):
        browser.get(f"/tilmeld/{token}", status=404)
        browser.post(f"/tilmeld/{token}", status=404)
    assert rows(session, Device) == rows(session, Enrolment) == []


def test_a_tap_on_a_device_that_is_nobodys_opens_nothing(browser, village, session):
    browser.use_device(village.device()[1])
    assert browser.post("/ind/tryk").address == "/ind"
    assert rows(session, Visit) == []


def test_a_tap_goes_on_to_the_page_that_asked(browser, village):
    browser.use_device(village.device(village.maja)[1])
    browser.get("/ind?next=/hjaelp")
    assert browser.press("Maja").address == "/hjaelp"


def test_only_demo_people_can_be_tried(browser, village, session):
    village.person("Birthe", village.maja.role, demo=False)
    for slug in ("birthe", "nobody", "", "x" * 10_000, "a\x00b"):
        browser.post("/ind/proev", {"slug": slug}, status=404)
    assert rows(session, Visit) == []
