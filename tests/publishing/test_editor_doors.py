"""Hard words explained, previews, and who may come in to a manuscript at all."""

import pytest

from portal.people.models import LogKind
from portal.publishing.models import HouseWord, Manuscript
from portal.publishing.rules import LONGEST_SENTENCE
from tests.house.arranging import everything_kept, later, logged, rows
from tests.publishing.conftest import COFFEE, TEA
from tests.publishing.notes import NOTE, fields, line, send

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # the actions run on both
LONG = "x" * (LONGEST_SENTENCE + 1)


# --- words --------------------------------------------------------------------------------------------------------


def test_a_hard_word_is_explained_and_known_from_then_on(anne, begun, village, session):
    address = f"/personale/skriv/{NOTE}/{begun(line('Vi har to samovarer.', name='tea'))}"
    anne.get(address)
    page = anne.click("Tilføj til ordbog")
    assert page.soup.select_one("[name=word]")["value"] == "samovar"
    page = anne.press("Gem ordet", status=422, explanation="En genstand der anvendes jf. reglen.")
    assert page.soup.select_one("[name=explanation]")["value"] == "En genstand der anvendes jf. reglen."
    assert page.soup.select(".field-fault") and rows(session, HouseWord) == []
    page = anne.press("Gem ordet", explanation="En samovar er en kande til te.")
    assert page.status_message == "Ordet er i ordbogen." and not page.has("a", "Tilføj til ordbog")
    (kept,) = rows(session, HouseWord)
    assert (kept.word, kept.explanation, kept.made_by_id) == (
        "samovar", "En samovar er en kande til te.", village.anne.id,
    )  # fmt: skip
    page = anne.get(f"{address}/ord?word=Samovar")
    assert page.soup.select_one("[name=explanation]")["value"] == "En samovar er en kande til te."


@pytest.mark.parametrize(
    ("word", "explanation", "told"),
    [
        ("", "En kande.", "Skriv et ord."),
        ("to ord", "En kande.", "Skriv et ord."),
        ("<b>", "En kande.", "Skriv et ord."),
        ("x" * 61, "En kande.", "Teksten er for lang, så skriv kortere."),
        ("samovar", "", "Skriv, hvad ordet betyder."),
        ("samovar", LONG, "Teksten er for lang, så skriv kortere."),
    ],
)
def test_a_word_that_cannot_be_kept_is_told(anne, address, session, word, explanation, told):
    page = anne.post(f"{address}/ord", {"word": word, "explanation": explanation}, status=422)
    assert told in [fault.get_text() for fault in page.soup.select(".field-fault")]
    assert rows(session, HouseWord) == []


# --- whose it is --------------------------------------------------------------------------------------------------


def test_a_manuscript_begins_with_what_is_published(anne, address, session):
    anne.post(f"{address}/begynd")  # the one there is
    anne.press("Udgiv nu")
    page = anne.post(f"{address}/begynd")
    assert fields(page) == [COFFEE.sentence, TEA.sentence] and "udgave 2, kladde" in page.main


def test_without_anything_to_begin_with_there_is_nothing(anne, notes, village):
    anne.post(f"/personale/skriv/{NOTE}/{village.maja.id}/begynd", status=404)
    anne.get(f"/personale/skriv/{NOTE}/{village.maja.id}", status=404)


def test_staff_of_others_and_unknown_kinds_find_nothing(browser, address, note_id, village, session):
    mette = browser.be(village.mette)
    kept = everything_kept(session)
    gets = ("", "/ord", "/historik", "/smid", "/vis/beboer")
    posts = ("/begynd", "/titel", "/linje/te", "/ny", "/fortryd", "/ord", "/udgiv", "/stop", "/traek", "/kopi", "/smid")
    for here in (address, f"/personale/skriv/menu/{note_id}", f"/personale/skriv/{NOTE}/999999"):
        for each in gets:
            mette.get(here + each, status=404)
        for each in posts:
            mette.post(here + each, {"sentence": "Mettes ord.", "was": TEA.sentence}, status=404)
    assert everything_kept(session) == kept


def test_another_site_does_not_have_the_kind(app, engine, address, village, browser):
    other = browser.another("aktiviteter.localhost").be(village.anne)
    other.get(address, status=404)


def test_looking_is_logged_once_and_not_at_every_pause_of_somebody_who_writes(anne, address, village, session):
    anne.get(address)
    for n in range(5):
        send(anne, address, "te", f"Te {n}.", was=TEA.sentence if n == 0 else f"Te {n - 1}.")
    assert logged(session, LogKind.SAW_DRAFT) == [(village.anne.id, village.maja.id)]
    later(minutes=11)
    anne.get(address)
    assert logged(session, LogKind.SAW_DRAFT) == [(village.anne.id, village.maja.id)] * 2


def test_a_preview_is_the_readers_page_and_is_logged(anne, address, village, session):
    page = anne.get(f"{address}/vis/beboer")
    assert page.html.splitlines() == ["Maja: Kaffe", COFFEE.sentence, TEA.sentence]
    assert logged(session, LogKind.SAW_AS) == [(village.anne.id, village.maja.id)]
    anne.get(f"{address}/vis/kommunen", status=404)
    assert len(logged(session, LogKind.SAW_AS)) == 1


def test_reading_keeps_nothing(anne, address, session):
    anne.get(address)
    before = repr([(each.changed_at, each.writers, each.lines) for each in rows(session, Manuscript)])
    for each in ("", "/ord?word=kaffe", "/historik", "/smid", "/vis/beboer"):
        anne.get(address + each)
    assert repr([(each.changed_at, each.writers, each.lines) for each in rows(session, Manuscript)]) == before
