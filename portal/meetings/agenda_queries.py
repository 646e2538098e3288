"""Reading the agenda of a meeting: what was put on it, and first of all what is owed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal.easyread.line import Line
from portal.meetings import rules
from portal.meetings.meeting_models import Item
from portal.meetings.meeting_queries import MeetingFacts
from portal.meetings.meeting_rules import Colour, ItemKind, Stage
from portal.meetings.models import Idea, IdeaWording
from portal.meetings.rules import Step
from portal.meetings.survey_models import Survey
from portal.people.models import Person

BEFORE = frozenset({Stage.HIDDEN, Stage.AHEAD})


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """An item in the words everybody knows it by, and what came of it. `id` is 0 for what is owed and not put on yet.

    `promised` is the last day of the promise that makes it owed. `cards` are those from phones and those counted.
    """

    id: int
    kind: ItemKind
    sentence: str
    picture: str | None
    idea_id: int | None = None
    promised: date | None = None
    was_owed: bool = False
    cards: Mapping[Colour, int] | None = None
    outcome: Step | None = None
    decision: str = ""
    reason: str = ""
    until: date | None = None
    responsible: str = ""

    @property
    def line(self) -> Line:
        return Line(self.sentence, self.picture)

    @property
    def is_owed(self) -> bool:
        return self.was_owed or self.promised is not None


_newer = aliased(IdeaWording)
_number = (
    sa.select(sa.func.max(_newer.number))
    .where(_newer.idea_id == Idea.id, _newer.answer.is_(True))
    .correlate(Idea)
    .scalar_subquery()
)
WORDED = sa.and_(IdeaWording.idea_id == Idea.id, IdeaWording.number == _number)
"""An idea and the newest words its author has said yes to."""

_ITEMS = (
    sa.select(
        Item.id, Item.kind, Item.idea_id, Item.was_owed, Item.phones, Item.paper, Item.outcome, Item.decision,
        Item.reason, Item.until,
        sa.func.coalesce(IdeaWording.title, Survey.title, Item.sentence).label("sentence"),
        sa.func.coalesce(IdeaWording.picture, Survey.picture, Item.picture).label("picture"),
        Person.first_name,
    )
    .outerjoin(Idea, Idea.id == Item.idea_id)
    .outerjoin(IdeaWording, WORDED)
    .outerjoin(Survey, Survey.id == Item.survey_id)
    .outerjoin(Person, Person.id == Item.responsible_id)
    .where(
        Item.meeting_id == sa.bindparam("meeting_id"),
        sa.or_(  # an idea that its author took back, or that lives on in another, is talked about no more
            Item.idea_id.is_(None), Item.decision != "",
            sa.and_(Idea.withdrawn_on.is_(None), Idea.joined_into_id.is_(None)),
        ),
    )
    .order_by(Item.position, Item.id)
)  # fmt: skip
_OWED = (
    sa.select(Idea.id, Idea.until, IdeaWording.title, IdeaWording.picture)
    .join(IdeaWording, WORDED)
    .where(
        Idea.now.in_(rules.PROMISES), Idea.until <= sa.bindparam("day", type_=sa.Date), Idea.joined_into_id.is_(None),
        Idea.withdrawn_on.is_(None),
    )
    .order_by(Idea.until, Idea.id)
)  # fmt: skip
_PUBLIC = (
    sa.select(Idea.id, IdeaWording.title, IdeaWording.picture)
    .join(IdeaWording, WORDED)
    .where(
        Idea.now.is_not(None), Idea.now.not_in((Step.NO, Step.DONE)), Idea.joined_into_id.is_(None),
        Idea.withdrawn_on.is_(None),
        ~sa.exists().where(Item.idea_id == Idea.id, Item.meeting_id == sa.bindparam("meeting_id")),
    )
    .order_by(Idea.id.desc())
)  # fmt: skip


def agenda_of(session: Session, meeting: MeetingFacts) -> list[ItemFacts]:
    """What is talked about, in the order it is: before the meeting what is owed on its day comes first by itself.

    Two statements, one when it has begun.
    """
    items = [_item(row) for row in session.execute(_ITEMS, {"meeting_id": meeting.id})]
    if meeting.stage not in BEFORE:
        return items
    return with_owed_first(items, _owed(session, meeting.on))


def with_owed_first(items: Sequence[ItemFacts], owed: Sequence[ItemFacts]) -> list[ItemFacts]:
    """Promises first, the oldest at the top, each once: as the item it is already, when it is one. Pure."""
    known = {item.idea_id: item for item in items if item.idea_id is not None}
    ids = [each.idea_id for each in owed if each.idea_id is not None]
    first = [replace(known.get(idea_id, each), promised=each.promised) for idea_id, each in zip(ids, owed, strict=True)]
    return [*first, *(item for item in items if item.idea_id not in ids)]


def ideas_to_talk_about(session: Session, meeting: MeetingFacts, known: Iterable[ItemFacts]) -> list[ItemFacts]:
    """Everybody's ideas that are neither on the agenda nor said no to nor done, the newest first."""
    there = {item.idea_id for item in known}
    rows = session.execute(_PUBLIC, {"meeting_id": meeting.id})
    return [ItemFacts(0, ItemKind.IDEA, row.title, row.picture, row.id) for row in rows if row.id not in there]


def _owed(session: Session, day: date) -> list[ItemFacts]:
    return [
        ItemFacts(0, ItemKind.IDEA, row.title, row.picture, row.id, promised=row.until)
        for row in session.execute(_OWED, {"day": day})
    ]


def _item(row: Any) -> ItemFacts:
    cards = {colour: row.phones.get(colour.value, 0) + row.paper.get(colour.value, 0) for colour in Colour}
    return ItemFacts(
        row.id, row.kind, row.sentence, row.picture, row.idea_id, None, row.was_owed, cards, row.outcome, row.decision,
        row.reason, row.until, row.first_name or "",
    )  # fmt: skip
