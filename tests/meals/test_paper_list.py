"""The list in the stairwell: printed without names, keyed in row by row, and nothing lost or decided by itself."""

from io import BytesIO

import pikepdf
import pytest

from portal import clock
from portal.db import writing
from portal.meals import diet_actions
from portal.meals.food import Food
from portal.meals.models import PaperList, SignUp
from portal.meals.rules import Reply
from portal.people.models import LogKind
from tests.agreements.reading_paper import lines_on, tags_of
from tests.house.arranging import logged, row_counts, rows
from tests.meals.evening import MONDAY


@pytest.fixture
def anne(browser, village):
    return browser.be(village.anne)


@pytest.fixture
def dinner(kitchen):
    return kitchen.dinner(3, menu=kitchen.menu("Lasagne", "milk"))


def printed(anne, dinner) -> str:
    """A new list; the address where it is keyed in."""
    anne.get(f"/personale/mad/{dinner.id}/papir")
    page = anne.press("Lav en ny seddel")
    assert page.title == "Tast papirlisten ind"
    return page.address


def row_of(page, code) -> str:
    return " ".join(page.soup.select_one(f"#raekke-{code}").get_text(" ").split())


def faults(page, code) -> str:
    found = page.soup.select_one(f"#fejl-{code}")
    return found.get_text(" ", strip=True) if found else ""


def read(anne, address) -> pikepdf.Pdf:
    paper = anne.raw("GET", address)
    assert paper.mimetype == "application/pdf"
    return pikepdf.open(BytesIO(paper.data))


def test_the_sheet_on_the_wall_holds_codes_and_no_names(anne, dinner, kitchen, village, session):
    kitchen.say(dinner, village.maja)
    address = printed(anne, dinner)
    before = row_counts(session)
    with read(anne, f"{address}/print") as pdf:
        said = lines_on(pdf)
        assert tags_of(pdf)[0] == "H1" and pdf.Root.Lang == "da"
    text = " ".join(said)
    for expected in ("Vi spiser sammen torsdag den 26. november", "Vi spiser lasagne.", "Det koster 30 kroner.",
                     "Sidste frist er onsdag den 25. november klokken 12.", "1 har en plads allerede.",
                     "Der er mælk i maden."):  # fmt: skip
        assert expected in text
    assert "Maja" not in text
    (kept,) = rows(session, PaperList)
    assert [row[0] for row in kept.rows] == ["A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "B2"]
    assert set(said) > {row[0] for row in kept.rows} and row_counts(session) == before


def test_the_kitchens_list_says_who_comes_and_what_they_cannot_eat_and_is_logged(
    anne, dinner, kitchen, village, engine, session
):
    with writing(engine) as begun:
        diet_actions.keep_diet(begun, village.maja.id, [Food.MILK])
    kitchen.say(dinner, village.maja)
    kitchen.say(dinner, village.ali, Reply.MAYBE)
    with read(anne, f"/personale/mad/{dinner.id}/print") as pdf:
        text = " ".join(lines_on(pdf))
    assert "Maja mælk mælk" in text and "Ali" in text and "måske" in text and "Lave mad" in text
    assert logged(session, LogKind.SAW_DIET) == [(village.anne.id, village.maja.id)]


def test_every_list_of_a_dinner_has_codes_of_its_own(anne, dinner, session):
    printed(anne, dinner)
    printed(anne, dinner)
    codes = [row[0] for paper in rows(session, PaperList) for row in paper.rows]
    assert len(codes) == len(set(codes)) == 18
    assert "Seddel A2 til B2" in anne.get(f"/personale/mad/{dinner.id}/papir").main


def test_rows_are_keyed_in_once_and_everybody_is_told(anne, dinner, kitchen, village, session):
    printed(anne, dinner)
    typed = {"navn-A2": "maja", "svar-A2": "ja", "gaester-A2": "1", "navn-A5": "Ali", "svar-A5": "maaske"}
    page = anne.press("Gem rækkerne", **typed)
    assert page.status_message == "2 rækker er gemt."
    assert "A2: Maja, ja, 1 gæst" in page.main and "A5: Ali, måske" in page.main
    assert kitchen.seated(dinner) == [village.maja.id, village.maja.id, village.ali.id]
    assert len(kitchen.told(village.maja)) == 1
    assert not page.soup.select("[name=navn-A2]") and page.soup.select("[name=navn-A3]")
    anne.post(page.address, typed)  # the same form once more: nothing is left to do
    assert len(rows(session, SignUp)) == 3


def test_a_row_with_a_conflict_waits_while_the_others_are_kept(anne, dinner, kitchen, village, engine, session):
    with writing(engine) as begun:
        diet_actions.keep_diet(begun, village.ali.id, [Food.MILK])
    printed(anne, dinner)
    clock.freeze(MONDAY.replace(tzinfo=None, hour=17))
    kitchen.say(dinner, village.maja, Reply.NO)
    typed = {
        "navn-A2": "Maja", "svar-A2": "ja", "navn-A3": "Ali", "svar-A3": "ja", "navn-A4": "Mja", "svar-A4": "ja",
        "navn-A5": "", "svar-A5": "nej", "navn-A6": "Bo", "svar-A6": "ja", "gaester-A6": "x", "navn-A7": "Mette",
    }  # fmt: skip
    page = anne.press("Gem rækkerne", **typed)
    assert page.status_message == "1 række er gemt." and "A6: Bo, ja" in page.main
    assert faults(page, "A2") == "Maja har selv svaret noget andet siden."
    assert faults(page, "A3") == "Der er mælk i maden. Det spiser Ali ikke."
    assert faults(page, "A4") == "Her bor ingen med det navn. Ret navnet."
    assert faults(page, "A5") == "Skriv, hvem det er."
    assert faults(page, "A7") == "Vælg ja, måske eller nej."
    assert page.soup.select_one("[name=navn-A4]")["value"] == "Mja"
    assert page.soup.select_one("[name=svar-A2] [selected]")["value"] == "ja"
    assert kitchen.seated(dinner) == [village.bo.id]
    assert logged(session, LogKind.SAW_DIET) == [(village.anne.id, village.ali.id)]
    page = anne.press(
        "Gem rækkerne",
        **{"valg-A2": "behold", "valg-A3": "papir", "navn-A4": "Maja", "svar-A4": "nej", "navn-A5": "", "svar-A5": "",
           "navn-A7": "Mette", "svar-A7": "nej"},
    )  # fmt: skip
    assert page.status_message == "4 rækker er gemt."
    assert kitchen.seated(dinner) == [village.bo.id, village.ali.id]
    assert next(each for each in kitchen.heads(dinner) if each.person_id == village.maja.id).reply is Reply.NO


def test_a_full_table_means_the_line_and_staff_say_so(anne, kitchen, village):
    dinner = kitchen.dinner(1)
    kitchen.say(dinner, village.maja)
    printed(anne, dinner)
    page = anne.press("Gem rækkerne", status=422, **{"navn-A2": "Ali", "svar-A2": "ja"})
    assert faults(page, "A2") == "Der er fuldt. Ali kommer i kø." and len(kitchen.heads(dinner)) == 1
    page = anne.press("Gem rækkerne", **{"valg-A2": "papir"})
    assert kitchen.seated(dinner) == [village.maja.id] and len(kitchen.heads(dinner)) == 2


def test_two_of_the_same_name_and_the_same_name_twice(anne, dinner, kitchen, village):
    other = kitchen.somebody("Maja-Lis")
    with writing(kitchen.engine) as session:
        session.merge(other).first_name = "Maja"
    printed(anne, dinner)
    typed = {"navn-A2": "Maja", "svar-A2": "ja", "navn-A3": "Ali", "svar-A3": "ja", "navn-A4": "Ali", "svar-A4": "nej"}
    page = anne.press("Gem rækkerne", status=422, **typed)
    assert faults(page, "A2") == "Flere hedder det. Vælg en af dem."
    assert faults(page, "A3") == faults(page, "A4") == "Det samme navn står på to rækker. Vælg den ene."
    page = anne.press("Gem rækkerne", **{"hvem-A2": str(other.id), "valg-A3": "behold"})
    assert page.status_message == "3 rækker er gemt."
    assert {each.person_id: each.reply for each in kitchen.heads(dinner)} == {
        other.id: Reply.YES, village.ali.id: Reply.NO,
    }  # fmt: skip


def test_paper_comes_late_and_still_counts_until_the_dinner_begins(anne, dinner, kitchen, village):
    address = printed(anne, dinner)
    clock.freeze(MONDAY.replace(tzinfo=None, day=26, hour=17))
    anne.be(village.anne).get(address)
    anne.press("Gem rækkerne", **{"navn-A2": "Maja", "svar-A2": "ja"})
    assert kitchen.seated(dinner) == [village.maja.id]
    clock.freeze(MONDAY.replace(tzinfo=None, day=26, hour=18))
    anne.get(address)
    page = anne.press("Gem rækkerne", status=422, **{"navn-A3": "Ali", "svar-A3": "ja"})
    assert faults(page, "A3") == "Se de andre middage, for den her er slut."
    assert page.soup.select_one("[name=navn-A3]")["value"] == "Ali"


def test_a_list_belongs_to_its_dinner(anne, dinner, kitchen):
    address = printed(anne, dinner)
    other = kitchen.dinner(on=dinner.on.replace(day=27))
    anne.get(address.replace(f"/mad/{dinner.id}/", f"/mad/{other.id}/"), status=404)
    anne.get(f"{address}9", status=404)


def test_a_longer_list_costs_no_more_statements(anne, kitchen, village):
    dinner = kitchen.dinner(18)
    address = printed(anne, dinner)
    before = len(anne.get(address).statements)
    people = kitchen.fill(dinner, 15)
    assert people and len(anne.get(address).statements) == before
