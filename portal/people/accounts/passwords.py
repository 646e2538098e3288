"""Hashing passwords: slow on purpose, never many at once, and as slow for somebody who does not exist."""

import secrets
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

AT_ONCE = 2  # each takes 19 MiB and one core for some 40 ms
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)  # OWASP's least: m=19 MiB, t=2, p=1
NOBODYS = f"$argon2id$v=19$m={HASHER.memory_cost},t={HASHER.time_cost},p=1${'A' * 22}${'A' * 43}"
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without letters and digits that look alike
GROUPS, IN_GROUP = 4, 5  # 99 bits

_turn = BoundedSemaphore(AT_ONCE)


def hash_of(password: str) -> str:
    """What is kept of a password."""
    with _turn:
        return HASHER.hash(password)


def fits(password: str, kept: str | None) -> bool:
    """Whether a password is the one; without a kept one it is not, and finding out takes as long."""
    with _turn:
        try:
            return HASHER.verify(kept or NOBODYS, password) and kept is not None
        except VerifyMismatchError:
            return False


def make_password() -> str:
    """A password nobody has thought of, to be read from a screen and typed once."""
    return "-".join("".join(secrets.choice(ALPHABET) for _letter in range(IN_GROUP)) for _group in range(GROUPS))
