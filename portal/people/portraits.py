"""Portraits, and who may see them: those who know the person here, and the device the person comes in at."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.people.consent.models import Relation
from portal.people.consent.queries import may_see
from portal.people.models import Attachment, Person, Showable, ShownAtDinner
from portal.people.queries import Visitor
from portal.people.rules import STAFF_ROLES, Role

_person, _attachment, _relation = (sa.inspect(each).local_table for each in (Person, Attachment, Relation))
_OWNER = sa.select(_person.c.id, _person.c.role).where(
    _person.c.photo == sa.bindparam("name"),
    sa.or_(_person.c.left_at.is_(None), _person.c.role != Role.RESIDENT),  # the log still shows who has left
)
_IS_RELATIVE = sa.select(
    sa.exists().where(
        _relation.c.resident_id == sa.bindparam("resident_id"), _relation.c.relative_id == sa.bindparam("relative_id")
    )
)
_WORKS_WITH = sa.select(
    sa.exists().where(
        _attachment.c.staff_id == sa.bindparam("staff_id"),
        sa.or_(
            _attachment.c.resident_id == sa.bindparam("person_id"),
            sa.exists().where(
                _relation.c.resident_id == _attachment.c.resident_id,
                _relation.c.relative_id == sa.bindparam("person_id"),
                _relation.c.ended_at.is_(None),
            ),
        ),
    )
)


def owner_of_portrait(session: Session, name: str) -> "sa.Row[int, Role] | None":
    """Whose portrait a photo is: id and role. A resident who has left is shown to nobody."""
    return session.execute(_OWNER, {"name": name}).first()


def may_see_portrait(session: Session, who: Visitor | None, *, person_id: int, role: Role, today: date) -> bool:
    """Whether somebody may see the portrait of a person in this role.

    Everybody sees their own and the staff's, a leader all. Staff see the residents they are attached to, and those
    residents' relatives; a resident sees her own relatives, a relative only a resident who shows her something.
    Who has said yes is seen by more: staff by strangers too, a resident by the other residents.
    """
    if who is None:
        return role in STAFF_ROLES and session.get(Showable, person_id) is not None
    if who.id == person_id or role in STAFF_ROLES or who.role is Role.LEADER:
        return True
    if who.is_staff:
        return session.scalar(_WORKS_WITH, {"staff_id": who.id, "person_id": person_id}) or False
    if who.role is Role.RESIDENT:
        if role is Role.RESIDENT:
            return any(session.get(shown, person_id) is not None for shown in (Showable, ShownAtDinner))
        return session.scalar(_IS_RELATIVE, {"resident_id": who.id, "relative_id": person_id}) or False
    return bool(may_see(session, relative_id=who.id, resident_id=person_id, today=today))
