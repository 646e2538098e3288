"""Only our own forms change anything, and only with the right method."""

import pytest
from flask import Flask

from tests.house.arranging import everything_kept
from tests.house.street import FORMS, Street, come_in, doors, make_street


@pytest.fixture
def street(app, engine, session, village) -> Street:
    return make_street(app, engine, session, village)


def posts(app: Flask) -> list[str]:
    return sorted(endpoint for method, endpoint in doors(app) if method == "POST")


@pytest.mark.parametrize("name", ["stranger", "maja", "bo"])
def test_a_form_without_our_token_changes_nothing(street, browser, session, name):
    own = come_in(browser, street.person(name))
    own.raw("GET", "/om")
    addresses = {endpoint: street.address(endpoint) for endpoint in posts(street.app)}
    before = everything_kept(session)
    for endpoint, address in addresses.items():
        for data in (FORMS.get(endpoint, {}), FORMS.get(endpoint, {}) | {"csrf_token": "forkert"}):
            answer = own.raw("POST", address, data=data)
            assert answer.status_code == 400, endpoint
            assert "<h1" in answer.text
    assert everything_kept(session) == before


@pytest.mark.parametrize("name", ["stranger", "maja", "bo"])
@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_sent_by_another_site_changes_nothing(street, browser, session, name, site):
    own = come_in(browser, street.person(name))
    token = own.token()
    addresses = {endpoint: street.address(endpoint) for endpoint in posts(street.app)}
    before = everything_kept(session)
    for endpoint, address in addresses.items():
        data = FORMS.get(endpoint, {}) | {"csrf_token": token}
        answer = own.raw("POST", address, data=data, headers={"Sec-Fetch-Site": site})
        assert answer.status_code == 403, endpoint
    assert everything_kept(session) == before


def test_a_link_from_another_site_still_opens_a_page(browser, village):
    assert browser.raw("GET", "/om", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


@pytest.mark.parametrize("name", ["stranger", "maja", "bo", "karin"])
def test_what_only_changes_cannot_be_looked_at(street, browser, name):
    own = come_in(browser, street.person(name))
    addresses = {method: set() for method in ("GET", "POST")}
    for method, endpoint in doors(street.app):
        addresses[method].add(next(r.rule for r in street.app.url_map.iter_rules() if r.endpoint == endpoint))
    for endpoint in posts(street.app):
        rule = next(r.rule for r in street.app.url_map.iter_rules() if r.endpoint == endpoint)
        if rule not in addresses["GET"]:
            page = own.get(street.address(endpoint), status=405)
            assert "POST" in page.headers["Allow"]


def test_somebody_elses_method_is_refused_everywhere(street, browser):
    own = come_in(browser, street.village.bo)
    token = own.token()
    for _method, endpoint in doors(street.app):
        answer = own.raw("DELETE", street.address(endpoint), headers={"X-CSRFToken": token})
        assert answer.status_code == 405, endpoint
