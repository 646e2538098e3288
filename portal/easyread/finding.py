"""What a rule says when a text is too hard."""

from dataclasses import dataclass
from enum import Enum

PAGE = -1
"""The line number of a finding about the page as a whole."""

HEADING = -2
"""The line number of a finding about the page's heading."""


class Audience(Enum):
    """Who reads the text. The letters are the columns of the table in `thresholds`."""

    RESIDENT = "A"
    CATALOGUE = "B"


class Severity(Enum):
    """An error blocks publishing to residents unless a reason is written; a warning asks for a second look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a line, by its offsets there, and the words it holds."""

    line: int
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is hard to read.

    `rule` is R01–R40. `start` and `end` are offsets into the line, and `words` is what stands there. `reason` is an
    easy Danish sentence to the staff; `better` holds what to write instead, where we know it.
    """

    rule: str
    severity: Severity
    line: int
    start: int
    end: int
    words: str
    reason: str
    better: tuple[str, ...] = ()
