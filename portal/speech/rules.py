"""What a correction and a recording are bound to: words and sentences, as everybody writes them. Pure."""

import hashlib
import re

from portal.easyread.line import clean
from portal.speech.danish import is_abbreviation

LONGEST_WORD = 60  # characters
LONGEST_SAID = 120
LONGEST_SENTENCE = 400  # characters of a line that can be recorded; the longest that has a sound
SIGN = r"[^\w§@+/-]"  # what may stand around a word without being part of it


def sentence_key(sentence: str) -> str:
    """The same for a sentence however it was typed, another for any other sentence."""
    return hashlib.sha256(clean(sentence).encode()).hexdigest()


def as_word(typed: str) -> str:
    """A word as corrections hold it: small letters, no signs around it."""
    return _bare(clean(typed)).lower()


def words_in(sentence: str) -> tuple[str, ...]:
    """The words of a sentence that can be corrected, each once, as they stand there."""
    found: dict[str, str] = {}
    for word in map(_bare, clean(sentence).split()):
        if any(map(str.isalnum, word)):
            found.setdefault(word.lower(), word)
    return tuple(found.values())


def _bare(word: str) -> str:
    """Without the signs around it; the dot of an abbreviation stays."""
    word = re.sub(rf"^{SIGN}+", "", word)
    word = re.sub(rf"(?<=\w)(\.?){SIGN}*$", r"\1", word)
    return word if is_abbreviation(word) else word.rstrip(".")
