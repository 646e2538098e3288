"""The house's rules about people: roles, trust, waiting after wrong cards, how long a visit lasts."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum


class Role(StrEnum):
    """Who somebody is here. A leader is staff who may also attach staff to residents."""

    RESIDENT = "resident"
    STAFF = "staff"
    LEADER = "leader"
    RELATIVE = "relative"
    CITIZEN = "citizen"


STAFF_ROLES = (Role.STAFF, Role.LEADER)


class Trust(IntEnum):
    """How sure we are of who it is (standards § 4.3)."""

    SEE = 1
    ACT = 2
    STAFF = 3


class DeviceKind(StrEnum):
    """A shared tablet belongs to the house, a personal device to one resident."""

    SHARED = "shared"
    PERSONAL = "personal"


class CameInBy(StrEnum):
    """How a visit began; kept so that a resident can see it later."""

    CARD = "card"
    TAP = "tap"
    PASSKEY = "passkey"
    PASSWORD = "password"  # noqa: S105 – a local staff account signed in; no secret
    PROVIDER = "provider"  # the kommune's own sign-in (OpenID Connect)
    LINK = "link"  # a relative's one-time link
    DEMO = "demo"


IDLE_ON_SHARED = timedelta(minutes=3)  # the next resident must not meet the one before
IDLE_ON_PERSONAL = timedelta(days=30)
IDLE_FOR_STAFF = timedelta(hours=1)
IDLE_FOR_RELATIVE = timedelta(hours=12)  # on her own phone; what she sees is another's
LONGEST_VISIT = timedelta(days=90)  # even a visit in daily use begins anew some day
SURE_FOR = timedelta(hours=12)  # on a personal device; then the key or the card is asked for again
CARD_QUESTION_OPEN = timedelta(minutes=2)  # how long "Er du Maja?" waits for an answer
CARD_LASTS = timedelta(days=365)
ENROLMENT_LASTS = timedelta(hours=1)

FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
TRIES_UNTIL_STAFF = 20  # then a member of staff must open the device again


def hashed(token: str) -> bytes:
    """What is kept of a secret: enough to know it again, not enough to use it."""
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def wait_until(wrong_at: Sequence[datetime]) -> datetime | None:
    """When somebody may try again after wrong tries (oldest first), `None` when at once.

    Five are free, then 30 seconds, doubled for each further one, at most an hour. Never a puzzle.
    """
    extra = len(wrong_at) - FREE_TRIES
    if extra < 0:
        return None
    return wrong_at[-1] + min(FIRST_WAIT * 2 ** min(extra, 12), LONGEST_WAIT)


def is_shut(wrong_tries: int) -> bool:
    """Whether so much has been tried that staff must open the device again."""
    return wrong_tries >= TRIES_UNTIL_STAFF


def idle_limit(role: Role, device: DeviceKind | None) -> timedelta:
    """How long a visit may rest before it ends by itself."""
    if role in STAFF_ROLES:
        return IDLE_FOR_STAFF
    if role is Role.RELATIVE and device is not DeviceKind.SHARED:
        return IDLE_FOR_RELATIVE
    return IDLE_ON_PERSONAL if device is DeviceKind.PERSONAL else IDLE_ON_SHARED


def trust_now(given: Trust, *, device: DeviceKind | None, sure_at: datetime, moment: datetime) -> Trust:
    """The trust a visit has left: on a personal device it sinks to seeing after twelve hours."""
    if device is DeviceKind.PERSONAL and given is Trust.ACT and moment - sure_at > SURE_FOR:
        return Trust.SEE
    return given


def trust_of(came_in_by: CameInBy, *, role: Role) -> Trust:
    """What a way of coming in is worth: a card or a key is held by one person, a tap by whoever holds the phone."""
    if role in STAFF_ROLES:
        return Trust.STAFF
    return Trust.SEE if came_in_by is CameInBy.TAP else Trust.ACT


def card_may_be_used(
    *,
    device: DeviceKind | None,
    device_owner: int | None,
    card_owner: int,
    revoked: bool,
    ends_at: datetime,
    moment: datetime,
) -> bool:
    """A card opens only on an enrolled device, on a personal one only for its owner, and never when revoked or old."""
    if device is None or revoked or moment >= ends_at:
        return False
    return device is DeviceKind.SHARED or device_owner == card_owner
