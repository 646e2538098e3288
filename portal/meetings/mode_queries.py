"""Reading a meeting that is held: what is on the screen, the agenda, who is in the room. Each page asks once or twice.

The screen and every phone ask again every few seconds, so all that they show comes in one statement.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.easyread.line import Line
from portal.meetings import meeting_rules
from portal.meetings.meeting_models import Item, Meeting, MeetingPerson, ShownCard
from portal.meetings.meeting_rules import NEWS, Colour, ItemKind, Result, Stage, Times, Voting
from portal.meetings.models import IdeaWording, LifeStep
from portal.meetings.rules import PROMISES, Step
from portal.meetings.survey_models import Survey
from portal.people.models import Person, photo_address
from portal.people.rules import Role

NOBODY = 0  # nobody's id: whoever reads for the screen has no card


@dataclass(frozen=True, slots=True)
class Promise:
    """What a meeting or staff promised before: which step, when, until when, and the line that was said with it."""

    step: Step
    on: date
    until: date | None
    said: str


@dataclass(frozen=True, slots=True)
class ItemShown:
    """One item as a page shows it. `shown` is how many phones show a card now, `mine` the one of whoever asks."""

    id: int
    kind: ItemKind
    title: str
    picture: str | None
    lines: tuple[Line, ...]
    promise: Promise | None
    survey_id: int | None
    voting: Voting
    voting_round: int
    shown: int
    mine: Colour | None
    cards: dict[Colour, int]
    paper: dict[Colour, int]
    outcome: Step | None
    decision: str
    reason: str
    until: date | None
    responsible: str | None

    @property
    def is_voted_on(self) -> bool:
        """Whether people can be asked for cards about it."""
        return self.kind not in NEWS and self.kind is not ItemKind.SURVEY

    @property
    def waits(self) -> bool:
        """Whether cards can be shown about it, but not yet."""
        return self.is_voted_on and self.voting is Voting.NOT_YET

    @property
    def is_open(self) -> bool:
        return self.is_voted_on and self.voting is Voting.OPEN

    @property
    def is_counted(self) -> bool:
        return self.is_voted_on and self.voting is Voting.CLOSED

    @property
    def result(self) -> Result:
        return meeting_rules.result_of(self.cards)


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting, where it is, and the item on its screen; none is the list of all, or that it is not running."""

    id: int
    on: date
    begins_at: datetime
    where: str
    cancelled_because: str
    stage: Stage
    item: ItemShown | None


@dataclass(frozen=True, slots=True)
class Listed:
    """An item in the list of all."""

    id: int
    kind: ItemKind
    title: str
    picture: str | None
    was_owed: bool
    voting: Voting
    outcome: Step | None
    decision: str


@dataclass(frozen=True, slots=True)
class InTheRoom:
    """A resident, and whether she is there."""

    id: int
    first_name: str
    photo_url: str | None
    was_there: bool


_newest_wording = (  # the newest words that somebody said yes to
    sa.select(sa.func.max(IdeaWording.number))
    .where(IdeaWording.idea_id == Item.idea_id, IdeaWording.answer.is_(True))
    .correlate(Item)
    .scalar_subquery()
)
_newest_step = (
    sa.select(sa.func.max(LifeStep.id)).where(LifeStep.idea_id == Item.idea_id).correlate(Item).scalar_subquery()
)
_cards = sa.select(sa.func.count()).where(ShownCard.item_id == Item.id).correlate(Item).scalar_subquery()
_card = (
    sa.select(ShownCard.colour)
    .where(ShownCard.item_id == Item.id, ShownCard.person_id == sa.bindparam("person_id"))
    .correlate(Item)
    .scalar_subquery()
)
_of_item = sa.and_(IdeaWording.idea_id == Item.idea_id, IdeaWording.number == _newest_wording)
_title = sa.func.coalesce(IdeaWording.title, Survey.title, Item.sentence).label("title")
_picture = sa.func.coalesce(IdeaWording.picture, Survey.picture, Item.picture).label("item_picture")
_HELD = (
    sa.select(
        Meeting.id.label("meeting_id"), Meeting.on, Meeting.begins_at, Meeting.where, Meeting.cancelled_because,
        Meeting.announced_at, Meeting.opened_at, Meeting.closed_at, Meeting.cancelled_at,
        Item.id, Item.kind, _title, _picture, IdeaWording.lines, Item.was_owed, Item.survey_id,
        Item.voting, Item.voting_round, _cards.label("shown"), _card.label("mine"), Item.phones, Item.paper,
        Item.outcome, Item.decision, Item.reason, Item.until, Person.first_name.label("responsible"),
        LifeStep.step, LifeStep.on.label("promised_on"), LifeStep.until.label("promised_until"),
        LifeStep.reason.label("promised"),
    )
    .select_from(Meeting)
    .outerjoin(
        Item, sa.and_(Item.id == Meeting.shows_item_id, Item.meeting_id == Meeting.id)
    )
    .outerjoin(IdeaWording, _of_item)
    .outerjoin(Survey, Survey.id == Item.survey_id)
    .outerjoin(LifeStep, LifeStep.id == _newest_step)
    .outerjoin(Person, Person.id == Item.responsible_id)
    .where(Meeting.id == sa.bindparam("meeting_id"))
)  # fmt: skip
_AGENDA = (
    sa.select(Item.id, Item.kind, _title, _picture, Item.was_owed, Item.voting, Item.outcome, Item.decision)
    .outerjoin(IdeaWording, _of_item)
    .outerjoin(Survey, Survey.id == Item.survey_id)
    .where(Item.meeting_id == sa.bindparam("meeting_id"))
    .order_by(Item.position, Item.id)
)
_ROOM = (
    sa.select(Person.id, Person.first_name, Person.photo, sa.func.coalesce(MeetingPerson.was_there, sa.false()))
    .outerjoin(
        MeetingPerson,
        sa.and_(MeetingPerson.person_id == Person.id, MeetingPerson.meeting_id == sa.bindparam("meeting_id")),
    )
    .where(Person.role == Role.RESIDENT, Person.left_at.is_(None))
    .order_by(Person.first_name, Person.id)
)


def held_meeting(session: Session, meeting_id: int, person_id: int = NOBODY) -> Held | None:
    """A meeting and what is on its screen, with the card that somebody shows. One statement."""
    row = session.execute(_HELD, {"meeting_id": meeting_id, "person_id": person_id}).one_or_none()
    if row is None:
        return None
    times = Times(
        row.announced_at is not None, row.opened_at is not None, row.closed_at is not None,
        row.cancelled_at is not None,
    )  # fmt: skip
    stage = meeting_rules.stage_of(times)
    item = _item(row) if row.id is not None and stage is Stage.RUNNING else None
    return Held(row.meeting_id, row.on, row.begins_at, row.where, row.cancelled_because, stage, item)


def agenda(session: Session, meeting_id: int) -> Sequence[Listed]:
    """Every item in the order in which they are talked about. One statement."""
    return [Listed(*row) for row in session.execute(_AGENDA, {"meeting_id": meeting_id})]


def people_in_the_room(session: Session, meeting_id: int) -> Sequence[InTheRoom]:
    """Everybody who lives in the house, and who of them is at the meeting."""
    return [
        InTheRoom(person_id, first_name, photo_address(photo), bool(was_there))
        for person_id, first_name, photo, was_there in session.execute(_ROOM, {"meeting_id": meeting_id})
    ]


def mark(*facts: object) -> str:
    """A short mark of exactly these facts: whoever has it before her eyes need not be sent them again."""
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:12]


def _item(row: sa.Row) -> ItemShown:
    paper = {colour: (row.paper or {}).get(colour, 0) for colour in Colour}
    promise = None
    if row.was_owed and row.step in PROMISES:
        promise = Promise(row.step, row.promised_on, row.promised_until, row.promised)
    return ItemShown(
        id=row.id, kind=row.kind, title=row.title, picture=row.item_picture,
        lines=tuple(Line(sentence, picture) for sentence, picture in row.lines or ()), promise=promise,
        survey_id=row.survey_id, voting=row.voting, voting_round=row.voting_round, shown=row.shown, mine=row.mine,
        cards={colour: (row.phones or {}).get(colour, 0) + paper[colour] for colour in Colour}, paper=paper,
        outcome=row.outcome, decision=row.decision, reason=row.reason, until=row.until, responsible=row.responsible,
    )  # fmt: skip
