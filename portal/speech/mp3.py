"""MP3 from 16-bit mono sound: 22 050 Hz, constant bit rates, so that pieces can be joined end to end."""

import lameenc

SAMPLE_RATE = 22_050
KILOBITS = 48  # the knee of the quality curve for espeak's voice
KILOBITS_OF_PEOPLE = 64  # a person's voice needs more
QUALITY = 5
LEAD_MS = 50  # encoder and decoder put 1 105 samples before the sound; the same in every browser measured
SETTINGS = f"mp3 cbr {KILOBITS} kbit/s {SAMPLE_RATE} Hz mono q{QUALITY}"


def encode(pcm: bytes, *, kilobits: int = KILOBITS, sample_rate: int = SAMPLE_RATE) -> bytes:
    """16-bit mono samples as a complete MP3 file, at 22 050 Hz whatever their own rate is."""
    encoder = lameenc.Encoder()
    encoder.set_in_sample_rate(sample_rate)
    encoder.set_out_sample_rate(SAMPLE_RATE)
    encoder.set_channels(1)
    encoder.set_bit_rate(kilobits)
    encoder.set_quality(QUALITY)
    encoder.silence()
    return bytes(encoder.encode(pcm)) + bytes(encoder.flush())


def milliseconds(mp3: bytes, *, kilobits: int = KILOBITS) -> int:
    """How long an MP3 from `encode` plays: at a constant bit rate its size tells."""
    return len(mp3) * 8 // kilobits
