"""Anne asks, Maja decides on her own screen, Karin sees what Maja shows, and nothing more."""

import re

from portal import clock
from portal.mail.sending import IntoFolder, letters_in, sweep
from portal.people.consent.models import Consent
from portal.people.consent.rules import Topic
from portal.people.models import LogKind, Visit
from portal.people.rules import CameInBy, Trust
from tests.consent.family import ADDRESS, PAGE, STAFF_PAGE, follow, letters, link_in
from tests.house.arranging import logged, rows


def test_karin_is_invited_sees_dinners_only_and_is_switched_off(app, engine, browser, village, session, tmp_path):
    village.agreement(village.maja)

    anne = browser.another().be(village.anne)
    anne.get(STAFF_PAGE)
    topics = ["dinners", "agreements"]
    anne.press("Spørg Maja", first_name="Karin", kind="mor", email="Karin@Demo.Example ", topics=topics)
    assert "Vi venter på svar." in anne.page.main and ADDRESS in anne.page.main
    assert letters(session) == []  # nothing leaves the house before Maja has answered

    maja = browser.another().be(village.maja)
    page = maja.get(PAGE)
    assert page.lines()[0] == "Må Karin se, hvornår du spiser med?"
    maja.click("Ja")
    assert [each.get_text(strip=True) for each in maja.page.soup.select("main button")] == [
        "1 måned", "3 måneder", "6 måneder", "12 måneder",
    ]  # fmt: skip
    page = maja.press("3 måneder")
    assert page.status_message == "Karin kan se, hvornår du spiser med."
    assert page.lines()[0] == "Må Karin læse dine aftaler?"  # the next question, alone
    page = maja.press("Nej")
    assert "Karin kan se, hvornår du spiser med." in page.lines()
    assert "Dine aftaler er skjult for Karin." in page.lines()
    assert "Sidste dag er tirsdag den 23. februar 2027." in page.main

    post = tmp_path / "post"
    assert sweep(engine, IntoFolder(post), clock.now(), sender="opgangen@demo.example").sent == 1
    (letter,) = letters_in(post)
    assert (letter.to, letter.subject) == (ADDRESS, "Maja vil vise dig noget på Opgangen.")
    browser.get("/post")
    address = browser.page.soup.select_one("a.long-link")["href"]
    karin = browser.another()
    assert karin.get(address).title == "Hej Karin"
    assert karin.press("Kom ind").title == "Din egen nøgle"
    page = karin.click("Ikke nu")
    assert (page.address, page.title) == ("/paaroerende", "Hej Karin")
    assert "Der er ingen mad-aftaler endnu." in page.lines()
    assert "Aftaler" not in page.main and "Ro i opgangen" not in page.main and "Personalets tider" not in page.main
    visit = rows(session, Visit)[-1]
    assert (visit.came_in_by, visit.trust, visit.device_id) == (CameInBy.LINK, Trust.ACT, None)

    calendar = karin.press("Lav et link").link("Åbn i min kalender").replace("webcal://localhost:8000", "")
    assert browser.raw("GET", calendar).status_code == 200
    karin.get("/paaroerende")

    anne.get(STAFF_PAGE)
    row = anne.page.soup.find("th", string="Spis sammen").find_parent("tr").get_text(" ")
    assert "Ja til og med tirsdag den 23. februar 2027." in row

    maja.get(PAGE)
    page = maja.press("Spis sammen: Karin")
    assert page.status_message == "Din mad er skjult for Karin."

    page = karin.press("Lav et nyt link")  # her page was open all the time
    fresh = page.link("Åbn i min kalender").replace("webcal://localhost:8000", "")
    assert browser.raw("GET", calendar).status_code == 404
    assert browser.raw("GET", fresh).status_code == 404  # nothing is shown to her any more
    page = karin.get("/paaroerende")
    assert page.lines() == ["Maja viser dig ikke noget lige nu."]
    assert not page.soup.select("main img.portrait-photo")

    assert logged(session, LogKind.ASKED_CONSENT) == [(village.anne.id, village.maja.id)] * 2
    assert logged(session, LogKind.GAVE_CONSENT) == [(village.maja.id, village.maja.id)]
    assert logged(session, LogKind.ENDED_CONSENT) == [(village.maja.id, village.maja.id)]
    karins = rows(session, Visit)[-1].person_id
    assert (karins, village.maja.id) in logged(session, LogKind.SAW_PROFILE)


def test_off_and_on_again_keeps_every_row_and_the_day_that_was_chosen(browser, village, session):
    browser.be(village.anne)
    browser.get(STAFF_PAGE)
    browser.press("Spørg Maja", first_name="Karin", kind="mor", email=ADDRESS, topics=["dinners"])
    maja = browser.another().be(village.maja)
    maja.get(PAGE)
    maja.click("Ja")
    maja.press("12 måneder")
    name = "Spis sammen: Karin"
    assert maja.page.button(name)["aria-checked"] == "true"
    maja.press(name)
    assert maja.page.button(name)["aria-checked"] == "false"
    maja.press(name)
    assert maja.page.button(name)["aria-checked"] == "true"
    first, second = rows(session, Consent)
    assert first.ended_at is not None and second.ended_at is None
    assert first.ends_on == second.ends_on == clock.today().replace(year=2027)
    assert len(letters(session)) == 1  # she has been let in once, and knows the way
    maja.press("Aktiviteter: Karin")
    assert maja.page.title == "Hvor længe?"  # never asked about, but Maja's to give
    assert maja.press("1 måned").button("Aktiviteter: Karin")["aria-checked"] == "true"
    maja.press("Skjul alt for Karin")
    assert {each["aria-checked"] for each in maja.page.soup.select("[role=switch]")} == {"false"}
    assert not maja.page.has("button", "Skjul alt for Karin")


def test_the_letter_names_no_topic_and_no_more_than_first_names(browser, village, session):
    browser.be(village.anne).get(STAFF_PAGE)
    browser.press("Spørg Maja", first_name="Karin", kind="mor", email=ADDRESS, topics=["hours", "agreements"])
    maja = browser.another().be(village.maja)
    maja.get(PAGE)
    maja.click("Ja")
    maja.press("1 måned")
    (letter,) = letters(session)
    assert (letter.to_address, letter.subject) == (ADDRESS, "Maja vil vise dig noget på Opgangen.")
    assert letter.body.startswith("Hej Karin\n\nMaja vil vise dig noget på Opgangen.\n")
    assert not re.search("aftale|tid[^e]|mad|aktivitet", letter.body.replace(link_in(letter), ""))
    assert follow(browser, session).page.title == "Din egen nøgle"
    assert {each.topic for each in rows(session, Consent)} == {Topic.HOURS, Topic.AGREEMENTS}
