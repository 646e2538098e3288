"""The table of pages somebody found hard."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Moment

LONGEST_ADDRESS = 200  # characters of a page's path
LONGEST_TITLE = 300
LONGEST_TAP = 32


class HardPage(Base):
    """A page somebody found hard, once a day. What stood on it is never kept, only its path and its title.

    `person_id` is nobody for a stranger. `tap` is the tap that said so last.
    """

    __tablename__ = "hard_page"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    address: Mapped[str] = mapped_column(sa.String(LONGEST_ADDRESS))
    title: Mapped[str] = mapped_column(sa.String(LONGEST_TITLE))
    day: Mapped[date]
    at: Mapped[datetime] = mapped_column(Moment)
    tap: Mapped[str] = mapped_column(sa.String(LONGEST_TAP))
    dealt_with_at: Mapped[datetime | None] = mapped_column(Moment)
    dealt_with_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))

    __table_args__ = (
        sa.UniqueConstraint("person_id", "address", "day"),
        sa.Index(
            "uq_hard_page_by_a_stranger", "address", "day", unique=True,
            sqlite_where=sa.text("person_id IS NULL"), postgresql_where=sa.text("person_id IS NULL"),
        ),
    )  # fmt: skip
