"""The talking sign: one true answer for whoever stands at the door, or the telephone number."""

import io
import json
import re
import subprocess
from datetime import datetime, timedelta
from io import BytesIO

import pikepdf
import pytest
import typst
from PIL import Image

from portal import clock
from portal.clock import COPENHAGEN
from portal.db import writing
from portal.presence import actions, queries
from portal.presence.facts import ChangeKind
from portal.presence.models import Place
from portal.presence.openings import A_DAY
from portal.presence.rules import Answer, State, answer
from portal.presence.sign import good_until
from portal.settings import ROOT
from tests.agreements.reading_paper import lines_on, tags_of

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
FLAT, CLUB = "/skilt/faelleslejligheden", "/skilt/klubben"
PHONE = "Ring til 12 34 56 78."
A5 = (420, 595)  # points


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A time in November 2026; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=COPENHAGEN)


def look(engine, village, slug: str) -> None:
    """Somebody of the staff says that it is right."""
    with writing(engine) as begun:
        place = begun.query(Place).filter_by(slug=slug).one()
        actions.check(begun, place, village.mette.id, moment=clock.now())


def main_lines(page) -> list[str]:
    return [" ".join(line.get_text().split()) for line in page.soup.select("main .line-text")]


def seconds_left(page) -> str:
    return page.soup.select_one("main [data-good-for]")["data-good-for"]


def test_the_sign_says_one_answer_until_when_and_who_looked(browser, places):
    page = browser.get(FLAT)
    assert main_lines(page) == ["Der er personale i fælleslejligheden nu.", "De er her til klokken 20."]
    assert "Anne tjekkede det klokken 16.30." in page.main
    assert "Siden er fra klokken 16.30." in page.main
    assert PHONE not in page.main
    assert seconds_left(page) == str(int(timedelta(hours=3, minutes=30).total_seconds()))


def test_the_sign_says_when_somebody_comes_next(browser, engine, village, places):
    page = browser.get(CLUB)
    assert main_lines(page) == [
        "Der er lukket i klubben.", "Der kommer nogen i morgen klokken 16.30.", "Det er om 1 nat.",
    ]  # fmt: skip
    assert len(page.soup.select(".moons img")) == 1 and not page.soup.select("[data-soon-for]")
    clock.freeze(at(24, 10))
    look(engine, village, "klubben")
    page = browser.get(CLUB)
    assert main_lines(page) == ["Der kommer nogen i klubben klokken 16.30.", "Det er om 6 og en halv time."]
    assert seconds_left(page) == str(int(timedelta(hours=6, minutes=30).total_seconds()))
    clock.freeze(at(24, 14, 30))
    page = browser.get(CLUB)
    assert main_lines(page)[1] == "Det er om 2 timer." and len(page.soup.select("[data-soon-for] .dot")) == 8
    assert "om 2 timer" not in browser.get(f"{CLUB}/skaerm").main  # it asks again each minute, and would say it anew


def test_a_place_that_is_moved_says_where_it_is(browser, engine, places):
    with writing(engine) as begun:
        actions.change(
            begun, begun.merge(places["faelleslejligheden"]), kind=ChangeKind.MOVED, first_day=clock.today(),
            last_day=clock.today(), moved_to_id=places["klubben"].id, by_id=None, moment=clock.now(),
        )  # fmt: skip
    assert main_lines(browser.get(FLAT))[:2] == ["Der er lukket i fælleslejligheden.", "I dag er det i klubben."]
    assert main_lines(browser.get(CLUB))[0] == "Der er personale i klubben nu."


def test_past_its_freshness_it_does_not_know_and_shows_the_phone(browser, places):
    clock.freeze(at(24, 4, 29))
    assert PHONE not in browser.get(FLAT).main
    clock.freeze(at(24, 4, 30))
    page = browser.get(FLAT)
    assert main_lines(page) == ["Vi ved ikke, om nogen er i fælleslejligheden.", PHONE]
    assert page.link("Ring til personalet") == "tel:12345678"
    assert seconds_left(page) == ""
    assert "Anne tjekkede det mandag den 23. november." in page.main


def test_nothing_between_keeps_it_and_it_changes_only_when_asked(browser, places):
    page = browser.get(FLAT)
    assert page.headers["Cache-Control"] == "no-store"
    assert not page.soup.select("meta[http-equiv], [hx-get], [hx-trigger], main [data-again]")
    clock.freeze(at(23, 20))
    again = browser.click("Se igen")
    assert again.address == FLAT and "Siden er fra klokken 20." in again.main
    assert main_lines(again)[0] == "Der er lukket i fælleslejligheden."


def test_what_an_old_page_says_is_there_but_not_read_aloud_before(app, browser, places):
    page = browser.get(FLAT)
    (old,) = page.soup.select("template[data-when-old]")
    said = " ".join(old.get_text().split())
    assert "Vi ved det ikke lige nu." in said and PHONE in said
    assert "Vi ved det ikke lige nu." not in page.main
    read_aloud = [each.get_text(strip=True) for each in page.soup.select("main [data-sound]")]
    assert page.link("Læs op") == f"/lyd/{app.extensions['speech'].address('da', read_aloud)}.mp3"


def test_a_change_by_staff_is_in_the_next_answer(browser, engine, village, places):
    clock.freeze(at(23, 20))
    assert main_lines(browser.get(FLAT))[0] == "Der er lukket i fælleslejligheden."
    with writing(engine) as begun:
        place = begun.get_one(Place, places["faelleslejligheden"].id)
        actions.arrive(begun, place, village.mette.id, moment=clock.now())
    assert main_lines(browser.get(FLAT))[0] == "Der er personale i fælleslejligheden nu."


def test_a_surname_or_number_of_the_staff_is_never_on_it(browser, engine, village, places):
    for address in (FLAT, f"{FLAT}/skaerm"):
        html = browser.get(address).html
        assert not [each for each in (village.anne, village.bo, village.mette) if each.phone and each.phone in html]


def test_who_takes_back_the_yes_is_gone_from_the_wall(browser, engine, village, places):
    assert "Bo" in browser.get(f"{FLAT}/skaerm").main.split()
    with writing(engine) as begun:
        actions.show(begun, village.bo.id, yes=False, moment=clock.now())
    assert "Bo" not in browser.get(f"{FLAT}/skaerm").main.split()


def test_the_wall_says_the_same_and_from_when_and_names_no_resident(browser, engine, village, places):
    with writing(engine) as begun:
        actions.show(begun, village.maja.id, yes=True, moment=clock.now())
    browser.be(village.maja)
    page = browser.get(f"{FLAT}/skaerm")
    assert main_lines(page)[0] == "Der er personale i fælleslejligheden nu."
    assert "Det er fra klokken 16.30." in page.main and "Maja" not in page.main
    assert page.soup.select_one("main [data-again]")["data-again"] == "60"


@on_sqlite
@pytest.mark.parametrize("address", ["/skilt/slottet", "/skilt/slottet/skaerm", "/skilt/"])
def test_an_unknown_place_has_no_sign(browser, places, address):
    assert browser.get(address, status=404).title == "Siden findes ikke"


@on_sqlite
def test_the_sign_speaks_english(browser, places):
    browser.get(FLAT)
    page = browser.press("English")
    assert page.soup.html["lang"] == "en" and page.soup.select("main .sound")
    assert not page.soup.select("main [lang=da]")


@on_sqlite
def test_the_other_site_has_no_sign(browser, places):
    browser.another("aktiviteter.localhost").get(FLAT, status=404)


def test_an_answer_is_good_until_it_is_old_or_over(engine, session, places):
    facts = {each.slug: each.facts for each in queries.places(session, clock.now())}
    said = {
        at(23, 16, 30): at(23, 20), at(23, 20): at(24, 0), at(24, 4): at(24, 4, 30), at(24, 5): None,
    }  # fmt: skip
    for moment, until in said.items():
        assert good_until(answer(facts["faelleslejligheden"], moment), moment) == until
    assert good_until(answer(facts["klubben"], at(24, 16)), at(24, 16)) == at(24, 16, 30)
    assert good_until(answer(facts["klubben"], at(24, 16, 29)), at(24, 16, 29)) == at(24, 16, 30)


def test_the_longest_day_of_the_year_ends_at_midnight_too():
    autumn = datetime(2026, 10, 25, 1, tzinfo=COPENHAGEN)
    found = Answer(State.NOT_TODAY, "hours", fresh_until=autumn + 2 * A_DAY)
    until = good_until(found, autumn)
    assert until.timestamp() - autumn.timestamp() == timedelta(hours=24).total_seconds()


# --- on paper ------------------------------------------------------------------------------------------------


@pytest.fixture
def paper(browser, village, places) -> bytes:
    answer = browser.be(village.anne).raw("GET", "/personale/hvem/klubben/skilt")
    assert answer.content_type == "application/pdf"
    return answer.data


def test_the_sign_on_paper_says_what_to_do(paper):
    with pikepdf.open(BytesIO(paper)) as pdf:
        (page,) = pdf.pages
        assert tuple(round(float(each)) for each in page.MediaBox[2:]) == A5
        assert lines_on(pdf) == [
            "Hvem er her?", "Klubben", "Hold telefonen op foran mærket.", "Så hører du svaret.", "Eller skriv:",
            "localhost:8000/skilt/klubben",
        ]  # fmt: skip
        assert pdf.Root.MarkInfo.Marked and pdf.Root.Lang == "da"
        assert tags_of(pdf)[0] == "H1"
        assert b"QR-kode til http://localhost:8000/skilt/klubben" in alternatives(pdf)


def alternatives(pdf: pikepdf.Pdf) -> bytes:
    """The words for the pictures."""
    said = [str(each.Alt) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]
    return "\n".join(said).encode()


@on_sqlite
def test_a_phone_reads_the_signs_address(paper, tmp_path):
    (tmp_path / "skilt.pdf").write_bytes(paper)
    page = tmp_path / "page.typ"
    page.write_text('#set page(width: 148mm, height: 210mm, margin: 0pt)\n#image("skilt.pdf", width: 148mm)')
    drawn = io.BytesIO(typst.compile(page, format="png", ppi=100))
    assert read_by_a_phone(Image.open(drawn)) == "http://localhost:8000/skilt/klubben"


def read_by_a_phone(photo: Image.Image) -> str | None:
    """What the scanner of our own pages reads in a picture."""
    script = (
        "const jsQR = require('jsqr'); const chunks = []; process.stdin.on('data', (c) => chunks.push(c));"
        "process.stdin.on('end', () => { const found = jsQR(new Uint8ClampedArray(Buffer.concat(chunks)),"
        "Number(process.argv[1]), Number(process.argv[2])); console.log(JSON.stringify(found && found.data)); });"
    )
    size = [str(each) for each in photo.size]
    run = subprocess.run(
        ["node", "-e", script, *size], input=photo.convert("RGBA").tobytes(), capture_output=True, check=True, cwd=ROOT
    )
    return json.loads(run.stdout)


@on_sqlite
def test_the_longest_name_still_fits_on_one_page(browser, engine, village, places):
    with writing(engine) as begun:
        begun.get_one(Place, places["klubben"].id).name = "Fælleslejligheden i opgangen ved siden af den gamle brugs"
    answer = browser.be(village.anne).raw("GET", "/personale/hvem/klubben/skilt")
    with pikepdf.open(BytesIO(answer.data)) as pdf:
        assert len(pdf.pages) == 1
        assert re.search("gamle brugs", " ".join(lines_on(pdf)))


@on_sqlite
def test_an_unknown_place_has_no_paper(browser, village, places):
    browser.be(village.anne)
    assert browser.raw("GET", "/personale/hvem/slottet/skilt").status_code == 404
