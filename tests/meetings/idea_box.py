"""Ideas to tell tests about. Now is Monday 23 November 2026, 16.30."""

from collections.abc import Sequence
from datetime import date, datetime, time
from itertools import count

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from portal import clock
from portal.db import writing
from portal.meetings import idea_actions, life, meeting_actions, pieces
from portal.meetings.life import Word
from portal.meetings.meeting_actions import WhenAndWhere
from portal.meetings.models import Idea, LifeStep
from portal.meetings.rules import PieceKind, Step
from portal.notices.models import Notice
from portal.people.models import Person

TUESDAY = date(2026, 12, 1)
LATER = date(2027, 1, 12)


class IdeaBox:
    """Ideas and what becomes of them. Every method is a transaction of its own, as a request would be."""

    def __init__(self, engine: Engine, staff_id: int):
        self.engine, self.staff_id, self.taps = engine, staff_id, count(1)

    def tell(self, author: Person | None = None, text: str = "vi mangler en bænk") -> int:
        """An idea that is sent, by somebody or without a name. Its id."""
        with writing(self.engine) as session:
            if author is None:
                return idea_actions.type_in(
                    session, text=text, author_id=None, tap=f"t{next(self.taps)}", by_id=self.staff_id,
                    moment=clock.now(),
                ).id  # fmt: skip
            pieces.add(session, author.id, PieceKind.TEXT, tap=f"t{next(self.taps)}", text=text)
            return idea_actions.send(
                session, author.id, named=True, tap=f"t{next(self.taps)}", moment=clock.now(), renew=str,
                dropped=lambda files: None,
            ).id  # fmt: skip

    def write(self, idea_id: int, title: str = "Vi vil have en bænk.", *lines: str) -> int:
        """Staff write it as lines. The number of the wording."""
        with writing(self.engine) as session:
            return idea_actions.propose(
                session, idea_id, title=title, picture="park", lines=[(line, "sun") for line in lines], hard_because="",
                by_id=self.staff_id, moment=clock.now(),
            ).number  # fmt: skip

    def answer(
        self, idea_id: int, author: Person, *, number: int = 1, is_right: bool = True, said: str = "",
        moment: datetime | None = None,
    ) -> None:  # fmt: skip
        with writing(self.engine) as session:
            idea_actions.answer_wording(
                session, idea_id, author.id, number=number, is_right=is_right, said=said, moment=moment or clock.now()
            )

    def public(self, author: Person | None = None, title: str = "Vi vil have en bænk.", *lines: str) -> int:
        """An idea everybody can see. Its id."""
        idea_id = self.tell(author)
        number = self.write(idea_id, title, *lines)
        if author is not None:
            self.answer(idea_id, author, number=number)
        return idea_id

    def step(self, idea_id: int, step: Step, **said) -> LifeStep | None:
        with writing(self.engine) as session:
            idea = life.held(session, Idea, idea_id)
            word = Word(step, **said)
            return life.take_step(session, idea, word, by_id=self.staff_id, moment=clock.now())

    def correct(self, idea_id: int, shown_id: int, step: Step, **said) -> LifeStep | None:
        with writing(self.engine) as session:
            idea, word = life.held(session, Idea, idea_id), Word(step, **said)
            return life.correct(
                session, idea, word, shown_id=shown_id, by_id=self.staff_id, moment=clock.now()
            )  # fmt: skip

    def support(self, idea_id: int, person: Person, *, along: bool | None = None) -> None:
        with writing(self.engine) as session:
            idea_actions.support(session, idea_id, person.id, wants_along=along, moment=clock.now())

    def join(self, idea_id: int, into_id: int) -> None:
        with writing(self.engine) as session:
            idea_actions.join(session, idea_id, into_id, moment=clock.now())

    def meeting(self, on: date = TUESDAY) -> int:
        """An announced meeting in the club. Its id."""
        with writing(self.engine) as session:
            at = WhenAndWhere(time(17), "klubben", "i klubben")
            made = meeting_actions.meet_once(session, on, at, by_id=self.staff_id, moment=clock.now())
            meeting_actions.announce(session, made.id, moment=clock.now())
            return made.id

    def idea(self, idea_id: int) -> Idea:
        with Session(self.engine) as session:
            return session.get_one(Idea, idea_id)

    def steps(self, idea_id: int) -> Sequence[LifeStep]:
        with Session(self.engine) as session:
            return session.scalars(sa.select(LifeStep).where(LifeStep.idea_id == idea_id).order_by(LifeStep.id)).all()

    def told(self, person: Person) -> list[tuple[str, str]]:
        """What somebody has been told: the sentence with gaps, and the words with it."""
        with Session(self.engine) as session:
            found = sa.select(Notice).where(Notice.person_id == person.id).order_by(Notice.id)
            return [(notice.sentence, notice.words) for notice in session.scalars(found)]
