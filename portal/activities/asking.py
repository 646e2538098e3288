"""Asking organisers, who have no account, whether an entry is true: a letter with a link for each of its activities."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.activities.models import Activity, ActivityLink, Organiser
from portal.activities.rules import ASKED_AGAIN, CONFIRMED_FOR, LINK_LASTS, Standing
from portal.mail.actions import queue
from portal.people.actions import secret
from portal.people.rules import hashed
from portal.refusal import N_, Refused

MOST_AT_ONCE = 500  # entries asked about by one press
HELLO = N_("Hej %(name)s")
SUBJECT = N_("Passer det stadig?")
WE_ASK = N_("I har aktiviteter på %(site)s.")
TELL_US = N_("Tryk på hvert link, og sig, om det passer.")
A_MONTH = N_("Linket virker i 30 dage.")
GREETING = N_("Venlig hilsen")
NO_EMAIL = N_("Skriv en mailadresse til arrangøren først.")
ASKED = N_("Arrangøren er spurgt for nylig. Vent, eller ring.")


@dataclass(frozen=True, slots=True)
class Asking:
    """From where a letter is sent: the portal's address, and the name of the site."""

    address: str
    site: str


def ask(session: Session, activity_id: int, asking: Asking, *, moment: datetime) -> None:
    """Ask an organiser about one activity. Raises `Refused` without an address, or when it was asked lately."""
    row = session.execute(_askable(moment).where(Activity.id == activity_id).with_for_update(of=Activity)).first()
    if row is None:
        email = session.scalar(
            sa.select(Organiser.email).join(Activity, Activity.organiser_id == Organiser.id).where(
                Activity.id == activity_id
            )
        )  # fmt: skip
        raise Refused(ASKED if email else NO_EMAIL)
    _write(session, [row], asking, moment)


def ask_all_stale(session: Session, asking: Asking, *, moment: datetime) -> int:
    """Ask every organiser with an address about their stale entries, one letter each. How many entries it was."""
    last_fresh = moment.date() - CONFIRMED_FOR
    stale = sa.or_(Activity.confirmed_on.is_(None), Activity.confirmed_on < last_fresh)
    rows = session.execute(
        _askable(moment)
        .where(stale)
        .order_by(Activity.organiser_id, Activity.code)
        .limit(MOST_AT_ONCE)
        .with_for_update(of=Activity)
    ).all()
    by_address: dict[str, list[sa.Row]] = {}
    for row in rows:
        by_address.setdefault(row.email, []).append(row)
    for each in by_address.values():
        _write(session, each, asking, moment)
    return len(rows)


def activity_of_link(session: Session, token: str, moment: datetime) -> tuple[Activity, bool] | None:
    """What a link is about and whether it has been used; `None` when there is no such link, or it is too old."""
    row = session.execute(
        sa.select(Activity, ActivityLink.used_at)
        .join(ActivityLink, ActivityLink.activity_id == Activity.id)
        .where(
            ActivityLink.token_hash == hashed(token), ActivityLink.ends_at > moment,
            Activity.standing == Standing.PUBLISHED,
        )
    ).first()  # fmt: skip
    return None if row is None else (row[0], row[1] is not None)


def confirm_by_link(session: Session, token: str, *, moment: datetime) -> bool:
    """The organiser says that it is true. The link says so once; whether it was now."""
    used = session.scalar(
        sa.update(ActivityLink)
        .where(ActivityLink.token_hash == hashed(token), ActivityLink.used_at.is_(None), ActivityLink.ends_at > moment)
        .values(used_at=moment)
        .returning(ActivityLink.activity_id)
    )
    if used is None:
        return False
    session.execute(sa.update(Activity).where(Activity.id == used).values(confirmed_on=moment.date()))
    return True


def _askable(moment: datetime) -> sa.Select:
    lately = sa.exists().where(ActivityLink.activity_id == Activity.id, ActivityLink.made_at > moment - ASKED_AGAIN)
    return (
        sa.select(Activity.id, Activity.code, Activity.title, Organiser.name, Organiser.email)
        .join(Organiser, Organiser.id == Activity.organiser_id)
        .where(Organiser.email.is_not(None), Activity.standing == Standing.PUBLISHED, ~lately)
    )


def _write(session: Session, rows: Sequence[sa.Row], asking: Asking, moment: datetime) -> None:
    """One letter about these entries of an organiser."""
    about = []
    for row in rows:
        token = secret()
        session.add(
            ActivityLink(token_hash=hashed(token), activity_id=row.id, made_at=moment, ends_at=moment + LINK_LASTS)
        )
        about.append(f"{row.code} {row.title}\n{asking.address}/aktiviteter/passer/{token}")
    parts = (
        HELLO % {"name": rows[0].name},
        f"{WE_ASK % {'site': asking.site}}\n{TELL_US}",
        *about,
        A_MONTH,
        f"{GREETING}\n{asking.site}",
    )
    queue(session, to=rows[0].email, subject=SUBJECT, body="\n\n".join(parts) + "\n", moment=moment)
