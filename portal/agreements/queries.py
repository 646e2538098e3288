"""Reading agreements for the resident: prepared statements, few, and the same number for any amount."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.agreements import rules
from portal.agreements.models import Agreement, Answer, Place, QuestionTry, StaffReply, Talk, Version, Wording
from portal.agreements.rules import News, Standing, VersionFacts, Words
from portal.easyread.line import Line
from portal.people.models import Person


@dataclass(frozen=True, slots=True)
class Card:
    """An agreement in a list: its name and how much of it waits for an answer."""

    id: int
    number: int
    title: str
    picture: str | None
    made_by: str
    next_talk_on: date | None
    open_points: int  # without any answer
    replies: int  # points to which staff have said something that she has not answered yet

    @property
    def line(self) -> Line:
        return Line(self.title, self.picture)

    @property
    def is_waiting(self) -> bool:
        return self.open_points + self.replies > 0


@dataclass(frozen=True, slots=True)
class PointView:
    """One point as the resident meets it."""

    wording: Words
    before: Line | None  # what it said in the version before, when it says something else now
    standing: Standing
    tried: bool  # whether its picture question has been answered

    @property
    def id(self) -> int:
        return self.wording.point_id


@dataclass(frozen=True, slots=True)
class AgreementView:
    """One version of an agreement with everything its page shows."""

    id: int
    version: VersionFacts
    points: tuple[PointView, ...]
    talk: Talk | None
    numbers: tuple[int, ...]  # of all published versions, oldest first

    @property
    def is_newest(self) -> bool:
        return self.version.number == self.numbers[-1]

    @property
    def standings(self) -> Mapping[int, Standing]:
        return {point.id: point.standing for point in self.points}

    @property
    def open_point(self) -> int | None:
        return rules.next_open(self.standings)

    @property
    def may_be_agreed(self) -> bool:
        return self.is_newest and rules.may_be_agreed(list(self.standings.values()))

    def point(self, point_id: int) -> PointView | None:
        return next((point for point in self.points if point.id == point_id), None)


_newest = (
    sa.select(sa.func.max(Version.number))
    .where(Version.agreement_id == Agreement.id)
    .correlate(Agreement)
    .scalar_subquery()
)
_unanswered = (
    sa.select(sa.func.count())
    .select_from(Place)
    .where(Place.version_id == Version.id, ~sa.exists().where(Answer.wording_id == Place.wording_id))
    .correlate(Version)
    .scalar_subquery()
)
_newest_answer = (
    sa.select(sa.func.max(Answer.id)).where(Answer.wording_id == Place.wording_id).correlate(Place).scalar_subquery()
)
_replied = (
    sa.select(sa.func.count())
    .select_from(Place)
    .join(StaffReply, StaffReply.answer_id == _newest_answer)
    .where(Place.version_id == Version.id)
    .correlate(Version)
    .scalar_subquery()
)
_CARDS = (
    sa.select(
        Agreement.id, Version.number, Version.title, Version.picture,
        sa.func.coalesce(Person.first_name, "").label("made_by"), Agreement.next_talk_on,
        _unanswered.label("open_points"), _replied.label("replies"),
    )
    .join(Version, sa.and_(Version.agreement_id == Agreement.id, Version.number == _newest))
    .outerjoin(Person, Person.id == Version.published_by_id)
    .where(Agreement.resident_id == sa.bindparam("resident_id"), Agreement.ended_at.is_(None))
    .order_by(Agreement.made_at, Agreement.id)
)  # fmt: skip

_VERSIONS = (
    sa.select(
        Version.id, Version.agreement_id, Version.number, Version.title, Version.picture, Version.published_at,
        Agreement.next_talk_on, sa.func.coalesce(Person.first_name, "").label("made_by"),
    )
    .join(Agreement, Agreement.id == Version.agreement_id)
    .outerjoin(Person, Person.id == Version.published_by_id)
    .where(
        Agreement.id == sa.bindparam("agreement_id"),
        Agreement.resident_id == sa.bindparam("resident_id"),
        Agreement.ended_at.is_(None),
    )
    .order_by(Version.number)
)  # fmt: skip
_newest_reply = (
    sa.select(sa.func.max(StaffReply.answer_id))
    .join(Answer, Answer.id == StaffReply.answer_id)
    .where(Answer.wording_id == Place.wording_id)
    .correlate(Place)
    .scalar_subquery()
)
WORD_COLUMNS = tuple(getattr(Wording, name.name) for name in fields(Words))
_WORDINGS = (
    sa.select(
        *WORD_COLUMNS, Place.version_id, Answer.reply,
        sa.exists().where(QuestionTry.wording_id == Wording.id).label("tried"),
        StaffReply.sentence.label("said_back"), StaffReply.picture.label("said_with"),
        sa.func.coalesce(Person.first_name, "").label("said_by"),
        (StaffReply.answer_id == Answer.id).label("is_said_since"),
    )
    .join(Place, Place.wording_id == Wording.id)
    .outerjoin(Answer, Answer.id == _newest_answer)
    .outerjoin(StaffReply, StaffReply.answer_id == _newest_reply)
    .outerjoin(Person, Person.id == StaffReply.by_id)
    .where(Place.version_id.in_(sa.bindparam("version_ids", expanding=True)))
    .order_by(Place.position)
)  # fmt: skip
_TALK = (
    sa.select(Talk)
    .join(Version, Version.id == Talk.version_id)
    .where(Version.agreement_id == sa.bindparam("agreement_id"))
    .order_by(Talk.on.desc(), Talk.id.desc())
    .limit(1)
    .options(joinedload(Talk.people))
)


_OWNER = (
    sa.select(Person.id, Person.slug, Person.first_name)
    .join(Agreement, Agreement.resident_id == Person.id)
    .where(Agreement.id == sa.bindparam("agreement_id"))
)


def owner_of(session: Session, agreement_id: int) -> "sa.Row[int, str, str] | None":
    """Whose agreement it is: id, slug and first name."""
    return session.execute(_OWNER, {"agreement_id": agreement_id}).one_or_none()


def cards_of(session: Session, resident_id: int) -> tuple[Card, ...]:
    """A resident's agreements in the order they were made. One statement."""
    return tuple(Card(*row) for row in session.execute(_CARDS, {"resident_id": resident_id}))


def find(session: Session, *, resident_id: int, agreement_id: int, number: int | None = None) -> AgreementView | None:
    """A resident's agreement in its newest or a numbered version. Three statements.

    Another's agreement looks the same as one that is not there.
    """
    rows = session.execute(_VERSIONS, {"resident_id": resident_id, "agreement_id": agreement_id})
    published = [VersionFacts(*row) for row in rows]
    numbers = tuple(version.number for version in published)
    if not numbers or number not in (None, *numbers):
        return None
    place = numbers.index(number) if number else len(numbers) - 1
    version, previous = published[place], published[place - 1] if place else None
    return AgreementView(
        id=agreement_id,
        version=version,
        points=_points(session, version, previous),
        talk=session.scalars(_TALK, {"agreement_id": agreement_id}).unique().one_or_none(),
        numbers=numbers,
    )


def _points(session: Session, version: VersionFacts, previous: VersionFacts | None) -> tuple[PointView, ...]:
    """A version's points, each with what it said before and where it stands."""
    asked_for = [version.id, previous.id] if previous else [version.id]
    rows = session.execute(_WORDINGS, {"version_ids": asked_for}).all()
    before = {row.point_id: row for row in rows if row.version_id != version.id}
    return tuple(
        _point(row, before.get(row.point_id), first_version=previous is None)
        for row in rows
        if row.version_id == version.id
    )


def _point(row: sa.Row, before: sa.Row | None, *, first_version: bool) -> PointView:
    news = rules.news_of(row.id, before.id if before else None, first_version=first_version)
    said_back = Line(row.said_back, row.said_with) if row.said_back else None
    return PointView(
        wording=Words(*row[: len(WORD_COLUMNS)]),
        before=Line(before.sentence, before.picture) if before and news is News.CHANGED else None,
        standing=Standing(news, row.reply, said_back, row.said_by, bool(row.is_said_since)),
        tried=row.tried,
    )


def published_sentences(session: Session) -> list[str]:
    """Every sentence a resident can meet in the newest published versions: for making sound in advance."""
    newest = sa.select(sa.func.max(Version.id)).group_by(Version.agreement_id)
    spoken = (
        Wording.sentence,
        Wording.why,
        Wording.goes_wrong,
        Wording.helper,
        Wording.question,
        Wording.explained,
    )
    rows = session.execute(
        sa.select(*spoken).join(Place, Place.wording_id == Wording.id).where(Place.version_id.in_(newest))
    )
    titles = session.scalars(sa.select(Version.title).where(Version.id.in_(newest)))
    return [*titles, *(sentence for row in rows for sentence in row if sentence)]
