"""Each fault of pyttsx3's own espeak driver, and that ours does not have it."""

import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import pyttsx3

from portal.speech import driver

RunPython = Callable[..., str]

START = """
import sys, pyttsx3
from pathlib import Path
from portal.speech import driver
driver.register()
"""


@pytest.fixture(scope="module")
def voice() -> Iterator[Any]:
    driver.register()
    voice = pyttsx3.init(driver.NAME)
    voice.runAndWait()  # until then pyttsx3 keeps commands waiting
    yield voice


@pytest.fixture
def errors(voice: Any) -> Iterator[list[Exception]]:
    found: list[Exception] = []
    token = voice.connect("error", lambda name, exception: found.append(exception))
    yield found
    voice.disconnect(token)


def seconds(file: Path) -> float:
    with wave.open(str(file), "rb") as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 22_050)
        return sound.getnframes() / 22_050


def test_the_first_sound_of_a_fresh_process_is_there_at_once(run_python: RunPython, tmp_path: Path) -> None:
    program = (
        START
        + """
voice = pyttsx3.init(driver.NAME)
voice.save_to_file("Hej med dig", sys.argv[1])
voice.runAndWait()
print(Path(sys.argv[1]).stat().st_size > 20_000)
"""
    )
    for number in range(5):
        assert run_python(program, tmp_path / f"{number}.wav") == "True\n"


def test_a_new_engine_for_each_sentence_does_no_harm(run_python: RunPython, tmp_path: Path) -> None:
    program = (
        START
        + """
for number in range(30):
    voice = pyttsx3.init(driver.NAME)
    voice.save_to_file("Hej med dig", f"{number}.wav")
    voice.runAndWait()
    del voice
print(sum(Path(f"{number}.wav").stat().st_size > 20_000 for number in range(30)))
"""
    )
    assert run_python(program) == "30\n"


def test_several_texts_in_a_row_each_get_their_own_file(voice: Any, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.wav" for number in range(3)]
    for number, file in enumerate(files):
        voice.save_to_file("hej " * (1 + 3 * number), str(file))
    voice.runAndWait()
    lengths = [seconds(file) for file in files]
    assert lengths[0] < lengths[1] < lengths[2]


def test_with_nothing_queued_nothing_is_written_again(voice: Any, tmp_path: Path) -> None:
    file = tmp_path / "a.wav"
    voice.save_to_file("Hej", str(file))
    voice.runAndWait()
    file.unlink()
    voice.runAndWait()
    assert not file.exists()


def test_a_path_that_cannot_be_written_is_an_error_and_no_hang(
    voice: Any, errors: list[Exception], tmp_path: Path
) -> None:
    voice.save_to_file("Hej", str(tmp_path / "missing" / "a.wav"))
    voice.runAndWait()
    assert [type(error) for error in errors] == [FileNotFoundError]
    voice.save_to_file("Hej", str(tmp_path / "a.wav"))
    voice.runAndWait()
    assert seconds(tmp_path / "a.wav") > 0.3


def test_a_missing_voice_is_an_error_and_the_voice_stays(voice: Any, errors: list[Exception]) -> None:
    voice.setProperty("voice", "xx-nowhere")
    voice.runAndWait()
    assert [str(error) for error in errors] == ["espeak-ng has no voice 'xx-nowhere'"]
    assert voice.getProperty("voice") == "gmq/da"


def test_a_text_of_twenty_thousand_characters_is_spoken_to_its_last_word(voice: Any, tmp_path: Path) -> None:
    words: list[int] = []
    token = voice.connect("started-word", lambda name, location, length, ms: words.append(location))
    voice.save_to_file("hej med dig og " * 1_307, str(tmp_path / "a.wav"))  # 19 605 characters
    voice.runAndWait()
    voice.disconnect(token)
    assert len(words) == 4 * 1_307


def test_words_are_told_once_with_their_place_and_rising_time(voice: Any, tmp_path: Path) -> None:
    words: list[tuple[int, int, int]] = []
    finished: list[bool] = []
    tokens = [
        voice.connect("started-word", lambda name, location, length, ms: words.append((location, length, ms))),
        voice.connect("finished-utterance", lambda name, completed: finished.append(completed)),
    ]
    voice.save_to_file("Åse går på øen", str(tmp_path / "a.wav"))
    voice.runAndWait()
    for token in tokens:
        voice.disconnect(token)
    assert [word[:2] for word in words] == [(1, 3), (5, 3), (9, 2), (12, 3)]
    assert [word[2] for word in words] == sorted({word[2] for word in words})
    assert finished == [True]


def test_a_wrong_data_folder_is_an_error_and_the_process_lives(run_python: RunPython, tmp_path: Path) -> None:
    program = (
        START
        + """
try:
    driver.start_espeak(Path(sys.argv[1]))
except driver.EspeakFailed as error:
    print("alive:", error)
"""
    )
    assert run_python(program, tmp_path).startswith("alive: espeak-ng could not be started")


def test_a_data_folder_far_down_is_found_all_the_same(run_python: RunPython, tmp_path: Path) -> None:
    program = (
        START
        + """
import espeakng_loader
deep = Path(sys.argv[1], *["a-folder-with-quite-a-long-name"] * 7)
deep.mkdir(parents=True)
data = deep / "data"
data.symlink_to(espeakng_loader.get_data_path())
driver.start_espeak(data)
print(pyttsx3.init(driver.NAME).getProperty("voice"), len(str(data)) > 216)
"""
    )
    assert run_python(program, tmp_path) == "gmq/da True\n"


def test_the_driver_prints_nothing_and_plays_nothing(
    voice: Any, errors: list[Exception], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    voice.save_to_file("Hej", str(tmp_path / "a.wav"))
    voice.say("Hej")
    voice.runAndWait()
    voice.stop()
    assert capfd.readouterr() == ("", "")
    assert [str(error) for error in errors] == ["this driver renders to files only"]


def test_pace_loudness_and_pitch_can_be_set(voice: Any) -> None:
    for name, value in {"rate": 120, "volume": 0.5, "pitch": 40}.items():
        before = voice.getProperty(name)
        voice.setProperty(name, value)
        assert voice.getProperty(name) == value
        voice.setProperty(name, before)
    assert "gmq/da" in voice.getProperty("voices")
