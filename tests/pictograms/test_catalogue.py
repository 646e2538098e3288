"""The table of pictograms is whole, and a wrong row is refused with a word about where."""

import pytest

from portal.pictograms.catalogue import (
    ATTRIBUTION,
    BrokenCatalogue,
    UnknownPictogram,
    own_drawing,
    pictograms,
    picture,
    read_table,
)

A_GOOD_ROW = "home\thjem\tom:1F3E0\t11 10.5 50 50\tE"


def test_there_are_well_over_two_hundred_pictograms_each_with_a_danish_label():
    assert len(pictograms()) >= 228
    assert all(pictogram.terms for pictogram in pictograms().values())


def test_the_card_the_sign_the_speeds_and_the_old_versions_have_our_own_drawings():
    for key in ("card", "qr", "faster", "slower", "before", "history"):
        assert picture(key).is_own


def test_nothing_slow_is_an_animal():
    assert picture("slow").source == picture("slower").source


def test_our_own_drawings_say_nothing_in_letters_so_they_need_no_font():
    own = [pictogram for pictogram in pictograms().values() if pictogram.is_own]
    assert all("<text" not in own_drawing(pictogram.drawing) for pictogram in own)


def test_a_label_has_one_term_for_each_reading():
    assert picture("thumb_up").terms == ("god idé", "tommel op")
    assert picture("clock").terms == ("ur", "tid")


def test_pork_free_is_a_pig_with_the_ring_over_it():
    pork_free = picture("pork_free")
    assert pork_free.has_ring
    assert pork_free.drawing == picture("pork").drawing


def test_an_unknown_key_is_named_in_the_error():
    with pytest.raises(UnknownPictogram, match="unicorn"):
        picture("unicorn")


def test_the_artists_are_named():
    assert "OpenMoji" in ATTRIBUTION
    assert "CC BY-SA 4.0" in ATTRIBUTION


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        (f"{A_GOOD_ROW}\n{A_GOOD_ROW}", "Line 2.*twice"),
        ("home\thjem\tom:1F3E0\t11 10.5 50\tE", "four numbers"),
        ("home\thjem\tom:1F3E0\t11 10.5 50 0\tE", "four numbers"),
        ("home\thjem\tom:1F3E0\t11 10.5 50 wide\tE", "Line 1"),
        ("home\thjem\tom:1F3E0\t11 10.5 50 50", "five columns"),
        ("home\t \tom:1F3E0\t11 10.5 50 50\tE", "no label"),
        ("hjem sød\thjem\tom:1F3E0\t11 10.5 50 50\tE", "plain name"),
        ("home\thjem\tweb:house\t11 10.5 50 50\tE", "neither"),
        ("home\thjem\tom:1F3E0\t11 10.5 50 50\tB", "rating"),
        ("home\thjem\town:castle\t11 10.5 50 50\tO", "castle.svg is missing"),
    ],
)
def test_a_wrong_row_is_refused_with_the_reason(table: str, fault: str):
    with pytest.raises(BrokenCatalogue, match=fault):
        read_table(table)


def test_remarks_and_empty_lines_are_no_pictograms():
    assert list(read_table(f"# key\tda\n\n{A_GOOD_ROW}\n")) == ["home"]
