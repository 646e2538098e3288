"""Any key of a picture leads to a drawing; what is no key leads nowhere."""

import pytest

from portal.pictograms.catalogue import UnknownPictogram, is_pictogram, others, pictograms, picture, picture_keys
from portal.pictograms.drawing import require_plain_shapes
from portal.pictograms.drawn import svg_of
from portal.pictograms.emojibase import Emoji, IndexMissing, read, read_index, written
from portal.pictograms.keys import is_photo, photo_key, photo_name

NOT_KEYS = ("", "om:", "om:1F40", "om:1f40c", "om:../1F40C", "om:1F40C.svg", "own:card", "om:1F40C+no", "unicorn")


@pytest.mark.parametrize("key", ["coffee", "card", "pork_free", "om:1F40C", "om:1F468-200D-1F33E"])
def test_every_kind_of_pictogram_has_a_drawing(key):
    drawn = svg_of(key)
    require_plain_shapes(drawn)
    assert drawn.startswith("<svg") and "viewBox" in drawn


def test_what_is_drawn_twice_is_kept():
    assert svg_of("om:1F40C") is svg_of("om:1F40C")


@pytest.mark.parametrize("key", NOT_KEYS)
def test_what_is_no_key_leads_nowhere(key):
    assert not is_pictogram(key)
    assert key not in picture_keys()
    with pytest.raises(UnknownPictogram):
        svg_of(key)


def test_the_longest_key_fits_in_the_table():
    assert max(map(len, picture_keys())) <= 60


def test_another_drawing_goes_by_its_danish_name():
    snail = picture("om:1F40C")
    assert (snail.label, snail.drawing, snail.is_own, snail.has_ring) == ("snegl", "1F40C", False, False)
    assert picture_keys() == pictograms().keys() | others().keys()


def test_an_index_is_read_as_it_was_written():
    snails = [Emoji("1F40C", "snegl", ("dyr", "langsom")), Emoji("1F4AF", "100 point", ())]
    assert list(read(written(snails)).values()) == snails


def test_before_anything_is_built_there_is_one_sentence_about_what_to_do(tmp_path):
    with pytest.raises(IndexMissing, match="make install"):
        read_index(tmp_path / "emojibase.tsv")


def test_a_photo_has_a_key_of_its_own_kind():
    key = photo_key("0" * 32 + ".webp")
    assert is_photo(key) and not is_photo("om:1F40C") and not is_pictogram(key)
    assert photo_name(key) == "0" * 32 + ".webp"
