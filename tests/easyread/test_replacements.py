"""The first better word is put where the hard words stood: right form, right capital letter, right full stop."""

from pathlib import Path

import pytest

from portal.easyread.figures import a_date, a_price, a_roman_number, a_share, a_time, spoken_time
from portal.easyread.inflection import in_the_form_of, is_infinitive
from portal.easyread.report import Audience, check
from portal.easyread.vocabulary import vocabulary

ROWS = (Path(__file__).parent / "replacements.tsv").read_text(encoding="utf-8").splitlines()
CASES = [tuple(row.split("\t")) for row in ROWS if not row.startswith("#")]


def first_taken(sentence):
    """The sentence after one tap on the first better word there is."""
    found = next((each for each in check([sentence], Audience.RESIDENT, names=["Bo"]).findings if each.better), None)
    return sentence[: found.start] + found.better[0] + sentence[found.end :] if found else sentence


@pytest.mark.parametrize(("before", "after"), CASES)
def test_the_first_better_word_makes_a_danish_sentence(before, after):
    assert first_taken(before) == after


@pytest.mark.parametrize(
    ("better", "listed", "form", "expected"),
    [
        ("starte", "iværksætte", "iværksætter", "starter"),
        ("starte", "iværksætte", "iværksatte", "startede"),
        ("starte", "iværksætte", "iværksættes", "startes"),
        ("bede", "anmode", "anmod", "bed"),
        ("se", "iagttage", "iagttag", "se"),
        ("betale tilbage", "refundere", "refunderede", "betalte tilbage"),
        ("huske", "være", "er", "husker"),
        ("huske", "være", "været", "husket"),
        ("hjælp", "ydelse", "ydelsen", "hjælpen"),
        ("hjælp", "ydelse", "ydelsens", "hjælpens"),
        ("hjælp", "ydelse", "ydelser", None),
        ("hjælp", "ydelse", "ydelsesvis", None),
        ("ønske", "anmodning", "anmodningen", "ønsket"),
        ("ønske", "anmodning", "anmodninger", "ønsker"),
        ("god", "hensigtsmæssig", "hensigtsmæssigt", "godt"),
        ("smart", "hensigtsmæssig", "hensigtsmæssige", "smarte"),
        ("tidligere", "hidtidig", "hidtidige", "tidligere"),
        ("hjælp", "hensigtsmæssig", "hensigtsmæssige", None),
        ("hjælp", "yde", "yder", None),
        ("give", "yde", "ydende", None),
        ("god", "hensigtsmæssig", "hensigtsmæssighed", None),
    ],
)
def test_a_better_word_takes_the_form_of_the_hard_one(better, listed, form, expected):
    assert in_the_form_of(better, listed, form) == expected


@pytest.mark.parametrize(
    ("word", "expected"), [("yde", True), ("bistå", True), ("være", True), ("ydelse", False), ("", False)]
)
def test_a_verb_is_known_as_it_stands_in_the_dictionary(word, expected):
    assert is_infinitive(word) is expected


def test_an_article_that_does_not_fit_is_told_in_words():
    (found,) = [each for each in check(["Bo sendte en anmodning."], Audience.RESIDENT).findings if each.rule == "R28"]
    assert found.better == ()
    assert found.reason == '"anmodning" er kontorsprog. Skriv for eksempel "ønske".'


def test_only_words_that_fit_after_an_article_are_offered():
    offered = {
        sentence: next(each.better for each in check([sentence], Audience.RESIDENT).findings if each.rule == "R28")
        for sentence in ("Du får en ydelse.", "Du får ydelse.")
    }
    assert offered == {"Du får en ydelse.": ("hjælp",), "Du får ydelse.": ("hjælp", "penge")}


def test_what_no_word_can_replace_gets_advice():
    (found,) = [each for each in check(["Det koster cirka 30."], Audience.RESIDENT).findings if each.rule == "R31"]
    assert (found.better, found.reason) == ((), '"cirka" er upræcist. Skriv et tal.')


def test_a_word_inside_a_phrase_is_not_lost():
    (found,) = [
        each for each in check(["Vi tager straks hul på kagen."], Audience.RESIDENT).findings if each.rule == "R34"
    ]
    assert (found.words, found.better) == ("tager straks hul på", ())


def test_no_better_word_is_office_language_itself():
    words = vocabulary()
    better = {word for instead in words.officialese.values() for word in instead.words}
    assert better & words.officialese.keys() == set()


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        ("halv fem", ("16.30", "4.30")),
        ("halv et", ("12.30", "0.30")),
        ("kvart i tolv", ("11.45", "23.45")),
        ("kvart over 15", ("15.15",)),
        ("10 minutter i fem", ("16.50", "4.50")),
        ("fem minutter over tolv", ("12.05", "0.05")),
        ("minutter over fem", ()),
        ("kvart over", ()),
        ("kvart i 99", ()),
    ],
)
def test_a_spoken_time_gets_its_figures(spoken, expected):
    assert spoken_time(spoken) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("3", "8"), "den 3. august"),
        (("3", "8", None, "Mandag"), "mandag den 3. august"),
        (("23", "11", "2026"), "mandag den 23. november 2026"),
        (("29", "2", "24"), "torsdag den 29. februar 2024"),
        (("29", "2", "2026"), None),
        (("31", "4"), None),
        (("1", "13"), None),
        (("1", "1", "0000"), None),
    ],
)
def test_a_date_gets_its_words(parts, expected):
    assert a_date(*parts) == expected


@pytest.mark.parametrize(
    ("percent", "expected"),
    [("25", "1 ud af 4"), ("33", "1 ud af 3"), ("50", "halvdelen"), ("30", "3 ud af 10"), ("7", "7 ud af 100")]
    + [("0", None), ("100", None), ("12,5", None), ("", None)],
)
def test_a_share_is_counted(percent, expected):
    assert a_share(percent) == expected


def test_prices_times_and_roman_numbers_are_written_out():
    assert (a_price("12", "50"), a_price("25", "00")) == ("12 kroner og 50 øre", "25 kroner")
    assert (a_time("09", "15"), a_time("16", "00"), a_time("16")) == ("9.15", "16", "16")
    assert (a_roman_number("IV"), a_roman_number("XIV"), a_roman_number("LXX")) == ("4", "14", "70")
