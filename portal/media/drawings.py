"""Drawings: strokes of a pen and small pictures, kept as numbers and shown as a picture that we make.

A drawing is a list of marks in the order they were made, as JSON: `["pen", colour, width, [[x, y], …]]` and
`["stamp", key of a pictogram, x, y]`, with whole numbers from 0 to `SIDE` each way, down and to the right.
"""

import json
import re
from collections.abc import Sequence
from typing import Any

from portal.pictograms.drawn import svg_of

SIDE = 1000
COLOURS = {"sort": "#1c1a17", "roed": "#c8102e", "gul": "#f7d023", "groen": "#2e8b3d", "blaa": "#1f4e9c"}
WIDTHS = {"tynd": 8, "tyk": 28}  # of a thousand
STAMPS = ("person", "house", "nature", "sun", "love")
STAMP_SIDE = 180
LARGEST = 200_000  # bytes
MOST_MARKS = 500
MOST_POINTS = 12_000

Mark = list[Any]
XML_HEADER = re.compile(r"^<\?xml[^>]*\?>\s*")


class BadDrawing(ValueError):
    """This is no drawing of ours."""


def drawing_of(sent: str) -> bytes:
    """What a browser drew, checked and written anew. Raises `BadDrawing`; an empty sheet is no drawing."""
    if len(sent) > LARGEST:
        raise BadDrawing("too large")
    try:
        drawn = json.loads(sent)
    except (ValueError, RecursionError) as fault:
        raise BadDrawing("no JSON") from fault
    if not isinstance(drawn, list) or not 0 < len(drawn) <= MOST_MARKS:
        raise BadDrawing("a drawing is a list of marks")
    marks = [_mark(mark) for mark in drawn]
    if sum(len(mark[3]) for mark in marks if mark[0] == "pen") > MOST_POINTS:
        raise BadDrawing("too many points")
    return json.dumps(marks, separators=(",", ":")).encode()


def svg_of_drawing(kept: bytes) -> str:
    """A kept drawing as a picture."""
    lines_first = sorted(json.loads(kept), key=lambda mark: mark[0])  # as the page shows it while somebody draws
    marks = "".join(map(_shown, lines_first))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" width="{SIDE}" height="{SIDE}">'
        f'<rect width="{SIDE}" height="{SIDE}" fill="#ffffff"/>{marks}</svg>'
    )


def _mark(mark: object) -> Mark:
    match mark:
        case ["pen", str(colour), str(width), [_, *_] as points] if colour in COLOURS and width in WIDTHS:
            return ["pen", colour, width, [_point(point) for point in points]]
        case ["stamp", str(key), x, y] if key in STAMPS:
            return ["stamp", key, *_point([x, y])]
    raise BadDrawing("no mark")


def _point(point: object) -> list[int]:
    match point:
        case [bool(), _] | [_, bool()]:  # in Python a bool is an int
            pass
        case [int(x), int(y)] if 0 <= x <= SIDE and 0 <= y <= SIDE:
            return [x, y]
    raise BadDrawing("a point is two whole numbers")


def _shown(mark: Sequence[Any]) -> str:
    if mark[0] == "stamp":
        _stamp, key, x, y = mark
        corner = f'x="{x - STAMP_SIDE // 2}" y="{y - STAMP_SIDE // 2}" width="{STAMP_SIDE}" height="{STAMP_SIDE}"'
        return f"<svg {corner}>{XML_HEADER.sub('', svg_of(key))}</svg>"
    _pen, colour, width, points = mark
    line = " ".join(f"{x},{y}" for x, y in [*points, points[-1]])  # a point alone is a line to itself: a dot
    return (
        f'<polyline points="{line}" fill="none" stroke="{COLOURS[colour]}" stroke-width="{WIDTHS[width]}"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    )
