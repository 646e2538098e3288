"""The atom of everything a resident reads."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TemplateLine:
    """One sentence and the key of its pictogram."""

    sentence: str
    picture: str
