"""Odd headers and odd words published by staff: no page breaks, and every page stays whole."""

import pytest

from portal import clock
from portal.agreements.models import Version
from portal.db import writing
from portal.easyread.line import clean
from portal.publishing import actions as publishing
from tests.house.arranging import rows
from tests.house.street import WRITTEN

ODD_HEADERS = ["", "x" * 8_000, "æøå", "\x7f", '"', "bytes=0-", "bytes=9-1", 'W/"x"', "en;q=nonsense", "0", "-1", "%00"]
NAMES = [
    "Accept", "Accept-Encoding", "Accept-Language", "Cookie", "Host", "HX-Request", "If-Modified-Since",
    "If-None-Match", "Range", "Referer", "Sec-Fetch-Site", "User-Agent", "X-Forwarded-For", "X-Forwarded-Host",
]  # fmt: skip
ODD_WORDS = {
    "long": "x" * 300,
    "many words": "ordet " * 49,
    "emoji": "👩‍👩‍👧‍👦🎈🇩🇰" * 20,
    "from right to left": "\u202e\u2067مرحبا بك\u2069 abc",
    "control": "a\x00b\x01\x08\x0b\x1b[31m\x7f\x85",
    "no characters": "a\ufffe\uffff\ufdd0",
    "combining": "e" + "\u0301" * 200,
    "markup": "</textarea><script>alert(1)</script>{{ 7*7 }}%(name)s",
    "quotes": "' OR 1=1; DROP TABLE person; --",
}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_header_however_odd_breaks_a_page(app, browser, village):
    browser.be(village.maja)
    sound = "/lyd/" + app.extensions["speech"].address("da", "Hej.") + ".mp3"
    for header in NAMES:
        for value in ODD_HEADERS:
            for address in ("/aftaler", sound):
                with browser.raw("GET", address, headers={header: value}) as answer:
                    assert answer.status_code < 500, (header, value, address)


def test_whatever_staff_publish_the_pages_stay_whole(browser, village, session):
    anne, maja = browser.be(village.anne), browser.another().be(village.maja)
    for words in ODD_WORDS.values():
        number = village.agreement(village.maja, publish=False)
        with writing(village.engine) as begun:
            publishing.begin(
                begun, kind="aftale", subject_id=number, document=WRITTEN, by_id=village.anne.id, moment=clock.now()
            )  # fmt: skip
        desk = f"/personale/skriv/aftale/{number}"
        anne.post(f"{desk}/titel", {"sentence": words, "was": WRITTEN.title})
        anne.post(f"{desk}/linje/l1", {"sentence": words, "was": WRITTEN.lines[0].sentence})
        is_something = bool(clean(words))  # an agreement without a name is sent back
        anne.post(f"{desk}/udgiv", {"hard_because": "Maja vil det."}, status=200 if is_something else 422)
        if not is_something:
            continue
        for address in ("/aftaler", f"/aftaler/{number}", f"/aftaler/{number}/aendre"):
            maja.get(address)
        anne.get(f"/personale/aftaler/{number}")
    assert len(rows(session, Version)) == sum(bool(clean(words)) for words in ODD_WORDS.values())
