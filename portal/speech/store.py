"""Sounds on disk, found by what they are made of: one MP3 and one JSON file for each sentence.

The JSON file is written last and marks the pair as whole, so a crash at any moment costs nothing but a new rendering.
Several processes may fill the same folder. The sound of the same text differs a little from one rendering to the
next, so files are named after the text and the settings, never after the sound.
"""

import hashlib
import json
import os
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from portal.speech import danish, driver, engine, mp3
from portal.speech.danish import NO_CORRECTIONS, Corrections
from portal.speech.engine import Engine, SpeechFailed
from portal.speech.spoken import Spoken, Word, plain


class NothingToSay(Exception):
    """There are no words in this text (an emoji, a dash), or no such voice."""


@dataclass(frozen=True)
class Sound:
    """A sentence as sound: the file, how long it plays, and its words.

    Words are `(start, length, ms)`: place and length in UTF-16 code units of the shown sentence in Unicode normal
    form C, and the moment in the file at which the word begins.
    """

    mp3: Path
    milliseconds: int
    words: tuple[Word, ...]


class SoundStore:
    """The sounds in `folder`, made by `engine` when first asked for."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self._folder = folder
        self._engine = engine

    def sound(self, voice: str, sentence: str, corrections: Corrections = NO_CORRECTIONS) -> Sound:
        """The sound of one sentence. Raises `NothingToSay` or `SpeechFailed`."""
        if voice not in engine.VOICES:
            raise NothingToSay
        key = _key(voice, sentence, corrections)
        mp3_file = self._folder / key[:2] / f"{key}.mp3"
        return _stored(mp3_file) or self._rendered(mp3_file, voice, _spoken(voice, sentence, corrections))

    def _rendered(self, mp3_file: Path, voice: str, spoken: Spoken) -> Sound:
        if spoken.is_silent:
            raise NothingToSay
        rendering = self._engine.render(voice, spoken.text)
        data = mp3.encode(rendering.pcm)
        words = tuple(Word(w.start, w.length, w.ms + mp3.LEAD_MS) for w in spoken.shown_words(rendering.words))
        length = mp3.milliseconds(data)
        if already := _stored(mp3_file):
            return already  # another process was faster
        mark = json.dumps({"ms": length, "words": words}, separators=(",", ":"))
        try:
            mp3_file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(mp3_file, data)
            write_whole(mp3_file.with_suffix(".json"), mark.encode())
        except OSError as error:
            raise SpeechFailed(f"the sound folder {self._folder} cannot be written: {error.strerror}") from error
        return Sound(mp3_file, length, words)


def _spoken(voice: str, sentence: str, corrections: Corrections) -> Spoken:
    return danish.spoken(sentence, corrections) if engine.VOICES[voice].reads == "da" else plain(sentence)


def _key(name: str, sentence: str, corrections: Corrections) -> str:
    voice = engine.VOICES[name]
    made_of = [
        engine.VERSION,
        driver.VERSION,
        danish.VERSION,
        danish.lexicon_hash(),
        voice.identifier,
        voice.rate,
        voice.reads,
        mp3.SETTINGS,
        unicodedata.normalize("NFC", sentence),
        *(danish.corrected_in(sentence, corrections) if voice.reads == "da" else ()),  # and no other: they stay made
    ]
    return hashlib.sha256(json.dumps(made_of).encode()).hexdigest()


def _stored(mp3_file: Path) -> Sound | None:
    try:
        mark = json.loads(mp3_file.with_suffix(".json").read_bytes())
        if not mp3_file.exists():
            return None
        return Sound(mp3_file, int(mark["ms"]), tuple(Word(*word) for word in mark["words"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None  # not made yet, or damaged: it is made anew


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in place in one step; readers see all of it or none."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix="unfinished-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
