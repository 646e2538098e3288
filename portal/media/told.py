"""What people told, as files: voices, photos and drawings, outside everything that is served as a file.

The files carry no time: the moment would say who was at the tablet.
"""

import os
import re
import secrets
import shutil
from pathlib import Path

NAME = re.compile(r"[0-9a-f]{32}\.(?:mp3|webp|json)")
NO_TIME = (0, 0)


class ToldStore:
    """A folder of files with names that cannot be guessed."""

    def __init__(self, folder: Path):
        self.folder = folder / "fortalt"

    def keep(self, data: bytes, suffix: str) -> str:
        """Store bytes that have been checked; the file's name. It is whole or not there."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = f"{secrets.token_hex(16)}.{suffix}"
        begun = self.folder / f".{name}"
        begun.write_bytes(data)
        os.utime(begun, NO_TIME)
        begun.replace(self.folder / name)
        return name

    def renew(self, name: str) -> str:
        """The same file under another name, which nothing connects with the first. The first is still there.

        Raises `FileNotFoundError` when there is none.
        """
        renewed = f"{secrets.token_hex(16)}{Path(name).suffix}"
        shutil.copyfile(self.folder / name, self.folder / f".{renewed}")
        os.utime(self.folder / f".{renewed}", NO_TIME)
        (self.folder / f".{renewed}").replace(self.folder / renewed)
        return renewed

    def drop(self, name: str) -> None:
        """Take a file away that came to nothing."""
        path = self.path(name)
        if path is not None:
            path.unlink(missing_ok=True)

    def path(self, name: str) -> Path | None:
        """Where a file lies, `None` when there is none of that name."""
        path = self.folder / name
        return path if NAME.fullmatch(name) and path.is_file() else None
