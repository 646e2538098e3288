"""The demo's places: their hours, who works there, and that somebody has looked at them today."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from portal.content.demo_places import FIRST_WEEK, DemoPlace
from portal.people.models import Person
from portal.presence import actions
from portal.presence.facts import HolidayPolicy
from portal.presence.models import Hours, Place

MINUTES = 60  # of an hour


def seed_places(
    session: Session, places: Sequence[DemoPlace], staff: Mapping[str, Person], *, moment: datetime
) -> list[Place]:
    """Make the places. Everybody who works there has said yes to being shown, and one of them has just looked."""
    made = [_place(session, each, number, staff) for number, each in enumerate(places)]
    session.flush()
    for each, place in zip(places, made, strict=True):
        working = {staff[slug].id for hours in each.hours for slug in hours.staff}
        for who in sorted(working):
            actions.show(session, who, yes=True, moment=moment)
        actions.check(session, place, min(working), moment=moment)
    return made


def _place(session: Session, each: DemoPlace, number: int, staff: Mapping[str, Person]) -> Place:
    place = Place(
        slug=each.slug, name=each.name, where=each.where, picture=each.picture, address=each.address, position=number,
        fresh_minutes=each.fresh_hours * MINUTES, holidays=HolidayPolicy(each.holidays.replace("_", " ")),
    )  # fmt: skip
    place.hours = [
        Hours(
            weekday=hours.weekday, starts=hours.starts, ends=hours.ends, every=hours.every, anchor=hours.anchored,
            valid_from=FIRST_WEEK, staff=[staff[slug] for slug in hours.staff],
        )
        for hours in each.hours
    ]  # fmt: skip
    session.add(place)
    return place
