"""Sound files as phones and browsers make them."""

import io
import math
from array import array
from functools import cache

import av

RATE = 48_000
ENCODERS = {  # format, codec
    "Chromium: opus in webm": ("webm", "libopus"),
    "Firefox: opus in ogg": ("ogg", "libopus"),
    "iOS: aac in mp4": ("mp4", "aac"),
    "mp3": ("mp3", "libmp3lame"),
    "wav": ("wav", "pcm_s16le"),
    "caf": ("caf", "pcm_s16le"),
    "flac": ("flac", "flac"),
    "aac alone": ("adts", "aac"),
}


@cache
def phone_file(kind: str, seconds: float = 2.0, *, loud: float = 9_000, layout: str = "mono") -> bytes:
    """A hum of that kind of file."""
    container, codec = ENCODERS[kind]
    file = io.BytesIO()
    with av.open(file, "w", format=container) as written:
        stream = written.add_stream(codec, rate=RATE, layout=layout)
        for frame in _frames(seconds, loud, layout):
            written.mux(stream.encode(frame))
        written.mux(stream.encode(None))
    return file.getvalue()


@cache
def film_without_sound() -> bytes:
    """A video in which there is nothing to hear."""
    file = io.BytesIO()
    with av.open(file, "w", format="webm") as written:
        stream = written.add_stream("libvpx", rate=10)
        stream.width = stream.height = 16
        stream.pix_fmt = "yuv420p"
        for _number in range(3):
            written.mux(stream.encode(av.VideoFrame(16, 16, "yuv420p")))
        written.mux(stream.encode(None))
    return file.getvalue()


def _frames(seconds: float, loud: float, layout: str):
    size, sides = 960, 2 if layout == "stereo" else 1
    second = array("h", (round(loud * math.sin(place / 40)) for place in range(RATE) for _side in range(sides)))
    for number in range(int(seconds * RATE / size)):
        frame = av.AudioFrame(format="s16", layout=layout, samples=size)
        start = number * size % RATE * sides
        frame.planes[0].update(second[start : start + size * sides].tobytes())
        frame.sample_rate, frame.pts = RATE, number * size
        yield frame
