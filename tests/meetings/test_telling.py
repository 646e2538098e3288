"""Maja tells an idea in five ways, one thing at a time, and nothing of it is lost or heard by others."""

import pytest
import sqlalchemy as sa

from portal import clock
from portal.db import writing
from portal.meetings.models import Complaint, Idea, Piece
from portal.meetings.rules import PieceKind
from portal.people.models import Draft
from tests.house.arranging import everything_kept, rows
from tests.meetings.told_things import DRAWING, addresses_of_files, files, photo, tell, tell_all_five, voice
from tests.speech.phone_files import phone_file

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SEND = "/moede/ide/send"


@pytest.fixture
def maja(browser, village):
    return browser.be(village.maja)


@on_sqlite
def test_five_ways_make_five_pieces_and_the_page_shows_each(app, maja, session):
    assert "Fortæl noget, før du sender." in maja.get(SEND).lines()
    tell_all_five(maja)
    page = maja.get(SEND)
    assert page.lines()[:2] == ["Din idé er ikke sendt.", "Optagelsen varer 2 sekunder."]
    assert {"vi manler en gynge.", "den skal være rød"} <= set(page.lines())
    assert not page.has("summary", "Læg mere til")  # five are enough
    assert "Snegl" in page.main
    kinds = {}
    for address in addresses_of_files(page.html):
        with maja.raw("GET", address) as got:
            kinds[got.mimetype] = got.data
            assert got.headers["Cache-Control"] == "private, no-store"
    assert kinds.keys() == {"audio/mpeg", "image/webp", "image/svg+xml"}
    assert b"polyline" in kinds["image/svg+xml"]
    voice_at = next(each["href"] for each in page.soup.select(".piece a.sound[href^='/moede/del/']"))
    with maja.raw("GET", voice_at, headers={"Range": "bytes=10-19"}) as part:
        assert (part.status_code, len(part.data)) == (206, 10)
    with tell(maja, "skriv", text="Mere.", tap="sixth") as answer:
        assert answer.status_code == 409
        assert "Send det nu, for det kan ikke blive længere." in answer.text
    page = maja.get(SEND)
    form = {"csrf_token": maja.token()}
    with maja.raw("POST", page.button("Slet optagelsen").find_parent("form")["action"], data=form) as answer:
        assert answer.headers["Location"] == SEND
    assert [piece.kind for piece in rows(session, Piece)] == ["photo", "text", "drawing", "pictures"]
    assert [file.suffix for file in files(app)].count(".mp3") == 0


@on_sqlite
def test_a_complaint_is_told_with_the_same_code_into_a_draft_of_its_own(maja, session):
    assert maja.get("/moede/ikke-godt/skriv").title == "Skriv det"
    for way in ("sig", "foto", "tegn", "vaelg"):
        maja.get(f"/moede/ikke-godt/{way}")
    with tell(maja, "skriv", what="ikke-godt", text="Der er larm.") as answer:
        assert answer.headers["Location"] == "/moede/ikke-godt/send"
    (piece,) = rows(session, Piece)
    assert (piece.is_complaint, piece.text) == (True, "Der er larm.")
    assert "Fortæl noget, før du sender." in maja.get(SEND).lines()


@on_sqlite
def test_the_same_tap_is_once_and_leaves_one_file(app, maja, session):
    for _time in range(2):
        with tell(maja, "sig", recording=(voice(), "a.m4a", "audio/mp4"), tap="same") as answer:
            assert answer.status_code == 303
    assert len(rows(session, Piece)) == len(files(app)) == 1


BROKEN = {
    "no sound": ("sig", {}, "Optag din stemme, eller vælg en lydfil."),
    "a page for a sound": ("sig", {"recording": (b"<html>", "a.mp3", "audio/mpeg")}, "Lydfilen virker ikke"),
    "half a sound": ("sig", {"recording": (voice()[:2_000], "a.m4a", "audio/mp4")}, "så optag igen."),
    "silence": ("sig", {"recording": (phone_file("mp3", loud=0), "", "")}, "Optagelsen er tavs"),
    "no photo": ("foto", {"photo": (b"", "", "")}, "Tag et billede, eller vælg et billede."),
    "half a photo": ("foto", {"photo": (photo()[:300], "a.jpg", "image/jpeg")}, "Billedet virker ikke"),
    "a sound for a photo": ("foto", {"photo": (voice(), "a.jpg", "image/jpeg")}, "Billedet virker ikke"),
    "no words": ("skriv", {"text": " \n "}, "Skriv noget først."),
    "too many words": ("skriv", {"text": "ord " * 900}, "Teksten er for lang"),
    "an empty sheet": ("tegn", {"drawing": "[]"}, "Tegn noget først."),
    "no drawing of ours": ("tegn", {"drawing": '[["pen","red","9",[[1,2]]]]'}, "så tegn en ny."),
    "no picture": ("vaelg", {"pictures": "findes-ikke"}, "Vælg et billede først."),
    "four pictures": ("vaelg", {"pictures": ["bus", "cake", "tea", "bingo"]}, "Vælg højst 3 billeder."),
}  # fmt: skip


@on_sqlite
def test_what_cannot_be_kept_is_told_in_one_sentence_and_leaves_nothing(app, maja, session):
    before = everything_kept(session)
    for name, (way, fields, sentence) in BROKEN.items():
        with tell(maja, way, **fields) as answer:
            assert answer.status_code == 422, name
            assert sentence in answer.text, name
    head = b'--x\r\nContent-Disposition: form-data; name="photo"; filename="a"\r\n\r\n'
    kind = {"X-CSRFToken": maja.token(), "Content-Type": "multipart/form-data; boundary=x"}
    huge = head + b"x" * 13_000_000 + b"\r\n--x--\r\n"
    with maja.raw("POST", "/moede/ide/tegn", data=huge, headers=kind) as answer:
        assert (answer.status_code, "Det er for stort" in answer.text) == (413, True)
    assert everything_kept(session) == before
    assert files(app) == []


@on_sqlite
def test_a_picture_is_found_by_its_name_and_what_is_ticked_stays(maja):
    maja.get("/moede/ide/vaelg")
    page = maja.press("Find", q="kaffe", pictures=["bus", "cake"])
    assert [box["value"] for box in page.soup.select("input[checked]")] == ["bus", "cake"]
    assert page.soup.select_one("input[value=coffee]")
    assert "Vi fandt intet" in maja.press("Find", q="qqqqqqq").main
    page = maja.press("Gem billederne", status=422, pictures=["bus", "cake", "tea", "bingo"])
    assert len(page.soup.select("input[checked]")) == 4


@on_sqlite
def test_what_is_written_waits_until_it_is_told(maja, session):
    maja.get("/moede/ide/skriv")
    maja.post("/kladde", {"key": "fortael-ide", "text": "En gyn"}, status=204)
    page = maja.get("/moede/ide/skriv")
    assert page.soup.select_one("textarea").get_text().strip() == "En gyn"
    with tell(maja, "skriv", text="En gynge"):
        assert rows(session, Draft) == []


@on_sqlite
def test_a_draft_waits_for_her_who_signs_out_and_comes_in_again(maja, village):
    tell_all_five(maja)
    maja.get(SEND)
    maja.press("Jeg er færdig")
    assert "Din idé er ikke sendt." in maja.be(village.maja).get(SEND).lines()
    other = maja.another().be(village.ali)
    assert "Fortæl noget, før du sender." in other.get(SEND).lines()


@on_sqlite
def test_who_may_hear_a_piece(app, browser, village, session, engine):
    store = app.extensions["told"]
    idea = {"sent_on": clock.today()}
    with writing(engine) as begun:
        named, nameless = Idea(author_id=village.maja.id, tap="a", **idea), Idea(tap="b", **idea)
        complaint = Complaint(resident_id=village.maja.id, to_id=village.mette.id, sent_at=clock.now(), tap="c")
        begun.add_all([named, nameless, complaint])
        begun.flush()
        homes = {
            "draft": {"owner_id": village.maja.id}, "named": {"idea_id": named.id},
            "nameless": {"idea_id": nameless.id}, "complaint": {"complaint_id": complaint.id},
        }  # fmt: skip
        made = {
            name: Piece(kind=PieceKind.DRAWING, position=1, file=store.put(DRAWING.encode(), "json"), **home)
            for name, home in homes.items()
        }
        begun.add_all(made.values())
    heard = {}
    for person in ("maja", "ali", "bo", "mette", "anne", "karin"):
        own = browser.another().be(getattr(village, person))
        heard[person] = {name for name in made if own.raw("GET", f"/moede/del/{made[name].id}").status_code == 200}
    assert heard == {
        "maja": {"draft", "named", "complaint"}, "ali": set(), "bo": {"named", "nameless"},
        "mette": {"named", "nameless", "complaint"}, "anne": {"named", "nameless"}, "karin": set(),
    }  # fmt: skip
    store.drop(session.scalars(sa.select(Piece.file).where(Piece.id == made["named"].id)).one())
    assert browser.another().be(village.maja).raw("GET", f"/moede/del/{made['named'].id}").status_code == 404
