"""What happens to people, devices, cards and visits. Each verb flushes; the request's end keeps or discards."""

import secrets
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.people import rules
from portal.people.models import (
    Attachment,
    Card,
    Device,
    Draft,
    Enrolment,
    LogEntry,
    LogKind,
    Passkey,
    Person,
    Visit,
)
from portal.people.rules import CameInBy, DeviceKind, hashed
from portal.refusal import N_, Refused

LONGEST_DRAFT = 20_000  # characters


def secret() -> str:
    """32 random bytes, written so that they fit in an address."""
    return secrets.token_urlsafe(32)


def note(
    session: Session,
    kind: LogKind,
    *,
    moment: datetime,
    who_id: int | None = None,
    whose_id: int | None = None,
    device_id: int | None = None,
) -> None:
    """Write one line in the access log."""
    session.add(LogEntry(at=moment, kind=kind, who_id=who_id, whose_id=whose_id, device_id=device_id))
    session.flush()


def attach(session: Session, *, staff: Person, resident: Person) -> None:
    """Let a member of staff work with a resident. Twice is once."""
    if session.get(Attachment, (staff.id, resident.id)) is None:
        session.add(Attachment(staff_id=staff.id, resident_id=resident.id))
        session.flush()


# --- cards ---------------------------------------------------------------------------------------------------


def make_card(session: Session, *, resident: Person, made_by_id: int | None, moment: datetime) -> str:
    """Make a resident's card and give back its secret, which is shown on paper once and not kept.

    A new card makes the old ones worthless: whoever asks for a new one has lost the old. Raise `Refused` when
    somebody else makes one at this moment.
    """
    revoke_cards(session, resident=resident, by_id=made_by_id, moment=moment)
    token = secret()
    card = Card(
        resident_id=resident.id,
        token_hash=hashed(token),
        made_at=moment,
        made_by_id=made_by_id,
        ends_at=moment + rules.CARD_LASTS,
    )
    try:
        with session.begin_nested():
            session.add(card)
    except IntegrityError as fault:
        raise Refused(N_("En anden laver kortet lige nu, så prøv igen.")) from fault
    note(session, LogKind.MADE_CARD, moment=moment, who_id=made_by_id, whose_id=resident.id)
    return token


def revoke_cards(session: Session, *, resident: Person, by_id: int | None, moment: datetime) -> None:
    """Make all of a resident's cards dead; visits begun with them end by the same stroke."""
    alive = session.scalars(sa.select(Card).where(Card.resident_id == resident.id, Card.revoked_at.is_(None))).all()
    for card in alive:
        card.revoked_at = moment
    if alive:
        note(session, LogKind.REVOKED_CARD, moment=moment, who_id=by_id, whose_id=resident.id)


# --- devices -------------------------------------------------------------------------------------------------


def offer_enrolment(
    session: Session, *, name: str, resident: Person | None, made_by_id: int | None, moment: datetime
) -> str:
    """Make a one-time link's secret for a shared tablet, or for one resident's own device."""
    token = secret()
    session.add(
        Enrolment(
            token_hash=hashed(token),
            kind=DeviceKind.PERSONAL if resident else DeviceKind.SHARED,
            name=name,
            resident_id=resident.id if resident else None,
            made_by_id=made_by_id,
            ends_at=moment + rules.ENROLMENT_LASTS,
        )
    )
    session.flush()
    return token


def enrol(session: Session, enrolment: Enrolment, *, moment: datetime) -> tuple[Device, str] | None:
    """Use a one-time link: a new device and the secret it keeps. `None` when somebody was a moment faster."""
    used = session.execute(
        sa.update(Enrolment)
        .where(Enrolment.id == enrolment.id, Enrolment.used_at.is_(None))
        .values(used_at=moment)
        .returning(Enrolment.id)
    ).first()
    if used is None:
        return None
    token = secret()
    device = Device(
        kind=enrolment.kind,
        name=enrolment.name,
        secret_hash=hashed(token),
        resident_id=enrolment.resident_id,
        enrolled_at=moment,
        enrolled_by_id=enrolment.made_by_id,
        opened_at=moment,
    )
    session.add(device)
    session.flush()
    note(
        session, LogKind.ENROLLED, moment=moment,
        who_id=enrolment.made_by_id, whose_id=enrolment.resident_id, device_id=device.id,
    )  # fmt: skip
    return device, token


def void_device(session: Session, device: Device, *, moment: datetime) -> None:
    """Stop trusting a device; every visit on it is over."""
    device.voided_at = moment
    session.execute(sa.delete(Passkey).where(Passkey.device_id == device.id))
    session.flush()


def open_device(session: Session, device: Device, *, moment: datetime) -> None:
    """Let a device that was shut by too many wrong tries be used again."""
    device.opened_at = moment
    session.flush()


def add_passkey(
    session: Session,
    owner: Person,
    *,
    device: Device | None,
    credential_id: bytes,
    public_key: bytes,
    sign_count: int,
    moment: datetime,
) -> None:
    """Keep the public half of a key that somebody's device has made; without an enrolled `device` it stands alone."""
    session.add(
        Passkey(
            person_id=owner.id,
            device_id=device.id if device else None,
            credential_id=credential_id,
            public_key=public_key,
            sign_count=sign_count,
            made_at=moment,
        )
    )
    session.flush()


# --- visits --------------------------------------------------------------------------------------------------


def come_in(
    session: Session,
    person: Person,
    *,
    by: CameInBy,
    device: Device | None,
    card: Card | None = None,
    moment: datetime,
) -> str:
    """Begin a visit and give back the secret its cookie keeps."""
    token = secret()
    session.add(
        Visit(
            token_hash=hashed(token),
            person_id=person.id,
            device_id=device.id if device else None,
            card_id=card.id if card else None,
            came_in_by=by,
            trust=rules.trust_of(by, role=person.role),
            began_at=moment,
            sure_at=moment,
            ends_at=moment + rules.LONGEST_VISIT,
        )
    )
    note(
        session, LogKind.CAME_IN, moment=moment,
        who_id=person.id, whose_id=person.id, device_id=device.id if device else None,
    )  # fmt: skip
    return token


def go_out(session: Session, visit_id: int, *, moment: datetime) -> None:
    """End a visit; its cookie is worth nothing from now on."""
    session.execute(sa.update(Visit).where(Visit.id == visit_id, Visit.ended_at.is_(None)).values(ended_at=moment))


# --- drafts --------------------------------------------------------------------------------------------------


def keep_draft(session: Session, *, person_id: int, key: str, text: str, moment: datetime) -> None:
    """Keep what somebody has begun to write; an emptied text is forgotten."""
    text = text.replace("\x00", "")  # PostgreSQL holds no NUL
    if not text.strip():
        forget_draft(session, person_id=person_id, key=key)
        return
    kept = {"text": text[:LONGEST_DRAFT], "saved_at": moment}
    try:
        with session.begin_nested():
            session.add(Draft(person_id=person_id, key=key, **kept))
    except IntegrityError:  # begun already, perhaps this very moment in another window
        session.execute(sa.update(Draft).where(Draft.person_id == person_id, Draft.key == key).values(kept))


def forget_draft(session: Session, *, person_id: int, key: str) -> None:
    session.execute(sa.delete(Draft).where(Draft.person_id == person_id, Draft.key == key))
