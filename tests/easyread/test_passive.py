"""Thirty-two sentences: half of them hide who does it, half only look like it."""

from pathlib import Path

import pytest

from portal.easyread.grammar import is_genitive, is_participle, is_passive, is_proper_noun
from portal.easyread.report import Audience, check

ROWS = (Path(__file__).parent / "passives.tsv").read_text(encoding="utf-8").splitlines()
CASES = [row.split("\t") for row in ROWS if not row.startswith("#")]
RULE = {"s": "R08", "blive": "R09"}


@pytest.mark.parametrize(("kind", "voice", "sentence"), CASES)
def test_a_passive_is_told_from_its_look_alikes(kind, voice, sentence):
    found = {finding.rule for finding in check([sentence], Audience.RESIDENT).findings}
    assert (RULE[kind] in found) == (voice == "passive")


def test_there_are_as_many_of_each_kind_as_the_standard_asks():
    kinds = [kind for kind, _, _ in CASES]
    assert (kinds.count("s"), kinds.count("blive")) == (20, 12)


@pytest.mark.parametrize("form", ["sendes", "revideres", "træffes", "gives", "bruges", "fås", "gøres"])
def test_these_are_passives(form):
    assert is_passive(form)


@pytest.mark.parametrize(
    "form", ["findes", "mødes", "kommunens", "husets", "hospitals", "is", "bus", "pas", "xyzs", ""]
)
def test_these_are_not_passives(form):
    assert not is_passive(form)


def test_an_article_makes_a_genitive_of_a_doubtful_word():
    assert is_passive("klippes", "skal")
    assert not is_passive("klippes", "en")


@pytest.mark.parametrize(
    ("sentence", "voice"),
    [
        ("Vi hjælpes ad.", "active"),
        ("Anne og Bo snakkes ved.", "active"),
        ("Bo og Ali skiftes til det.", "active"),
        ("Bagefter samles vi i gården.", "active"),
        ("De samles klokken 10.", "active"),
        ("Vi skændtes i går.", "active"),
        ("Det føltes godt.", "active"),
        ("Vi hjælpes af Anne.", "passive"),
        ("Posen skal skiftes.", "passive"),
        ("Affaldet samles i gården.", "passive"),
    ],
)
def test_what_people_do_together_is_no_passive(sentence, voice):
    found = {finding.rule for finding in check([sentence], Audience.RESIDENT).findings}
    assert ("R08" in found) == (voice == "passive")


@pytest.mark.parametrize("form", ["sendt", "lavet", "skrevet", "truffet", "givet"])
def test_these_are_participles(form):
    assert is_participle(form)


@pytest.mark.parametrize("form", ["træt", "godt", "mødet", "huset", "køkkenet", "at"])
def test_these_are_not_participles(form):
    assert not is_participle(form)


def test_a_genitive_is_nothing_but_a_genitive():
    assert is_genitive("kommunens")
    assert not is_genitive("hus")
    assert not is_genitive("xyzs")


def test_a_name_is_told_from_a_word_that_begins_the_sentence():
    assert is_proper_noun("Karin")
    assert is_proper_noun("Annes")
    assert not is_proper_noun("Mandag")
