"""A photo for one of Maja's lines is shown to Maja, to her own staff, and to those she lets see her agreements."""

from datetime import timedelta

import pytest

from portal import clock
from portal.db import writing
from portal.people.consent import actions as consents
from portal.people.consent.models import Relation
from portal.people.consent.rules import Topic
from portal.people.models import Attachment, LogEntry, PrivatePhoto
from portal.people.private_photos import keep_private, photos_of
from portal.people.rules import Role
from tests.consent.family import propose, relative_of, say_yes
from tests.house.arranging import rows
from tests.house.street import come_in
from tests.media.photo_files import photo

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def keep(app, village, resident=None) -> str:
    """A private photo's name."""
    name = app.extensions["photos"].keep(photo("PNG", (40, 30)))
    with writing(village.engine) as session:
        owner = (resident or village.maja).id
        keep_private(session, name, resident_id=owner, by_id=village.anne.id, moment=clock.now())
    return name


@pytest.fixture
def name(app, village) -> str:
    """The name of a photo of Maja's."""
    return keep(app, village)


def sees(browser, name: str) -> bool:
    with browser.raw("GET", f"/foto/{name}") as answer:
        assert answer.status_code in (200, 404)
        assert answer.status_code == 404 or answer.headers["Cache-Control"] == "private, no-store"
        return answer.status_code == 200


def test_only_maja_and_her_own_staff_see_it(browser, village, name):
    lis = village.person("Lis", Role.LEADER)
    told = {
        who.first_name: sees(come_in(browser, who), name)
        for who in (village.maja, village.anne, village.bo, village.mette, village.ali, village.karin, lis)
    }
    assert told == {
        "Maja": True, "Anne": True, "Bo": True, "Mette": False, "Ali": False, "Karin": False, "Lis": False,
    }  # fmt: skip
    assert not sees(browser, name), "a stranger"


@pytest.mark.parametrize(
    ("topics", "seen"),
    [((), False), ((Topic.AGREEMENTS,), True), ((Topic.HOURS, Topic.DINNERS, Topic.ACTIVITIES), False)],
)
def test_a_relative_sees_it_with_the_agreements_and_not_without(browser, village, session, name, topics, seen):
    _relation, karin = relative_of(village, session, *topics)
    assert sees(come_in(browser, karin), name) is seen


@on_sqlite
def test_a_relative_who_is_only_asked_about_does_not_see_it(browser, village, session, name):
    relation_id = propose(village, Topic.AGREEMENTS)
    karin_id = rows(session, Relation, Relation.id == relation_id)[0].relative_id
    (karin,) = rows(session, type(village.maja), type(village.maja).id == karin_id)
    assert not sees(come_in(browser, karin), name)


@on_sqlite
def test_when_maja_says_stop_the_photo_is_gone_at_the_next_request(browser, village, session, engine, name):
    relation_id, karin = relative_of(village, session, Topic.AGREEMENTS)
    at_home = come_in(browser, karin)
    assert sees(at_home, name)
    with writing(engine) as changing:
        consents.say_no(changing, changing.get_one(Relation, relation_id), Topic.AGREEMENTS, moment=clock.now())
    assert not sees(at_home, name)


@on_sqlite
def test_a_consent_that_has_run_out_shows_nothing(browser, village, session, name):
    relation_id, karin = relative_of(village, session)
    say_yes(village.engine, relation_id, Topic.AGREEMENTS, months=1)
    clock.freeze((clock.now() + timedelta(days=40)).replace(tzinfo=None))
    assert not sees(come_in(browser, karin), name)


@on_sqlite
def test_one_residents_relative_sees_no_photo_of_another(app, browser, village, session):
    _relation, karin = relative_of(village, session, Topic.AGREEMENTS)
    assert not sees(come_in(browser, karin), keep(app, village, village.ali))


@on_sqlite
def test_staff_who_no_longer_work_with_maja_do_not_see_it(browser, village, engine, name):
    bo = come_in(browser, village.bo)
    assert sees(bo, name)
    with writing(engine) as session:
        session.delete(session.get_one(Attachment, (village.bo.id, village.maja.id)))
    assert not sees(bo, name)


@on_sqlite
def test_a_tablet_that_only_knows_whose_it_is_shows_no_private_photo(browser, village, name):
    token = village.device(village.maja)[1]
    browser.use_device(token).get("/ind")
    browser.press("Maja")
    assert not sees(browser, name), "before the card or the key"


@on_sqlite
def test_a_photo_on_a_page_is_no_look_of_its_own(browser, village, session, name):
    anne = come_in(browser, village.anne)
    before = len(rows(session, LogEntry))
    assert sees(anne, name)
    assert len(rows(session, LogEntry)) == before


@on_sqlite
def test_a_photo_whose_file_is_gone_is_not_there(app, browser, village, name):
    app.extensions["photos"].drop(name)
    assert not sees(come_in(browser, village.maja), name)


@on_sqlite
def test_a_residents_photos_are_found_newest_first(app, village, session):
    first = keep(app, village)
    clock.freeze((clock.now() + timedelta(minutes=1)).replace(tzinfo=None))
    second = keep(app, village)
    keep(app, village, village.ali)
    assert photos_of(session, village.maja.id, limit=9) == [second, first]
    assert photos_of(session, village.maja.id, limit=1) == [second]
    assert [row.kept_by_id for row in rows(session, PrivatePhoto)] == [village.anne.id] * 3


@pytest.mark.parametrize("odd", ["%00", "x", "..%2Fportal.sqlite3", "0" * 32, "%F0%9F%90%8C.webp", "æ" * 3_000])
def test_an_odd_name_is_no_photo(browser, village, odd):
    assert not sees(come_in(browser, village.anne), odd)


# --- drawings that are not ours ---


@on_sqlite
def test_a_drawing_that_is_not_ours_is_served_to_be_kept_for_a_year(browser):
    with browser.raw("GET", "/billede/om-1F40C.svg?v=1") as answer:
        assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in answer.headers
        assert answer.text.startswith("<svg")


@on_sqlite
@pytest.mark.parametrize(
    "code",
    ["", "1F40", "1f40c", "own-card", "..%2F1F40C", "..", "%2e%2e%2f1F40C", "1F40C.svg", "1F40C%00", "1F1E9-1F1F0"],
)
def test_no_other_file_is_a_drawing(browser, code):
    with browser.raw("GET", f"/billede/om-{code}.svg") as answer:
        assert answer.status_code == 404


@on_sqlite
def test_a_picture_in_a_template_may_be_any_of_the_three_kinds(app):
    with app.test_request_context():
        picture = app.jinja_env.globals["picture"]
        assert 'src="/static/p/coffee.' in picture("coffee")
        assert 'src="/billede/om-1F40C.svg?v=' in picture("om:1F40C", "small")
        shown = picture(f"foto:{'0' * 32}.webp")
        assert shown == f'<img class="picture picture-photo" src="/foto/{"0" * 32}.webp" alt="">'
        assert picture(None) == picture("") == ""
        assert "<script" not in picture('foto:"><script>alert(1)</script>')
