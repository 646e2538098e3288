"""A page lies open while somebody else does something: what is said then is about what was shown."""

import pytest

from portal.agreements.models import Answer, QuestionTry, Talk
from portal.agreements.rules import Reply
from tests.house.arranging import rows
from tests.people import QUIET, VISITORS

YES = "Ja, jeg forstår"


@pytest.fixture
def agreed(village) -> int:
    """Maja's agreement with two points; the first has a picture question."""
    return village.agreement(village.maja)


@pytest.fixture
def maja(browser, village):
    return browser.be(village.maja)


def replies(session) -> list[Reply]:
    return [answer.reply for answer in rows(session, Answer)]


def test_a_yes_to_words_that_are_no_longer_the_words_is_not_taken(maja, village, agreed, session):
    maja.get(f"/aftaler/{agreed}")
    first, second = village.points(agreed)
    other = QUIET | {"sentence": "Jeg holder ro hele dagen."}
    village.new_version(agreed, [(first.point_id, other), (second.point_id, VISITORS)])
    page = maja.press(YES)
    assert "Jeg holder ro hele dagen." in page.lines() and page.status_message
    assert replies(session) == []
    maja.press(YES)
    assert replies(session) == [Reply.UNDERSTOOD]


def test_a_go_at_a_question_that_is_no_longer_asked_is_not_taken(maja, village, agreed, session):
    maja.get(f"/aftaler/{agreed}")
    first, second = village.points(agreed)
    other = QUIET | {"question": "Må jeg synge klokken 3?"}
    village.new_version(agreed, [(first.point_id, other), (second.point_id, VISITORS)])
    assert "Må jeg synge klokken 3?" in maja.press("Nej").lines()
    assert rows(session, QuestionTry) == []


def test_a_yes_to_the_whole_is_a_yes_to_the_version_that_was_shown(maja, village, agreed, session):
    maja.get(f"/aftaler/{agreed}")
    maja.press(YES)
    maja.press(YES)
    maja.get(f"/aftaler/{agreed}/ja")
    first, _second = village.points(agreed)
    village.new_version(agreed, [(first.point_id, QUIET)])
    assert maja.press("Ja, vi er enige").status_message
    assert rows(session, Talk) == []
    maja.get(f"/aftaler/{agreed}/ja")
    maja.press("Ja, vi er enige")
    assert len(rows(session, Talk)) == 1


def test_unchanged_words_may_be_answered_from_a_page_that_is_old(maja, village, agreed, session):
    maja.get(f"/aftaler/{agreed}")
    first, _second = village.points(agreed)
    village.new_version(agreed, [(first.point_id, QUIET)])
    maja.press(YES)
    assert replies(session) == [Reply.UNDERSTOOD]


def test_two_quick_taps_on_two_buttons_are_both_kept_and_the_last_counts(maja, village, agreed, session):
    point = village.points(agreed)[0].point_id
    for said in ("ja", "spoerg", "spoerg"):
        data = {"csrf_token": maja.token(), "svar": said, "tap": "samme"}
        assert maja.raw("POST", f"/aftaler/{agreed}/punkt/{point}/svar", data=data).status_code == 303
    assert replies(session) == [Reply.UNDERSTOOD, Reply.ASKS]


def test_there_are_three_answers_and_no_others(maja, village, agreed, session):
    point = village.points(agreed)[0].point_id
    for said in ("", "nej", "JA", "ja ", "\x00", "x" * 10_000):
        maja.post(f"/aftaler/{agreed}/punkt/{point}/svar", {"svar": said}, status=400)
    assert replies(session) == []
