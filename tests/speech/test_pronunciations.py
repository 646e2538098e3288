"""Anne hears that a word sounds wrong, tries how it should sound, and keeps what she has heard."""

import pytest
from sqlalchemy.orm import Session

from portal import clock
from portal.db import writing
from portal.refusal import Refused
from portal.speech import actions, queries
from portal.speech.models import Pronunciation
from portal.speech.speech import Speech
from portal.speech.staff import CAN_BE_PUT_BACK
from portal.speech.store import SoundStore
from tests.browser import Page
from tests.house.arranging import at_once, later, rows

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SENTENCE = "Jeg holder ro efter klokken 22."
WORD, SAID = "holder", "håller"


@pytest.fixture
def anne(browser, village, speech):
    browser.be(village.anne).get("/personale/lyd/ord")
    return browser


def keep(anne, word: str = WORD, said_as: str = SAID) -> Page:
    anne.get("/personale/lyd/ord")
    anne.press("Hør det", word=word, said_as=said_as)
    return anne.press("Gem udtalen")


def sound_address(page: Page, words: str) -> str:
    return page.link(f"Hør: {words}")


def test_a_word_is_heard_kept_and_said_like_that_everywhere(anne, speech: Speech, session: Session):
    before = speech.address("da", SENTENCE)
    old_sound = anne.raw("GET", f"/lyd/{before}.mp3").data
    page = anne.press("Hør det", word="Holder", said_as=SAID)
    trial = anne.raw("GET", sound_address(page, SAID))
    assert (trial.status_code, trial.mimetype) == (200, "audio/mpeg")
    assert rows(session, Pronunciation) == []
    assert speech.address("da", SENTENCE) == before

    page = anne.press("Gem udtalen")
    assert page.status_message == "Vi siger ordet sådan fra nu af."
    after = speech.address("da", SENTENCE)
    assert after != before
    assert anne.raw("GET", f"/lyd/{after}.mp3").data != old_sound
    words = anne.raw("GET", f"/lyd/{after}.json").json["words"]
    assert [SENTENCE[start : start + length] for start, length, _ms in words][:3] == ["Jeg", "holder", "ro"]


@on_sqlite
def test_what_was_not_heard_is_not_kept(anne, session):
    page = anne.post("/personale/lyd/ord/gem", {"word": WORD, "said_as": SAID}, status=422)
    assert "Hør ordet, før du gemmer." in page.main
    anne.press("Hør det", word=WORD, said_as=SAID)
    page = anne.press("Gem udtalen", said_as="noget helt andet", status=422)
    assert "Hør ordet, før du gemmer." in page.main
    assert page.soup.select_one("#said_as")["value"] == "noget helt andet"
    assert rows(session, Pronunciation) == []


@on_sqlite
@pytest.mark.parametrize(
    ("word", "said_as", "fault"),
    [
        ("", SAID, "Skriv et ord."),
        ("🍽️", SAID, "Skriv et ord."),
        (WORD, "", "Skriv, hvordan ordet lyder."),
        (WORD, "…", "Skriv, hvordan ordet lyder."),
        ("o" * 61, SAID, "Teksten er for lang, så skriv kortere."),
        (WORD, "å" * 121, "Teksten er for lang, så skriv kortere."),
    ],
)
def test_what_cannot_be_said_is_told_at_its_field(anne, word, said_as, fault):
    page = anne.press("Hør det", word=word, said_as=said_as, status=422)
    field = page.soup.select_one("[aria-invalid=true]")
    assert page.soup.select_one("#" + field["aria-describedby"].split()[-1]).get_text() == fault


@on_sqlite
def test_without_a_voice_nothing_can_be_tried_and_what_was_typed_stays(app, anne, tmp_path):
    speech = app.extensions["speech"]
    file = tmp_path / "file"
    file.touch()
    app.extensions["speech"] = Speech(speech.sealer, SoundStore(file, speech.store._engine), speech.house)
    page = anne.press("Hør det", word=WORD, said_as=SAID, status=503)
    assert "Oplæsning virker ikke lige nu." in page.main
    assert page.soup.select_one("#said_as")["value"] == SAID


@on_sqlite
def test_the_word_of_a_line_stands_in_the_form_as_it_is_said_now(anne):
    page = anne.get("/personale/lyd/ord?word=Kl.")
    assert [page.soup.select_one(field)["value"] for field in ("#word", "#said_as")] == ["kl.", "klokken"]
    keep(anne, "kl.", "klåkken")
    assert anne.get("/personale/lyd/ord?word=kl.").soup.select_one("#said_as")["value"] == "klåkken"


@on_sqlite
@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_the_way_back_never_leads_elsewhere(anne, elsewhere):
    page = anne.get(f"/personale/lyd/ord?word=ro&next={elsewhere}")
    assert page.link("Tilbage til linjen").startswith("/") and "evil" not in page.html
    anne.press("Hør det", said_as="roo")
    assert "evil" not in anne.press("Gem udtalen", next=elsewhere).address


@on_sqlite
def test_the_house_says_a_word_in_one_way(anne, session):
    keep(anne)
    keep(anne, said_as="holler")
    alive = [each for each in rows(session, Pronunciation) if each.ended_at is None]
    assert [each.said_as for each in alive] == ["holler"]


@on_sqlite
def test_a_deleted_word_is_said_as_before_and_can_be_put_back(anne, speech):
    first = speech.address("da", SENTENCE)
    before = anne.raw("GET", f"/lyd/{first}.mp3").data
    keep(anne)
    corrected = anne.raw("GET", f"/lyd/{speech.address('da', SENTENCE)}.mp3").data
    anne.get("/personale/lyd/ord")
    page = anne.press("Slet udtalen af holder")
    assert page.status_message == "Udtalen er slettet."
    assert anne.raw("GET", f"/lyd/{speech.address('da', SENTENCE)}.mp3").data == before
    page = anne.press("Fortryd: brug holder igen")
    assert page.status_message == "Udtalen er tilbage."
    assert anne.raw("GET", f"/lyd/{speech.address('da', SENTENCE)}.mp3").data == corrected


@on_sqlite
def test_a_word_is_offered_for_putting_back_for_a_day(anne, session):
    keep(anne)
    anne.get("/personale/lyd/ord")
    anne.press("Slet udtalen af holder")
    deleted = clock.now()
    assert [each.word for each in queries.deleted_since(session, deleted - CAN_BE_PUT_BACK)] == [WORD]
    later(hours=24, minutes=1)
    assert not queries.deleted_since(session, clock.now() - CAN_BE_PUT_BACK)


def test_a_word_that_was_corrected_anew_is_not_put_back_over_it(engine, village, speech):
    house = speech.house
    with writing(engine) as session:
        old = actions.correct(session, WORD, SAID, by_id=village.anne.id, moment=clock.now(), house=house)
        actions.delete_pronunciation(session, old, moment=clock.now(), house=house)
        actions.correct(session, WORD, "holler", by_id=village.bo.id, moment=clock.now(), house=house)
    with pytest.raises(Refused), writing(engine) as session:
        found = queries.pronunciation(session, old.id)
        assert found is not None
        actions.put_back(session, found, house=house)


def test_two_people_who_correct_a_word_at_once_leave_one_correction(engine, village, speech, session):
    def correct(number: int) -> str:
        try:
            with writing(engine) as own:
                actions.correct(
                    own, WORD, f"håller {number}", by_id=village.anne.id, moment=clock.now(), house=speech.house
                )
        except Refused:
            return "told"
        return "kept"

    told = at_once(4, correct)
    alive = [each for each in rows(session, Pronunciation) if each.ended_at is None]
    assert len(alive) == 1
    assert "kept" in told


@on_sqlite
def test_what_is_discarded_changes_no_address(engine, village, speech):
    before = speech.house.edition
    with pytest.raises(ValueError, match="stop"), writing(engine) as session:
        actions.correct(session, WORD, SAID, by_id=village.anne.id, moment=clock.now(), house=speech.house)
        raise ValueError("stop")
    assert speech.house.edition == before


@on_sqlite
def test_twenty_words_cost_no_more_statements_than_one(anne, engine, village, speech):
    keep(anne)
    one = len(anne.get("/personale/lyd/ord").statements)
    with writing(engine) as session:
        for number in range(20):
            actions.correct(
                session, f"ord{number}", "åor", by_id=village.anne.id, moment=clock.now(), house=speech.house
            )
    assert len(anne.get("/personale/lyd/ord").statements) == one
