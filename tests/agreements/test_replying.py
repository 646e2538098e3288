"""Anne answers what Maja has asked: one easy line with a picture, which Maja meets at the point."""

import pytest
import sqlalchemy as sa

from portal import clock
from portal.agreements import actions, replying
from portal.agreements.models import Answer, StaffReply
from portal.agreements.replying import NO_SENTENCE, SAID_MEANWHILE, TOO_HARD, TOO_LONG, attempt
from portal.agreements.rules import LONGEST_SENTENCE, Reading, Reply
from portal.agreements.staff_queries import Asked
from portal.db import writing
from portal.easyread.line import Line
from portal.people.models import Person
from tests.browser import PageClient
from tests.house.arranging import everything_kept, rows
from tests.people import QUIET, VISITORS, Village

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
HARD = "Larmen skal dæmpes jævnfør ordensreglementet."
EASY = "Ja, du må høre musik om dagen."


@pytest.fixture
def number(village: Village, engine) -> int:
    """Maja has asked about the first of two points."""
    number = village.agreement(village.maja)
    (quiet, _visitors) = village.points(number)
    with writing(engine) as begun:
        actions.answer(begun, quiet, Reply.ASKS, reading=Reading(), tap="1", moment=clock.now())
    return number


@pytest.fixture
def anne(browser: PageClient, village: Village, number: int) -> PageClient:
    browser.be(village.anne).get(f"/personale/aftaler/{number}")
    return browser


def said(session) -> list[tuple[str, str | None, int]]:
    return [(reply.sentence, reply.picture, reply.by_id) for reply in rows(session, StaffReply)]


def pictures(page) -> list[str]:
    return [radio["value"] for radio in page.soup.select("input[name=picture]")]


def marked(page) -> str:
    (radio,) = page.soup.select("input[name=picture][checked]")
    return radio["value"]


# --- a reply ------------------------------------------------------------------------------------------------------


def test_anne_answers_and_maja_hears_it_at_the_point_which_asks_again(anne, village, number, session):
    page = anne.press("Send svaret", sentence=f"  {EASY} ", picture="music_loud")
    assert page.status_message == "Dit svar er sendt til Maja."
    assert "Det venter på svar" not in page.main and f"Anne svarede: {EASY}" in page.main
    assert said(session) == [(EASY, "music_loud", village.anne.id)]
    assert rows(session, Answer)[0].dealt_with_by_id == village.anne.id
    maja = anne.another().be(village.maja)
    front = maja.get("/").lines()
    assert "Der er noget nyt i en aftale." in front or "Du har fået en ny aftale." in front
    page = maja.get(f"/aftaler/{number}")
    assert EASY in page.lines() and page.soup.find("h2", string="Anne svarer:")
    page = maja.press("Ja, jeg forstår")
    assert EASY not in page.lines()
    page = maja.click("Åbn punktet: " + QUIET["sentence"])
    assert EASY in page.lines()


def test_a_point_that_is_not_open_tells_that_there_is_an_answer(anne, village, number, session):
    anne.press("Send svaret", sentence=EASY)
    visitors = village.points(number)[1]
    page = anne.another().be(village.maja).get(f"/aftaler/{number}?punkt={visitors.point_id}")
    assert "Anne har svaret dig." in page.main and "Nyt" in page.main
    assert EASY not in page.lines()


def test_a_reply_may_have_no_picture(anne, session):
    anne.press("Send svaret", sentence=EASY, picture="")
    assert said(session)[0][1] is None


@on_sqlite
@pytest.mark.parametrize("picture", ["enhjørning", "<b>", "foto:" + "0" * 32 + ".webp", "x" * 500, "\x00"])
def test_a_picture_that_is_none_is_left_out(anne, session, picture):
    anne.press("Send svaret", sentence=EASY, picture=picture)
    assert said(session)[0][1] is None


@on_sqlite
@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", NO_SENTENCE),
        (" \u200b ", NO_SENTENCE),
        (HARD, TOO_HARD),
        ("Ja. " * (LONGEST_SENTENCE // 4 + 1), TOO_LONG),
    ],
)
def test_what_cannot_be_sent_is_told_in_one_sentence_and_stays(anne, session, typed, fault):
    kept = everything_kept(session)
    page = anne.press("Send svaret", status=422, sentence=typed)
    field = page.soup.select_one("input[name=sentence]")
    assert page.soup.select_one("#" + field["aria-describedby"]).get_text() == fault
    assert (field["aria-invalid"], field["value"]) == ("true", " ".join(typed.replace("\u200b", "").split()))
    assert everything_kept(session) == kept


@on_sqlite
def test_what_is_hard_is_told_with_better_words(anne):
    page = anne.press("Send svaret", status=422, sentence=HARD)
    found = [" ".join(item.get_text(" ").split()) for item in page.soup.select(".finding[data-level=error]")]
    assert any(item.startswith("Fejl: jævnfør") for item in found)


@on_sqlite
def test_names_and_words_the_house_knows_are_not_hard(village, session, number):
    asked = Asked(rows(session, Answer)[0], number, Line(QUIET["sentence"]), "")
    sentence = "Vejleåparken og Tranegårdsvej er tæt på."
    form = {"sentence": sentence}
    hard = attempt(form, asked, names=(), known=())
    easy = attempt(form, asked, names=("Vejleåparken", "Tranegårdsvej"), known=())
    assert len(easy.remarks) <= len(hard.remarks) and easy.fault == ""


# --- looking, and pictures ----------------------------------------------------------------------------------------


def test_looking_finds_pictures_and_hard_words_and_keeps_nothing(anne, session):
    kept = everything_kept(session)
    page = anne.press("Find billeder", sentence="Du må gerne få en cykel.")
    assert "quiet" in pictures(page) and pictures(page)[-1] == ""
    assert marked(page) == "bicycle"
    assert page.soup.select_one("input[name=sentence]")["value"] == "Du må gerne få en cykel."
    assert not page.soup.select(".field-fault")
    page = anne.press("Find billeder", sentence=HARD)
    assert page.soup.select(".finding") and not page.soup.select(".field-fault")
    assert everything_kept(session) == kept


def test_before_anything_is_typed_the_points_own_picture_is_offered(anne):
    assert "quiet" in pictures(anne.page)
    assert marked(anne.page) == pictures(anne.page)[0]


@pytest.mark.parametrize(("chosen", "stays"), [("quiet", "quiet"), ("", "")])
def test_what_a_person_has_chosen_stays_chosen(anne, chosen, stays):
    anne.press("Find billeder", sentence="Du må gerne få en cykel.")
    page = anne.press("Find billeder", sentence="Du må gerne få en cykel eller en telefon.", picture=chosen)
    assert marked(page) == stays


def test_what_nobody_has_chosen_follows_the_words(anne):
    anne.press("Find billeder", sentence="Du må gerne få en cykel.")
    page = anne.press("Find billeder", sentence="Du må gerne få en telefon.")
    assert marked(page) == "phone"


# --- colleagues ---------------------------------------------------------------------------------------------------


def test_a_reply_can_be_mended(anne, village, number, session):
    anne.press("Send svaret", sentence=EASY, picture="music_loud")
    page = anne.click(f"Ret svaret: {EASY}")
    field = page.soup.select_one("input[name=sentence]")
    assert field["value"] == EASY
    assert not page.has("button", "Vi har talt om det")
    anne.press("Send svaret", sentence="Ja, det må du.", picture="")
    assert said(session) == [("Ja, det må du.", None, village.anne.id)]


def test_somebody_who_replies_over_a_colleagues_words_is_told_first(anne, village, number, session):
    bo = anne.another().be(village.bo)
    bo.get(f"/personale/aftaler/{number}")
    anne.press("Send svaret", sentence=EASY)
    page = bo.press("Send svaret", status=422, sentence="Nej, det må du ikke.")
    assert SAID_MEANWHILE in page.main and EASY in page.main
    assert page.soup.select_one("input[name=sentence]")["value"] == "Nej, det må du ikke."
    assert said(session)[0][0] == EASY
    bo.press("Send svaret", sentence="Spørg Anne om det.")
    ((sentence, _picture, who),) = said(session)
    assert (sentence, who) == ("Spørg Anne om det.", village.bo.id)


def test_the_same_reply_sent_twice_is_one(anne, number, session):
    data = {"csrf_token": anne.token(), "sentence": EASY, "picture": "", "before": ""}
    for _twice in range(2):
        assert anne.raw("POST", "/personale/svar/1/svar", data=data).status_code == 303
    assert len(said(session)) == 1


def test_a_reply_by_somebody_who_has_left_is_still_there(anne, village, number, engine, session):
    anne.press("Send svaret", sentence=EASY)
    with writing(engine) as begun:
        begun.scalars(sa.select(Person).where(Person.id == village.anne.id)).one().left_at = clock.now()
    page = anne.another().be(village.maja).get(f"/aftaler/{number}")
    assert EASY in page.lines() and "Anne svarer:" in page.main


@on_sqlite
def test_a_record_full_of_questions_costs_no_more_statements(anne, village, number, engine):
    few = len(anne.get(f"/personale/aftaler/{number}").statements)
    with writing(engine) as begun:
        for point in village.points(number):
            for tap in range(10):
                actions.answer(begun, point, Reply.ASKS, reading=Reading(), tap=f"t{tap}", moment=clock.now())
                actions.wish(begun, number, point_id=None, text="", tap=f"{point.id}-{tap}", moment=clock.now())
        newest = begun.scalars(sa.select(Answer).order_by(Answer.id.desc()).limit(1)).one()
        actions.reply(begun, newest, sentence=EASY, picture=None, by_id=village.bo.id, moment=clock.now())
    page = anne.get(f"/personale/aftaler/{number}")
    assert len(page.soup.select("[data-state=question]")) == 40
    assert len(page.statements) == few
    assert VISITORS["sentence"] in page.main


def test_at_first_the_pictures_are_those_of_what_she_asked_about():
    first = replying.at_first(Line("Jeg vil have en hund.", "om:1F40C"), None)
    assert [picture.key for picture in first.pictures][0] == first.marked == first.suggested
    assert "om:1F40C" in [picture.key for picture in first.pictures]
    nothing = replying.at_first(Line("Xyz."), None)
    assert (nothing.pictures, nothing.marked, nothing.suggested) == ((), "", "")
    again = replying.at_first(Line("Jeg vil have en hund.", "dog"), Line("Ja.", "cat"))
    assert (again.sentence, again.marked) == ("Ja.", "cat")
