"""A folder of files that may be cached for ever, because each name carries the hash of what is inside."""

import gzip
import hashlib
from pathlib import Path

import zopfli.gzip

HASH_LENGTH = 10
LARGE = 100_000  # bytes
WORTH_COMPRESSING = frozenset({".css", ".js", ".svg", ".txt"})


def content_hash(content: bytes) -> str:
    """Enough of the SHA-256 to tell two versions of a file apart."""
    return hashlib.sha256(content).hexdigest()[:HASH_LENGTH]


def _packed(content: bytes, ending: str) -> bytes:
    """The content as gzip, without a time inside. Zopfli saves a few per cent of what every page needs, slowly."""
    every_page = ending in (".css", ".js") and len(content) < LARGE
    return zopfli.gzip.compress(content) if every_page else gzip.compress(content, mtime=0)


class Shelf:
    """Puts files below one folder, with a `.gz` beside each that gets smaller."""

    def __init__(self, folder: Path):
        self.folder = folder

    def put_hashed(self, name: str, content: bytes) -> str:
        """Write "p/home.svg" as "p/home.HASH.svg" and return that path."""
        stem, dot, ending = name.rpartition(".")
        return self.put(f"{stem}.{content_hash(content)}{dot}{ending}", content)

    def put(self, name: str, content: bytes) -> str:
        """Write a file under exactly this name and return it."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if path.suffix in WORTH_COMPRESSING:
            packed = _packed(content, path.suffix)
            if len(packed) < len(content):
                path.with_name(f"{path.name}.gz").write_bytes(packed)
        return name
