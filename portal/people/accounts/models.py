"""Tables about staff's own ways in."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, Moment
from portal.people.accounts.rules import LONGEST_USER_NAME


class Account(Base):
    """A user name and a password of a member of staff, where no provider is set."""

    __tablename__ = "account"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    user_name: Mapped[str] = mapped_column(sa.String(LONGEST_USER_NAME), unique=True)  # in small letters
    password_hash: Mapped[str] = mapped_column(sa.String(200))  # argon2id, its parameters inside
    changed_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime | None] = mapped_column(Moment)  # of a password the person has not chosen


class ProviderIdentity(Base):
    """What a provider calls somebody. An e-mail or a name may pass on to another, issuer and subject never do."""

    __tablename__ = "provider_identity"

    issuer: Mapped[str] = mapped_column(sa.String(200), primary_key=True)
    subject: Mapped[str] = mapped_column(sa.String(255), primary_key=True)  # OpenID Connect Core § 2: at most 255
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)


class SignInTry(Base):
    """A password typed for a user name, known or not. Rows, as another process must see them too.

    The number is part of the key: of two tries at the same moment one is the next, and none is left uncounted.
    """

    __tablename__ = "sign_in_try"

    name_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
