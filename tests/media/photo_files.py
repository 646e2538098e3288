"""Files that are photos, that only look like photos, and that are made to do harm."""

import struct
import zlib
from io import BytesIO

from PIL import Image

RED, BLUE = (200, 0, 0), (0, 0, 200)
HIDDEN = b"<script>alert('KANARIE')</script><?php system('KANARIE'); ?>"
ZIP = b"PK\x03\x04KANARIE" + b"\0" * 30 + b"PK\x05\x06" + b"\0" * 18
WHERE_IT_WAS_TAKEN = 0x8825
MAKER = 0x010F


def photo(kind: str = "JPEG", size: tuple[int, int] = (1600, 1200), mode: str = "RGB", **how) -> bytes:
    """Red on the left, blue on the right."""
    drawn = Image.new("RGB", size, RED)
    drawn.paste(BLUE, (size[0] // 2, 0, size[0], size[1]))
    kept = BytesIO()
    drawn.convert(mode).save(kept, kind, **how)
    return kept.getvalue()


def exif() -> Image.Exif:
    """What a phone writes into a photo: its maker and where it was taken."""
    told = Image.Exif()
    told[MAKER] = "KANARIE-TELEFON"
    told.get_ifd(WHERE_IT_WAS_TAKEN)[1] = "N"
    return told


def chunk(kind: bytes, data: bytes) -> bytes:
    """A piece of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, extra: bytes = b"", data: bytes = b"") -> bytes:
    """A PNG in black and white whose head says what one likes."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + extra + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def moving_webp(width: int, height: int) -> bytes:
    """A WebP that moves, with a small picture on a canvas of any size."""
    picture = photo("WEBP", (4, 4), lossless=True)[12:]
    three = struct.pack("<I", 3)[:3]
    canvas = bytes([2, 0, 0, 0]) + struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    frame = b"\0" * 6 + three + three + b"\x10\0\0\0" + picture
    body = b"WEBP" + riff(b"VP8X", canvas) + riff(b"ANIM", b"\0" * 6) + riff(b"ANMF", frame)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def riff(name: bytes, data: bytes) -> bytes:
    """A piece of a WebP file."""
    return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def several(kind: str, count: int = 3) -> bytes:
    """Several pictures in one file."""
    first, *more = (Image.new("RGB", (40, 30), (each * 60, 0, 0)) for each in range(1, count + 1))
    kept = BytesIO()
    first.save(kept, kind, save_all=True, append_images=more)
    return kept.getvalue()


POLYGLOTS = {
    "markup after the end": photo() + HIDDEN,
    "an archive after the end": photo() + ZIP,
    "a program in the comment": photo(comment=HIDDEN),
    "a program in the maker's name": photo(exif=exif()),
    "a program in the colour profile": photo(icc_profile=HIDDEN * 20),
    "a text in a drawing": png(8, 8, chunk(b"tEXt", b"Comment\0" + HIDDEN), b"\0\0" * 8),
    "markup after a drawing": photo("PNG", (40, 30)) + HIDDEN,
    "an archive after a WebP": photo("WEBP", (40, 30)) + ZIP,
    "several photos in one": several("MPO") + HIDDEN,
    "a drawing that moves": several("PNG"),
}
"""Each is a photo and something else as well."""

NO_PHOTOS = {
    "nothing": b"",
    "a text": b"Det er ikke et billede.",
    "markup": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "a program": b"#!/bin/sh\nrm -rf /\n",
    "an archive": ZIP,
    "a page": b"%PDF-1.7\n" + b"\0" * 90,
    "a GIF": several("GIF"),
    "a bitmap": photo("BMP", (4, 4)),
    "a TIFF": photo("TIFF", (4, 4)),
    "a film": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 90,
    "the first half of a photo": photo()[:900],
    "a photo without its end": photo("JPEG", (300, 300), quality=95)[:-200],
    "the first half of a drawing": photo("PNG")[:120],
    "the first half of a WebP": photo("WEBP")[:40],
    "an endless colour profile": png(8, 8, chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(50_000_000)))),
    "an endless text": png(8, 8, chunk(b"zTXt", b"x\0\0" + zlib.compress(bytes(50_000_000)))),
}
BOMBS = {
    "30 000 by 30 000": png(30_000, 30_000),
    "65 000 by 65 000": png(65_000, 65_000),
    "a little more than Pillow warns at": png(8_000, 6_300),
    "a canvas of 16 384 by 16 384": moving_webp(16_384, 16_384),
    "a photo's head with another size": photo().replace(
        struct.pack(">HH", 1200, 1600), struct.pack(">HH", 60_000, 60_000)
    ),
}
"""Small to send, huge to unpack."""
