"""The steps of a life, of ideas and of complaints: taken once, never changed, corrected by another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.meetings import rules, telling
from portal.meetings.models import Complaint, Idea, IdeaWording, LifeStep
from portal.meetings.rules import NEEDS_REASON, Decider, Step
from portal.people.models import Person
from portal.refusal import N_, Refused

NOT_NOW = N_("Se siden igen, for der er sket noget nyt.")
SAY_WHY = N_("Skriv hvorfor på en linje.")
SAY_WHEN = N_("Vælg en dag for, hvornår vi tager det op.")
LATER_IS_AHEAD = N_("Vælg en dag, der kommer.")
GONE = N_("Se de andre idéer, for den her er væk.")

Lived = TypeVar("Lived", Idea, Complaint)


@dataclass(frozen=True, slots=True)
class Word:
    """What is said with a step. `reason` is one line: why, or what was decided. `photo` is a name in the told store."""

    step: Step
    decided_by: Decider = Decider.STAFF
    reason: str = ""
    until: date | None = None
    photo: str | None = None
    responsible_id: int | None = None
    item_id: int | None = None


def held(session: Session, kind: type[Lived], row_id: int) -> Lived:
    """The idea or complaint, with nobody else changing its life meanwhile. Raises `Refused` when it is gone."""
    found = session.scalar(
        sa.select(kind).where(kind.id == row_id).with_for_update().execution_options(populate_existing=True)
    )
    if found is None:
        raise Refused(GONE)
    return found


def take_step(
    session: Session, living: Idea | Complaint, word: Word, *, by_id: int | None, moment: datetime
) -> LifeStep | None:
    """A held life goes on, and whoever told it is told. The same step with the same words again is no step.

    Raises `Refused` when the step cannot follow, a no or later says no reason, or later no day ahead.
    """
    newest = _newest(session, living)
    if newest is not None and _says_the_same(newest, word):
        return None
    if not rules.may_follow(living.now, word.step):
        raise Refused(NOT_NOW)
    return _keep(session, living, word, corrects=None, by_id=by_id, moment=moment)


def correct(
    session: Session, living: Idea | Complaint, word: Word, *, shown_id: int, by_id: int, moment: datetime
) -> LifeStep | None:
    """The newest step of a held life was wrong: this stands instead, and the wrong one stays in the history.

    The same words again are no correction, unless a photo comes with them. `shown_id` is the step that whoever
    corrects has before her eyes. Raises `Refused` when another came since.
    """
    steps = steps_of(session, living)
    newest = steps[-1] if steps else None
    if newest is not None and newest.corrects_id == shown_id and _says_the_same(newest, word):
        return None
    if newest is None or newest.id != shown_id or not rules.may_stand_instead([s.taken for s in steps], word.step):
        raise Refused(NOT_NOW)
    if _says_the_same(newest, word) and word.photo is None:
        return None
    return _keep(session, living, word, corrects=newest, by_id=by_id, moment=moment)


def steps_of(session: Session, living: Idea | Complaint) -> Sequence[LifeStep]:
    """The whole history, oldest first."""
    return session.scalars(sa.select(LifeStep).where(_of(living)).order_by(LifeStep.id)).all()


def authors_of(session: Session, idea_id: int) -> list[int]:
    """Who is told of an idea: its author, and the authors of those that live on in it."""
    rows = sa.select(Idea.author_id).where(
        sa.or_(Idea.id == idea_id, Idea.joined_into_id == idea_id), Idea.author_id.is_not(None)
    )
    return [author_id for author_id in session.scalars(rows) if author_id is not None]


def title_of(session: Session, idea_id: int) -> str:
    """An idea's name in its newest wording, "" while there is none."""
    newest = sa.select(IdeaWording.title).where(IdeaWording.idea_id == idea_id).order_by(IdeaWording.number.desc())
    return session.scalar(newest.limit(1)) or ""


def _keep(
    session: Session, living: Idea | Complaint, word: Word, *, corrects: LifeStep | None, by_id: int | None,
    moment: datetime,
) -> LifeStep:  # fmt: skip
    _must_be_whole(word, moment.date())
    made = LifeStep(
        step=word.step, on=moment.date(), reason=word.reason, until=word.until if word.step in rules.PROMISES else None,
        photo=word.photo, decided_by=word.decided_by, responsible_id=word.responsible_id, item_id=word.item_id,
        by_id=by_id, at=moment, corrects_id=corrects.id if corrects else None,
        idea_id=living.id if isinstance(living, Idea) else None,
        complaint_id=living.id if isinstance(living, Complaint) else None,
    )  # fmt: skip
    session.add(made)
    living.now, living.now_on, living.until = made.step, made.on, made.until
    session.flush()
    if isinstance(living, Idea):
        title = title_of(session, living.id)
        telling.of_step(session, made, authors_of(session, living.id), title=title, moment=moment)
    else:
        name = session.scalars(sa.select(Person.first_name).where(Person.id == living.to_id)).one()
        telling.of_complaint_step(session, made, living.resident_id, name=name, moment=moment)
    return made


def _must_be_whole(word: Word, today: date) -> None:
    if word.step in NEEDS_REASON and not word.reason:
        raise Refused(SAY_WHY)
    if word.step is Step.LATER and word.until is None:
        raise Refused(SAY_WHEN)
    if word.step in rules.PROMISES and word.until is not None and word.until <= today:
        raise Refused(LATER_IS_AHEAD)


def _says_the_same(newest: LifeStep, word: Word) -> bool:
    said = (newest.step, newest.reason, newest.until, newest.decided_by, newest.responsible_id, newest.item_id)
    return newest.step is not Step.HEARD and said == (
        word.step, word.reason, word.until, word.decided_by, word.responsible_id, word.item_id
    )  # fmt: skip


def _newest(session: Session, living: Idea | Complaint) -> LifeStep | None:
    return session.scalar(sa.select(LifeStep).where(_of(living)).order_by(LifeStep.id.desc()).limit(1))


def _of(living: Idea | Complaint) -> sa.ColumnElement[bool]:
    return LifeStep.idea_id == living.id if isinstance(living, Idea) else LifeStep.complaint_id == living.id
