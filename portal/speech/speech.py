"""Read aloud for the whole app: `init_app` puts a `Speech` into `app.extensions["speech"]`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, current_app

from portal.db import db, reading
from portal.speech import queries
from portal.speech.danish import pronounced
from portal.speech.engine import VOICES, Engine, SpeechFailed
from portal.speech.house import House, Own
from portal.speech.store import NothingToSay, Sound, SoundStore
from portal.speech.tokens import BadToken, Sealer

DANISH = frozenset(name for name, voice in VOICES.items() if voice.reads == "da")
VERBATIM = "da-ordret"
HEARD = "hørt"  # not a voice: what is sealed under it has no sound


@dataclass(frozen=True)
class Tally:
    """How many sentences have a sound, have nothing to say, and failed."""

    spoken: int
    silent: int
    failed: int


@dataclass(frozen=True)
class Speech:
    """Addresses of sounds, and the sounds themselves: what staff have recorded, else what a voice says."""

    sealer: Sealer
    store: SoundStore
    house: House

    def address(self, voice: str, sentences: str | Sequence[str]) -> str:
        """The token for the address of one sentence's sound, or of several read as one. Renders nothing.

        Raises ValueError for a voice that is none of `VOICES`.
        """
        if voice not in VOICES:
            raise ValueError(f"there is no voice {voice!r}")
        edition = self.house.edition if voice in DANISH else ""
        return self.sealer.seal(voice, (sentences,) if isinstance(sentences, str) else sentences, edition)

    def sound(self, voice: str, sentence: str) -> Sound:
        """The sound of one sentence. Raises `NothingToSay` or `SpeechFailed`."""
        if voice not in DANISH:
            return self.store.sound(voice, sentence)
        return self.house.recording_of(sentence) or self.store.sound(voice, sentence, self.house.own().corrections)

    def page(self, voice: str, sentences: Sequence[str]) -> bytes:
        """Several sentences as one MP3. Silent ones are left out; raises `NothingToSay` when all are."""
        pieces = []
        for sentence in sentences:
            try:
                pieces.append(self.sound(voice, sentence).mp3.read_bytes())
            except NothingToSay:
                continue
        if not pieces:
            raise NothingToSay
        return b"".join(pieces)

    def trial(self, word: str, said_as: str) -> tuple[str, str]:
        """How a word would be said: the token of its sound, which is made now, and the proof that it was heard.

        Raises `NothingToSay` or `SpeechFailed`.
        """
        said = pronounced(said_as)
        self.store.sound(VERBATIM, said)
        return self.address(VERBATIM, said), self.sealer.seal(HEARD, (word, said_as))

    def was_heard(self, proof: str, word: str, said_as: str) -> bool:
        """Whether exactly this was tried before."""
        try:
            return self.sealer.open(proof) == (HEARD, (word, said_as))
        except BadToken:
            return False

    def render_all(
        self, sentences: Iterable[tuple[str, str]], on_progress: Callable[[], object] = lambda: None
    ) -> Tally:
        """Make the sounds of many `(voice, sentence)` ahead of time; `on_progress` is called after each."""
        spoken = silent = failed = 0
        for voice, sentence in sentences:
            try:
                self.sound(voice, sentence)
                spoken += 1
            except NothingToSay:
                silent += 1
            except SpeechFailed:
                failed += 1
            on_progress()
        return Tally(spoken, silent, failed)


def init_app(app: Flask, *, secret: str, folder: Path, recordings: Path) -> None:
    """Give `app` its voice. Nothing is started or written until the first sound is asked for."""
    app.extensions["speech"] = Speech(Sealer(secret), SoundStore(folder, Engine()), House(recordings, _own))


def current_speech() -> Speech:
    """The speech of the app that is serving this request."""
    return current_app.extensions["speech"]


def _own() -> Own:
    with reading(db.engine) as now:
        return queries.own(now)
