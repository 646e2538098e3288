"""Many people use the common tablet, and none meets the other."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from e2e.pages.getting_in import ComeIn, Welcome, hold_up
from e2e.pages.page import NotHere
from e2e.pages.resident import AgreementPage, Change, Home
from e2e.running import MONDAY_AFTERNOON, Portal
from e2e.screens import Screen, Screens
from portal import clock

QUIET = "Ro i opgangen"
MAJAS_WORDS = ("Maja", QUIET, "Jeg holder ro", "Min støtte med Bo")
WISH = "Jeg vil gerne høre musik på altanen."
LONG_AGO = 12  # steps Back, more than there are pages


@pytest.fixture
def either(screens: Screens, portal: Portal, javascript: bool) -> Screen:
    """The common tablet, with and without JavaScript."""
    return screens(device=portal.device(), javascript=javascript)


@pytest.fixture
def slow_tablet(tablet: Screen) -> Screen:
    """The common tablet, with a clock in the browser that the story can move."""
    tablet.context.clock.install()
    return tablet


def test_ali_meets_nothing_of_maja(either: Screen, portal: Portal) -> None:
    home = hold_up(either, portal.card("Maja"), "Maja").yes()
    home.my_agreements().open(QUIET)
    majas_address = either.page.url
    AgreementPage(either, QUIET).press("Jeg er færdig")
    Welcome(either).tells("Du er ude nu.")

    ali = hold_up(either, portal.card("Ali"), "Ali").yes()
    ali.my_agreements().says("Min lejlighed")
    either.expect_status(404)
    for _step in range(LONG_AGO):
        if either.page.go_back() is None:
            break
        assert_nothing_of_maja(either)
    assert either.open(majas_address) == 404
    NotHere(either)
    assert_nothing_of_maja(either)


def test_back_shows_nothing_when_maja_has_gone(either: Screen, portal: Portal) -> None:
    home = hold_up(either, portal.card("Maja"), "Maja").yes()
    home.my_agreements().open(QUIET).wish_a_change().press("Jeg er færdig")
    Welcome(either)
    for _step in range(LONG_AGO):
        if either.page.go_back() is None:
            break
        assert_nothing_of_maja(either)
    for _step in range(LONG_AGO):
        if either.page.go_forward() is None:
            break
        assert_nothing_of_maja(either)


def test_an_agreement_of_somebody_elses_is_not_there(either: Screen, portal: Portal) -> None:
    hold_up(either, portal.card("Ali"), "Ali").yes()
    either.expect_status(404)
    for path in ("/aftaler/1", "/aftaler/1/udgave/1", "/aftaler/1/aendre", "/aftaler/1/sammen", "/aftaler/1/ja"):
        assert either.open(path) == 404
        NotHere(either)
        assert_nothing_of_maja(either)


def test_the_tablet_asks_before_it_ends_and_stays_when_somebody_is_there(slow_tablet: Screen, portal: Portal) -> None:
    home = hold_up(slow_tablet, portal.card("Maja"), "Maja").yes()
    expect(home.page.get_by_text("Er du her stadig?")).to_be_hidden()
    pass_time(slow_tablet, 151)
    home.warns("Er du her stadig?")
    with home.page.expect_response("**/ind/her") as told:
        home.press("Ja, jeg er her")
    assert told.value.status == 204
    expect(home.page.get_by_text("Er du her stadig?")).to_be_hidden()
    pass_time(slow_tablet, 151 + 140)
    home.my_agreements()


def test_the_tablet_ends_by_itself_and_keeps_what_was_being_written(slow_tablet: Screen, portal: Portal) -> None:
    card = portal.card("Maja")
    agreement = hold_up(slow_tablet, card, "Maja").yes().my_agreements().open(QUIET)
    agreement.wish_a_change().write(WISH)
    pass_time(slow_tablet, 151)
    agreement.warns("Er du her stadig?")
    pass_time(slow_tablet, 181)
    Welcome(slow_tablet).tells("Du er ude nu.")
    assert_nothing_of_maja(slow_tablet)
    slow_tablet.back()
    assert_nothing_of_maja(slow_tablet)

    agreement = hold_up(slow_tablet, card, "Maja").yes().my_agreements().open(QUIET)
    expect(agreement.wish_a_change().words).to_have_value(WISH)


def test_the_question_itself_can_be_heard(slow_tablet: Screen, portal: Portal) -> None:
    home = hold_up(slow_tablet, portal.card("Maja"), "Maja").yes()
    pass_time(slow_tablet, 151)
    home.sound_of("Er du her stadig?").click()
    home.page.wait_for_function("() => document.documentElement.dataset.speaking")
    expect(home.page.get_by_text("Er du her stadig?")).to_be_hidden()  # whoever listens is here


def test_listening_is_being_there(slow_tablet: Screen, portal: Portal) -> None:
    home = hold_up(slow_tablet, portal.card("Maja"), "Maja").yes()
    home.read_page_button.click()
    home.page.wait_for_function("() => document.documentElement.dataset.speaking")
    pass_time(slow_tablet, 100)
    home.page.wait_for_function("() => document.documentElement.dataset.speaking")
    home.read_page_button.click()
    pass_time(slow_tablet, 200)
    expect(home.page.get_by_text("Er du her stadig?")).to_be_hidden()


def test_a_text_is_saved_while_it_is_written(tablet: Screen, portal: Portal) -> None:
    card = portal.card("Maja")
    agreement = hold_up(tablet, card, "Maja").yes().my_agreements().open(QUIET)
    change = agreement.wish_a_change().write(WISH)
    change.tells("Gemt")
    tablet.open("/")
    Home(tablet, "Maja").press("Jeg er færdig")
    Welcome(tablet)
    agreement = hold_up(tablet, card, "Maja").yes().my_agreements().open(QUIET)
    change = agreement.wish_a_change()
    expect(change.words).to_have_value(WISH)
    change.send().tells("Personalet får besked og taler med dig.")
    expect(agreement.wish_a_change().words).to_have_value("")


def test_without_javascript_a_text_sent_too_late_is_kept(screens: Screens, portal: Portal) -> None:
    tablet, card = screens(device=portal.device(), javascript=False), portal.card("Maja")
    change: Change = hold_up(tablet, card, "Maja").yes().my_agreements().open(QUIET).wish_a_change()
    change.write(WISH)
    clock.freeze(MONDAY_AFTERNOON + timedelta(minutes=4))
    change.press("Send til personalet")
    ComeIn(tablet).tells("Din tekst er gemt.")
    assert_nothing_of_maja(tablet)
    agreement = hold_up(tablet, card, "Maja").yes().my_agreements().open(QUIET)
    change = agreement.wish_a_change()
    expect(change.words).to_have_value(WISH)
    change.send().tells("Personalet får besked og taler med dig.")


def pass_time(tablet: Screen, seconds: int) -> None:
    """Let it be so many seconds after half past four, on the wall and in the browser."""
    before = clock.now()
    clock.freeze(MONDAY_AFTERNOON + timedelta(seconds=seconds))
    tablet.context.clock.fast_forward(int((clock.now() - before).total_seconds() * 1000))


def assert_nothing_of_maja(tablet: Screen) -> None:
    page = tablet.page
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    met = page.content().replace("Prøv som Maja", "")  # the demo's own button
    for words in MAJAS_WORDS:
        assert words not in met, f"{words!r} can be read on {page.url}"
