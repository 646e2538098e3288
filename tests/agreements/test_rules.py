"""The house's rules about agreements, as truth tables."""

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.agreements.rules import (
    MOST_STROKE_POINTS,
    SIGNATURE_SIDE,
    How,
    News,
    Reading,
    Reply,
    Standing,
    Words,
    changes,
    goes_to_desk,
    is_talk_due,
    may_be_agreed,
    news_of,
    next_open,
    strokes,
)
from portal.easyread.line import Line

WORDS, OTHER_WORDS, NO_WORDS = 7, 8, None
FIRST, LATER = True, False
UNDERSTOOD = Standing(News.SAME, Reply.UNDERSTOOD)
IN_DOUBT = Standing(News.SAME, Reply.IN_DOUBT)
ASKS = Standing(News.CHANGED, Reply.ASKS)
OPEN = Standing(News.NEW, None)
SAID_BEFORE = Standing(News.SAME, Reply.ASKS, Line("Ja."), "Anne")
SAID_SINCE = Standing(News.SAME, Reply.ASKS, Line("Ja."), "Anne", True)
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("before", "first_version", "news"),
    [
        (NO_WORDS, FIRST, News.SAME),
        (OTHER_WORDS, FIRST, News.SAME),
        (NO_WORDS, LATER, News.NEW),
        (OTHER_WORDS, LATER, News.CHANGED),
        (WORDS, LATER, News.SAME),
    ],
)
def test_words_are_new_only_to_somebody_who_knew_the_version_before(before, first_version, news):
    assert news_of(WORDS, before, first_version=first_version) is news


@pytest.mark.parametrize(
    ("where", "is_open"),
    [(UNDERSTOOD, False), (IN_DOUBT, False), (ASKS, False), (OPEN, True), (SAID_BEFORE, False), (SAID_SINCE, True)],
)
def test_a_point_is_open_until_it_has_any_answer_and_again_when_staff_have_said_something(where, is_open):
    assert where.is_open is is_open


@pytest.mark.parametrize(
    ("standings", "may"),
    [
        ([], False),
        ([UNDERSTOOD], True),
        ([UNDERSTOOD, UNDERSTOOD], True),
        ([UNDERSTOOD, IN_DOUBT], False),
        ([UNDERSTOOD, ASKS], False),
        ([UNDERSTOOD, OPEN], False),
        ([OPEN], False),
    ],
)
def test_yes_to_the_whole_comes_after_every_point_is_understood(standings, may):
    assert may_be_agreed(standings) is may


def point(number: int, sentence: str = "Jeg holder ro.", *, id: int = 0, **words: object) -> Words:
    said = {field.name: "" for field in fields(Words)} | {"picture": None, "answer": None} | words
    return Words(**said | {"id": id or number, "point_id": number, "sentence": sentence})


A, B, C, D = (point(number) for number in (1, 2, 3, 4))
A_OTHER, A_AGAIN = point(1, "Jeg holder fest.", id=11), point(1, id=12)


@pytest.mark.parametrize(
    ("before", "now", "became"),
    [
        ([], [], []),
        ([A, B], [A, B], [(A, A, News.SAME), (B, B, News.SAME)]),
        ([A], [A_AGAIN], [(A, A_AGAIN, News.SAME)]),
        ([A], [A_OTHER], [(A, A_OTHER, News.CHANGED)]),
        ([A], [point(1, picture="quiet")], [(A, point(1, picture="quiet"), News.CHANGED)]),
        ([A], [point(1, answer=True)], [(A, point(1, answer=True), News.CHANGED)]),
        ([A], [A, B], [(A, A, News.SAME), (None, B, News.NEW)]),
        ([A], [B, A], [(None, B, News.NEW), (A, A, News.SAME)]),
        ([A, B], [B, A], [(B, B, News.SAME), (A, A, News.SAME)]),
        ([A, B, C], [A, C], [(A, A, News.SAME), (B, None, News.GONE), (C, C, News.SAME)]),
        ([A, B, C], [C], [(A, None, News.GONE), (B, None, News.GONE), (C, C, News.SAME)]),
        ([A, B, C], [A], [(A, A, News.SAME), (B, None, News.GONE), (C, None, News.GONE)]),
        ([A, B], [D, A], [(None, D, News.NEW), (A, A, News.SAME), (B, None, News.GONE)]),
        ([A], [], [(A, None, News.GONE)]),
        ([], [A], [(None, A, News.NEW)]),
    ],
)
def test_two_versions_side_by_side_tell_what_became_of_each_point(before, now, became):
    assert [(change.before, change.now, change.news) for change in changes(before, now)] == became


def test_the_first_open_point_in_the_agreements_order_asks():
    assert next_open({3: UNDERSTOOD, 1: OPEN, 2: OPEN}) == 1
    assert next_open({3: UNDERSTOOD, 1: IN_DOUBT}) is None
    assert next_open({}) is None


@pytest.mark.parametrize(
    ("with_whom", "question_answered", "how"),
    [
        ("", False, How.ALONE),
        ("Anne", False, How.TOGETHER),
        ("", True, How.PICTURE_QUESTION),
        ("Anne", True, How.PICTURE_QUESTION),
    ],
)
def test_the_record_says_how_an_answer_came_about(with_whom, question_answered, how):
    assert Reading(with_whom).how(picture_question_answered=question_answered) is how


@pytest.mark.parametrize(("reply", "goes"), [(Reply.UNDERSTOOD, False), (Reply.IN_DOUBT, True), (Reply.ASKS, True)])
def test_doubts_and_questions_go_to_the_desk(reply, goes):
    assert goes_to_desk(reply) is goes


@pytest.mark.parametrize(
    ("next_talk_on", "due"),
    [(None, False), (date(2026, 11, 22), True), (TODAY, True), (date(2026, 11, 24), False), (date(2028, 2, 29), False)],
)
def test_a_talk_is_due_from_its_day_on(next_talk_on, due):
    assert is_talk_due(next_talk_on, today=TODAY) is due


def test_a_drawn_name_is_strokes_of_whole_numbers():
    assert strokes([[[0, 0], [1000, 1000]], [[5, 7]]]) == (((0, 0), (1000, 1000)), ((5, 7),))


def test_an_empty_drawing_has_no_strokes():
    assert strokes([]) == strokes([[]]) == strokes([[], []]) == ()


BAD_DRAWINGS = {
    "no list": {"x": 1},
    "a text": "tegning",
    "nothing": None,
    "a number": 5,
    "stroke is a number": [5],
    "stroke is a text": ["12"],
    "stroke is an object": [{"0": [1, 2]}],
    "dot is a number": [[5]],
    "dot is empty": [[[]]],
    "dot with one number": [[[5]]],
    "dot with three": [[[5, 6, 7]]],
    "dot within a dot": [[[[5, 6]]]],
    "yes and no": [[[True, False]]],
    "a yes": [[[True, 5]]],
    "a no": [[[5, False]]],
    "half numbers": [[[0.5, 2]]],
    "whole halves": [[[1.0, 2.0]]],
    "negative": [[[-1, 2]]],
    "too far": [[[5, SIGNATURE_SIDE + 1]]],
    "nothing in a dot": [[[None, 5]]],
    "markup": [[["<script>", 5]]],
    "too long": [[[1, 2]] * (MOST_STROKE_POINTS + 1)],
    "too many strokes": [[[1, 2]]] * (MOST_STROKE_POINTS + 1),
}


@pytest.mark.parametrize("drawn", BAD_DRAWINGS.values(), ids=BAD_DRAWINGS.keys())
def test_anything_else_is_no_drawing(drawn):
    with pytest.raises(ValueError, match="a |too many"):
        strokes(drawn)


def test_the_longest_drawing_is_kept_whole():
    assert len(strokes([[[1, 2]] * MOST_STROKE_POINTS])[0]) == MOST_STROKE_POINTS


anything_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: st.lists(inner, max_size=4)
)


@given(anything_json)
def test_whatever_a_browser_sends_comes_out_as_numbers_in_the_square_or_not_at_all(drawn):
    try:
        kept = strokes(drawn)
    except ValueError:
        return
    assert all(type(n) is int and 0 <= n <= SIGNATURE_SIDE for stroke in kept for dot in stroke for n in dot)
