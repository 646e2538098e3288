"""A drawing is cropped, made small, and holds nothing but shapes."""

import pytest

from portal.pictograms.catalogue import own_drawing
from portal.pictograms.drawing import UnsafeDrawing, draw, require_plain_shapes

BOX = (6.0, 5.5, 60.0, 60.0)
A_SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72"><!-- a square -->{}</svg>'
SQUARE = A_SQUARE.format('<title>x</title><rect id="a" x="10" y="10" width="52" height="52" fill="#fff"/>')


def svg(inside: str) -> str:
    return A_SQUARE.format(inside)


def test_a_drawing_is_cropped_to_its_view_box():
    assert 'viewBox="6 5.5 60 60"' in draw(own_drawing("card"), BOX)


def test_the_ring_is_drawn_last_so_it_lies_on_top():
    with_ring = draw(own_drawing("kr-coin"), BOX, own_drawing("no"))
    assert with_ring.count("#d22f27") == 2
    assert with_ring.index("#d22f27") > with_ring.index("#f1b31c")


def test_drawing_the_same_thing_twice_gives_the_same_text():
    assert draw(own_drawing("qr"), BOX) == draw(own_drawing("qr"), BOX)


def test_a_finished_drawing_can_be_drawn_again():
    require_plain_shapes(draw(own_drawing("history"), BOX))


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<rect width="9" height="9" style="fill:red"/>',
        "<style>rect{fill:red}</style>",
        '<rect width="9" height="9" onclick="alert(1)"/>',
        '<image href="https://example.org/x.png" width="9" height="9"/>',
        '<rect width="9" height="9" fill="url(https://example.org/x.svg#a)"/>',
        '<g xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="#a"/>',
        '<foreignObject width="9" height="9"/>',
        '<a href="javascript:alert(1)"/>',
        "<text>man</text>",
        "<g>",
    ],
)
def test_a_drawing_with_anything_but_shapes_is_refused(inside: str):
    with pytest.raises(UnsafeDrawing):
        draw(svg(inside), BOX)


def test_a_text_that_is_no_drawing_is_refused():
    with pytest.raises(UnsafeDrawing, match="no <svg>"):
        draw("hello", BOX)


def test_titles_remarks_and_ids_are_left_out():
    with pytest.raises(UnsafeDrawing, match="title"):
        draw(SQUARE, BOX)
    bare = draw(SQUARE.replace("<title>x</title>", ""), BOX)
    assert "<!--" not in bare
    assert "id=" not in bare
