"""A draft with its readers' eyes: the real pages, in their own size, with sound, and only to look at."""

import pytest

from portal import clock
from portal.agreements.manuscript import NAME
from portal.db import writing
from portal.people.models import LogKind
from portal.publishing import actions as publishing
from portal.publishing.rules import Document, DraftLine
from tests.browser import PageClient
from tests.house.arranging import everything_kept, logged
from tests.people import QUIET, Village

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
HOME = "/personale/skriv/aftale/1"
DRAFT = Document(
    "Ro i huset",
    "quiet",
    (
        DraftLine("a", "point", "Jeg holder ro om natten.", "quiet"),
        DraftLine("b", "why", "Min nabo skal sove.", "sleep"),
        DraftLine("c", "goes_wrong", "Så taler vi om det.", "speech"),
        DraftLine("d", "helper", "Anne hjælper mig.", "staff_helper"),
        DraftLine("e", "question", "Må jeg synge klokken 3?", "music_loud", answer=False),
        DraftLine("f", "explained", "Klokken 3 sover mange.", "sleep"),
        DraftLine("g", "point", "Jeg må have gæster.", "visitor"),
    ),
)


def write(village: Village, number: int, document: Document = DRAFT) -> None:
    with writing(village.engine) as begun:
        publishing.begin(
            begun, kind=NAME, subject_id=number, document=document, by_id=village.anne.id, moment=clock.now()
        )  # fmt: skip


@pytest.fixture
def anne(browser: PageClient, village: Village) -> PageClient:
    """Anne writes the next version of Maja's agreement."""
    write(village, village.agreement(village.maja, QUIET))
    return browser.be(village.anne)


# --- beboer -------------------------------------------------------------------------------------------------------


def test_anne_sees_the_draft_as_maja_will(anne):
    page = anne.get(f"{HOME}/vis/beboer")
    assert page.title == "Ro i huset"
    assert "Sådan ser Maja kladden. Du kan kun se." in page.text
    assert page.soup.body["data-size"] == "resident"
    for line in (
        "Jeg holder ro om natten.",
        "Min nabo skal sove.",
        "Må jeg synge klokken 3?",
        "Klokken 3 sover mange.",
    ):
        assert line in page.lines()
    assert QUIET["sentence"] not in page.lines()
    assert page.soup.select(".sound[href^='/lyd/']")
    assert page.link("Tilbage til kladden") == HOME


def test_nothing_can_be_sent_and_no_way_leads_to_her_own_pages(anne):
    page = anne.get(f"{HOME}/vis/beboer")
    buttons = page.soup.select("main button")
    assert {button.get_text(strip=True) for button in buttons} >= {"Ja", "Nej", "Ja, jeg forstår"}
    assert all(button.find_parent("fieldset", disabled=True) for button in buttons)
    assert not page.soup.select("main form")
    ways = {link["href"] for link in page.soup.select("main a[href]") if not link["href"].startswith("/lyd/")}
    assert ways == {"?punkt=2#punkt-2"}


def test_the_other_points_open_inside_the_preview(anne):
    page = anne.get(f"{HOME}/vis/beboer?punkt=2")
    (open_card,) = page.soup.select("main .card[data-place=aftaler]")
    assert "Jeg må have gæster." in open_card.get_text()
    assert page.soup.select_one("main a[href='?punkt=1#punkt-1']")
    assert anne.get(f"{HOME}/vis/beboer?punkt=99").title == "Ro i huset"


@on_sqlite
def test_looking_keeps_nothing_but_the_look(anne, village, session):
    kept = everything_kept(session)
    anne.get(f"{HOME}/vis/beboer")
    assert logged(session, LogKind.SAW_AS) == [(village.anne.id, village.maja.id)]
    anne.post(f"{HOME}/vis/beboer", {"svar": "ja"}, status=405)
    gone = set(kept.splitlines()) - set(everything_kept(session).splitlines())
    assert not gone


# --- pårørende, print, skærm --------------------------------------------------------------------------------------


def test_the_relatives_face_has_the_words_and_nothing_to_answer(anne):
    page = anne.get(f"{HOME}/vis/paaroerende")
    assert "Sådan ser en pårørende kladden. Du kan kun se." in page.text
    assert "Det er en aftale med Maja." in page.lines() and "Jeg må have gæster." in page.lines()
    assert "Må jeg synge klokken 3?" not in page.lines()
    assert not page.soup.select("main button, main form")


def test_the_screens_face_shows_one_point_at_a_time(anne):
    page = anne.get(f"{HOME}/vis/skaerm")
    assert "Punkt 1 af 2" in page.main and "Min nabo skal sove." in page.lines()
    assert not page.has("a", "Forrige punkt")
    page = anne.click("Næste punkt")
    assert "Punkt 2 af 2" in page.main and "Jeg må have gæster." in page.lines()
    assert not page.has("a", "Næste punkt")
    assert "Punkt 1 af 2" in anne.click("Forrige punkt").main
    for number in ("0", "-3", "99", "x"):
        assert anne.get(f"{HOME}/vis/skaerm?nummer={number}").title == "Ro i huset"


def test_the_print_is_the_paper_itself(anne):
    answer = anne.raw("GET", f"{HOME}/vis/print")
    assert (answer.mimetype, answer.data[:5]) == ("application/pdf", b"%PDF-")


@on_sqlite
@pytest.mark.parametrize("face", ["beboer", "paaroerende", "skaerm", "print"])
@pytest.mark.parametrize(
    "lines",
    [
        (),
        (DraftLine("a", "point"),),
        (DraftLine("a", "why", "Fordi."), DraftLine("b", "point", "Jeg holder ro.")),
        (DraftLine("a", "point", "Jeg holder ro."), DraftLine("b", "question", "Må jeg?")),
    ],
)
def test_a_draft_that_is_not_done_can_be_looked_at(browser, village, face, lines):
    write(village, village.agreement(village.maja, publish=False), Document("Ro", None, lines))
    browser.be(village.anne)
    if face == "print":
        assert browser.raw("GET", f"{HOME}/vis/print").status_code == 200
    else:
        assert browser.get(f"{HOME}/vis/{face}").title == "Ro"


@on_sqlite
def test_a_draft_without_a_name_can_be_looked_at(browser, village):
    write(
        village, village.agreement(village.maja, publish=False), Document("", None, (DraftLine("a", "point", "Ja."),))
    )
    assert browser.be(village.anne).get(f"{HOME}/vis/beboer").title == "Uden navn"
    assert browser.raw("GET", f"{HOME}/vis/print").status_code == 200
