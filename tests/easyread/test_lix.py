"""LIX, by hand and by the bands Danish readers know."""

from pathlib import Path

import pytest

from portal.easyread.measures import lix

SAMPLES = Path(__file__).parent
VERY_EASY = 24
EASY = 34
VERY_HARD = 55


def test_four_short_words_are_four_words_a_sentence():
    assert lix("Vi spiser klokken 18.") == pytest.approx(3 + 100 / 3)  # "klokken" has 7 letters


def test_nothing_has_no_lix():
    assert lix("") == 0
    assert lix("12 34 56 78") == 0


def test_a_date_an_hour_and_an_abbreviation_do_not_shorten_sentences():
    assert lix("Vi mødes mandag den 3. august kl. 16.30 bl.a. her.") == 8  # one sentence of eight short words


def test_lines_end_sentences():
    assert lix("Du kan få mad\nDu kan få te") == 4


def test_a_page_for_residents_is_very_easy():
    assert lix((SAMPLES / "easy.txt").read_text(encoding="utf-8")) <= VERY_EASY


def test_everyday_sentences_are_very_easy():
    assert lix((SAMPLES / "everyday.txt").read_text(encoding="utf-8")) <= VERY_EASY


def test_a_letter_from_an_office_is_very_hard():
    assert lix((SAMPLES / "hard.txt").read_text(encoding="utf-8")) >= VERY_HARD


def test_a_short_notice_in_a_weekly_is_easy():
    notice = """Foreningen inviterer alle ældre til en hyggelig eftermiddag.
    Vi spiser frokost sammen og synger gamle danske sange. Prisen er 40 kroner for mad og kaffe.
    En frivillig henter dig gerne, hvis du har svært ved at gå."""
    assert VERY_EASY < lix(notice) <= EASY
