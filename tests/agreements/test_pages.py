"""Maja meets her agreements."""

from tests.people import KNOCKS, QUIET, VISITORS


def test_maja_finds_her_agreement_from_home(browser, village):
    village.agreement(village.maja)
    browser.be(village.maja)
    assert "Du har fået en ny aftale." in browser.get("/").lines()
    browser.click("Mine aftaler")
    page = browser.click("Åbn Ro i opgangen")
    assert page.title == "Ro i opgangen"
    assert "Jeg holder ro efter klokken 22." in page.lines()


def test_she_answers_point_by_point(browser, village):
    number = village.agreement(village.maja)
    browser.be(village.maja).get(f"/aftaler/{number}")
    page = browser.press("Ja, jeg forstår")
    assert page.status_message == "Godt, du forstår punktet."
    page = browser.press("Jeg er i tvivl")
    assert "Du er i tvivl." in page.main
    assert "Jeg er i tvivl" not in [b.get_text(strip=True) for b in page.soup.select("button")]


def test_only_the_new_point_asks_again(browser, village):
    number = village.agreement(village.maja)
    browser.be(village.maja).get(f"/aftaler/{number}")
    browser.press("Ja, jeg forstår")
    browser.press("Ja, jeg forstår")
    first, second = village.points(number)
    later = QUIET | {"sentence": "Jeg holder ro efter klokken 21."}
    village.new_version(number, [(first.point_id, later), (second.point_id, VISITORS), (None, KNOCKS)])
    page = browser.get(f"/aftaler/{number}")
    assert "Før" in page.main and "Jeg holder ro efter klokken 22." in page.lines()
    browser.press("Ja, jeg forstår")
    page = browser.press("Ja, jeg forstår")
    assert "Du har svaret på det hele." in page.lines()


def test_anothers_agreement_looks_like_none(browser, village):
    number = village.agreement(village.maja)
    browser.be(village.ali).get(f"/aftaler/{number}", status=404)
