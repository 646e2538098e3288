"""The parent's side of speech: asks a worker process to render, gives up in time, starts a new one when it must.

espeak-ng is C code with a single state for the whole process. In a process of its own a crash or a hang costs one
sentence, threads and forks of the web server cannot disturb it, and it can be killed.
"""

import atexit
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import wave
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

VERSION = f"pyttsx3 {version('pyttsx3')}, espeakng-loader {version('espeakng-loader')}"
WORKER = (sys.executable, "-m", "portal.speech.worker")
SOURCE_ROOT = Path(__file__).resolve().parents[2]  # the worker must find this package from any folder
LIMIT = 20.0  # seconds; 20 000 characters take about two


class SpeechFailed(Exception):
    """No sound could be made. The message says why and never holds the text."""


@dataclass(frozen=True)
class Voice:
    """An espeak-ng voice, its pace in nominal words a minute, and the language whose figures and abbreviations are
    put into words for it; without one it gets a sentence as it stands."""

    identifier: str
    rate: int
    reads: str = ""


VOICES = {
    "da": Voice("gmq/da", 130, reads="da"),
    "da-lys": Voice("gmq/da+f3", 130, reads="da"),  # an octave higher, as loud, and far from clipping
    "da-ordret": Voice("gmq/da", 130),  # to try how a word is said
    "en": Voice("gmw/en", 130),
}


@dataclass(frozen=True)
class Rendering:
    """16-bit mono sound at 22 050 Hz, and its words as `(start, length, ms)` in characters of the spoken text."""

    pcm: bytes
    words: tuple[tuple[int, int, int], ...]


class Engine:
    """Renders speech in a worker of its own; safe to share between threads and to carry through a fork.

    The worker starts with the first sentence. `command` is the program to run, `limit` the seconds it gets for one
    sentence before it is killed; the next sentence gets a new worker.
    """

    def __init__(self, command: Sequence[str] = WORKER, limit: float = LIMIT) -> None:
        self._command = command
        self._limit = limit
        self._lock = threading.Lock()
        self._process: _Process | None = None
        _engines.add(self)

    def render(self, voice: str, text: str) -> Rendering:
        """The sound of a spoken text in one of `VOICES`. Raises `SpeechFailed`."""
        if not self._lock.acquire(timeout=self._limit):
            raise SpeechFailed("the voice is busy")
        try:
            return self._render(VOICES[voice], text)
        finally:
            self._lock.release()

    def close(self) -> None:
        """Leave no worker behind. The engine may be used again."""
        with self._lock:
            self._stop()

    def _render(self, voice: Voice, text: str) -> Rendering:
        if self._process is None or self._process.has_ended():
            self._stop()
            self._process = self._start()
        try:
            return self._process.render(voice, text, self._limit)
        except _Lost as loss:
            self._stop()
            raise SpeechFailed(str(loss)) from None

    def _start(self) -> "_Process":
        try:
            process = _Process(self._command)
        except OSError as error:
            raise SpeechFailed(f"the voice cannot be started: {error.strerror}") from error
        atexit.register(self.close)
        return process

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process = None
            atexit.unregister(self.close)

    def _forget_parents_worker(self) -> None:
        self._lock = threading.Lock()
        if self._process is not None:
            self._process.let_go()
            self._process = None


_engines: "weakref.WeakSet[Engine]" = weakref.WeakSet()


def _after_fork() -> None:
    for engine in _engines:
        engine._forget_parents_worker()


os.register_at_fork(after_in_child=_after_fork)


class _Lost(Exception):
    """The worker ended, was killed or answered nonsense: it must be replaced."""


class _Process:
    """A running worker. The sound comes through an unnamed file that both sides have open."""

    def __init__(self, command: Sequence[str]) -> None:
        search_path = [str(SOURCE_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        with contextlib.ExitStack() as opened:
            self._sound = opened.enter_context(tempfile.TemporaryFile(buffering=0))
            self._popen = subprocess.Popen(
                command,
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                pass_fds=[self._sound.fileno()],
                env=os.environ | {"PYTHONPATH": os.pathsep.join(search_path)},
                start_new_session=True,
            )
            assert self._popen.stdin and self._popen.stdout
            self._requests = opened.enter_context(self._popen.stdin)
            answers = opened.enter_context(self._popen.stdout)
            self._answers = opened.enter_context(os.fdopen(answers.fileno(), "rb", closefd=False))
            self._opened = opened.pop_all()

    def has_ended(self) -> bool:
        return self._popen.poll() is not None

    def render(self, voice: Voice, text: str, limit: float) -> Rendering:
        file = f"/dev/fd/{self._sound.fileno()}"
        self._sound.truncate(0)  # no sentence may ever get the sound of the one before
        request = {"text": text, "voice": voice.identifier, "rate": voice.rate, "file": file}
        answer = self._ask(json.dumps(request).encode() + b"\n", limit)
        try:
            found = json.loads(answer)
            if "error" in found:
                raise SpeechFailed(str(found["error"]))
            words = tuple((int(start), int(length), int(ms)) for start, length, ms in found["words"])
            self._sound.seek(0)
            with wave.open(self._sound, "rb") as sound:
                return Rendering(sound.readframes(sound.getnframes()), words)
        except (ValueError, TypeError, KeyError, EOFError, OSError, wave.Error):
            raise _Lost("the voice gave no sensible answer") from None

    def _ask(self, request: bytes, limit: float) -> bytes:
        too_late = threading.Event()

        def give_up() -> None:
            too_late.set()
            self._kill_group()

        timer = threading.Timer(limit, give_up)
        timer.daemon = True
        timer.start()
        try:
            left = memoryview(request)
            while left:
                left = left[self._requests.write(left) :]
            answer = self._answers.readline()
        except OSError:
            answer = b""
        finally:
            timer.cancel()
            timer.join()
        if too_late.is_set():
            raise _Lost(f"the voice did not answer within {limit:g} seconds")
        if not answer.endswith(b"\n"):
            raise _Lost("the voice ended without an answer")
        return answer

    def _kill_group(self) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._popen.pid, signal.SIGKILL)

    def kill(self) -> None:
        """End the worker and everything it started, and wait until it is gone."""
        if not self.has_ended():
            self._kill_group()
            self._popen.wait()
        self._opened.close()

    def let_go(self) -> None:
        """In a forked child: close our copies, so that the worker still ends with its own parent."""
        self._popen.returncode = 0  # not ours to wait for
        self._opened.close()
