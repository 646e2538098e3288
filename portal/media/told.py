"""What people told, as files: voices, photos and drawings."""

from pathlib import Path

from portal.media.folder import Folder


class ToldStore(Folder):
    """Files of people's own telling. One that is sent without a name gets another file name."""

    def __init__(self, folder: Path):
        super().__init__(folder / "fortalt", "mp3", "webp", "json")

    def renew(self, name: str) -> str:
        """The same file under another name, which nothing connects with the first. The first is still there.

        Raises `FileNotFoundError` when there is none.
        """
        return self.put((self.folder / name).read_bytes(), Path(name).suffix.removeprefix("."))
