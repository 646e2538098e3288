"""What is done with agreements: written and published by staff, answered, agreed and wished about by the resident."""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.agreements import rules
from portal.agreements.models import (
    WORDS,
    Agreement,
    Answer,
    Place,
    Point,
    QuestionTry,
    StaffReply,
    Talk,
    TalkPerson,
    Version,
    Wish,
    Wording,
)
from portal.agreements.rules import How, Reading, Reply, Stroke
from portal.refusal import N_, Refused

Words = dict[str, object]
PointWords = tuple[int | None, Words]  # a point's identity, `None` for a new one, and what it says


NO_POINT = N_("En aftale skal have et punkt. Skriv et punkt.")
TOO_MANY_POINTS = N_("Aftalen er for lang. Del den i to aftaler.")


# --- staff write and publish ---------------------------------------------------------------------------------


def begin(session: Session, *, resident_id: int, kind: str, moment: datetime) -> Agreement:
    """Begin an agreement that has no words yet: the resident meets it when it is published."""
    agreement = Agreement(resident_id=resident_id, kind=kind, made_at=moment)
    session.add(agreement)
    session.flush()
    return agreement


def publish(
    session: Session,
    agreement_id: int,
    *,
    title: str,
    picture: str | None,
    points: Sequence[PointWords],
    by_id: int | None,
    moment: datetime,
    hard_because: str = "",
) -> Version:
    """Let the agreement say this from now on. Words that are as before stay the same, and keep their answers."""
    if not points:
        raise Refused(NO_POINT)
    if len(points) > rules.MOST_POINTS:
        raise Refused(TOO_MANY_POINTS)
    agreement = _held(session, agreement_id)
    newest = session.scalar(sa.select(sa.func.max(Version.number)).where(Version.agreement_id == agreement_id)) or 0
    known = _newest_words(session, agreement_id)
    identities = set(session.scalars(sa.select(Point.id).where(Point.agreement_id == agreement_id)))
    version = Version(
        agreement_id=agreement_id, number=newest + 1, title=title, picture=picture,
        published_at=moment, published_by_id=by_id, hard_because=hard_because,
    )  # fmt: skip
    for position, (asked_for, words) in enumerate(points):
        point_id = asked_for if asked_for in identities else _new_point(session, agreement_id)
        identities.discard(point_id)  # a point stands in a version once
        wording = known.get(point_id)
        if wording is None or wording.says != _complete(words):
            wording = Wording(point_id=point_id, **_complete(words))
            session.add(wording)
            session.flush()
        version.places.append(Place(position=position, point_id=point_id, wording_id=wording.id))
    session.add(version)
    agreement.ended_at = None
    session.flush()
    return version


def withdraw(session: Session, agreement_id: int, *, moment: datetime) -> None:
    """Take an agreement back: the resident no longer meets it, until it is published again."""
    _held(session, agreement_id).ended_at = moment
    session.flush()


def plan_talk(session: Session, agreement: Agreement, on: date | None) -> None:
    """Set the day of "Vi taler om den igen"."""
    agreement.next_talk_on = on
    session.flush()


def deal_with(session: Session, asked: Answer | Wish, *, by_id: int, moment: datetime) -> None:
    """Staff have talked with the resident about what she asked or wished."""
    if asked.dealt_with_at is None:
        asked.dealt_with_at, asked.dealt_with_by_id = moment, by_id
        session.flush()


def reply(session: Session, asked: Answer, *, sentence: str, picture: str | None, by_id: int, moment: datetime) -> None:
    """Say something back to a doubt or a question. It stands at the point; a second reply takes the first's place."""
    session.refresh(asked, with_for_update=True)  # two who reply at once do it one after the other
    said = session.scalar(sa.select(StaffReply).where(StaffReply.answer_id == asked.id))
    if said is None:
        said = StaffReply(answer_id=asked.id)
        session.add(said)
    said.sentence, said.picture, said.by_id, said.at = sentence, picture, by_id, moment
    deal_with(session, asked, by_id=by_id, moment=moment)
    session.flush()


# --- the resident answers ------------------------------------------------------------------------------------


def answer(
    session: Session,
    wording: Wording | rules.Words,
    reply: Reply,
    *,
    reading: Reading,
    tap: str,
    moment: datetime,
) -> None:
    """Keep what the resident says to a point, and how it came about. The same tap twice is once."""
    tries = session.scalar(sa.select(sa.func.count()).where(QuestionTry.wording_id == wording.id)) or 0
    _once(
        session,
        Answer(
            wording_id=wording.id,
            reply=reply,
            how=reading.how(picture_question_answered=tries > 0),
            with_whom=reading.with_whom,
            question_tries=tries,
            at=moment,
            tap=tap,
        ),
        Answer.wording_id == wording.id,
    )


def answer_question(
    session: Session, wording: Wording | rules.Words, said: bool, *, tap: str, moment: datetime
) -> None:
    """Keep one go at a point's picture question."""
    _once(
        session,
        QuestionTry(wording_id=wording.id, said=said, was_right=said is wording.answer, at=moment, tap=tap),
        QuestionTry.wording_id == wording.id,
    )


def talk(
    session: Session,
    version_id: int,
    *,
    on: date,
    people: Sequence[tuple[int | None, str]],
    said_yes: bool,
    signature: Sequence[Stroke] | None,
    tap: str,
    moment: datetime,
    how: How | None = None,
    by_id: int | None = None,
) -> None:
    """Keep a meeting of people about a version: the day, who was there, whether all said yes, a drawn signature.

    When staff keep it they say how they made sure that the resident understood.
    """
    _once(
        session,
        Talk(
            version_id=version_id,
            on=on,
            said_yes=said_yes,
            signature=[[list(dot) for dot in stroke] for stroke in signature] if signature else None,
            how=how,
            kept_by_id=by_id,
            kept_at=moment,
            tap=tap,
            people=[TalkPerson(person_id=person_id, name=name) for person_id, name in people],
        ),
        Talk.version_id == version_id,
    )


def wish(session: Session, agreement_id: int, *, point_id: int | None, text: str, tap: str, moment: datetime) -> None:
    """Keep "Jeg vil ændre aftalen"."""
    row = Wish(agreement_id=agreement_id, point_id=point_id, text=text, at=moment, tap=tap)
    _once(session, row, Wish.agreement_id == agreement_id)


def _once(session: Session, row: Answer | QuestionTry | Talk | Wish, of: sa.ColumnElement[bool]) -> None:
    """Add a row that its unique `tap` keeps from being added twice, also by two requests at once."""
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        kind = type(row)
        if session.scalar(sa.select(kind.id).where(of, kind.tap == row.tap)) is None:
            raise


def _held(session: Session, agreement_id: int) -> Agreement:
    """The agreement, with nobody else publishing it meanwhile."""
    return session.scalars(
        sa.select(Agreement)
        .where(Agreement.id == agreement_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def _newest_words(session: Session, agreement_id: int) -> dict[int, Wording]:
    """The words the resident knows, by point."""
    newest = (
        sa.select(Version.id)
        .where(Version.agreement_id == agreement_id)
        .order_by(Version.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = session.scalars(
        sa.select(Wording).join(Place, Place.wording_id == Wording.id).where(Place.version_id == newest)
    )
    return {wording.point_id: wording for wording in rows}


def _complete(words: Words) -> Words:
    return {name: words.get(name, None if name.endswith("picture") or name == "answer" else "") for name in WORDS}


def _new_point(session: Session, agreement_id: int) -> int:
    point = Point(agreement_id=agreement_id)
    session.add(point)
    session.flush()
    return point.id
