"""The staff's "Hvem er her?": one tap makes the answer true, and a change is seen before it is kept."""

from datetime import date, datetime

import pytest

from portal import clock
from portal.db import writing
from portal.presence.models import DayChange, Hours, HoursEdit, StaffAbsence
from tests.browser import PageClient
from tests.house.arranging import later, row_counts, rows

FLAT, CLUB = "Fælleslejligheden", "Klubben"
PLACE, NEW, CHANGE = (f"/personale/hvem/klubben{end}" for end in ("", "/tider", "/aendring"))
SUNDAYS = {"weekday": "6", "starts": "10:00", "ends": "12:00", "valid_from": "2026-11-23"}
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def anne(browser: PageClient, village, places) -> PageClient:
    return browser.be(village.anne)


def card(page, name: str) -> str:
    (found,) = page.soup.select(f'article[aria-label="{name}"]')
    return " ".join(found.get_text(" ").split())


def fault_at(page, field: str) -> str:
    found = page.soup.select_one(f"#{field}-fault")
    return found.get_text(strip=True) if found else ""


# --- right now ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/personale", "/personale/hvem"])
def test_anne_comes_and_goes_in_one_tap_from_both_pages(anne, address):
    anne.get(address)
    page = anne.press(f"Jeg er her: {CLUB}")
    assert page.address == address and page.status_message.startswith("Du er i klubben.")
    assert "Der er nogen nu." in card(page, CLUB)
    assert page.has("button", f"Jeg er her: {FLAT}"), "she is in one place"
    page = anne.press(f"Jeg er gået: {CLUB}")
    assert page.address == address and page.status_message.startswith("Du er gået.")
    assert "Der er nogen nu." not in card(page, CLUB)
    anne.post("/personale/hvem/mig/gaaet")
    assert anne.page.status_message == "Du var ikke meldt ind."


def test_a_place_nobody_has_looked_at_waits_on_the_morning_page(anne, village):
    assert not anne.get("/personale").has("article", "Tjek: Klubben")
    later(days=2)
    anne = anne.another().be(village.anne)
    page = anne.get("/personale")
    assert "Vi ved ikke, om nogen er i klubben." in card(page, "Tjek: Klubben")
    page = anne.press("Tiderne passer: Klubben")
    assert "Tjek: Klubben" not in [each["aria-label"] for each in page.soup.select("article")]
    assert page.status_message.startswith("Tak. Du har tjekket det.")


def test_a_holiday_nobody_knows_about_is_asked_about_two_weeks_before(browser, village, places):
    clock.freeze(datetime(2026, 12, 9, 12))
    mette = browser.be(village.mette)
    assert "Juleaftensdag" not in mette.get("/personale").main
    clock.freeze(datetime(2026, 12, 10, 12))
    mette = browser.another().be(village.mette)
    for address in ("/personale", "/personale/hvem"):
        page = mette.get(address)
        assert "Er der åbent torsdag den 24. december?" in card(page, "Klubben: Juleaftensdag")
    page = mette.press("Lukket: Juleaftensdag")
    assert page.status_message == "Der er lukket torsdag den 24. december."
    assert not page.has("button", "Lukket: Juleaftensdag")
    mette.post("/personale/hvem/klubben/helligdag", {"dag": "2026-12-24", "svar": "lukket"})
    mette.post("/personale/hvem/klubben/helligdag", {"dag": "2026-12-24", "svar": "måske"}, status=409)
    mette.post("/personale/hvem/klubben/helligdag", {"dag": "2026-12-11", "svar": "lukket"}, status=409)


def test_anne_decides_herself_whether_she_is_shown(anne):
    anne.get("/personale/hvem")
    page = anne.press("Vis mig")
    assert page.status_message == "Beboerne ser ikke dit navn mere."
    assert "Anne tjekkede" not in page.main and "Personalet tjekkede" in page.main
    page = anne.press("Vis mig")
    assert page.status_message == "Beboerne ser dit navn nu." and "Anne tjekkede" in page.main


# --- somebody is ill ----------------------------------------------------------------------------------------------


def test_anne_is_ill_and_bo_comes_in_two_taps_and_is_undone(anne, session):
    before = anne.get("/personale/hvem").main
    page = anne.press("Anne er syg")
    assert page.title == "Anne er syg – hvem kommer?" and not page.has("button", "Anne kommer")
    assert rows(session, StaffAbsence) == [], "the first tap only asks"
    page = anne.press("Bo kommer")
    assert page.status_message == "Der er personale i fælleslejligheden nu. Anne er syg. Bo kommer i stedet."
    page = anne.press("Fortryd")
    assert page.main.startswith(before) and not page.has("button", "Fortryd")


def test_nobody_comes_instead_on_days_to_come(anne, session, village):
    anne.get("/personale/hvem")
    page = anne.press("Bo er syg", first_day="2026-11-26", last_day="2026-11-27")
    page = anne.press("Ingen kommer")
    assert page.status_message == (
        "Bo er syg torsdag den 26. november. Det gælder til fredag den 27. november. Ingen kommer i stedet."
    )
    (kept,) = rows(session, StaffAbsence)
    assert (kept.staff_id, kept.substitute_id, kept.made_by_id) == (village.bo.id, None, village.anne.id)
    page = anne.get("/personale/hvem/faelleslejligheden")
    assert "Bo er syg. Ingen kommer i stedet." in page.main and "Ingen kan komme" in page.main
    assert "Ingen kan komme" not in anne.press("Bo kommer alligevel").main


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("last_day", "2026-11-22", "Vælg en sidste dag, der kommer senere."),
        ("first_day", "", "Skriv en dato."),
        ("first_day", "9999-12-31", "Vælg en dag, der er tættere på."),
        ("staff", "99999", "Vælg igen."),
    ],
)
def test_an_illness_that_cannot_be_says_so_at_its_field(anne, village, session, field, value, fault):
    anne.get("/personale/hvem")
    form = {"staff": str(village.bo.id), "first_day": "2026-11-23", "last_day": "2026-11-23", "substitute": "0"}
    page = anne.post("/personale/hvem/alle/fravaer", form | {field: value}, status=422)
    assert fault in page.main and rows(session, StaffAbsence) == []


# --- the week -----------------------------------------------------------------------------------------------------


def test_new_hours_are_seen_before_they_are_kept_and_can_be_undone(anne, session, village):
    before, was = row_counts(session), anne.get(PLACE).soup.select_one(".weeks").get_text()
    anne.get(NEW)
    page = anne.press("Se de næste uger", **SUNDAYS, staff=[str(village.bo.id)], every="2", anchor="2026-11-29")
    assert row_counts(session) == before, "the first press only shows"
    new = [each.get_text(" ", strip=True) for each in page.soup.select("[data-new]")]
    assert new == [f"{day} 10–12 Nyt Før: ingen tider" for day in ("29/11", "13/12")]
    page = anne.press("Gem tiderne")
    assert page.status_message.startswith("Det er gemt.")
    assert "Søndag 10.00–12.00 Bo hver 2. uge" in page.main and "Anne, faste tider" in page.main
    page = anne.press("Fortryd")
    assert page.soup.select_one(".weeks").get_text() == was
    assert row_counts(session) == before | {"place_hours_edit": 1}


def test_only_a_place_where_somebody_is_has_its_colour(anne):
    page = anne.get("/personale/hvem")
    coloured = [each["aria-label"] for each in page.soup.select("article[data-place=hvem]")]
    assert coloured == ["Fælleslejligheden"]
    assert {each.h2.get_text() for each in page.soup.select("article")} >= {"Fælleslejligheden", "Klubben"}


def test_what_was_written_after_the_picture_is_seen_again_first(anne, session):
    anne.get(NEW)
    anne.press("Se de næste uger", **SUNDAYS)
    page = anne.press("Gem tiderne", ends="13:00")
    assert "Se billedet igen, og gem så." in page.main and rows(session, HoursEdit) == []
    assert "10–13" in page.main
    anne.press("Gem tiderne")
    assert [each.after["ends"] for each in rows(session, HoursEdit)] == ["13:00"]
    anne.post(NEW, SUNDAYS | {"every": "1", "do": "gem", "seen": "x", "weekday": "5"})
    assert len(rows(session, HoursEdit)) == 1


def test_what_somebody_else_has_changed_meanwhile_is_seen_first(anne, village, engine, session):
    anne.get(NEW)
    anne.press("Se de næste uger", **SUNDAYS)
    with writing(engine) as begun:
        begun.add(
            DayChange(
                place_id=2, kind="closed", first_day=date(2026, 11, 29), last_day=date(2026, 11, 29),
                made_at=clock.now(),
            )
        )  # fmt: skip
    assert "Se billedet igen, og gem så." in anne.press("Gem tiderne").main


WRONG_HOURS = [
    ("starts", "", "Skriv et klokkeslæt."),
    ("starts", "25:99", "Skriv klokkeslættet igen."),
    ("ends", "10:00", "Skriv en tid, der slutter senere."),
    ("every", "0", "Skriv 1 eller et større tal."),
    ("every", "999", "Skriv et tal fra 1 til 52."),
    ("every", "to", "Vælg igen."),
    ("valid_from", "", "Skriv en dato."),
    ("valid_from", "9999-12-31", "Vælg en dag, der er tættere på."),
    ("valid_to", "2026-01-01", "Vælg en sidste dag, der kommer senere."),
    ("weekday", "7", "Vælg igen."),
    ("staff", "99999", "Vælg igen."),
]


@pytest.mark.parametrize(("field", "value", "fault"), WRONG_HOURS)
def test_wrong_hours_say_so_at_the_field_and_nothing_is_kept(anne, session, field, value, fault):
    before = row_counts(session)
    anne.get(NEW)
    page = anne.post(NEW, SUNDAYS | {"every": "1"} | {field: value, "do": "gem"}, status=422)
    assert fault_at(page, field) == fault
    assert page.soup.select_one("#ends")["value"] == ("10:00" if field == "ends" else "12:00")
    assert row_counts(session) == before


def test_hours_on_top_of_others_say_so(anne):
    anne.get(NEW)
    page = anne.press("Se de næste uger", **SUNDAYS | {"weekday": "1", "starts": "20:00", "ends": "01:00"}, status=422)
    assert fault_at(page, "starts") == "Vælg en tid, hvor stedet ikke har åbent."


def test_a_copy_an_edit_and_an_end(anne, session):
    tuesday = "tirsdag 16.30–21.00"
    anne.get(PLACE)
    anne.click(f"Kopiér: {tuesday}")
    anne.press("Se de næste uger", weekday="2")
    assert "Onsdag 16.30–21.00 Mette" in anne.press("Gem tiderne").main
    anne.click(f"Ret: {tuesday}")
    anne.press("Se de næste uger", starts="17:00")
    page = anne.press("Gem tiderne")
    assert "Tirsdag 17.00–21.00 Mette" in page.main and not page.has("a", f"Ret: {tuesday}")
    anne.click("Stop: tirsdag 17.00–21.00")
    page = anne.press("Se de næste uger", last_day="2026-11-30")
    ended = [each.get_text(strip=True) for each in page.soup.select("[data-new] .week-date")]
    assert ended == ["1/12", "8/12", "15/12", "22/12"]
    assert "til mandag den 30. november" in anne.press("Stop tiderne").main
    assert "til mandag" not in anne.press("Fortryd").main
    assert len(rows(session, Hours)) == 10
    anne.get(f"{NEW}/1", status=404)


# --- some days ----------------------------------------------------------------------------------------------------


def test_closed_other_hours_and_moved_are_seen_kept_and_undone(anne):
    was = anne.get(PLACE).soup.select_one(".weeks").get_text()
    days = {"first_day": "2026-11-24", "last_day": "2026-11-24"}
    for kind, more, seen in (
        ("closed", {}, "24/11 Lukket Nyt Før: 16.30–21"),
        ("other hours", {"spans": "12:00", "ends": "13:00"}, "24/11 12–13 Nyt Før: 16.30–21"),
        ("moved", {"moved_to": "1"}, "24/11 Flyttet Nyt Før: 16.30–21"),
    ):
        anne.get(CHANGE)
        page = anne.press("Se de næste uger", kind=kind, **days, **more)
        assert [each.get_text(" ", strip=True) for each in page.soup.select("[data-new]")] == [seen]
        page = anne.press("Gem ændringen")
        assert seen.partition(" Nyt")[0] in page.soup.select_one(".weeks").get_text(" ", strip=True)
        assert anne.press("Fortryd").soup.select_one(".weeks").get_text() == was


def test_a_newer_change_on_the_same_days_is_told(anne):
    for _time in range(2):
        anne.get(CHANGE)
        kind = "other hours" if _time else "closed"
        page = anne.press("Se de næste uger", kind=kind, last_day="2026-11-24", spans="12:00", ends="13:00")
        assert ("Den nye gælder i stedet." in page.main) == bool(_time)
        page = anne.press("Gem ændringen")
    assert page.main.count("En nyere ændring gælder") == 1


@pytest.mark.parametrize(
    ("form", "field", "fault"),
    [
        ({"last_day": "2026-11-22"}, "last_day", "Vælg en sidste dag, der kommer senere."),
        ({"kind": "other hours"}, "spans", "Skriv mindst én tid."),
        ({"kind": "other hours", "spans": "10:00"}, "ends", "Skriv et klokkeslæt."),
        ({"kind": "moved", "moved_to": "2"}, "moved_to", "Vælg et andet sted."),
        ({"kind": "moved", "moved_to": "x"}, "moved_to", "Vælg et andet sted."),
        ({"kind": "party"}, "kind", "Vælg igen."),
        ({"first_day": ""}, "first_day", "Skriv en dato."),
    ],
)
def test_a_wrong_change_says_so_at_the_field(anne, session, form, field, fault):
    anne.get(CHANGE)
    days = {"kind": "closed", "first_day": "2026-11-23", "last_day": "2026-11-23", "do": "gem"}
    page = anne.post(CHANGE, days | form, status=422)
    assert fault_at(page, field) == fault and rows(session, DayChange) == []


# --- how much it costs, and where it is not -----------------------------------------------------------------------


def test_many_hours_and_changes_cost_no_more_statements(anne, engine):
    pages = ("/personale", "/personale/hvem", PLACE, NEW, CHANGE)
    before = [len(anne.get(page).statements) for page in pages]
    with writing(engine) as begun:
        for number in range(20):
            day = date(2026, 12, 1 + number)
            said = {"place_id": 2, "made_at": clock.now(), "made_by_id": 1}
            begun.add(DayChange(kind="closed", first_day=day, last_day=day, **said))
            begun.add(StaffAbsence(staff_id=3, first_day=day, last_day=day, made_by_id=1, made_at=clock.now()))
            begun.add(HoursEdit(hours_id=1, before=None, after=None, **said))
    assert [len(anne.get(page).statements) for page in pages] == before
