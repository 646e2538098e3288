"""The process that renders speech: `python -m portal.speech.worker`.

One JSON request a line on standard input – `{"text", "voice", "rate", "file"}` – and one JSON answer a line on standard
output: `{"words": [[start, length, ms], ...]}` when the WAV file is written, otherwise `{"error": "..."}`. Errors are
answers and never hold the text. The process ends when its input does, so it cannot outlive the portal.
"""

import json
import os
import sys
from collections.abc import Iterable
from typing import Any, BinaryIO

import pyttsx3

from portal.speech import driver

Words = list[list[int]]


class Narrator:
    """One pyttsx3 engine for the life of the process."""

    def __init__(self) -> None:
        driver.register()
        self._engine: Any = pyttsx3.init(driver.NAME)
        self._errors: list[Exception] = []
        self._words: Words = []
        self._engine.connect("error", self._note_error)
        self._engine.connect("started-word", self._note_word)
        self._engine.runAndWait()  # pyttsx3 starts out "busy" and would keep the first commands waiting

    def render(self, text: str, voice: str, rate: int, file: str) -> Words:
        """Write `text` to a WAV file; raises `driver.EspeakFailed` or OSError."""
        self._errors.clear()
        self._words = []
        if not text.strip():
            raise driver.EspeakFailed("there is nothing to render")
        if self._engine.getProperty("voice") != voice:
            self._engine.setProperty("voice", voice)
        self._engine.setProperty("rate", rate)
        if not self._errors:
            self._engine.save_to_file(text, file)
            self._engine.runAndWait()
        if self._errors:
            raise self._errors[0]
        return self._words

    def _note_error(self, name: str | None, exception: Exception) -> None:
        self._errors.append(exception)

    def _note_word(self, name: str | None, location: int, length: int, ms: int) -> None:
        self._words.append([location - 1, length, ms])  # espeak counts characters from one


class Worker:
    """Answers requests; starts its narrator with the first one."""

    def __init__(self) -> None:
        self._narrator: Narrator | None = None

    def answer(self, line: bytes) -> dict[str, Any]:
        """The answer to one request line, whatever is on it."""
        try:
            request = json.loads(line)
            asked = str(request["text"]), str(request["voice"]), int(request["rate"]), str(request["file"])
        except (ValueError, KeyError, TypeError, RecursionError):
            return {"error": "this is not a request"}
        try:
            self._narrator = self._narrator or Narrator()
            return {"words": self._narrator.render(*asked)}
        except driver.EspeakFailed as error:
            return {"error": str(error)}
        except (OSError, RuntimeError, ValueError, ImportError, AttributeError) as error:
            return {"error": f"the voice failed: {type(error).__name__}"}

    def run(self, requests: Iterable[bytes], answers: BinaryIO) -> None:
        """Answer line by line until the requests end."""
        for line in requests:
            answers.write(json.dumps(self.answer(line)).encode() + b"\n")
            answers.flush()


def main() -> None:
    """Keep standard output for answers alone: whatever a library prints goes to standard error."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        Worker().run(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
