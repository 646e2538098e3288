"""Every kind of picture can be printed, and comes out filling its square."""

from io import BytesIO

import pytest
import typst
from PIL import Image, ImageChops

from portal.media.photos import PhotoStore, Shape
from portal.pictograms.drawn import svg_of
from tests.media.photo_files import photo

SIDE = 100  # points
PAGE = '#set page(width: 100pt, height: 100pt, margin: 0pt)\n#image("drawn.svg", width: 100pt, height: 100pt)'


@pytest.mark.parametrize("key", ["coffee", "card", "pork_free", "om:1F40C", "om:1F3F9", "om:1F468-200D-1F33E"])
def test_a_pictogram_fills_its_square_and_is_not_cut(tmp_path, key):
    (tmp_path / "drawn.svg").write_text(svg_of(key))
    (tmp_path / "page.typ").write_text(PAGE)
    printed = typst.compile(tmp_path / "page.typ", root=tmp_path, format="png", ppi=72)
    with Image.open(BytesIO(printed)) as page:
        shown = page.convert("RGB")
    ink = ImageChops.difference(shown, Image.new("RGB", shown.size, "white")).getbbox()
    assert ink is not None
    left, top, right, bottom = ink
    assert min(left, top, SIDE - right, SIDE - bottom) >= 0
    assert max(right - left, bottom - top) >= 0.8 * SIDE
    if key.startswith("om:"):
        assert min(left, top, SIDE - right, SIDE - bottom) >= 1, "nothing stands on the edge"


def test_a_photo_in_its_own_shape_can_be_printed(tmp_path):
    store = PhotoStore(tmp_path)
    data = store.path(store.keep(photo(), Shape.WHOLE)).read_bytes()
    (tmp_path / "photo.webp").write_bytes(data)
    (tmp_path / "page.typ").write_text('#set document(title: "x")\n#image("photo.webp", width: 50pt, alt: "Foto")')
    assert typst.compile(tmp_path / "page.typ", root=tmp_path, pdf_standards=["ua-1"]).startswith(b"%PDF")
