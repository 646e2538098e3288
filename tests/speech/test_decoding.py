"""Whatever a phone records becomes a recording, or one clear sentence; and nothing but what was sent is read."""

import logging
import random

import pytest

from portal.speech.decoding import LARGEST, take
from portal.speech.recording import NOT_WHOLE, NOTHING_HEARD, TOO_LONG, TOO_SHORT, UNREADABLE, BadRecording
from tests.speech.mp3_frames import play_length
from tests.speech.phone_files import ENCODERS, film_without_sound, phone_file
from tests.speech.wave_files import a_voice

IOS, CHROMIUM, FIREFOX = "iOS: aac in mp4", "Chromium: opus in webm", "Firefox: opus in ogg"
ELSEWHERE = {
    "a playlist": b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
    "a list of files": b"ffconcat version 1.0\nfile /etc/passwd\n",
    "a description of a call": b"v=0\no=- 0 0 IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\n",
    "a page": b"<!doctype html>",
    "nothing": b"",
    "one byte": b"\xff",
    "a name only": b"RIFF",
}


@pytest.mark.parametrize("layout", ["mono", "stereo"])
@pytest.mark.parametrize("kind", ENCODERS)
def test_what_a_phone_records_is_heard(kind: str, layout: str) -> None:
    made = take(phone_file(kind, layout=layout))
    assert play_length(made.mp3) == pytest.approx(2_000, abs=200)


def test_what_our_own_recorder_sends_is_heard_too() -> None:
    assert take(a_voice(seconds=1.0)).milliseconds > 1_200


@pytest.mark.parametrize(("sent", "told"), [
    *((sent, UNREADABLE) for sent in ELSEWHERE.values()),
    (film_without_sound(), UNREADABLE),
    (bytes(LARGEST + 1), TOO_LONG),
    (phone_file(CHROMIUM, seconds=62), TOO_LONG),
    (phone_file(FIREFOX, loud=0), NOTHING_HEARD),
    (phone_file("wav", seconds=0.1), TOO_SHORT),
], ids=[*ELSEWHERE, "a silent film", "huge", "too long", "silent", "too short"])  # fmt: skip
def test_what_is_no_recording_is_told_in_one_sentence(sent: bytes, told: str) -> None:
    with pytest.raises(BadRecording) as no:
        take(sent)
    assert str(no.value) == told


@pytest.mark.parametrize("kind", [IOS, CHROMIUM, FIREFOX, "wav", "flac"])
def test_half_a_recording_is_not_taken_for_a_whole_one(kind: str) -> None:
    whole = phone_file(kind)
    with pytest.raises(BadRecording) as no:
        take(whole[: len(whole) // 2])
    assert str(no.value) in (NOT_WHOLE, UNREADABLE)


@pytest.mark.parametrize("kind", ENCODERS)
def test_no_damage_to_a_file_is_a_fault_of_ours(kind: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    chance, whole = random.Random(kind), phone_file(kind, seconds=0.5)
    for _time in range(20):
        broken = bytearray(whole[: chance.randrange(len(whole))] if chance.random() < 0.5 else whole)
        for _byte in range(chance.randrange(1, 20)):
            if broken:
                broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            take(bytes(broken))
        except BadRecording as no:
            assert str(no).endswith(".")
    assert not caplog.records  # what is in a file stays out of the log
