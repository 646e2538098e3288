"""The English catalogue: fresh, whole, compiled; and the pages that come of it."""

import re
from datetime import date
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from portal.content.sites import read_sites
from portal.web.dates import day_in_words, weekday_short
from portal.web.locale import DEFAULT, LANGUAGES
from portal.web.messages import messages

ROOT = Path(__file__).parents[1]
CATALOGUES = sorted((ROOT / "portal" / "translations").glob("*/LC_MESSAGES/messages.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)s")

in_each_language = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[1].name)


def catalogue(path):
    with path.open("rb") as file:
        return [message for message in read_po(file) if message.id]


def test_every_language_but_danish_has_a_catalogue():
    assert [path.parents[1].name for path in CATALOGUES] == sorted(LANGUAGES.keys() - {DEFAULT})


@in_each_language
def test_the_catalogue_holds_every_sentence(path):
    missing = {message.sentence for message in messages()} - {message.id for message in catalogue(path)}
    assert missing == set(), "run `make translate`, then translate what is empty"


@in_each_language
def test_every_sentence_is_translated(path):
    assert [message.id for message in catalogue(path) if not message.string] == []


@in_each_language
def test_no_translation_is_a_guess(path):
    assert [message.id for message in catalogue(path) if message.fuzzy] == []


@in_each_language
def test_a_translation_leaves_the_same_gaps(path):
    different = [
        message.id
        for message in catalogue(path)
        if sorted(PLACEHOLDER.findall(message.id)) != sorted(PLACEHOLDER.findall(message.string))
    ]
    assert different == []


@in_each_language
def test_a_translation_ends_as_the_danish_does(path):
    different = [
        message.id
        for message in catalogue(path)
        if (message.id[-1] in ".?!:" or message.string[-1] in ".?!:") and message.id[-1] != message.string[-1]
    ]
    assert different == []


@in_each_language
def test_what_is_compiled_is_what_is_written(path):
    with path.with_suffix(".mo").open("rb") as file:
        compiled = {message.id: message.string for message in read_mo(file) if message.id}
    assert compiled == {message.id: message.string for message in catalogue(path)}, "run `make install`"


@in_each_language
def test_the_telephone_of_every_site_is_translated(path):
    translated = {message.id for message in catalogue(path)}
    assert {site.phone_label for site in read_sites(ROOT / "content" / "sites").every} <= translated


# --- pages ---


def test_the_portal_is_danish_whatever_the_browser_asks_for(browser):
    response = browser.raw("GET", "/", headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert '<html lang="da"' in response.text
    assert "Velkommen" in response.text


def test_a_page_in_english_says_so(browser):
    browser.get("/om")
    page = browser.press("English")
    assert page.soup.html["lang"] == "en"
    assert page.title == "About the site"
    assert page.soup.title.get_text() == "About the site – Opgangen"
    assert [link.get_text(strip=True) for link in page.soup.select("nav a")] == ["Home", "Read aloud", "Help"]


def test_the_way_back_to_danish_is_named_in_danish(browser):
    browser.get("/om")
    browser.press("English")
    button = browser.page.button("Dansk")
    assert button["lang"] == "da"
    assert browser.press("Dansk").title == "Om siden"


@pytest.mark.parametrize("address", ["/", "/ind", "/hjaelp", "/was", "/om", "/stil", "/ingen-side"])
def test_no_danish_is_left_on_an_english_page(browser, address):
    browser.get("/om")
    browser.press("English")
    page = browser.get(address, status=404 if address == "/ingen-side" else 200)
    danish = {message.sentence for message in messages() if message.sentence not in SAME_IN_BOTH}
    shown = [each for each in page.soup.body.stripped_strings if each in danish]
    assert [
        each for each in shown if not page.soup.find(string=re.compile(re.escape(each))).find_parent(lang="da")
    ] == []


SAME_IN_BOTH = {message.id for path in CATALOGUES for message in catalogue(path) if message.id == message.string}


def test_maja_meets_her_agreement_in_danish_on_an_english_page(browser, village):
    number = village.agreement(village.maja)
    browser.be(village.maja).get("/")
    browser.press("English")
    page = browser.get(f"/aftaler/{number}")
    assert page.soup.html["lang"] == "en"
    assert page.button("Yes, I understand")
    line = page.soup.find("p", string="Jeg holder ro efter klokken 22.")
    assert line["lang"] == "da"


def test_the_day_is_in_the_language_of_the_page(browser):
    browser.get("/")
    assert "mandag den 23. november" in browser.page.main
    browser.press("English")
    assert "Today is Monday 23 November." in browser.page.main


def test_a_day_in_words():
    monday = date(2026, 11, 23)
    assert day_in_words(monday, today=monday) == "mandag den 23. november"
    assert day_in_words(monday, today=date(2027, 1, 4), language="en") == "Monday 23 November 2026"
    assert (weekday_short(monday), weekday_short(monday, "en")) == ("man", "Mon")
