"""Words that mean the same to whoever looks for an activity: content/words/same.tsv, read once. Pure."""

from functools import cache
from pathlib import Path
from types import MappingProxyType

from portal.activities.search_words import Synonyms
from portal.pictograms.danish import fold

FILE = Path(__file__).parents[2] / "content" / "words" / "same.tsv"


def read_same_words(file: Path = FILE) -> tuple[tuple[str, ...], ...]:
    """The lines of the file, each with the words that mean the same, folded."""
    lines = (line.strip() for line in file.read_text("utf-8").splitlines())
    return tuple(
        tuple(fold(word.strip()) for word in line.split(";")) for line in lines if line and not line.startswith("#")
    )  # fmt: skip


@cache
def synonyms() -> Synonyms:
    """Each word with the others of its line; a word may stand on several lines."""
    found: dict[str, set[str]] = {}
    for line in read_same_words():
        for word in line:
            found.setdefault(word, set()).update(other for other in line if other != word)
    return MappingProxyType(found)
