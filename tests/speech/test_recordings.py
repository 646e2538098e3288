"""Anne lets her own voice say a line; the voice is bound to exactly that sentence, and hers to take back."""

import pytest
from sqlalchemy.orm import Session

from portal import clock
from portal.db import writing
from portal.people import newcomers
from portal.people.models import LogKind
from portal.publishing.heard import before_it_changed, sentences_in
from portal.publishing.models import Manuscript
from portal.publishing.rules import Document, DraftLine, Part
from portal.publishing.sound import LARGEST_FORM
from portal.refusal import Refused
from portal.speech import actions, queries
from portal.speech.models import Recording
from portal.speech.recording import take
from portal.speech.speech import Speech
from tests.browser import PageClient
from tests.house.arranging import at_once, logged, rows
from tests.people import Village
from tests.speech.sound_desk import SENTENCE, Desk, heard, voices
from tests.speech.wave_files import a_voice, bad_files

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
EDITED = "Jeg holder ro efter klokken 21."


@pytest.fixture
def agreement(village: Village) -> int:
    return village.agreement(village.maja)


@pytest.fixture
def anne(browser: PageClient, village: Village, speech: Speech, session: Session, agreement: int) -> Desk:
    return Desk(browser.be(village.anne), session, agreement)


@pytest.fixture
def maja(browser: PageClient, village: Village) -> PageClient:
    return browser.another().be(village.maja)


def test_maja_hears_annes_own_voice(anne, maja, agreement, speech, session):
    computer, words = heard(maja, agreement)
    assert words
    page = anne.open()
    assert page.lines() == [SENTENCE]
    assert "Computeren læser linjen." in page.main
    anne.record(a_voice())
    assert "Anne læser linjen. Optaget mandag den 23. november" in anne.open().main
    played, words = heard(maja, agreement)
    (file,) = voices(speech)
    assert played == file.read_bytes() != computer
    assert words == []
    (kept,) = rows(session, Recording)
    assert (kept.sentence, kept.kind, kept.subject_id) == (SENTENCE, "aftale", agreement)


@on_sqlite
def test_nothing_of_a_bad_file_is_kept(anne, speech, session):
    for what, (sent, told) in bad_files().items():
        assert told in anne.record(sent, status=422), what
    assert rows(session, Recording) == []
    assert not speech.house.folder.exists()


@on_sqlite
def test_a_file_that_is_far_too_large_is_refused_on_a_friendly_page(anne, speech, session):
    assert "Det er for stort" in anne.record(bytes(LARGEST_FORM), status=413)
    assert "Optagelsen er for lang" in anne.record(bytes(6_000_001), status=422)
    assert rows(session, Recording) == []
    assert not speech.house.folder.exists()


@on_sqlite
def test_without_a_file_the_page_says_what_to_do(anne):
    anne.open()
    page = anne.browser.press("Brug optagelsen", recording="", status=422)
    assert "Optag linjen, eller vælg en lydfil." in page.main


@on_sqlite
def test_a_sentence_that_was_edited_while_anne_spoke_is_not_given_her_voice(anne, speech, session):
    anne.rewrite(EDITED)
    assert "Sætningen er ændret, så optag igen." in anne.record(a_voice(), sentence=SENTENCE, status=409)
    assert rows(session, Recording) == []
    assert not voices(speech)


def test_an_edited_sentence_asks_for_annes_voice_again(anne, maja, agreement, speech):
    anne.record(a_voice())
    recorded, _words = heard(maja, agreement)
    assert "Optag igen" not in anne.open().soup.select_one(".card").get_text()
    anne.rewrite(EDITED)
    page = anne.open()
    assert "Sætningen er ændret, så optag igen." in page.main
    assert "Computeren læser linjen." in page.main
    assert heard(maja, agreement)[0] == recorded  # she still reads the sentence that was published
    anne.rewrite(SENTENCE)
    page = anne.open()
    assert "Sætningen er ændret" not in page.main
    assert "Anne læser linjen." in page.main


@on_sqlite
def test_also_a_sentence_that_is_edited_in_the_next_version_asks_for_the_voice_again(anne, village, agreement, session):
    anne.record(a_voice())
    for manuscript in rows(session, Manuscript):
        session.delete(manuscript)
    session.commit()
    anne.browser.post(f"{anne.editor}/begynd")  # the same words, but its lines have other names
    anne.rewrite(EDITED)
    assert "Sætningen er ændret, så optag igen." in anne.open().main
    anne.record(a_voice(), sentence=EDITED)
    assert "Sætningen er ændret" not in anne.open().main


def test_a_second_recording_replaces_the_first(anne, maja, agreement, speech, session):
    anne.record(a_voice())
    (first,) = voices(speech)
    before = speech.address("da", SENTENCE)
    anne.record(a_voice(seconds=2))
    (second,) = voices(speech)
    assert first != second
    assert speech.address("da", SENTENCE) != before
    assert heard(maja, agreement)[0] == second.read_bytes()
    assert [each.ended_at is None for each in rows(session, Recording)] == [False, True]


def test_a_deleted_recording_is_gone_and_the_computer_speaks_again(anne, maja, agreement, speech, session):
    computer, _words = heard(maja, agreement)
    anne.record(a_voice())
    anne.open()
    page = anne.browser.press("Slet optagelsen")
    assert page.status_message == "Optagelsen er slettet."
    assert "Computeren læser linjen." in page.main
    assert voices(speech) == []
    assert heard(maja, agreement)[0] == computer
    assert "Linjen har" not in anne.browser.post(f"{anne.address}/slet").main  # twice is once


@on_sqlite
def test_the_same_sentence_has_the_voice_wherever_it_stands(anne, village, browser, speech):
    anne.record(a_voice())
    other = village.agreement(village.ali)
    ali = browser.another().be(village.ali)
    assert heard(ali, other)[0] == voices(speech)[0].read_bytes()


@on_sqlite
def test_an_empty_line_says_what_to_do_first(anne):
    anne.rewrite("")
    assert "Linjen er tom, så skriv en sætning først." in anne.open().main
    anne.record(a_voice(), sentence="", status=409)


@on_sqlite
def test_a_line_that_is_not_there_is_not_found(anne, village):
    anne.browser.get(f"{anne.editor}/linje/findesikke/lyd", status=404)
    anne.browser.get(f"/personale/skriv/menu/1/linje/{anne.line.id}/lyd", status=404)


@on_sqlite
def test_staff_who_do_not_work_with_maja_meet_no_line_of_hers(anne, browser, village, speech, session):
    mette = browser.another().be(village.mette)
    mette.get(anne.address, status=404)
    other = Desk.__new__(Desk)
    other.browser, other.session, other.editor = mette, session, anne.editor
    other.record(a_voice(), status=404)
    mette.post(f"{anne.address}/slet", status=404)
    assert rows(session, Recording) == []
    assert not voices(speech)


@on_sqlite
def test_majas_log_tells_that_anne_saw_the_line(anne, village, session):
    before = len(logged(session, LogKind.SAW_DRAFT))
    anne.open()
    assert logged(session, LogKind.SAW_DRAFT)[before:] == [(village.anne.id, village.maja.id)]


# --- my own voice --------------------------------------------------------------------------------------------


@on_sqlite
def test_anne_finds_her_voice_and_takes_it_back(anne, village, browser, speech, session):
    anne.record(a_voice())
    bo = browser.another().be(village.bo)
    assert "Du har ikke optaget noget endnu." in bo.get("/personale/lyd").main
    (kept,) = rows(session, Recording)
    bo.post(f"/personale/lyd/{kept.id}/slet", status=404)
    page = anne.browser.get("/personale/lyd")
    assert page.lines() == [SENTENCE]
    page = anne.browser.press("Slet optagelsen")
    assert "Du har ikke optaget noget endnu." in page.main
    assert voices(speech) == []
    anne.browser.post(f"/personale/lyd/{kept.id}/slet", status=404)


@on_sqlite
def test_anne_can_delete_her_voice_when_she_may_no_longer_read_the_line(anne, village, engine, speech, session):
    anne.record(a_voice())
    with writing(engine) as begun:
        newcomers.detach(
            begun, staff=village.anne, resident=village.maja, by_id=village.anne.id, moment=clock.now()
        )  # fmt: skip
    page = anne.browser.get("/personale/lyd")
    assert SENTENCE not in page.html
    assert "Du kan ikke længere se denne linje." in page.main
    anne.browser.press("Slet optagelsen")
    assert voices(speech) == []


# --- several at once, and changes that are not kept ----------------------------------------------------------


def keep_voice(session: Session, village: Village, speech: Speech, sentence: str, line_id: str = "a") -> None:
    place = actions.Place("aftale", 1, line_id, village.maja.id)
    sent, me, moment = take(a_voice()), village.anne.id, clock.now()
    actions.record(session, sentence, sent, place=place, by_id=me, moment=moment, house=speech.house)


def test_two_voices_for_one_sentence_at_once_leave_one(engine, village, speech, session):
    def record(_number: int) -> str:
        try:
            with writing(engine) as own:
                keep_voice(own, village, speech, SENTENCE)
        except Refused:
            return "told"
        return "kept"

    assert "kept" in at_once(4, record)
    alive = [each for each in rows(session, Recording) if each.ended_at is None]
    assert [path.name for path in voices(speech)] == [each.file for each in alive]
    assert len(alive) == 1


@on_sqlite
def test_what_is_discarded_leaves_no_voice_behind(engine, village, speech):
    with pytest.raises(ValueError, match="stop"), writing(engine) as session:
        keep_voice(session, village, speech, SENTENCE)
        assert len(voices(speech)) == 1
        raise ValueError("stop")
    assert voices(speech) == []


@on_sqlite
def test_lines_to_record_again_are_those_that_say_something_new(engine, village, speech, session):
    with writing(engine) as begun:
        for line_id, sentence in (("a", "Et."), ("b", "To."), ("c", "Tre.")):
            keep_voice(begun, village, speech, sentence, line_id)
    now = {"a": "Et.", "b": "Noget nyt.", "c": "To.", "d": "Aldrig optaget."}
    assert queries.lines_to_record_again(session, "aftale", 1, now) == {"b"}
    assert queries.lines_to_record_again(session, "aftale", 2, now) == set()
    assert queries.recorded(session, now.values()) == {"Et.", "To."}
    assert queries.recorded(session, []) == set()


# --- which line of what is published a line was --------------------------------------------------------------

PARTS = (Part("point", "Punkt", "Ny linje"), Part("why", "Derfor", "Derfor", of="point"))


def document(*lines: tuple[str, str, str, int | None]) -> Document:
    return Document("Ro", None, tuple(DraftLine(id, part, words, source=source) for id, part, words, source in lines))


def test_a_changed_line_is_known_by_its_source_and_what_belongs_to_it_by_its_part():
    published = document(("p1", "point", "Et.", 1), ("p2", "why", "Fordi.", None), ("p3", "point", "To.", 2))
    moved = document(
        ("n3", "point", "To.", 2), ("n1", "point", "Et nyt.", 1), ("n2", "why", "Derfor.", None),
        ("n4", "point", "Tre.", None), ("n5", "why", "Fordi.", None),
    )  # fmt: skip
    said = sentences_in(published, PARTS)
    assert before_it_changed(moved, said, PARTS) == {"n1": "Et.", "n2": "Fordi."}
    assert before_it_changed(published, said, PARTS) == {}
