"""Anne, the leader: who moves in, who works with whom, whose face it is, and who leaves."""

from io import BytesIO

import pytest
from PIL import Image

from portal.people.models import Attachment, Card, LogKind, Person
from portal.people.rules import Role
from tests.house.arranging import logged, rows

MAJA = "/personale/beboer/maja"
FOLK = "/personale/folk"
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def anne(browser, village):
    return browser.be(village.anne)


def photo() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (600, 800), "teal").save(drawn, "JPEG")
    return drawn.getvalue()


def send_photo(anne, data: bytes, name: str = "maja.jpg"):
    anne.get(f"{MAJA}/ret")
    fields = {"csrf_token": anne.token(), "photo": (BytesIO(data), name)}
    return anne.raw("POST", f"{MAJA}/foto", data=fields, content_type="multipart/form-data")


def test_maja_gets_a_face(anne, session, village):
    assert send_photo(anne, photo()).status_code == 303
    maja = session.get_one(Person, village.maja.id)
    assert maja.photo
    with anne.raw("GET", maja.photo_url) as shown:
        assert shown.status_code == 200
    assert logged(session, LogKind.CHANGED_PROFILE) == [(village.anne.id, village.maja.id)]


@on_sqlite
@pytest.mark.parametrize("data", [b"", b"hej", photo()[:200]], ids=["nothing", "no picture", "half a picture"])
def test_what_is_no_photo_changes_nothing(anne, session, village, data):
    answer = send_photo(anne, data)
    assert answer.status_code == 422
    assert "Billedet virker ikke, så vælg et andet." in answer.text
    assert session.get_one(Person, village.maja.id).photo is None


def test_a_name_can_be_put_right(anne, village):
    anne.get(f"{MAJA}/ret")
    page = anne.press("Gem navnet", first_name="Maja-Li")
    assert page.title == "Ret Maja-Li"
    page = anne.press("Gem navnet", first_name=" ", status=422)
    assert "Skriv et fornavn." in page.main


@on_sqlite
def test_the_contact_person_is_somebody_who_works_with_her(anne, session, village):
    anne.get(f"{MAJA}/ret")
    anne.press("Gem kontakt-personen", staff=str(village.bo.id))
    assert session.get_one(Person, village.maja.id).contact_id == village.bo.id
    anne.get(f"{MAJA}/ret")
    anne.press("Gem kontakt-personen", staff=str(village.mette.id), status=409)
    session.expire_all()
    assert session.get_one(Person, village.maja.id).contact_id == village.bo.id


def test_a_new_resident_moves_in_and_the_leader_works_with_her(anne, session, village):
    anne.get(FOLK)
    anne.press("Ny beboer", first_name="Åse")
    anne.get(FOLK)
    anne.press("Ny beboer", first_name="Åse")
    made = [person for person in rows(session, Person) if person.first_name == "Åse"]
    assert [person.slug for person in made] == ["aase", "aase-2"]
    assert all(person.contact_id == village.anne.id for person in made)
    assert anne.get("/personale").link("Åse") == "/personale/beboer/aase"


def test_attaching_and_ending_it_opens_and_shuts_her_things_at_once(anne, browser, village, session):
    mette = browser.another().be(village.mette)
    mette.get(MAJA, status=404)
    anne.get(FOLK)
    name = "Mette arbejder med Maja"
    anne.press(name)
    mette.get(MAJA)
    assert anne.page.button(name)["aria-pressed"] == "true"
    anne.press(name)
    mette.get(MAJA, status=404)
    pair = (village.anne.id, village.maja.id)
    assert logged(session, LogKind.ATTACHED) == [pair] and logged(session, LogKind.DETACHED) == [pair]


@on_sqlite
def test_only_a_leader_meets_the_list_of_everybody(browser, village):
    bo = browser.be(village.bo)
    bo.get(FOLK, status=404)
    bo.post(FOLK, {"first_name": "Ib", "role": "resident"}, status=404)
    bo.post(f"{FOLK}/{village.ali.id}/personale/{village.bo.id}", status=404)
    bo.post(f"{FOLK}/{village.ali.id}/farvel", status=404)


def test_when_maja_moves_everything_of_hers_stops_at_once(anne, browser, village, session):
    card = village.card(village.maja)
    phone = browser.another().use_device(village.device(village.maja)[1])
    phone.get("/ind")
    phone.press("Maja")
    anne.get(f"{FOLK}/{village.maja.id}/farvel")
    anne.press("Ja, Maja er ude nu")
    assert phone.raw("GET", "/aftaler").status_code == 303
    browser.another().use_device(village.device()[1]).get(f"/kort/{card}", status=403)
    assert all(each.revoked_at for each in rows(session, Card))
    assert not [row for row in rows(session, Attachment) if row.resident_id == village.maja.id]
    anne.get(MAJA, status=404)


@on_sqlite
def test_a_leader_does_not_end_her_own_work(anne, village):
    anne.post(f"{FOLK}/{village.anne.id}/farvel", status=404)


def test_staff_who_stop_are_out_at_once(anne, browser, village, session):
    bo = browser.another().be(village.bo)
    anne.get(f"{FOLK}/{village.bo.id}/farvel")
    anne.press("Ja, Bo er ude nu")
    assert bo.raw("GET", "/personale").status_code == 303
    assert session.get_one(Person, village.bo.id).role is Role.STAFF


def test_a_sheet_of_cards_for_those_who_were_chosen(anne, village, session):
    page = anne.get("/personale/kort")
    assert "Ali" not in page.main
    anne.press("Lav kort til print", status=422)
    answer = anne.raw("POST", "/personale/kort", data={"csrf_token": anne.token(), "beboer": ["maja", "ali"]})
    assert answer.mimetype == "application/pdf" and answer.data.startswith(b"%PDF")
    assert [card.resident_id for card in rows(session, Card)] == [village.maja.id]
