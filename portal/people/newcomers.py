"""People who move in, start work, change their name or photo, or leave."""

import re
import unicodedata
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.people import actions
from portal.people.models import Attachment, Card, Device, LogKind, Person, Visit
from portal.people.rules import Role
from portal.refusal import N_, Refused

LONGEST_FIRST_NAME = 40  # characters
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
TRIES = 20


def add_person(
    session: Session, *, first_name: str, role: Role, email: str | None = None, is_demo: bool = False
) -> Person:
    """Let somebody be known here. The slug is made from the first name, with a number when it is taken."""
    for number in range(1, TRIES + 1):
        person = Person(slug=_slug(first_name, number), first_name=first_name, role=role, email=email, is_demo=is_demo)
        taken = sa.select(Person.id).where(Person.slug == person.slug)
        if session.scalar(taken) is not None:
            continue
        try:
            with session.begin_nested():
                session.add(person)
        except IntegrityError:  # somebody was faster with this slug, or the address is another's
            continue
        return person
    raise Refused(N_("Navnet findes her, så skriv et andet."))


def rename(session: Session, person: Person, first_name: str, *, by_id: int, moment: datetime) -> None:
    """Give somebody another first name. The slug stays: it stands in links."""
    if person.first_name == first_name:
        return
    person.first_name = first_name
    _note_change(session, person, by_id=by_id, moment=moment)


def show_photo(session: Session, person: Person, photo: str, *, by_id: int, moment: datetime) -> None:
    """Let a photo in the media store be somebody's portrait."""
    person.photo = photo
    _note_change(session, person, by_id=by_id, moment=moment)


def choose_contact(session: Session, resident: Person, staff_id: int, *, by_id: int, moment: datetime) -> None:
    """Let a member of staff be the one a resident asks first. Raise `Refused` for somebody who is not attached."""
    if session.get(Attachment, (staff_id, resident.id)) is None:
        raise Refused(N_("Vælg en, der arbejder her."))
    resident.contact_id = staff_id
    _note_change(session, resident, by_id=by_id, moment=moment)


def attach(session: Session, *, staff: Person, resident: Person, by_id: int, moment: datetime) -> None:
    """A leader lets a member of staff work with a resident; the first one becomes the contact person."""
    actions.attach(session, staff=staff, resident=resident)
    resident.contact_id = resident.contact_id or staff.id
    actions.note(session, LogKind.ATTACHED, moment=moment, who_id=by_id, whose_id=resident.id)


def detach(session: Session, *, staff: Person, resident: Person, by_id: int, moment: datetime) -> None:
    """A leader ends it; from the next request the resident's things are closed to them."""
    session.execute(sa.delete(Attachment).where(Attachment.staff_id == staff.id, Attachment.resident_id == resident.id))
    if resident.contact_id == staff.id:
        resident.contact_id = None
    actions.note(session, LogKind.DETACHED, moment=moment, who_id=by_id, whose_id=resident.id)


def leave(session: Session, person: Person, *, by_id: int, moment: datetime) -> None:
    """Somebody moves out or stops: cards, devices and visits are dead at once. What was agreed stays on record."""
    person.left_at = moment
    session.execute(
        sa.update(Card).where(Card.resident_id == person.id, Card.revoked_at.is_(None)).values(revoked_at=moment)
    )
    session.execute(
        sa.update(Device).where(Device.resident_id == person.id, Device.voided_at.is_(None)).values(voided_at=moment)
    )
    session.execute(
        sa.update(Visit).where(Visit.person_id == person.id, Visit.ended_at.is_(None)).values(ended_at=moment)
    )
    session.execute(
        sa.delete(Attachment).where(sa.or_(Attachment.staff_id == person.id, Attachment.resident_id == person.id))
    )
    session.execute(sa.update(Person).where(Person.contact_id == person.id).values(contact_id=None))
    _note_change(session, person, by_id=by_id, moment=moment)


def _note_change(session: Session, person: Person, *, by_id: int, moment: datetime) -> None:
    actions.note(session, LogKind.CHANGED_PROFILE, moment=moment, who_id=by_id, whose_id=person.id)


def _slug(first_name: str, number: int) -> str:
    plain = unicodedata.normalize("NFKD", first_name.lower().translate(LETTERS)).encode("ascii", "ignore").decode()
    word = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:30] or "person"
    return word if number == 1 else f"{word}-{number}"
