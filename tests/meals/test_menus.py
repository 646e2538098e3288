"""The library of menus: written in the desk's editor, told what is in them, bought for, copied."""

from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest
import sqlalchemy as sa

from portal.meals import telling
from portal.meals.food import ALLERGENS, NAMES
from portal.meals.menu_actions import IS_EATEN
from portal.meals.menu_kind import MOST_LINES, NO_LINE, NO_TITLE, TOO_MANY, MenuKind
from portal.meals.models import DietItem, Menu
from portal.meals.shopping import Unit, ingredients_of
from portal.people.models import LogEntry, LogKind, PrivatePhoto
from portal.publishing.rules import Document, new_line
from tests.agreements.reading_paper import lines_on
from tests.house.arranging import rows
from tests.media.photo_files import photo
from tests.publishing.picking import send as send_photo

LIBRARY = "/personale/mad/menuer"


@pytest.fixture
def anne(browser, village):
    return browser.be(village.anne)


def menu_now(session, menu_id):
    session.rollback()
    return session.get_one(Menu, menu_id, populate_existing=True)


def write_a_menu(anne) -> int:
    """The id of a draft with a title and two lines."""
    anne.get(LIBRARY)
    page = anne.press("Skriv en ny menu")
    editor = page.address.split("?")[0]
    anne.post(f"{editor}/titel", {"title": "", "sentence": "Suppe", "was": ""})
    first = anne.get(editor).soup.select_one("#linjer textarea")["id"].removeprefix("linje-")
    anne.post(f"{editor}/linje/{first}", {"sentence": "Vi spiser suppe.", "was": ""})
    return int(editor.rsplit("/", 1)[1])


def test_anne_writes_a_menu_and_publishes_it(anne, session):
    menu_id = write_a_menu(anne)
    assert menu_now(session, menu_id).published_at is None
    assert "Kladde" in anne.get(LIBRARY).main
    anne.get(f"/personale/skriv/menu/{menu_id}")
    page = anne.press("Udgiv nu")
    assert page.address == LIBRARY and "Vi ved ikke, hvad der er i maden endnu." in page.main
    menu = menu_now(session, menu_id)
    assert (menu.title, menu.picture, menu.lines) == ("Suppe", "dinner", [["Vi spiser suppe.", None]])
    anne.press("Ret: Suppe")
    assert "Vi spiser suppe." in anne.page.html and anne.page.has("a", "Beboerne ser")


def test_a_menu_is_looked_at_as_residents_and_paper_show_it_and_no_look_is_logged(anne, session):
    menu_id = write_a_menu(anne)
    page = anne.get(f"/personale/skriv/menu/{menu_id}/vis/beboer")
    assert (page.title, page.lines()) == ("Suppe", ["Vi spiser suppe."])
    paper = anne.raw("GET", f"/personale/skriv/menu/{menu_id}/vis/print")
    with pikepdf.open(BytesIO(paper.data)) as pdf:
        assert lines_on(pdf) == ["Suppe", "Vi spiser suppe."]
    anne.get(f"/personale/skriv/menu/{menu_id}/historik")
    looked = {LogKind.SAW_DRAFT, LogKind.SAW_AS}
    assert not looked & {each.kind for each in rows(session, LogEntry)}


def test_a_menu_is_nobodys_so_it_has_drawings_and_no_photos(anne, village, engine, session):
    menu_id = write_a_menu(anne)
    address = f"/personale/skriv/menu/{menu_id}/linje/titel/billede"
    assert not anne.get(address).has("button", "Brug fotoet")
    with send_photo(anne, address, photo()) as answer:
        assert answer.status_code == 422 and "Vælg et af de tegnede billeder." in answer.text
    assert rows(session, PrivatePhoto) == []
    anne.post(address, {"picture": "foto:abc.webp"}, status=422)
    anne.post(address, {"picture": "soup"})
    page = anne.get(f"/personale/skriv/menu/{menu_id}")
    anne.press("Udgiv nu")
    assert page and menu_now(session, menu_id).picture == "soup"


def document(*sentences, title="Suppe"):
    return Document(title, None, tuple(new_line("dish", sentence) for sentence in sentences))


@pytest.mark.parametrize(
    ("written", "faults"),
    [
        (document("Vi spiser suppe."), []),
        (document("Vi spiser suppe.", title=""), [NO_TITLE]),
        (document(""), [NO_LINE]),
        (document(*["Vi spiser suppe."] * (MOST_LINES + 1)), [TOO_MANY]),
    ],
)
def test_what_must_be_mended_before_a_menu_is_published(written, faults):
    assert [fault.sentence for fault in MenuKind().faults(written)] == faults


def test_what_is_in_the_food_is_chosen_with_pictures_and_tells_whoever_does_not_eat_it(anne, kitchen, village, session):
    menu = kitchen.menu("Suppe", known=False)
    dinner = kitchen.dinner(menu=menu)
    kitchen.say(dinner, village.maja)
    session.add(DietItem(person_id=village.maja.id, item="celery"))
    session.commit()
    page = anne.get(f"{LIBRARY}/{menu.id}/indhold")
    boxes = {each["value"] for each in page.soup.select("[name=mad]")}
    assert {food.value for food in ALLERGENS} <= boxes and {"pork", "beef", "alcohol"} <= boxes
    assert len(page.soup.select("main .choice img")) == len(boxes) + 2
    assert page.soup.select_one("[name=kendt][checked]")["value"] == "nej"
    anne.press("Gem indholdet", mad=["celery"], kendt="ja")
    assert (menu_now(session, menu.id).contains, menu_now(session, menu.id).is_known) == (["celery"], True)
    assert kitchen.told(village.maja) == [telling.CLASH]
    assert f"I maden: {NAMES[ALLERGENS[8]].word}" in anne.page.main


def test_whether_it_is_known_must_be_said_and_what_was_ticked_stays(anne, kitchen, session):
    menu = kitchen.menu()
    page = anne.post(f"{LIBRARY}/{menu.id}/indhold", {"mad": "milk"}, status=422)
    assert "Vælg, om I ved, hvad der er i maden." in page.main
    assert page.soup.select_one("[name=mad][value=milk]").has_attr("checked")
    anne.press("Gem indholdet", kendt="nej")
    kept = menu_now(session, menu.id)
    assert (kept.contains, kept.is_known) == (["milk"], False)


def test_ingredients_are_typed_on_one_screen_and_a_wrong_row_keeps_everything(anne, kitchen, session):
    menu = kitchen.menu()
    address = f"{LIBRARY}/{menu.id}/indkoeb"
    anne.get(address)
    typed = {"navn": ["ris", "løg", ""], "maengde": ["75", "lidt", ""], "enhed": ["g", "piece", "g"]}
    page = anne.press("Gem varerne", status=422, **typed)
    assert "løg: Skriv et tal, for eksempel 0,5 eller 100." in page.main
    assert [each["value"] for each in page.soup.select("[name=maengde]")] == ["75", "lidt", ""]
    assert menu_now(session, menu.id).ingredients == []
    page = anne.press("Gem, og vis flere rækker", **(typed | {"maengde": ["75", "0,5", ""]}))
    assert [each["value"] for each in page.soup.select("[name=navn]")] == ["ris", "løg", *[""] * 5]
    found = ingredients_of(menu_now(session, menu.id).ingredients)
    assert [(each.name, each.amount, each.unit) for each in found] == [
        ("ris", Decimal(75), Unit.GRAM), ("løg", Decimal("0.5"), Unit.PIECE),
    ]  # fmt: skip


def test_a_copy_begins_with_the_same_words_and_the_same_food(anne, kitchen, session):
    menu = kitchen.menu("Lasagne", "milk")
    anne.get(LIBRARY)
    page = anne.press("Kopiér: Lasagne")
    assert "Vi spiser lasagne." in page.html
    (copied,) = [each for each in rows(session, Menu) if each.id != menu.id]
    assert (copied.contains, copied.is_known, copied.published_at) == (["milk"], True, None)


def test_a_menu_that_is_eaten_soon_is_not_withdrawn(anne, kitchen, session):
    menu = kitchen.menu()
    kitchen.dinner(menu=menu)
    anne.post(f"/personale/skriv/menu/{menu.id}/begynd")
    assert IS_EATEN in anne.press("Træk det udgivne tilbage", status=409).text
    assert menu_now(session, menu.id).published_at is not None


def test_the_library_finds_a_menu_by_a_piece_of_its_name(anne, kitchen):
    for title in ("Lasagne", "Æbleskiver", "Suppe"):
        kitchen.menu(title)
    assert "Æbleskiver" in anne.get(f"{LIBRARY}?q=æble").main
    assert "Suppe" not in anne.page.main
    assert "Ingen menu hedder det." in anne.get(f"{LIBRARY}?q=%25").main


def test_twenty_menus_cost_no_more_statements(anne, kitchen, session):
    kitchen.menu()
    before = len(anne.get(LIBRARY).statements)
    for number in range(20):
        kitchen.menu(f"Menu {number}")
    assert len(anne.get(LIBRARY).statements) == before
    assert session.scalar(sa.select(sa.func.count(Menu.id))) == 21
