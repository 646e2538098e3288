"""Whatever somebody types or sends: a clear answer, never a fault, and nothing of anybody is lost."""

import re
import shutil
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from flask import Flask
from wtforms.fields.core import UnboundField

from portal import clock
from portal.agreements.models import Wish
from portal.content.agreement_templates import read_agreement_templates
from portal.content.reading import ContentError
from portal.db import writing
from portal.pictograms.catalogue import pictograms
from portal.publishing import actions as publishing
from portal.settings import ROOT
from portal.web.forms import Form
from portal.web.security import LARGEST_FORM, LARGEST_REQUEST
from tests.house.alis import give_ali_things, of_ali
from tests.house.arranging import everything_kept, rows
from tests.house.faults import log_lines
from tests.house.street import ENDS_A_VISIT, FORMS, WRITTEN, Street, come_in, make_street

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
LONG = "Jeg holder ro. " * 700  # more than 10 000 characters
SURROGATE = b"%ED%A0%80"  # half of a pair, which is no text
STRANGE = {
    "empty": "",
    "only space": " \t\n\u00a0",
    "long": LONG,
    "emoji": "👩‍👩‍👧 Jeg vil have 🎈" * 20,
    "right to left": "\u202eمرحبا بالعالم\u202c",
    "NUL": "a\x00b",
    "control": "\x1b[31m\x07\r\n\x0b",
    "markup": "<script>alert(1)</script>{{ 7 * 7 }}'\"--",
    "number too large": "9" * 40,
    "negative": "-1",
    "other digits": "²٣",
    "list": "[[[[[[1]]]]]]",
    "object": '{"rawId": "\\ud800", "id": 5}',
    "address": "//evil.example/\\..%00",
}
MULTIPART = "multipart/form-data; boundary=x"
A_FILE = b'--x\r\nContent-Disposition: form-data; name="%s"; filename="a"\r\n\r\n%s\r\n--x--\r\n'
BODIES = {
    "half a surrogate": ("application/x-www-form-urlencoded", b"svar=%s&text=%s&title=%s&kort=%s" % ((SURROGATE,) * 4)),
    "broken escapes": ("application/x-www-form-urlencoded", b"text=%&svar=%zz&=&&&;=%c3"),
    "no boundary": ("multipart/form-data", b"--x\r\n"),
    "no end": (MULTIPART, b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nhej'),
    "no name": (MULTIPART, b"--x\r\nContent-Disposition: form-data\r\n\r\nhej\r\n--x--\r\n"),
    "no name for a file": (MULTIPART, b'--x\r\nContent-Disposition: form-data; filename="a"\r\n\r\nhej\r\n--x--'),
    "a file for a text": (MULTIPART, A_FILE % (b"text", b"\xff")),
    "a file for a date": (MULTIPART, A_FILE % (b"on", b"2026-12-01")),
    "too many parts": (MULTIPART, b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n' * 501 + b"--x--\r\n"),
    "broken JSON": ("application/json", b'{"svar": "ja"'),
    "JSON": ("application/json", b'{"svar": 5, "text": 5, "on": [], "other": null, "signature": {}, "title": 1}'),
    "no UTF-8": ("application/x-www-form-urlencoded", b"svar=\xff&text=\xff"),
    "no known kind": ("x/y; charset=utf-99", b"\xff\xfe\x00"),
}  # fmt: skip


@pytest.fixture
def street(app: Flask, engine, session, village) -> Street:
    """Maja's things; Ali has some too, which nobody here may change."""
    made = make_street(app, engine, session, village)
    give_ali_things(engine, village)
    return made


@pytest.fixture
def log() -> Iterator[list[str]]:
    with log_lines() as lines:
        yield lines


def posts(app: Flask) -> list[str]:
    return sorted(rule.endpoint for rule in app.url_map.iter_rules() if "POST" in rule.methods)


def all_fields() -> frozenset[str]:
    """Every name that a field of any page or form has, and some that none has."""
    templates = "".join(path.read_text("utf-8") for path in (ROOT / "templates").rglob("*.html"))
    written = set(re.findall(r'<(?:input|button|textarea|select)[^>]*?\sname="(\w+)"', templates, re.DOTALL))
    forms = {name for form in _kinds_of(Form) for name, part in vars(form).items() if isinstance(part, UnboundField)}
    return frozenset(written | forms | {"p0-sentence", "svar", "text", "point", "hvem"})


def _kinds_of(form: type) -> Iterator[type]:
    for kind in form.__subclasses__():
        yield kind
        yield from _kinds_of(kind)


@pytest.mark.parametrize(  # each database, and each of those who write
    ("database_url", "name"), [("postgresql", "anne"), ("sqlite", "maja")], indirect=["database_url"]
)
def test_no_form_breaks_on_anything_that_is_typed(app, street, browser, session, log, name):
    ali, broken, own, token = of_ali(session, street.village), {}, None, ""
    fields = sorted(all_fields())
    assert len(fields) > 40
    for endpoint in posts(app):
        address = street.address(endpoint)
        for what, typed in STRANGE.items():
            if own is None:
                own = come_in(browser, street.person(name))
                token = own.token()
            data = dict.fromkeys(fields, typed) | {"csrf_token": token}
            if what in ("long", "NUL", "emoji"):  # the rest is right, so that this is what is looked at
                data |= {key: good for key, good in FORMS.get(endpoint, {}).items() if key != "text"}
            with own.raw("POST", address, data=data) as answer:
                if answer.status_code >= 500:
                    broken[endpoint, what] = answer.status_code
                if answer.status_code < 400:  # something has happened: the next finds it as it was
                    address = street.address(endpoint)
            own = None if endpoint in ENDS_A_VISIT else own
    assert not broken
    assert not [line for line in log if "Traceback" in line]
    assert of_ali(session, street.village) == ali


@pytest.mark.parametrize(  # what is no form hardly ever reaches a database
    ("database_url", "name"), [("postgresql", "maja"), ("sqlite", "anne")], indirect=["database_url"]
)
def test_no_form_breaks_on_what_is_no_form(app, street, browser, session, name):
    ali, broken = of_ali(session, street.village), {}
    own = come_in(browser, street.person(name))
    token = own.token()
    for endpoint in (endpoint for endpoint in posts(app) if endpoint not in ENDS_A_VISIT):
        address = street.address(endpoint)
        for what, (kind, body) in BODIES.items():
            headers = {"X-CSRFToken": token, "Content-Type": kind}
            with own.raw("POST", address, data=body, headers=headers) as answer:
                if answer.status_code >= 500 or (answer.status_code < 400 and what == "too many parts"):
                    broken[endpoint, what] = answer.status_code
    assert not broken
    assert "\\ud800" not in everything_kept(session)
    assert of_ali(session, street.village) == ali


def test_no_address_breaks_on_what_stands_in_it(street, browser):
    maja, anne = (come_in(browser, street.person(name)) for name in ("maja", "anne"))
    broken = []
    for strange in (*map(quote, STRANGE.values()), "%ED%A0%80", "%00", "%FF", "%", "%2e%2e%2f", "1.5"):
        for own, addresses in (
            (maja, ("/aftaler/{}", "/aftaler/1?punkt={}", "/aftaler/1/udgave/{}", "/lyd/{}.mp3", "/kort/{}")),
            (maja, ("/mad/{}", "/mad/1/koekken?{}", "/mad/{}/gaest")),
            (anne, ("/personale/beboer/{}", "/personale/aftaler/{}", "/personale/beboer/{}/aftaler", "/foto/{}")),
            (browser, ("/ind?next={}", "/tilmeld/{}", "/hjaelp/{}", "/{}", "/static/{}", "/om/licenser/{}")),
        ):
            for address in addresses:
                with own.raw("GET", address.format(strange)) as answer:
                    if answer.status_code >= 500:
                        broken.append(address.format(strange)[:99])
    assert not broken


@on_sqlite
@pytest.mark.parametrize("token", ["", "x", "A" * 16_001, "A" * 64, "ø", "%00", "=" * 9, "-_" * 40])
def test_a_sound_nobody_has_given_out_is_not_found(browser, token):
    for kind in ("mp3", "json"):
        page = browser.get(f"/lyd/{token}.{kind}", status=404)
        assert page.title == "Siden findes ikke"


@on_sqlite
def test_a_sounds_address_that_was_changed_is_not_found(app, browser):
    token = app.extensions["speech"].address("da", "Hej Maja.")
    middle = len(token) // 2
    changed = token[:middle] + ("A" if token[middle] != "A" else "B") + token[middle + 1 :]
    browser.get(f"/lyd/{changed}.mp3", status=404)


@on_sqlite
@pytest.mark.parametrize(
    ("kind", "size"),
    [("application/x-www-form-urlencoded", LARGEST_REQUEST + 1), ("multipart/form-data", LARGEST_FORM + 1)],
)
def test_a_huge_form_is_told_to_be_too_large(browser, village, session, kind, size):
    number = village.agreement(village.maja)
    browser.be(village.maja)
    headers = {"X-CSRFToken": browser.token()}
    sent = {"data": {"text": "x" * size}, "content_type": kind, "headers": headers}
    with browser.raw("POST", f"/aftaler/{number}/aendre", **sent) as answer:
        assert answer.status_code == 413
        assert "Det er for stort" in answer.text
    assert rows(session, Wish) == []


@pytest.mark.parametrize("what", ["emoji", "right to left", "NUL", "control", "markup"])
def test_a_wish_in_any_letters_is_kept_and_shown_to_staff_as_text(browser, village, session, what):
    number = village.agreement(village.maja)
    browser.be(village.maja).get(f"/aftaler/{number}/aendre")
    browser.press("Send til personalet", text=STRANGE[what])
    (kept,) = rows(session, Wish)
    assert "\x00" not in kept.text
    page = browser.another().be(village.anne).get("/personale")
    shown = page.soup.select_one(".kept-lines")
    assert (shown.get_text().strip() if shown else "") == kept.text.strip()


@on_sqlite
@pytest.mark.parametrize("part", ["titel", "linje/l1"])
def test_a_sentence_of_ten_thousand_letters_is_told_at_its_field_and_stays_there(browser, street, part):
    with writing(street.village.engine) as session:
        publishing.begin(
            session, kind="aftale", subject_id=street.agreement_id, document=WRITTEN, by_id=None, moment=clock.now()
        )
    was = WRITTEN.title if part == "titel" else WRITTEN.lines[0].sentence
    browser.be(street.village.anne).get("/personale")
    address = f"/personale/skriv/aftale/{street.agreement_id}/{part}"
    page = browser.post(address, {"sentence": LONG, "was": was}, status=422)
    field = next(
        field for field in page.soup.select("[name=sentence]") if len(field.get_text() or field.get("value", "")) > 999
    )
    assert (field.get_text() or field["value"]).strip() == LONG.strip()
    told = [page.soup.select_one("#" + name).get_text(" ", strip=True) for name in field["aria-describedby"].split()]
    assert "Sætningen er for lang. Del den i to." in " ".join(told)


def test_a_missing_field_in_a_template_is_told_in_one_sentence(tmp_path):
    folder = shutil.copytree(ROOT / "content" / "agreements", tmp_path / "agreements")
    template = folder / "egne.toml"
    template.write_text(template.read_text("utf-8").replace('title = "Min egen aftale"\n', ""), "utf-8")
    with pytest.raises(ContentError) as told:
        read_agreement_templates(folder, pictograms().keys())
    assert str(told.value) == "agreements/egne.toml: title is missing; add it."
