"""A line that somebody has read aloud, and whose sentence was changed since, waits on the morning page."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from portal import clock
from portal.agreements.manuscript import AgreementKind
from portal.db import writing
from portal.desk.voices import lines_to_record_again
from portal.publishing import actions as publishing
from portal.publishing.heard import to_record_again
from portal.publishing.models import Manuscript
from portal.publishing.rules import Document
from portal.speech.models import Recording
from portal.speech.rules import sentence_key
from tests.desk.test_morning import QUIET
from tests.house.arranging import rows
from tests.house.street import come_in
from tests.people import QUIET as QUIET_HOURS
from tests.people import VISITORS
from tests.speech.sound_desk import SENTENCE, Desk
from tests.speech.wave_files import a_voice

AGAIN = "Optag igen: Ro i opgangen"
SAYS = "Sætningen er ændret, så optag igen."
EDITED = "Jeg holder ro efter klokken 21."
WHY = QUIET_HOURS["why"]
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def speak(village, sentence: str, *, subject_id: int = 0, line_id: str = "") -> None:
    """Bo has read a sentence aloud, once and for all places where it stands."""
    with writing(village.engine) as begun:
        begun.add(
            Recording(
                sentence_key=sentence_key(sentence),
                sentence=sentence,
                milliseconds=1,
                file="0" * 32 + ".mp3",
                kind="aftale",
                subject_id=subject_id,
                line_id=line_id,
                made_by_id=village.bo.id,
                made_at=clock.now(),
            )  # fmt: skip
        )


def rewrite(village, agreement_id: int, **sentences: str) -> Document:
    """A manuscript of what is published, where lines of these parts say something else."""
    with writing(village.engine) as begun:
        document = AgreementKind().published(begun, agreement_id)
        lines = tuple(replace(line, sentence=sentences.get(line.part, line.sentence)) for line in document.lines)
        made = publishing.begin(
            begun, kind="aftale", subject_id=agreement_id, document=replace(document, lines=lines),
            by_id=village.bo.id, moment=clock.now(),
        )  # fmt: skip
        return made.document


def items(page) -> list:
    return [each for each in page.soup.select("main [aria-label]") if each["aria-label"].startswith("Optag igen: ")]


def test_anne_records_the_changed_line_again_two_taps_from_her_morning_page(browser, village, session):
    agreement_id = village.agreement(village.maja)
    desk = Desk(browser.be(village.anne), session, agreement_id)
    desk.record(a_voice())
    assert QUIET in browser.get("/personale").main
    desk.rewrite(EDITED)
    page = browser.get("/personale")
    (item,) = items(page)
    assert item["aria-label"] == "Optag igen: Maja, Ro i opgangen"
    assert SAYS in item.get_text() and item.q.get_text() == EDITED
    assert QUIET not in page.main
    assert page.link(AGAIN) == desk.address
    assert SAYS in browser.click(AGAIN).main
    desk.record(a_voice(), sentence=EDITED)
    assert QUIET in browser.get("/personale").main


@on_sqlite
def test_a_line_that_says_what_was_recorded_again_waits_no_longer(browser, village, session):
    desk = Desk(browser.be(village.anne), session, village.agreement(village.maja))
    desk.record(a_voice())
    desk.rewrite(EDITED)
    desk.rewrite(SENTENCE)
    assert QUIET in browser.get("/personale").main


def test_a_voice_that_was_published_and_edited_away_is_one_item_for_all_the_lines(browser, village):
    agreement_id = village.agreement(village.maja)
    speak(village, SENTENCE)
    speak(village, WHY)
    document = rewrite(village, agreement_id, point=EDITED, why="Naboen sover.", helper="Bo hjælper mig.")
    page = browser.be(village.anne).get("/personale")
    (item,) = items(page)
    assert "2 linjer er ændret, så optag igen." in item.get_text()
    assert item.q.get_text() == EDITED
    assert page.link(AGAIN).endswith(f"/linje/{document.lines[0].id}/lyd")


@on_sqlite
def test_a_line_nobody_has_read_aloud_does_not_wait(browser, village):
    agreement_id = village.agreement(village.maja)
    rewrite(village, agreement_id, point=EDITED)
    assert QUIET in browser.be(village.anne).get("/personale").main


@on_sqlite
def test_a_recording_for_something_else_with_the_same_number_says_nothing_about_an_agreement(browser, village, session):
    agreement_id = village.agreement(village.maja)
    document = rewrite(village, agreement_id, point=EDITED)
    speak(village, "Vi spiser suppe.", subject_id=agreement_id, line_id=document.lines[0].id)
    (voice,) = rows(session, Recording)
    with writing(village.engine) as begun:
        begun.get_one(Recording, voice.id).kind = "seddel"
    assert QUIET in browser.be(village.anne).get("/personale").main


@on_sqlite
def test_a_voice_that_was_taken_back_is_not_asked_for_again(browser, village):
    agreement_id = village.agreement(village.maja)
    speak(village, SENTENCE)
    rewrite(village, agreement_id, point=EDITED)
    with writing(village.engine) as begun:
        begun.execute(sa.update(Recording).values(ended_at=clock.now()))
    assert QUIET in browser.be(village.anne).get("/personale").main


@on_sqlite
def test_only_staff_who_work_with_maja_are_told(browser, village):
    agreement_id = village.agreement(village.maja)
    speak(village, SENTENCE)
    rewrite(village, agreement_id, point=EDITED)
    assert items(come_in(browser, village.bo).get("/personale"))
    page = come_in(browser, village.mette).get("/personale")
    assert QUIET in page.main and "Maja" not in page.main


@on_sqlite
def test_the_site_without_agreements_asks_for_no_voice(browser, village):
    agreement_id = village.agreement(village.maja)
    speak(village, SENTENCE)
    rewrite(village, agreement_id, point=EDITED)
    other = browser.another("aktiviteter.localhost").be(village.anne)
    assert not items(other.get("/personale"))


def test_the_morning_page_says_what_the_editor_says(village, session):
    """Two ways to what is published, one answer."""
    numbers = [village.agreement(village.maja), village.agreement(village.maja, VISITORS, QUIET_HOURS)]
    for sentence in (SENTENCE, WHY, VISITORS["sentence"], "Anne hjælper mig."):
        speak(village, sentence)
    for number in numbers:
        rewrite(village, number, point=EDITED, why="Naboen sover.", question="Må jeg danse?")
    told = {each.agreement_id: each for each in lines_to_record_again(session, village.anne.id)}
    for number in numbers:
        (made,) = rows(session, Manuscript, Manuscript.subject_id == number)
        again = to_record_again(session, AgreementKind(), number, made.document)
        assert told[number].line_id in again and told[number].number == len(again) > 0


def test_twenty_changed_voices_cost_no_more_statements_than_none(browser, village):
    anne = browser.be(village.anne)
    few = len(anne.get("/personale").statements)
    speak(village, SENTENCE)
    for number in range(20):
        rewrite(village, village.agreement(village.maja, title=f"Aftale {number}"), point=EDITED)
    page = anne.get("/personale")
    assert len(items(page)) == 20
    assert len(page.statements) == few
