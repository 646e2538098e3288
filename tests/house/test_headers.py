"""What goes with every answer keeps the page to itself."""

import pytest

from portal.people.visits import DEVICE_COOKIE
from tests.house.faults import add_faulty_pages

ELSEWHERE = "https://opgangen.example"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store",
}
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

ANSWERS = [
    ("GET", "/", 200),
    ("GET", "/om", 200),
    ("GET", "/healthz", 200),
    ("GET", "/aftaler", 200),
    ("GET", "/aftaler/1", 200),
    ("GET", "/hjaelp", 200),
    ("GET", "/ind/er-det-dig", 303),
    ("GET", "/personale", 404),
    ("GET", "/findes-ikke", 404),
    ("POST", "/om", 405),
    ("POST", "/ind/her", 204),
    ("POST", "/ind/kort", 403),
    ("POST", "/nej", 409),
    ("GET", "/brud/x", 500),
    ("POST", "/brud/x", 500),
    ("POST", "/sent/x", 500),
]


@pytest.mark.parametrize("base", ["http://localhost", ELSEWHERE])
def test_every_answer_carries_them(app, browser, village, base):
    village.agreement(village.maja)
    add_faulty_pages(app)
    browser.be(village.maja)
    token = browser.token()
    if base == ELSEWHERE:
        move_cookies(browser.client)
    for method, address, status in ANSWERS:
        headers = {"X-CSRFToken": token} if method == "POST" else {}
        answer = browser.client.open(address, method=method, base_url=base, headers=headers)
        assert answer.status_code == status, address
        for name, value in ALWAYS.items():
            assert answer.headers[name] == value, (address, name)
        assert answer.headers["Permissions-Policy"].startswith("camera=(self), microphone=(self), geolocation=()")
        assert "Cookie" in answer.headers["Vary"]
        hsts = answer.headers.get("Strict-Transport-Security")
        assert hsts == (None if base == "http://localhost" else "max-age=63072000; includeSubDomains")
        assert "Server" not in answer.headers


def move_cookies(client):
    """Let cookies that were given on this machine be sent to the other host."""
    kept = client.get_cookie("portal", domain="localhost")
    client.set_cookie("__Host-portal", kept.value, domain="opgangen.example", secure=True)


def cookies_of(answer) -> dict[str, set[str]]:
    """Each cookie an answer sets, and what is said of it."""
    said = [line.split("; ") for line in answer.headers.getlist("Set-Cookie")]
    return {first.partition("=")[0]: set(rest) for first, *rest in said}


def test_on_this_machine_the_cookie_travels_without_tls(app):
    cookies = cookies_of(app.test_client().get("/om"))
    assert cookies["portal"] == {"HttpOnly", "Path=/", "SameSite=Lax"}


@pytest.mark.parametrize("scheme", ["https", "http"])
def test_elsewhere_the_cookie_is_secure_and_the_hosts_own(app, scheme):
    answer = app.test_client().get("/om", base_url=f"{scheme}://opgangen.example")
    assert cookies_of(answer) == {"__Host-portal": {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}}


@pytest.mark.parametrize(
    ("base", "name", "secure"),
    [("http://localhost", DEVICE_COOKIE, set()), (ELSEWHERE, f"__Host-{DEVICE_COOKIE}", {"Secure"})],
)
def test_the_devices_cookie_is_as_careful(app, village, base, name, secure):
    client = app.test_client()
    address = f"/tilmeld/{village.link()}"
    token = client.get(address, base_url=base).text.partition('name="csrf-token" content="')[2].partition('"')[0]
    answer = client.post(address, base_url=base, data={"csrf_token": token})
    said = {each for each in cookies_of(answer)[name] if not each.startswith(("Expires", "Max-Age"))}
    assert said == {"HttpOnly", "Path=/", "SameSite=Lax"} | secure


def test_no_cookie_but_the_two_is_ever_set(app, browser, village):
    browser.use_device(village.device()[1]).be(village.maja)
    for address in ("/", "/aftaler", "/hjaelp", "/om", "/was", "/stil"):
        assert set(cookies_of(browser.raw("GET", address))) <= {"portal"}


def test_sound_and_photo_stay_in_this_browser(app, browser, village):
    sound = app.extensions["speech"].address("da", "Hej.")
    assert browser.raw("GET", f"/lyd/{sound}.json").headers["Cache-Control"].startswith("private")
    assert browser.raw("GET", "/foto/" + "0" * 32 + ".webp").headers["Cache-Control"] == "no-store"
