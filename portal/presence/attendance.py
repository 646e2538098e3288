""" "Jeg er her" and "Jeg er gået", so that the answer residents get afterwards is true.

A tap alone is not enough: somebody may have forgotten to say that she left, or be expected by plan where she is not.
So after each tap the portal asks itself what residents would be told, and puts right what is not so.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.presence import actions, queries
from portal.presence.models import Place
from portal.presence.rules import answer


def come(session: Session, place: Place, staff_id: int, *, moment: datetime) -> None:
    """She is here, and nowhere else."""
    actions.arrive(session, place, staff_id, moment=moment)
    told = _where_told(session, staff_id, moment)
    if place.id not in told:
        actions.arrive(session, place, staff_id, moment=moment, anew=True)
    for other in told - {place.id}:
        actions.leave_the_plan(session, other, staff_id, moment=moment)


def go(session: Session, staff_id: int, *, moment: datetime) -> bool:
    """She is nowhere now. Whether she was anywhere."""
    left = actions.leave(session, staff_id, moment=moment)
    told = _where_told(session, staff_id, moment)
    for place_id in told:
        actions.leave_the_plan(session, place_id, staff_id, moment=moment)
    return bool(left or told)


def _where_told(session: Session, staff_id: int, moment: datetime) -> set[int]:
    """The places at which residents are told that she is now."""
    known = queries.places_of(session, staff_id, moment).places
    return {each.id for each in known if staff_id in answer(each.facts, moment).staff}
