"""How loud a voice is (EBU R 128, ITU-R BS.1770-4), and making it as loud as the others. Pure, 16-bit mono.

The filters are those of the recommendation, worked out for any sample rate; an ear hears a voice through them.
"""

import math
from array import array
from collections.abc import Sequence

FULL_SCALE = 32_768
TARGET = -20.0  # LUFS: what espeak's voices have, so that a person's sentence among them is neither loud nor faint
CEILING = 10 ** (-1 / 20)  # of full scale: 1 dB below, as MP3 may overshoot a little
KNEE = 0.7  # of full scale: what is louder is bent, not cut
MOST_GAIN = 30.0  # dB; more would only bring up the room
SILENCE = -120.0
ABSOLUTE_GATE, RELATIVE_GATE = -70.0, -10.0  # LUFS, LU: pauses do not count
HOP = 0.1  # seconds; a block is four of them

Filter = tuple[float, float, float, float, float]


def loudness(samples: Sequence[int], rate: int) -> float:
    """The integrated loudness in LUFS."""
    blocks = _blocks(samples, rate)
    loud = [power for power in blocks if _lufs(power) > ABSOLUTE_GATE]
    if not loud:
        return SILENCE
    gate = _lufs(sum(loud) / len(loud)) + RELATIVE_GATE
    heard = [power for power in loud if _lufs(power) > gate]
    return _lufs(sum(heard) / len(heard))


def levelled(samples: Sequence[int], rate: int) -> array:
    """The same sound at `TARGET`; its loudest peaks are bent to stay below `CEILING`."""
    gain = 10 ** (min(TARGET - loudness(samples, rate), MOST_GAIN) / 20)
    return array("h", (round(FULL_SCALE * _bent(gain * sample / FULL_SCALE)) for sample in samples))


def _bent(value: float) -> float:
    size = abs(value)
    if size <= KNEE:
        return value
    room = CEILING - KNEE
    return math.copysign(KNEE + room * math.tanh((size - KNEE) / room), value)


def _blocks(samples: Sequence[int], rate: int) -> list[float]:
    """The power of each 0.4 seconds, every 0.1 seconds, as the ear weighs it."""
    b0, b1, b2, a1, a2 = _head(rate)
    c0, c1, c2, d1, d2 = _low_cut(rate)
    z1 = z2 = y1 = y2 = power = 0.0
    step = int(rate * HOP)
    hops: list[float] = []
    for place, sample in enumerate(samples, 1):
        value = sample / FULL_SCALE
        first = b0 * value + z1
        z1, z2 = b1 * value - a1 * first + z2, b2 * value - a2 * first
        second = c0 * first + y1
        y1, y2 = c1 * first - d1 * second + y2, c2 * first - d2 * second
        power += second * second
        if place % step == 0:
            hops.append(power)
            power = 0.0
    if len(hops) < 4:
        return [(sum(hops) + power) / len(samples)] if samples else []
    return [sum(hops[place : place + 4]) / (4 * step) for place in range(len(hops) - 3)]


def _lufs(power: float) -> float:
    return -0.691 + 10 * math.log10(power) if power > 0 else SILENCE


def _head(rate: int) -> Filter:
    """The head before the ear: higher tones are louder."""
    q, k = 0.7071752369554196, math.tan(math.pi * 1681.974450955533 / rate)
    top = 10 ** (3.999843853973347 / 20)
    middle, whole = top**0.4996667741545416, 1 + k / q + k * k
    return (
        (top + middle * k / q + k * k) / whole,
        2 * (k * k - top) / whole,
        (top - middle * k / q + k * k) / whole,
        2 * (k * k - 1) / whole,
        (1 - k / q + k * k) / whole,
    )


def _low_cut(rate: int) -> Filter:
    """The deepest tones are hardly heard."""
    q, k = 0.5003270373238773, math.tan(math.pi * 38.13547087602444 / rate)
    whole = 1 + k / q + k * k
    return 1.0, -2.0, 1.0, 2 * (k * k - 1) / whole, (1 - k / q + k * k) / whole
