"""Tables about places, their hours, what is different for some days, and who has said so."""

from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base, Moment
from portal.people.models import Person, words
from portal.presence.facts import ChangeKind, HolidayPolicy, WeeklyHours

LONGEST_PLACE = 60  # characters

working_then = sa.Table(
    "place_hours_staff",
    Base.metadata,
    sa.Column("hours_id", sa.ForeignKey("place_hours.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("staff_id", sa.ForeignKey("person.id"), primary_key=True),
)


class Place(Base):
    """A place where staff are met. `where` is how a sentence says it: "i klubben"."""

    __tablename__ = "staffed_place"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(sa.String(40), unique=True)
    name: Mapped[str] = mapped_column(sa.String(LONGEST_PLACE))
    where: Mapped[str] = mapped_column(sa.String(LONGEST_PLACE))
    picture: Mapped[str] = mapped_column(sa.String(60))
    address: Mapped[str] = mapped_column(sa.String(LONGEST_PLACE), default="")
    position: Mapped[int]
    fresh_minutes: Mapped[int]  # how long one look is good for
    holidays: Mapped[HolidayPolicy] = mapped_column(words(HolidayPolicy))

    hours: Mapped[list["Hours"]] = relationship(order_by="Hours.weekday, Hours.starts", lazy="raise_on_sql")

    @property
    def fresh_for(self) -> timedelta:
        return timedelta(minutes=self.fresh_minutes)


class Hours(Base):
    """Hours of a place that come back: every week, or every n-th week counted from the anchor's."""

    __tablename__ = "place_hours"

    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(sa.ForeignKey("staffed_place.id"), index=True)
    weekday: Mapped[int]  # 0 is Monday
    starts: Mapped[time]
    ends: Mapped[time]
    every: Mapped[int] = mapped_column(default=1)  # weeks
    anchor: Mapped[date]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

    staff: Mapped[list[Person]] = relationship(secondary=working_then, order_by=Person.id, lazy="raise_on_sql")

    @property
    def rule(self) -> WeeklyHours:
        """What they say, with their people, who must have been read."""
        return WeeklyHours(
            self.weekday, self.starts, self.ends, self.every, self.anchor, self.valid_from, self.valid_to,
            tuple(sorted(each.id for each in self.staff)),
        )  # fmt: skip

    __table_args__ = (
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        sa.CheckConstraint("every >= 1", name="every"),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="validity"),
    )


class HoursEdit(Base):
    """A change of weekly hours: what they were and what they became. Nothing stands for hours that are not there."""

    __tablename__ = "place_hours_edit"

    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(sa.ForeignKey("staffed_place.id"), index=True)
    hours_id: Mapped[int]  # no foreign key: the hours may be gone
    before: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)
    undone_at: Mapped[datetime | None] = mapped_column(Moment)


class DayChange(Base):
    """What is different at a place for some days. Of two for the same day the newest counts."""

    __tablename__ = "place_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(sa.ForeignKey("staffed_place.id"))
    kind: Mapped[ChangeKind] = mapped_column(words(ChangeKind))
    first_day: Mapped[date]
    last_day: Mapped[date]
    spans: Mapped[list[list[str]]] = mapped_column(sa.JSON, default=list)  # [["12:00", "13:00"]]: the other hours
    moved_to_id: Mapped[int | None] = mapped_column(sa.ForeignKey("staffed_place.id"))
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)
    undone_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (
        sa.CheckConstraint("last_day >= first_day", name="days"),
        sa.Index("ix_place_change_place_id_last_day", "place_id", "last_day"),
        sa.Index("ix_place_change_moved_to_id", "moved_to_id"),  # whose hours are held here?
    )


class StaffAbsence(Base):
    """Somebody of the staff is away, and perhaps somebody else comes instead."""

    __tablename__ = "staff_absence"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    substitute_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)
    undone_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (
        sa.CheckConstraint("last_day >= first_day", name="days"),
        sa.CheckConstraint("substitute_id IS NULL OR substitute_id <> staff_id", name="substitute"),
        sa.Index("ix_staff_absence_last_day", "last_day"),
    )


class HolidayAnswer(Base):
    """Whether a place is open on one public holiday, said by somebody who knows.

    `times` and `said_at` are how often it was said otherwise and when it was last: calendars count it as a revision.
    """

    __tablename__ = "holiday_answer"

    place_id: Mapped[int] = mapped_column(sa.ForeignKey("staffed_place.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    is_open: Mapped[bool]
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    times: Mapped[int] = mapped_column(default=1)
    said_at: Mapped[datetime | None] = mapped_column(Moment)  # nothing for answers from before it was kept


class StaffArrival(Base):
    """Somebody of the staff came to a place, and perhaps left again."""

    __tablename__ = "staff_arrival"

    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(sa.ForeignKey("staffed_place.id"))
    staff_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    came_at: Mapped[datetime] = mapped_column(Moment)
    left_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (
        # nobody is in two places: of two taps at once the database lets one
        sa.Index("uq_staff_arrival_open", "staff_id", unique=True, sqlite_where=sa.text("left_at IS NULL"),
                 postgresql_where=sa.text("left_at IS NULL")),
        sa.Index("ix_staff_arrival_place_id_came_at", "place_id", "came_at"),
    )  # fmt: skip


class PlaceCheck(Base):
    """Somebody looked, and what the portal says of the place was right."""

    __tablename__ = "place_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(sa.ForeignKey("staffed_place.id"))
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (sa.Index("ix_place_check_place_id_at", "place_id", "at"),)
