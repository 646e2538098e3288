"""Anne gives a line a photo of her own, and whoever sends something else is told so in one sentence."""

import pytest

from portal.media.photos import TOO_LARGE, UNREADABLE
from portal.people.models import PrivatePhoto
from tests.house.arranging import rows
from tests.house.street import come_in
from tests.media.photo_files import BOMBS, NO_PHOTOS, POLYGLOTS, photo
from tests.publishing.picking import begin, page_of, picture_of, send, stored

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

FIFTY_MEGABYTES = 50_000_000


@pytest.fixture
def agreement_id(village, engine) -> int:
    """An agreement of Maja's that Anne writes in."""
    return begin(village, engine, village.maja)


@pytest.fixture
def anne(browser, village):
    return come_in(browser, village.anne)


def test_a_photo_becomes_the_lines_picture_and_majas_own(anne, app, village, session, agreement_id):
    assert "Kun Maja og I kan se det." in anne.get(page_of(agreement_id)).main
    with send(anne, page_of(agreement_id), photo()) as answer:
        assert answer.status_code == 303
    (kept,) = rows(session, PrivatePhoto)
    assert picture_of(session, agreement_id) == f"foto:{kept.name}"
    assert (kept.resident_id, kept.kept_by_id) == (village.maja.id, village.anne.id)
    assert [path.name for path in stored(app)] == [kept.name]
    page = anne.get(page_of(agreement_id))
    assert page.soup.select_one(f'.picker-line img[src="/foto/{kept.name}"]')


def test_a_photo_can_be_used_again_on_another_line(anne, app, session, agreement_id):
    send(anne, page_of(agreement_id), photo()).close()
    anne.get(page_of(agreement_id, "bbbb2222"))
    anne.press("Foto 1")
    first, second = (picture_of(session, agreement_id, line_id) for line_id in ("aaaa1111", "bbbb2222"))
    assert first == second and first.startswith("foto:")
    assert len(stored(app)) == 1


def test_a_photo_of_alis_is_not_offered_for_maja(anne, browser, village, engine, agreement_id):
    mette = come_in(browser, village.mette)
    send(mette, page_of(begin(village, engine, village.ali)), photo()).close()
    assert not anne.get(page_of(agreement_id)).has("button", "Foto 1")


def test_a_photo_that_is_replaced_stays_for_the_versions_that_show_it(anne, app, agreement_id):
    send(anne, page_of(agreement_id), photo()).close()
    send(anne, page_of(agreement_id), photo("PNG", (40, 30))).close()
    assert len(stored(app)) == 2


def test_what_is_no_photo_gets_one_clear_sentence_and_nothing_is_stored(anne, app, session, agreement_id):
    told = {}
    for what, data in {**NO_PHOTOS, **BOMBS}.items():
        with send(anne, page_of(agreement_id), data) as answer:
            assert answer.status_code == 422, what
            told[what] = answer.text.split('id="photo-fault">')[1].split("<")[0]
    assert set(told.values()) == {UNREADABLE, TOO_LARGE}
    assert {what for what, sentence in told.items() if sentence == TOO_LARGE} == BOMBS.keys()
    assert stored(app) == [] and rows(session, PrivatePhoto) == []
    assert picture_of(session, agreement_id) == "coffee"


def test_a_photo_that_is_something_else_as_well_is_only_a_photo_afterwards(anne, app, agreement_id):
    for what, data in POLYGLOTS.items():
        with send(anne, page_of(agreement_id), data) as answer:
            assert answer.status_code == 303, what
    assert len(stored(app)) == len(POLYGLOTS)
    assert not [kept for kept in stored(app) if b"KANARIE" in kept.read_bytes()]


def test_the_files_own_name_and_kind_are_not_believed(anne, app, agreement_id):
    for name in ("../../x.php", "x.svg", "x.html", "\x00.jpg", "æ" * 300):
        with send(anne, page_of(agreement_id), photo("PNG", (9, 9)), name=name, kind="text/html") as answer:
            assert answer.status_code == 303, name
    assert len(stored(app)) == 5
    for kept in stored(app):
        with anne.raw("GET", f"/foto/{kept.name}") as answer:
            assert answer.mimetype == "image/webp"


def test_a_form_without_a_file_says_what_to_do(anne, app, agreement_id):
    anne.get(page_of(agreement_id))
    page = anne.press("Brug fotoet", status=422)
    assert "Vælg et foto." in page.main
    assert page.soup.select_one("#photo")["aria-invalid"] == "true"
    assert stored(app) == []


def test_fifty_megabytes_get_a_page_that_says_what_to_do(anne, app, session, agreement_id):
    with send(anne, page_of(agreement_id), photo() + bytes(FIFTY_MEGABYTES)) as answer:
        assert answer.status_code == 413
        assert "Det er for stort" in answer.text and "Send noget mindre." in answer.text
    assert stored(app) == [] and rows(session, PrivatePhoto) == []


def test_a_photo_of_thirteen_megabytes_is_too_large(anne, app, agreement_id):
    with send(anne, page_of(agreement_id), photo() + bytes(12_000_001)) as answer:
        assert answer.status_code == 422
        assert TOO_LARGE in answer.text
    assert stored(app) == []


def test_a_photo_for_a_line_that_was_deleted_meanwhile_is_not_kept(anne, app, session, agreement_id):
    with send(anne, page_of(agreement_id, "dddd4444"), photo()) as answer:
        assert answer.status_code == 409
    assert stored(app) == [] and rows(session, PrivatePhoto) == []


def test_a_photo_without_the_forms_token_is_not_kept(anne, app, agreement_id):
    with send(anne, page_of(agreement_id), photo(), csrf_token="x") as answer:
        assert answer.status_code == 400
    assert stored(app) == []
