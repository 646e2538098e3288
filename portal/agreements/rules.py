"""The house's rules about agreements: what counts as new, what is still open, who has said what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from portal.easyread.line import Line


class Reply(StrEnum):
    """The three answers to a point, and nothing else."""

    UNDERSTOOD = "understood"
    IN_DOUBT = "in doubt"
    ASKS = "asks"


class How(StrEnum):
    """How an answer came about. Kept for the staff; the resident never sees a score."""

    ALONE = "alone"
    TOGETHER = "together"
    PICTURE_QUESTION = "picture question"


class News(StrEnum):
    """What a wording is to somebody who knew the version before."""

    SAME = "same"
    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"  # only seen when two versions are laid side by side


FOR_THE_DESK = frozenset({Reply.IN_DOUBT, Reply.ASKS})
PARTS = ("sentence", "why", "goes_wrong", "helper", "question", "explained")  # of a point, in reading order
LONGEST_SENTENCE = 300  # characters; the same limit as a form's line
MOST_POINTS = 20
MOST_STROKE_POINTS = 4_000  # a drawn signature; more is a drawing
SIGNATURE_SIDE = 1_000  # a stroke's numbers go from 0 to this


@dataclass(frozen=True, slots=True)
class Words:
    """What a point says, as the resident meets it: plain values, for they are read far more often than written."""

    id: int  # of the wording
    point_id: int
    sentence: str
    picture: str | None
    why: str
    why_picture: str | None
    goes_wrong: str
    goes_wrong_picture: str | None
    helper: str
    helper_picture: str | None
    question: str
    question_picture: str | None
    answer: bool | None
    explained: str
    explained_picture: str | None

    def part(self, name: str) -> tuple[str, str | None, bool | None]:
        """The words of one of `PARTS`, their picture, and what is right to say to them."""
        key = "picture" if name == "sentence" else f"{name}_picture"
        return getattr(self, name), getattr(self, key), self.answer if name == "question" else None

    @property
    def line(self) -> Line:
        return Line(self.sentence, self.picture)

    @property
    def why_line(self) -> Line:
        return Line(self.why, self.why_picture)

    @property
    def goes_wrong_line(self) -> Line:
        return Line(self.goes_wrong, self.goes_wrong_picture)

    @property
    def helper_line(self) -> Line:
        return Line(self.helper, self.helper_picture)

    @property
    def question_line(self) -> Line:
        return Line(self.question, self.question_picture)

    @property
    def explained_line(self) -> Line:
        return Line(self.explained, self.explained_picture)


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one point from one version to another. One that is new has no before, one that is gone no now."""

    before: Words | None
    now: Words | None

    @property
    def news(self) -> News:
        if self.before is None or self.now is None:
            return News.NEW if self.before is None else News.GONE
        return News.SAME if replace(self.before, id=self.now.id) == self.now else News.CHANGED

    @property
    def other_parts(self) -> frozenset[str]:
        """The parts that say something else now, when the point is in both versions."""
        if self.before is None or self.now is None:
            return frozenset()
        return frozenset(part for part in PARTS if self.before.part(part) != self.now.part(part))


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """What the resident's pages know of a version besides its points."""

    id: int
    agreement_id: int
    number: int
    title: str
    picture: str | None
    published_at: datetime
    next_talk_on: date | None
    made_by: str = ""  # the first name of the one who published it


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one point of the newest version stands with the resident."""

    news: News
    reply: Reply | None
    said_back: Line | None = None  # what staff have said to a doubt or a question, the newest
    said_by: str = ""  # the first name of the one who did
    is_said_since: bool = False  # after her newest answer

    @property
    def is_open(self) -> bool:
        """Whether the point asks for an answer: there is none, or staff have said something to it since."""
        return self.reply is None or self.is_said_since


@dataclass(frozen=True, slots=True)
class Reading:
    """How a resident reads just now: alone, or with somebody beside her."""

    with_whom: str = ""

    def how(self, *, picture_question_answered: bool) -> How:
        if picture_question_answered:
            return How.PICTURE_QUESTION
        return How.TOGETHER if self.with_whom else How.ALONE


def news_of(wording: int, before: int | None, *, first_version: bool) -> News:
    """Whether a wording is new to somebody who knew the version before. In a first version nothing is "Nyt".

    A wording that says the same, with the same pictures, is the same wording, and keeps the answer it had.
    """
    if first_version:
        return News.SAME
    if before is None:
        return News.NEW
    return News.SAME if wording == before else News.CHANGED


def changes(before: Sequence[Words], now: Sequence[Words]) -> list[Change]:
    """Two versions side by side, in the order of the later one; a point that is gone stands after the one before it."""
    known = {words.point_id: words for words in before}
    rows = [Change(known.get(words.point_id), words) for words in now]
    places = [words.point_id for words in now]
    followed: int | None = None
    for words in before:
        if words.point_id not in places:
            at = places.index(followed) + 1 if followed is not None else 0
            rows.insert(at, Change(words, None))
            places.insert(at, words.point_id)
        followed = words.point_id
    return rows


def next_open(standings: Mapping[int, Standing]) -> int | None:
    """The first point that still asks, in the agreement's order."""
    return next((point for point, where in standings.items() if where.is_open), None)


def may_be_agreed(standings: Sequence[Standing]) -> bool:
    """Saying yes to the whole comes after every point has an answer; a doubt is talked about first."""
    return bool(standings) and all(where.reply is Reply.UNDERSTOOD for where in standings)


def goes_to_desk(reply: Reply) -> bool:
    """ "Jeg er i tvivl" and "Jeg vil spørge" are things for staff to do."""
    return reply in FOR_THE_DESK


def is_talk_due(next_talk_on: date | None, *, today: date) -> bool:
    """Whether the day of "Vi taler om den igen" has come."""
    return next_talk_on is not None and next_talk_on <= today


Stroke = tuple[tuple[int, int], ...]


def strokes(drawn: object) -> tuple[Stroke, ...]:
    """A drawn signature as strokes of whole numbers, 0 to 1000 each way.

    Raise `ValueError` for anything else: what a browser sends is not trusted, and this is put into a picture.
    """
    if not isinstance(drawn, list):
        raise ValueError("a signature is a list of strokes")
    result = tuple(tuple(_dot(dot) for dot in _sequence(stroke)) for stroke in drawn)
    if sum(map(len, result)) > MOST_STROKE_POINTS:
        raise ValueError("too many dots for a signature")
    return tuple(stroke for stroke in result if stroke)


def _sequence(value: object) -> list[object]:
    if not isinstance(value, list):
        raise ValueError("a stroke is a list of dots")
    return value


def _dot(value: object) -> tuple[int, int]:
    match value:
        case [bool(), _] | [_, bool()]:  # in Python a bool is an int
            pass
        case [int(x), int(y)] if 0 <= x <= SIGNATURE_SIDE and 0 <= y <= SIGNATURE_SIDE:
            return x, y
    raise ValueError("a dot is two whole numbers from 0 to 1000")
