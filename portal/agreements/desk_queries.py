"""Reading the desk of agreements: how each stands, what has been said to it, what two versions say."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased, selectinload

from portal.agreements.models import Agreement, Answer, Place, Point, StaffReply, Talk, Version, Wish, Wording
from portal.agreements.queries import WORD_COLUMNS
from portal.agreements.rules import FOR_THE_DESK, How, Reply, Words
from portal.agreements.staff_queries import KIND
from portal.easyread.line import Line
from portal.people.models import Person
from portal.publishing.models import Manuscript

# --- all of a resident's agreements -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DeskRow:
    """An agreement on the desk: what is published of it, what is being written, what waits."""

    agreement: Agreement
    title: str
    picture: str | None
    version: Version | None  # the newest published
    manuscript: Manuscript | None
    points: int  # in the published version
    unanswered: int  # of them, without any answer
    not_understood: int  # of them, whose newest answer is a doubt or a question
    waiting: int  # questions, doubts and wishes that nobody has dealt with
    last_talk_on: date | None

    @property
    def is_taken_back(self) -> bool:
        return self.version is not None and self.agreement.ended_at is not None

    @property
    def next_number(self) -> int:
        return self.version.number + 1 if self.version else 1


_newest_answer = (
    sa.select(sa.func.max(Answer.id)).where(Answer.wording_id == Place.wording_id).correlate(Place).scalar_subquery()
)
_STANDINGS = (
    sa.select(Place.version_id, Answer.reply)
    .outerjoin(Answer, Answer.id == _newest_answer)
    .where(Place.version_id.in_(sa.bindparam("version_ids", expanding=True)))
)
_open_wishes = (
    sa.select(Agreement.id.label("agreement_id"))
    .join(Wish, Wish.agreement_id == Agreement.id)
    .where(Agreement.resident_id == sa.bindparam("resident_id"), Wish.dealt_with_at.is_(None))
)
_open_answers = (
    sa.select(Agreement.id.label("agreement_id"))
    .join(Point, Point.agreement_id == Agreement.id)
    .join(Wording, Wording.point_id == Point.id)
    .join(Answer, Answer.wording_id == Wording.id)
    .where(
        Agreement.resident_id == sa.bindparam("resident_id"),
        Answer.reply.in_(FOR_THE_DESK),
        Answer.dealt_with_at.is_(None),
    )
)
_WAITING = sa.union_all(_open_wishes, _open_answers)
_LAST_TALKS = (
    sa.select(Version.agreement_id, sa.func.max(Talk.on))
    .join(Version, Version.id == Talk.version_id)
    .join(Agreement, Agreement.id == Version.agreement_id)
    .where(Agreement.resident_id == sa.bindparam("resident_id"))
    .group_by(Version.agreement_id)
)


def desk_of(session: Session, resident_id: int) -> list[DeskRow]:
    """All of a resident's agreements with how they stand. Six statements, whatever the amount."""
    agreements = _agreements_of(session, resident_id)
    newest = {each.id: each.versions[-1] for each in agreements if each.versions}
    manuscripts = _manuscripts_of(session, [each.id for each in agreements])
    replies: dict[int, list[Reply | None]] = {version.id: [] for version in newest.values()}
    for version_id, reply in session.execute(_STANDINGS, {"version_ids": list(replies)}):
        replies[version_id].append(reply)
    waiting = Counter(session.scalars(_WAITING, {"resident_id": resident_id}))
    talks = {row[0]: row[1] for row in session.execute(_LAST_TALKS, {"resident_id": resident_id})}
    return [
        _desk_row(each, newest.get(each.id), manuscripts.get(each.id), replies, waiting[each.id], talks.get(each.id))
        for each in agreements
        if each.id in newest or each.id in manuscripts
    ]


def _desk_row(
    agreement: Agreement,
    newest: Version | None,
    manuscript: Manuscript | None,
    replies: Mapping[int, Sequence[Reply | None]],
    waiting: int,
    last_talk_on: date | None,
) -> DeskRow:
    shown = newest or manuscript
    assert shown is not None
    said = replies[newest.id] if newest else []
    return DeskRow(
        agreement, shown.title, shown.picture, newest, manuscript, points=len(said), unanswered=said.count(None),
        not_understood=sum(reply in FOR_THE_DESK for reply in said), waiting=waiting, last_talk_on=last_talk_on,
    )  # fmt: skip


def _agreements_of(session: Session, resident_id: int) -> Sequence[Agreement]:
    """All of them with their versions: also those that are only begun, and those taken back."""
    return session.scalars(
        sa.select(Agreement)
        .where(Agreement.resident_id == resident_id)
        .options(selectinload(Agreement.versions))
        .order_by(Agreement.made_at, Agreement.id)
    ).all()


def _manuscripts_of(session: Session, agreement_ids: Sequence[int]) -> dict[int, Manuscript]:
    writing = sa.select(Manuscript).where(Manuscript.kind == KIND, Manuscript.subject_id.in_(agreement_ids))
    return {manuscript.subject_id: manuscript for manuscript in session.scalars(writing)}


# --- one agreement: what has been said to it ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """What the resident said to a point, how it came about, and what staff did about it."""

    id: int
    point_id: int
    wording_id: int
    sentence: str  # the words she said it to
    picture: str | None
    reply: Reply
    how: How
    with_whom: str
    question_tries: int
    at: datetime
    dealt_with_at: datetime | None
    dealt_with_by: str
    said_back: str | None
    said_with: str | None
    said_by: str

    @property
    def asked_about(self) -> Line:
        return Line(self.sentence, self.picture)

    @property
    def is_open(self) -> bool:
        return self.reply in FOR_THE_DESK and self.dealt_with_at is None

    @property
    def back_line(self) -> Line | None:
        return Line(self.said_back, self.said_with) if self.said_back else None


@dataclass(frozen=True, slots=True)
class PointRecord:
    """A published point, and every answer the resident has given to it in any words, newest first."""

    words: Words
    answers: tuple[AnswerRecord, ...]

    @property
    def is_answered(self) -> bool:
        """Whether the words that count now have an answer."""
        return any(answer.wording_id == self.words.id for answer in self.answers)


@dataclass(frozen=True, slots=True)
class TalkRecord:
    """A meeting of people about a version."""

    talk: Talk
    number: int
    kept_by: str  # empty: the resident herself


@dataclass(frozen=True, slots=True)
class Record:
    """All that is known of how an agreement has been met."""

    points: tuple[PointRecord, ...]
    questions: tuple[AnswerRecord, ...]  # those that wait, oldest first; also about words that are old now
    wishes: tuple[Wish, ...]  # those that wait
    talks: tuple[TalkRecord, ...]  # newest first


_dealer, _replier, _keeper = aliased(Person), aliased(Person), aliased(Person)
_ANSWERS = (
    sa.select(
        Answer.id, Wording.point_id, Answer.wording_id, Wording.sentence, Wording.picture, Answer.reply, Answer.how,
        Answer.with_whom, Answer.question_tries, Answer.at, Answer.dealt_with_at,
        sa.func.coalesce(_dealer.first_name, ""), StaffReply.sentence, StaffReply.picture,
        sa.func.coalesce(_replier.first_name, ""),
    )
    .join(Wording, Wording.id == Answer.wording_id)
    .join(Point, Point.id == Wording.point_id)
    .outerjoin(_dealer, _dealer.id == Answer.dealt_with_by_id)
    .outerjoin(StaffReply, StaffReply.answer_id == Answer.id)
    .outerjoin(_replier, _replier.id == StaffReply.by_id)
    .where(Point.agreement_id == sa.bindparam("agreement_id"))
    .order_by(Answer.id.desc())
)  # fmt: skip


def record_of(session: Session, agreement_id: int, newest: Version, *, replying_to: int = 0) -> Record:
    """An agreement's newest version with the answers, wishes and talks there have been. Five statements.

    The answer `replying_to` stands among the questions also when somebody has dealt with it.
    """
    given = [AnswerRecord(*row) for row in session.execute(_ANSWERS, {"agreement_id": agreement_id})]
    wishes = session.scalars(
        sa.select(Wish).where(Wish.agreement_id == agreement_id, Wish.dealt_with_at.is_(None)).order_by(Wish.id)
    ).all()
    return Record(
        points=tuple(
            PointRecord(words, tuple(answer for answer in given if answer.point_id == words.point_id))
            for words in words_of(session, newest.id)[newest.id]
        ),
        questions=tuple(answer for answer in reversed(given) if answer.is_open or answer.id == replying_to),
        wishes=tuple(wishes),
        talks=_talks_of(session, agreement_id),
    )


def _talks_of(session: Session, agreement_id: int) -> tuple[TalkRecord, ...]:
    rows = session.execute(
        sa.select(Talk, Version.number, sa.func.coalesce(_keeper.first_name, ""))
        .join(Version, Version.id == Talk.version_id)
        .outerjoin(_keeper, _keeper.id == Talk.kept_by_id)
        .where(Version.agreement_id == agreement_id)
        .order_by(Talk.on.desc(), Talk.id.desc())
        .options(selectinload(Talk.people))
    )
    return tuple(TalkRecord(*row) for row in rows)


def words_of(session: Session, *version_ids: int) -> dict[int, list[Words]]:
    """What versions say, point by point. One statement."""
    rows = session.execute(
        sa.select(Place.version_id, *WORD_COLUMNS)
        .join(Wording, Wording.id == Place.wording_id)
        .where(Place.version_id.in_(version_ids))
        .order_by(Place.position)
    )
    found: dict[int, list[Words]] = {version_id: [] for version_id in version_ids}
    for version_id, *words in rows:
        found[version_id].append(Words(*words))
    return found
