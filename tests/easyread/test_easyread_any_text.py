"""Any text at all is answered, always in the same way, and what is quoted stands where the finding says."""

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.easyread.page import printable
from portal.easyread.report import HEADING, PAGE, Audience, check
from portal.easyread.sentences import sentences, words

HARD = (Path(__file__).parent / "hard.txt").read_text(encoding="utf-8").splitlines()
EASY_LINE = "Du får hjælp i din bolig."
NASTY = "\ud800\udfff\x00\u202e\u0301\u200d😀שי.,:;!?…()/-–'\"%§@&\n\t 0123456789IVX"
SNIPPETS = st.sampled_from([*" ".join(HARD).split(), "kl.", "3.", "august", "og/eller", "MANDAG", "BLIVER", ",", "\n"])

ANY_TEXT = st.one_of(
    st.text(st.one_of(st.characters(), st.sampled_from(NASTY)), max_size=200),
    st.lists(SNIPPETS, max_size=40).map(" ".join),
)
PAGES = st.lists(ANY_TEXT, max_size=6)
AUDIENCES = st.sampled_from(Audience)

unhurried = settings(deadline=None, max_examples=60)


@unhurried
@given(PAGES, AUDIENCES, st.none() | ANY_TEXT)
def test_what_is_quoted_stands_where_the_finding_says(lines, audience, heading):
    for finding in check(lines, audience, heading=heading).findings:
        assert finding.line in (PAGE, HEADING, *range(len(lines)))
        source = {PAGE: "", HEADING: heading or ""}.get(finding.line)
        line = printable(lines[finding.line] if source is None else source)
        assert 0 <= finding.start <= finding.end <= len(line)
        assert line[finding.start : finding.end] == finding.words


@unhurried
@given(PAGES, AUDIENCES)
def test_the_same_page_gets_the_same_answer(lines, audience):
    assert check(lines, audience, names=["Anne"]) == check(lines, audience, names=["Anne"])


@unhurried
@given(PAGES, AUDIENCES)
def test_an_easy_line_more_hides_no_error(lines, audience):
    before = {finding for finding in check(lines, audience).errors if finding.line != PAGE}
    assert before <= set(check([*lines, EASY_LINE], audience).errors)


@unhurried
@given(ANY_TEXT)
def test_sentences_and_words_lie_in_order_inside_the_text(text):
    for found in (sentences(text), words(text)):
        end = 0
        for span in found:
            assert end <= span.start < span.end <= len(text)
            assert text[span.start : span.end] == span.text
            end = span.end


@unhurried
@given(ANY_TEXT)
def test_residents_never_get_more_than_the_catalogue_forbids(text):
    catalogue = {(finding.rule, finding.start) for finding in check([text], Audience.CATALOGUE).errors}
    resident = {(finding.rule, finding.start) for finding in check([text], Audience.RESIDENT).findings}
    assert catalogue <= resident


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "ord ",
        "a,",
        "og, ",
        "at ",
        ".",
        "1",
        "1.",
        "AB ",
        "(",
        "a-",
        "😀",
        "שלום ",
        "\x00",
        "\ud800",
        "a@",
        "\n",
        "bliver ",
    ],
)
def test_ten_thousand_characters_are_no_trouble(piece):
    text = piece * (10_000 // len(piece))
    start = process_time()
    check([text], Audience.RESIDENT, heading=text, names=[text])
    assert process_time() - start < 3


def test_an_empty_page_is_fine():
    assert check([], Audience.RESIDENT).findings == ()
    assert check(["", " "], Audience.CATALOGUE, heading="").findings == ()
