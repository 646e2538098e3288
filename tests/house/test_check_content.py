"""`portal check-content` reads our own words as strictly as it reads those of the staff."""

import shutil

import pytest

from portal.app import create_app
from portal.checking import Text, all_texts, hard_places, interface_texts, with_samples
from portal.db import db
from portal.easyread.finding import Audience
from portal.settings import ROOT, Settings
from portal.web.messages import Message
from tests.conftest import SECRET


@pytest.fixture
def content(tmp_path):
    """The content, to spoil."""
    return shutil.copytree(ROOT / "content", tmp_path / "content")


@pytest.fixture
def check_content(tmp_path, content):
    """Runs the command; the database is of no interest."""
    app = create_app(
        Settings(
            data_dir=tmp_path,
            database_url=f"sqlite:///{tmp_path / 'none.sqlite3'}",
            secret_key=SECRET,
            demo=True,
            content_dir=content,
        )  # fmt: skip
    )
    yield lambda: app.test_cli_runner().invoke(args=["check-content"])
    with app.app_context():
        db.engine.dispose()


def test_our_own_content_passes(check_content):
    result = check_content()
    assert result.exit_code == 0
    assert result.output.splitlines()[-1].endswith("warnings.")
    assert " 0 errors, " in result.output.splitlines()[-1]


def test_a_hard_sentence_is_shown_where_it_stands_with_a_reason(content, check_content):
    topic = content / "help" / "syg.toml"
    topic.write_text(
        topic.read_text("utf-8").replace("Fortæl det til personalet.", "Lægen kontaktes snarest."), "utf-8"
    )
    result = check_content()
    assert result.exit_code == 1
    [line] = [line for line in result.output.splitlines() if "kontaktes" in line]
    assert line.startswith("content/help/syg.toml:9: R08 kontaktes – ")


def test_demo_agreements_are_read_too(content, check_content):
    agreements = content / "demo" / "agreements.toml"
    agreements.write_text(
        agreements.read_text("utf-8").replace("Jeg bliver glad af musik.", "Man bliver glad."), "utf-8"
    )
    result = check_content()
    assert "content/demo/agreements.toml:" in result.output
    assert "R11 Man" in result.output


def test_a_gap_gets_a_likely_word():
    assert with_samples("Ring til %(name)s") == "Ring til Maja"
    assert with_samples("Telefonen er %(phone)s.") == "Telefonen er 12 34 56 78."


def test_a_gap_nobody_knows_is_named():
    with pytest.raises(ValueError, match="colour"):
        with_samples("Din farve er %(colour)s.")


def test_a_template_for_residents_is_read_more_strictly_than_one_for_staff():
    sentence = "Kladden skal gennemses, og derefter udgives den."
    found = {
        file: next(interface_texts([Message(file, 7, sentence)]))
        for file in ("templates/agreements/mine.html", "templates/staff/draft.html", "portal/people/staff.py")
    }
    assert [text.audience for text in found.values()] == [Audience.RESIDENT, Audience.CATALOGUE, Audience.CATALOGUE]
    assert any(hard.is_error for hard in hard_places(found["templates/agreements/mine.html"]))
    assert all(hard.line == 7 for hard in hard_places(found["templates/staff/draft.html"]))


def test_a_finding_about_the_heading_stands_at_the_heading():
    text = Text("syg.toml", Audience.RESIDENT, ((4, "Ring nu."),), heading=(1, "Lægen kontaktes"))
    assert {hard.line for hard in hard_places(text) if hard.finding.rule == "R08"} == {1}


def test_every_place_of_ours_is_read():
    files = {text.file for text in all_texts()}
    folders = {file.rsplit("/", 1)[0] for file in files}
    assert {"content/sites", "content/agreements", "content/help", "content/demo"} <= folders
    assert {"templates/agreements", "templates/staff", "templates", "portal/web", "portal/people"} <= folders
