"""A hall to tell tests about: the house meets the first Tuesday of the month at 17, in the club. Now is 23 November."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Protocol, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from portal import clock
from portal.clock import COPENHAGEN
from portal.db import writing
from portal.meetings import idea_actions, laying, meeting_actions, mode_actions
from portal.meetings.laying import WhenAndWhere
from portal.meetings.life import Word, held, take_step
from portal.meetings.meeting_actions import Written
from portal.meetings.meeting_models import Item, Meeting
from portal.meetings.models import Idea
from portal.meetings.monthly import Monthly
from portal.meetings.rules import Step
from portal.notices.models import Notice
from portal.people.models import Person

MONDAY = datetime(2026, 11, 23, 16, 30, tzinfo=COPENHAGEN)
FIRST_TUESDAY = date(2026, 12, 1)
CLUB = WhenAndWhere(time(17), "klubben", "i klubben")
FLAT = WhenAndWhere(time(18, 30), "faelleslejligheden", "i fælleslejligheden")
FIRST_TUESDAYS = Monthly(1, 1, MONDAY.date())

Result = TypeVar("Result")


class Staff(Protocol):
    """Who does all this."""

    anne: Person
    bo: Person


class Assembly:
    """Meetings and whoever comes. Every method is a transaction of its own, as a request would be."""

    def __init__(self, engine: Engine, village: Staff):
        self.engine, self.village = engine, village

    def do(self, act: Callable[..., Result], *given: object, **more: object) -> Result:
        """One action now, unless told another moment."""
        with writing(self.engine) as session:
            return act(session, *given, **more)

    def lay(self, rule: Monthly = FIRST_TUESDAYS, at: WhenAndWhere = CLUB, *without: date, moment: datetime = MONDAY):
        return self.do(
            laying.meet_every_month, rule, at, without=without, by_id=self.village.anne.id, moment=moment
        )  # fmt: skip

    def meeting(self, on: date = FIRST_TUESDAY, at: WhenAndWhere = CLUB, *, announced: bool = True) -> int:
        """A meeting beside the rule, announced unless told otherwise. Its id."""
        made = self.do(meeting_actions.meet_once, on, at, by_id=self.village.anne.id, moment=MONDAY)
        if announced:
            self.do(meeting_actions.announce, made.id, moment=MONDAY)
        return made.id

    def idea(self, title: str = "Vi vil have en bænk.", *steps: Word, author: Person | None = None) -> int:
        """An idea that everybody can hear, and how its life went on. Its id."""
        moment, by_id = clock.now(), self.village.bo.id
        with writing(self.engine) as session:
            made = idea_actions.type_in(
                session, text=title, author_id=author.id if author else None, tap=title[-30:], by_id=by_id,
                moment=moment,
            )  # fmt: skip
            wording = idea_actions.propose(
                session, made.id, title=title, picture="park", lines=[], hard_because="", by_id=by_id, moment=moment
            )
            if author:
                idea_actions.answer_wording(
                    session, made.id, author.id, number=wording.number, is_right=True, said="", moment=moment
                )
            for each in steps:
                take_step(session, held(session, Idea, made.id), each, by_id=by_id, moment=moment)
            return made.id

    def promised(self, until: date, title: str = "Vi maler gangen.") -> int:
        """An idea with a promise until a day."""
        return self.idea(title, Word(Step.YES, until=until))

    def write(self, meeting_id: int, *items: Written) -> list[Item]:
        """Staff write the agenda; all that stands on it then."""
        self.do(meeting_actions.write_agenda, meeting_id, items)
        return self.agenda(meeting_id)

    def agenda(self, meeting_id: int) -> list[Item]:
        with Session(self.engine) as session:
            return list(meeting_actions.items_of(session, meeting_id))

    def close(self, meeting_id: int, *lines: tuple[str, str, str | None], moment: datetime = MONDAY) -> None:
        """Open a meeting and close it with these minutes."""
        self.do(mode_actions.open_meeting, meeting_id, moment=moment)
        self.do(
            mode_actions.close_meeting, meeting_id, title="Møde tirsdag den 1. december", picture="meeting",
            lines=lines or [("item", "Vi køber en bænk.", "park")], hard_because="", without=(),
            by_id=self.village.anne.id, moment=moment,
        )  # fmt: skip

    def was_there(self, meeting_id: int, *people: Person) -> None:
        self.do(mode_actions.note_who_is_there, meeting_id, [each.id for each in people])

    def days(self) -> list[date]:
        """The days with a meeting that is held, as residents or staff meet them."""
        with Session(self.engine) as session:
            return list(session.scalars(sa.select(Meeting.on).where(Meeting.cancelled_at.is_(None)).order_by("on")))

    def told(self, person: Person, *, unseen: bool = False) -> list[str]:
        """What somebody has been told, as sentences with gaps."""
        with Session(self.engine) as session:
            found = sa.select(Notice.sentence).where(Notice.person_id == person.id).order_by(Notice.id)
            return list(session.scalars(found.where(Notice.seen_at.is_(None)) if unseen else found))
