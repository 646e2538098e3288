"""The portal's commands about people: cards, links, the demo, and serving."""

import gc
import pkgutil
import re
import socket
import threading
from importlib import import_module
from io import BytesIO

import pikepdf
import pytest
import segno
import sqlalchemy as sa

from portal import easyread, migrating
from portal.db import writing
from portal.easyread import lexicon, speller
from portal.people.actions import attach
from portal.people.card_paper import card_address, cards_pdf, qr_svg
from portal.people.models import Attachment, Card, Device, Enrolment, LogKind, Person
from portal.people.rules import DeviceKind, hashed
from portal.settings import WrongSetting
from tests.house.arranging import logged, row_counts, rows
from tests.people import VISITORS


@pytest.fixture
def portal(app, engine):
    """Run a command of the portal: `portal("card", "maja")`."""
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(args=words)


# --- cards ---------------------------------------------------------------------------------------------------


def alt_texts(pdf: pikepdf.Pdf) -> list[str]:
    return [str(each["/Alt"]) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]


def test_a_card_on_paper_is_tagged_and_has_photo_name_and_sign(portal, village, session, tmp_path):
    run = portal("card", "maja")
    assert run.exit_code == 0 and "maja.pdf" in run.output
    with pikepdf.open(tmp_path / "kort" / "maja.pdf") as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == "da" and "/StructTreeRoot" in pdf.Root
        assert pdf.docinfo["/Title"] == "Kort til Maja"
        assert sorted(alt_texts(pdf)) == ["Foto af Maja", "QR-kode til Maja"]
    (card,) = rows(session, Card)
    assert card.resident_id == village.maja.id
    assert logged(session, LogKind.MADE_CARD) == [(None, village.maja.id)]


def test_the_card_is_put_where_one_asks(portal, village, tmp_path):
    assert portal("card", "maja", "--to", str(tmp_path / "her")).exit_code == 0
    assert (tmp_path / "her" / "maja.pdf").read_bytes().startswith(b"%PDF")


def test_the_sign_holds_our_address_and_the_secret():
    secret = "s" * 43
    assert card_address(secret, address="https://opgangen.example") == f"https://opgangen.example/kort/{secret}"
    worn = segno.make("https://opgangen.example/kort/abc", error="q", micro=False)
    drawn = qr_svg("https://opgangen.example/kort/abc").decode()
    assert drawn.startswith("<svg") and path_of(drawn) == path_of(worn.svg_inline(border=2))


def path_of(svg: str) -> str:
    return re.search(r' d="([^"]+)"', svg)[1]


def words_on(pdf: pikepdf.Pdf) -> str:
    """The letters drawn on a PDF's pages, by its own fonts' maps."""
    said = ""
    for page in pdf.pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                letters = page.Resources.Font[str(operands[0])].ToUnicode.read_bytes().decode()
                known = dict(re.findall(r"<([0-9a-f]{4})> <([0-9a-f]{4})>", letters, re.I))
            elif str(operator) in ("Tj", "TJ"):
                shown = operands[0] if str(operator) == "TJ" else [operands[0]]
                glyphs = b"".join(bytes(each) for each in shown if isinstance(each, pikepdf.String)).hex()
                codes = [glyphs[place : place + 4] for place in range(0, len(glyphs), 4)]
                said += "".join(chr(int(known[code.upper()], 16)) for code in codes) + "\n"
    return said.strip()


def test_the_card_says_her_first_name_and_nothing_else_of_her(app, village):
    known = Person(slug="maja-hansen", first_name="Maja", role=village.maja.role, phone="12 34 56 78")
    paper = cards_pdf([(known, "hemmelig")], address="http://localhost:8000", photos=app.extensions["photos"])
    with pikepdf.open(BytesIO(paper)) as pdf:
        assert words_on(pdf) == "Maja"
        assert "ansen" not in repr(dict(pdf.docinfo))


@pytest.mark.parametrize("slug", ["nobody", "anne", "karin", ""])
def test_only_residents_have_cards(portal, village, session, slug):
    run = portal("card", slug)
    assert run.exit_code == 1 and f"There is no resident called {slug}." in run.output
    assert rows(session, Card) == []


def test_a_card_that_cannot_be_put_away_is_not_made(portal, village, session, tmp_path):
    (tmp_path / "kort").write_text("in the way")
    old = village.card(village.maja)
    run = portal("card", "maja")
    assert isinstance(run.exception, WrongSetting) and "cannot be put in" in str(run.exception)
    (card,) = rows(session, Card)
    assert card.token_hash == hashed(old) and card.revoked_at is None


# --- links ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("words", "kind"), [((), DeviceKind.SHARED), (("maja",), DeviceKind.PERSONAL)])
def test_a_link_is_made_in_the_shell_and_works(portal, browser, village, session, words, kind):
    run = portal("enrol", *words)
    path = re.search(r"http://localhost:8000(/tilmeld/\S+)", run.output)[1]
    browser.get(path)
    browser.press("Ja, det er den")
    (device,) = rows(session, Device)
    assert device.kind is kind


@pytest.mark.parametrize("slug", ["nobody", "anne"])
def test_only_residents_get_links_of_their_own(portal, village, session, slug):
    run = portal("enrol", slug)
    assert run.exit_code == 1 and "There is no resident called" in run.output
    assert rows(session, Enrolment) == []


# --- the demo ------------------------------------------------------------------------------------------------


def test_the_demo_moves_in_once(portal, session, browser):
    first = portal("seed")
    assert first.exit_code == 0 and "moved in" in first.output
    before = row_counts(session)
    assert before["person"] >= 9 and before["agreement_version"] > before["agreement"] > 0
    again = portal("seed")
    assert again.exit_code == 0 and "nothing was changed" in again.output
    assert row_counts(session) == before
    maja = session.scalars(sa.select(Person).where(Person.slug == "maja")).one()
    page = browser.be(maja).get("/aftaler")
    assert "Ro i opgangen" in page.main
    with browser.raw("GET", maja.photo_url) as photo:  # she is in
        assert (photo.status_code, photo.mimetype) == (200, "image/webp")


def test_the_demo_does_not_move_in_among_others(portal, village, session):
    before = row_counts(session)
    assert "nothing was changed" in portal("seed").output
    assert row_counts(session) == before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_outside_the_demo_nobody_is_invented(app, portal, session):
    app.extensions["settings"] = type(app.extensions["settings"])(
        data_dir=app.extensions["settings"].data_dir, database_url="", secret_key=""
    )
    run = portal("seed")
    assert isinstance(run.exception, WrongSetting) and "PORTAL_DEMO=1" in str(run.exception)
    assert rows(session, Person) == []


def hear_lines(browser, page) -> int:
    """Play every line of a page; how many there are."""
    tokens = {line["data-sound"] for line in page.soup.select(".line-text[data-sound]")}
    for token in tokens:
        with browser.raw("GET", f"/lyd/{token}.mp3") as heard:
            assert heard.status_code == 200
    return len(tokens)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_all_that_is_published_and_our_own_words_are_spoken_once(portal, app, browser, village, tmp_path):
    village.agreement(village.maja)
    village.agreement(village.ali, VISITORS | {"sentence": "Kladden er hemmelig."}, publish=False)
    run = portal("speak-all")
    assert run.exit_code == 0 and "0 failed" in run.output
    sounds = len(list(tmp_path.glob("lyd/**/*.mp3")))
    assert sounds > 100
    in_danish = hear_lines(browser, browser.get("/ind"))
    in_english = hear_lines(browser, browser.post("/sprog", {"language": "en", "next": "/ind"}))
    assert in_english == in_danish > 1
    assert portal("speak-all").exit_code == 0
    assert len(list(tmp_path.glob("lyd/**/*.mp3"))) == sounds


def test_attaching_staff_twice_is_once(engine, village, session):
    for _time in range(2):
        with writing(engine) as begun:
            attach(begun, staff=village.mette, resident=village.maja)
    assert len(rows(session, Attachment, Attachment.staff_id == village.mette.id)) == 2


# --- migrating and serving -----------------------------------------------------------------------------------


def test_migrating_twice_is_once(portal, village, session):
    before = row_counts(session)
    session.close()
    for _time in range(2):
        run = portal("migrate")
        assert (run.exit_code, run.output) == (0, "The database is ready.\n")
    assert row_counts(session) == before


def test_it_does_not_serve_before_the_database_is_ready(portal, engine):
    migrating.downgrade(engine)
    try:
        run = portal("run")
        assert isinstance(run.exception, WrongSetting) and "portal migrate" in str(run.exception)
    finally:
        migrating.upgrade(engine)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_port_that_is_taken_is_told_in_one_sentence(portal, engine):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = portal("run", "--port", str(port))
    assert isinstance(run.exception, WrongSetting) and f"Port {port}" in str(run.exception)
    assert f"http://localhost:{port}/" in run.output and "http://aktiviteter.localhost" in run.output
    del run
    gc.collect()  # waitress leaves the socket it could not use lying about


def warm_up() -> list[threading.Thread]:
    return [each for each in threading.enumerate() if each.name == "warm-up"]


@pytest.fixture
def cold() -> None:
    """The language check as in a new process."""
    for each in pkgutil.iter_modules(easyread.__path__):
        for made in vars(import_module(f"portal.easyread.{each.name}")).values():
            if hasattr(made, "cache_clear"):
                made.cache_clear()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_dictionary_is_read_while_it_serves_before_anybody_asks(portal, village, cold, monkeypatch):
    read = []

    def serve(_app, **_how):
        for thread in warm_up():
            thread.join()
        read.extend(each.cache_info().currsize for each in (speller._hunspell, lexicon._danish, lexicon._ranks))

    monkeypatch.setattr("waitress.serve", serve)
    run = portal("run")
    assert run.exit_code == 0, run.exception
    assert read == [1, 1, 1]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_install_without_the_dictionary_is_told_and_serves(portal, village, cold, monkeypatch, tmp_path):
    monkeypatch.setattr(speller, "DICTIONARY", tmp_path)
    monkeypatch.setattr("waitress.serve", lambda _app, **_how: [each.join() for each in warm_up()])
    run = portal("run")
    assert run.exit_code == 0 and "The Danish dictionary is not there. Run: make install" in run.output
