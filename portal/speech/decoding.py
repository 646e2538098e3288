"""A sound file of whatever kind a phone or a browser makes, as a recording: WAV, MP4, WebM, Ogg, MP3 and their like.

The kind is told by the file's first bytes and never by its name. Nothing is opened but the bytes that were sent: a
file that points to another one, or to an address, is none of these kinds.
"""

import io
import logging
from array import array
from collections.abc import Iterator

import av
from av.audio.frame import AudioFrame
from av.container import InputContainer

from portal.speech import mp3
from portal.speech.recording import (
    LONGEST,
    NOT_WHOLE,
    TOO_LONG,
    UNREADABLE,
    BadRecording,
    Take,
    take_samples,
)

LARGEST = 12_000_000  # bytes: a minute of stereo at 48 000 Hz is 11.5 million
FORGIVEN = 1  # seconds more than `LONGEST`: whoever stops at a minute stops a moment later
MAY_MISS = 0.5  # seconds that a whole file may hold less than it says
MOST_CHANNELS = 8
RATES = range(8_000, 192_001)
CODECS = frozenset({"aac", "alac", "amrnb", "amrwb", "flac", "mp3", "mp3float", "opus", "libopus", "vorbis"})
NO_LENGTH = (0, 0xFFFFFFFF)  # what stands in a WAV file that was written while somebody spoke
OGG_HEADER = 27  # bytes of a page before its table
KINDS = {  # demuxer: what its files begin with, and where
    "wav": (0, b"RIFF"),
    "mov": (4, b"ftyp"),
    "matroska": (0, b"\x1aE\xdf\xa3"),
    "ogg": (0, b"OggS"),
    "flac": (0, b"fLaC"),
    "amr": (0, b"#!AMR"),
    "caf": (0, b"caff"),
    "mp3": (0, b"ID3"),
}
SAYS_ITS_LENGTH = ("wav", "mov", "matroska", "flac", "caf")

logging.getLogger("libav").setLevel(logging.CRITICAL)  # a broken file would fill the log with what is in it


def take(sent: bytes) -> Take:
    """A sound file as a recording of at most a minute. Raises `BadRecording` when it is none."""
    if len(sent) > LARGEST:
        raise BadRecording(TOO_LONG)
    return take_samples(_samples(sent, _kind(sent)), mp3.SAMPLE_RATE)


def _kind(sent: bytes) -> str:
    """The demuxer for these bytes."""
    for kind, (place, mark) in KINDS.items():
        if sent[place : place + len(mark)] == mark:
            _must_be_whole(sent, kind)
            return kind
    if len(sent) > 1 and sent[0] == 0xFF and sent[1] & 0xE0 == 0xE0:  # a frame of sound at once
        return "aac" if sent[1] & 0xF6 == 0xF0 else "mp3"
    raise BadRecording(UNREADABLE)


def _must_be_whole(sent: bytes, kind: str) -> None:
    """Where the file itself says where it ends, it must end there."""
    if kind == "wav":
        said = int.from_bytes(sent[4:8], "little")
        if said not in NO_LENGTH and said + 8 > len(sent):
            raise BadRecording(NOT_WHOLE)
    elif kind == "ogg":
        page = sent.rfind(b"OggS")
        parts = sent[page + OGG_HEADER - 1 : page + OGG_HEADER]
        table = sent[page + OGG_HEADER : page + OGG_HEADER + parts[0]] if parts else b""
        if not parts or len(table) < parts[0] or page + OGG_HEADER + parts[0] + sum(table) > len(sent):
            raise BadRecording(NOT_WHOLE)


def _samples(sent: bytes, kind: str) -> array:
    """The sound as 16-bit samples, one channel, at the rate that we keep."""
    kept = array("h")
    try:
        with av.open(io.BytesIO(sent), "r", format=kind, options={"protocol_whitelist": ""}) as opened:
            for frame in _at_our_rate(opened):
                kept.frombytes(bytes(frame.planes[0])[: frame.samples * kept.itemsize])
                if len(kept) > (LONGEST + FORGIVEN) * mp3.SAMPLE_RATE:
                    raise BadRecording(TOO_LONG)
            said = opened.duration if kind in SAYS_ITS_LENGTH else None
    except BadRecording:
        raise
    except Exception as fault:  # a decoder fails in as many ways as a file can be made to break it
        raise BadRecording(UNREADABLE) from fault
    if not kept:
        raise BadRecording(UNREADABLE)
    if said and said / av.time_base - len(kept) / mp3.SAMPLE_RATE > MAY_MISS:
        raise BadRecording(NOT_WHOLE)
    return kept


def _at_our_rate(opened: InputContainer) -> Iterator[AudioFrame]:
    if not opened.streams.audio:
        raise BadRecording(UNREADABLE)
    stream = opened.streams.audio[0]
    name, channels = stream.codec_context.name, stream.codec_context.channels
    if (name not in CODECS and not name.startswith("pcm_")) or not 0 < channels <= MOST_CHANNELS:
        raise BadRecording(UNREADABLE)
    ours = av.AudioResampler(format="s16", layout="mono", rate=mp3.SAMPLE_RATE)
    for frame in opened.decode(stream):
        if frame.sample_rate not in RATES:  # slower sound would grow without end at our rate
            raise BadRecording(UNREADABLE)
        if frame.samples > (LONGEST + FORGIVEN) * frame.sample_rate:
            raise BadRecording(TOO_LONG)
        yield from ours.resample(frame)
    yield from ours.resample(None)
