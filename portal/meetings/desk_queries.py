"""Reading ideas for staff: the desk with what waits, and one idea with everything about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal.meetings import rules
from portal.meetings.idea_queries import (
    AGREED,
    WRITTEN,
    StepFacts,
    WordingFacts,
    newest_number,
    steps_of_idea,
    told_pieces,
    wordings_of,
)
from portal.meetings.meeting_models import Item, Meeting
from portal.meetings.models import Complaint, Idea, IdeaWording, Piece, Support
from portal.meetings.rules import PieceKind, Standing, Step, Taken
from portal.meetings.survey_models import Survey
from portal.people.models import Person
from portal.publishing.models import Manuscript

KIND = "ide"  # of the manuscripts of ideas
MOST_OVER = 20  # ideas that are over, on the desk
MOST_OTHERS = 300  # ideas one is compared with
OVER = (Step.NO, Step.DONE)

_author, _typist, _into, _older = aliased(Person), aliased(Person), aliased(IdeaWording), aliased(IdeaWording)
IDEA = sa.bindparam("idea_id", type_=sa.Integer)


@dataclass(frozen=True, slots=True)
class DeskIdea:
    """An idea on the desk. `said` is what its author wants otherwise; `first` how the telling begins: kind and text."""

    id: int
    author: str | None
    sent_on: date
    now: Step | None
    now_on: date | None
    until: date | None
    title: str
    picture: str | None
    standing: Standing
    said: str
    is_being_written: bool
    on_agenda: bool
    first: tuple[PieceKind, str] | None

    @property
    def promise(self) -> Taken | None:
        """What the rules of what is owed ask for."""
        return Taken(0, self.now, self.now_on, self.until) if self.now and self.now_on else None


@dataclass(frozen=True, slots=True)
class OtherIdea:
    """Another idea, by its words."""

    id: int
    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StaffIdea:
    """Everything staff see of one idea. `along` are the first names of those who want to come along and said so."""

    id: int
    author: str | None
    typed_by: str | None
    sent_on: date
    standing: Standing
    now: Step | None
    until: date | None
    lives_in: OtherIdea | None
    wordings: tuple[WordingFacts, ...]
    steps: tuple[StepFacts, ...]
    pieces: Sequence[Piece]
    supporters: int
    along: tuple[str, ...]
    agendas: tuple[tuple[int, date], ...]  # meetings that talk or talked about it
    joined: tuple[OtherIdea, ...]

    @property
    def wording(self) -> WordingFacts | None:
        """The newest words, also while the author has not agreed."""
        return self.wordings[0] if self.wordings else None

    @property
    def agreed(self) -> WordingFacts | None:
        """What everybody reads."""
        return next((each for each in self.wordings if each.answer), None)


_on_agenda = (
    sa.exists()
    .where(Item.idea_id == Idea.id, Item.meeting_id == Meeting.id, Meeting.closed_at.is_(None))
    .where(Meeting.cancelled_at.is_(None))
)
_first_piece = (
    sa.select(sa.func.min(Piece.id)).where(Piece.idea_id == Idea.id).correlate(Idea).scalar_subquery()
)  # fmt: skip
_DESK = (
    sa.select(
        Idea.id, _author.first_name.label("author"), Idea.sent_on, Idea.now, Idea.now_on, Idea.until,
        IdeaWording.title, IdeaWording.picture, IdeaWording.answer, IdeaWording.said, IdeaWording.number,
        Manuscript.id.label("manuscript_id"), _on_agenda.label("on_agenda"), Piece.kind, Piece.text,
    )
    .outerjoin(_author, _author.id == Idea.author_id)
    .outerjoin(IdeaWording, sa.and_(IdeaWording.idea_id == Idea.id, IdeaWording.number == WRITTEN))
    .outerjoin(Manuscript, sa.and_(Manuscript.kind == KIND, Manuscript.subject_id == Idea.id))
    .outerjoin(Piece, Piece.id == _first_piece)
    .where(Idea.withdrawn_on.is_(None), Idea.joined_into_id.is_(None))
)  # fmt: skip
_WAITING = _DESK.where(sa.or_(Idea.now.is_(None), Idea.now.not_in(OVER))).order_by(Idea.id)
_OVER = _DESK.where(Idea.now.in_(OVER)).order_by(Idea.now_on.desc(), Idea.id.desc()).limit(MOST_OVER)
_ONE = (
    sa.select(
        Idea.id, _author.first_name.label("author"), _typist.first_name.label("typed_by"), Idea.sent_on, Idea.now,
        Idea.until, Idea.joined_into_id, _into.title.label("into_title"),
    )
    .outerjoin(_author, _author.id == Idea.author_id)
    .outerjoin(_typist, _typist.id == Idea.typed_by_id)
    .outerjoin(
        _into,
        sa.and_(_into.idea_id == Idea.joined_into_id, _into.number == newest_number(Idea.joined_into_id)),
    )
    .where(Idea.id == IDEA, Idea.withdrawn_on.is_(None))
)  # fmt: skip
_SUPPORT = (
    sa.select(Support.wants_along, Person.first_name)
    .join(Person, Person.id == Support.person_id)
    .where(Support.idea_id == IDEA)
    .order_by(Person.first_name, Person.id)
)
_AGENDAS = (
    sa.select(Meeting.id, Meeting.on)
    .join(Item, Item.meeting_id == Meeting.id)
    .where(Item.idea_id == IDEA, Meeting.cancelled_at.is_(None))
    .order_by(Meeting.begins_at)
)
_WORDS = (
    sa.select(Idea.id, IdeaWording.title, IdeaWording.lines, Idea.joined_into_id)
    .join(IdeaWording, sa.and_(IdeaWording.idea_id == Idea.id, IdeaWording.number == AGREED))
    .where(Idea.now.is_not(None), Idea.withdrawn_on.is_(None))
)
_OTHERS = _WORDS.where(Idea.joined_into_id.is_(None), Idea.id != IDEA).order_by(Idea.id.desc()).limit(MOST_OTHERS)
_JOINED = _WORDS.where(Idea.joined_into_id == IDEA).order_by(Idea.id)
_SURVEYS = (
    sa.select(Survey.id, Survey.title, Survey.last_day)
    .where(Survey.ended_at.is_(None))
    .order_by(Survey.last_day, Survey.id)
)
_COMPLAINTS = (
    sa.select(Complaint.id, Person.first_name, Complaint.now, Complaint.until)
    .join(Person, Person.id == Complaint.resident_id)
    .where(
        Complaint.to_id == sa.bindparam("staff_id", type_=sa.Integer),
        sa.or_(Complaint.now.is_(None), Complaint.now.not_in(OVER)),
    )
    .order_by(Complaint.id)
)


def waiting_ideas(session: Session) -> list[DeskIdea]:
    """The ideas with something left to do, the oldest first. One statement."""
    return [_on_desk(row) for row in session.execute(_WAITING)]


def ideas_that_are_over(session: Session) -> list[DeskIdea]:
    """The ideas that are done or said no to, the newest first. One statement."""
    return [_on_desk(row) for row in session.execute(_OVER)]


def idea_for_staff(session: Session, idea_id: int) -> StaffIdea | None:
    """One idea with everything about it; one that was taken back is there for nobody. Seven statements."""
    row = session.execute(_ONE, {"idea_id": idea_id}).first()
    if row is None:
        return None
    wordings = tuple(wordings_of(session, idea_id))
    support = session.execute(_SUPPORT, {"idea_id": idea_id}).all()
    standing = rules.standing(
        has_wording=bool(wordings), answer=wordings[0].answer if wordings else None, is_heard=row.now is not None,
        is_joined=row.joined_into_id is not None, is_withdrawn=False,
    )  # fmt: skip
    return StaffIdea(
        id=row.id, author=row.author, typed_by=row.typed_by, sent_on=row.sent_on, standing=standing, now=row.now,
        until=row.until, lives_in=OtherIdea(row.joined_into_id, row.into_title or "") if row.joined_into_id else None,
        wordings=wordings, steps=steps_of_idea(session, idea_id), pieces=told_pieces(session, idea_id),
        supporters=len(support), along=tuple(each.first_name for each in support if each.wants_along),
        agendas=tuple((each.id, each.on) for each in session.execute(_AGENDAS, {"idea_id": idea_id})),
        joined=tuple(_other(each) for each in session.execute(_JOINED, {"idea_id": idea_id})),
    )  # fmt: skip


def other_ideas(session: Session, idea_id: int) -> list[OtherIdea]:
    """The other ideas that are everybody's, the newest first. One statement."""
    return [_other(row) for row in session.execute(_OTHERS, {"idea_id": idea_id})]


def surveys_that_run(session: Session) -> list[tuple[int, str, date]]:
    """Surveys nobody has ended: number, title, last day. One statement."""
    return [(row.id, row.title, row.last_day) for row in session.execute(_SURVEYS)]


def complaints_to(session: Session, staff_id: int) -> list[tuple[int, str, Step | None, date | None]]:
    """What residents told this person alone and is not over: number, first name, where it is, until when."""
    return [tuple(row) for row in session.execute(_COMPLAINTS, {"staff_id": staff_id})]  # type: ignore[misc]


def _on_desk(row: sa.Row) -> DeskIdea:
    standing = rules.standing(
        has_wording=row.number is not None, answer=row.answer, is_heard=row.now is not None, is_joined=False,
        is_withdrawn=False,
    )  # fmt: skip
    return DeskIdea(
        id=row.id, author=row.author, sent_on=row.sent_on, now=row.now, now_on=row.now_on, until=row.until,
        title=row.title or "", picture=row.picture, standing=standing, said=row.said or "",
        is_being_written=row.manuscript_id is not None, on_agenda=bool(row.on_agenda),
        first=(row.kind, row.text) if row.kind else None,
    )  # fmt: skip


def _other(row: sa.Row) -> OtherIdea:
    return OtherIdea(row.id, row.title, tuple(str(said) for said, _picture in row.lines))
