"""A meeting to tell tests about: it runs, with an idea, a purchase, and news on its agenda."""

from dataclasses import dataclass
from datetime import time, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from portal import clock
from portal.db import writing
from portal.meetings import idea_actions, meeting_actions, mode_actions, pieces
from portal.meetings.laying import WhenAndWhere
from portal.meetings.life import Word, held, take_step
from portal.meetings.meeting_actions import Written
from portal.meetings.meeting_models import Item, ShownCard
from portal.meetings.meeting_rules import Colour, ItemKind
from portal.meetings.models import Idea
from portal.meetings.rules import PieceKind, Step
from portal.notices.models import Notice

CLUB = WhenAndWhere(time(17), "klubben", "i klubben")
COFFEE = "Vi køber en ny kaffemaskine."
NEWS = "Kommunen maler trappen i næste uge."


@dataclass
class RunningMeeting:
    """Every method is a transaction of its own, as a request would be."""

    engine: Engine
    staff_id: int
    meeting_id: int = 0
    ideas: int = 0

    def clear(self) -> "RunningMeeting":
        """Nothing is owed to anybody: the demo's own promise does not come first."""
        with writing(self.engine) as session:
            session.execute(sa.update(Idea).values(until=None))
        return self

    def idea(self, author_id: int, title: str, *, said: Word | None = None, lines: int = 2) -> int:
        """Somebody's idea that everybody has heard; `said` is a step it has taken since."""
        self.ideas += 1
        moment = clock.now() - timedelta(days=60)
        with writing(self.engine) as session:
            pieces.add(session, author_id, PieceKind.TEXT, tap=f"a{self.ideas}", text=title)
            made = idea_actions.send(
                session, author_id, named=True, tap=f"b{self.ideas}", moment=moment, renew=str, dropped=bool
            )
            idea_actions.propose(
                session, made.id, title=title, picture="park", lines=[("Vi kan sidde ude.", "sun")] * lines,
                hard_because="", by_id=self.staff_id, moment=moment,
            )  # fmt: skip
            idea_actions.answer_wording(session, made.id, author_id, number=1, is_right=True, said="", moment=moment)
            if said is not None:
                take_step(session, made, said, by_id=self.staff_id, moment=moment)
            return made.id

    def promised(self, author_id: int, title: str, *, days_ago: int) -> int:
        """An idea that was to be talked about again on a day that is past."""
        until = clock.today() - timedelta(days=days_ago)
        return self.idea(author_id, title, said=Word(Step.LATER, reason="Vi mangler penge.", until=until))

    def laid(self, *idea_ids: int) -> int:
        """A meeting today with these ideas, a purchase and news."""
        with writing(self.engine) as session:
            on = clock.today() + timedelta(days=1)
            moment = clock.now()
            meeting = meeting_actions.meet_once(session, on, CLUB, by_id=self.staff_id, moment=moment)
            meeting_actions.announce(session, meeting.id, moment=moment)
            for idea_id in idea_ids:
                meeting_actions.put_on_agenda(session, meeting.id, idea_id)
            written = [Written(ItemKind.PURCHASE, COFFEE, "coffee"), Written(ItemKind.MUNICIPALITY, NEWS, "stairs")]
            meeting_actions.write_agenda(session, meeting.id, written)
            self.meeting_id = meeting.id
        return self.meeting_id

    def begun(self, *idea_ids: int) -> list[int]:
        """The same, and it has begun; the numbers of its items in order."""
        self.laid(*idea_ids)
        self.do(mode_actions.open_meeting, moment=clock.now())
        return self.items()

    def do(self, act, *args, **facts):
        """Do something about the meeting."""
        with writing(self.engine) as session:
            return act(session, self.meeting_id, *args, **facts)

    def vote(self, item_id: int, person_id: int, colour: Colour, *, voting_round: int = 1) -> None:
        self.do(mode_actions.show_card, item_id, person_id, colour, voting_round=voting_round)

    def close(self, **facts) -> None:
        """The meeting is over."""
        self.do(
            mode_actions.close_meeting, title="Beboermøde", picture=None, lines=[], hard_because="", without=(),
            by_id=self.staff_id, moment=clock.now(), **facts,
        )  # fmt: skip

    def items(self) -> list[int]:
        with Session(self.engine) as session:
            return [item.id for item in meeting_actions.items_of(session, self.meeting_id)]

    def item(self, item_id: int) -> Item:
        with Session(self.engine, expire_on_commit=False) as session:
            return session.get_one(Item, item_id)

    def cards(self, item_id: int) -> dict[int, Colour]:
        """Who shows what now."""
        with Session(self.engine) as session:
            rows = session.execute(sa.select(ShownCard.person_id, ShownCard.colour).where(ShownCard.item_id == item_id))
            return {row.person_id: row.colour for row in rows}

    def now(self, idea_id: int) -> Step | None:
        with Session(self.engine) as session:
            return held(session, Idea, idea_id).now

    def told(self, person_id: int, idea_id: int) -> list[str]:
        """What somebody has been told about an idea since the day it was sent."""
        with Session(self.engine) as session:
            found = sa.select(Notice.sentence).where(
                Notice.person_id == person_id, Notice.href == f"/moede/ide/{idea_id}"
            )
            return list(session.scalars(found.order_by(Notice.id)))
