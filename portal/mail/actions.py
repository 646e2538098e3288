"""Putting letters in the outbox."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.mail.models import OutboxMail


def queue(session: Session, *, to: str, subject: str, body: str, moment: datetime) -> None:
    """Let a letter be sent when this transaction is kept, and not at all when it is discarded."""
    session.add(OutboxMail(to_address=to, subject=subject, body=body, made_at=moment, next_try_at=moment))
    session.flush()
