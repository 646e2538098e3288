"""The interface's own sentences, read from the templates and the code where they stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.extract import extract_from_dir

from portal.settings import ROOT

KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "_l": None, "N_": None}
METHODS = [("**.py", "python"), ("**.html", "jinja2.ext.babel_extract")]


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence of the interface and the file it stands in."""

    file: str
    line: int
    sentence: str


def messages(root: Path = ROOT) -> Iterator[Message]:
    """Every sentence marked for translation in templates and code."""
    for folder in ("templates", "portal"):
        found = extract_from_dir(str(root / folder), method_map=METHODS, keywords=KEYWORDS)
        for file, line, words, _comments, _context in found:
            yield Message(f"{folder}/{file}", line, words if isinstance(words, str) else words[0])


def interface_sentences() -> list[str]:
    """The sentences that are whole as they stand; those with a name or a day in them are spoken when they are met."""
    return [message.sentence for message in messages() if "%(" not in message.sentence]
