"""The built files are found by their names in the manifest and served to be kept for a year."""

import gzip
import json
from pathlib import Path

import pytest
from flask import Flask

from portal.web import assets
from portal.web.building.shelf import Shelf


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A small shelf of built files."""
    shelf = Shelf(tmp_path)
    manifest = {
        "css": shelf.put_hashed("css/app.css", b"p{color:red}"),
        "desk_css": shelf.put_hashed("css/desk.css", b"b{color:red}"),
        "meeting_css": shelf.put_hashed("css/meeting.css", b"i{color:red}"),
        "activities_css": shelf.put_hashed("css/activities.css", b"u{color:red}"),
        "fonts": {name: shelf.put_hashed(f"f/{name}.woff2", name.encode()) for name in ("letters", "digits")},
        "htmx": shelf.put_hashed("htmx.js", b"let htmx;" * 99),
        "jsqr": shelf.put_hashed("jsqr.js", b"let jsqr;"),
        "js": "js/123/",
        "modules": ["aloud.js", "parts/say.js"],
        "drawings": "0123456789",
        "pictures": {"home": shelf.put_hashed("p/home.svg", b"<svg/>")},
    }
    for name in manifest["modules"]:
        shelf.put(f"js/123/{name}", b"export const x = 1;")
    (tmp_path / assets.MANIFEST).write_text(json.dumps(manifest))
    return tmp_path


@pytest.fixture
def app(built: Path) -> Flask:
    app = Flask(__name__, static_folder=None)
    assets.init_app(app, built)
    return app


def test_addresses_come_from_the_manifest_and_are_served_for_a_year(app: Flask):
    files: assets.Assets = app.extensions["assets"]
    addresses = [
        files.css,
        files.desk_css,
        files.meeting_css,
        files.activities_css,
        files.htmx,
        files.jsqr,
        files.letters,
        files.digits,
    ]
    addresses += [files.js("aloud.js"), files.js("parts/say.js"), files.picture("home")]
    for address in addresses:
        answer = app.test_client().get(address)
        assert answer.status_code == 200, address
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Access-Control-Allow-Origin" not in answer.headers
        answer.close()


def test_a_browser_that_can_unpack_gets_the_packed_file(app: Flask):
    address = app.extensions["assets"].htmx
    answer = app.test_client().get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert b"htmx" in gzip.decompress(answer.data)
    answer.close()


def test_a_picture_opened_by_itself_can_do_nothing(app: Flask):
    answer = app.test_client().get(app.extensions["assets"].picture("home"))
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.mimetype == "image/svg+xml"
    answer.close()


def test_the_manifest_is_nobodys_business(app: Flask):
    assert app.test_client().get("/static/manifest.json").status_code == 404


def test_an_unknown_picture_or_script_is_named(app: Flask):
    files: assets.Assets = app.extensions["assets"]
    with pytest.raises(assets.UnknownPicture, match="unicorn"):
        files.picture("unicorn")
    with pytest.raises(assets.UnknownScript, match=r"gone\.js"):
        files.js("gone.js")


def test_a_picture_that_is_not_ours_has_an_address_that_changes_with_how_it_is_drawn(app: Flask):
    files: assets.Assets = app.extensions["assets"]
    assert files.picture("om:1F40C") == "/billede/om-1F40C.svg?v=0123456789"
    for key in ("om:", "om:1F40", "om:../../secret", "om:1f40c", "foto:x.webp"):
        with pytest.raises(assets.UnknownPicture):
            files.picture(key)


def test_paper_gets_the_same_picture_as_a_file(app: Flask):
    files: assets.Assets = app.extensions["assets"]
    assert files.picture_file("home").is_file()
    assert files.picture("home").endswith(files.picture_file("home").name)


def test_before_anything_is_built_there_is_one_sentence_about_what_to_do(tmp_path: Path):
    with pytest.raises(assets.AssetsMissing, match="make install"):
        assets.init_app(Flask(__name__), tmp_path)
