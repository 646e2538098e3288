"""Small words that open a clause, and the same words when they do not."""

import pytest

from portal.easyread.clauses import clause_words
from portal.easyread.page import Page
from portal.easyread.rules_sentence import things_in_a_row


def only_sentence(text):
    (sentence,) = Page.of([text], None, ()).sentences
    return sentence


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("Jeg ved, at du kommer.", ["at"]),
        ("Jeg tror, at Anne kommer.", ["at"]),
        ("Husk at komme.", []),
        ("Husk ikke at.", []),
        ("Prøv altid at gå ud.", []),
        ("Husk at ikke alle kommer.", ["at"]),
        ("Jeg kender en mand, som bor her.", ["som"]),
        ("Som regel kommer Bo.", []),
        ("Jeg kommer som aftalt.", []),
        ("Bo er lige så stor som Ali.", ["som"]),
        ("Det er samme mad som før.", []),
        ("Manden der bor her er sød.", ["der"]),
        ("Det er Bo, der er her.", ["der"]),
        ("Nu kommer der mad.", []),
        ("Der er mad.", []),
        ("Vi bor der.", []),
        ("Hvis der er mad, kommer jeg.", ["hvis"]),
        ("Maden der på bordet.", []),
        ("Da jeg var ny, var Anne her.", ["da"]),
        ("Kom da ind.", []),
        ("Spørg Bo, om du må.", ["om"]),
        ("Vi taler om mad.", []),
        ("Ring, før du kommer.", ["før"]),
        ("Ring før klokken 10.", []),
        ("Ring, før I kommer.", ["før"]),
        ("Det har regnet siden i går.", []),
        ("Det er skønt at sidde her.", []),
        ("Bo kommer, skønt han er træt.", ["skønt"]),
        ("Sofie har en fugl, der hedder Pip.", ["der"]),
        ("Hvem er her?", []),
        ("Og hvem er her?", []),
        ("Vi ved, hvem der er her.", ["hvem"]),
    ],
)
def test_a_clause_is_opened(text, opening):
    assert [word.form for word in clause_words(only_sentence(text))] == opening


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Køb mælk, brød og ost.", 3),
        ("Køb mælk, brød, te og ost.", 4),
        ("Køb mælk, brød, ost.", 3),
        ("Kom mandag, tirsdag eller onsdag.", 3),
        ("Køb mælk, hvis du kan.", 0),
        ("Det koster 12,50 kroner og mere.", 0),
        (", og", 0),
        ("Hej, Anne og Bo.", 0),
    ],
)
def test_things_in_a_row_are_counted(text, count):
    assert things_in_a_row(only_sentence(text)) == count
