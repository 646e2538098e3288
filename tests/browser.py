"""A strict browser for page tests: whatever page it meets must be whole, labelled, in easy words, and cheap."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from urllib.parse import urlsplit

import html5lib
import sqlalchemy as sa
from bs4 import BeautifulSoup, Tag
from flask import Flask
from sqlalchemy.engine import Engine
from werkzeug.test import TestResponse

from portal.people.models import Person
from portal.people.visits import DEVICE_COOKIE

MOST_STATEMENTS = 8
REFUSED = 409  # such a page comes after statements that tried to change something
FIELDS = "input:not([type=hidden]), select, textarea"
# What is another each time a page is made: the tokens of its forms, the number of a tap, the name of a photo.
VARIES = re.compile(r'name="csrf[-_]token" (?:content|value)="[^"]+"|name="tap" value="[^"]+"|/foto/[^"]+')
_whole: set[int] = set()
TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')


class Page:
    """A fetched page, as a person meets it."""

    def __init__(self, response: TestResponse, address: str, statements: list[str]):
        self.status = response.status_code
        self.headers = response.headers
        self.address = address
        self.statements = statements
        self.html = response.text

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.html, "lxml")

    @property
    def title(self) -> str:
        return " ".join(self.soup.select_one("h1").get_text().split())

    @property
    def text(self) -> str:
        """All that can be read, with single spaces."""
        return " ".join(self.soup.body.get_text(" ").split())

    @property
    def main(self) -> str:
        return " ".join(self.soup.select_one("main").get_text(" ").split())

    @property
    def status_message(self) -> str:
        return self.soup.select_one("#besked").get_text(" ", strip=True)

    def lines(self) -> list[str]:
        """The sentences with a sound button."""
        return [line.get_text(strip=True) for line in self.soup.select(".line-text")]

    def link(self, name: str) -> str:
        """The address of the link with this accessible name."""
        return self._named("a[href]", name)["href"]

    def button(self, name: str) -> Tag:
        return self._named("button", name)

    def has(self, kind: str, name: str) -> bool:
        return any(_name_of(tag) == name for tag in self.soup.select(kind))

    def _named(self, kind: str, name: str) -> Tag:
        found = [tag for tag in self.soup.select(kind) if _name_of(tag) == name]
        assert found, (
            f"no {kind} called {name!r} on {self.address}; there are {[_name_of(t) for t in self.soup.select(kind)]}"
        )
        return found[0]


class PageClient:
    """Fetches pages, follows redirects, presses buttons; fails when a page is not as all pages must be."""

    def __init__(self, app: Flask, engine: Engine, host: str = "localhost"):
        self.app = app
        self.engine = engine
        self.host = host
        self.client = app.test_client()
        self.page: Page | None = None

    def another(self, host: str | None = None) -> "PageClient":
        """Another browser, with cookies of its own."""
        return PageClient(self.app, self.engine, host or self.host)

    # --- going somewhere ---

    def get(self, address: str, *, status: int = 200) -> Page:
        return self._meet("GET", address, {}, status)

    def click(self, name: str) -> Page:
        assert self.page is not None
        return self.get(self.page.link(name))

    def press(self, name: str, *, status: int = 200, nth: int = 0, **fields: str | list[str]) -> Page:
        """Press a button: its form is sent with what it holds, and with these fields."""
        assert self.page is not None
        buttons = [tag for tag in self.page.soup.select("button") if _name_of(tag) == name]
        assert buttons, f"no button called {name!r} on {self.page.address}"
        button = buttons[nth]
        form = button.find_parent("form")
        data = _filled(form) | fields
        if button.get("name"):
            data[button["name"]] = button.get("value", "")
        return self._meet(form.get("method", "get").upper(), form["action"], data, status)

    def post(self, address: str, data: dict[str, str] | None = None, *, status: int = 200) -> Page:
        """Send what no button sends, with a token of this browser's."""
        return self._meet("POST", address, {"csrf_token": self.token(), **(data or {})}, status)

    def raw(self, method: str, address: str, **kwargs) -> TestResponse:
        """One request, nothing checked, nothing followed."""
        return self.client.open(address, method=method, base_url=f"http://{self.host}", **kwargs)

    def token(self) -> str:
        return TOKEN.search(self.page.html if self.page else self.raw("GET", "/om").text)[1]

    # --- being somebody ---

    def be(self, person: Person) -> "PageClient":
        """Come in by the demo's button. Its pages are looked at elsewhere, so no time goes into that here."""
        form = {"slug": person.slug, "csrf_token": TOKEN.search(self.raw("GET", "/ind").text)[1]}
        came_in = self.raw("POST", "/ind/proev", data=form)
        assert came_in.status_code == 303, came_in.status_code
        return self

    def use_device(self, token: str) -> "PageClient":
        """Let this browser be an enrolled device."""
        self.client.set_cookie(DEVICE_COOKIE, token, domain=self.host)
        return self

    # --- what every page must be ---

    def _meet(self, method: str, address: str, data: dict, status: int) -> Page:
        with counted_statements(self.engine) as statements:
            response = self.raw(method, address, data=data or None)
        for _hop in range(5):
            if response.status_code not in (301, 302, 303, 307, 308):
                break
            address = response.headers["Location"]
            assert not urlsplit(address).netloc, f"a redirect away: {address}"
            with counted_statements(self.engine) as statements:
                response = self.raw("GET", address)
        assert response.status_code == status, f"{method} {address}: {response.status_code}\n{response.text[:2000]}"
        self.page = Page(response, address, statements)
        if response.mimetype == "text/html" and response.data:
            check_page(self.page)
        return self.page


@contextmanager
def counted_statements(engine: Engine) -> Iterator[list[str]]:
    """The SQL statements run meanwhile, without BEGIN and the like."""
    seen: list[str] = []

    def note(_connection, _cursor, statement: str, *_rest) -> None:
        if statement.split(None, 1)[0].upper() in ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH"):
            seen.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


def check_page(page: Page) -> None:
    """What holds for every page, whoever sees it. One that has been found whole is not looked through again."""
    if not page.address.startswith("/personale") and page.status != REFUSED:
        assert len(page.statements) <= MOST_STATEMENTS, f"{len(page.statements)} statements on {page.address}"
    known = hash(VARIES.sub("", page.html))
    if known not in _whole:
        _look_through(page)
        _whole.add(known)


def _look_through(page: Page) -> None:
    html5lib.HTMLParser(strict=True).parse(page.html)
    soup = page.soup
    assert soup.html.get("lang") in ("da", "en")
    headings = soup.select("h1")
    assert len(headings) == 1, f"{len(headings)} h1 on {page.address}"
    assert soup.title.get_text().startswith(page.title + " – "), f"title and h1 differ on {page.address}"
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids)), f"ids twice: {sorted({i for i in ids if ids.count(i) > 1})}"
    for name in ("aria-describedby", "aria-labelledby", "for"):
        for tag in soup.select(f"[{name}]"):
            for target in tag[name].split():
                assert target in ids, f"{name}={target} points nowhere on {page.address}"
    _check_forms(page)
    _check_words(page)
    bar = [_name_of(tag) for tag in soup.select("nav")[0].select("a, button")]
    assert bar == ["Hjem", "Læs op", "Hjælp"] or soup.html["lang"] == "en", f"the bar says {bar} on {page.address}"


def _check_forms(page: Page) -> None:
    for form in page.soup.select("form"):
        assert form.get("action"), f"a form without action on {page.address}"
        if form.get("method", "get").lower() == "post":
            assert form.select_one("input[name=csrf_token][value]"), f"a form without token on {page.address}"
    for field in page.soup.select(FIELDS):
        labelled = field.find_parent("label") or field.get("aria-label")
        labelled = labelled or page.soup.select_one(f'label[for="{field.get("id")}"]')
        assert labelled, f"a field without label on {page.address}: {field}"


def _check_words(page: Page) -> None:
    inline = "[style], [onclick], [title], script:not([src]):not([type='application/ld+json'])"
    assert not page.soup.select(inline), f"inline or tooltip on {page.address}"
    for link in page.soup.select("a[href], button"):
        assert _name_of(link), f"a link without a name on {page.address}: {link}"
        assert _name_of(link).lower() not in ("her", "klik her", "læs mere", "tryk her")
    for image in page.soup.select("img"):
        assert image.has_attr("alt"), f"a picture without alt on {page.address}"


def _name_of(tag: Tag) -> str:
    """What assistive technology calls a link or button."""
    return tag.get("aria-label") or re.sub(r"\s+", " ", tag.get_text(" ")).strip()


def _filled(form: Tag) -> dict[str, str | list[str]]:
    data: dict[str, str | list[str]] = {}
    for field in form.select("input, textarea, select"):
        name, kind = field.get("name"), field.get("type")
        if not name or (kind in ("checkbox", "radio") and not field.has_attr("checked")):
            continue
        if field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            data[name] = chosen.get("value", "") if chosen else ""
        else:
            data[name] = field.get_text() if field.name == "textarea" else field.get("value", "")
    return data
