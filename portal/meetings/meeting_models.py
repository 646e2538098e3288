"""Tables about meetings: when they are, their agenda, cards, who was there, minutes."""

from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base, Moment
from portal.meetings.meeting_rules import Colour, ItemKind, Times, Voting
from portal.meetings.models import PICTURE, SENTENCE, Idea
from portal.meetings.monthly import Monthly
from portal.meetings.rules import Step
from portal.meetings.survey_models import Survey
from portal.people.models import words

LONGEST_PLACE = 60  # characters
ALIVE = sa.text("cancelled_at IS NULL")


class MeetingRule(Base):
    """ "Den første tirsdag hver måned". One rule counts at a time; what it has laid can be moved and cancelled."""

    __tablename__ = "meeting_rule"

    id: Mapped[int] = mapped_column(primary_key=True)
    weekday: Mapped[int]
    which: Mapped[int]  # 1 to 4, or -1 for the last
    starts: Mapped[time]
    place: Mapped[str] = mapped_column(sa.String(40))  # the short name of a place
    where: Mapped[str] = mapped_column(sa.String(LONGEST_PLACE))  # how a sentence says it: "i klubben"
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    made_at: Mapped[datetime] = mapped_column(Moment)
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    ended_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_known"),
        sa.CheckConstraint("which IN (-1, 1, 2, 3, 4)", name="which_known"),
    )

    @property
    def monthly(self) -> Monthly:
        return Monthly(self.weekday, self.which, self.starts_on, self.ends_on)


class Meeting(Base):
    """One meeting. `rule_day` is the day the rule laid it on, also when it was moved."""

    __tablename__ = "meeting"

    id: Mapped[int] = mapped_column(primary_key=True)
    rule_id: Mapped[int | None] = mapped_column(sa.ForeignKey("meeting_rule.id"))
    rule_day: Mapped[date | None]
    on: Mapped[date] = mapped_column(index=True)
    starts: Mapped[time]
    begins_at: Mapped[datetime] = mapped_column(Moment)  # of `on` and `starts`, for comparing
    place: Mapped[str] = mapped_column(sa.String(40))
    where: Mapped[str] = mapped_column(sa.String(LONGEST_PLACE))
    announced_at: Mapped[datetime | None] = mapped_column(Moment)
    changes: Mapped[int] = mapped_column(default=0)  # how often it was moved or cancelled: SEQUENCE of a calendar
    cancelled_at: Mapped[datetime | None] = mapped_column(Moment)
    cancelled_because: Mapped[str] = mapped_column(SENTENCE, default="")
    opened_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    shows_item_id: Mapped[int | None]  # on the big screen; none is the list of all
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))

    __table_args__ = (
        sa.UniqueConstraint("rule_id", "rule_day"),
        sa.CheckConstraint("closed_at IS NULL OR opened_at IS NOT NULL", name="closed_was_open"),
        sa.Index(
            "uq_meeting_one_alive", "on", "starts", "place", unique=True, sqlite_where=ALIVE, postgresql_where=ALIVE
        ),
        {"sqlite_autoincrement": True},
    )

    @property
    def times(self) -> Times:
        """What the rules ask for."""
        return Times(
            self.announced_at is not None, self.opened_at is not None, self.closed_at is not None,
            self.cancelled_at is not None,
        )  # fmt: skip


class Item(Base):
    """One thing on an agenda, the cards about it, and what was decided. An idea stands on an agenda once.

    `sentence` is a written item's own words; an idea's are its wording's. While people vote their cards are rows;
    when the voting is closed only the numbers are left, and nobody can find out who showed what.
    """

    __tablename__ = "meeting_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"))
    kind: Mapped[ItemKind] = mapped_column(words(ItemKind))
    position: Mapped[int]
    idea_id: Mapped[int | None] = mapped_column(sa.ForeignKey("idea.id"), index=True)
    survey_id: Mapped[int | None] = mapped_column(sa.ForeignKey("survey.id"))
    sentence: Mapped[str] = mapped_column(SENTENCE, default="")
    picture: Mapped[str | None] = mapped_column(PICTURE)
    was_owed: Mapped[bool] = mapped_column(default=False)  # a promise whose day had come when the meeting opened
    voting: Mapped[Voting] = mapped_column(words(Voting), default=Voting.NOT_YET)
    phones: Mapped[dict[str, int]] = mapped_column(sa.JSON, default=dict)  # cards by `Colour`, when voting is closed
    paper: Mapped[dict[str, int]] = mapped_column(sa.JSON, default=dict)  # counted in the room
    outcome: Mapped[Step | None] = mapped_column(words(Step))
    decision: Mapped[str] = mapped_column(SENTENCE, default="")  # what was decided, in one line
    reason: Mapped[str] = mapped_column(SENTENCE, default="")
    until: Mapped[date | None]
    responsible_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))

    idea: Mapped[Idea | None] = relationship(lazy="raise_on_sql")
    survey: Mapped[Survey | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        sa.UniqueConstraint("meeting_id", "idea_id"),
        sa.CheckConstraint("(kind = 'idea') = (idea_id IS NOT NULL)", name="idea_of_its_kind"),
        sa.CheckConstraint("(kind = 'survey') = (survey_id IS NOT NULL)", name="survey_of_its_kind"),
        sa.Index("ix_meeting_item_meeting_position", "meeting_id", "position"),
        {"sqlite_autoincrement": True},
    )


class ShownCard(Base):
    """A card somebody shows from a phone. The row is deleted when the voting is closed."""

    __tablename__ = "meeting_card"

    item_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting_item.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    colour: Mapped[Colour] = mapped_column(words(Colour))


class MeetingPerson(Base):
    """A resident and a meeting: whether she means to come, whether she was there, whether she may be named."""

    __tablename__ = "meeting_person"

    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True, index=True)
    comes: Mapped[bool | None]
    was_there: Mapped[bool] = mapped_column(default=False)
    may_be_named: Mapped[bool | None]  # her own word, at any time; until she has said yes she is not


class Minutes(Base):
    """A version of what was said and decided, as lines. Never changed; a correction is the next version.

    Who was there is not in the lines: somebody may want to be named no more.
    """

    __tablename__ = "meeting_minutes"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(SENTENCE)
    picture: Mapped[str | None] = mapped_column(PICTURE)
    lines: Mapped[list[list[Any]]] = mapped_column(sa.JSON)  # [part, sentence, picture] in order
    hard_because: Mapped[str] = mapped_column(sa.Text, default="")
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (sa.UniqueConstraint("meeting_id", "number"),)
