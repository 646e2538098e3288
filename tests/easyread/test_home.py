"""Words that everybody here knows: from home, in the glossary, explained in this house."""

import pytest

from portal.easyread.home import LONGEST_PAIR, is_form_of, is_home
from portal.easyread.report import Audience, check


@pytest.mark.parametrize(
    ("form", "known"),
    [
        ("støvsuge", True),
        ("støvsugede", True),
        ("fælleslejligheden", True),
        ("skændtes", True),
        ("strikkeholdet", True),  # strikke·hold
        ("sækkestole", True),  # sæk·stol, with two k
        ("fødselsdagsgave", True),
        ("lilletå", True),
        ("fødselsdaggave", False),  # misspelled
        ("medlemskab", False),  # no cupboard
        ("sagsbehandling", False),
        ("fadæse", False),
    ],
)
def test_a_word_is_from_home(form, known):
    assert is_home(form) is known


def test_two_words_from_home_can_be_too_long_together():
    together = "børnefødselsdagsgave"
    assert len(together) > LONGEST_PAIR
    assert not is_home(together)


@pytest.mark.parametrize("form", ["blåmejse", "blåmejsen", "blåmejserne", "blåmejsernes"])
def test_a_form_is_of_the_listed_word(form):
    assert is_form_of(form, {"blåmejse"})
    assert not is_form_of(form, {"musvit"})


@pytest.mark.parametrize("line", ["Vi har mange skarnbasserne.", "Skarnbasse er et dyr.", "Se den skarnbasse!"])
def test_a_word_that_the_house_has_explained_is_left_alone(line):
    assert "R07" in {finding.rule for finding in check([line], Audience.RESIDENT).findings}
    assert check([line], Audience.RESIDENT, known=[" Skarnbasse "]).findings == ()


def test_an_explained_word_in_capitals_is_no_abbreviation():
    assert [each.rule for each in check(["Skriv til KFUM."], Audience.RESIDENT).findings] == ["R13"]
    assert check(["Skriv til KFUM."], Audience.RESIDENT, known=["kfum", ""]).findings == ()


def test_an_explained_word_makes_no_office_word_easy():
    report = check(["Vi iværksætter hjælpen."], Audience.RESIDENT, known=["iværksætte"])
    assert [each.rule for each in report.errors] == ["R28"]
