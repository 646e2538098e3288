"""What people tell in tests, and what is left of it."""

import re
from io import BytesIO
from pathlib import Path

from flask import Flask
from PIL import Image
from werkzeug.test import TestResponse

from tests.browser import PageClient
from tests.speech.phone_files import phone_file

DRAWING = '[["pen","roed","tyk",[[10,10],[900,500]]],["stamp","sun",500,200]]'
VOICE = "iOS: aac in mp4"


def photo(size: tuple[int, int] = (40, 30)) -> bytes:
    made = BytesIO()
    Image.new("RGB", size, "red").save(made, "JPEG")
    return made.getvalue()


def voice() -> bytes:
    return phone_file(VOICE, seconds=1.0)


def files(app: Flask) -> list[Path]:
    """Everything that lies in the folder of what was told, also what is half written."""
    return sorted(app.extensions["told"].folder.glob("*"))


def tell(browser: PageClient, way: str, *, what: str = "ide", tap: str = "", **fields) -> TestResponse:
    """Send one thing; a file as (bytes, name, mime type)."""
    data = {"csrf_token": browser.token(), "tap": tap or way}
    for name, value in fields.items():
        data[name] = (BytesIO(value[0]), *value[1:]) if isinstance(value, tuple) else value
    return browser.raw("POST", f"/moede/{what}/{way}", data=data, content_type="multipart/form-data")


def tell_all_five(browser: PageClient) -> None:
    for way, fields in {
        "sig": {"recording": (voice(), "", "")},
        "foto": {"photo": (photo(), "IMG_1.JPG", "image/jpeg")},
        "skriv": {"text": "vi manler en gynge. den skal være rød"},
        "tegn": {"drawing": DRAWING},
        "vaelg": {"pictures": ["garden", "om:1F40C"]},
    }.items():
        with tell(browser, way, **fields) as answer:
            assert (answer.status_code, answer.headers["Location"]) == (303, "/moede/ide/send"), answer.text


def addresses_of_files(html: str) -> list[str]:
    return sorted(set(re.findall(r'(?:src|href)="(/moede/del/\d+)"', html)))
