"""A photo for a line keeps its shape and nothing else of the file that was sent."""

import random
import time
from io import BytesIO

import pytest
from PIL import Image

from portal.media.photos import LARGEST, LONGEST_SIDE, TOO_LARGE, UNREADABLE, BadPhoto, PhotoStore, Shape
from tests.media.photo_files import BOMBS, NO_PHOTOS, POLYGLOTS, exif, moving_webp, photo

QUICKLY = 1.0  # seconds
SMALL = 100_000  # bytes


@pytest.fixture
def store(tmp_path) -> PhotoStore:
    return PhotoStore(tmp_path)


def whole(store: PhotoStore, data: bytes) -> Image.Image:
    with Image.open(store.path(store.keep(data, Shape.WHOLE))) as kept:
        kept.load()
        return kept


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    ("size", "becomes"),
    [
        ((2000, 1500), (1024, 768)),
        ((1500, 2000), (768, 1024)),
        ((1024, 1024), (1024, 1024)),
        ((300, 200), (300, 200)),
        ((3000, 3), (1024, 1)),
        ((1, 1), (1, 1)),
    ],
)
def test_a_photo_for_a_line_keeps_its_shape(store, kind, size, becomes):
    kept = whole(store, photo(kind, size))
    assert (kept.format, kept.size) == ("WEBP", becomes)


@pytest.mark.parametrize("mode", ["L", "RGBA", "P", "CMYK", "LA", "1", "I;16"])
def test_whatever_colours_it_has_red_stays_on_the_left(store, mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    kept = whole(store, photo(kind, (400, 300), mode))
    assert (kept.mode, kept.size) == ("RGB", (400, 300))


def test_what_can_be_seen_through_becomes_white(store):
    clear = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    clear.paste((200, 0, 0, 255), (0, 0, 20, 40))
    kept = whole(store, _png(clear))
    assert kept.getpixel((50, 20)) == (255, 255, 255)
    assert kept.getpixel((5, 20))[0] > 150


def test_a_photo_taken_upright_is_shown_upright(store):
    told = exif()
    told[0x0112] = 6
    kept = whole(store, photo("JPEG", (800, 600), exif=told))
    assert kept.size == (600, 800)
    above, below = kept.getpixel((300, 20)), kept.getpixel((300, 780))
    assert above[0] > 150 > below[0] and below[2] > 150 > above[2]


@pytest.mark.parametrize("data", POLYGLOTS.values(), ids=POLYGLOTS.keys())
@pytest.mark.parametrize("shape", Shape)
def test_of_what_else_a_file_was_nothing_is_left(store, data, shape):
    name = store.keep(data, shape)
    kept = store.path(name).read_bytes()
    assert kept[:4] == b"RIFF" and kept[8:12] == b"WEBP"
    assert int.from_bytes(kept[4:8], "little") == len(kept) - 8, "nothing hangs on to the end"
    for trace in (b"KANARIE", b"<script", b"<?php", b"PK\x03\x04", b"EXIF", b"ICCP", b"XMP ", b"ANIM"):
        assert trace not in kept
    with Image.open(store.path(name)) as opened:
        assert getattr(opened, "n_frames", 1) == 1
        assert not opened.getexif() and "icc_profile" not in opened.info


@pytest.mark.parametrize("data", NO_PHOTOS.values(), ids=NO_PHOTOS.keys())
@pytest.mark.parametrize("shape", Shape)
def test_what_is_no_photo_is_told_in_easy_words_and_leaves_nothing(store, data, shape):
    with pytest.raises(BadPhoto) as told:
        store.keep(data, shape)
    assert str(told.value) == UNREADABLE
    assert not store.folder.exists()


@pytest.mark.parametrize("data", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_stopped_before_it_is_unpacked(store, data):
    assert len(data) < SMALL
    begun = time.process_time()
    with pytest.raises(BadPhoto) as told:
        store.keep(data, Shape.WHOLE)
    assert str(told.value) == TOO_LARGE
    assert time.process_time() - begun < QUICKLY
    assert not store.folder.exists()


def test_a_file_that_is_too_long_is_not_even_opened(store):
    with pytest.raises(BadPhoto, match="for stort"):
        store.keep(photo() + bytes(LARGEST), Shape.WHOLE)
    assert not store.folder.exists()


def test_a_large_photo_from_a_phone_is_taken(store):
    kept = whole(store, photo("JPEG", (8000, 6000), quality=60))
    assert kept.size == (LONGEST_SIDE, 768)


def test_a_moving_picture_stands_still(store):
    assert whole(store, moving_webp(200, 100)).size == (200, 100)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_broken_in_a_file_there_is_a_photo_or_an_easy_sentence(store, seed):
    chance = random.Random(seed)
    files = [photo(kind, (60, 40), exif=exif()) for kind in ("JPEG", "PNG", "WEBP")]
    for _file in range(60):
        data = bytearray(chance.choice(files))
        for _place in range(chance.choice((1, 3, 20))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            store.keep(bytes(data), chance.choice(list(Shape)))
        except BadPhoto as told:
            assert str(told) in (UNREADABLE, TOO_LARGE)


def test_a_photo_that_came_to_nothing_is_taken_away(store):
    name = store.keep(photo())
    store.drop(name)
    store.drop(name)
    store.drop("../../etc/passwd")
    assert store.path(name) is None
    assert list(store.folder.iterdir()) == []


def _png(drawn: Image.Image) -> bytes:
    kept = BytesIO()
    drawn.save(kept, "PNG")
    return kept.getvalue()
