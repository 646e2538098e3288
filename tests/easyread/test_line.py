"""A typed line becomes a clean line."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from portal.easyread.line import Line, clean

ANYTHING = st.text(st.one_of(st.characters(), st.sampled_from("\ud800\udfff\x00\x1f\u202e\u200b\u0301 \t\n\r😀")))


def test_a_line_may_deliberately_have_no_picture():
    assert Line("Vi spiser klokken 18.").picture is None


def test_spaces_and_line_breaks_become_single_spaces():
    assert clean("  Hej\t du\r\n der\u00a0! ") == "Hej du der !"


def test_letters_are_composed():
    assert clean("A\u030agården") == "Ågården"


def test_what_cannot_be_seen_is_gone():
    assert clean("Ma\x00ja\u202e er\u200b her\ud800") == "Maja er her"


def test_a_family_in_one_picture_stays_together():
    assert clean("👩\u200d👧 er her") == "👩\u200d👧 er her"


@given(ANYTHING)
def test_cleaning_twice_changes_nothing_more(text):
    once = clean(text)
    assert clean(once) == once


@given(ANYTHING)
def test_a_clean_line_can_be_stored_anywhere(text):
    line = clean(text)
    assert line.encode() is not None
    assert unicodedata.is_normalized("NFC", line)
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in line)
