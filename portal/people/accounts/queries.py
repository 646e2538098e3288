"""Reading about accounts, identities and tries."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.people.accounts.models import Account
from portal.people.models import Person, Visit
from portal.people.rules import STAFF_ROLES, CameInBy


def account_named(session: Session, user_name: str, moment: datetime) -> Account | None:
    """The account that lets somebody in now: of staff who have not left, with a password that has not run out."""
    return session.scalar(
        sa.select(Account)
        .join(Person, Person.id == Account.person_id)
        .where(
            Account.user_name == user_name,
            sa.or_(Account.ends_at.is_(None), Account.ends_at > moment),
            Person.role.in_(STAFF_ROLES),
            Person.left_at.is_(None),
        )
    )


def account_of(session: Session, person_id: int) -> Account | None:
    return session.get(Account, person_id)


def way_of_coming_in(session: Session, visit_id: int) -> CameInBy | None:
    """How a visit began."""
    return session.scalar(sa.select(Visit.came_in_by).where(Visit.id == visit_id))
