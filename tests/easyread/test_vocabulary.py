"""The word lists, the dictionary and what they say about words."""

from math import inf

import pytest

from portal.easyread.lexicon import alike, lemma, parts, rank, zipf
from portal.easyread.phrases import PhraseBook
from portal.easyread.speller import DictionaryMissing, is_spelled, load, readings
from portal.easyread.vocabulary import Instead, entry, vocabulary


def test_the_lists_are_as_long_as_they_should_be():
    words = vocabulary()
    assert len(words.officialese) >= 150
    assert len(words.abbreviations) >= 60
    assert len(words.everyday) >= 300
    assert len(words.idioms) >= 90


@pytest.mark.parametrize(
    "word",
    [
        "aftale",
        "beboermøde",
        "fælleslejlighed",
        "fællesspisning",
        "kontaktperson",
        "vejleder",
        "husleje",
        "lejekontrakt",
    ]
    + ["boligforening", "spindehuset", "klubben", "opgang", "opgangsnetværk", "kommune", "kort", "tablet", "billede"]
    + ["lyd", "fortryd"],
)
def test_the_words_of_the_house_are_explained(word):
    assert vocabulary().explained[word].explanation


def test_no_word_is_both_right_and_forbidden():
    words = vocabulary()
    assert set(words.synonyms) & set(words.explained) == set()
    assert set(words.officialese) & words.everyday == set()


def test_every_office_word_has_a_better_one():
    assert [word for word, instead in vocabulary().officialese.items() if instead == Instead()] == []


@pytest.mark.parametrize(
    ("form", "word"),
    [
        ("støvsuger", "støvsuge"),
        ("støvsug", "støvsuge"),
        ("lejlighedens", "lejlighed"),
        ("busserne", "bus"),
        ("kagen", "kage"),
        ("hus", None),
    ],
)
def test_a_form_finds_its_word(form, word):
    assert entry(form, frozenset({"støvsuge", "lejlighed", "bus", "kage"})) == word


def test_a_missing_dictionary_says_what_to_do(tmp_path):
    with pytest.raises(DictionaryMissing, match="make install"):
        load(tmp_path)


def test_the_dictionary_spells_and_reads():
    assert is_spelled("bolig")
    assert not is_spelled("boilg")
    assert "st:sende +PASSIV" in readings("sendes")


def test_a_word_of_a_thousand_letters_is_no_word():
    endless = "a" * 1_000
    assert not is_spelled(endless)
    assert readings(endless) == ()
    assert lemma(endless) == endless
    assert parts(endless) == (endless,)
    assert alike(endless) == ()


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("hjælpemiddelcentral", ("hjælpe", "middel", "central")),
        ("aktivitetskatalog", ("aktivitets", "katalog")),
        ("botilbud", ("bo", "tilbud")),
        ("bord", ("bord",)),
        ("xyzzy", ("xyzzy",)),
    ],
)
def test_a_compound_comes_apart_where_it_was_joined(form, expected):
    assert parts(form) == expected


def test_common_words_come_before_seldom_ones():
    assert rank("mad") < rank("afgørelse") < rank("sagsbehandler")
    assert rank("it-hjælp") == max(rank("it"), rank("hjælp"))
    assert rank("xyzzy") == inf
    assert zipf("mad") > zipf("sagsbehandler")


def test_a_slip_of_the_finger_is_put_right():
    assert "bolig" in alike("boilg")
    assert alike("xqzzqx") == ()


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        ("vi tager hul på kagen", ["tage … hul på"]),
        ("tag straks fat hul på kagen", ["tage … hul på"]),
        ("vi tager en hel kage og går hul på", []),
        ("hold øje med døren", ["holde … øje med"]),
        ("vi holder på", ["holde … på"]),
        ("holder", []),
    ],
)
def test_a_phrase_is_found_in_its_forms(sentence, phrases):
    book = PhraseBook(["tage … hul på", "holde … øje med", "holde … på"])
    assert [match.phrase for match in book.find(sentence.split())] == phrases
