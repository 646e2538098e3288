"""How much of a drawing is ink: OpenMoji leaves wide margins, and a small picture should be all picture."""

import re
from dataclasses import dataclass, field, replace
from math import radians
from xml.etree.ElementTree import Element
from xml.parsers.expat import ParserCreate

from fontTools.misc.transform import Identity, Transform
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.transformPen import TransformPen
from fontTools.svgLib.path.parser import parse_path
from fontTools.svgLib.path.shapes import PathBuilder

Box = tuple[float, float, float, float]
"""x, y, width and height, in the units of a drawing of 72 × 72."""

WHOLE: Box = (0.0, 0.0, 72.0, 72.0)
MARGIN = 2.0  # units around the ink
SMALLEST = 50.0  # units: a small thing stays a little smaller than a big one
STEP = re.compile(r"(\w+)\s*\(([^)]*)\)")
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
NEEDED = {"circle": {"r"}, "ellipse": {"rx", "ry"}, "rect": {"width", "height"}}  # without these nothing is drawn


def ink_box(svg: str) -> Box:
    """The square around everything a drawing shows, as `pictograms.tsv` has it for ours."""
    ink = _Ink()
    parser = ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = ink.begin, ink.end
    parser.Parse(svg.encode(), True)
    if not ink.bounds:
        return WHOLE
    lefts, tops, rights, bottoms = zip(*ink.bounds, strict=True)
    left, top, right, bottom = min(lefts), min(tops), max(rights), max(bottoms)
    side = round(max(right - left + 2 * MARGIN, bottom - top + 2 * MARGIN, SMALLEST), 1)
    return round((left + right - side) / 2, 1), round((top + bottom - side) / 2, 1), side, side


@dataclass(frozen=True, slots=True)
class _Pencil:
    """What an element has from the groups around it."""

    matrix: Transform = Identity
    fill: str = "black"
    stroke: str = "none"
    width: float = 1.0

    @property
    def reach(self) -> float:
        """How far the ink goes beyond the line it follows."""
        xx, xy, yx, yy, _dx, _dy = self.matrix
        return 0.0 if self.stroke == "none" else self.width / 2 * max(abs(xx) + abs(yx), abs(xy) + abs(yy))

    def within(self, attributes: dict[str, str]) -> "_Pencil":
        return replace(
            self,
            matrix=_turned(self.matrix, attributes.get("transform", "")),
            fill=attributes.get("fill", self.fill),
            stroke=attributes.get("stroke", self.stroke),
            width=float(attributes.get("stroke-width", self.width)),
        )


@dataclass(slots=True)
class _Ink:
    """Collects where the ink of each shape lies while the drawing is read."""

    pencils: list[_Pencil] = field(default_factory=lambda: [_Pencil()])
    bounds: list[tuple[float, float, float, float]] = field(default_factory=list)

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        pencil = self.pencils[-1].within(attributes)
        self.pencils.append(pencil)
        is_seen = pencil.fill != "none" or pencil.stroke != "none"
        if not is_seen or not NEEDED.get(tag, set()) <= attributes.keys():
            return
        path = PathBuilder()
        if path.add_path_from_element(
            Element(tag, {name: attributes[name] for name in attributes.keys() - {"transform"}})
        ):
            self._note(path.paths[0], pencil)

    def end(self, _tag: str) -> None:
        self.pencils.pop()

    def _note(self, path: str, pencil: _Pencil) -> None:
        pen = BoundsPen(None)
        parse_path(path, TransformPen(pen, pencil.matrix))
        if pen.bounds is not None:
            left, top, right, bottom = pen.bounds
            self.bounds.append((left - pencil.reach, top - pencil.reach, right + pencil.reach, bottom + pencil.reach))


def _turned(matrix: Transform, steps: str) -> Transform:
    """The matrix with what a `transform` attribute says."""
    for name, inside in STEP.findall(steps):
        matrix = _step(matrix, name, [float(number) for number in NUMBER.findall(inside)])
    return matrix


def _step(matrix: Transform, name: str, numbers: list[float]) -> Transform:
    if name == "translate":
        return matrix.translate(*numbers)
    if name == "scale":
        across, down = (*numbers, *numbers)[:2]
        return matrix.scale(across, down)
    if name == "rotate":
        angle, x, y = (*numbers, 0.0, 0.0)[:3]
        return matrix.translate(x, y).rotate(radians(angle)).translate(-x, -y)
    return matrix.transform(tuple(numbers))  # "matrix": the general case
