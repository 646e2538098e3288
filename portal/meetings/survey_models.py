"""Tables about surveys. How often each face was chosen is kept, and who has answered; never who chose what, or when."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Moment
from portal.meetings.models import PICTURE, SENTENCE
from portal.people.models import words


class Face(StrEnum):
    """What one can answer."""

    GLAD = "glad"
    SO_SO = "so so"
    SAD = "sad"


class Survey(Base):
    """Some questions to all residents, until a day."""

    __tablename__ = "survey"

    id: Mapped[int] = mapped_column(primary_key=True)
    template: Mapped[str] = mapped_column(sa.String(40))  # where the questions are from
    title: Mapped[str] = mapped_column(SENTENCE)
    picture: Mapped[str | None] = mapped_column(PICTURE)
    last_day: Mapped[date]
    ended_at: Mapped[datetime | None] = mapped_column(Moment)  # by staff, before its last day
    made_at: Mapped[datetime] = mapped_column(Moment)
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))


class SurveyQuestion(Base):
    """One question of a survey."""

    __tablename__ = "survey_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(sa.ForeignKey("survey.id"))
    position: Mapped[int]
    sentence: Mapped[str] = mapped_column(SENTENCE)
    picture: Mapped[str | None] = mapped_column(PICTURE)

    __table_args__ = (sa.UniqueConstraint("survey_id", "position"),)


class Tally(Base):
    """How many chose a face."""

    __tablename__ = "survey_tally"

    question_id: Mapped[int] = mapped_column(sa.ForeignKey("survey_question.id"), primary_key=True)
    face: Mapped[Face] = mapped_column(words(Face), primary_key=True)
    number: Mapped[int] = mapped_column(default=0)

    __table_args__ = (sa.CheckConstraint("number >= 0", name="no_fewer_than_nobody"),)


class Answered(Base):
    """Somebody has answered: once each."""

    __tablename__ = "survey_answered"

    survey_id: Mapped[int] = mapped_column(sa.ForeignKey("survey.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True, index=True)
