"""A folder of files whose names cannot be guessed, outside everything that is served as a file."""

import os
import re
import secrets
from pathlib import Path

NO_TIME = (0, 0)  # the moment a file came would say who was at the tablet


class Folder:
    """Files by names of 32 signs and an ending. A file is whole or not there, and carries no time."""

    def __init__(self, folder: Path, *endings: str):
        self.folder = folder
        self._name = re.compile(rf"[0-9a-f]{{32}}\.(?:{'|'.join(endings)})")

    def put(self, data: bytes, ending: str) -> str:
        """Store bytes that have been checked; the file's name."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = f"{secrets.token_hex(16)}.{ending}"
        begun = self.folder / f".{name}"
        begun.write_bytes(data)
        os.utime(begun, NO_TIME)
        begun.replace(self.folder / name)
        return name

    def drop(self, name: str) -> None:
        """Take a file away that came to nothing."""
        path = self.path(name)
        if path is not None:
            path.unlink(missing_ok=True)

    def path(self, name: str) -> Path | None:
        """Where a file lies, `None` when there is none of that name."""
        path = self.folder / name
        return path if self._name.fullmatch(name) and path.is_file() else None
