"""`portal check-text` reads any text file, by line or by paragraph."""

from pathlib import Path

import pytest

from portal.checking import hard_places, text_in
from portal.easyread.report import Audience

OFFICIALESE = Path(__file__).parent / "officialese.txt"  # in the manner of project plans and service levels


@pytest.fixture
def check_text(app):
    return lambda *arguments: app.test_cli_runner().invoke(args=["check-text", *map(str, arguments)])


def test_every_paragraph_of_an_office_is_questioned():
    text = text_in(OFFICIALESE, Audience.RESIDENT, in_paragraphs=True)
    found = hard_places(text)
    assert {number for number, _ in text.sentences} == {hard.line for hard in found if hard.is_error and hard.line}
    assert {"R01", "R05", "R08", "R28"} <= {hard.finding.rule for hard in found}


def test_lines_stand_for_themselves_or_together(tmp_path):
    file = tmp_path / "opslag.txt"
    file.write_text("Vi spiser\nklokken 17.\n\nKom nu.\n", "utf-8")
    assert text_in(file, Audience.RESIDENT, in_paragraphs=False).sentences == (
        (1, "Vi spiser"),
        (2, "klokken 17."),
        (4, "Kom nu."),
    )
    together = text_in(file, Audience.RESIDENT, in_paragraphs=True).sentences
    assert together == ((1, "Vi spiser klokken 17."), (4, "Kom nu."))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_command_says_where_why_and_how_much(check_text, tmp_path):
    file = tmp_path / "opslag.txt"
    file.write_text("Vi spiser kl. 17.\nDu kan komme med.\nDu må ikke ryge.\n", "utf-8")
    result = check_text(file)
    assert f"{file}:1: R18 kl. 17 – Skriv tiden som" in result.output
    assert result.output.splitlines()[-1] == "3 pieces: 2 questioned, 1 of them with errors. R18 1, R10 1"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_catalogue_is_judged_more_mildly(check_text):
    for_residents, in_the_catalogue = check_text("--paragraphs", OFFICIALESE), check_text("--catalogue", OFFICIALESE)
    assert len(in_the_catalogue.output.splitlines()) < len(for_residents.output.splitlines())
