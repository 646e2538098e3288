"""What is written about ideas and meetings and residents can hear: for making sound in advance."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.meetings.idea_queries import AGREED, IS_PUBLIC
from portal.meetings.meeting_models import Item, Meeting, Minutes
from portal.meetings.models import Idea, IdeaWording, LifeStep


def published_sentences(session: Session) -> list[str]:
    """Every sentence of ideas that are everybody's, of announced agendas, and of the newest minutes."""
    return [sentence for sentence in (*_of_ideas(session), *_of_agendas(session), *_of_minutes(session)) if sentence]


def _of_ideas(session: Session) -> Iterator[str]:
    """Titles, lines and reasons."""
    agreed = sa.and_(IdeaWording.idea_id == Idea.id, IdeaWording.number == AGREED)
    words = sa.select(IdeaWording.title, IdeaWording.lines).join(Idea, agreed).where(IS_PUBLIC).order_by(Idea.id)
    for title, lines in session.execute(words):
        yield title
        yield from (str(sentence) for sentence, _picture in lines)
    reasons = sa.select(LifeStep.reason).join(Idea, Idea.id == LifeStep.idea_id).where(IS_PUBLIC)
    yield from session.scalars(reasons.order_by(LifeStep.id))


def _of_agendas(session: Session) -> Iterator[str]:
    """What staff wrote for meetings that are not over, and why one is cancelled."""
    announced = (Meeting.announced_at.is_not(None), Meeting.closed_at.is_(None))
    items = sa.select(Item.sentence).join(Meeting, Meeting.id == Item.meeting_id).where(*announced)
    yield from session.scalars(items.order_by(Item.meeting_id, Item.position, Item.id))
    yield from session.scalars(sa.select(Meeting.cancelled_because).where(*announced).order_by(Meeting.id))


def _of_minutes(session: Session) -> Iterator[str]:
    """The newest version of each."""
    newest = sa.select(sa.func.max(Minutes.id)).group_by(Minutes.meeting_id)
    for title, lines in session.execute(
        sa.select(Minutes.title, Minutes.lines).where(Minutes.id.in_(newest)).order_by(Minutes.meeting_id)
    ):
        yield title
        yield from (str(sentence) for _part, sentence, _picture in lines)
