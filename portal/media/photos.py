"""Photos: what comes in is decoded, turned upright, cut to size and written anew.

Nothing of the file that was sent is kept but the colours of its dots: no metadata, no colour profile, nothing that
was hidden in it or hung on to its end.
"""

import threading
import warnings
from collections.abc import Callable
from enum import Enum
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from portal.media.folder import Folder
from portal.refusal import N_

LARGEST = 12_000_000  # bytes; what a phone's camera makes
MOST_PIXELS = 50_000_000  # more than any phone takes; a bomb is stopped before it is unpacked
SIDE = 512  # pixels; a portrait is shown at 160 at most
LONGEST_SIDE = 1024  # pixels of a photo that keeps its shape; it may fill a screen
QUALITY = 82
FORMATS = ("JPEG", "PNG", "WEBP")

UNREADABLE = N_("Billedet virker ikke, så vælg et andet.")
TOO_LARGE = N_("Billedet er for stort, så vælg et mindre.")
TOO_MANY_PIXELS = (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError)

_one_at_a_time = threading.Lock()  # the largest takes a gigabyte while it is unpacked
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)  # Pillow only warns up to twice as many


class BadPhoto(ValueError):
    """This is no picture we can use. The message is one easy sentence, marked for translation."""


class Shape(Enum):
    """How a photo is cut."""

    PORTRAIT = "portrait"  # a square around the middle
    WHOLE = "whole"  # all of it, in its own shape


class PhotoStore(Folder):
    """A folder of photos."""

    def __init__(self, folder: Path):
        super().__init__(folder / "fotos", "webp")

    def keep(self, data: bytes, shape: Shape = Shape.PORTRAIT) -> str:
        """Store a photo and give back its name. Raise `BadPhoto` when it is none; then nothing is stored."""
        return self.put(photo_of(data, shape), "webp")


def photo_of(data: bytes, shape: Shape) -> bytes:
    """What was sent as a photo of our own making, in WebP. Raises `BadPhoto` when it is none."""
    return _written_anew(_read(data, CUTS[shape]))


def _read(data: bytes, cut: Callable[[Image.Image], Image.Image]) -> Image.Image:
    """The first picture in the file, upright and cut."""
    if len(data) > LARGEST:
        raise BadPhoto(TOO_LARGE)
    try:
        with _one_at_a_time, Image.open(BytesIO(data), formats=FORMATS) as opened:
            _require_few_pixels(opened)
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is unpacked no larger than it is needed
            return cut(ImageOps.exif_transpose(_on_white(opened)))
    except BadPhoto:
        raise
    except TOO_MANY_PIXELS as fault:
        raise BadPhoto(TOO_LARGE) from fault
    except Exception as fault:  # a decoder fails in as many ways as a file can be made to break it
        raise BadPhoto(UNREADABLE) from fault


def _require_few_pixels(opened: Image.Image) -> None:
    if opened.width * opened.height > MOST_PIXELS:
        raise BadPhoto(TOO_LARGE)


def _on_white(opened: Image.Image) -> Image.Image:
    """The picture in plain colours; what can be seen through becomes white, as the plates pictures stand on."""
    if not opened.has_transparency_data:
        return opened.convert("RGB")
    coloured = opened.convert("RGBA")
    white = Image.new("RGBA", coloured.size, "white")
    white.alpha_composite(coloured)
    return white.convert("RGB")


def _portrait(upright: Image.Image) -> Image.Image:
    return ImageOps.fit(upright, (SIDE, SIDE))


def _whole(upright: Image.Image) -> Image.Image:
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return upright


CUTS = {Shape.PORTRAIT: _portrait, Shape.WHOLE: _whole}


def _written_anew(photo: Image.Image) -> bytes:
    written = BytesIO()
    photo.save(written, "WEBP", quality=QUALITY, exif=b"", icc_profile=b"", xmp=b"")
    return written.getvalue()
