"""Reading ideas for residents: prepared statements, few, and the same number for any amount."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal.easyread.line import Line
from portal.meetings import rules
from portal.meetings.models import Idea, IdeaWording, LifeStep, Piece, Support
from portal.meetings.rules import Decider, Standing, Step, Taken
from portal.meetings.survey_models import Answered, Survey
from portal.people.models import Person

ON_A_PAGE = 10  # ideas
MOST_ON_FRONT = 3  # of one's own


@dataclass(frozen=True, slots=True)
class ListedIdea:
    """An idea in a list. Its words are those everybody reads; of one's own idea also those that are not agreed yet."""

    id: int
    title: str
    picture: str | None
    now: Step | None
    until: date | None
    is_mine: bool
    standing: Standing
    steps: tuple[Taken, ...] = ()  # only where the whole life is shown


@dataclass(frozen=True, slots=True)
class WordingFacts:
    """One wording. `answer` is what its author said to it, `said` what she wants otherwise."""

    number: int
    title: str
    picture: str | None
    lines: tuple[Line, ...]
    answer: bool | None
    said: str
    by: str | None


@dataclass(frozen=True, slots=True)
class StepFacts:
    """A step of the life, as it was taken. `responsible` is a first name."""

    id: int
    step: Step
    on: date
    reason: str
    until: date | None
    has_photo: bool
    decided_by: Decider
    responsible: str | None
    corrects: int | None

    @property
    def taken(self) -> Taken:
        return Taken(self.id, self.step, self.on, self.until, self.corrects)


@dataclass(frozen=True, slots=True)
class IdeaView:
    """Everything the page of an idea shows one resident.

    `supports` is her own "God idé": whether she wants to come along, none when she has not said it. `wording` is what
    everybody reads, `asked` what the author is asked about or has said no to.
    """

    id: int
    author: str | None
    is_mine: bool
    typed_by: str | None
    standing: Standing
    now: Step | None
    supports: bool | None
    lives_in: int | None
    lives_in_title: str
    wording: WordingFacts | None
    asked: WordingFacts | None
    steps: tuple[StepFacts, ...]

    @property
    def title(self) -> str:
        """The words everybody reads; of an idea nobody reads yet those that are proposed; "" while there are none."""
        shown = self.wording or (self.asked if self.is_mine else None)
        return shown.title if shown else ""

    @property
    def is_public(self) -> bool:
        return self.standing in (Standing.PUBLIC, Standing.JOINED)


PERSON = sa.bindparam("person_id", type_=sa.Integer)
IDEA = sa.bindparam("idea_id", type_=sa.Integer)
MOST = sa.bindparam("most", type_=sa.Integer)
SKIPPED = sa.bindparam("skipped", type_=sa.Integer)
IS_PUBLIC = sa.and_(Idea.now.is_not(None), Idea.joined_into_id.is_(None), Idea.withdrawn_on.is_(None))

_wording, _older, _author, _typist, _into = (
    aliased(IdeaWording), aliased(IdeaWording), aliased(Person), aliased(Person), aliased(IdeaWording)
)  # fmt: skip


def newest_number(idea_id: sa.SQLColumnExpression[int] | sa.SQLColumnExpression[int | None], *conditions: object):
    """The number of an idea's newest wording, as a scalar subquery."""
    found = sa.select(sa.func.max(_older.number)).where(_older.idea_id == idea_id)
    return found.where(*conditions).correlate_except(_older).scalar_subquery()  # type: ignore[arg-type]


AGREED = newest_number(Idea.id, _older.answer.is_(True))
WRITTEN = newest_number(Idea.id)

_LIST = (
    sa.select(Idea.id, _wording.title, _wording.picture, Idea.now, Idea.until, (Idea.author_id == PERSON).label("mine"))
    .join(_wording, sa.and_(_wording.idea_id == Idea.id, _wording.number == AGREED))
    .where(IS_PUBLIC)
    .order_by(Idea.id.desc())
    .limit(MOST)
    .offset(SKIPPED)
)
_MINE = (
    sa.select(
        Idea.id, _wording.title, _wording.picture, Idea.now, Idea.until, Idea.joined_into_id,
        _wording.number.label("number"), _wording.answer,
    )
    .outerjoin(_wording, sa.and_(_wording.idea_id == Idea.id, _wording.number == WRITTEN))
    .where(Idea.author_id == PERSON, Idea.withdrawn_on.is_(None))
    .order_by(Idea.id.desc())
    .limit(MOST)
    .offset(SKIPPED)
)  # fmt: skip
_STEPS_OF = sa.select(
    LifeStep.idea_id, LifeStep.id, LifeStep.step, LifeStep.on, LifeStep.until, LifeStep.corrects_id
).where(LifeStep.idea_id.in_(sa.bindparam("ids", expanding=True)))
_ONE = (
    sa.select(
        Idea.id, _author.first_name.label("author"), (Idea.author_id == PERSON).label("mine"),
        _typist.first_name.label("typed_by"), Idea.now, Idea.joined_into_id, Idea.withdrawn_on,
        Support.person_id.label("supporter"), Support.wants_along, _into.title.label("into_title"),
    )
    .outerjoin(_author, _author.id == Idea.author_id)
    .outerjoin(_typist, _typist.id == Idea.typed_by_id)
    .outerjoin(Support, sa.and_(Support.idea_id == Idea.id, Support.person_id == PERSON))
    .outerjoin(
        _into,
        sa.and_(
            _into.idea_id == Idea.joined_into_id,
            _into.number == newest_number(Idea.joined_into_id, _older.answer.is_(True)),
        ),
    )
    .where(Idea.id == IDEA)
)  # fmt: skip
_WORDINGS = (
    sa.select(
        IdeaWording.number, IdeaWording.title, IdeaWording.picture, IdeaWording.lines, IdeaWording.answer,
        IdeaWording.said, Person.first_name,
    )
    .outerjoin(Person, Person.id == IdeaWording.by_id)
    .where(IdeaWording.idea_id == IDEA)
    .order_by(IdeaWording.number.desc())
)  # fmt: skip
_STEPS = (
    sa.select(
        LifeStep.id, LifeStep.step, LifeStep.on, LifeStep.reason, LifeStep.until, LifeStep.photo.is_not(None),
        LifeStep.decided_by, Person.first_name, LifeStep.corrects_id,
    )
    .outerjoin(Person, Person.id == LifeStep.responsible_id)
    .where(LifeStep.idea_id == IDEA)
    .order_by(LifeStep.id)
)  # fmt: skip
_PIECES = sa.select(Piece).where(Piece.idea_id == IDEA).order_by(Piece.position, Piece.id)
_HAS_DRAFT = sa.select(Piece.id).where(Piece.owner_id == PERSON, Piece.is_complaint.is_(False)).limit(1)
_OPEN_SURVEY = (
    sa.select(Survey.id, Survey.title, Survey.picture)
    .where(
        Survey.ended_at.is_(None), Survey.last_day >= sa.bindparam("today", type_=sa.Date),
        ~sa.exists().where(Answered.survey_id == Survey.id, Answered.person_id == PERSON),
    )
    .order_by(Survey.last_day, Survey.id)
    .limit(1)
)  # fmt: skip
_PHOTO = sa.select(LifeStep.photo).where(
    LifeStep.idea_id == IDEA, LifeStep.id == sa.bindparam("step_id", type_=sa.Integer), LifeStep.photo.is_not(None)
)


def ideas_for_all(session: Session, person_id: int, page: int = 1) -> tuple[list[ListedIdea], bool]:
    """The ideas that are everybody's, the newest first, and whether there are older ones. One statement."""
    rows = session.execute(_LIST, {"person_id": person_id, **_part(page)}).all()
    found = [
        ListedIdea(row.id, row.title, row.picture, row.now, row.until, bool(row.mine), Standing.PUBLIC) for row in rows
    ]
    return found[:ON_A_PAGE], len(found) > ON_A_PAGE


def own_ideas(session: Session, person_id: int, page: int = 1) -> tuple[list[ListedIdea], bool]:
    """One's own ideas, wherever they are, the newest first, and whether there are older ones. One statement."""
    rows = session.execute(_MINE, {"person_id": person_id, **_part(page)}).all()
    return [_own(row) for row in rows[:ON_A_PAGE]], len(rows) > ON_A_PAGE


def newest_own_ideas(session: Session, person_id: int) -> list[ListedIdea]:
    """The newest few of one's own ideas, each with its whole life. Two statements."""
    rows = session.execute(_MINE, {"person_id": person_id, "most": MOST_ON_FRONT, "skipped": 0}).all()
    lives: dict[int, list[Taken]] = {row.id: [] for row in rows}
    for step in session.execute(_STEPS_OF, {"ids": [*lives, 0]}):
        lives[step.idea_id].append(Taken(step.id, step.step, step.on, step.until, step.corrects_id))
    return [replace(_own(row), steps=tuple(lives[row.id])) for row in rows]


def one_idea(session: Session, idea_id: int, person_id: int) -> IdeaView | None:
    """An idea as a resident may see it: everybody's, or her own; anything else is not there. Three statements."""
    row = session.execute(_ONE, {"idea_id": idea_id, "person_id": person_id}).first()
    if row is None:
        return None
    wordings = wordings_of(session, idea_id)
    standing = rules.standing(
        has_wording=bool(wordings), answer=wordings[0].answer if wordings else None, is_heard=row.now is not None,
        is_joined=row.joined_into_id is not None, is_withdrawn=row.withdrawn_on is not None,
    )  # fmt: skip
    if not row.mine and standing not in (Standing.PUBLIC, Standing.JOINED):
        return None
    return IdeaView(
        id=row.id, author=row.author, is_mine=bool(row.mine), typed_by=row.typed_by, standing=standing, now=row.now,
        supports=bool(row.wants_along) if row.supporter is not None else None, lives_in=row.joined_into_id,
        lives_in_title=row.into_title or "", wording=next((each for each in wordings if each.answer), None),
        asked=wordings[0] if wordings and not wordings[0].answer else None, steps=steps_of_idea(session, idea_id),
    )  # fmt: skip


def wordings_of(session: Session, idea_id: int) -> list[WordingFacts]:
    """All wordings of an idea, the newest first. One statement."""
    return [
        WordingFacts(
            number, title, picture, tuple(Line(str(said), key) for said, key in lines), answer, said, by
        )  # fmt: skip
        for number, title, picture, lines, answer, said, by in session.execute(_WORDINGS, {"idea_id": idea_id})
    ]


def steps_of_idea(session: Session, idea_id: int) -> tuple[StepFacts, ...]:
    """The whole life of an idea, oldest first. One statement."""
    return tuple(StepFacts(*row) for row in session.execute(_STEPS, {"idea_id": idea_id}))


def told_pieces(session: Session, idea_id: int) -> Sequence[Piece]:
    """What was told, as it was told: for the author and for staff only. One statement."""
    return session.scalars(_PIECES, {"idea_id": idea_id}).all()


def has_unsent_idea(session: Session, person_id: int) -> bool:
    """Whether somebody has begun to tell an idea and not sent it. One statement."""
    return session.scalar(_HAS_DRAFT, {"person_id": person_id}) is not None


def survey_to_answer(session: Session, person_id: int, today: date) -> tuple[int, Line] | None:
    """A survey somebody can answer and has not: its number, its title and picture. One statement."""
    row = session.execute(_OPEN_SURVEY, {"person_id": person_id, "today": today}).first()
    return (row.id, Line(row.title, row.picture)) if row else None


def photo_of_step(session: Session, idea_id: int, step_id: int) -> str | None:
    """The name of the photo that shows what is done, `None` when there is none. One statement."""
    return session.scalar(_PHOTO, {"idea_id": idea_id, "step_id": step_id})


def _part(page: int) -> dict[str, int]:
    """Which rows a page of a list has, and one more, which says that there are others."""
    return {"most": ON_A_PAGE + 1, "skipped": (page - 1) * ON_A_PAGE}


def _own(row: sa.Row) -> ListedIdea:
    standing = rules.standing(
        has_wording=row.number is not None, answer=row.answer, is_heard=row.now is not None,
        is_joined=row.joined_into_id is not None, is_withdrawn=False,
    )  # fmt: skip
    return ListedIdea(row.id, row.title or "", row.picture, row.now, row.until, True, standing)
