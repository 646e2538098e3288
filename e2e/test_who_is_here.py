"""Maja asks who is here: now, when nobody is, when Bo comes instead of Anne; and a neighbour who says yes to her."""

from datetime import datetime

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from e2e.pages.getting_in import hold_up
from e2e.pages.mine import mine
from e2e.pages.presence import MayIBeAsked, WhoIsHere
from e2e.running import Portal
from e2e.screens import PHONE, Screen, Screens
from portal import clock
from portal.db import writing
from portal.presence import actions
from portal.presence.models import Place

FLAT, CLUB = "Fælleslejligheden", "Klubben"


@pytest.fixture
def tablet(screens: Screens, portal: Portal, javascript: bool) -> Screen:
    """The common tablet, with and without JavaScript."""
    return screens(device=portal.device(), javascript=javascript)


@pytest.fixture(autouse=True)
def anne_has_looked(portal: Portal) -> None:
    """The demo's people moved in when the clock was another; today Anne has looked at every place."""
    anne = portal.person("Anne")
    with writing(portal.engine) as session:
        for place in session.scalars(sa.select(Place)).all():
            actions.check(session, place, anne.id, moment=clock.now())


def ask(screen: Screen) -> WhoIsHere:
    screen.open("/hvem")
    return WhoIsHere(screen)


def test_maja_sees_who_is_here_and_when_somebody_comes(tablet: Screen, portal: Portal) -> None:
    home = hold_up(tablet, portal.card("Maja"), "Maja").yes()
    home.says("Der er personale i fælleslejligheden nu.", "De er her til klokken 20.")
    here = home.follow_to("Hvem er her?", WhoIsHere)
    here.place(FLAT).says("Der er nogen nu.", "De er her til klokken 20.").shows("Anne", "Bo")
    here.place(CLUB).says("Der er lukket nu.", "Der kommer nogen i morgen klokken 16.30.", "Det er om 1 nat.")
    here.offers("link", "Ring til personalet", "Ring 112")
    expect(here.sound_of("Der er nogen nu.")).to_be_visible()

    club = here.open(CLUB)
    club.says("Der er åbent fredag klokken 17 til 22.")
    week = club.follow_to("Hvem er her?", WhoIsHere).week()
    assert week.days() == ["man", "tir", "ons", "tor", "fre", "lør", "søn"]
    week.says("Der er åbent i Spindehuset klokken 10 til 14.")
    week.offers("link", "Ugen efter", "Ugen før", "Udskriv ugen")


@pytest.mark.parametrize("width", [320, 390, 820])
def test_the_longest_name_leaves_the_sound_beside_its_picture(screens: Screens, width: int) -> None:
    page = screens(size={"width": width, "height": 844}).page
    for path in ("/", "/skilt/faelleslejligheden"):
        page.goto(path)
        line = page.locator(".line-big").filter(has_text="fælleslejligheden")
        picture, sound = (line.locator(part).first.bounding_box() for part in (".line-row > .picture", ".sound"))
        assert picture and sound
        assert sound["y"] <= picture["y"] + picture["height"] / 2 <= sound["y"] + sound["height"]


def test_what_staff_say_is_on_the_next_page_and_what_nobody_says_is_not_known(
    screens: Screens, portal: Portal, javascript: bool
) -> None:
    phone = screens(size=PHONE, javascript=javascript)
    ask(phone).place(FLAT).says("Der er nogen nu.").shows("Anne", "Bo")
    anne, mette, today = portal.person("Anne"), portal.person("Mette"), clock.today()
    with writing(portal.engine) as session:
        actions.away(
            session, session.merge(anne), first_day=today, last_day=today, substitute=session.merge(mette),
            by_id=anne.id, moment=clock.now(),
        )  # fmt: skip
    ask(phone).place(FLAT).says("Anne er syg.", "Mette kommer i stedet.").shows("Mette", "Bo")

    clock.freeze(datetime(2026, 11, 25, 12, 0))
    later = ask(phone)
    later.place(FLAT).says("Vi ved det ikke lige nu.").offers_to_ring()
    later.does_not_say("Der er nogen nu.")


def test_a_neighbour_says_yes_to_maja_and_takes_it_back(
    tablet: Screen, screens: Screens, portal: Portal, javascript: bool
) -> None:
    alis = screens(size=PHONE, javascript=javascript)
    alis.open("/ind")
    alis.page.get_by_role("button", name="Prøv som Ali").click()
    page = mine(alis).follow_to("Må naboer spørge mig?", MayIBeAsked)
    page.says("Naboer må ikke spørge dig.", "Du kan altid slå det fra igen.")
    page = page.switch(alis, tells="Naboer må spørge dig om hjælp.")
    page.says("Naboer må spørge dig.")

    hold_up(tablet, portal.card("Maja"), "Maja").yes()
    ask(tablet).shows_neighbour("Ali")
    strangers = screens(javascript=javascript)
    ask(strangers).does_not_say("Ali")

    page.switch(alis, tells="Naboer kan ikke se dig nu.")
    ask(tablet).does_not_say("Ali")
