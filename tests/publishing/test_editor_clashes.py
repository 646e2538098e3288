"""Two people write in the same manuscript, and words that cannot be kept: both see both, nothing typed is lost."""

from dataclasses import replace

import pytest

from portal import clock
from portal.db import writing
from portal.publishing import actions
from portal.publishing.rules import LONGEST_SENTENCE
from tests.house.arranging import everything_kept, later
from tests.publishing.conftest import COFFEE, TEA
from tests.publishing.notes import NOTE, QUESTION, fields, line, place, send, words_now

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # the actions run on both
LONG = "x" * (LONGEST_SENTENCE + 1)


# --- what cannot be kept ------------------------------------------------------------------------------------------


def test_what_is_too_long_is_told_at_its_line_and_stays_in_the_field(anne, address, session):
    kept = everything_kept(session)
    page = send(anne, address, "te", LONG, was=TEA.sentence, status=422)
    assert fields(page) == [COFFEE.sentence, LONG]
    assert "Sætningen er for lang. Del den i to." in place(page, "te")
    assert page.soup.select_one("#linje-te")["aria-invalid"] == "true"
    page = anne.post(f"{address}/titel", {"sentence": LONG, "was": "Kaffe"}, status=422)
    assert page.soup.select_one("#linje-titel").get_text() == LONG
    assert LONG in place(send(anne, address, "gone", LONG, status=422), "gone")
    assert everything_kept(session) == kept


def test_two_who_wrote_the_same_line_both_see_both_and_one_decides(anne, bo, address, note_id, session):
    anne.get(address)
    bo.get(address)
    bo.press("Gem linjen", nth=1, sentence="Bos ord.")
    page = anne.press("Gem linjen", nth=1, status=409, sentence="Annes ord.")
    assert "Bo har skrevet noget andet her." in place(page, "te")
    assert "Det står der nu: Bos ord." in place(page, "te")
    assert page.soup.select_one("#plads-te textarea").get_text() == "Annes ord."
    assert words_now(session, note_id).line("te").sentence == "Bos ord."
    page = anne.press("Brug mine ord")
    assert fields(page)[1] == "Annes ord."
    page = bo.press("Gem linjen", nth=1, status=409, sentence="Bos ord igen.")
    assert "Anne har skrevet noget andet her." in place(page, "te")
    assert fields(bo.press("Behold det, der står"))[1] == "Annes ord."


def test_using_my_words_clashes_again_when_the_other_wrote_on(anne, bo, address, note_id, session):
    anne.get(address)
    bo.get(address)
    bo.press("Gem linjen", nth=1, sentence="Bos ord.")
    anne.press("Gem linjen", nth=1, status=409, sentence="Annes ord.")
    bo.press("Gem linjen", nth=1, sentence="Bos nye ord.")
    page = anne.press("Brug mine ord", status=409)
    assert "Bos nye ord." in place(page, "te")
    assert words_now(session, note_id).line("te").sentence == "Bos nye ord."


def test_two_who_named_it_both_see_both(anne, bo, address, note_id, session):
    anne.get(address)
    bo.get(address)
    bo.press("Gem titlen", sentence="Bos navn")
    page = anne.press("Gem titlen", status=409, sentence="Annes navn")
    assert "Bo har skrevet noget andet her." in place(page, "titel") and "Bos navn" in place(page, "titel")
    assert anne.press("Brug mine ord").title == "Seddel til Maja: Annes navn"
    page = bo.press("Gem titlen", status=409, sentence="Bos andet navn")
    assert bo.press("Behold det, der står").title == "Seddel til Maja: Annes navn"


def test_two_who_answered_a_question_both_see_both(anne, bo, begun, session):
    address = f"/personale/skriv/{NOTE}/{(number := begun(line('Må jeg?', QUESTION, 'q')))}"
    anne.get(address)
    bo.get(address)
    bo.press("Gem linjen", answer="ja")
    page = anne.press("Gem linjen", answer="nej", status=409)
    assert "Det står der nu: Må jeg? Ja" in place(page, "q")
    anne.press("Brug mine ord")
    assert words_now(session, number).line("q").answer is False


def test_words_for_a_deleted_line_are_shown_and_the_line_can_be_put_in_again(anne, bo, address, note_id, session):
    anne.get(address)
    bo.get(address)
    bo.press("Slet linjen", nth=1)
    page = anne.press("Gem linjen", nth=1, status=409, sentence="Annes ord.")
    assert "Linjen er slettet imens." in place(page, "te")
    page = anne.press("Sæt linjen ind igen")
    assert fields(page) == [COFFEE.sentence, "Annes ord."]
    assert [each.id for each in words_now(session, note_id).lines] == ["kaffe", "te"]
    bo.press("Slet linjen", nth=0)
    anne.press("Gem linjen", nth=0, status=409, sentence="Annes kaffe.")
    assert fields(anne.press("Lad den være væk")) == ["Annes ord."]


def test_words_for_a_manuscript_that_is_gone_are_shown(anne, bo, address):
    anne.get(address)
    bo.get(address)
    bo.press("Udgiv nu")
    page = anne.press("Gem linjen", nth=1, status=409, sentence="Annes ord.")
    assert page.title == "Kladden er væk" and page.soup.select_one("#plads-te textarea").get_text() == "Annes ord."
    assert anne.press("Begynd en ny kladde").title == "Seddel til Maja: Kaffe"
    anne.press("Udgiv nu")
    page = bo.post(f"{address}/titel", {"sentence": "Bos navn", "was": "Kaffe"}, status=409)
    assert page.soup.select_one("#plads-titel textarea").get_text() == "Bos navn"


def test_whoever_writes_here_too_is_named_for_ten_minutes(anne, bo, address):
    anne.get(address)
    bo.get(address)
    assert "skriver også her" not in bo.page.main
    anne.press("Gem linjen", sentence="Ny kaffe.")
    assert "Anne skriver også her." in bo.get(address).main
    assert "skriver også her" not in anne.get(address).main
    later(minutes=11)
    assert "skriver også her" not in bo.get(address).main


def test_a_text_from_another_day_says_the_day(bo, address, engine, village):
    later(days=-3)
    with writing(engine) as session:
        manuscript = actions.held(session, NOTE, village.maja.id)
        document = replace(manuscript.document, title="Te")
        actions.keep(session, manuscript, document, by_id=village.anne.id, moment=clock.now())
    later(days=3)
    assert "Gemt fredag den 20. november." in bo.get(address).main
