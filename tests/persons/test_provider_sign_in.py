"""Staff come in by a provider that really runs, on both databases; e2e/test_staff_sign_in.py tells it in a browser."""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
import requests
from sqlalchemy.engine import Engine

from e2e.provider import PASSWORD, Provider, providing
from portal.app import create_app
from portal.db import db
from portal.people.accounts.models import ProviderIdentity
from portal.people.models import LogKind, Person, Visit
from portal.people.rules import CameInBy, Role
from portal.settings import Settings
from tests.browser import PageClient
from tests.house.arranging import logged, rows

LOGIN, OWN = "/ind/personale/login?next=/personale/konto", "/personale/konto"
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture(scope="module")
def one_provider() -> Iterator[Provider]:
    with providing() as started:
        yield started


@pytest.fixture
def provider(one_provider, settings) -> Provider:
    one_provider.steer(portal=settings.address)
    return one_provider


@contextmanager
def at(settings: Settings, provider: Provider, engine: Engine) -> Iterator[PageClient]:
    """A browser at the portal of a kommune with this provider."""
    app = create_app(dataclasses.replace(settings, provider=provider.told))
    yield PageClient(app, engine)
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def theirs(settings, provider, village, engine) -> Iterator[PageClient]:
    with at(settings, provider, engine) as browser:
        yield browser


def answer_of(browser: PageClient, name: str) -> str:
    """Sign in at the provider; the address it sends the browser back to."""
    there = browser.raw("GET", LOGIN).headers["Location"]
    typed = {"name": name, "password": PASSWORD}
    back = requests.post(there, data=typed, allow_redirects=False, timeout=10).headers["Location"]
    return urlsplit(back)._replace(scheme="", netloc="").geturl()


def test_anne_comes_in_and_goes_out(theirs, session, provider, settings):
    assert theirs.get(answer_of(theirs, "anne")).address == OWN
    anne = rows(session, Person)[-1]
    assert (anne.first_name, anne.slug, anne.role, anne.is_demo) == ("Anne", "anne-2", Role.LEADER, True)
    (visit,) = rows(session, Visit)
    assert (visit.person_id, visit.came_in_by) == (anne.id, CameInBy.PROVIDER)
    assert logged(session, LogKind.CAME_IN) == [(anne.id, anne.id)]
    assert "Du skifter adgangskode hos kommunen." in theirs.page.main
    out = theirs.raw("POST", "/ind/faerdig", data={"csrf_token": theirs.token()})
    home = "http%3A%2F%2Flocalhost%3A8000%2F"
    assert out.headers["Location"] == (
        f"{provider.told.issuer}/out?from=portal&client_id=opgangen&post_logout_redirect_uri={home}"
    )
    assert rows(session, Visit)[0].ended_at is not None


def test_the_visit_before_is_over_when_another_comes_in(theirs, session, village):
    theirs.be(village.bo)
    theirs.get(answer_of(theirs, "tove"))
    assert [visit.ended_at is None for visit in rows(session, Visit)] == [False, True]


def test_who_is_no_staff_or_brings_no_good_word_is_noted_and_stays_out(theirs, session, provider, settings):
    theirs.get(answer_of(theirs, "jens"), status=403)
    answer = answer_of(theirs, "anne")
    provider.steer(portal=settings.address, fault="expired")
    theirs.get(answer, status=403)
    theirs.get(answer, status=403)
    assert logged(session, LogKind.SIGN_IN_REFUSED) == [(None, None)] * 3
    assert rows(session, ProviderIdentity) == [] and rows(session, Visit) == []
    assert theirs.raw("GET", OWN).status_code == 303


@on_sqlite
def test_a_sign_in_begun_many_times_still_fits_in_the_cookie(theirs):
    for _time in range(10):
        answer = theirs.raw("GET", LOGIN)
        assert len(answer.headers["Set-Cookie"]) < 1500
    theirs.get(answer_of(theirs, "anne"))


@on_sqlite
def test_who_came_in_otherwise_signs_out_here_only(theirs, village):
    theirs.be(village.anne)
    out = theirs.raw("POST", "/ind/faerdig", data={"csrf_token": theirs.token()})
    assert out.headers["Location"] == "/"


@on_sqlite
def test_while_the_provider_is_away_one_still_gets_out(settings, village, engine, session):
    with (
        providing() as short,
        at(settings, short, engine) as anne,
        at(settings, short, engine) as tove,
        at(settings, short, engine) as restarted,
    ):
        short.steer(portal=settings.address)
        anne.get(answer_of(anne, "anne"))
        answer = answer_of(tove, "tove")
        short.stop()
        tove.get(answer, status=503)
        tove.get(LOGIN, status=503)
        cookie = anne.client.get_cookie("portal", domain="localhost")
        restarted.client.set_cookie("portal", cookie.value, domain="localhost")
        restarted.get(OWN)
        out = restarted.raw("POST", "/ind/faerdig", data={"csrf_token": restarted.token()})
        assert out.headers["Location"] == "/"
    assert rows(session, Visit)[0].ended_at is not None
