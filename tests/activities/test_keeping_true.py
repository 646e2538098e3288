"""The catalogue is kept true: by staff at the desk, by anybody who says that something is wrong, by organisers."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal import clock
from portal.activities import indexing, search_index
from portal.activities.models import (
    Activity,
    ActivityLink,
    ActivityOccurrence,
    ActivityReport,
    ActivityRule,
    Organiser,
    Venue,
)  # fmt: skip
from portal.activities.rules import LINK_LASTS, MOST_REPORTS, Access, Known
from portal.content.activities import read_catalogue
from portal.db import writing
from portal.mail.models import OutboxMail
from portal.pictograms.catalogue import picture_keys
from portal.settings import ROOT
from tests.house.arranging import rows
from tests.house.market import Market, open_market

DESK = "/personale/aktiviteter"
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def market(engine) -> Market:
    """A café that nobody says anything against."""
    made = open_market(engine, 12)
    with writing(engine) as session:
        session.execute(sa.delete(ActivityReport))
        session.execute(sa.delete(ActivityLink))
    return made


@pytest.fixture
def anne(browser, village):
    return browser.be(village.anne)


def confirmed_days_ago(engine, market, days):
    with writing(engine) as session:
        session.get_one(Activity, market.activity_id).confirmed_on = clock.today() - timedelta(days=days)


def found(session, query) -> list[str]:
    session.rollback()
    condition = search_index.is_found_by(session, search_index.groups_of(session, query, {}))
    return list(session.scalars(sa.select(Activity.code).where(condition)))


def now(session, table, key):
    session.rollback()
    return session.get_one(table, key, populate_existing=True)


def links_in_the_letter(session) -> list[str]:
    session.rollback()
    return re.findall(r"/aktiviteter/passer/\S+", session.scalars(sa.select(OutboxMail.body)).one())


def test_what_is_old_stands_first_and_one_tap_makes_it_true(anne, engine, market, session):
    assert "Alt er i orden." in anne.get(DESK).main
    confirmed_days_ago(engine, market, 160)
    assert "Skal snart bekræftes" in anne.get(DESK).main
    confirmed_days_ago(engine, market, 200)
    page = anne.get("/personale")
    assert "1 aktivitet er ikke bekræftet længe." in page.main
    page = anne.click("Se aktiviteterne")
    assert "Ikke bekræftet længe" in page.main
    page = anne.press(f"Det passer: {market.code}")
    assert (page.address, "Alt er i orden." in page.main) == (DESK, True)
    assert now(session, Activity, market.activity_id).confirmed_on == clock.today()


def test_the_desk_finds_by_code_and_name_with_the_same_few_statements(anne, engine, market):
    before = len(anne.get(DESK).statements)
    for number in range(3):
        open_market(engine, number)
    assert len(anne.get(DESK).statements) == before
    small = f"{market.code[0].lower()} {int(market.code[1:])}"
    for query, is_found in ((small, True), ("beboerhu", True), ("svømning", False), ("%25", False)):
        assert (market.code in anne.get(f"{DESK}?q={query}").main) is is_found, query


def test_a_new_activity_gets_a_code_words_days_and_is_found_until_it_ends(anne, market, session):
    anne.get(f"{DESK}/ny")
    page = anne.press("Lav aktiviteten", interest="music", organiser="0", status=422)
    assert "Vælg, hvem der står for det." in page.main
    page = anne.press("Lav aktiviteten", organiser=str(market.organiser_id), venue=str(market.venue_id))
    made = session.scalars(sa.select(Activity).where(Activity.id != market.activity_id)).one()
    assert made.code[0] == "E" and made.code in page.title
    editor = f"/personale/skriv/aktivitet/{made.id}"
    assert page.link("Skriv videre") == editor
    anne.get(editor)
    anne.press("Udgiv alligevel", status=422)
    anne.post(f"{editor}/titel", {"title": "", "sentence": "Trommer", "was": ""})
    line = anne.get(editor).soup.select_one("#linjer textarea")["id"].removeprefix("linje-")
    anne.post(f"{editor}/linje/{line}", {"sentence": "Vi spiller på tromme.", "was": ""})
    assert anne.get(f"{editor}/vis/beboer").lines() == ["Vi spiller på tromme."]
    anne.get(editor)
    page = anne.press("Udgiv nu")
    assert page.address == f"{DESK}/{made.id}" and found(session, "trommer") == [made.code]
    page = anne.press("Ret ordene")
    anne.press("Træk det udgivne tilbage")
    assert found(session, "trommer") == [] and now(session, Activity, made.id).standing == "ended"


def test_facts_are_kept_and_the_search_knows_them_at_once(anne, market, session):
    address = f"{DESK}/{market.activity_id}/fakta"
    page = anne.get(address)
    assert page.soup.select_one("#kroner")["value"] == "30"
    page = anne.press("Gem", kroner="mange", phone="ring", status=422)
    assert page.soup.select_one("#phone")["value"] == "ring"
    assert "Skriv et tal fra 0 til 5000." in page.main and "Skriv telefonnummeret igen." in page.main
    anne.press(
        "Gem", kroner="0", phone="12 34 56 79", capacity="20", has_companion="y", audience="men",
        price_note="Kaffen er varm.", ordinary="Foreningens ugentlige harmonikacafé.",
    )  # fmt: skip
    kept = now(session, Activity, market.activity_id)
    assert (kept.kroner, kept.phone, kept.capacity, kept.audience) == (0, "12 34 56 79", 20, "men")
    assert (kept.has_companion, kept.has_transport) == (True, False)
    assert found(session, "gratis") == found(session, "harmonikacafé") == [market.code]
    anne.get(address)
    anne.press("Gem", kroner="")
    assert now(session, Activity, market.activity_id).kroner is None and found(session, "gratis") == []


def test_a_place_and_an_organiser_are_written_and_their_activities_are_found_by_it(anne, market, session):
    anne.get(f"{DESK}/sted/{market.venue_id}")
    page = anne.press("Gem", landmark="Der er x og y, som man i øvrigt burde have set implementeret.", status=422)
    assert page.soup.select_one("#landmark")["value"].startswith("Der er x")
    anne.press("Gem", landmark="Det er det røde hus.", area="Havnen", step_free="no", ways="Gå over pladsen.\nGå ind.")
    venue = now(session, Venue, market.venue_id)
    assert (venue.access[Access.STEP_FREE], venue.is_step_free) == (Known.NO, False)
    assert Access.LIFT not in venue.access
    assert venue.ways == [["Gå over pladsen.", "walk"], ["Gå ind.", None]]
    assert found(session, "havnen") == [market.code]
    anne.get(f"{DESK}/arrangoer/{market.organiser_id}")
    anne.press("Gem", email="ingen", website="javascript:alert(1)", status=422)
    sent = {"name": "Fiskerne", "email": "fisk@demo.example", "website": "https://demo.example/fisk"}
    anne.post(f"{DESK}/arrangoer/{market.organiser_id}", sent)
    assert found(session, "fiskerne") == [market.code]
    for _again in range(2):
        anne.post(f"{DESK}/arrangoer/ny", {"name": "Æblerne"})
    session.rollback()
    slugs = session.scalars(sa.select(Organiser.slug).where(Organiser.name == "Æblerne")).all()
    assert sorted(slugs) == ["aeblerne", "aeblerne-2"]


def test_a_rule_is_seen_as_days_before_it_is_kept(anne, market, session):
    anne.get(f"{DESK}/{market.activity_id}/hvornaar")
    page = anne.press("Se dagene", starts="12:00", ends="11:00", status=422)
    assert "Skriv et klokkeslæt, der er efter det første." in page.main
    typed = {"every": "month", "weekday": "4", "which": "-1", "starts": "18:00", "ends": "20:00", "first": "2026-11-23"}
    page = anne.press("Se dagene", **typed)
    assert "Den sidste fredag i måneden klokken 18 til 20" in page.main
    assert "fredag den 27. november klokken 18 til 20" in page.main
    assert len(rows(session, ActivityRule)) == 1
    anne.press("Gem tiden", which="1")  # another rule than the days that were shown
    assert "Se dagene igen, og gem så." in anne.page.main and len(rows(session, ActivityRule)) == 1
    page = anne.press("Gem tiden")
    assert "Den første fredag i måneden" in page.main and len(rows(session, ActivityRule)) == 2
    assert "fredag den 4. december klokken 18 til 20" in page.main and found(session, "fredag") == [market.code]
    anne.click("Ret tiden: Den første fredag i måneden klokken 18 til 20")
    page = anne.press("Fjern tiden")
    assert "fredag den 4. december" not in page.main and found(session, "fredag") == []


def test_a_red_day_is_said_to_be_left_out(anne, market):
    anne.get(f"{DESK}/{market.activity_id}/hvornaar")
    page = anne.press("Se dagene", every="week", weekday="3", starts="10:00", ends="11:00", first="2026-12-10")
    assert "torsdag den 24. december springer vi over: Juleaftensdag" in page.main


def test_one_day_is_cancelled_moved_and_as_usual_again(anne, market, session):
    def day():
        session.rollback()
        return session.get_one(ActivityOccurrence, (market.rule_id, clock.today() + timedelta(days=2)))

    anne.get(f"{DESK}/{market.activity_id}")
    anne.click("onsdag den 25. november klokken 12 til 14")
    assert "Skriv, hvorfor det er aflyst." in anne.press("Aflys den dag", status=422).main
    page = anne.press("Aflys den dag", because="Vi får nyt gulv.")
    assert "Aflyst Vi får nyt gulv." in page.main
    session.rollback()
    assert (day().is_cancelled, day().because) == (True, "Vi får nyt gulv.")
    anne.click("onsdag den 25. november klokken 12 til 14")
    anne.press("Flyt", on="2026-11-22", status=422)
    page = anne.press("Flyt", on="2026-11-26", starts="13:00", ends="15:00", because="")
    session.rollback()
    assert "torsdag den 26. november klokken 13 til 15 Flyttet" in page.main
    anne.click("torsdag den 26. november klokken 13 til 15")
    anne.press("Som ellers")
    session.rollback()
    assert "onsdag den 25. november klokken 12 til 14" in anne.page.main
    anne.get(f"{DESK}/{market.activity_id}/dag/{market.rule_id}/2026-11-24", status=404)
    anne.get(f"{DESK}/{market.activity_id}/dag/{market.rule_id}/i-morgen", status=404)


def test_anybody_says_that_something_is_wrong_and_two_taps_are_one(browser, anne, market, session):
    erik = browser.another("aktiviteter.localhost")
    erik.get(f"/aktiviteter/{market.code.lower()}/forkert")
    page = erik.press("Send til personalet", status=422, linje="Der er lukket.")
    assert page.soup.select_one("#linje")["value"] == "Der er lukket."
    said = {"hvad": "aflyst", "tap": page.soup.select_one("main [name=tap]")["value"], "linje": "Der er lukket."}
    for _again in range(2):
        page = erik.post(f"/aktiviteter/{market.code}/forkert", said)
    assert page.address == f"/aktiviteter/{market.code}" and page.status_message == "Tak, vi ser på det."
    (report,) = rows(session, ActivityReport)
    assert (report.kind, report.text) == ("cancelled", "Der er lukket.")
    assert "Nogen siger, at noget er forkert" in anne.get(DESK).main
    page = anne.get("/personale")
    assert "Nogen siger: Det er aflyst. Der er lukket." in page.main
    page = anne.press(f"Det er ordnet: {market.code}")
    assert page.address == "/personale" and "Nogen siger" not in page.main
    assert "Alt er i orden." in anne.get(DESK).main


@on_sqlite
def test_a_flood_of_reports_is_not_kept(browser, market, session):
    browser.get(f"/aktiviteter/{market.code}/forkert")
    for number in range(MOST_REPORTS + 3):
        browser.raw(
            "POST", f"/aktiviteter/{market.code}/forkert",
            data={"hvad": "andet", "tap": str(number), "csrf_token": browser.token()},
        )  # fmt: skip
    assert len(rows(session, ActivityReport)) == MOST_REPORTS


def test_an_organiser_is_asked_by_letter_and_her_link_says_yes_once(browser, anne, engine, market, session):
    confirmed_days_ago(engine, market, 200)
    anne.get(DESK)
    page = anne.press("Spørg alle deres arrangører")
    assert page.status_message == "Vi har spurgt om 1 aktivitet."
    assert "Spurgt mandag den 23. november" in page.main
    assert anne.press("Spørg alle deres arrangører").status_message == "Der er ingen at spørge lige nu."
    (link,) = links_in_the_letter(session)
    organiser = browser.another()
    page = organiser.get(link)
    assert (page.title, "Vi drikker kaffe sammen." in page.lines()) == ("Passer det stadig?", True)
    assert now(session, Activity, market.activity_id).confirmed_on < clock.today()
    page = organiser.press("Ja, det passer")
    assert page.title == "Tak" and now(session, Activity, market.activity_id).confirmed_on == clock.today()
    confirmed_days_ago(engine, market, 190)
    organiser.post(link)
    assert now(session, Activity, market.activity_id).confirmed_on < clock.today()
    assert organiser.get(link).link("Noget er forkert") == f"/aktiviteter/{market.code}/forkert"


def test_a_link_lasts_a_month_and_a_made_up_one_is_none(browser, anne, market, session):
    anne.get(f"{DESK}/{market.activity_id}")
    anne.press(f"Bed om bekræftelse: {market.code}")
    assert "Vent, eller ring" in anne.post(f"{DESK}/{market.activity_id}/spoerg", status=409).text
    (link,) = links_in_the_letter(session)
    organiser = browser.another()
    organiser.get(link)
    clock.freeze(clock.now() + LINK_LASTS)
    for address in (link, "/aktiviteter/passer/x"):
        assert organiser.get(address, status=404).title == "Linket virker ikke"
        organiser.post(address, status=404)
    assert now(session, Activity, market.activity_id).confirmed_on == clock.today() - LINK_LASTS


def test_the_search_says_of_an_interest_what_its_file_says():
    catalogue = read_catalogue(ROOT / "content" / "activities", picture_keys())
    assert {each.key: each.name for each in catalogue.interests} == indexing.INTERESTS
