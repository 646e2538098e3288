"""The pages about relatives: Maja's own, the staff's, and what nobody else may open."""

import pytest

from portal import clock
from portal.people.consent.models import Consent, Relation
from portal.people.consent.rules import Topic
from portal.people.models import LogKind, Person
from tests.browser import MOST_STATEMENTS, PageClient
from tests.consent.family import ADDRESS, PAGE, STAFF_PAGE, letters, propose, relative_of, say_yes
from tests.house.arranging import everything_kept, later, logged, rows
from tests.house.street import come_in

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def maja(browser, village) -> PageClient:
    return browser.another().be(village.maja)


@pytest.fixture
def anne(browser, village) -> PageClient:
    return browser.another().be(village.anne)


# --- Maja's page ---


def test_without_relatives_the_page_says_something_kind(maja):
    assert maja.get(PAGE).lines()[:1] == ["Kun du og personalet kan se dine ting."]


def test_a_question_can_wait(maja, village):
    propose(village, Topic.DINNERS)
    maja.get(PAGE)
    page = maja.click("Ikke nu")
    assert page.lines()[0] == "Karin er din mor."
    assert maja.click("Svar på et spørgsmål").lines()[0] == "Må Karin se, hvornår du spiser med?"


def test_a_yes_that_ends_soon_is_asked_for_again_and_goes_on(maja, village, session, engine):
    say_yes(engine, propose(village, Topic.DINNERS), Topic.DINNERS, months=1)
    later(days=20)
    maja.be(village.maja)
    page = maja.get(PAGE)
    assert page.lines()[0] == "Må Karin stadig se, hvornår du spiser med?"
    assert "Sidste dag er onsdag den 23. december." in page.lines()
    maja.click("Ja")
    page = maja.press("3 måneder")
    assert "Sidste dag er lørdag den 13. marts 2027." in page.main
    assert [each.ended_at is None for each in rows(session, Consent)] == [False, True]
    assert len(letters(session)) == 0  # she knows the way


def test_a_no_to_being_asked_again_ends_it_at_once(maja, village, engine):
    say_yes(engine, propose(village, Topic.DINNERS), Topic.DINNERS, months=1)
    later(days=20)
    maja.be(village.maja)
    maja.get(PAGE)
    page = maja.press("Nej")
    assert "Din mad er skjult for Karin." in page.lines()


def test_two_taps_are_one_yes_and_one_letter(maja, village, session):
    relation_id = propose(village, Topic.DINNERS)
    for _tap in range(2):
        maja.post(f"{PAGE}/{relation_id}/mad", {"maaneder": "3"})
    assert [each.said_yes for each in rows(session, Consent)] == [True]
    assert len(letters(session)) == 1
    for _tap in range(2):
        maja.post(f"{PAGE}/{relation_id}/mad/kontakt", {"svar": "nej"})
    assert len(rows(session, Consent)) == 1
    assert len(logged(session, LogKind.ENDED_CONSENT)) == 1


@pytest.mark.parametrize("months", ["", "2", "24", "-1", "x", "999999999999999999999"])
def test_no_other_length_is_taken(maja, village, session, months):
    relation_id = propose(village, Topic.DINNERS)
    maja.post(f"{PAGE}/{relation_id}/mad", {"maaneder": months}, status=400)
    assert rows(session, Consent)[0].answered_at is None


@pytest.mark.parametrize("address", ["/{0}/penge", "/999/mad", "/{0}/mad/kontakt/x"])
def test_what_is_not_there_is_404(maja, village, address):
    relation_id = propose(village, Topic.DINNERS)
    maja.get(PAGE + address.format(relation_id), status=404)
    maja.post(PAGE + address.format(relation_id), {"svar": "nej"}, status=404)


def test_nobody_answers_for_another(browser, village, session):
    relation_id = propose(village, Topic.DINNERS)
    before = everything_kept(session)
    for person in (village.ali, village.anne, village.mette, village.karin):
        own = come_in(browser, person)
        for end, data in (("", {"maaneder": "3"}), ("/kontakt", {"svar": "ja"})):
            own.post(f"{PAGE}/{relation_id}/mad{end}", data, status=404)
        own.post(f"{PAGE}/skjul/{relation_id}", status=404)
        own.get(f"{PAGE}/{relation_id}/mad", status=404)
    assert {each.answered_at for each in rows(session, Consent)} == {None}
    assert before.count("gave consent") == everything_kept(session).count("gave consent") == 0


def test_what_staff_have_ended_is_gone_from_an_open_page(maja, anne, village, session):
    relation_id, _karin = relative_of(village, session, Topic.DINNERS)
    maja.get(PAGE)
    anne.get(STAFF_PAGE)
    assert anne.press("Fjern Karin").status_message == "Alt er lukket for den pårørende."
    assert "Der er ingen pårørende endnu." in anne.page.main
    maja.post(f"{PAGE}/{relation_id}/mad/kontakt", {"svar": "ja"}, status=404)
    maja.post(f"{PAGE}/skjul/{relation_id}", status=404)


# --- the staff's page ---


def test_the_staffs_page_is_a_look_at_majas_things(anne, village, session):
    anne.get(STAFF_PAGE)
    assert (village.anne.id, village.maja.id) in logged(session, LogKind.SAW_PROFILE)


def test_staff_who_do_not_work_with_maja_find_nothing(browser, village, session):
    relation_id, _karin = relative_of(village, session, Topic.DINNERS)
    mette = browser.another().be(village.mette)
    mette.get(STAFF_PAGE, status=404)
    before = everything_kept(session)
    mette.post(STAFF_PAGE, {"first_name": "Karin", "kind": "mor", "email": ADDRESS, "topics": "hours"}, status=404)
    for verb in ("spoerg", "stop", "link"):
        mette.post(f"{STAFF_PAGE}/{relation_id}/{verb}", {"emne": "hours"}, status=404)
        mette.post(f"/personale/beboer/ali/paaroerende/{relation_id}/{verb}", {"emne": "hours"}, status=404)
    assert everything_kept(session) == before


def test_staff_ask_again_after_a_no(anne, maja, village):
    propose(village, Topic.DINNERS)
    maja.get(PAGE)
    maja.press("Nej")
    page = anne.get(STAFF_PAGE)
    assert "Nej." in page.main
    page = anne.press("Spørg om lov: Spis sammen, Karin")
    assert page.status_message == "Beboeren kan svare på sin egen side."
    assert not page.has("button", "Spørg om lov: Spis sammen, Karin")
    assert maja.get(PAGE).lines()[0] == "Må Karin se, hvornår du spiser med?"


def test_an_unknown_topic_is_refused(anne, village):
    relation_id = propose(village, Topic.DINNERS)
    anne.post(f"{STAFF_PAGE}/{relation_id}/spoerg", {"emne": "penge"}, status=400)


GOOD = {"first_name": "Karin", "kind": "mor", "email": ADDRESS, "topics": ["dinners"]}
WRONG = {
    "no name": ({"first_name": " "}, "Skriv et fornavn."),
    "a long name": ({"first_name": "K" * 41}, "Navnet er for langt, så skriv kortere."),
    "no address": ({"email": ""}, "Skriv mail-adressen igen."),
    "half an address": ({"email": "karin@demo"}, "Skriv mail-adressen igen."),
    "two addresses": ({"email": "karin@demo.example, x@demo.example"}, "Skriv mail-adressen igen."),
    "a hidden header": ({"email": "karin@demo.example\r\nBcc: x@demo.example"}, "Skriv mail-adressen igen."),
    "a long address": ({"email": f"{'k' * 64}@{'d' * 63}.{'d' * 63}.{'d' * 63}.example"}, "Skriv mail-adressen igen."),
    "no topic": ({"topics": []}, "Vælg mindst 1 ting."),
    "a resident's address": ({"email": "ali@demo.example"}, "En anden bruger den adresse, så skriv en anden."),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_field_gets_one_plain_sentence_and_keeps_the_rest(anne, village, session, engine, wrong):
    from_form, sentence = WRONG[wrong]
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE person SET email = 'ali@demo.example' WHERE id = {village.ali.id}")
    anne.get(STAFF_PAGE)
    page = anne.press("Spørg Maja", **(GOOD | from_form), status=422)
    assert page.soup.select_one(".field-fault").get_text(strip=True) == sentence
    kept = {"first_name": "Karin", "email": ADDRESS} | from_form
    if len(kept["first_name"].strip()) < 41 and "\r" not in kept["email"]:
        assert page.soup.select_one("#first_name").get("value", "") == kept["first_name"].strip()
        assert page.soup.select_one("#email").get("value", "") == kept["email"]
    assert rows(session, Relation) == []


def test_a_link_is_sent_again_but_not_all_day(anne, village, session):
    propose(village, Topic.DINNERS)
    assert not anne.get(STAFF_PAGE).has("button", "Send link til Karin")  # Maja has not let her in
    relative_of(village, session, Topic.DINNERS)
    anne.get(STAFF_PAGE)
    for _time in range(3):
        assert anne.press("Send link til Karin").status_message == "Der er sendt en mail til Karin."
    anne.press("Send link til Karin")
    assert anne.page.soup.select_one("#fejl").get_text(strip=True) == "Vent en time, og prøv igen."
    assert len(letters(session)) == 3


def test_no_link_is_sent_to_somebody_the_resident_has_not_let_in(anne, village, session):
    relation_id = propose(village, Topic.DINNERS)
    anne.post(f"{STAFF_PAGE}/{relation_id}/link")
    assert letters(session) == []


# --- cost ---


def test_the_pages_cost_the_same_for_one_and_for_twenty(browser, village, session, engine):
    _relation_id, karin = relative_of(village, session, *Topic)
    village.agreement(village.maja)
    own = come_in(browser, karin)
    pages = {"/paaroerende": own, PAGE: come_in(browser, village.maja), STAFF_PAGE: come_in(browser, village.anne)}
    before = {page: len(who.get(page).statements) for page, who in pages.items()}
    assert max(before["/paaroerende"], before[PAGE]) <= MOST_STATEMENTS
    for number in range(20):
        other = village.person(f"Beboer{number}", village.maja.role, staff=[village.anne])
        relative_of(village, session, *Topic, resident=other)
        say_yes(engine, propose(village, *Topic, email=f"tante{number}@demo.example", name="Tante"), *Topic)
        village.agreement(village.maja)
    assert len(rows(session, Person)) > 40
    assert {page: len(who.get(page).statements) for page, who in pages.items()} == before


def test_an_ended_year_shows_on_both_pages(maja, anne, village, engine):
    say_yes(engine, propose(village, Topic.HOURS), Topic.HOURS, months=1)
    later(days=40)
    for who, person in ((maja, village.maja), (anne, village.anne)):
        who.be(person)
    assert "Personalets tider er skjult for Karin." in maja.get(PAGE).lines()
    assert "Sidste dag var onsdag den 23. december 2026." in anne.get(STAFF_PAGE).main
    assert clock.today().year == 2027
