"""What residents and strangers read about who is here, at moments where the answer is easily wrong."""

from datetime import date, datetime, time

import pytest

from portal import clock
from portal.clock import COPENHAGEN
from portal.db import writing
from portal.people.models import Person
from portal.presence import actions
from portal.presence.facts import ChangeKind, Span

FLAT, CLUB, SPINDEHUSET = "Fælleslejligheden", "Klubben", "Spindehuset"


@pytest.fixture
def ill(village, engine):
    """Somebody cannot come today, and somebody else does, or nobody."""

    def say(who: Person, substitute: Person | None = None) -> None:
        with writing(engine) as begun:
            actions.away(
                begun, begun.merge(who), first_day=clock.today(), last_day=clock.today(),
                substitute=begun.merge(substitute) if substitute else None, by_id=None, moment=clock.now(),
            )  # fmt: skip

    return say


def card(page, place: str):
    """A place's own card."""
    (found,) = [each for each in page.soup.select(".card") if each.h2 and each.h2.get_text(strip=True) == place]
    return found


def said(page, place: str) -> list[str]:
    """The lines on a place's card; the first is the answer."""
    return [line.get_text(strip=True) for line in card(page, place).select(".line-text")]


def names(found) -> list[str]:
    return [each.get_text(strip=True) for each in found.select(".people li")]


# --- the answer at a moment ------------------------------------------------------------------------------------


def test_on_monday_at_half_past_twelve_anne_is_in_the_flat(browser, at):
    at(2026, 11, 30, 12, 30)
    page = browser.get("/hvem")
    assert said(page, FLAT) == ["Der er nogen nu.", "De er her til klokken 13."]
    assert names(card(page, FLAT)) == ["Anne"]
    assert card(page, FLAT)["data-place"] == "hvem"
    assert "Anne tjekkede det klokken 12.20." in card(page, FLAT).get_text()


def test_on_monday_at_two_somebody_comes_at_four(browser, at):
    at(2026, 11, 30, 14, 0)
    page = browser.get("/hvem")
    assert said(page, FLAT) == ["Der kommer nogen klokken 16.", "Det er om 2 timer."]
    assert len(card(page, FLAT).select(".dot")) == 8  # quarter hours
    assert "1F553" in card(page, FLAT).img["src"]  # a clock at four
    assert "data-place" not in card(page, FLAT).attrs
    for hour, minute, words in ((13, 31, "2 og en halv time"), (14, 30, "halvanden time"), (15, 0, "1 time")):
        at(2026, 11, 30, hour, minute)
        assert said(browser.get("/hvem"), FLAT)[1] == f"Det er om {words}."
    at(2026, 11, 30, 15, 50)
    page = browser.get("/hvem")
    assert said(page, FLAT)[1] == "Det er om 10 minutter." and len(card(page, FLAT).select(".dot")) == 1


def test_on_thursday_at_five_there_is_somebody_in_two_places(browser, at):
    at(2026, 12, 3, 17, 0)
    page = browser.get("/hvem")
    assert said(page, FLAT) == ["Der er nogen nu.", "De er her til klokken 20."]
    assert said(page, CLUB) == ["Der er nogen nu.", "De er her til klokken 21."]
    assert names(card(page, CLUB)) == ["Mette"]


def test_on_friday_at_six_the_club_is_open_every_other_week(browser, at):
    at(2026, 11, 27, 18, 0)
    assert said(browser.get("/hvem"), CLUB) == ["Der er nogen nu.", "De er her til klokken 22."]
    at(2026, 12, 4, 18, 0)
    page = browser.get("/hvem")
    assert said(page, CLUB) == [
        "Der er lukket nu.", "Der kommer nogen på tirsdag klokken 16.30.", "Det er om 4 nætter.",
    ]  # fmt: skip
    assert len(card(page, CLUB).select(".moons img")) == 4
    assert card(page, CLUB)["data-state"] == "quiet"


def test_on_christmas_eve_the_flat_is_closed_and_the_club_is_not_known(browser, at):
    at(2026, 12, 24, 12, 30)
    page = browser.get("/hvem")
    assert said(page, FLAT)[:2] == ["Der er lukket i dag.", "I dag er det helligdag."]
    assert said(page, CLUB) == ["Vi ved det ikke lige nu.", "I dag er det helligdag."]
    assert card(page, CLUB).select_one("a.choice-yes")["href"] == "tel:12345678"
    week = browser.get("/hvem/uge")
    assert {"Det er juleaftensdag.", "Måske er der åbent i klubben.", "Der er lukket i fælleslejligheden."} <= set(
        week.lines()
    )


def test_a_red_day_on_which_the_club_may_be_open_is_told_before_the_next_opening(browser, at):
    at(2026, 12, 23, 12, 0)
    assert said(browser.get("/hvem"), CLUB)[1:3] == [
        "Måske er der åbent i morgen.", "Der kommer nogen på tirsdag klokken 16.30.",
    ]  # fmt: skip


def test_what_nobody_has_checked_for_a_day_is_not_known_and_the_phone_is_the_thing_to_do(browser, at, village):
    at(2026, 11, 24, 16, 45, checked=False)
    page = browser.get("/hvem")
    for place in (FLAT, CLUB, SPINDEHUSET):
        assert said(page, place) == ["Vi ved det ikke lige nu."]
        assert names(card(page, place)) == []
        assert card(page, place).select_one("a.choice-yes")["href"] == "tel:12345678"
        assert card(page, place)["data-state"] == "question"
    home = browser.get("/")
    assert home.lines()[0] == "Vi ved ikke, om nogen er i fælleslejligheden."
    assert home.soup.select_one(".card a.choice-yes")["href"] == "tel:12345678"
    assert "Anne tjekkede det mandag den 23. november." in card(page, FLAT).get_text()


def test_bo_comes_instead_of_anne_who_is_ill(browser, at, ill, village):
    at(2026, 11, 30, 12, 30)
    ill(village.anne, village.bo)
    page = browser.get("/hvem")
    assert said(page, FLAT) == [
        "Der er nogen nu.", "De er her til klokken 13.", "Anne er syg.", "Bo kommer i stedet.",
    ]  # fmt: skip
    assert names(card(page, FLAT)) == ["Bo"]


def test_nobody_comes_instead_of_anne_who_is_ill(browser, at, ill, village):
    at(2026, 12, 4, 14, 30)
    ill(village.anne)
    assert said(browser.get("/hvem"), FLAT)[:2] == ["Der er lukket i dag.", "Anne er syg."]


def test_in_the_hour_the_clock_goes_back_the_night_is_no_longer_than_it_is(browser, at, places, engine):
    with writing(engine) as begun:
        actions.change(
            begun, begun.merge(places["klubben"]), kind=ChangeKind.OTHER_HOURS, first_day=date(2027, 10, 30),
            last_day=date(2027, 10, 30), spans=[Span(time(20), time(2, 30))], by_id=None, moment=clock.now(),
        )  # fmt: skip
    clock.freeze(datetime(2027, 10, 31, 2, 45, tzinfo=COPENHAGEN))  # the first of the two
    with writing(engine) as begun:
        actions.check(begun, begun.merge(places["klubben"]), 1, moment=clock.now())
    assert said(browser.get("/hvem"), CLUB)[:2] == ["Der er nogen nu.", "De er her til klokken 2.30."]


# --- who sees whom ---------------------------------------------------------------------------------------------


def test_a_name_is_shown_only_while_its_owner_says_yes(browser, at, village, engine):
    at(2026, 11, 30, 12, 30)
    with writing(engine) as begun:
        actions.show(begun, village.anne.id, yes=False, moment=clock.now())
    page = browser.get("/hvem")
    assert said(page, FLAT)[0] == "Der er nogen nu." and "Anne" not in page.text
    assert "Personalet tjekkede det klokken 12.20." in page.text


def test_a_neighbour_who_says_yes_is_shown_to_the_other_residents_until_no(browser, places, village):
    ali, maja = browser.another(), browser.be(village.maja)
    ali.be(village.ali).get("/mig")
    page = ali.click("Må naboer spørge mig?")
    assert "Naboer må ikke spørge dig." in page.lines()
    assert "Ali" not in maja.get("/hvem").text
    page = ali.press("Naboer må spørge mig")
    assert page.status_message == "Naboer må spørge dig om hjælp." and "Naboer må spørge dig." in page.lines()
    page = maja.get("/hvem")
    assert "Du kan også spørge en nabo." in page.lines() and names(page.soup.main)[-1] == "Ali"
    assert "Du kan også spørge en nabo." not in ali.get("/hvem").lines()  # not oneself
    for nobody in (browser.another(), browser.another().be(village.bo), browser.another().be(village.karin)):
        assert "Ali" not in nobody.get("/hvem").text
    ali.get("/mig/spoerg-mig")
    assert ali.press("Naboer må spørge mig").status_message == "Naboer kan ikke se dig nu."
    assert "Ali" not in maja.get("/hvem").text
