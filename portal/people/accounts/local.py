"""A user name and a password at the door: what comes of them.

Each step is a short transaction of its own: nobody else waits while a password is hashed, and a wrong try is kept
although the request that brought it is discarded.
"""

from enum import Enum

from portal import clock
from portal.db import db, writing
from portal.people.accounts import actions, passwords, queries
from portal.people.accounts.models import Account
from portal.people.actions import note
from portal.people.models import LogKind
from portal.web.logs import log


class No(Enum):
    """Why a password opens nothing. Who does not exist gets the same answer as who has mistyped."""

    WRONG = "wrong"
    WAIT = "wait"


def show_password(user_name: str, password: str) -> Account | No:
    """The account that a password opens, or why it opens none."""
    db.session.rollback()  # SQLite has one writer: this request must not stand in its own way
    moment = clock.now()
    with writing(db.engine) as begun:
        may_try = actions.begin_try(begun, user_name, moment=moment)
        account = queries.account_named(begun, user_name, moment) if may_try else None
    if not may_try:
        return No.WAIT
    if not passwords.fits(password, account.password_hash if account else None) or account is None:
        _note_refusal(account)
        return No.WRONG
    with writing(db.engine) as begun:
        actions.forget_tries(begun, user_name)
    return account


def _note_refusal(account: Account | None) -> None:
    log.warning("sign-in=refused by=password known=%s", account is not None)
    with writing(db.engine) as begun:
        note(begun, LogKind.SIGN_IN_REFUSED, moment=clock.now(), whose_id=account.person_id if account else None)
