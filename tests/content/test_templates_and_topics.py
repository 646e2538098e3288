"""The agreements and the help we ship: every kind is there, every line is short and has a picture we know."""

import re

import pytest

from portal.content.agreement_templates import KINDS, read_agreement_templates
from portal.content.help_pages import MOST_STEPS, read_help_topics

LONGEST_SENTENCE = 12  # words, rule R01 for residents
LONGEST_LINE = 55  # characters, rule R26 for residents
ENDS = re.compile(r"[.?!](?=\s|$)")


@pytest.fixture
def templates(content, picture_keys):
    return read_agreement_templates(content / "agreements", picture_keys)


@pytest.fixture
def topics(content, picture_keys):
    return read_help_topics(content / "help", picture_keys)


@pytest.fixture
def lines(templates, topics):
    in_templates = [
        line
        for template in templates.values()
        for line in (template.about, *(line for point in template.points for line in point.lines))
    ]
    return [*in_templates, *(line for topic in topics for line in topic.lines)]


def test_every_kind_of_agreement_has_a_template(templates):
    assert tuple(templates) == KINDS


def test_a_template_has_few_points_and_ones_own_agreement_almost_none(templates):
    assert len(templates["egne"].points) == 2
    assert all(5 <= len(template.points) <= 8 for kind, template in templates.items() if kind != "egne")


def test_a_point_says_why_and_what_happens_and_who_helps(templates):
    for template in templates.values():
        assert all(point.why and point.goes_wrong and point.helper for point in template.points)


def test_about_half_of_the_points_ask_a_question(templates):
    for template in templates.values():
        asked = [point for point in template.points if point.question]
        assert len(template.points) / 3 <= len(asked) <= len(template.points) * 0.75


def test_some_questions_have_the_answer_yes_and_some_no(templates):
    answers = {point.question.answer for template in templates.values() for point in template.points if point.question}
    assert answers == {True, False}


def test_a_question_ends_with_a_question_mark(templates):
    for template in templates.values():
        for point in template.points:
            if point.question:
                assert point.question.line.sentence.endswith("?")


def test_no_sentence_is_longer_than_twelve_words(lines):
    too_long = [line.sentence for line in lines if len(line.sentence.split()) > LONGEST_SENTENCE]
    assert not too_long


def test_no_line_is_longer_than_a_phone_is_wide(lines):
    assert not [line.sentence for line in lines if len(line.sentence) > LONGEST_LINE]


def test_a_line_is_one_sentence(lines):
    assert not [line.sentence for line in lines if len(ENDS.findall(line.sentence)) != 1]


def test_the_same_sentence_always_has_the_same_picture(lines):
    picture_of: dict[str, str] = {}
    for line in lines:
        assert picture_of.setdefault(line.sentence, line.picture) == line.picture


def test_help_topics_come_in_their_order(topics):
    assert [topic.key for topic in topics] == ["stoej", "uvenner", "i-stykker", "syg", "bange", "112"]


def test_a_help_topic_has_at_most_five_steps(topics):
    assert all(1 <= len(topic.lines) <= MOST_STEPS for topic in topics)


def test_every_help_topic_knows_the_way_to_112(topics):
    assert all("112" in " ".join(line.sentence for line in topic.lines) for topic in topics)
