"""What somebody has begun to write is kept until it is sent."""

from portal.people.actions import LONGEST_DRAFT
from portal.people.models import LONGEST_KEY, Draft
from tests.house.arranging import at_once, rows


def keep(browser, text: str, key: str = "aendre-1") -> int:
    data = {"csrf_token": browser.token(), "key": key, "text": text}
    return browser.raw("POST", "/kladde", data=data).status_code


def kept(session) -> list[tuple[int, str, str]]:
    return [(draft.person_id, draft.key, draft.text) for draft in rows(session, Draft)]


def test_a_draft_is_kept_replaced_and_emptied(browser, village, session):
    browser.be(village.maja)
    assert keep(browser, "Jeg vil") == 204
    assert keep(browser, "Jeg vil have en hund.") == 204
    assert kept(session) == [(village.maja.id, "aendre-1", "Jeg vil have en hund.")]
    assert keep(browser, " \n ") == 204
    assert kept(session) == []


def test_a_draft_stands_in_the_field_the_next_time(browser, village):
    number = village.agreement(village.maja)
    browser.be(village.maja)
    keep(browser, "  Jeg vil\n\nhave <b>hund</b>. ", f"aendre-{number}")
    field = browser.get(f"/aftaler/{number}/aendre").soup.select_one("textarea")
    assert field.get_text().strip() == "Jeg vil\n\nhave <b>hund</b>."


def test_what_is_sent_is_no_draft_any_more(browser, village, session):
    number = village.agreement(village.maja)
    browser.be(village.maja)
    keep(browser, "Jeg vil have en hund.", f"aendre-{number}")
    browser.get(f"/aftaler/{number}/aendre")
    browser.press("Send til personalet")
    assert kept(session) == []


def test_each_has_drafts_of_ones_own(browser, village, session):
    other = browser.another().be(village.ali)
    keep(browser.be(village.maja), "Majas")
    keep(other, "Alis")
    assert kept(session) == [(village.maja.id, "aendre-1", "Majas"), (village.ali.id, "aendre-1", "Alis")]


def test_a_very_long_draft_is_kept_as_far_as_there_is_room(browser, village, session):
    browser.be(village.maja)
    assert keep(browser, "æ" * (LONGEST_DRAFT + 1)) == 204
    assert kept(session)[0][2] == "æ" * LONGEST_DRAFT


def test_whatever_is_written_is_kept(browser, village, session):
    browser.be(village.maja)
    for text in ("🎈" * 100, "مرحبا", "a\x00b", "\u202eabc", "a\r\nb", "x" * 10_000):
        assert keep(browser, text) == 204
        assert kept(session)[0][2] == text.replace("\x00", "")


def test_a_draft_needs_a_key(browser, village, session):
    browser.be(village.maja)
    assert [keep(browser, "hej", key) for key in ("", "\x00", "k" * 10_000, "🎈\x00")] == [400, 400, 204, 204]
    assert {draft.key for draft in rows(session, Draft)} == {"k" * LONGEST_KEY, "🎈"}


def test_two_windows_that_begin_the_same_draft_at_once_both_succeed(browser, village, session):
    windows = [browser.another().be(village.maja) for _window in range(6)]
    assert at_once(6, lambda number: keep(windows[number], f"fra {number}")) == [204] * 6
    ((_who, _key, text),) = kept(session)
    assert text.startswith("fra ")
