"""A recorded line as it comes in: checked, cut to the voice, made as loud as the other voices, written anew as MP3.

Browsers send WAV (16-bit, mono, 22 050 Hz). Nothing of the file that was sent is kept: only its samples are read.
"""

import io
import math
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from portal.refusal import N_
from portal.speech import loudness, mp3

LARGEST = 6_000_000  # bytes of a WAV file: a minute at 48 000 Hz is 5.8 million
LONGEST = 60  # seconds
SHORTEST = 0.2  # seconds of voice: a click is no word
RATES = range(8_000, 48_001)
WINDOW = 0.01  # seconds
QUIETEST = -50.0  # dB below full scale: the loudest moment of a recording is louder, or nobody spoke
STANDS_OUT = 30.0  # dB below the loudest moment; what is fainter is the room
BEFORE, AFTER = 0.15, 0.25  # seconds kept around the voice: words begin and end softly
FADE = 0.01  # seconds

UNREADABLE = N_("Lydfilen virker ikke, så optag igen.")
NOT_WHOLE = N_("Optagelsen mangler noget, så optag igen.")
TOO_LONG = N_("Optagelsen er for lang, så optag højst et minut.")
TOO_SHORT = N_("Optagelsen er for kort, så optag igen.")
NOTHING_HEARD = N_("Optagelsen er tavs, så tal højere.")


class BadRecording(ValueError):
    """This is no recording we can use. The message is one easy sentence."""


@dataclass(frozen=True, slots=True)
class Take:
    """A recording ready to be kept."""

    mp3: bytes
    milliseconds: int


def take(sent: bytes) -> Take:
    """A WAV file as a recording. Raises `BadRecording` when it is none, is broken, or says nothing."""
    return take_samples(*_read(sent))


def take_samples(samples: array, rate: int) -> Take:
    """Samples with one channel as a recording. Raises `BadRecording` when they say nothing."""
    spoken = _faded(loudness.levelled(_voice(samples, rate), rate), rate)
    made = mp3.encode(spoken.tobytes(), kilobits=mp3.KILOBITS_OF_PEOPLE, sample_rate=rate)
    return Take(made, mp3.milliseconds(made, kilobits=mp3.KILOBITS_OF_PEOPLE))


def _read(sent: bytes) -> tuple[array, int]:
    if len(sent) > LARGEST:
        raise BadRecording(TOO_LONG)
    if sent[:4] != b"RIFF" or sent[8:12] != b"WAVE":
        raise BadRecording(UNREADABLE)
    ends = 8 + int.from_bytes(sent[4:8], "little")
    if ends > len(sent):
        raise BadRecording(NOT_WHOLE)
    if ends < len(sent):  # something else hides behind the sound
        raise BadRecording(UNREADABLE)
    try:
        with wave.open(io.BytesIO(sent)) as file:
            channels, rate, frames = file.getnchannels(), file.getframerate(), file.getnframes()
            if file.getsampwidth() != 2 or channels not in (1, 2) or rate not in RATES:
                raise BadRecording(UNREADABLE)
            if frames > LONGEST * rate:
                raise BadRecording(TOO_LONG)
            pcm = file.readframes(frames)
    except (wave.Error, EOFError, RuntimeError) as fault:  # the last when a chunk claims to end after the file
        raise BadRecording(UNREADABLE) from fault
    if len(pcm) != frames * channels * 2:
        raise BadRecording(NOT_WHOLE)
    samples = array("h", pcm)
    if channels == 2:
        samples = array("h", ((left + right) // 2 for left, right in zip(samples[::2], samples[1::2], strict=True)))
    return samples, rate


def _voice(samples: array, rate: int) -> array:
    """From the first word to the last, and a breath around them."""
    size = int(rate * WINDOW)
    levels = [_level(samples[place : place + size]) for place in range(0, len(samples), size)]
    loudest = max(levels, default=loudness.SILENCE)
    if loudest < QUIETEST:
        raise BadRecording(NOTHING_HEARD)
    heard = [place for place, level in enumerate(levels) if level > loudest - STANDS_OUT]
    if len(heard) * WINDOW < SHORTEST:
        raise BadRecording(TOO_SHORT)
    start = max(0, heard[0] * size - int(rate * BEFORE))
    return samples[start : (heard[-1] + 1) * size + int(rate * AFTER)]


def _level(samples: Sequence[int]) -> float:
    """In dB below full scale."""
    power = sum(sample * sample for sample in samples) / len(samples) / loudness.FULL_SCALE**2
    return 10 * math.log10(power) if power else loudness.SILENCE


def _faded(samples: array, rate: int) -> array:
    """Without a click where it was cut."""
    length = min(int(rate * FADE), len(samples) // 2)
    for place in range(length):
        samples[place] = samples[place] * place // length
        samples[-1 - place] = samples[-1 - place] * place // length
    return samples
