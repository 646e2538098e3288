"""Tables of agreements. What is published is never changed in place; the session refuses it."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from portal.agreements.rules import How, Reply
from portal.db import Base, Moment
from portal.people.models import Person, words

SENTENCE = sa.String(300)
PICTURE = sa.String(60)  # a pictogram's key, or a photo's name


class Agreement(Base):
    """One agreement with one resident, whatever its wording is just now. Without versions it is still being written."""

    __tablename__ = "agreement"

    id: Mapped[int] = mapped_column(primary_key=True)
    resident_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(40))
    made_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)  # taken back; publishing begins it again
    next_talk_on: Mapped[date | None]

    resident: Mapped[Person] = relationship(lazy="raise_on_sql")
    versions: Mapped[list["Version"]] = relationship(
        back_populates="agreement", order_by="Version.number", lazy="raise_on_sql"
    )


class Version(Base):
    """What the agreement says, from one publishing to the next."""

    __tablename__ = "agreement_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(SENTENCE)
    picture: Mapped[str | None] = mapped_column(PICTURE)
    published_at: Mapped[datetime] = mapped_column(Moment)
    published_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    hard_because: Mapped[str] = mapped_column(sa.Text, default="")  # why it was published in spite of a finding

    agreement: Mapped[Agreement] = relationship(back_populates="versions", lazy="raise_on_sql")
    places: Mapped[list["Place"]] = relationship(
        order_by="Place.position", cascade="all, delete-orphan", lazy="raise_on_sql"
    )

    __table_args__ = (sa.UniqueConstraint("agreement_id", "number"),)


class Point(Base):
    """A point's identity, the same through all versions."""

    __tablename__ = "agreement_point"

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement.id"), index=True)


class Wording(Base):
    """The words of a point: its line, why, what happens when it goes wrong, who helps, a question.

    Versions share the wordings they agree on. So an answer belongs to words, and words that have not changed
    keep the answer they were given.
    """

    __tablename__ = "agreement_wording"

    id: Mapped[int] = mapped_column(primary_key=True)
    point_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement_point.id"), index=True)
    sentence: Mapped[str] = mapped_column(SENTENCE)
    picture: Mapped[str | None] = mapped_column(PICTURE)
    why: Mapped[str] = mapped_column(SENTENCE, default="")
    why_picture: Mapped[str | None] = mapped_column(PICTURE)
    goes_wrong: Mapped[str] = mapped_column(SENTENCE, default="")
    goes_wrong_picture: Mapped[str | None] = mapped_column(PICTURE)
    helper: Mapped[str] = mapped_column(SENTENCE, default="")
    helper_picture: Mapped[str | None] = mapped_column(PICTURE)
    question: Mapped[str] = mapped_column(SENTENCE, default="")
    question_picture: Mapped[str | None] = mapped_column(PICTURE)
    answer: Mapped[bool | None]  # what is right to say to the question
    explained: Mapped[str] = mapped_column(SENTENCE, default="")  # said kindly whatever was answered
    explained_picture: Mapped[str | None] = mapped_column(PICTURE)

    __table_args__ = (sa.CheckConstraint("(question = '') = (answer IS NULL)", name="question_has_answer"),)

    @property
    def says(self) -> dict[str, object]:
        """All that a resident meets in it: two wordings that say the same are one."""
        return {name: getattr(self, name) for name in WORDS}


WORDS = (
    "sentence", "picture", "why", "why_picture", "goes_wrong", "goes_wrong_picture", "helper", "helper_picture",
    "question", "question_picture", "answer", "explained", "explained_picture",
)  # fmt: skip


class Place(Base):
    """Where a wording stands in a version. A point stands in a version once."""

    __tablename__ = "agreement_place"

    version_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement_version.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    point_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement_point.id"))
    wording_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement_wording.id"), index=True)

    wording: Mapped[Wording] = relationship(lazy="raise_on_sql")

    __table_args__ = (sa.UniqueConstraint("version_id", "point_id"),)


class Answer(Base):
    """What the resident said to a wording: all of it is kept, the newest counts."""

    __tablename__ = "agreement_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    wording_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement_wording.id"), index=True)
    reply: Mapped[Reply] = mapped_column(words(Reply))
    how: Mapped[How] = mapped_column(words(How))
    with_whom: Mapped[str] = mapped_column(sa.String(60), default="")
    question_tries: Mapped[int] = mapped_column(default=0)  # picture questions answered before this
    at: Mapped[datetime] = mapped_column(Moment)
    tap: Mapped[str] = mapped_column(sa.String(32))
    dealt_with_at: Mapped[datetime | None] = mapped_column(Moment)
    dealt_with_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))

    __table_args__ = (sa.UniqueConstraint("wording_id", "tap"),)


class StaffReply(Base):
    """What staff said back to a doubt or a question, as a line: it stands at the point from then on."""

    __tablename__ = "agreement_staff_reply"

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement_answer.id"), unique=True)
    sentence: Mapped[str] = mapped_column(SENTENCE)
    picture: Mapped[str | None] = mapped_column(PICTURE)
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)


class QuestionTry(Base):
    """One go at a picture question."""

    __tablename__ = "agreement_question_try"

    id: Mapped[int] = mapped_column(primary_key=True)
    wording_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement_wording.id"), index=True)
    said: Mapped[bool]
    was_right: Mapped[bool]
    at: Mapped[datetime] = mapped_column(Moment)
    tap: Mapped[str] = mapped_column(sa.String(32))

    __table_args__ = (sa.UniqueConstraint("wording_id", "tap"),)


class Talk(Base):
    """A meeting of people about a version: when, who was there, whether all said yes, a drawn signature."""

    __tablename__ = "agreement_talk"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement_version.id"), index=True)
    on: Mapped[date]
    said_yes: Mapped[bool]
    how: Mapped[How | None] = mapped_column(words(How))  # how staff made sure that she understood
    signature: Mapped[list[Any] | None] = mapped_column(sa.JSON)  # strokes, see rules.strokes
    kept_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))  # none: the resident herself
    kept_at: Mapped[datetime] = mapped_column(Moment)
    tap: Mapped[str] = mapped_column(sa.String(32))

    people: Mapped[list["TalkPerson"]] = relationship(order_by="TalkPerson.id", lazy="raise_on_sql")

    __table_args__ = (sa.UniqueConstraint("version_id", "tap"),)


class TalkPerson(Base):
    """Somebody who was there. The name is kept as it was said, also for people the portal does not know."""

    __tablename__ = "agreement_talk_person"

    id: Mapped[int] = mapped_column(primary_key=True)
    talk_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement_talk.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(sa.String(60))


class Wish(Base):
    """ "Jeg vil ændre aftalen": which points, and what she says about it."""

    __tablename__ = "agreement_wish"

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement.id"), index=True)
    point_id: Mapped[int | None] = mapped_column(sa.ForeignKey("agreement_point.id"))
    text: Mapped[str] = mapped_column(sa.Text, default="")
    at: Mapped[datetime] = mapped_column(Moment)
    tap: Mapped[str] = mapped_column(sa.String(32))
    dealt_with_at: Mapped[datetime | None] = mapped_column(Moment)
    dealt_with_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))

    __table_args__ = (sa.UniqueConstraint("agreement_id", "tap"),)


class PublishedIsFixed(RuntimeError):
    """A fault of ours: something tried to change what a resident has already heard."""


@event.listens_for(Version, "before_update")
@event.listens_for(Version, "before_delete")
@event.listens_for(Place, "before_update")
@event.listens_for(Place, "before_delete")
@event.listens_for(Wording, "before_update")
@event.listens_for(Wording, "before_delete")
def _is_fixed(_mapper: object, _connection: object, row: Version | Place | Wording) -> None:
    session = object_session(row)
    if session is None or row in session.deleted or session.is_modified(row):
        raise PublishedIsFixed("what a resident has heard is never changed")


@event.listens_for(Place, "before_insert")
def _has_its_version(_mapper: object, _connection: object, place: Place) -> None:
    """Points come together with their version, and never after."""
    session = object_session(place)
    new = session.new if session is not None else ()
    if not any(isinstance(row, Version) and place in row.places for row in new):
        raise PublishedIsFixed("a published version never gets another point")
