"""Sound files as a browser, a clumsy recorder or somebody mean would send them."""

import io
import math
import random
import wave
from array import array

RATE = 22_050


def wav(samples: array, *, rate: int = RATE, channels: int = 1, width: int = 2) -> bytes:
    """A WAV file with these samples."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(width)
        sound.setframerate(rate)
        sound.writeframes(samples.tobytes())
    return file.getvalue()


def tone(seconds: float, *, level: float = -20.0, rate: int = RATE, hertz: float = 997.0) -> array:
    """A sine whose peaks are `level` dB below full scale."""
    size = 32_767 * 10 ** (level / 20)
    turns = 2 * math.pi * hertz / rate
    return array("h", (round(size * math.sin(turns * place)) for place in range(int(seconds * rate))))


def silence(seconds: float, *, rate: int = RATE, noise: int = 0) -> array:
    """Nothing, or a room that hums a little (in steps of 16 bits)."""
    dice = random.Random(7)
    return array("h", (dice.randint(-noise, noise) for _ in range(int(seconds * rate))))


def a_voice(seconds: float = 1.0) -> bytes:
    """A good recording."""
    return wav(silence(0.5, noise=20) + tone(seconds) + silence(0.7, noise=20))


def with_size(sent: bytes, *, riff: int | None = None, data: int | None = None) -> bytes:
    """The same file, with other sizes in its header."""
    changed = bytearray(sent)
    if riff is not None:
        changed[4:8] = riff.to_bytes(4, "little")
    if data is not None:
        place = sent.index(b"data") + 4
        changed[place : place + 4] = data.to_bytes(4, "little")
    return bytes(changed)


def bad_files() -> dict[str, tuple[bytes, str]]:
    """What must never be kept, and what the person is told."""
    good = a_voice()
    unreadable = "Lydfilen virker ikke, så optag igen."
    not_whole = "Optagelsen mangler noget, så optag igen."
    too_long = "Optagelsen er for lang, så optag højst et minut."
    return {
        "nothing": (b"", unreadable),
        "text": (b"Jeg er ingen lyd." * 99, unreadable),
        "HTML": (b"<!doctype html><script>alert(1)</script>", unreadable),
        "an MP3": (b"ID3\x04" + bytes(400), unreadable),
        "WAV and HTML": (good + b"<!doctype html><script>alert(1)</script>", unreadable),
        "WAV and ZIP": (good + b"PK\x03\x04" + bytes(400) + b"PK\x05\x06" + bytes(18), unreadable),
        "only a header": (good[:44], not_whole),
        "half a header": (good[:20], not_whole),
        "truncated": (good[: len(good) // 2], not_whole),
        "truncated, and the header says so": (with_size(good[:9_000], riff=8_992), not_whole),
        "a header that promises 4 GB": (with_size(good, riff=0xFFFF_FFF0, data=0xFFFF_FF00), not_whole),
        "a header that promises an hour": (with_size(good, data=3_600 * RATE * 2), too_long),
        "a header that promises more than there is": (with_size(good, data=len(good)), not_whole),
        "a header that hides samples": (with_size(good, riff=2_000, data=1_964), unreadable),
        "8 bits": (wav(array("b", [0] * 9_000), width=1), unreadable),
        "24 bits": (wav(array("b", [0] * 9_000), width=3), unreadable),
        "four channels": (wav(tone(1), channels=4), unreadable),
        "too few samples a second": (wav(tone(1), rate=4_000), unreadable),
        "too many samples a second": (wav(tone(1), rate=96_000), unreadable),
        "not PCM": (good.replace(b"fmt \x10\x00\x00\x00\x01\x00", b"fmt \x10\x00\x00\x00\x55\x00"), unreadable),
        "no samples": (wav(array("h")), "Optagelsen er tavs, så tal højere."),
        "silence": (wav(silence(2)), "Optagelsen er tavs, så tal højere."),
        "a quiet room": (wav(silence(2, noise=40)), "Optagelsen er tavs, så tal højere."),
        "a click": (wav(silence(1) + tone(0.02) + silence(1)), "Optagelsen er for kort, så optag igen."),
        "61 seconds": (wav(silence(61)), too_long),
    }
