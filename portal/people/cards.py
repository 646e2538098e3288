"""A card held up to a device: what comes of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from flask import session

from portal import clock
from portal.db import db, writing
from portal.people import actions, queries, rules
from portal.people.models import Card, LogKind, Person
from portal.people.visits import current_device

ASKED = "card_asked"


class CardAnswer(Enum):
    """What a device says to a card."""

    ASK = "ask"  # "Er du Maja?"
    UNKNOWN_DEVICE = "unknown device"
    WAIT = "wait"
    SHUT = "shut"  # staff must open the device
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class AskedCard:
    """A card that has been shown a moment ago and waits for "Ja, det er mig"."""

    card: Card
    resident: Person


def hold_up(token: str) -> CardAnswer:
    """Look at a card. A good one is remembered in the cookie for two minutes, a bad one in the access log."""
    session.pop(ASKED, None)
    device, moment = current_device(), clock.now()
    if device is None:
        return CardAnswer.UNKNOWN_DEVICE
    found = queries.card_by_token(db.session, token)
    card, resident = found or (None, None)
    wrong_here = queries.wrong_tries(db.session, device=device)
    wrong_for = queries.wrong_tries(db.session, device=device, whose_id=resident.id) if resident else []
    for wrong in (wrong_here, wrong_for):
        if rules.is_shut(len(wrong)):
            return CardAnswer.SHUT
        if (until := rules.wait_until(wrong)) and moment < until:
            return CardAnswer.WAIT
    if card is None or not _may_be_used(card, moment):
        whose_id, device_id = resident.id if resident else None, device.id
        db.session.rollback()  # SQLite has one writer: this request must not stand in its own way
        with writing(db.engine) as log:
            actions.note(log, LogKind.CARD_REFUSED, moment=moment, whose_id=whose_id, device_id=device_id)
        return CardAnswer.WRONG
    session[ASKED] = [card.id, int(moment.timestamp())]
    return CardAnswer.ASK


def asked_card() -> AskedCard | None:
    """The card that was shown on this device within the last two minutes, if it still may be used."""
    card_id, asked_at = session.get(ASKED, (None, 0))
    if card_id is None:
        return None
    moment = clock.now()
    found = queries.card_with_owner(db.session, card_id)
    if found is None or moment.timestamp() - asked_at > rules.CARD_QUESTION_OPEN.total_seconds():
        return None
    card, resident = found
    return AskedCard(card, resident) if _may_be_used(card, moment) else None


def forget_card() -> None:
    """Nobody answered, or the answer was no."""
    session.pop(ASKED, None)


def _may_be_used(card: Card, moment: datetime) -> bool:
    device = current_device()
    return rules.card_may_be_used(
        device=device.kind if device else None,
        device_owner=device.resident_id if device else None,
        card_owner=card.resident_id,
        revoked=card.revoked_at is not None,
        ends_at=card.ends_at,
        moment=moment,
    )
