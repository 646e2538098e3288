"""What a house adds to the voice: how it says certain words, and sentences that staff have recorded.

It is kept in the database, and every sound needs it. So it is read once, and again when the *edition* changes: a word
in a file beside the recordings, written anew each time a change has been kept. The edition also stands in every
address, so that no browser goes on playing what it played before.
"""

import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from portal.speech.danish import Corrections
from portal.speech.rules import sentence_key
from portal.speech.store import Sound, write_whole

NAME = re.compile(r"[0-9a-f]{32}\.mp3")
LONGEST_EDITION = 20


@dataclass(frozen=True, slots=True)
class Own:
    """A house's corrections, and its recordings by the key of their sentence: file name and milliseconds."""

    corrections: Corrections = field(default_factory=dict)
    recordings: Mapping[str, tuple[str, int]] = field(default_factory=dict)


class House:
    """One house's own voice. `folder` holds its recordings, `load` reads what the database says now."""

    def __init__(self, folder: Path, load: Callable[[], Own] = Own):
        self.folder = folder
        self._load = load
        self._edition_file = folder / "edition"
        self._own: tuple[str, Own] | None = None

    @property
    def edition(self) -> str:
        """The word that changes when something of the house's own does. Empty as long as nothing ever has."""
        try:
            file = os.open(self._edition_file, os.O_RDONLY)  # asked thirty times a page, so without a file object
        except FileNotFoundError:
            return ""
        try:
            return os.read(file, LONGEST_EDITION).decode("ascii")
        finally:
            os.close(file)

    def renew(self) -> None:
        """Begin another edition. To be called when a change has been kept, not before."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(self._edition_file, secrets.token_urlsafe(4).encode())

    def own(self) -> Own:
        """What the house says in its own way."""
        edition = self.edition  # looked at before what is loaded: that may be newer, never older
        if self._own is None or self._own[0] != edition:
            self._own = (edition, self._load())
        return self._own[1]

    def recording_of(self, sentence: str) -> Sound | None:
        """The recording of a sentence. One whose file is gone has just been deleted."""
        recordings = self.own().recordings
        if not recordings:
            return None
        file, milliseconds = recordings.get(sentence_key(sentence), ("", 0))
        path = self.path(file)
        return Sound(path, milliseconds, ()) if path else None

    def keep(self, mp3: bytes) -> str:
        """Store a recording and give back its name."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = f"{secrets.token_hex(16)}.mp3"
        write_whole(self.folder / name, mp3)
        return name

    def path(self, name: str) -> Path | None:
        """Where a recording lies, `None` when there is none of that name."""
        path = self.folder / name
        return path if NAME.fullmatch(name) and path.is_file() else None

    def remove(self, name: str) -> None:
        """Delete a recording for good."""
        if NAME.fullmatch(name):
            (self.folder / name).unlink(missing_ok=True)
