"""Anne writes line by line in plain pages: every line its own form, nothing she types is lost."""

import re

import pytest

from portal.publishing.rules import LONGEST_SENTENCE
from tests.publishing.conftest import COFFEE, TEA
from tests.publishing.notes import HEADING, NOTE, QUESTION, WHY, fields, line, place, send, sentences, words_now

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # the actions run on both
LONG = "x" * (LONGEST_SENTENCE + 1)


# --- the page -----------------------------------------------------------------------------------------------------


def test_the_editor_shows_the_lines_the_figures_and_the_way_out(anne, address):
    page = anne.get(address)
    assert page.title == "Seddel til Maja: Kaffe"
    assert "udgave 1, kladde" in page.main and "Gemt klokken 16.30." in page.main
    assert fields(page) == [COFFEE.sentence, TEA.sentence]
    figures = {
        each.select_one("dt").get_text(): each.select_one("dd").get_text() for each in page.soup.select(".meter")
    }
    assert figures == {
        "Lix, højst 24": "–", "Længste sætning, højst 12 ord": "5", "Svære ord": "0", "Linjer med lyd": "2 af 2",
        "Linjer uden billede": "0", "Læst sammen med Maja": "nej",
    }  # fmt: skip
    assert page.link("Maja ser") == f"{address}/vis/beboer"
    assert page.link("I dag") == "/personale"


def test_every_line_can_be_heard_has_a_picture_and_links_to_change_both(anne, address):
    page = anne.get(address)
    assert page.lines() == ["Kaffe", COFFEE.sentence, TEA.sentence]
    assert re.fullmatch(r"/lyd/.+\.mp3", page.link(f"Hør: {TEA.sentence}"))
    assert page.link(f"Billede: {TEA.sentence}") == f"{address}/linje/te/billede"
    assert page.link("Billede: Kaffe") == f"{address}/linje/titel/billede"
    assert [page.link(each) for each in ("Billede", "Lyd")] == [
        f"{address}/linje/kaffe/billede", f"{address}/linje/kaffe/lyd",
    ]  # fmt: skip


def test_an_empty_manuscript_says_how_to_begin(anne, address):
    anne.get(address)
    for _line in (COFFEE, TEA):
        page = anne.press("Slet linjen")
    assert "Her er ingen linjer endnu." in page.main and fields(page) == []
    assert fields(anne.press("+ Ny linje")) == [""]


def test_the_same_number_of_questions_to_the_database_for_2_and_40_lines(anne, begun, village):
    few = len(anne.get(f"/personale/skriv/{NOTE}/{begun()}").statements)
    again = begun(*(line(f"Linje {n}.", name=f"l{n}") for n in range(40)), subject_id=village.maja.id)
    assert len(anne.get(f"/personale/skriv/{NOTE}/{again}").statements) == few <= 16


def test_what_is_hard_stands_at_its_line_with_what_to_do(anne, begun):
    hard = line("Kom til kaffe kl. 16 ved samovaren, når du har lavet lektier, og så går vi hjem.", name="hard")
    page = anne.get(f"/personale/skriv/{NOTE}/{begun(COFFEE, hard)}")
    assert not page.soup.select("#fund-kaffe .finding")
    assert page.soup.select('#fund-hard .finding[data-level="error"]')
    assert "kl. 16" in [mark.get_text() for mark in page.soup.select("#fund-hard mark")]
    names = [each.get_text() for each in page.soup.select("#fund-hard button, #fund-hard a")]
    assert {"klokken 16", "Del linjen", "Tilføj til ordbog"} <= set(names)
    assert page.soup.select_one("#linje-hard")["aria-describedby"] == "fund-hard"


# --- writing ------------------------------------------------------------------------------------------------------


def test_a_line_is_kept_by_its_button_and_writing_goes_on_there(anne, address, note_id, session):
    anne.get(address)
    page = anne.press("Gem linjen", nth=1, sentence="  Du må   få te.")
    assert fields(page)[1] == "Du må få te."
    assert words_now(session, note_id).line("te").sentence == "Du må få te."
    assert page.address == f"{address}?ved=te#linje-te"
    assert page.soup.select_one("[data-focus]")["id"] == "linje-te"


def test_the_title_is_kept_and_better_words_are_taken(anne, address, note_id, session):
    anne.get(address)
    assert anne.press("Gem titlen", sentence="Kaffe kl. 16").title == "Seddel til Maja: Kaffe kl. 16"
    assert anne.press("klokken 16").title == "Seddel til Maja: Kaffe klokken 16"


def test_better_words_are_put_in_by_one_tap_together_with_what_was_typed(anne, begun):
    hard = line("Kom kl. 16 i dag.", name="hard")
    anne.get(f"/personale/skriv/{NOTE}/{begun(hard)}")
    assert fields(anne.press("klokken 16", sentence="Kom kl. 16 i morgen.")) == ["Kom klokken 16 i morgen."]


@pytest.mark.parametrize(
    ("button", "nth", "lines", "goes_on_at"),
    [
        ("Flyt ned", 0, ["Du må gerne få te.", "Jeg drikker kaffe klokken 9."], "kaffe"),
        ("Flyt op", 1, ["Du må gerne få te.", "Jeg drikker kaffe klokken 9."], "te"),
        ("Flyt op", 0, ["Jeg drikker kaffe klokken 9.", "Du må gerne få te."], "kaffe"),
        ("Slet linjen", 0, ["Du må gerne få te."], "te"),
        ("Slet linjen", 1, ["Jeg drikker kaffe klokken 9."], "kaffe"),
        ("Ny linje her", 0, ["Jeg drikker kaffe klokken 9.", "", "Du må gerne få te."], None),
        ("+ Derfor", 0, ["Jeg drikker kaffe klokken 9.", "", "Du må gerne få te."], None),
        ("+ Ny linje", 0, ["Jeg drikker kaffe klokken 9.", "Du må gerne få te.", ""], None),
        ("+ Ny overskrift", 0, ["Jeg drikker kaffe klokken 9.", "Du må gerne få te.", ""], None),
    ],
)
def test_the_buttons_do_what_they_say_and_writing_goes_on_in_the_right_line(
    anne, address, note_id, session, button, nth, lines, goes_on_at
):
    anne.get(address)
    page = anne.press(button, nth=nth)
    assert fields(page) == lines
    focused = page.soup.select_one("[data-focus]")["id"].removeprefix("linje-")
    if goes_on_at is None:  # in the new line
        assert words_now(session, note_id).line(focused).sentence == ""
    else:
        assert focused == goes_on_at


def test_what_was_typed_is_kept_by_every_button_of_its_line(anne, address):
    anne.get(address)
    for button in ("Flyt ned", "Ny linje her", "Del linjen", "+ Derfor"):
        page = anne.press(button, sentence=f"Jeg trykker på {button}.")
        assert f"Jeg trykker på {button}." in fields(page)


def test_a_line_is_cut_in_two(anne, begun, note_id, session):
    number = begun(line("Jeg går ud. Jeg går hjem.", name="long"), subject_id=note_id)
    address = f"/personale/skriv/{NOTE}/{number}"
    anne.get(address)
    send(anne, address, "kaffe", "Jeg drikker te. Og kaffe 🙂 nu.", was=COFFEE.sentence, do="del", at="24")
    assert sentences(words_now(session, number))[:2] == ["Jeg drikker te. Og kaffe.", "🙂 nu."]
    for at in ("0", "999", "x", "9" * 99):
        send(anne, address, "te", TEA.sentence, was=TEA.sentence, do="del", at=at)
    assert words_now(session, number).line("te").sentence == TEA.sentence


def test_a_deleted_line_comes_back_by_fortryd(anne, address, note_id, session):
    anne.get(address)
    page = anne.press("Slet linjen", nth=1)
    assert page.status_message == "Linjen er slettet."
    assert "Slettet: Du må gerne få te. Fortryd" in page.main
    page = anne.press("Fortryd")
    assert page.status_message == "Linjen er her igen." and not page.has("button", "Fortryd")
    assert words_now(session, note_id).lines == (COFFEE, TEA)
    assert "Alle linjer er her." in anne.post(f"{address}/fortryd", status=409).text


def test_a_question_has_an_answer_and_what_belongs_to_a_line_has_its_label(anne, begun, session):
    number = begun(
        COFFEE, line("Fordi det er godt.", WHY, "why"), line("Må jeg?", QUESTION, "q"), line("Te", HEADING, "h")
    )
    page = anne.get(f"/personale/skriv/{NOTE}/{number}")
    assert page.soup.select_one('label[for="linje-why"]').get_text() == "Derfor"
    assert page.soup.select_one("#linje-kaffe")["aria-label"] == "Linje 1"
    assert page.soup.select_one("#linje-h")["aria-label"] == "Overskrift 2"
    page = anne.press("Gem linjen", nth=2, answer="nej")
    assert words_now(session, number).line("q").answer is False
    assert page.soup.select_one("#svar-q option[selected]")["value"] == "nej"
    anne.press("Gem linjen", nth=2, answer="")
    assert words_now(session, number).line("q").answer is None
    assert "+ Derfor" not in place(page, "kaffe") and "Flyt op" not in place(page, "why")
