"""Karin comes in: by a link from a letter, once, or by the key her own phone keeps."""

import json

import pytest

from portal import clock
from portal.db import writing
from portal.people.consent.models import MailLink, Relation
from portal.people.consent.rules import INVITATION_LASTS, Topic
from portal.people.models import Passkey, Person, Visit
from portal.people.newcomers import leave
from portal.people.rules import IDLE_FOR_RELATIVE, CameInBy, Role, Trust
from portal.people.visits import VISIT
from tests.browser import PageClient
from tests.consent.family import ADDRESS, STAFF_PAGE, follow, letters, link_in, propose, relative_of
from tests.house.arranging import everything_kept, later, rows
from tests.persons.authenticator import Phone, b64

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
WAY_IN = "/paaroerende/ind"


@pytest.fixture
def karin(village, session) -> Person:
    """Maja lets her see dinners."""
    return relative_of(village, session, Topic.DINNERS)[1]


def wish_for_link(browser: PageClient, address: str = ADDRESS):
    browser.get(WAY_IN)
    return browser.press("Send mig et link", email=address)


# --- links ---


def test_she_asks_for_a_link_and_comes_in_with_it(browser, village, session, karin):
    assert wish_for_link(browser, " Karin@Demo.Example").title == "Kig i din mail"
    (letter,) = letters(session)
    assert (letter.to_address, letter.subject) == (ADDRESS, "Dit link til Opgangen")
    own = follow(browser, session)
    assert own.get("/").address == "/paaroerende"  # Hjem is her own page
    assert not own.page.soup.select("[data-idle-seconds]")  # her own phone does not hurry her


def test_opening_a_link_uses_nothing_up(browser, session, karin):
    wish_for_link(browser)
    address = link_in(letters(session)[0])
    for _time in range(3):  # a mail program looks first
        assert browser.another().get(address).title == "Hej Karin"
    before = len(rows(session, Visit))
    assert follow(browser, session).page.title == "Din egen nøgle"
    assert len(rows(session, Visit)) == before + 1
    page = browser.another().get(address, status=404)
    assert page.title == "Linket virker ikke"
    assert page.link("Få et nyt link") == WAY_IN
    assert browser.another().post(address, status=404).title == "Linket virker ikke"


def test_the_secret_of_a_link_does_not_travel_to_the_staffs_desk(browser, session, karin):
    wish_for_link(browser)
    page = browser.another().get(link_in(letters(session)[0]))
    assert not page.soup.select("form[action='/svaert']")


@pytest.mark.parametrize("days", [0.05, 8])
def test_a_link_ends_by_itself(browser, session, karin, days):
    wish_for_link(browser)
    later(days=days)
    own = browser.another()
    own.get(link_in(letters(session)[0]), status=404)
    assert own.post(link_in(letters(session)[0]), status=404).title == "Linket virker ikke"


def test_an_invitation_can_lie_for_a_week(browser, village, session):
    propose(village, Topic.DINNERS)
    maja = browser.another().be(village.maja)
    maja.get("/mig/hvem-kan-se-mig")
    maja.click("Ja")
    maja.press("1 måned")
    (link,) = rows(session, MailLink)
    assert link.ends_at - link.made_at == INVITATION_LASTS
    later(days=6, hours=23)
    assert follow(browser, session).page.title == "Din egen nøgle"


def test_nobody_learns_whether_an_address_is_known(browser, village, session, karin):
    known, unknown = wish_for_link(browser, ADDRESS), wish_for_link(browser.another(), "naboen@demo.example")
    assert (known.status, known.address, known.main) == (unknown.status, unknown.address, unknown.main)
    assert len(letters(session)) == 1
    before = everything_kept(session)
    wish_for_link(browser.another(), "naboen@demo.example")
    assert everything_kept(session) == before  # of a stranger's address nothing is kept


def test_three_links_an_hour_are_enough_and_the_answer_stays_the_same(browser, session, karin):
    pages = {wish_for_link(browser).main for _time in range(5)}
    assert len(pages) == 1 and len(letters(session)) == 3
    later(hours=1, seconds=1)
    wish_for_link(browser)
    assert len(letters(session)) == 4


@pytest.mark.parametrize("address", ["", "karin", "karin@", "@demo.example", "karin@demo", "ka rin@demo.example"])
def test_what_is_no_address_is_told_in_one_sentence(browser, session, address):
    browser.get(WAY_IN)
    page = browser.press("Send mig et link", email=address, status=422)
    assert page.soup.select_one(".field-fault").get_text(strip=True) == "Skriv mail-adressen igen."
    assert page.soup.select_one("#email")["value"] == address


def with_address(engine, person: Person) -> None:
    with writing(engine) as begun:
        begun.get_one(Person, person.id).email = f"{person.slug}@demo.example"


def test_only_relatives_who_have_been_let_in_get_a_link(browser, village, session, engine):
    relation_id = propose(village, Topic.DINNERS)
    wish_for_link(browser)  # Maja has not answered: not even a word to Karin
    for person in (village.maja, village.anne):
        with_address(engine, person)
        wish_for_link(browser, f"{person.slug}@demo.example")
    assert rows(session, Relation)[0].id == relation_id
    assert letters(session) == []


@pytest.mark.parametrize("how", ["left", "removed"])
def test_a_letter_on_its_way_opens_nothing_for_who_is_no_relative_any_more(
    browser, village, session, engine, how, karin
):
    wish_for_link(browser)
    own = follow(browser, session)
    wish_for_link(browser)
    if how == "left":
        with writing(engine) as begun:
            leave(begun, begun.get_one(Person, karin.id), by_id=village.anne.id, moment=clock.now())
        assert own.get("/paaroerende").address == WAY_IN
    else:
        anne = browser.another().be(village.anne)
        anne.get(STAFF_PAGE)
        anne.press("Fjern Karin")
        assert own.get("/paaroerende").lines()[0] == "Her er tomt lige nu."
    browser.another().get(link_in(letters(session)[-1]), status=404)
    browser.another().post(link_in(letters(session)[-1]), status=404)
    wish_for_link(browser)
    assert len(letters(session)) == 2


def test_her_visit_ends_after_half_a_day_of_rest(browser, session, karin):
    wish_for_link(browser)
    own = follow(browser, session)
    later(hours=11)
    assert own.get("/paaroerende").address == "/paaroerende"
    later(seconds=IDLE_FOR_RELATIVE.total_seconds() + 60)
    assert own.get("/paaroerende").address == WAY_IN


def test_the_link_ends_what_this_browser_held_before(browser, village, session, karin):
    wish_for_link(browser)
    shared = browser.another().be(village.maja)
    shared.get(link_in(letters(session)[0]))
    shared.press("Kom ind")
    assert shared.get("/").address == "/paaroerende"
    with shared.client.session_transaction(base_url="http://localhost") as cookie:
        assert VISIT in cookie
    assert sum(each.ended_at is None for each in rows(session, Visit)) == 1


# --- a key of her own ---


def options(browser: PageClient, address: str) -> dict:
    return json.loads(browser.raw("POST", address, data={"csrf_token": browser.token()}).text)


def make_key(browser: PageClient, session, phone: Phone) -> PageClient:
    wish_for_link(browser)
    own = follow(browser, session)
    made = phone.make(options(own, f"{WAY_IN}/noegle/ny/valg"))
    own.post(f"{WAY_IN}/noegle/ny", {"credential": made})
    return own


def show_key(browser: PageClient, phone: Phone):
    browser.get(WAY_IN)
    shown = phone.show(options(browser, f"{WAY_IN}/noegle/valg"))
    return browser.post(f"{WAY_IN}/noegle", {"credential": shown})


def test_her_phone_makes_a_key_that_is_found_without_us(browser, session, karin):
    wish_for_link(browser)
    own = follow(browser, session)
    asked = options(own, f"{WAY_IN}/noegle/ny/valg")
    wanted = asked["authenticatorSelection"]
    assert (wanted["residentKey"], wanted["userVerification"]) == ("required", "required")
    phone = Phone()
    page = own.post(f"{WAY_IN}/noegle/ny", {"credential": phone.make(asked)})
    assert (page.address, page.status_message) == ("/paaroerende", "Din telefon kender dig nu.")
    (key,) = rows(session, Passkey)
    assert (key.person_id, key.device_id, key.credential_id) == (karin.id, None, phone.id)
    again = [each["id"] for each in options(own, f"{WAY_IN}/noegle/ny/valg")["excludeCredentials"]]
    assert again == [b64(phone.id)]


def test_with_her_key_she_comes_in_without_a_letter(browser, session, karin):
    phone = Phone()
    make_key(browser, session, phone)
    own = browser.another()
    own.get(WAY_IN)
    assert own.page.has("button", "Brug nøgle")
    assert not options(own, f"{WAY_IN}/noegle/valg").get("allowCredentials")
    assert show_key(own, phone).address == "/paaroerende"
    newest = rows(session, Visit)[-1]
    assert (newest.person_id, newest.came_in_by, newest.trust) == (karin.id, CameInBy.PASSKEY, Trust.ACT)
    wish_for_link(browser)
    assert follow(browser, session).page.address == "/paaroerende"  # nothing more to offer


@pytest.mark.parametrize("fault", ["did not know her", "another's key", "shown twice", "garbage", "no longer let in"])
def test_a_key_that_is_not_good_opens_nothing(browser, village, session, engine, karin, fault):
    phone = Phone()
    make_key(browser, session, phone)
    own = browser.another()
    if fault == "did not know her":
        phone.knows_owner = False
    elif fault == "another's key":
        phone = Phone()
    elif fault == "no longer let in":
        with writing(engine) as begun:
            for relation in begun.query(Relation):
                relation.ended_at = clock.now()
    own.get(WAY_IN)
    shown = phone.show(options(own, f"{WAY_IN}/noegle/valg"))
    if fault == "shown twice":
        own.post(f"{WAY_IN}/noegle", {"credential": shown})
        own.post("/ind/faerdig")
    page = own.post(f"{WAY_IN}/noegle", {"credential": "[" * 9 if fault == "garbage" else shown})
    assert page.address == WAY_IN
    assert page.soup.select_one("#fejl").get_text(strip=True) == "Nøglen virker ikke, så bed om et link."


def test_a_key_made_without_knowing_its_owner_is_not_kept(browser, session, karin):
    make_key(browser, session, Phone(knows_owner=False))
    assert rows(session, Passkey) == []


def test_a_residents_key_is_no_way_in_for_relatives(browser, village, session, karin):
    majas = browser.another()
    majas.get(f"/tilmeld/{village.link(village.maja)}")
    majas.press("Ja, det er den")
    phone = Phone()
    made = phone.make(json.loads(majas.raw("POST", "/ind/noegle/ny/valg", data={"csrf_token": majas.token()}).text))
    majas.post("/ind/noegle/ny", {"credential": made})
    assert len(rows(session, Passkey)) == 1
    assert show_key(browser.another(), phone).address == WAY_IN


@pytest.mark.parametrize("who", ["maja", "anne"])
def test_a_relatives_key_is_made_by_relatives_only(browser, village, who):
    own = browser.another().be(getattr(village, who))
    own.get(f"{WAY_IN}/noegle", status=404)
    for address in ("/noegle/ny/valg", "/noegle/ny"):
        own.post(WAY_IN + address, status=404)
    assert getattr(village, who).role is not Role.RELATIVE
