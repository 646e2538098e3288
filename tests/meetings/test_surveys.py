"""All are asked with three faces: each counts once, nobody can find out who chose what, five must have answered."""

from datetime import date, time, timedelta

import pytest

from portal import clock
from portal.db import writing
from portal.meetings import meeting_actions, survey_actions
from portal.meetings.meeting_actions import WhenAndWhere
from portal.meetings.meeting_models import Item
from portal.meetings.meeting_rules import ItemKind
from portal.meetings.survey_models import Answered, Face, Survey, SurveyQuestion, Tally
from portal.people.rules import Role
from portal.refusal import Refused
from tests.house.arranging import at_once, everything_kept, later, rows

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PAGE, STAFFS = "/moede/svar/1", "/personale/moede/svar/1"
TODAY, WEDNESDAY = date(2026, 11, 23), date(2026, 11, 25)
HOME, STAFF = ("Hvordan har du det i dit hjem?", "home"), ("Hvad synes du om hjælpen?", "staff_helper")
ASKED = "Vi vil gerne vide, hvad du synes."
NOT_SHOWN = "For få har svaret, så vi viser ikke svarene."


def asked(engine, village, *questions, last_day: date = WEDNESDAY) -> int:
    with writing(engine) as begun:
        return survey_actions.ask(
            begun, "tilfredshed", title="Hvordan har du det her?", picture="happy", last_day=last_day,
            questions=questions or (HOME, STAFF), by_id=village.anne.id, moment=clock.now(),
        ).id  # fmt: skip


def answers(engine, person_id: int, *faces: Face | None, survey_id: int = 1) -> bool:
    with writing(engine) as begun:
        chosen = {place: face for place, face in enumerate(faces, start=1) if face}
        return survey_actions.answer(begun, survey_id, person_id, chosen, moment=clock.now())


def neighbours(village, number: int) -> list[int]:
    return [village.person(f"Nabo-{each}", Role.RESIDENT).id for each in range(number)]


def tallies(session) -> dict[tuple[int, Face], int]:
    return {(row.question_id, row.face): row.number for row in rows(session, Tally)}


def test_anne_asks_and_maja_answers_once(browser, village, session, engine):
    with writing(engine) as begun:
        at = WhenAndWhere(time(17), "klubben", "i klubben")
        meeting = meeting_actions.meet_once(begun, WEDNESDAY, at, by_id=village.anne.id, moment=clock.now())
    anne, maja = browser.another().be(village.anne), browser.another().be(village.maja)
    anne.get("/personale/moede/svar")
    anne.click("Vælg: Hvordan har du det her?")
    anne.press("Spørg alle beboere", status=422, questions=[])
    anne.press("Spørg alle beboere", status=422, last_day="2026-11-22")
    page = anne.press("Spørg alle beboere", questions=["1", "3"], last_day="2026-11-25", meeting=str(meeting.id))
    assert page.address == STAFFS and page.status_message == "Beboerne har fået besked."
    assert "0 har svaret." in page.main and len(rows(session, SurveyQuestion)) == 2
    assert [(item.kind, item.survey_id) for item in rows(session, Item)] == [(ItemKind.SURVEY, 1)]

    assert ASKED in maja.get("/").lines()
    page = maja.get(PAGE)
    assert page.lines()[:3] == [
        "Ingen kan se, hvad du svarer.", "Du svarer kun en gang.", "Du kan ikke ændre det bagefter."
    ]  # fmt: skip
    assert len(page.soup.select("[role=radiogroup] input[type=radio]")) == 6
    assert "Vælg et ansigt, før du sender." in maja.press("Send", status=422).main
    page = maja.press("Send", **{"svar-2": "sad"})  # one may skip
    assert page.status_message == "Tak for dit svar." and "Du har svaret." in page.lines()
    assert ASKED not in maja.get("/").lines()
    maja.post(PAGE, {"svar-1": "glad", "svar-2": "glad"})
    assert tallies(session) == {(2, Face.SAD): 1}
    page = anne.get(STAFFS)
    assert "1 har svaret." in page.main and "ked af det" not in page.main


def test_answers_are_shown_when_it_is_over_and_five_have_answered(browser, village, session, engine):
    asked(engine, village)
    people = [village.maja.id, *neighbours(village, 4)]
    for number, person_id in enumerate(people):
        answers(engine, person_id, Face.GLAD if number < 3 else Face.SAD, Face.SO_SO if number else None)
    maja, anne = browser.another().be(village.maja), browser.another().be(village.anne)
    for page in (maja.get(PAGE), anne.get(STAFFS)):
        assert "glade" not in page.main  # while it runs each new one could be told apart
    later(days=3)
    maja, anne = browser.another().be(village.maja), browser.another().be(village.anne)
    assert "Se svarene: Hvordan har du det her?" in anne.get("/personale").main
    for page in (maja.get(PAGE), anne.get(STAFFS)):
        assert "3 er glade." in page.main and "2 er kede af det." in page.main
        assert [len(row.select("img")) for row in page.soup.select(".faces-row")] == [3, 2]
        assert "For få har svaret her." in page.main and "sådan lidt" not in page.main  # four, who skipped is known
    assert "Se, hvad alle har svaret." in maja.get("/moede/svar").lines()
    with pytest.raises(Refused):
        answers(engine, village.ali.id, Face.GLAD)
    maja.post(PAGE, {"svar-1": "glad"}, status=409)


@on_sqlite
def test_four_are_too_few_and_it_says_why(browser, village, engine):
    asked(engine, village)
    for person_id in (village.maja.id, *neighbours(village, 3)):
        answers(engine, person_id, Face.SAD, Face.SAD)
    anne = browser.another().be(village.anne)
    anne.get(STAFFS)
    page = anne.press("Stop nu, så ingen kan svare mere")
    assert "For få har svaret, så svarene vises ikke." in page.main and "kede" not in page.main
    page = browser.be(village.maja).get(PAGE)
    assert NOT_SHOWN in page.lines() and "kede" not in page.main
    assert ASKED not in browser.another().be(village.ali).get("/").lines()  # it is too late to answer


def test_twelve_taps_on_two_phones_count_once(village, session, engine):
    asked(engine, village)
    people = [village.maja.id, village.ali.id, *neighbours(village, 1)]
    counted = at_once(12, lambda number: answers(engine, people[number % 3], Face.GLAD, Face.SAD))
    assert sorted(counted) == [False] * 9 + [True] * 3
    assert tallies(session) == {(1, Face.GLAD): 3, (2, Face.SAD): 3}
    assert len(rows(session, Answered)) == 3


def test_nothing_that_is_kept_says_who_chose_what_or_when(village, session, engine):
    asked(engine, village, last_day=TODAY + timedelta(days=30))
    before = everything_kept(session)
    later(days=1, minutes=7)
    answers(engine, village.ali.id, Face.SO_SO)
    new = sorted(set(everything_kept(session).splitlines()) - set(before.splitlines()))
    notice = [row for row in new if ASKED in row]
    assert len(notice) == 1  # that he has seen that he was asked
    rest = [row for row in new if row not in notice]
    assert rest == sorted([repr((1, village.ali.id)), repr((1, Face.SO_SO, 1))]), rest


def test_asking_twice_is_asking_once_and_other_questions_wait(village, session, engine):
    numbers = at_once(6, lambda _number: asked(engine, village))
    assert set(numbers) == {1} and len(rows(session, Survey)) == 1
    with pytest.raises(Refused):
        asked(engine, village, HOME)


@on_sqlite
def test_many_surveys_and_answers_cost_as_much_as_one(browser, village, session, engine):
    asked(engine, village)
    browser.be(village.maja)
    few = {address: len(browser.get(address).statements) for address in ("/moede/svar", PAGE)}
    assert max(few.values()) <= 8
    for person_id in neighbours(village, 20):
        answers(engine, person_id, Face.GLAD, Face.SAD)
    with writing(engine) as begun:
        begun.add_all(
            Survey(template="moedet", title=f"Nummer {number}", last_day=TODAY, made_at=clock.now())
            for number in range(20)
        )
    assert {address: len(browser.get(address).statements) for address in few} == few
