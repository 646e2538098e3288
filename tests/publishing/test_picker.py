"""Anne chooses a line's picture: a suggestion, one she searches for, a photo of the resident's, or none."""

import pytest

from portal import clock
from portal.db import writing
from portal.people.models import LogKind, PrivatePhoto
from portal.people.private_photos import keep_private
from portal.pictograms.catalogue import OTHERS
from portal.publishing import actions
from portal.publishing.models import HistoryEntry, Manuscript
from portal.publishing.queries import manuscript_of
from tests.house.arranging import logged, rows
from tests.house.street import come_in
from tests.media.photo_files import photo
from tests.publishing.picking import begin, document, page_of, picture_of, send, stored

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def agreement_id(village, engine) -> int:
    """An agreement of Maja's that Anne writes in."""
    return begin(village, engine, village.maja)


@pytest.fixture
def anne(browser, village):
    return come_in(browser, village.anne)


# --- choosing ---


def test_three_pictures_are_suggested_from_the_sentence_and_named(anne, agreement_id):
    page = anne.get(page_of(agreement_id))
    assert "Jeg drikker kaffe med naboen." in page.main
    names = [button.get_text(strip=True) for button in page.soup.select("main form")[0].select("button")]
    assert names == ["kaffe", "nabo", "vand", "Intet billede"]
    assert [button.get_text(strip=True) for button in page.soup.select("[aria-current]")][-1] == "kaffe"


def test_a_suggestion_becomes_the_lines_picture_and_nothing_else_changes(anne, session, agreement_id):
    before = document(session, agreement_id)
    anne.get(page_of(agreement_id))
    page = anne.press("nabo")
    assert page.status_message == "Billedet er gemt."
    after = document(session, agreement_id)
    assert picture_of(session, agreement_id) == "neighbour"
    assert [line.sentence for line in after.lines] == [line.sentence for line in before.lines]
    assert after.picture == before.picture


def test_one_comes_back_to_the_line(anne, agreement_id):
    with anne.raw("POST", page_of(agreement_id), data={"csrf_token": anne.token(), "picture": "tea"}) as answer:
        assert answer.status_code == 303
        assert answer.headers["Location"].endswith("#linje-aaaa1111")


def test_the_title_has_a_picture_of_its_own(anne, session, agreement_id):
    page = anne.get(page_of(agreement_id, "titel"))
    assert "Ro i opgangen" in page.main
    anne.press("Intet billede")
    assert document(session, agreement_id).picture is None
    anne.post(page_of(agreement_id, "titel"), {"picture": "om:1F40C"})
    assert document(session, agreement_id).picture == "om:1F40C"


def test_no_picture_is_a_choice(anne, session, agreement_id):
    anne.get(page_of(agreement_id))
    assert anne.press("Intet billede").status_message == "Linjen har intet billede nu."
    assert picture_of(session, agreement_id) is None
    current = anne.get(page_of(agreement_id)).soup.select("[aria-current=true]")
    assert [each.get_text(strip=True) for each in current] == ["Intet billede"]


def test_nothing_is_chosen_by_looking_and_searching(anne, session, agreement_id):
    before = document(session, agreement_id)
    for address in ("", "?q=snegl", "/fund?q=snegl"):
        with anne.raw("GET", page_of(agreement_id) + address) as answer:
            assert answer.status_code == 200
    assert document(session, agreement_id) == before


def test_an_empty_line_can_have_a_picture_too(anne, agreement_id):
    page = anne.get(page_of(agreement_id, "cccc3333"))
    assert "Linjen er tom endnu." in page.main
    assert "Ingen forslag. Søg efter et billede." in page.main


# --- searching ---


def test_without_script_a_search_is_a_page_of_its_own(anne, session, agreement_id):
    form = anne.get(page_of(agreement_id)).soup.select_one("form[role=search]")
    assert (form["method"], form["action"]) == ("get", page_of(agreement_id))
    page = anne.get(page_of(agreement_id) + "?q=snegl")
    assert page.soup.select_one("#antal").get_text(strip=True) == "1 billede"
    assert page.soup.select_one("#q")["value"] == "snegl"
    anne.press("snegl")
    assert picture_of(session, agreement_id) == "om:1F40C"


def test_ours_are_shown_first_and_at_most_twenty_four(anne, agreement_id):
    page = anne.get(page_of(agreement_id) + "?q=te")
    keys = [button["value"] for button in page.soup.select("#fund button")]
    assert keys[0] == "tea" and len(keys) == 24
    assert any(key.startswith(OTHERS) for key in keys)
    assert all(button.get_text(strip=True) for button in page.soup.select("#fund button"))


def test_a_word_that_finds_nothing_says_what_to_do(anne, agreement_id):
    page = anne.get(page_of(agreement_id) + "?q=xyzzy")
    assert page.soup.select_one("#antal").get_text(strip=True) == "Intet fundet. Prøv et andet ord."


def test_while_somebody_types_only_the_found_pictures_are_fetched(anne, agreement_id):
    with anne.raw("GET", page_of(agreement_id) + "/fund?q=snegl") as answer:
        assert "<html" not in answer.text and "kaffe" not in answer.text
        assert 'value="om:1F40C"' in answer.text
        assert '<p id="antal" hx-swap-oob="innerHTML">1 billede</p>' in answer.text
        assert answer.headers["HX-Replace-Url"] == page_of(agreement_id) + "?q=snegl"


def test_any_word_can_be_searched_for(anne, agreement_id):
    for query in ("<script>", "%00", "æ" * 5_000, "a b c d e f g", "%F0%9F%90%8C", "om:1F40C"):
        anne.get(f"{page_of(agreement_id)}?q={query}")


# --- what is refused ---


def test_a_picture_that_does_not_exist_is_refused(anne, session, agreement_id):
    for key in (
        "unicorn",
        "om:1F40",
        "om:../x",
        "foto:",
        "foto:../x",
        "foto:\x00",
        "\x00",
        f"foto:{'0' * 32}.webp",
        "x" * 900,
    ):
        page = anne.post(page_of(agreement_id), {"picture": key}, status=422)
        assert "Billedet findes ikke. Vælg et andet." in page.main
    assert picture_of(session, agreement_id) == "coffee"


def test_another_residents_photo_is_no_picture_for_maja(anne, app, village, engine, session, agreement_id):
    name = app.extensions["photos"].keep(photo())
    with writing(engine) as changing:
        keep_private(changing, name, resident_id=village.ali.id, by_id=village.mette.id, moment=clock.now())
    anne.post(page_of(agreement_id), {"picture": f"foto:{name}"}, status=422)
    portrait = app.extensions["photos"].keep(photo())
    anne.post(page_of(agreement_id), {"picture": f"foto:{portrait}"}, status=422)
    assert picture_of(session, agreement_id) == "coffee"


def test_a_line_that_is_not_there_has_no_page(anne, agreement_id):
    anne.get(page_of(agreement_id, "dddd4444"), status=404)
    anne.get(page_of(agreement_id + 1), status=404)
    anne.get(page_of(agreement_id).replace("aftale", "menu"), status=404)


def test_a_picture_for_a_line_that_was_deleted_meanwhile_says_so(anne, agreement_id):
    page = anne.post(page_of(agreement_id, "dddd4444"), {"picture": "tea"}, status=409)
    assert "Linjen er slettet." in page.main


def test_a_picture_for_what_was_published_meanwhile_says_so(anne, session, engine, agreement_id):
    anne.get(page_of(agreement_id))
    with writing(engine) as changing:
        changing.delete(manuscript_of(changing, "aftale", agreement_id))
    page = anne.post(page_of(agreement_id), {"picture": "tea"}, status=409)
    assert "Kladden er væk." in page.main


def test_others_staff_find_no_page_and_change_nothing(browser, village, session, app, agreement_id):
    mette = come_in(browser, village.mette)
    mette.get(page_of(agreement_id), status=404)
    mette.get(page_of(agreement_id) + "/fund?q=te", status=404)
    mette.post(page_of(agreement_id), {"picture": "tea"}, status=404)
    with send(mette, page_of(agreement_id), photo()) as answer:
        assert answer.status_code == 404
    assert picture_of(session, agreement_id) == "coffee"
    assert stored(app) == [] and rows(session, PrivatePhoto) == []


# --- who looked ---


def test_opening_the_page_is_a_look_and_searching_is_not_another(browser, village, session, agreement_id):
    bo = come_in(browser, village.bo)
    bo.get(page_of(agreement_id))
    for query in ("s", "sn", "sne"):
        bo.raw("GET", page_of(agreement_id) + f"/fund?q={query}").close()
    assert logged(session, LogKind.SAW_DRAFT) == [(village.bo.id, village.maja.id)]


def test_a_new_picture_calls_a_planned_publishing_off(anne, engine, session, village, agreement_id):
    with writing(engine) as changing:
        held = actions.held(changing, "aftale", agreement_id)
        actions.plan(
            changing, held, clock.now().replace(hour=20), by_id=village.anne.id, hard_because="", moment=clock.now()
        )
    anne.post(page_of(agreement_id), {"picture": "tea"})
    (manuscript,) = rows(session, Manuscript)
    assert manuscript.publish_at is None
    assert "not planned" in [entry.happened for entry in rows(session, HistoryEntry)]
