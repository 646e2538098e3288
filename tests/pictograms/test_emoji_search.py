"""Staff look for a picture we have no word for, and find OpenMoji's other drawings by Emojibase's Danish words."""

import pytest

from portal.pictograms.catalogue import OTHERS
from portal.pictograms.search import search, suggest


def names(query: str, limit: int = 24) -> list[str]:
    return [found.label for found in search(query, limit)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("snegl", "snegl"),
        ("SNEGLEN", "snegl"),
        ("traktorer", "traktor"),
        ("hest", "hest"),
        ("jordbaer", "jordbær"),
        ("elefnat", "elefant"),
        ("klaver", "klaver"),
        ("begravelse", "kiste"),
        ("citron lime", "citron"),
    ],
)
def test_a_picture_that_is_not_ours_is_found(query, first):
    assert names(query)[:1] == [first]


def test_ours_come_before_the_others():
    found = search("te", 24)
    where = [pictogram.key.startswith(OTHERS) for pictogram in found]
    assert found[0].key == "tea"
    assert True in where
    assert len(found) == 24


def test_a_drawing_of_ours_that_only_emojibase_has_the_word_for_goes_by_our_label():
    assert [found.key for found in search("kakao")] == ["coffee"]


@pytest.mark.parametrize("query", ["hund", "mad", "glad", "ansigt", "musik", "a"])
def test_no_drawing_is_shown_twice(query):
    sources = [found.source for found in search(query, 24)]
    assert len(sources) == len(set(sources)) <= 24


def test_each_word_is_looked_for_when_nobody_has_all_of_them():
    assert "traktor" in names("den røde traktor i haven")


def test_a_weapon_is_found_last():
    assert names("våben")[-1] == "korslagte sværd"


def test_flags_are_left_out():
    assert not [name for name in names("danmark") if "flag" in name]


@pytest.mark.parametrize("query", ["xyzzy", "?!", " ", "x" * 5_000, "en af de " * 900])
def test_what_nobody_means_is_found_nowhere(query):
    assert names(query) == []


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        ("Ali kan bedst lide pizza.", ["pizza"]),
        ("Vi ser en elefant.", ["elefant"]),
        ("Jeg fodrer snegle.", ["snegl"]),
        ("Jeg får en anden tid.", []),
        ("Ring, og tal om det.", []),
        ("Jeg går min vej.", []),
    ],
)
def test_a_things_own_name_is_suggested_and_a_common_word_is_not(sentence, labels):
    assert [found.label for found in suggest(sentence) if found.key.startswith(OTHERS)] == labels
