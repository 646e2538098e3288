import array
import math

from portal.speech import mp3
from tests.speech.mp3_frames import count_frames, play_length

SECOND = array.array("h", (int(8_000 * math.sin(n / 8)) for n in range(22_050))).tobytes()


def test_a_sound_becomes_whole_mp3_frames_of_the_right_length() -> None:
    data = mp3.encode(SECOND)
    assert 1_000 + mp3.LEAD_MS <= play_length(data) <= 1_150
    assert abs(mp3.milliseconds(data) - play_length(data)) < 5


def test_sounds_joined_end_to_end_are_one_sound() -> None:
    piece = mp3.encode(SECOND)
    assert count_frames(piece * 3) == 3 * count_frames(piece)


def test_no_sound_at_all_is_still_an_mp3() -> None:
    assert count_frames(mp3.encode(b"")) > 0
