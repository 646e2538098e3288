"""A drawing is cropped to its ink, as closely as a person has measured ours."""

import pytest

from portal.pictograms.catalogue import others, pictograms
from portal.pictograms.cropping import MARGIN, SMALLEST, WHOLE, ink_box
from portal.pictograms.drawing import draw, require_plain_shapes
from portal.pictograms.drawn import raw_drawing

MEASURED_BY_EYE = 1.0  # units that a person's measure and ours may differ


def svg(inside: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72">{inside}</svg>'


@pytest.mark.parametrize(
    ("inside", "side", "middle"),
    [
        ('<rect x="6" y="6" width="60" height="60"/>', 64, (36, 36)),
        ('<rect x="6" y="26" width="60" height="20"/>', 64, (36, 36)),
        ('<circle cx="36" cy="36" r="28" fill="none" stroke="#000" stroke-width="2"/>', 62, (36, 36)),
        ('<g fill="none" stroke="#000" stroke-width="4"><path d="M6 36h60"/></g>', 68, (36, 36)),
        ('<g transform="translate(6 6)"><rect width="60" height="60"/></g>', 64, (36, 36)),
        ('<rect width="30" height="30" transform="matrix(2 0 0 2 6 6)"/>', 64, (36, 36)),
        ('<rect x="6" y="6" width="60" height="60" transform="rotate(90 36 36)"/>', 64, (36, 36)),
        ('<rect width="30" height="30" transform="translate(6, 6) scale(2)"/>', 64, (36, 36)),
        ('<rect x="6" y="6" width="60" height="60"/><path fill="none" d="M0 0h72v72H0z"/>', 64, (36, 36)),
        ('<rect x="6" y="6" width="60" height="60"/><rect x="0" y="0" height="72"/>', 64, (36, 36)),
        ('<circle cx="20" cy="30" r="3"/>', SMALLEST, (20, 30)),
    ],
)
def test_the_box_is_a_square_around_what_can_be_seen(inside, side, middle):
    left, top, width, height = ink_box(svg(inside))
    assert width == height == side
    assert (left + side / 2, top + side / 2) == pytest.approx(middle, abs=0.1)


def test_an_empty_drawing_is_shown_whole():
    assert ink_box(svg("")) == ink_box(svg('<path fill="none" d="M0 0h72"/>')) == WHOLE


def test_what_is_measured_is_what_a_person_has_measured():
    ours = [each for each in pictograms().values() if not each.is_own and not each.has_ring]
    assert len(ours) > 150
    for each in ours:
        assert each.view_box is not None
        found = ink_box(raw_drawing(each))
        assert found[2] == pytest.approx(each.view_box[2], abs=2 * MARGIN + MEASURED_BY_EYE), each.key


def test_every_tenth_of_the_other_drawings_comes_out_whole_and_safe():
    for each in list(others().values())[::10]:
        raw = raw_drawing(each)
        box = ink_box(raw)
        assert SMALLEST <= box[2] <= WHOLE[2] + 2 * MARGIN, each.key
        require_plain_shapes(draw(raw, box))
