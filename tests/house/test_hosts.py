"""Which host is this machine, and where one may be sent on to."""

import pytest

from portal.people.visits import safe_next
from portal.web.security import is_local

HOME = "/"
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("localhost", True),
        ("localhost:8000", True),
        ("127.0.0.1", True),
        ("127.0.0.1:8000", True),
        ("aktiviteter.localhost:8000", True),
        ("opgangen.example", False),
        ("opgangen.example:8000", False),
        ("localhost.example", False),
        ("notlocalhost", False),
        ("127.0.0.1.example", False),
        ("127.0.0.2", False),
        ("", False),
    ],
)
def test_only_this_machine_is_local(host, local):
    assert is_local(host) is local


OURS = ["/", "/aftaler", "/aftaler/3?punkt=4", "/aftaler/3?punkt=4#punkt-4", "/om?a=%09b", "/æøå", "/a//b", "/a\\b"]
NOT_OURS = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\nSet-Cookie: a=b",
    "/\x00",
    "/\x7f",
    "/\u2028evil",
    "/\u202egnp.exe",
    "\t//evil.example",
    " //evil.example",
    "http://evil.example",
    "https:/evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "mailto:a@b.example",
    "evil.example",
    "aftaler",
    "?punkt=4",
    "#punkt-4",
    "",
    None,
]


@on_sqlite
def test_one_is_sent_on_to_a_page_of_ours_and_nowhere_else(app):
    with app.test_request_context("/ind"):
        assert [safe_next(target) for target in OURS] == OURS
        assert [target for target in NOT_OURS if safe_next(target) != HOME] == []


@on_sqlite
@pytest.mark.parametrize("written", ["/%09/evil.example", "/%5Cevil.example", "%2F%2Fevil.example", "/%0d%0aX: y"])
def test_a_disguised_address_in_a_link_sends_nobody_away(browser, village, written):
    browser.use_device(village.device(village.maja)[1])
    browser.get(f"/ind?next={written}")
    target = browser.page.soup.select_one("form[action='/ind/tryk'] [name=next]")["value"]
    answer = browser.raw("POST", "/ind/tryk", data={"csrf_token": browser.token(), "next": target})
    assert answer.status_code == 303
    assert answer.headers["Location"] == HOME
