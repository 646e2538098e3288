"""Reading the pages somebody found hard."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal.help.models import HardPage
from portal.people.models import Attachment, Person
from portal.people.rules import Role


@dataclass(frozen=True, slots=True)
class HardPlace:
    """A page that waits to be made easier. `first_name` is the resident's who said so, nobody's for a stranger."""

    id: int
    person_id: int | None
    first_name: str | None
    title: str
    address: str
    at: datetime


def _mine(staff_id: int) -> sa.ColumnElement[bool]:
    """Pages said by residents of this member of staff, and those of strangers for a leader."""
    of_my_residents = sa.exists().where(Attachment.staff_id == staff_id, Attachment.resident_id == HardPage.person_id)
    leads = sa.exists().where(Person.id == staff_id, Person.role == Role.LEADER)
    return sa.or_(of_my_residents, sa.and_(HardPage.person_id.is_(None), leads))


def hard_pages_for(session: Session, staff_id: int) -> Sequence[HardPlace]:
    """What waits for this member of staff, newest first; a page said on several days stands there once."""
    says = aliased(Person)
    rows = session.execute(
        sa.select(HardPage.id, HardPage.person_id, says.first_name, HardPage.title, HardPage.address, HardPage.at)
        .outerjoin(says, says.id == HardPage.person_id)
        .where(_mine(staff_id), HardPage.dealt_with_at.is_(None), says.left_at.is_(None))
        .order_by(HardPage.at.desc(), HardPage.id.desc())
    )
    newest: dict[tuple[int | None, str], HardPlace] = {}
    for row in rows:
        newest.setdefault((row.person_id, row.address), HardPlace(**row._mapping))
    return tuple(newest.values())


def hard_page(session: Session, staff_id: int, page_id: int) -> HardPage | None:
    """A page that this member of staff may see to."""
    return session.scalar(sa.select(HardPage).where(HardPage.id == page_id, _mine(staff_id)))


def who_is_told(session: Session, resident_id: int) -> str | None:
    """The first name of a resident's contact person, if they work with the resident."""
    contact, resident = aliased(Person), aliased(Person)
    return session.scalar(
        sa.select(contact.first_name)
        .join(resident, resident.contact_id == contact.id)
        .join(Attachment, sa.and_(Attachment.staff_id == contact.id, Attachment.resident_id == resident.id))
        .where(resident.id == resident_id, contact.left_at.is_(None))
    )
