"""A survey's faces and what all answered, in words: "3 er glade."."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from portal.easyread.line import Line
from portal.meetings.survey_models import Face
from portal.meetings.survey_queries import Question
from portal.refusal import N_

FACES: dict[Face, tuple[str, str]] = {
    Face.GLAD: (N_("Glad"), "happy"),
    Face.SO_SO: (N_("Sådan lidt"), "om:1F610"),
    Face.SAD: (N_("Ked af det"), "sad"),
}
"""What a face is called, and its picture."""
COUNTED: dict[Face, tuple[str, str]] = {
    Face.GLAD: (N_("1 er glad."), N_("%(number)s er glade.")),
    Face.SO_SO: (N_("1 siger sådan lidt."), N_("%(number)s siger sådan lidt.")),
    Face.SAD: (N_("1 er ked af det."), N_("%(number)s er kede af det.")),
}
"""One who chose a face, and several."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many chose a face: the words, the picture, how often it is drawn."""

    words: str
    picture: str
    number: int


@dataclass(frozen=True, slots=True)
class ResultSaid:
    """A question and what all answered. Nothing when too few have answered it."""

    line: Line
    counted: Sequence[Counted]


def say_results(questions: Sequence[Question]) -> list[ResultSaid]:
    """What all answered, question by question."""
    return [
        ResultSaid(Line(each.sentence, each.picture), _counted(each) if each.is_shown else ()) for each in questions
    ]


def _counted(question: Question) -> list[Counted]:
    found: list[Counted] = []
    for face, (one, several) in COUNTED.items():
        number = question.faces.get(face, 0)
        if number:
            words = _(one) if number == 1 else _(several, number=number)
            found.append(Counted(words, FACES[face][1], number))
    return found
