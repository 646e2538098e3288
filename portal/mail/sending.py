"""Sending what waits in the outbox. Whoever sweeps takes a letter for a while, so that no two send the same."""

import logging
import secrets
import smtplib
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from portal.db import writing
from portal.mail.models import OutboxMail
from portal.settings import MailServer, Settings

LEASE = timedelta(minutes=10)  # longer than any server keeps us waiting: a letter taken and not sent is lost after it
FIRST_WAIT = timedelta(minutes=1)
GROWS = 4  # each wait is so many times the one before: 1 minute, 4, 16, an hour, four hours …
LONGEST_WAIT = timedelta(days=1)
MOST_TRIES = 8
PATIENCE = 30  # seconds for the mail server to answer

log = logging.getLogger("portal")

Transport = Callable[[EmailMessage], None]
"""Sends one letter. Raises `OSError` (which `smtplib`'s faults are) when it cannot."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of one sweep."""

    sent: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in the demo's mailbox."""

    to: str
    subject: str
    lines: tuple[str, ...]


def transport_of(settings: Settings) -> Transport | None:
    """How letters leave: by the mail server; without one a folder in the demo, and otherwise not at all."""
    if settings.mail_server is not None:
        return ByServer(settings.mail_server)
    return IntoFolder(settings.post_dir) if settings.demo else None


def sweep(engine: Engine, transport: Transport, moment: datetime, *, sender: str) -> Tally:
    """Send every letter whose time has come. A letter that cannot be sent waits longer each time, then is given up."""
    sent = failed = 0
    for number in _due(engine, moment):
        taken = _take(engine, number, moment)
        if taken is None:  # another sweeper has it
            continue
        try:
            transport(_message(taken, sender))
        except (OSError, ValueError) as fault:  # ValueError: an address or a subject that no letter can have
            failed += 1
            _put_back(engine, taken, moment)
            log.warning("mail=%s tries=%s kind=%s", number, taken.tries, type(fault).__name__)
        else:
            sent += 1
            _done(engine, number, sent_at=moment)
    return Tally(sent, failed)


def wait_after(tries: int) -> timedelta:
    """How long a letter rests after so many tries."""
    return min(FIRST_WAIT * GROWS ** (tries - 1), LONGEST_WAIT)


def _due(engine: Engine, moment: datetime) -> Sequence[int]:
    with engine.connect() as connection:
        due = sa.select(OutboxMail.id).where(*_is_waiting(moment)).order_by(OutboxMail.id)
        return connection.scalars(due).all()


def _take(engine: Engine, number: int, moment: datetime) -> OutboxMail | None:
    """Take one letter for as long as the lease: of two who try, the database lets one."""
    with writing(engine) as session:
        return session.scalars(
            sa.update(OutboxMail)
            .where(OutboxMail.id == number, *_is_waiting(moment))
            .values(leased_until=moment + LEASE, tries=OutboxMail.tries + 1)
            .returning(OutboxMail)
        ).one_or_none()


def _is_waiting(moment: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        OutboxMail.sent_at.is_(None),
        OutboxMail.given_up_at.is_(None),
        OutboxMail.next_try_at <= moment,
        sa.or_(OutboxMail.leased_until.is_(None), OutboxMail.leased_until <= moment),
    )


def _put_back(engine: Engine, mail: OutboxMail, moment: datetime) -> None:
    if mail.tries >= MOST_TRIES:
        _done(engine, mail.id, given_up_at=moment)
        return
    with writing(engine) as session:
        session.execute(
            sa.update(OutboxMail)
            .where(OutboxMail.id == mail.id)
            .values(leased_until=None, next_try_at=moment + wait_after(mail.tries))
        )


def _done(engine: Engine, number: int, **when: datetime) -> None:
    """The letter is sent or given up; its words are forgotten, for they may hold the secret of a link."""
    with writing(engine) as session:
        session.execute(sa.update(OutboxMail).where(OutboxMail.id == number).values(body="", leased_until=None, **when))


def _message(mail: OutboxMail, sender: str) -> EmailMessage:
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = sender
    message["To"] = Address(addr_spec=mail.to_address)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.made_at)
    message["Message-ID"] = f"<{mail.id}.{int(mail.made_at.timestamp())}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.body, cte="quoted-printable")
    return message


@dataclass(frozen=True, slots=True)
class ByServer:
    """A mail server. Nothing goes to another machine unencrypted."""

    server: MailServer
    trusted: ssl.SSLContext | None = None  # for tests; otherwise the machine's own certificates

    def __call__(self, message: EmailMessage) -> None:
        with self._connected() as smtp:
            if self.server.user:
                smtp.login(self.server.user, self.server.password)
            smtp.send_message(message)

    def _connected(self) -> smtplib.SMTP:
        server, trusted = self.server, self.trusted or ssl.create_default_context()
        if server.encrypted:
            return smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=trusted)
        smtp = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
        if not server.is_local:
            try:
                smtp.starttls(context=trusted)
            except BaseException:
                smtp.close()
                raise
        return smtp


@dataclass(frozen=True, slots=True)
class IntoFolder:
    """A folder with a file for each letter: the demo's mail server."""

    folder: Path

    def __call__(self, message: EmailMessage) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        number = sum(1 for _each in self.folder.glob("*.eml")) + 1
        begun = self.folder / f".{secrets.token_hex(4)}"
        begun.write_bytes(message.as_bytes())
        begun.replace(self.folder / f"{number:04}-{secrets.token_hex(4)}.eml")


def letters_in(folder: Path) -> list[Letter]:
    """The letters in the demo's folder, newest first."""
    found = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in sorted(folder.glob("*.eml"))]
    return [
        Letter(str(each["To"]), str(each["Subject"]), tuple(each.get_content().splitlines()))  # type: ignore[union-attr]
        for each in reversed(found)
    ]
