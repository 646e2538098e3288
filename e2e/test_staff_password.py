"""Where the kommune has no sign-in, staff have a user name and a password of the portal's own."""

import pytest
from playwright.sync_api import expect

from e2e.pages.getting_in import ComeIn
from e2e.pages.page import Page
from e2e.pages.staff import Morning
from e2e.running import Portal
from e2e.screens import PHONE, Screen, Screens
from portal import clock
from portal.db import writing
from portal.people.accounts.actions import keep_account

GIVEN = "Den blå cykel holder"
OWN = "Den røde cykel kører"


class StaffIn(Page):
    """ "Personale": how staff get in here."""

    title = "Personale"

    def sign_in(self, password: str) -> None:
        self.page.get_by_label("Brugernavn").fill("anne")
        self.page.get_by_label("Adgangskode", exact=True).fill(password)
        with self.page.expect_navigation():
            self.press("Log ind")


class Account(Page):
    """ "Din konto"."""

    title = "Din konto"

    def change(self, old: str, new: str) -> None:
        self.page.get_by_label("Adgangskoden nu").fill(old)
        self.page.get_by_label("Ny adgangskode").fill(new)
        with self.page.expect_navigation():
            self.press("Skift adgangskode")


@pytest.fixture
def phone(screens: Screens, portal: Portal, javascript: bool) -> Screen:
    """Anne's phone. She has been given an account."""
    with writing(portal.engine) as session:
        keep_account(
            session, "anne", password=GIVEN, first_name=None, leader=False, is_demo=True, moment=clock.now()
        )  # fmt: skip
    return screens(size=PHONE, javascript=javascript)


def to_form(screen: Screen) -> StaffIn:
    screen.open("/personale/tablets")
    return ComeIn(screen).follow_to("Personale", StaffIn)


def test_anne_comes_in_changes_her_password_and_goes_out(phone: Screen) -> None:
    phone.expect_status(422)
    to_form(phone).sign_in("forkert")
    again = StaffIn(phone)
    again.says("Skriv brugernavn og adgangskode igen.")
    expect(again.page.get_by_label("Brugernavn")).to_have_value("anne")
    again.sign_in(GIVEN)
    Page(phone, "Fælles tablets").follow("Din konto")
    account = Account(phone)
    account.change(GIVEN, "kort")
    Account(phone).says("Skriv mindst 12 tegn.")
    Account(phone).change(GIVEN, OWN)
    Account(phone).tells("Din adgangskode er ny.")
    Account(phone).press("Log ud")
    phone.open("/personale")
    ComeIn(phone).follow_to("Personale", StaffIn).sign_in(OWN)
    Morning(phone)


def test_anne_may_look_at_what_she_types(screens: Screens, phone: Screen, javascript: bool) -> None:
    password = to_form(phone).page.get_by_label("Adgangskode", exact=True)
    password.fill(OWN)
    box = phone.page.get_by_label("Vis koden")
    if not javascript:
        expect(box).to_be_hidden()
        return
    expect(password).to_have_attribute("type", "password")
    box.check()
    expect(password).to_have_attribute("type", "text")
    box.uncheck()
    expect(password).to_have_attribute("type", "password")


def test_after_five_wrong_ones_she_waits_half_a_minute(phone: Screen) -> None:
    phone.expect_status(422, 429)
    to_form(phone)
    for _time in range(6):
        StaffIn(phone).sign_in("forkert")
    StaffIn(phone).says("Vent lidt, og prøv igen.")
