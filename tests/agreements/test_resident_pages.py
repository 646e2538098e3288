"""Maja reads, answers, agrees and wishes: what each page says, and what is kept of it."""

from datetime import timedelta

import pytest

from portal import clock
from portal.agreements import actions
from portal.agreements.models import Agreement, Answer, QuestionTry, Wish
from portal.agreements.rules import How, Reply
from portal.db import writing
from portal.people.models import Draft, LogEntry, LogKind
from portal.web.forms import LONGEST_TEXT
from tests.browser import PageClient
from tests.house.arranging import everything_kept, later, rows
from tests.people import KNOCKS, QUIET, VISITORS, Village

NEVER = 999_999
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def number(village: Village) -> int:
    return village.agreement(village.maja)


@pytest.fixture
def maja(browser: PageClient, village: Village, number: int) -> PageClient:
    """Maja's browser, with her agreement open."""
    browser.be(village.maja).get(f"/aftaler/{number}")
    return browser


# --- reading ------------------------------------------------------------------------------------------------------


def test_read_together_with_anne_is_kept_with_the_answer(maja, village, session):
    maja.click("Læs sammen med en anden")
    page = maja.press("Anne")
    assert "Du læser sammen med Anne." in page.main
    maja.press("Jeg er i tvivl")
    maja.click("Læs sammen med en anden")
    page = maja.press("Jeg læser alene")
    assert "Du læser alene." in page.main
    maja.press("Ja, jeg forstår")
    kept = [(each.reply, each.how, each.with_whom) for each in rows(session, Answer)]
    assert kept == [(Reply.IN_DOUBT, How.TOGETHER, "Anne"), (Reply.UNDERSTOOD, How.ALONE, "")]


def test_she_reads_only_with_somebody_who_belongs_to_her(maja, village, number):
    maja.get(f"/aftaler/{number}/sammen")
    assert not maja.page.has("button", "Mette")
    page = maja.post(f"/aftaler/{number}/sammen", {"hvem": str(village.mette.id)})
    assert "Du læser alene." in page.main


def test_reading_together_is_about_this_agreement_only(maja, village):
    other = village.agreement(village.maja, KNOCKS, title="Naboer")
    maja.click("Læs sammen med en anden")
    maja.press("Anne")
    assert "Du læser alene." in maja.get(f"/aftaler/{other}").main


@pytest.mark.parametrize("said", ["Ja", "Nej"])
def test_a_picture_question_is_explained_kindly_whatever_was_answered(maja, session, said):
    assert QUIET["explained"] not in maja.page.lines()
    page = maja.press(said)
    assert QUIET["explained"] in page.lines()
    assert not page.has("button", "Nej")
    assert rows(session, QuestionTry)[0].was_right is (said == "Nej")
    for word in ("rigtig", "forkert", "fejl", "point ", "forsøg"):
        assert word not in page.main.lower()


def test_both_answers_to_a_picture_question_get_the_same_page(maja, village):
    other = village.agreement(village.maja, QUIET, VISITORS)
    first = maja.press("Ja").lines()
    maja.get(f"/aftaler/{other}")
    assert maja.press("Nej").lines() == first


def test_tries_are_kept_for_staff_and_never_shown_to_her(maja, village, number, session):
    (point, _other) = village.points(number)
    for said in ("ja", "nej", "ja"):
        maja.post(f"/aftaler/{number}/punkt/{point.point_id}/spoergsmaal", {"svar": said})
    page = maja.press("Ja, jeg forstår")
    (kept,) = rows(session, Answer)
    assert (kept.how, kept.question_tries) == (How.PICTURE_QUESTION, 3)
    for text in (page.main, maja.click("Åbn punktet: " + QUIET["sentence"]).main, maja.get("/").main):
        assert "3" not in text.replace("23", "")
        assert "Billedspørgsmål" not in text


def test_a_point_without_a_question_has_none_to_answer(maja, village, number, session):
    (_quiet, visitors) = village.points(number)
    maja.post(f"/aftaler/{number}/punkt/{visitors.point_id}/spoergsmaal", {"svar": "ja"}, status=400)
    assert rows(session, QuestionTry) == []


def test_she_may_open_any_point_and_answer_it_again(maja, session):
    maja.press("Jeg vil spørge")
    maja.click("Åbn punktet: " + QUIET["sentence"])
    page = maja.press("Ja, jeg forstår")
    assert "Du forstår det." in page.main
    assert [each.reply for each in rows(session, Answer)] == [Reply.ASKS, Reply.UNDERSTOOD]


def test_the_same_form_sent_twice_is_one_answer(maja, village, number, session):
    (point, _other) = village.points(number)
    for _twice in range(2):
        maja.post(f"/aftaler/{number}/punkt/{point.point_id}/svar", {"svar": "ja", "tap": "t"})
        maja.post(f"/aftaler/{number}/punkt/{point.point_id}/spoergsmaal", {"svar": "ja", "tap": "t"})
        maja.post(f"/aftaler/{number}/aendre", {"text": "Hej", "tap": "t"})
    assert [len(rows(session, table)) for table in (Answer, QuestionTry, Wish)] == [1, 1, 1]


def test_old_versions_can_be_read(maja, village, number):
    first, _second = village.points(number)
    later(days=1)
    village.new_version(number, [(first.point_id, QUIET | {"sentence": "Jeg holder ro efter klokken 21."})])
    village.new_version(number, [(first.point_id, KNOCKS)])
    maja.be(village.maja).get(f"/aftaler/{number}")
    page = maja.click("Se den gamle aftale")
    assert "Jeg holder ro efter klokken 21." in page.lines()
    page = maja.click("Se en endnu ældre aftale")
    assert {QUIET["sentence"], VISITORS["sentence"]} <= set(page.lines())
    assert not page.has("a", "Se en endnu ældre aftale")
    assert KNOCKS["sentence"] in maja.click("Se den nye aftale").lines()


@on_sqlite
def test_what_is_not_hers_or_not_there_is_not_found(maja, village, number):
    village.agreement(village.ali, KNOCKS)
    (alis,) = village.points(number + 1)
    begun_only = village.agreement(village.maja, publish=False)
    taken_back = village.agreement(village.maja, KNOCKS)
    with writing(maja.engine) as begun:
        actions.withdraw(begun, taken_back, moment=clock.now())
    for agreement in (number + 1, begun_only, taken_back, NEVER):
        for page in ("", "/sammen", "/ja", "/aendre", "/udgave/1", "/print"):
            maja.get(f"/aftaler/{agreement}{page}", status=404)
    for version in (0, 2, NEVER):
        maja.get(f"/aftaler/{number}/udgave/{version}", status=404)
    for point in (alis.point_id, NEVER, 0):
        for what in ("svar", "spoergsmaal"):
            maja.post(f"/aftaler/{number}/punkt/{point}/{what}", {"svar": "ja"}, status=404)
    assert maja.get(f"/aftaler/{number}?punkt={alis.point_id}").status == 200


# --- wishing ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "Jeg vil have en hund.\nEn stor."])
@pytest.mark.parametrize("chosen", [True, False])
def test_a_wish_needs_neither_a_point_nor_words(maja, village, number, session, text, chosen):
    (_quiet, visitors) = village.points(number)
    maja.click("Jeg vil ændre aftalen")
    page = maja.press("Send til personalet", text=text, point=str(visitors.point_id) if chosen else "")
    assert page.status_message == "Personalet får besked og taler med dig."
    (kept,) = rows(session, Wish)
    assert (kept.text, kept.point_id) == (text, visitors.point_id if chosen else None)


def test_a_wish_about_a_point_of_another_agreement_is_about_the_whole(maja, village, number, session):
    (alis,) = village.points(village.agreement(village.ali, KNOCKS))
    maja.post(f"/aftaler/{number}/aendre", {"point": str(alis.point_id)})
    assert rows(session, Wish)[0].point_id is None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": "x" * (LONGEST_TEXT + 1)}, "Teksten er for lang, så skriv kortere."),
        ({"text": "Jeg vil.", "point": "hund"}, "Vælg igen."),
    ],
)
def test_a_wish_that_cannot_be_kept_stays_in_its_field(maja, session, fields, sentence):
    maja.click("Jeg vil ændre aftalen")
    page = maja.press("Send til personalet", status=422, **fields)
    assert sentence in page.main
    assert page.soup.select_one("textarea").get_text().strip() == fields["text"]
    assert rows(session, Wish) == []


def test_what_she_has_begun_to_write_waits_until_it_is_sent(maja, number, session):
    maja.client.post("/kladde", data={"csrf_token": maja.token(), "key": f"aendre-{number}", "text": "Jeg vil"})
    maja.click("Jeg vil ændre aftalen")
    assert maja.page.soup.select_one("textarea").get_text().strip() == "Jeg vil"
    maja.press("Send til personalet")
    assert rows(session, Wish)[0].text == "Jeg vil"
    assert rows(session, Draft) == []


# --- home ---------------------------------------------------------------------------------------------------------


def test_home_says_what_is_new_and_what_is_today(maja, village, number, session):
    new, changed, today = (
        "Du har fået en ny aftale.",
        "Der er noget nyt i en aftale.",
        "I dag taler vi om en aftale.",
    )

    def said() -> list[str]:
        return [line for line in maja.get("/").lines() if "aftale" in line]

    assert said() == [new]
    maja.get(f"/aftaler/{number}")
    maja.press("Ja, jeg forstår")
    maja.press("Jeg vil spørge")
    assert said() == []
    first, second = village.points(number)
    village.new_version(number, [(first.point_id, QUIET), (second.point_id, KNOCKS)])
    assert said() == [changed]
    with writing(maja.engine) as begun:
        actions.plan_talk(begun, begun.get_one(Agreement, number), clock.today() + timedelta(days=1))
    assert said() == [changed]
    clock.freeze(clock.now() + timedelta(days=1))
    maja.be(village.maja)
    assert said() == [today, changed]
    assert "Vi taler om den igen" in maja.get("/aftaler").main


def test_her_own_looking_is_not_logged_and_reading_keeps_nothing(maja, number, session):
    before = everything_kept(session)
    for page in ("/", "/aftaler", f"/aftaler/{number}", f"/aftaler/{number}/aendre", f"/aftaler/{number}/udgave/1"):
        maja.get(page)
    assert everything_kept(session) == before
    assert rows(session, LogEntry, LogEntry.kind == LogKind.SAW_AGREEMENTS) == []
