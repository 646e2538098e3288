"""How often an everyday sentence is questioned without reason.

`everyday.txt` holds sentences of the kind that staff and residents write: agreements, menus, notices, minutes. They
were written before the rules were mended by them. `fresh.txt` holds others, written when the mending was done, and
nothing was mended by those. `asked.tsv` says which rules ask with reason, by their own wording: a negation (R10), a
subordinate clause (R22), a passive (R08, R09), a number as a word (R14) …

A sentence is *questioned without reason* when any finding, error or warning, comes from a rule that is not named there.
"""

from pathlib import Path

import pytest

from portal.easyread.report import Audience, check

SAMPLES = Path(__file__).parent
WITHOUT_REASON_IN_A_HUNDRED = 5


def sentences(name):
    return (SAMPLES / name).read_text(encoding="utf-8").splitlines()


def asked_with_reason():
    cells = [line.split("\t") for line in sentences("asked.tsv") if not line.startswith("#")]
    return {sentence: set(rules.split()) for sentence, rules in cells}


def asking(sentence):
    return {finding.rule for finding in check([sentence], Audience.RESIDENT).findings}


@pytest.mark.parametrize(("name", "at_least"), [("everyday.txt", 170), ("fresh.txt", 40)])
def test_fewer_than_five_in_a_hundred_are_questioned_without_reason(name, at_least):
    right, said = asked_with_reason(), sentences(name)
    without_reason = [sentence for sentence in said if asking(sentence) - right.get(sentence, set())]
    assert len(set(said)) >= at_least
    assert 100 * len(without_reason) / len(said) < WITHOUT_REASON_IN_A_HUNDRED, without_reason


def test_what_is_asked_with_reason_is_still_asked():
    right = asked_with_reason()
    assert right.keys() <= {*sentences("everyday.txt"), *sentences("fresh.txt")}
    assert {sentence: rules - asking(sentence) for sentence, rules in right.items() if rules - asking(sentence)} == {}


def test_the_fresh_sentences_are_others():
    assert set(sentences("everyday.txt")) & set(sentences("fresh.txt")) == set()
