"""Asking all residents, and being answered: each counts once, and nobody can find out who chose what."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.meetings import meeting_telling
from portal.meetings.rules import is_survey_over
from portal.meetings.survey_models import Answered, Face, Survey, SurveyQuestion, Tally
from portal.notices.actions import News, note_seen_about, tell
from portal.people.models import Person
from portal.refusal import N_, Refused

ASKED = N_("Vi vil gerne vide, hvad du synes.")
GONE = N_("Gå tilbage, for spørgsmålene er væk.")
IS_OVER = N_("Du kan ikke svare mere, for tiden er gået.")
ASKS_ALREADY = N_("Vent, for beboerne svarer på de samme spørgsmål nu.")

Question = tuple[str, str | None]
"""A sentence and the key of its picture."""


def ask(
    session: Session, template: str, *, title: str, picture: str, questions: Sequence[Question], last_day: date,
    by_id: int, moment: datetime,
) -> Survey:  # fmt: skip
    """Ask all residents until a day, and tell them. The same questions until the same day again are asked once.

    Raises `Refused` while others from the same template wait for answers.
    """
    session.execute(sa.select(Person.id).where(Person.id == by_id).with_for_update())  # her two taps, one at a time
    for other in session.scalars(sa.select(Survey).where(Survey.template == template, Survey.ended_at.is_(None))):
        if is_survey_over(other.last_day, was_ended=False, today=moment.date()):
            continue
        if other.last_day == last_day and _questions_of(session, other) == list(questions):
            return other
        raise Refused(ASKS_ALREADY)
    made = Survey(template=template, title=title, picture=picture, last_day=last_day, made_at=moment, by_id=by_id)
    session.add(made)
    session.flush()
    session.add_all(
        SurveyQuestion(survey_id=made.id, position=place, sentence=sentence, picture=key)
        for place, (sentence, key) in enumerate(questions, start=1)
    )
    session.flush()
    news = News(key=f"survey:{made.id}", sentence=ASKED, picture="question", last_day=last_day, href=_page(made.id))
    tell(session, news, meeting_telling.residents(session), moment=moment)
    return made


def answer(
    session: Session, survey_id: int, person_id: int, faces: Mapping[int, Face], *, moment: datetime
) -> bool:  # fmt: skip
    """A resident answers, by question; what she skips is not counted. Once: later ones change nothing.

    Only that she has answered is kept, and how many chose each face: no moment, no order, nothing between the two.
    Gives whether it counted. Raises `Refused` when the time is over.
    """
    survey = _held(session, survey_id)
    if is_survey_over(survey.last_day, was_ended=survey.ended_at is not None, today=moment.date()):
        raise Refused(IS_OVER)
    try:
        with session.begin_nested():
            session.add(Answered(survey_id=survey_id, person_id=person_id))
    except IntegrityError:
        return False
    for question_id in question_ids(session, survey_id):
        if question_id in faces:
            _count(session, question_id, faces[question_id])
    note_seen_about(session, person_id, _page(survey_id), moment=moment)
    return True


def end(session: Session, survey_id: int, *, moment: datetime) -> None:
    """Nobody can answer any more. Twice is once."""
    survey = _held(session, survey_id)
    if survey.ended_at is not None:
        return
    survey.ended_at = moment
    for person_id in meeting_telling.residents(session):
        note_seen_about(session, person_id, _page(survey_id), moment=moment)
    session.flush()


def question_ids(session: Session, survey_id: int) -> Sequence[int]:
    """The questions of a survey in their order."""
    mine = sa.select(SurveyQuestion.id).where(SurveyQuestion.survey_id == survey_id)
    return session.scalars(mine.order_by(SurveyQuestion.position)).all()


def _count(session: Session, question_id: int, face: Face) -> None:
    """One more. The held survey keeps everybody else away, so a row that is missing is made once."""
    one_more = sa.update(Tally).where(Tally.question_id == question_id, Tally.face == face)
    counted = session.execute(one_more.values(number=Tally.number + 1).returning(Tally.number)).first()
    if counted is None:
        session.execute(sa.insert(Tally).values(question_id=question_id, face=face, number=1))


def _held(session: Session, survey_id: int) -> Survey:
    found = session.scalar(
        sa.select(Survey).where(Survey.id == survey_id).with_for_update().execution_options(populate_existing=True)
    )
    if found is None:
        raise Refused(GONE)
    return found


def _questions_of(session: Session, survey: Survey) -> list[Question]:
    rows = session.execute(
        sa.select(SurveyQuestion.sentence, SurveyQuestion.picture)
        .where(SurveyQuestion.survey_id == survey.id)
        .order_by(SurveyQuestion.position)
    )
    return [(sentence, picture) for sentence, picture in rows]


def _page(survey_id: int) -> str:
    return f"/moede/svar/{survey_id}"
