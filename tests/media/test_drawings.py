"""A drawing is numbers, and nothing else gets into the picture."""

import json

import pytest

from portal.media.drawings import LARGEST, MOST_MARKS, MOST_POINTS, BadDrawing, drawing_of, svg_of_drawing

PEN = ["pen", "sort", "tynd", [[0, 0], [1000, 1000]]]
BAD = {
    "nothing": "", "no list": '{"a": 1}', "an empty sheet": "[]", "a word": '["pen"]', "half": '[["pen","sort"',
    "deep": "[" * 5_000, "a huge number": f'[["stamp","sun",{"9" * 5_000},1]]',
    "an unknown colour": json.dumps([["pen", "url(#a)", "tynd", [[1, 1]]]]),
    "a colour that is a list": json.dumps([["pen", ["sort"], "tynd", [[1, 1]]]]),
    "an unknown width": json.dumps([["pen", "sort", "9", [[1, 1]]]]),
    "a stroke without points": json.dumps([["pen", "sort", "tynd", []]]),
    "outside": json.dumps([["pen", "sort", "tynd", [[0, 1001]]]]),
    "a broken number": json.dumps([["pen", "sort", "tynd", [[0.5, 1]]]]),
    "true": json.dumps([["pen", "sort", "tynd", [[True, 1]]]]),
    "an unknown stamp": json.dumps([["stamp", "<script>", 1, 1]]),
    "a mark too long": json.dumps([[*PEN, "onload=alert(1)"]]),
    "too many marks": json.dumps([["stamp", "sun", 1, 1]] * (MOST_MARKS + 1)),
    "too many points": json.dumps([["pen", "sort", "tynd", [[1, 1]] * (MOST_POINTS + 1)]]),
    "too large": " " * LARGEST + "[]",
}  # fmt: skip


@pytest.mark.parametrize("sent", BAD.values(), ids=BAD.keys())
def test_what_is_no_drawing_of_ours_is_not_kept(sent: str) -> None:
    with pytest.raises(BadDrawing):
        drawing_of(sent)


def test_lines_come_first_and_a_dot_is_seen() -> None:
    kept = drawing_of(json.dumps([["stamp", "sun", 500, 500], ["pen", "roed", "tyk", [[7, 8]]], PEN]))
    shown = svg_of_drawing(kept)
    assert 'points="7,8 7,8"' in shown
    assert shown.index('points="0,0 1000,1000 1000,1000"') < shown.index('x="410" y="410"')
    assert "<script" not in shown
