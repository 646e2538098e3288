"""Anne's desk of agreements: what each resident has, what she has said to it, and what waits."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from portal import clock
from portal.agreements import actions
from portal.agreements.manuscript import NAME, AgreementKind
from portal.agreements.models import Agreement, Answer, Version, Wish
from portal.agreements.rules import Reading, Reply
from portal.db import writing
from portal.people.models import LogKind
from portal.publishing import actions as publishing
from portal.publishing.models import Manuscript
from tests.browser import Page, PageClient
from tests.house.arranging import everything_kept, logged, rows
from tests.people import KNOCKS, QUIET, VISITORS, Village

NEVER = 999_999
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def anne(browser: PageClient, village: Village) -> PageClient:
    return browser.be(village.anne)


def cards(page: Page) -> list[str]:
    return [" ".join(card.get_text(" ").split()) for card in page.soup.select(".desk-cards > li")]


def write(village: Village, number: int) -> None:
    """Anne begins the next version with the words of the last."""
    with writing(village.engine) as begun:
        document = AgreementKind().published(begun, number)
        assert document is not None
        publishing.begin(
            begun, kind=NAME, subject_id=number, document=document, by_id=village.anne.id, moment=clock.now()
        )  # fmt: skip


# --- begin --------------------------------------------------------------------------------------------------------


def test_a_template_of_each_kind_can_be_begun_and_published_as_it_is(anne, village, engine, session):
    anne.get("/personale/beboer/maja/aftaler")
    kinds = [option["value"] for option in anne.page.soup.select("#kind option")]
    assert len(kinds) == 7
    for kind in kinds:
        anne.get("/personale/beboer/maja/aftaler")
        page = anne.press("Begynd på aftalen", kind=kind)
        assert page.title.startswith("Aftale med Maja:")
    assert [agreement.kind for agreement in rows(session, Agreement)] == kinds
    with writing(engine) as begun:
        for manuscript in begun.scalars(sa.select(Manuscript)):
            AgreementKind().publish(
                begun, manuscript.subject_id, manuscript.document, by_id=None, moment=clock.now(), hard_because=""
            )
    assert [version.number for version in rows(session, Version)] == [1] * 7
    page = anne.another().be(village.maja).get("/aftaler")
    assert len(page.soup.select("main .card")) == 7


@on_sqlite
def test_a_template_that_is_none_is_not_found(anne, session):
    anne.post("/personale/beboer/maja/aftaler", {"kind": "enhjørning"}, status=404)
    assert rows(session, Agreement) == []


# --- the overview -------------------------------------------------------------------------------------------------


def test_the_desk_says_how_each_agreement_stands(anne, village, engine):
    published, written, begun_only = (village.agreement(village.maja, title=name) for name in ("Ro", "Gæster", "Have"))
    empty = village.agreement(village.maja, publish=False)
    write(village, written)
    with writing(engine) as begun:
        actions.withdraw(begun, begun_only, moment=clock.now())
        actions.plan_talk(begun, begun.get_one(Agreement, published), clock.today() + timedelta(days=8))
    page = anne.get("/personale/beboer/maja/aftaler")
    ro, guests, garden = cards(page)
    assert "Udgave 1 er fra mandag den 23. november." in ro and "kladde" not in ro
    assert "2 af 2" in ro and "tirsdag den 1. december" in ro and "ingen endnu" in ro
    assert "Udgave 2 er en kladde." in guests
    assert "Aftalen er trukket tilbage." in garden
    assert page.has("a", "Skriv videre: Gæster") and page.has("button", "Ny udgave: Ro")
    assert not page.has("button", "Ny udgave: Gæster") and not page.has("a", "Print: Have")
    assert str(empty) not in {link["href"].rpartition("/")[2] for link in page.soup.select("main a[href]")}


def test_the_desk_counts_what_is_hard_and_what_waits(anne, village, engine):
    number = village.agreement(village.maja, QUIET, VISITORS, KNOCKS)
    quiet, visitors, _knocks = village.points(number)
    with writing(engine) as begun:
        actions.answer(begun, quiet, Reply.ASKS, reading=Reading(), tap="1", moment=clock.now())
        actions.answer(begun, visitors, Reply.IN_DOUBT, reading=Reading(), tap="1", moment=clock.now())
        actions.wish(begun, number, point_id=None, text="", tap="1", moment=clock.now())
    (card,) = cards(anne.get("/personale/beboer/maja/aftaler"))
    assert "Punkter uden svar 1 af 3" in card
    assert "Punkter, der er svære for Maja 2" in card
    assert "Spørgsmål, der venter på svar 3" in card
    with writing(engine) as begun:
        for asked in (*begun.scalars(sa.select(Answer)), begun.get_one(Wish, 1)):
            actions.deal_with(begun, asked, by_id=village.anne.id, moment=clock.now())
    (card,) = cards(anne.get("/personale/beboer/maja/aftaler"))
    assert "Punkter, der er svære for Maja 2" in card and "venter" not in card


@on_sqlite
def test_a_desk_with_twenty_agreements_costs_no_more(anne, village):
    village.agreement(village.maja)
    few = len(anne.get("/personale/beboer/maja/aftaler").statements)
    for number in range(20):
        write(village, village.agreement(village.maja, title=f"Aftale {number}"))
    page = anne.get("/personale/beboer/maja/aftaler")
    assert (len(cards(page)), len(page.statements)) == (21, few)


@on_sqlite
def test_a_draft_with_a_time_says_when_it_comes_out(anne, village, engine):
    number = village.agreement(village.maja)
    write(village, number)
    with writing(engine) as begun:
        manuscript = begun.scalars(sa.select(Manuscript)).one()
        manuscript.publish_at = clock.now() + timedelta(days=1)
    (card,) = cards(anne.get("/personale/beboer/maja/aftaler"))
    assert "Udgave 2 udgives tirsdag den 24. november klokken 16.30." in card


# --- the record ---------------------------------------------------------------------------------------------------


def points(page: Page) -> list[str]:
    return [" ".join(card.get_text(" ").split()) for card in page.soup.select("#punkter > .card")]


def test_the_record_tells_staff_what_she_said_and_how(anne, village, engine):
    number = village.agreement(village.maja)
    quiet, _visitors = village.points(number)
    with writing(engine) as begun:
        actions.answer(begun, quiet, Reply.IN_DOUBT, reading=Reading(), tap="0", moment=clock.now())
        actions.answer_question(begun, quiet, True, tap="1", moment=clock.now())
        actions.answer(begun, quiet, Reply.UNDERSTOOD, reading=Reading("Bo"), tap="1", moment=clock.now())
    first, second = points(anne.get(f"/personale/aftaler/{number}"))
    newest, oldest = first.index("Forstår det"), first.index("Er i tvivl")
    assert newest < oldest
    assert "med billedspørgsmål med Bo, 1 forsøg, mandag den 23. november klokken 16.30" in first
    assert VISITORS["sentence"] in second and "Intet svar endnu" in second


def test_the_record_keeps_what_she_said_to_older_words(anne, village, engine):
    number = village.agreement(village.maja, QUIET)
    (quiet,) = village.points(number)
    with writing(engine) as begun:
        actions.answer(begun, quiet, Reply.ASKS, reading=Reading(), tap="1", moment=clock.now())
    village.new_version(number, [(quiet.point_id, QUIET | {"sentence": "Jeg holder ro efter klokken 21."})])
    page = anne.get(f"/personale/aftaler/{number}")
    (point,) = points(page)
    assert "Intet svar til de nye ord endnu" in point and QUIET["sentence"] in point
    assert QUIET["sentence"] in page.soup.select_one("[data-state=question]").get_text()


@on_sqlite
def test_what_has_never_been_published_has_no_record(anne, village):
    number = village.agreement(village.maja, publish=False)
    for page in ("", "/samtale/ny", "/sammenlign", "/print"):
        anne.get(f"/personale/aftaler/{number}{page}", status=404)


def test_what_waits_can_be_dealt_with_on_the_record(anne, village, engine, session):
    number = village.agreement(village.maja, QUIET)
    (quiet,) = village.points(number)
    with writing(engine) as begun:
        actions.answer(begun, quiet, Reply.ASKS, reading=Reading(), tap="1", moment=clock.now())
        actions.wish(begun, number, point_id=quiet.point_id, text="Jeg vil have en hund.", tap="1", moment=clock.now())
    page = anne.get(f"/personale/aftaler/{number}")
    assert "Jeg vil have en hund." in page.main
    for _each in range(2):
        page = anne.press("Vi har talt om det")
        assert (page.address, page.status_message) == (f"/personale/aftaler/{number}", "Det er ordnet.")
    assert "Det venter på svar" not in page.main
    assert "Anne talte med Maja om det mandag den 23. november." in page.main
    assert rows(session, Wish)[0].dealt_with_by_id == rows(session, Answer)[0].dealt_with_by_id == village.anne.id


def test_a_way_back_to_another_site_is_not_taken(anne, village, engine):
    number = village.agreement(village.maja, QUIET)
    (quiet,) = village.points(number)
    with writing(engine) as begun:
        actions.answer(begun, quiet, Reply.ASKS, reading=Reading(), tap="1", moment=clock.now())
    answer = anne.raw(
        "POST", "/personale/svar/1/ordnet", data={"csrf_token": anne.token(), "next": "https://example.org/"}
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


# --- whose it is --------------------------------------------------------------------------------------------------


@on_sqlite
def test_staff_of_others_find_nothing_of_hers(browser, village, engine, session):
    number = village.agreement(village.maja)
    (quiet, _visitors) = village.points(number)
    write(village, number)
    with writing(engine) as begun:
        actions.answer(begun, quiet, Reply.ASKS, reading=Reading(), tap="1", moment=clock.now())
        actions.wish(begun, number, point_id=None, text="", tap="1", moment=clock.now())
    browser.be(village.mette)
    kept = everything_kept(session)
    pages = [f"aftaler/{number}{page}" for page in ("", "/samtale/ny", "/sammenlign", "/print")]
    for address in ("beboer/maja/aftaler", *pages, f"aftaler/{NEVER}"):
        browser.get(f"/personale/{address}", status=404)
    good = {"kind": "egne", "on": "2026-11-20", "how": "alone", "said_yes": "ja", "sentence": "Ja.", "picture": ""}
    sent = [f"aftaler/{number}/samtale", f"aftaler/{number}/samtale/ny", "svar/1/svar", "svar/1/ordnet"]
    for address in ("beboer/maja/aftaler", *sent, "oensker/1/ordnet", f"svar/{NEVER}/svar"):
        browser.post(f"/personale/{address}", good, status=404)
    assert everything_kept(session) == kept


def test_looking_is_logged_when_staff_look(anne, village, session):
    number = village.agreement(village.maja)
    addresses = ("beboer/maja/aftaler", *(f"aftaler/{number}{page}" for page in ("", "/sammenlign", "/samtale/ny")))
    for address in addresses:
        anne.get(f"/personale/{address}")
    assert logged(session, LogKind.SAW_AGREEMENTS) == [(village.anne.id, village.maja.id)] * len(addresses)
    assert logged(session, LogKind.PRINTED) == []
    assert anne.raw("GET", f"/personale/aftaler/{number}/print").mimetype == "application/pdf"
    assert logged(session, LogKind.PRINTED) == [(village.anne.id, village.maja.id)]


def test_the_desk_shows_what_waits_until_it_is_dealt_with(anne, village, engine, session):
    number = village.agreement(village.maja)
    quiet, visitors = village.points(number)
    with writing(engine) as begun:
        for point, reply, tap in ((quiet, Reply.ASKS, "1"), (visitors, Reply.UNDERSTOOD, "2")):
            actions.answer(begun, point, reply, reading=Reading("Anne"), tap=tap, moment=clock.now())
        actions.wish(begun, number, point_id=None, text="Jeg vil have en hund.", tap="3", moment=clock.now())
    village.new_version(number, [(quiet.point_id, QUIET)])
    mette = anne.another().be(village.mette).get("/personale")
    assert "Der er ikke noget, der venter." in mette.main and "Maja" not in mette.main
    page = anne.get("/personale")
    assert page.main.count("Maja vil spørge om:") == 1 and QUIET["sentence"] in page.main
    assert "Jeg vil have en hund." in page.main and VISITORS["sentence"] not in page.main
    assert anne.press("Vi har talt om det").status_message == "Det er ordnet."
    page = anne.press("Vi har talt om det")
    assert "Der er ikke noget, der venter." in page.main
    for asked in (*rows(session, Wish), rows(session, Answer)[0]):
        assert asked.dealt_with_by_id == village.anne.id


@pytest.mark.parametrize(
    ("typed", "kept", "sentence"),
    [
        ("2026-12-01", date(2026, 12, 1), "Dagen er gemt."),
        ("2026-11-23", date(2026, 11, 23), "Dagen er gemt."),
        ("", None, "Dagen er gemt."),
        ("2026-11-22", None, "Vælg en dag, der kommer."),
        ("2026-02-30", None, "Skriv datoen igen."),
        ("mandag", None, "Skriv datoen igen."),
    ],
)
def test_the_day_of_the_next_talk_is_set_and_taken_away(anne, village, session, typed, kept, sentence):
    number = village.agreement(village.maja)
    anne.get(f"/personale/aftaler/{number}")
    page = anne.press("Gem dagen", status=200 if sentence == "Dagen er gemt." else 422, on=typed)
    assert sentence in page.text
    assert rows(session, Agreement)[0].next_talk_on == kept
