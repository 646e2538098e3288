"""The table of notices."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Moment

LONGEST_KEY = 80


class Notice(Base):
    """Something one person is told. `key` names what happened: the same thing is told to the same person once."""

    __tablename__ = "notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    key: Mapped[str] = mapped_column(sa.String(LONGEST_KEY))
    sentence: Mapped[str] = mapped_column(sa.String(200))  # a message of the interface
    facts: Mapped[dict[str, str]] = mapped_column(sa.JSON)  # for its gaps, see `actions.News`
    words: Mapped[str] = mapped_column(sa.String(300), default="")  # what somebody wrote about it, a line of its own
    picture: Mapped[str | None] = mapped_column(sa.String(60))
    href: Mapped[str] = mapped_column(sa.String(200), default="")
    made_at: Mapped[datetime] = mapped_column(Moment)
    last_day: Mapped[date]  # on which it is worth knowing
    seen_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (sa.UniqueConstraint("person_id", "key"),)
