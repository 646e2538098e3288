import io
import json
import wave
from pathlib import Path
from typing import Any

import pytest

from portal.speech.worker import Worker

NONSENSE = {
    "empty": b"",
    "not JSON": b"hej",
    "not text": b"\xff\xfe",
    "a list": b"[]",
    "a number": b"7",
    "no file": b'{"text": "Hej", "voice": "gmq/da", "rate": 130}',
    "no rate": b'{"text": "Hej", "voice": "gmq/da", "rate": "fast", "file": "a"}',
    "very deep": b"[" * 100_000,
}


@pytest.fixture(scope="module")
def worker() -> Worker:
    return Worker()


def request(file: Path, text: str = "Hej med dig", voice: str = "gmq/da") -> bytes:
    return json.dumps({"text": text, "voice": voice, "rate": 130, "file": str(file)}).encode()


@pytest.mark.parametrize("line", NONSENSE.values(), ids=NONSENSE.keys())
def test_nonsense_is_answered(worker: Worker, line: bytes) -> None:
    assert worker.answer(line) == {"error": "this is not a request"}


def test_a_sentence_is_rendered_with_its_words(worker: Worker, tmp_path: Path) -> None:
    answer = worker.answer(request(tmp_path / "a.wav"))
    assert [word[:2] for word in answer["words"]] == [[0, 3], [4, 3], [8, 3]]
    with wave.open(str(tmp_path / "a.wav"), "rb") as sound:
        assert sound.getnframes() > 10_000


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_text_is_refused(worker: Worker, tmp_path: Path, text: str) -> None:
    assert worker.answer(request(tmp_path / "a.wav", text)) == {"error": "there is nothing to render"}


@pytest.mark.parametrize("text", ["hej\0 du", "hej \ud83c du", "🍽️", "[[hej]] <b>&amp;</b>"])
def test_odd_text_is_rendered_all_the_same(worker: Worker, tmp_path: Path, text: str) -> None:
    assert "words" in worker.answer(request(tmp_path / "a.wav", text))


def test_what_goes_wrong_is_answered_without_the_text(worker: Worker, tmp_path: Path) -> None:
    unwritable = worker.answer(request(tmp_path / "missing" / "a.wav", "hemmelig"))
    voiceless = worker.answer(request(tmp_path / "a.wav", "hemmelig", voice="xx"))
    assert unwritable == {"error": "the voice failed: FileNotFoundError"}
    assert voiceless == {"error": "espeak-ng has no voice 'xx'"}
    assert "words" in worker.answer(request(tmp_path / "a.wav"))


def test_both_languages_have_their_own_voice(worker: Worker, tmp_path: Path) -> None:
    danish = worker.answer(request(tmp_path / "da.wav", "one two three"))
    english = worker.answer(request(tmp_path / "en.wav", "one two three", voice="gmw/en"))
    assert len(danish["words"]) == len(english["words"]) == 3
    assert danish != english


def test_requests_are_answered_line_by_line(worker: Worker, tmp_path: Path) -> None:
    answers = io.BytesIO()
    worker.run([b"hej\n", request(tmp_path / "a.wav") + b"\n"], answers)
    first, second = (json.loads(line) for line in answers.getvalue().splitlines())
    assert_is_error(first)
    assert "words" in second


def assert_is_error(answer: dict[str, Any]) -> None:
    assert set(answer) == {"error"}
