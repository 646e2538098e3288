"""The portal's letters and digits, cut from two fonts to what Danish needs.

Letters are Atkinson Hyperlegible Next; digits are Inter's, because Atkinson's slashed zero reads as Ø. Both
are under the SIL Open Font License and reserve no name.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FAMILY = "Portal"
REGULAR, BOLD = 400, 700
DIGITS = frozenset(map(ord, "0123456789"))
LETTERS = frozenset({*range(0x20, 0x30), *range(0x3A, 0x100), *range(0x2013, 0x2027), 0x20AC, 0x2212})
LETTER_FEATURES = ("kern",)
STYLES = {REGULAR: "Regular", BOLD: "Bold"}
WINDOWS_ENGLISH = (3, 1, 0x409)
BOLD_STYLE, REGULAR_STYLE = 0x20, 0x40  # OS/2 fsSelection
BOLD_MAC_STYLE = 0x01


def web_letters(source: Path) -> bytes:
    """A woff2 with Danish letters and signs but no digits, weights 400 to 700."""
    # No kerning: it weighs a fifth of the file, and a phone pays for it on the first visit.
    return _for_web(source, LETTERS, ())


def web_digits(source: Path) -> bytes:
    """A woff2 with the ten digits, weights 400 to 700."""
    return _for_web(source, DIGITS, ())


def print_font(letters: Path, digits: Path, weight: int) -> bytes:
    """A TrueType font in one weight for the PDFs, with Inter's digits where Atkinson's were."""
    font = instantiateVariableFont(_cut(letters, LETTERS | DIGITS, LETTER_FEATURES), {"wght": weight})
    _replace_digits(font, instantiateVariableFont(_cut(digits, DIGITS, ()), {"wght": weight}))
    _rename(font, weight)
    return _saved(font, flavor=None)


def _for_web(source: Path, characters: frozenset[int], features: tuple[str, ...]) -> bytes:
    font = instantiateVariableFont(_cut(source, characters, features), {"wght": (REGULAR, BOLD)})
    return _saved(font, flavor="woff2")


def _cut(source: Path, characters: frozenset[int], features: tuple[str, ...]) -> TTFont:
    """The font with these characters and OpenType features only."""
    font = TTFont(source, recalcTimestamp=False)  # a time inside would change the hash at every build
    options = Options(layout_features=list(features), hinting=False, name_IDs=[0, 1, 2, 4, 5, 6, 13, 14])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    return font


def _replace_digits(font: TTFont, other: TTFont) -> None:
    """Draw the other font's digits, scaled to this font's units, into this font's digits."""
    scale = _table(font, "head").unitsPerEm / _table(other, "head").unitsPerEm
    ours, theirs = _table(font, "cmap").getBestCmap(), _table(other, "cmap").getBestCmap()
    glyphs, widths = _table(font, "glyf"), _table(font, "hmtx")
    outlines = other.getGlyphSet()
    for digit in DIGITS:
        pen = TTGlyphPen(None)
        outlines[theirs[digit]].draw(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
        glyph = pen.glyph()
        glyph.recalcBounds(glyphs)
        glyphs[ours[digit]] = glyph
        widths[ours[digit]] = (round(outlines[theirs[digit]].width * scale), glyph.xMin)


def _rename(font: TTFont, weight: int) -> None:
    style = STYLES[weight]
    names = {1: FAMILY, 2: style, 4: f"{FAMILY} {style}", 6: f"{FAMILY}-{style}"}
    for name_id, text in names.items():
        _table(font, "name").setName(text, name_id, *WINDOWS_ENGLISH)
    about, head = _table(font, "OS/2"), _table(font, "head")
    about.usWeightClass = weight
    about.fsSelection = BOLD_STYLE if weight == BOLD else REGULAR_STYLE
    head.macStyle = BOLD_MAC_STYLE if weight == BOLD else 0


def _table(font: TTFont, tag: str) -> Any:
    """A table of the font; its fields are made from the file, so no type checker knows them."""
    return font[tag]


def _saved(font: TTFont, flavor: str | None) -> bytes:
    font.flavor = flavor
    out = BytesIO()
    font.save(out)
    return out.getvalue()
