"""Reading surveys: what is asked, whether somebody has answered, and what all answered when it may be shown."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.meetings.rules import FEWEST_ANSWERS, is_survey_over, may_show_answers
from portal.meetings.survey_models import Answered, Face, Survey, SurveyQuestion, Tally


@dataclass(frozen=True, slots=True)
class SurveyFacts:
    """A survey without its questions. `answers` is how many have answered, `is_answered` whether she has."""

    id: int
    title: str
    picture: str | None
    last_day: date
    ended_at: datetime | None
    by_id: int | None
    answers: int
    is_answered: bool

    def is_over(self, today: date) -> bool:
        return is_survey_over(self.last_day, was_ended=self.ended_at is not None, today=today)

    def is_shown(self, today: date) -> bool:
        """Whether what all answered may be shown."""
        return may_show_answers(self.answers, is_over=self.is_over(today))


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and how often each face was chosen: not at all while that may not be shown."""

    id: int
    sentence: str
    picture: str | None
    faces: dict[Face, int]

    @property
    def is_shown(self) -> bool:
        """Somebody may have skipped it: fewer than five could be known by who they are, here too."""
        return sum(self.faces.values()) >= FEWEST_ANSWERS


_PERSON, _ONE = sa.bindparam("person_id", type_=sa.Integer), Survey.id == sa.bindparam("survey_id")
_counted = sa.select(sa.func.count()).where(Answered.survey_id == Survey.id).correlate(Survey).scalar_subquery()
_mine = sa.exists().where(Answered.survey_id == Survey.id, Answered.person_id == _PERSON).correlate(Survey)
_FACTS = sa.select(
    Survey.id, Survey.title, Survey.picture, Survey.last_day, Survey.ended_at, Survey.by_id, _counted, _mine
).order_by(Survey.id.desc())  # fmt: skip
_FACTS_OF_ONE = _FACTS.where(_ONE)
_FACTS_OF_LAST = _FACTS.limit(sa.bindparam("most", type_=sa.Integer))
_QUESTIONS = (
    sa.select(SurveyQuestion.id, SurveyQuestion.sentence, SurveyQuestion.picture)
    .where(SurveyQuestion.survey_id == sa.bindparam("survey_id"))
    .order_by(SurveyQuestion.position)
)
_TALLIES = (
    sa.select(Tally.question_id, Tally.face, Tally.number)
    .join(SurveyQuestion, SurveyQuestion.id == Tally.question_id)
    .where(SurveyQuestion.survey_id == sa.bindparam("survey_id"))
)


def survey_facts(session: Session, survey_id: int, person_id: int | None) -> SurveyFacts | None:
    """One survey. One statement."""
    row = session.execute(_FACTS_OF_ONE, {"survey_id": survey_id, "person_id": person_id}).one_or_none()
    return None if row is None else SurveyFacts(*row)


def last_surveys(session: Session, person_id: int | None, *, most: int) -> list[SurveyFacts]:
    """The surveys, the newest first. One statement."""
    return [SurveyFacts(*row) for row in session.execute(_FACTS_OF_LAST, {"person_id": person_id, "most": most})]


def questions_of(session: Session, survey: SurveyFacts, today: date) -> list[Question]:
    """The questions in their order; with what all answered only when that may be shown. Two statements at most."""
    asked = {"survey_id": survey.id}
    faces: dict[int, dict[Face, int]] = {}
    if survey.is_shown(today):
        for question_id, face, number in session.execute(_TALLIES, asked):
            faces.setdefault(question_id, {})[face] = number
    return [Question(*row, faces=faces.get(row.id, {})) for row in session.execute(_QUESTIONS, asked)]
