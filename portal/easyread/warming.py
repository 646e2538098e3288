"""The language check before its first reader: its lists and its dictionary are read from disk when they are needed.

That costs the first check in a process about a second. A server does it beside the serving, see `portal run`.
"""

from portal.easyread.report import Audience, check

ASKS_FOR_EVERYTHING = (
    "Kommunen iværksætter boligsocialehelhedsplaner jf. husordenen.",  # a long compound, a stiff word, a short form
    "Vi har et weekly meeting i fælleslejligheden.",  # English words
)


def warm() -> None:
    """Read everything a check may ask for. Raises `speller.DictionaryMissing` when the install is not done."""
    for audience in Audience:
        check(ASKS_FOR_EVERYTHING, audience)
