"""A pyttsx3 driver for espeak-ng from the wheel `espeakng-loader`: renders to files, at once, in the calling thread.

pyttsx3's own espeak driver returns before the file is there, hangs on a path it cannot write, reads beyond the text,
dies with a wrong data folder, goes on in English when the voice is missing, prints, and plays through `aplay`.
Here espeak runs in synchronous mode, so `save_to_file` has written the whole file when it returns, and whatever goes
wrong reaches pyttsx3's "error" topic as an exception.

Use: `register()`, then `pyttsx3.init(NAME)`. Word events ("started-word") carry the moment in the sound as `ms`.
"""

import ctypes
import importlib
import os
import sys
import tempfile
import wave
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import espeakng_loader

VERSION = 1  # raise it when the sound of a sentence changes: every stored sound is then rendered anew
NAME = "opgangen"
SAMPLE_RATE = 22_050
DEFAULT_VOICE = "gmq/da"
DO_NOT_EXIT = 0x8000  # espeak_Initialize would otherwise end the process when its data are missing
LONGEST_DATA_PATH = 140  # bytes; espeak-ng 1.52 keeps 160 for the path and a file name
_PROPERTIES = {"rate": 1, "volume": 2, "pitch": 3}  # numbers of espeak's parameters

_espeak: ModuleType | None = None
_short_paths: list[tempfile.TemporaryDirectory[str]] = []  # kept until the process ends
_rendering: "_Rendering | None" = None


class EspeakFailed(RuntimeError):
    """espeak-ng could not be started, has no such voice, or could not render. Never holds the text."""


@dataclass
class _Rendering:
    """The sound of one text and its words as `(place, length, ms)`, collected by espeak's callback."""

    chunks: list[bytes] = field(default_factory=list)
    words: list[tuple[int, int, int]] = field(default_factory=list)


def register() -> None:
    """Make this driver known to pyttsx3 under `NAME`."""
    sys.modules[f"pyttsx3.drivers.{NAME}"] = sys.modules[__name__]


def buildDriver(proxy: Any) -> "Driver":
    """pyttsx3's way in."""
    return Driver(proxy)


def start_espeak(data: Path) -> ModuleType:
    """Load espeak-ng once for the life of the process and give pyttsx3's bindings to it.

    Raises `EspeakFailed` when the data folder is not espeak's; the process lives on.
    """
    global _espeak
    if _espeak is not None:
        return _espeak
    ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
    # Imported only now: the bindings open "libespeak-ng.so.1" on import and must find the one just loaded.
    bindings = importlib.import_module("pyttsx3.drivers._espeak")
    path = os.fsencode(_short(data))
    if bindings.Initialize(bindings.AUDIO_OUTPUT_SYNCHRONOUS, 200, path, DO_NOT_EXIT) != SAMPLE_RATE:
        raise EspeakFailed("espeak-ng could not be started: its data folder is missing or damaged")
    bindings.SetSynthCallback(_on_sound)
    _espeak = bindings
    return bindings


def _short(data: Path) -> Path:
    if len(os.fsencode(data)) <= LONGEST_DATA_PATH:
        return data
    folder = tempfile.TemporaryDirectory(prefix="espeak-")
    _short_paths.append(folder)
    link = Path(folder.name) / "data"
    link.symlink_to(data)
    return link


def _on_sound(samples: Any, count: int, events: Any) -> int:
    """espeak's callback, in the thread that asked for the sound; returns 0 to go on."""
    if _espeak is None or _rendering is None:
        return 1
    place = 0
    while events[place].type != _espeak.EVENT_LIST_TERMINATED:
        event = events[place]
        if event.type == _espeak.EVENT_WORD:
            _rendering.words.append((event.text_position, event.length, event.audio_position))
        place += 1
    if samples and count > 0:
        _rendering.chunks.append(ctypes.string_at(samples, count * 2))
    return 0


class Driver:
    """What pyttsx3 asks of a driver. Commands run when pyttsx3 hands them over; there is no loop to wait in."""

    def __init__(self, proxy: Any) -> None:
        self._proxy = proxy
        self._espeak = start_espeak(Path(espeakng_loader.get_data_path()))
        self.setProperty("voice", DEFAULT_VOICE)

    def save_to_file(self, text: str, filename: str) -> None:
        """Render `text` into a WAV file: mono, 16 bit, 22 050 Hz."""
        global _rendering
        raw = text.replace("\0", " ").encode("utf-8", "replace")
        self._proxy.notify("started-utterance")
        rendering = _rendering = _Rendering()
        flags = self._espeak.ENDPAUSE | self._espeak.CHARS_UTF8
        try:
            code = self._espeak.cSynth(raw, len(raw) + 1, 0, self._espeak.POS_CHARACTER, 0, flags, None, None)
        finally:
            _rendering = None
        if code != self._espeak.EE_OK:
            raise EspeakFailed(f"espeak-ng could not render (code {code})")
        with Path(filename).open("wb") as file, wave.open(file, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(SAMPLE_RATE)
            sound.writeframes(b"".join(rendering.chunks))
        for place, length, ms in rendering.words:
            self._proxy.notify("started-word", location=place, length=length, ms=ms)
        self._proxy.notify("finished-utterance", completed=True)

    def setProperty(self, name: str, value: Any) -> None:
        """Set "voice" (an identifier such as "gmq/da"), "rate", "volume" (0–1) or "pitch"."""
        if name == "voice":
            if self._espeak.SetVoiceByName(str(value).encode()) != self._espeak.EE_OK or self._voice() != value:
                raise EspeakFailed(f"espeak-ng has no voice {value!r}")
        else:
            number = int(value * 100) if name == "volume" else int(value)
            self._espeak.SetParameter(_PROPERTIES[name], number, 0)

    def getProperty(self, name: str) -> Any:
        """The current "voice", "rate", "volume" or "pitch"; "voices" lists the identifiers."""
        if name == "voice":
            return self._voice()
        if name == "voices":
            return [voice.identifier.decode() for voice in self._espeak.ListVoices(None)]
        number = self._espeak.GetParameter(_PROPERTIES[name])
        return number / 100 if name == "volume" else number

    def _voice(self) -> str | None:
        voice = self._espeak.GetCurrentVoice()
        identifier = voice.contents.identifier if voice else None
        return identifier.decode() if identifier else None

    def startLoop(self) -> None:
        """Run what is queued."""
        self._proxy.setBusy(False)

    def endLoop(self) -> None:
        """Nothing to end."""

    def say(self, text: str) -> None:
        """This driver renders to files only: raises `EspeakFailed`."""
        raise EspeakFailed("this driver renders to files only")

    def stop(self) -> None:
        """Nothing to stop: a rendering is over when its call returns."""

    def destroy(self) -> None:
        """Nothing to give back: espeak-ng lives as long as the process."""
