"""Anne chooses pictures: what the tests about it begin with."""

from io import BytesIO
from pathlib import Path

from flask import Flask
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from portal import clock
from portal.db import writing
from portal.people.models import Person
from portal.publishing import actions
from portal.publishing.queries import manuscript_of
from portal.publishing.rules import Document, DraftLine
from tests.browser import PageClient
from tests.people import Village

LINES = (
    DraftLine("aaaa1111", "point", "Jeg drikker kaffe med naboen.", "coffee"),
    DraftLine("bbbb2222", "point", "Jeg må have gæster."),
    DraftLine("cccc3333", "point", ""),
)


def begin(village: Village, engine: Engine, resident: Person) -> int:
    """An agreement of a resident's that somebody writes in. Its id."""
    agreement_id = village.agreement(resident)
    words = Document("Ro i opgangen", "quiet", LINES)
    with writing(engine) as session:
        actions.begin(
            session, kind="aftale", subject_id=agreement_id, document=words, by_id=village.anne.id, moment=clock.now()
        )
    return agreement_id


def page_of(agreement_id: int, line_id: str = "aaaa1111") -> str:
    return f"/personale/skriv/aftale/{agreement_id}/linje/{line_id}/billede"


def document(session: Session, agreement_id: int) -> Document:
    session.rollback()
    session.expire_all()
    found = manuscript_of(session, "aftale", agreement_id)
    assert found is not None
    return found.document


def picture_of(session: Session, agreement_id: int, line_id: str = "aaaa1111") -> str | None:
    found = document(session, agreement_id).line(line_id)
    assert found is not None
    return found.picture


def send(
    browser: PageClient, address: str, data: bytes, *, name: str = "billede.jpg", kind: str = "image/jpeg", **more: str
) -> TestResponse:
    """Send a photo as the form does."""
    sent = FileStorage(BytesIO(data), filename=name, content_type=kind)
    boundary, body = encode_multipart({"csrf_token": browser.token(), "photo": sent} | more)
    return browser.raw("POST", address, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def stored(app: Flask) -> list[Path]:
    """Every file in the media store, also those begun and not finished."""
    folder = app.extensions["photos"].folder
    return sorted(folder.iterdir()) if folder.exists() else []
