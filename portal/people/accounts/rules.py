"""The house's rules about accounts: which passwords will do, and what a provider's words make of somebody."""

import re
from collections.abc import Mapping
from datetime import timedelta

from portal.easyread.line import clean
from portal.people.rules import Role
from portal.refusal import N_
from portal.settings import Provider

SHORTEST_PASSWORD = 12  # characters of one somebody chooses; what kinds of characters is their own matter
LONGEST_PASSWORD = 200
LONGEST_USER_NAME = 40
FEWEST_CHARACTERS = 5  # different ones
GIVEN_LASTS = timedelta(days=7)  # a password made by the command; by then one has chosen one's own
TRIES_REMEMBERED = timedelta(days=1)  # whoever goes on guessing is still remembered
EASY_WORDS = frozenset(
    {"adgangskode", "kodeord", "password", "opgangen", "personale", "qwertyuiop", "sommer", "vinter", "velkommen"}
)
USER_NAME = re.compile(r"[\w.@-]+")
NAMELESS = "Personale"
LONGEST_FIRST_NAME = 40


def user_name_of(typed: str) -> str:
    """A user name as it is kept: small letters, nothing around it."""
    return clean(typed).lower()


def is_user_name(word: str) -> bool:
    """Whether an account may be called so."""
    return len(word) <= LONGEST_USER_NAME and USER_NAME.fullmatch(word) is not None


def fault_of_password(password: str, *, user_name: str) -> str | None:
    """What to do about a password somebody has chosen, in one sentence; `None` when it will do."""
    if len(password) < SHORTEST_PASSWORD:
        return N_("Skriv mindst 12 tegn.")
    if len(password) > LONGEST_PASSWORD:
        return N_("Skriv højst 200 tegn.")
    letters = "".join(filter(str.isalpha, password.lower()))
    if len(set(password)) < FEWEST_CHARACTERS or letters in EASY_WORDS | {user_name}:
        return N_("Vælg en adgangskode, som andre har svært ved at gætte.")
    return None


def role_of(claims: Mapping[str, object], provider: Provider) -> Role | None:
    """What somebody is here by the groups their provider names; `None` for nobody of ours."""
    said = claims.get(provider.claim)
    groups = {said} if isinstance(said, str) else {each for each in _list(said) if isinstance(each, str)}
    if provider.leaders in groups:
        return Role.LEADER
    return Role.STAFF if provider.staff in groups else None


def first_name_of(claims: Mapping[str, object]) -> str:
    """What residents will call a new member of staff: never the surname."""
    given, full = (clean(said) if isinstance(said := claims.get(name), str) else "" for name in ("given_name", "name"))
    return (given or full.partition(" ")[0] or NAMELESS)[:LONGEST_FIRST_NAME]


def _list(said: object) -> list[object]:
    return said if isinstance(said, list) else []
