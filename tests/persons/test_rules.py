"""The house's rules about people, as truth tables."""

from datetime import datetime, timedelta

import pytest

from portal.clock import COPENHAGEN
from portal.people.rules import (
    CARD_LASTS,
    FREE_TRIES,
    IDLE_FOR_RELATIVE,
    IDLE_FOR_STAFF,
    IDLE_ON_PERSONAL,
    IDLE_ON_SHARED,
    LONGEST_WAIT,
    SURE_FOR,
    TRIES_UNTIL_STAFF,
    CameInBy,
    DeviceKind,
    Role,
    Trust,
    card_may_be_used,
    hashed,
    idle_limit,
    is_shut,
    trust_now,
    trust_of,
    wait_until,
)

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=COPENHAGEN)
SECOND = timedelta(seconds=1)
SHARED, PERSONAL, NO_DEVICE = DeviceKind.SHARED, DeviceKind.PERSONAL, None
MAJA, ALI = 1, 2
WAIT_AFTER = {  # wrong tries → seconds
    **dict.fromkeys(range(FREE_TRIES), 0),
    5: 30, 6: 60, 7: 120, 8: 240, 9: 480, 10: 960, 11: 1920,
    **dict.fromkeys(range(12, 26), 3600),
}  # fmt: skip


@pytest.mark.parametrize(("tries", "seconds"), WAIT_AFTER.items())
def test_five_tries_are_free_then_each_wrong_one_doubles_the_wait(tries, seconds):
    wrong_at = [NOON + number * SECOND for number in range(tries)]
    waits_until = wait_until(wrong_at)
    assert waits_until == (wrong_at[-1] + seconds * SECOND if seconds else None)


def test_nobody_waits_longer_than_an_hour_however_much_was_tried():
    assert wait_until([NOON] * 10_000) == NOON + LONGEST_WAIT


@pytest.mark.parametrize("tries", range(26))
def test_after_twenty_wrong_tries_staff_must_open_the_device(tries):
    assert is_shut(tries) is (tries >= TRIES_UNTIL_STAFF)


@pytest.mark.parametrize("device", [SHARED, PERSONAL, NO_DEVICE])
@pytest.mark.parametrize("role", [Role.STAFF, Role.LEADER])
def test_staff_rest_an_hour_on_any_device(role, device):
    assert idle_limit(role, device) == IDLE_FOR_STAFF


@pytest.mark.parametrize(
    ("device", "limit"), [(SHARED, IDLE_ON_SHARED), (NO_DEVICE, IDLE_ON_SHARED), (PERSONAL, IDLE_ON_PERSONAL)]
)
@pytest.mark.parametrize("role", [Role.RESIDENT, Role.CITIZEN])
def test_others_rest_three_minutes_unless_the_device_is_their_own(role, device, limit):
    assert idle_limit(role, device) == limit


@pytest.mark.parametrize(
    ("device", "limit"), [(SHARED, IDLE_ON_SHARED), (NO_DEVICE, IDLE_FOR_RELATIVE), (PERSONAL, IDLE_FOR_RELATIVE)]
)
def test_a_relative_rests_half_a_day_but_not_on_the_shared_tablet(device, limit):
    assert idle_limit(Role.RELATIVE, device) == limit


@pytest.mark.parametrize(
    ("given", "device", "since", "left"),
    [
        (Trust.ACT, PERSONAL, timedelta(0), Trust.ACT),
        (Trust.ACT, PERSONAL, SURE_FOR - SECOND, Trust.ACT),
        (Trust.ACT, PERSONAL, SURE_FOR, Trust.ACT),
        (Trust.ACT, PERSONAL, SURE_FOR + SECOND, Trust.SEE),
        (Trust.ACT, SHARED, SURE_FOR + SECOND, Trust.ACT),
        (Trust.ACT, NO_DEVICE, SURE_FOR + SECOND, Trust.ACT),
        (Trust.SEE, PERSONAL, SURE_FOR + SECOND, Trust.SEE),
        (Trust.STAFF, PERSONAL, SURE_FOR + SECOND, Trust.STAFF),
    ],
)
def test_trust_sinks_to_seeing_after_twelve_hours_on_a_personal_device(given, device, since, left):
    assert trust_now(given, device=device, sure_at=NOON, moment=NOON + since) is left


@pytest.mark.parametrize(
    ("came_in_by", "role", "trust"),
    [
        (CameInBy.CARD, Role.RESIDENT, Trust.ACT),
        (CameInBy.PASSKEY, Role.RESIDENT, Trust.ACT),
        (CameInBy.DEMO, Role.RESIDENT, Trust.ACT),
        (CameInBy.TAP, Role.RESIDENT, Trust.SEE),
        (CameInBy.DEMO, Role.RELATIVE, Trust.ACT),
        (CameInBy.DEMO, Role.STAFF, Trust.STAFF),
        (CameInBy.DEMO, Role.LEADER, Trust.STAFF),
        (CameInBy.TAP, Role.STAFF, Trust.STAFF),
    ],
)
def test_a_card_or_key_is_worth_more_than_a_tap(came_in_by, role, trust):
    assert trust_of(came_in_by, role=role) is trust


FRESH, REVOKED = False, True
ENDS_LATER, ENDS_NOW = NOON + CARD_LASTS, NOON


@pytest.mark.parametrize(
    ("device", "owner", "revoked", "ends_at", "may"),
    [
        (SHARED, None, FRESH, ENDS_LATER, True),
        (SHARED, None, REVOKED, ENDS_LATER, False),
        (SHARED, None, FRESH, ENDS_NOW, False),
        (SHARED, None, FRESH, NOON + SECOND, True),
        (PERSONAL, MAJA, FRESH, ENDS_LATER, True),
        (PERSONAL, ALI, FRESH, ENDS_LATER, False),
        (PERSONAL, MAJA, REVOKED, ENDS_LATER, False),
        (PERSONAL, MAJA, FRESH, ENDS_NOW, False),
        (NO_DEVICE, None, FRESH, ENDS_LATER, False),
        (NO_DEVICE, None, REVOKED, ENDS_NOW, False),
    ],
)
def test_majas_card_opens_only_where_it_should(device, owner, revoked, ends_at, may):
    answer = card_may_be_used(
        device=device, device_owner=owner, card_owner=MAJA, revoked=revoked, ends_at=ends_at, moment=NOON
    )
    assert answer is may


def test_a_secret_is_known_again_but_not_kept():
    assert hashed("hemmelig") == hashed("hemmelig") != hashed("hemmelig ")
    assert len(hashed("hemmelig")) == 32
    assert b"hemmelig" not in hashed("hemmelig")


def test_even_half_a_letter_can_be_hashed():
    assert len(hashed("\ud800")) == 32
