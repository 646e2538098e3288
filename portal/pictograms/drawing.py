"""From a raw drawing to the small, safe SVG text that is served."""

import re
from xml.parsers.expat import ExpatError, ParserCreate

from scour.scour import generateDefaultOptions, scourString

SVG = "http://www.w3.org/2000/svg"
SHAPES = frozenset({"circle", "ellipse", "g", "line", "path", "polygon", "polyline", "rect", "svg"})
FRAME = re.compile(r"<svg\b[^>]*>(?P<inside>.*)</svg>\s*$", re.DOTALL)
REFERENCE = re.compile(r"url\(|javascript:|https?:|data:", re.IGNORECASE)


class UnsafeDrawing(ValueError):
    """The drawing is not plain shapes: not XML, or text, style, script, an event or a reference was found."""


def draw(raw: str, view_box: tuple[float, float, float, float], ring: str | None = None) -> str:
    """Crop a drawing to its view box, put the ring (also SVG text) over it, and make it small.

    The result has only shapes and presentation attributes: nothing for a content security policy to forbid.
    Raises `UnsafeDrawing`.
    """
    layers = [_inside(raw)] + ([_inside(ring)] if ring else [])
    box = " ".join(f"{number:g}" for number in view_box)
    whole = f'<svg xmlns="{SVG}" viewBox="{box}">{"".join(layers)}</svg>'
    require_plain_shapes(whole)
    small = scourString(whole, _scour_options()).strip()
    require_plain_shapes(small)
    return small


def require_plain_shapes(svg: str) -> None:
    """Raise `UnsafeDrawing` unless the text is valid XML with nothing but shapes."""
    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = _require_plain_shape
    try:
        parser.Parse(svg.encode(), True)
    except ExpatError as error:
        raise UnsafeDrawing(f"not valid XML: {error}") from error


def _require_plain_shape(tag: str, attributes: dict[str, str]) -> None:
    namespace, _, name = tag.rpartition(" ")
    if namespace != SVG or name not in SHAPES:
        raise UnsafeDrawing(f"<{name}> is not a shape")
    for attribute, value in attributes.items():
        bare = attribute.rpartition(" ")[2].lower()
        if bare in {"style", "class", "href", "src"} or bare.startswith("on"):
            raise UnsafeDrawing(f"{bare} on <{name}>")
        if REFERENCE.search(value):
            raise UnsafeDrawing(f"a reference in {bare} on <{name}>")


def _inside(svg: str) -> str:
    frame = FRAME.search(svg)
    if frame is None:
        raise UnsafeDrawing("there is no <svg> around it")
    return frame["inside"]


def _scour_options():
    options = generateDefaultOptions()
    options.strip_xml_prolog = True
    options.strip_comments = True
    options.strip_ids = True
    options.remove_titles = True
    options.remove_descriptions = True
    options.remove_metadata = True
    options.indent_type = "none"
    options.newlines = False
    options.quiet = True
    return options
