"""Maja sends her idea, with her name or without; and without means that nothing anywhere leads to her."""

import pytest

from portal.db import Base
from portal.meetings.models import Idea, Piece
from tests.house.arranging import rows
from tests.house.faults import log_lines
from tests.meetings.told_things import files, tell_all_five

SEND = "/moede/ide/send"
FOR_A_SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def maja(browser, village):
    return browser.be(village.maja)


def send(browser, name: str, tap: str = "f00dfacebeef", **options):
    return browser.raw("POST", SEND, data={"csrf_token": browser.token(), "navn": name, "tap": tap}, **options)


def test_with_her_name_it_is_hers_and_two_taps_are_one(maja, village, session):
    tell_all_five(maja)
    page = maja.get(SEND)
    assert {"Vi ved ikke, hvem der har idéen.", "Nogen kender måske din stemme."} <= set(page.lines())
    assert "Vælg med navn eller uden navn." in maja.press("Send min idé", status=422).main
    with send(maja, "med") as first, send(maja, "med", headers=FOR_A_SCRIPT) as again:
        (idea,) = rows(session, Idea)
        assert first.headers["Location"] == f"/moede/ide/{idea.id}"
        assert again.json == {"next": f"/moede/ide/{idea.id}"}
    assert idea.author_id == village.maja.id
    assert {piece.idea_id for piece in rows(session, Piece)} == {idea.id}
    with send(maja, "med", tap="other") as nothing:
        assert nothing.status_code == 409
        assert "Fortæl noget, før du sender." in nothing.text


def test_without_her_name_no_table_no_file_and_no_log_leads_to_her(app, maja, village, session):
    tell_all_five(maja)
    maja.post("/kladde", {"key": "fortael-ide", "text": "En hemmelig gynge"}, status=204)
    maja.get(SEND)
    names = {file.name for file in files(app)}
    drafts = {piece.id: piece.kind for piece in rows(session, Piece)}
    with log_lines() as log:
        with send(maja, "uden") as answer:
            assert answer.headers["Location"] == "/moede/ide"
        with send(maja, "med") as again:  # the same tap, however it is sent: its number is never told
            assert again.headers["Location"] == "/moede/ide"
    assert log == []
    (idea,) = rows(session, Idea)
    assert (idea.author_id, idea.typed_by_id) == (None, None)
    sent = rows(session, Piece)
    assert [piece.kind for piece in sent] == [*drafts.values()]
    assert not {piece.id for piece in sent} & drafts.keys()
    assert {(piece.owner_id, piece.tap) for piece in sent} == {(None, None)}
    now = files(app)
    assert {file.name for file in now} == {piece.file for piece in sent if piece.file}
    assert not {file.name for file in now} & names
    assert {file.stat().st_mtime for file in now} == {0}
    told = {idea.tap, *(piece.file for piece in sent if piece.file), *names, "En hemmelig gynge"}
    for table, row in _everything(session):
        if table in ("idea", "told_piece"):
            assert village.maja.id not in [
                row[name] for name in row if name.endswith(("author_id", "owner_id", "by_id"))
            ]
        else:
            assert not told & set(map(str, row.values())), table
            assert f"/moede/ide/{idea.id}" not in map(str, row.values())
    with maja.client.session_transaction(base_url="http://localhost") as cookie:
        assert idea.tap not in str(dict(cookie))
    assert maja.raw("GET", f"/moede/del/{sent[0].id}").status_code == 404  # she does not hear it either


def test_what_cannot_be_sent_stays_as_it_was(app, maja, session):
    tell_all_five(maja)
    voice = next(file for file in files(app) if file.suffix == ".mp3")
    data = voice.read_bytes()
    voice.unlink()
    with send(maja, "uden") as answer:
        assert answer.status_code == 409
        assert "Fortæl det igen, for det er væk." in answer.text
    assert rows(session, Idea) == []
    assert len(rows(session, Piece)) == 5
    assert len(files(app)) == 2  # what was renewed is gone again
    voice.write_bytes(data)
    with send(maja, "uden") as answer:
        assert answer.status_code == 303


def _everything(session):
    session.rollback()
    for table in Base.metadata.sorted_tables:
        for row in session.execute(table.select()).mappings():
            yield table.name, dict(row)
