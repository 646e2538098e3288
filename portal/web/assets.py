"""Where the built files are served, and serving them."""

import json
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise

from portal.pictograms.catalogue import OTHERS, is_pictogram

PREFIX = "/static/"
FOR_EVER = "public, max-age=31536000, immutable"  # one year, seconds; every name carries its content's hash
PICTURES_ARE_ONLY_PICTURES = "default-src 'none'; sandbox"
MANIFEST = "manifest.json"
DRAWING = "/billede/om-{}.svg?v={}"  # drawn when it is first asked for, see people/photos.py
BUILT = Path(__file__).resolve().parents[2] / "static" / "built"


class AssetsMissing(RuntimeError):
    """Nothing is built yet."""

    def __init__(self, folder: Path):
        super().__init__(f"{folder.name}/{MANIFEST} mangler. Kør `make install` først.")


class UnknownPicture(KeyError):
    """There is no pictogram with this key."""

    def __init__(self, key: str):
        super().__init__(key)
        self.key = key


class UnknownScript(KeyError):
    """No file of this name lies in `static/js`."""


class Assets:
    """The built files' addresses, read once from the manifest.

    `css`, `desk_css`, `meeting_css`, `activities_css`, `htmx`, `jsqr`, `letters` and `digits` are addresses below
    `/static/`.
    Raises `AssetsMissing`.
    """

    def __init__(self, folder: Path):
        try:
            manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        except FileNotFoundError:
            raise AssetsMissing(folder) from None
        self.folder = folder
        self.css: str = PREFIX + manifest["css"]
        self.desk_css: str = PREFIX + manifest["desk_css"]
        self.meeting_css: str = PREFIX + manifest["meeting_css"]
        self.activities_css: str = PREFIX + manifest["activities_css"]
        self.htmx: str = PREFIX + manifest["htmx"]
        self.jsqr: str = PREFIX + manifest["jsqr"]
        self.letters: str = PREFIX + manifest["fonts"]["letters"]
        self.digits: str = PREFIX + manifest["fonts"]["digits"]
        self._scripts = {name: PREFIX + manifest["js"] + name for name in manifest["modules"]}
        self._pictures: dict[str, str] = manifest["pictures"]
        self._drawings: str = manifest["drawings"]

    def js(self, name: str) -> str:
        """The address of one of our scripts, by its name below `static/js`. Raises `UnknownScript`."""
        try:
            return self._scripts[name]
        except KeyError:
            raise UnknownScript(name) from None

    def picture(self, key: str) -> str:
        """The address of a pictogram. Raises `UnknownPicture`."""
        if key.startswith(OTHERS) and is_pictogram(key):
            return DRAWING.format(key.removeprefix(OTHERS), self._drawings)
        return PREFIX + self._built_picture(key)

    def picture_file(self, key: str) -> Path:
        """The file of one of our pictograms. Raises `UnknownPicture`."""
        return self.folder / self._built_picture(key)

    def _built_picture(self, key: str) -> str:
        try:
            return self._pictures[key]
        except KeyError:
            raise UnknownPicture(key) from None


def init_app(app: Flask, folder: Path = BUILT) -> None:
    """Serve the built files ahead of the app, and keep their addresses in `app.extensions["assets"]`.

    Raises `AssetsMissing`.
    """
    app.extensions["assets"] = Assets(folder)
    server = WhiteNoise(
        app.wsgi_app,
        root=folder,
        prefix=PREFIX,
        allow_all_origins=False,
        add_headers_function=_add_headers,
    )
    server.files.pop(PREFIX + MANIFEST, None)  # its name has no hash, and it is nobody's business
    app.wsgi_app = server


def _add_headers(headers, path: str, url: str) -> None:
    headers["Cache-Control"] = FOR_EVER
    headers["X-Content-Type-Options"] = "nosniff"
    if path.endswith(".svg"):
        headers["Content-Security-Policy"] = PICTURES_ARE_ONLY_PICTURES
