"""Builds `static/built`, the print fonts, the dictionary and the index: `python -m portal.web.asset_build`.

Nothing third-party lies in git; this makes it from what pip and npm installed. It does nothing when nothing
has changed, and puts the finished folders in place only at the end, so a stopped build leaves the old ones.
"""

import json
import re
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import lightningcss
import rjsmin

from portal.pictograms.catalogue import LICENCE, pictograms
from portal.pictograms.drawn import svg_of
from portal.pictograms.emojibase import INDEX
from portal.web.building.emoji import danish_index
from portal.web.building.fonts import BOLD, REGULAR, STYLES, print_font, web_digits, web_letters
from portal.web.building.shelf import Shelf, content_hash
from portal.web.building.sources import CannotBuild, Sources, files_below

BROWSERS = ["chrome 105", "safari 15.4", "firefox 110"]  # tablets bought around 2016, last updated
PLACE_IN_CSS = re.compile(r"""url\(\s*["']?(?P<name>[^"')]+)["']?\s*\)""")
BESIDES = ("desk", "meeting", "activities")  # style sheets beside app.css: what only some pages need
PROJECT = Path(__file__).resolve().parents[2]


def build(root: Path) -> bool:
    """Build what is not up to date below `root`; whether anything was built. Raises `CannotBuild`."""
    sources = Sources(root)
    sources.require()
    stamp = sources.stamp()
    if _is_up_to_date(root, stamp):
        return False
    workshop = root / ".stamps"
    workshop.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=workshop, prefix="build-") as folder:
        new = Path(folder)
        _make_static(sources, new / "built", stamp)
        _make_print_fonts(sources, new / "fonts")
        _make_dictionary(sources, new / "dictionary")
        _make_index(sources, new / "index")
        _swap(new / "index", index_folder(root))
        _swap(new / "dictionary", dictionary_folder(root))
        _swap(new / "fonts", print_fonts_folder(root))
        _swap(new / "built", built_folder(root))  # last: its stamp says that all are in place
    return True


def built_folder(root: Path) -> Path:
    """What the web server hands out."""
    return root / "static" / "built"


def print_fonts_folder(root: Path) -> Path:
    """Where Typst finds the family "Portal"."""
    return root / "portal" / "printing" / "fonts"


def dictionary_folder(root: Path) -> Path:
    """Where the language rules find Danish spelling."""
    return root / "portal" / "easyread" / "dictionary"


def index_folder(root: Path) -> Path:
    """Where the search for pictograms finds what Emojibase calls them."""
    return root / "portal" / "pictograms" / "built"


def _is_up_to_date(root: Path, stamp: str) -> bool:
    manifest = built_folder(root) / "manifest.json"
    if not manifest.is_file() or json.loads(manifest.read_text("utf-8")).get("stamp") != stamp:
        return False
    fonts, others = print_fonts_folder(root), (dictionary_folder(root) / "da_DK.dic", index_folder(root) / INDEX.name)
    return len(list(fonts.glob("*.ttf"))) == len(STYLES) and all(path.is_file() for path in others)


def _make_static(sources: Sources, folder: Path, stamp: str) -> None:
    shelf = Shelf(folder)
    fonts = {
        "letters": shelf.put_hashed("f/letters.woff2", web_letters(sources.npm["letters"])),
        "digits": shelf.put_hashed("f/digits.woff2", web_digits(sources.npm["digits"])),
    }
    manifest = {
        "stamp": stamp,
        "css": shelf.put_hashed("css/app.css", _style_sheet(sources.css, fonts).encode()),
        **{
            f"{name}_css": shelf.put_hashed(
                f"css/{name}.css", _style_sheet(sources.css.with_name(f"{name}.css"), fonts).encode()
            )
            for name in BESIDES
        },
        "fonts": fonts,
        "htmx": shelf.put_hashed("htmx.js", sources.npm["htmx"].read_bytes()),
        "jsqr": shelf.put_hashed("jsqr.js", sources.npm["jsqr"].read_bytes()),
        **_put_scripts(shelf, sources.js),
        "pictures": _put_pictures(shelf),
        "drawings": sources.drawings(),
    }
    _put_licences(shelf, sources)
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", "utf-8")


def _style_sheet(entry: Path, fonts: dict[str, str]) -> str:
    """All style sheets in one, small, with the fonts' hashed names."""

    def hashed(place: re.Match[str]) -> str:
        kind, _, ending = place["name"].rpartition("/")[2].rpartition(".")
        if ending != "woff2" or kind not in fonts:
            raise CannotBuild(f"CSS henter {place['name']}, men kun letters.woff2 og digits.woff2 findes.")
        return f"url(../{fonts[kind]})"

    try:
        bundle = lightningcss.bundle_css(str(entry), browsers_list=BROWSERS, minify=True)
    except (ValueError, OSError) as error:
        raise CannotBuild(f"CSS kan ikke læses: {error}") from error
    return PLACE_IN_CSS.sub(hashed, bundle)


def _put_scripts(shelf: Shelf, folder: Path) -> dict[str, str | list[str]]:
    """Copy the ES modules side by side, so that they find each other by relative names."""
    contents = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files_below(folder)}
    whole = b"".join(f"{name} {len(content)}\n".encode() + content for name, content in contents.items())
    place = f"js/{content_hash(whole)}/"
    for name, content in contents.items():
        shelf.put(place + name, _small_script(content) if name.endswith(".js") else content)
    return {"js": place, "modules": list(contents)}


def _small_script(source: bytes) -> bytes:
    """A script without comments and spare space; its names stay, so that faults can be read."""
    return str(rjsmin.jsmin(source.decode("utf-8"))).encode("utf-8")


def _put_pictures(shelf: Shelf) -> dict[str, str]:
    return {key: shelf.put_hashed(f"p/{key}.svg", svg_of(key).encode()) for key in pictograms()}


def _put_licences(shelf: Shelf, sources: Sources) -> None:
    shelf.put("licences/openmoji.txt", LICENCE.encode())
    for name, path in sources.licences.items():
        shelf.put(f"licences/{name}.txt", path.read_bytes())


def _make_print_fonts(sources: Sources, folder: Path) -> None:
    folder.mkdir()
    for weight in (REGULAR, BOLD):
        font = print_font(sources.npm["letters"], sources.npm["digits"], weight)
        (folder / f"Portal-{STYLES[weight]}.ttf").write_bytes(font)


def _make_dictionary(sources: Sources, folder: Path) -> None:
    folder.mkdir()
    shutil.copyfile(sources.npm["dictionary rules"], folder / "da_DK.aff")
    shutil.copyfile(sources.npm["dictionary words"], folder / "da_DK.dic")


def _make_index(sources: Sources, folder: Path) -> None:
    folder.mkdir()
    (folder / INDEX.name).write_text(danish_index(sources.npm["danish emoji"]), "utf-8")


def _swap(new: Path, place: Path) -> None:
    """Put a finished folder where the old one was; the old one goes away with the workshop."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        place.rename(new.with_name(f"{new.name}-old"))
    new.rename(place)


def main(root: Path = PROJECT) -> None:
    """Build, and say in one sentence what came of it."""
    try:
        built = build(root)
    except CannotBuild as error:
        sys.exit(str(error))
    sys.stdout.write("Filerne i static/built er lavet.\n" if built else "Filerne i static/built er nye nok.\n")


if __name__ == "__main__":
    main()
