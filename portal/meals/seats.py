"""Reading where somebody stands with the dinners from a day on, for pages and calendars outside the feature."""

from dataclasses import dataclass
from datetime import date, datetime, time

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.meals.models import Dinner, SignUp
from portal.meals.rules import Reply, Standing, Times, lapses, standing_of
from portal.people.models import Person

MOST_SEATS = 100  # two dinners a week for a year


@dataclass(frozen=True, slots=True)
class Seat:
    """A dinner and what one person has said to it. `place` is the short name of where it is."""

    dinner_id: int
    on: date
    starts: time
    begins_at: datetime
    closes_at: datetime
    place: str
    made_at: datetime
    announced_at: datetime
    cancelled_at: datetime | None
    first_name: str
    reply: Reply
    replied_at: datetime
    seated_at: datetime | None

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    def standing(self, moment: datetime) -> Standing:
        """Where she stands. What lapsed at the deadline is a no, also before anybody has written it down."""
        if lapses(self.reply, Times(self.begins_at, self.closes_at), moment):
            return Standing.OUT
        return standing_of(self.reply, has_chair=self.seated_at is not None)

    @property
    def changed_at(self) -> datetime:
        """When what it means for her changed last.

        Whoever has a chair at a dinner that was moved has said yes to it since: a move asks everybody again.
        """
        moments = (self.announced_at, self.replied_at, self.seated_at, self.cancelled_at)
        return max(each for each in moments if each is not None)


_SEATS = (
    sa.select(
        Dinner.id, Dinner.on, Dinner.starts, Dinner.begins_at, Dinner.closes_at, Dinner.place, Dinner.made_at,
        Dinner.announced_at, Dinner.cancelled_at, Person.first_name, SignUp.reply, SignUp.replied_at, SignUp.seated_at,
    )
    .join(SignUp, SignUp.dinner_id == Dinner.id)
    .join(Person, Person.id == SignUp.person_id)
    .where(
        SignUp.person_id == sa.bindparam("person_id", type_=sa.Integer), SignUp.tap == "",
        Dinner.announced_at.is_not(None), Dinner.on >= sa.bindparam("first", type_=sa.Date),
    )
    .order_by(Dinner.begins_at, Dinner.id)
    .limit(MOST_SEATS)
)  # fmt: skip


def seats_of(session: Session, person_id: int, first: date) -> list[Seat]:
    """The announced dinners that somebody has answered, from a day on, also cancelled ones. One statement."""
    return [Seat(*row) for row in session.execute(_SEATS, {"person_id": person_id, "first": first})]
