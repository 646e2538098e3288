"""What a recorder sends becomes a clean recording, or one clear sentence."""

import math
from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.speech import loudness
from portal.speech.recording import LARGEST, LONGEST, BadRecording, take
from tests.speech.mp3_frames import play_length
from tests.speech.wave_files import RATE, a_voice, bad_files, silence, tone, wav, with_size

BAD = bad_files()


@pytest.mark.parametrize(("sent", "told"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_is_told_in_one_sentence(sent: bytes, told: str) -> None:
    with pytest.raises(BadRecording) as no:
        take(sent)
    assert str(no.value) == told


def test_a_file_larger_than_a_minute_can_be_is_not_even_read() -> None:
    with pytest.raises(BadRecording, match="for lang"):
        take(bytes(LARGEST + 1))


def test_a_voice_becomes_an_mp3_without_the_silence_around_it() -> None:
    made = take(a_voice(seconds=1.0))
    assert 1_250 < made.milliseconds < 1_550
    assert abs(play_length(made.mp3) - made.milliseconds) < 5
    assert len(made.mp3) == pytest.approx(made.milliseconds * 64 / 8, rel=0.01)


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000])
def test_other_rates_and_two_channels_are_taken_too(rate: int) -> None:
    both = array("h", (sample for sample in tone(1, rate=rate) for _side in range(2)))
    made = take(wav(both, rate=rate, channels=2))
    assert play_length(made.mp3) == pytest.approx(1_050, abs=110)


def test_a_whole_minute_is_taken() -> None:
    made = take(wav(tone(LONGEST, rate=8_000), rate=8_000))
    assert made.milliseconds == pytest.approx(60_000, abs=200)


def test_what_a_recorder_writes_beside_the_sound_is_left_out() -> None:
    note = b"LIST" + (20).to_bytes(4, "little") + b"INFOICMT" + (8).to_bytes(4, "little") + b"hemmelig"
    sent = a_voice()
    with_note = sent[:36] + note + sent[36:]
    made = take(with_size(with_note, riff=len(with_note) - 8))
    assert b"hemmelig" not in made.mp3
    assert made.milliseconds == take(sent).milliseconds


@settings(max_examples=200, deadline=None)
@given(place=st.integers(0, 60), byte=st.integers(0, 255), end=st.integers(0, 3_000))
def test_no_damage_to_a_file_is_a_fault_of_ours(place: int, byte: int, end: int) -> None:
    sent = bytearray(wav(tone(0.05)))
    sent[place % len(sent)] = byte
    try:
        take(bytes(sent[:end]))
    except BadRecording as no:
        assert str(no).endswith(".")


@given(st.binary(max_size=400))
def test_no_bytes_are_a_fault_of_ours(sent: bytes) -> None:
    with pytest.raises(BadRecording):
        take(b"RIFF" + (len(sent) + 4).to_bytes(4, "little") + b"WAVE" + sent)


# --- as loud as the others -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("level", "lufs"), [(0.0, -3.01), (-20.0, -23.01), (-40.0, -43.01)])
def test_a_sine_has_the_loudness_that_the_recommendation_gives(level: float, lufs: float) -> None:
    assert loudness.loudness(tone(3, level=level), RATE) == pytest.approx(lufs, abs=0.1)


def test_pauses_do_not_make_a_voice_fainter() -> None:
    spoken = tone(4, level=-20)
    assert loudness.loudness(spoken + silence(6), RATE) == pytest.approx(loudness.loudness(spoken, RATE), abs=0.4)


def test_a_very_short_sound_has_a_loudness_too() -> None:
    assert loudness.loudness(tone(0.2), RATE) == pytest.approx(-23, abs=0.5)
    assert loudness.loudness(array("h"), RATE) == loudness.SILENCE
    assert loudness.loudness(silence(1), RATE) == loudness.SILENCE


@pytest.mark.parametrize("level", [-45.0, -30.0, -17.0, -3.0, 0.0])
def test_faint_and_loud_voices_become_equally_loud(level: float) -> None:
    levelled = loudness.levelled(tone(2, level=level), RATE)
    assert loudness.loudness(levelled, RATE) == pytest.approx(loudness.TARGET, abs=0.2)


def test_peaks_are_bent_and_never_cut() -> None:
    shouted = tone(2, level=-36)
    for place in range(0, len(shouted), 4_000):
        shouted[place : place + 9] = array("h", (3_000 + 500 * step for step in range(9)))
    levelled = loudness.levelled(shouted, RATE)
    assert max(levelled) <= math.ceil(loudness.CEILING * loudness.FULL_SCALE)
    assert len(set(levelled[:9])) == 9


def test_a_whisper_is_not_lifted_out_of_the_noise_for_ever() -> None:
    levelled = loudness.levelled(tone(2, level=-60), RATE)
    assert max(levelled) <= max(tone(1, level=-60)) * 10 ** (loudness.MOST_GAIN / 20) + 1
