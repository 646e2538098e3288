"""What happens to accounts, identities and tries. Each verb flushes; the request's end keeps or discards."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.easyread.line import clean
from portal.people import newcomers
from portal.people.accounts import passwords, rules
from portal.people.accounts.models import Account, ProviderIdentity, SignInTry
from portal.people.actions import note
from portal.people.models import LogKind, Person, Visit
from portal.people.rules import STAFF_ROLES, Role, hashed, wait_until
from portal.refusal import N_, Refused

# --- tries ---------------------------------------------------------------------------------------------------


def begin_try(session: Session, user_name: str, *, moment: datetime) -> bool:
    """Count a try before it is known to be wrong, so that many at once are not all the first. `False`: wait."""
    session.execute(sa.delete(SignInTry).where(SignInTry.at < moment - rules.TRIES_REMEMBERED))
    name_hash = hashed(user_name)
    while True:  # ends: whoever was faster has brought us nearer to waiting
        tries = _tries_of(session, name_hash)
        until = wait_until([each.at for each in tries])
        if until and moment < until:
            return False
        try:
            with session.begin_nested():
                number = tries[-1].number + 1 if tries else 1
                session.add(SignInTry(name_hash=name_hash, number=number, at=moment))
        except IntegrityError:
            continue
        return True


def forget_tries(session: Session, user_name: str) -> None:
    """It went well: what was tried before counts no more."""
    session.execute(sa.delete(SignInTry).where(SignInTry.name_hash == hashed(user_name)))


def _tries_of(session: Session, name_hash: bytes) -> Sequence[SignInTry]:
    """What has been tried for a user name since it last went well, oldest first."""
    return session.scalars(
        sa.select(SignInTry).where(SignInTry.name_hash == name_hash).order_by(SignInTry.number)
    ).all()


# --- accounts ------------------------------------------------------------------------------------------------


def keep_account(
    session: Session,
    user_name: str,
    *,
    password: str | None,
    first_name: str | None,
    leader: bool,
    is_demo: bool,
    moment: datetime,
) -> str:
    """Make or reset a member of staff's account; what was begun with the old password is over. Say so, for the shell.

    Without a `password` one is made, said once, and works for a week. Raise `ValueError` with one sentence.
    """
    user_name = rules.user_name_of(user_name)
    if not rules.is_user_name(user_name):
        raise ValueError("A user name has letters, digits and . _ @ - and no spaces.")
    if password is not None and rules.fault_of_password(password, user_name=user_name):
        raise ValueError(f"Choose {rules.SHORTEST_PASSWORD} to {rules.LONGEST_PASSWORD} characters, hard to guess.")
    person = _member_of_staff(session, user_name, first_name=first_name, leader=leader, is_demo=is_demo)
    opens = password or passwords.make_password()
    account = session.get(Account, person.id) or Account(person_id=person.id)
    account.user_name = user_name
    account.ends_at = None if password else moment + rules.GIVEN_LASTS
    account.password_hash, account.changed_at = passwords.hash_of(opens), moment
    session.add(account)
    forget_tries(session, user_name)
    end_visits(session, person.id, moment=moment)
    session.flush()
    done = f"{person.first_name} ({person.role}) signs in as {user_name}"
    return f"{done}." if password else f"{done} with {opens} – say it to nobody else, and change it within a week."


def change_password(
    session: Session, person_id: int, password_hash: str, *, but_visit_id: int, moment: datetime
) -> None:
    """A member of staff has chosen another password; their visits elsewhere are over."""
    account = session.get_one(Account, person_id)
    account.password_hash, account.changed_at, account.ends_at = password_hash, moment, None
    end_visits(session, person_id, but_visit_id=but_visit_id, moment=moment)
    session.flush()


def shut_account(session: Session, user_name: str, *, moment: datetime) -> str:
    """Take an account away; visits are over, the person stays. Say so. Raise `ValueError` when there is none."""
    user_name = rules.user_name_of(user_name)
    account = session.scalar(sa.select(Account).where(Account.user_name == user_name))
    if account is None:
        raise ValueError(f"There is no account called {user_name}.")
    end_visits(session, account.person_id, moment=moment)
    session.delete(account)
    session.flush()
    return f"{user_name} can sign in no more."


def end_visits(session: Session, person_id: int, *, moment: datetime, but_visit_id: int | None = None) -> None:
    """End somebody's visits on every device, but perhaps for the one they sit at."""
    session.execute(
        sa.update(Visit)
        .where(Visit.person_id == person_id, Visit.ended_at.is_(None), Visit.id.is_distinct_from(but_visit_id))
        .values(ended_at=moment)
    )


def _member_of_staff(
    session: Session, user_name: str, *, first_name: str | None, leader: bool, is_demo: bool
) -> Person:
    person = _person_called(session, user_name)
    first_name = clean(first_name or "")[: newcomers.LONGEST_FIRST_NAME]
    if person is None:
        name = first_name or user_name.capitalize()
        person = newcomers.add_person(session, first_name=name, role=Role.STAFF, is_demo=is_demo)
    if person.role not in STAFF_ROLES or person.left_at is not None:
        raise ValueError(f"{user_name} is not staff here.")
    person.role = Role.LEADER if leader else person.role
    person.first_name = first_name or person.first_name
    return person


def _person_called(session: Session, user_name: str) -> Person | None:
    """Who has an account of this name, or else is called so in addresses and commands; also somebody who has left."""
    return session.scalar(
        sa.select(Person)
        .outerjoin(Account, Account.person_id == Person.id)
        .where(sa.or_(Account.user_name == user_name, Person.slug == user_name))
        .order_by(sa.case((Account.user_name == user_name, 0), else_=1))
        .limit(1)
    )


# --- identities ----------------------------------------------------------------------------------------------


def welcome(
    session: Session, *, issuer: str, subject: str, role: Role | None, first_name: str, is_demo: bool, moment: datetime
) -> Person | None:
    """Whom a provider has vouched for, made known here the first time; the role is what the groups say today.

    `None` for somebody without a role, or who has left: then it is noted, and visits that go on elsewhere are over.
    Raise `Refused` when the same person comes in twice at this moment for the first time.
    """
    person = _person_known_as(session, issuer, subject)
    if role is None or (person is not None and person.left_at is not None):
        note(session, LogKind.SIGN_IN_REFUSED, moment=moment, whose_id=person.id if person else None)
        if person is not None:
            end_visits(session, person.id, moment=moment)
        return None
    if person is None:
        person = newcomers.add_person(session, first_name=first_name, role=role, is_demo=is_demo)
        _know_as(session, person, issuer, subject)
    person.role = role
    return person


def _know_as(session: Session, person: Person, issuer: str, subject: str) -> None:
    session.add(ProviderIdentity(issuer=issuer, subject=subject, person_id=person.id))
    try:
        session.flush()
    except IntegrityError as fault:
        raise Refused(N_("Du er ved at logge ind, så prøv igen om lidt.")) from fault


def _person_known_as(session: Session, issuer: str, subject: str) -> Person | None:
    """Who a provider's identity belongs to, also somebody who has left."""
    return session.scalar(
        sa.select(Person)
        .join(ProviderIdentity, ProviderIdentity.person_id == Person.id)
        .where(ProviderIdentity.issuer == issuer, ProviderIdentity.subject == subject)
    )
