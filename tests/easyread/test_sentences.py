"""Where sentences and words begin and end."""

import pytest

from portal.easyread.sentences import is_abbreviation, sentences, without_addresses, words


def texts(spans):
    return [span.text for span in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("  \n ", []),
        ("Anne er syg. Bo kommer.", ["Anne er syg.", "Bo kommer."]),
        ("Er du uenig? Så kan du klage!", ["Er du uenig?", "Så kan du klage!"]),
        ("Uden punktum", ["Uden punktum"]),
        ("Første linje\nAnden linje", ["Første linje", "Anden linje"]),
        ("Mødet er mandag den 3. august i gården.", ["Mødet er mandag den 3. august i gården."]),
        ("Jeg bor på 2. sal. Bo bor på 3. sal.", ["Jeg bor på 2. sal.", "Bo bor på 3. sal."]),
        ("Klubben åbner klokken 16.30. Kom bare.", ["Klubben åbner klokken 16.30.", "Kom bare."]),
        ("Kom kl. 16.30 bl.a. med kage.", ["Kom kl. 16.30 bl.a. med kage."]),
        ("Husk: Tag nøglen med.", ["Husk:", "Tag nøglen med."]),
        ("Menu: kylling og ris", ["Menu: kylling og ris"]),
        ("Klokken er 22. Nu er der ro.", ["Klokken er 22.", "Nu er der ro."]),
        ('Anne sagde "hej." Så gik hun.', ['Anne sagde "hej."', "Så gik hun."]),
        ("Vent … Nu kommer bussen.", ["Vent …", "Nu kommer bussen."]),
    ],
)
def test_a_text_is_split_where_a_reader_stops(text, expected):
    assert texts(sentences(text)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Vi spiser klokken 18.", ["Vi", "spiser", "klokken"]),
        ("Send en e-mail til naboens søn", ["Send", "en", "e-mail", "til", "naboens", "søn"]),
        ("Skriv til anne@ishoej.dk i dag", ["Skriv", "til", "i", "dag"]),
        ("Se www.ishoej.dk/hjaelp", ["Se"]),
        ("Se ishoej.dk", ["Se"]),
        ("Kode A17 er cykel", ["Kode", "er", "cykel"]),
        ("Kom bl.a. kl. 16", ["Kom", "bl.a.", "kl."]),
        ("A\u030agården ligger her", ["A\u030agården", "ligger", "her"]),
        ("😀 12 34 56 78", []),
    ],
)
def test_words_are_counted_and_numbers_and_addresses_are_not(sentence, expected):
    assert texts(words(sentence)) == expected


def test_spans_know_where_they_stand():
    text = "  Anne er syg.  Bo kommer."
    for span in [*sentences(text), *words(text)]:
        assert text[span.start : span.end] == span.text


def test_an_abbreviation_is_known_with_and_without_its_last_dot():
    assert is_abbreviation("bl.a.")
    assert is_abbreviation("Bl.a")
    assert not is_abbreviation("bolig")


def test_hiding_addresses_moves_nothing():
    text = "Skriv til bo@ishoej.dk nu."
    assert len(without_addresses(text)) == len(text)
    assert without_addresses(text).endswith(" nu.")
