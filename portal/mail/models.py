"""The outbox: letters that wait to be sent."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Moment

LONGEST_ADDRESS = 254  # RFC 5321
LONGEST_SUBJECT = 200


class OutboxMail(Base):
    """A letter on its way. Its body is emptied when it is done with: it may hold the secret of a link."""

    __tablename__ = "outbox_mail"

    id: Mapped[int] = mapped_column(primary_key=True)
    to_address: Mapped[str] = mapped_column(sa.String(LONGEST_ADDRESS))
    subject: Mapped[str] = mapped_column(sa.String(LONGEST_SUBJECT))
    body: Mapped[str] = mapped_column(sa.Text)
    made_at: Mapped[datetime] = mapped_column(Moment)
    leased_until: Mapped[datetime | None] = mapped_column(Moment)  # somebody is sending it just now
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime] = mapped_column(Moment)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    given_up_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (
        sa.Index(
            "ix_outbox_mail_waiting", "next_try_at",
            sqlite_where=sa.text("sent_at IS NULL AND given_up_at IS NULL"),
            postgresql_where=sa.text("sent_at IS NULL AND given_up_at IS NULL"),
        ),
    )  # fmt: skip
