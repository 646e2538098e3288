import pytest

from portal.speech import numbers

CARDINALS = {
    0: "nul",
    1: "en",
    21: "enogtyve",
    50: "halvtreds",
    60: "tres",
    99: "nioghalvfems",
    100: "et hundrede",
    101: "et hundrede og en",
    999: "ni hundrede og nioghalvfems",
    1_000: "et tusind",
    1_001: "et tusind og en",
    1_250: "et tusind to hundrede og halvtreds",
    21_000: "enogtyve tusind",
    1_000_000: "en million",
    2_000_005: "to millioner og fem",
}
ORDINALS = {
    1: "første",
    2: "anden",
    11: "ellevte",
    20: "tyvende",
    29: "niogtyvende",
    30: "tredivte",
    31: "enogtredivte",
    50: "halvtredsindstyvende",
    99: "nioghalvfemsindstyvende",
    100: "et hundrede",
    102: "et hundrede og anden",
}
YEARS = {
    1099: "et tusind og nioghalvfems",
    1100: "ellevehundrede",
    1984: "nittenhundrede og fireogfirs",
    2000: "to tusind",
    2026: "to tusind og seksogtyve",
}


@pytest.mark.parametrize(("number", "words"), CARDINALS.items())
def test_a_number_is_said_as_danes_say_it(number: int, words: str) -> None:
    assert numbers.cardinal(number) == words


@pytest.mark.parametrize(("number", "words"), ORDINALS.items())
def test_an_ordinal_is_said_as_danes_say_it(number: int, words: str) -> None:
    assert numbers.ordinal(number) == words


@pytest.mark.parametrize(("number", "words"), YEARS.items())
def test_a_year_is_said_in_hundreds_until_two_thousand(number: int, words: str) -> None:
    assert numbers.year(number) == words


def test_one_year_is_et_and_one_day_is_en() -> None:
    assert numbers.cardinal(1, neuter=True) == "et"
    assert numbers.cardinal(1) == "en"
    assert numbers.cardinal(201, neuter=True) == "to hundrede og et"


def test_no_two_numbers_sound_alike() -> None:
    assert len({numbers.cardinal(n) for n in range(10_000)}) == 10_000
    assert len({numbers.ordinal(n) for n in range(100)}) == 100


def test_no_month_has_a_32nd_and_no_year_a_13th_month() -> None:
    assert numbers.date("31", "12") == "enogtredivte december"
    assert numbers.date("32", "12") is None
    assert numbers.date("0", "12") is None
    assert numbers.date("3", "13") is None
