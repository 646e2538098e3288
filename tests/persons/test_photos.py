"""A photo that comes in is decoded, turned upright, cut to size and written anew."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from portal.media.photos import SIDE, BadPhoto, PhotoStore

RED, BLUE = (200, 0, 0), (0, 0, 200)
TURNED_LEFT = 6  # EXIF: to be turned right before it is shown
WHERE_IT_WAS_TAKEN = 0x8825


def picture(kind: str = "PNG", size=(900, 600), **how) -> bytes:
    """Red on the left, blue on the right."""
    drawn = Image.new("RGB", size, RED)
    drawn.paste(BLUE, (size[0] // 2, 0, size[0], size[1]))
    kept = BytesIO()
    drawn.save(kept, kind, **how)
    return kept.getvalue()


@pytest.fixture
def store(tmp_path) -> PhotoStore:
    return PhotoStore(tmp_path)


def opened(store: PhotoStore, name: str) -> Image.Image:
    with Image.open(store.path(name)) as photo:
        photo.load()
        return photo


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("size", [(900, 600), (600, 900), (8, 8), (4000, 10)])
def test_whatever_shape_it_has_it_becomes_a_square(store, kind, size):
    photo = opened(store, store.keep(picture(kind, size)))
    assert (photo.format, photo.size) == ("WEBP", (SIDE, SIDE))


def test_a_photo_taken_sideways_is_turned_upright(store):
    exif = Image.Exif()
    exif[0x0112] = TURNED_LEFT
    photo = opened(store, store.keep(picture("JPEG", exif=exif)))
    above, below = photo.getpixel((SIDE // 2, 20)), photo.getpixel((SIDE // 2, SIDE - 20))
    assert above[0] > 150 > below[0] and below[2] > 150 > above[2]


def test_nothing_is_left_of_where_and_with_what_it_was_taken(store):
    exif = Image.Exif()
    exif[0x010F] = "KANARIE-TELEFON"
    exif.get_ifd(WHERE_IT_WAS_TAKEN)[1] = "N"
    name = store.keep(picture("JPEG", exif=exif, comment=b"KANARIE-KOMMENTAR"))
    assert b"KANARIE" not in store.path(name).read_bytes()
    assert not opened(store, name).getexif()


def test_two_photos_have_names_nobody_can_guess(store):
    one, two = store.keep(picture()), store.keep(picture())
    assert one != two and len(one) == len("0" * 32 + ".webp")


def not_so_big(width: int, height: int) -> bytes:
    """A picture that is small to send and huge to unpack."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


BAD = {
    "nothing": b"",
    "text": b"Det er ikke et billede.",
    "half a picture": picture("JPEG")[:400],
    "half a drawing": picture("PNG")[:120],
    "a drawing in markup": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "a moving picture": b"GIF89a" + b"\0" * 50,
    "a bitmap": picture("BMP", (4, 4)),
    "too many dots": not_so_big(8000, 7000),
    "only a head": picture("WEBP")[:20],
}


@pytest.mark.parametrize("data", BAD.values(), ids=BAD.keys())
def test_what_is_no_photo_is_told_in_easy_words(store, data):
    with pytest.raises(BadPhoto, match=r"^Billedet .*\."):
        store.keep(data)
    assert not store.folder.exists()


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("side", [10_000, 20_000, 65_000])
def test_a_picture_made_to_burst_is_stopped_before_it_is_unpacked(store, side):
    with pytest.raises(BadPhoto):
        store.keep(not_so_big(side, side))


@pytest.mark.parametrize("name", ["", "x", "../portal.sqlite3", "0" * 32, "0" * 32 + ".webp", ".webp", "\x00.webp"])
def test_there_is_no_photo_of_another_name(store, name):
    store.keep(picture())
    assert store.path(name) is None
