"""Whole texts: one from an office, one for a resident, the portal's own sentences, and our own glossary."""

from pathlib import Path
from time import process_time

import pytest

from portal.easyread.report import Audience, check
from portal.easyread.vocabulary import vocabulary

SAMPLES = Path(__file__).parent
PAGE_OF_LINES = 30
ANSWERED_WITHIN = 0.1  # seconds, when the dictionary is loaded


def lines(name):
    return (SAMPLES / name).read_text(encoding="utf-8").splitlines()


def test_a_letter_from_an_office_is_full_of_findings():
    report = check(lines("hard.txt"), Audience.RESIDENT)
    assert len(report.findings) >= 50
    assert len(report.errors) > len(report.warnings)


def test_the_catalogue_forgives_more_but_not_that():
    resident = check(lines("hard.txt"), Audience.RESIDENT)
    catalogue = check(lines("hard.txt"), Audience.CATALOGUE)
    assert 30 <= len(catalogue.findings) < len(resident.findings)


@pytest.mark.parametrize("audience", Audience)
def test_an_easy_page_is_left_in_peace(audience):
    assert check(lines("easy.txt"), audience).findings == ()


@pytest.mark.parametrize(
    "line",
    [
        "Ja, jeg forstår",
        "Jeg er i tvivl",
        "Jeg vil spørge",
        "Vi taler om den igen mandag den 1. marts.",
        "Jeg holder ro efter klokken 22.",
        "Anne har lavet en ny aftale til dig.",
        "Hvis naboen banker på, skruer jeg ned.",
        "Tryk på højttaleren.",
        "Må jeg spille høj musik klokken 23?",
        "Du står på ventelisten.",
        "Hvem har set mine ting?",
    ],
)
def test_the_portals_own_sentences_have_no_errors(line):
    assert check([line], Audience.RESIDENT).errors == ()


@pytest.mark.parametrize("word", vocabulary().explained.values(), ids=lambda known: known.word)
def test_an_explanation_is_easier_than_its_word(word):
    assert check([word.explanation], Audience.RESIDENT).errors == ()


def test_a_page_is_answered_while_typing():
    page = (lines("easy.txt") * PAGE_OF_LINES)[:PAGE_OF_LINES]
    check(page, Audience.RESIDENT)
    start = process_time()
    check(page, Audience.RESIDENT)
    assert process_time() - start < ANSWERED_WITHIN


def test_the_report_tells_the_figures_of_the_page():
    report = check(["Du får hjælp i din bolig.", "Er du uenig?"], Audience.RESIDENT)
    assert (report.words, report.sentences, report.longest_sentence) == (9, 2, 6)
    assert report.mean_sentence_length == 4.5
    assert report.lix == pytest.approx(4.5 + report.long_words_percent)
