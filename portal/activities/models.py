"""Tables of the catalogue: organisers, venues, activities, when they are, codes, and what the search reads."""

from datetime import date, datetime, time

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.activities.recurrence import Change, Every, Rule
from portal.activities.rules import (
    Audience,
    Freshness,
    Interest,
    Joining,
    Price,
    ReportKind,
    Standing,
    freshness,
)  # fmt: skip
from portal.db import Base, Moment
from portal.people.models import words

SENTENCE = sa.String(300)
PICTURE = sa.String(60)
NAME = sa.String(80)
PHONE = sa.String(20)


class Organiser(Base):
    """Who offers activities. `email` is for us alone: it stands in nothing that is public."""

    __tablename__ = "organiser"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(sa.String(40), unique=True)
    name: Mapped[str] = mapped_column(NAME)
    phone: Mapped[str | None] = mapped_column(PHONE)
    email: Mapped[str | None] = mapped_column(sa.String(254))
    website: Mapped[str | None] = mapped_column(sa.String(200))
    is_demo: Mapped[bool] = mapped_column(default=False)


class Venue(Base):
    """Where. `access` says of each `Access` what is `Known`; what is missing is unknown. `ways` are lines: the way
    from the bus, from the car park, through the door."""

    __tablename__ = "venue"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(sa.String(40), unique=True)
    name: Mapped[str] = mapped_column(NAME)
    where: Mapped[str] = mapped_column(NAME)  # how a sentence says it: "i Vejleåparken"
    address: Mapped[str] = mapped_column(sa.String(120), default="")
    area: Mapped[str] = mapped_column(sa.String(40), index=True)  # "Vejleåparken"
    landmark: Mapped[str] = mapped_column(SENTENCE, default="")  # "Det gule hus ved søen."
    access: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)
    ways: Mapped[list[list[str | None]]] = mapped_column(sa.JSON, default=list)  # [sentence, picture] in order
    photo: Mapped[str | None] = mapped_column(sa.String(80))
    is_step_free: Mapped[bool] = mapped_column(default=False)  # of `access`, for the filter


class Activity(Base):
    """Something that goes on. `lines` are the easy words; `ordinary` the usual text, one tap away."""

    __tablename__ = "activity"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(3), sa.ForeignKey("activity_code.code"), unique=True)
    title: Mapped[str] = mapped_column(SENTENCE, default="")
    picture: Mapped[str | None] = mapped_column(PICTURE)
    lines: Mapped[list[list[str | None]]] = mapped_column(sa.JSON, default=list)
    ordinary: Mapped[str] = mapped_column(sa.Text, default="")
    interest: Mapped[Interest] = mapped_column(words(Interest))
    audience: Mapped[Audience] = mapped_column(words(Audience), default=Audience.EVERYBODY)
    organiser_id: Mapped[int] = mapped_column(sa.ForeignKey("organiser.id"), index=True)
    venue_id: Mapped[int | None] = mapped_column(sa.ForeignKey("venue.id"), index=True)  # none: at home, by phone
    phone: Mapped[str | None] = mapped_column(PHONE)  # none: the organiser's
    kroner: Mapped[int | None]
    price_note: Mapped[str] = mapped_column(SENTENCE, default="")
    joining: Mapped[Joining] = mapped_column(words(Joining), default=Joining.OPEN)
    capacity: Mapped[int | None]  # none: as many as come
    has_companion: Mapped[bool] = mapped_column(default=False)  # somebody can come along
    has_transport: Mapped[bool] = mapped_column(default=False)
    wants_helpers: Mapped[bool] = mapped_column(default=False)
    law: Mapped[str] = mapped_column(sa.String(120), default="")  # "Lov om social service § 79"
    law_from: Mapped[date | None]
    funding: Mapped[str] = mapped_column(SENTENCE, default="")
    standing: Mapped[Standing] = mapped_column(words(Standing), default=Standing.DRAFT)
    confirmed_on: Mapped[date | None]
    is_demo: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime] = mapped_column(Moment)
    changed_at: Mapped[datetime] = mapped_column(Moment)

    organiser: Mapped[Organiser] = relationship(lazy="raise_on_sql")
    venue: Mapped[Venue | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        sa.CheckConstraint("capacity IS NULL OR capacity > 0", name="capacity_of_somebody"),
        sa.CheckConstraint("kroner IS NULL OR kroner >= 0", name="price_not_below_nothing"),
        sa.Index("ix_activity_standing_interest", "standing", "interest"),
        {"sqlite_autoincrement": True},
    )

    @property
    def price(self) -> Price:
        return Price(self.kroner, self.price_note)

    def freshness(self, today: date) -> Freshness:
        return freshness(self.confirmed_on, today)


class ActivityCode(Base):
    """Every code that was ever given. Rows are never deleted: what is printed must not come to mean something else."""

    __tablename__ = "activity_code"

    code: Mapped[str] = mapped_column(sa.String(3), primary_key=True)
    given_at: Mapped[datetime] = mapped_column(Moment)


class ActivityRule(Base):
    """When it is, as `recurrence.Rule` says it."""

    __tablename__ = "activity_rule"

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(sa.ForeignKey("activity.id"), index=True)
    every: Mapped[Every] = mapped_column(words(Every))
    first: Mapped[date]
    last: Mapped[date | None]
    starts: Mapped[time]
    ends: Mapped[time]
    weekday: Mapped[int] = mapped_column(default=0)
    step: Mapped[int] = mapped_column(default=1)
    which: Mapped[int] = mapped_column(default=1)
    on_red_days: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_known"),
        sa.CheckConstraint("step BETWEEN 1 AND 52", name="step_of_a_year"),
        sa.CheckConstraint("starts < ends", name="ends_after_it_starts"),
    )

    @property
    def rule(self) -> Rule:
        return Rule(
            self.every, self.first, self.starts, self.ends, self.last, self.weekday, self.step, self.which,
            self.on_red_days, self.id,
        )  # fmt: skip


class ActivityChange(Base):
    """What is otherwise about one day, as `recurrence.Change` says it."""

    __tablename__ = "activity_change"

    rule_id: Mapped[int] = mapped_column(sa.ForeignKey("activity_rule.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    is_cancelled: Mapped[bool]
    on: Mapped[date | None]
    starts: Mapped[time | None]
    ends: Mapped[time | None]
    because: Mapped[str] = mapped_column(SENTENCE, default="")
    made_at: Mapped[datetime] = mapped_column(Moment)

    @property
    def change(self) -> Change:
        return Change(self.rule_id, self.day, self.is_cancelled, self.on, self.starts, self.ends, self.because)


class ActivityOccurrence(Base):
    """Once, in the weeks ahead. Made of the rules and the changes, and made anew when they change or time goes on."""

    __tablename__ = "activity_occurrence"

    rule_id: Mapped[int] = mapped_column(sa.ForeignKey("activity_rule.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(sa.ForeignKey("activity.id"))
    on: Mapped[date]
    starts: Mapped[time]
    ends: Mapped[time]
    part: Mapped[str] = mapped_column(sa.String(10))  # a `PartOfDay`
    is_cancelled: Mapped[bool] = mapped_column(default=False)
    is_moved: Mapped[bool] = mapped_column(default=False)
    because: Mapped[str] = mapped_column(SENTENCE, default="")

    __table_args__ = (
        sa.Index("ix_activity_occurrence_on", "on", "activity_id"),
        sa.Index("ix_activity_occurrence_activity", "activity_id", "on", "starts"),
    )


class ActivityReport(Base):
    """Somebody says that something is wrong; who it was is not kept. `tap` is the tap that said so."""

    __tablename__ = "activity_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(sa.ForeignKey("activity.id"))
    kind: Mapped[ReportKind] = mapped_column(words(ReportKind))
    text: Mapped[str] = mapped_column(SENTENCE, default="")
    at: Mapped[datetime] = mapped_column(Moment)
    tap: Mapped[str] = mapped_column(sa.String(32), unique=True)
    dealt_with_at: Mapped[datetime | None] = mapped_column(Moment)
    dealt_with_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))

    __table_args__ = (
        sa.Index("ix_activity_report_waiting", "activity_id", "dealt_with_at"),
        sa.Index("ix_activity_report_at", "at"),
    )


class ActivityLink(Base):
    """A link in a letter by which an organiser says once that an activity is true. Only its secret's hash is kept."""

    __tablename__ = "activity_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32), unique=True)
    activity_id: Mapped[int] = mapped_column(sa.ForeignKey("activity.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (sa.Index("ix_activity_link_made", "activity_id", "made_at"),)


class SearchTerm(Base):
    """A word that stands in some published activity, as the search writes it: for mending one wrong letter."""

    __tablename__ = "activity_term"

    term: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    length: Mapped[int] = mapped_column(index=True)
