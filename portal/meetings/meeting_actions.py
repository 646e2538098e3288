"""What staff do about meetings before they begin: when they are, what stands on the agenda, who is told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.clock import COPENHAGEN
from portal.meetings import laying, meeting_rules, meeting_telling
from portal.meetings.laying import WhenAndWhere
from portal.meetings.meeting_models import Item, Meeting, MeetingPerson
from portal.meetings.meeting_rules import ItemKind, Stage
from portal.meetings.models import Idea
from portal.refusal import N_, Refused

GONE = N_("Se de andre møder, for det her er væk.")
CANCELLED = N_("Se de andre møder, for det her er aflyst.")
CLOSED = N_("Læs referatet, for mødet er slut.")
RUNNING = N_("Mødet er i gang nu.")
NOT_RUNNING = N_("Vent, til mødet er i gang.")
MEETS_ALREADY = N_("Vælg en anden dag, for der er et møde.")
IS_PAST = N_("Vælg en dag, der kommer.")
IDEA_NOT_READY = N_("Vælg en idé, som alle kan se.")

REFUSALS = {Stage.CANCELLED: CANCELLED, Stage.CLOSED: CLOSED, Stage.RUNNING: RUNNING}
BEFORE = frozenset({Stage.HIDDEN, Stage.AHEAD})
FIRST_WRITTEN = 1000  # the position of an agenda's items from the first that staff wrote


@dataclass(frozen=True, slots=True)
class Written:
    """An item as staff wrote it. `item_id` says which one it was before; none is new."""

    kind: ItemKind
    sentence: str
    picture: str | None
    item_id: int | None = None


def held(session: Session, meeting_id: int) -> Meeting:
    """The meeting, with nobody else changing it meanwhile. Raises `Refused` when it is gone."""
    found = session.scalar(
        sa.select(Meeting).where(Meeting.id == meeting_id).with_for_update().execution_options(populate_existing=True)
    )
    if found is None:
        raise Refused(GONE)
    return found


def held_in(session: Session, meeting_id: int, stages: Collection[Stage]) -> Meeting:
    """The held meeting in one of these stages; otherwise `Refused`."""
    meeting = held(session, meeting_id)
    stage = meeting_rules.stage_of(meeting.times)
    if stage not in stages:
        raise Refused(REFUSALS.get(stage, NOT_RUNNING))
    return meeting


def meet_once(session: Session, on: date, at: WhenAndWhere, *, by_id: int, moment: datetime) -> Meeting:
    """A meeting beside the rule. Raises `Refused` for a day that is past, and for a time when there is one already."""
    _must_be_ahead(on, at.starts, moment)
    made = laying.lay(session, on, at, rule_id=None, by_id=by_id, moment=moment)
    if made is None:
        raise Refused(MEETS_ALREADY)
    return made


def announce(session: Session, meeting_id: int, *, moment: datetime) -> None:
    """Residents see the meeting from now on, and are told. Twice is once. Raises `Refused` when its day is past."""
    meeting = held_in(session, meeting_id, BEFORE)
    if meeting.announced_at is None:
        if meeting.on < moment.date():
            raise Refused(IS_PAST)
        meeting.announced_at = moment
        session.flush()
        meeting_telling.invited(session, meeting, moment=moment)


def move(session: Session, meeting_id: int, on: date, at: WhenAndWhere, *, moment: datetime) -> None:
    """A meeting is on another day, at another time or place; whoever has been told of it is told."""
    meeting = held_in(session, meeting_id, BEFORE)
    if (meeting.on, meeting.starts, meeting.place, meeting.where) == (on, at.starts, at.place, at.where):
        return
    _must_be_ahead(on, at.starts, moment)
    meeting.on, meeting.starts, meeting.begins_at = on, at.starts, datetime.combine(on, at.starts, COPENHAGEN)
    meeting.place, meeting.where = at.place, at.where
    meeting.changes += meeting.announced_at is not None  # nobody can see that it was once laid on another day
    try:
        with session.begin_nested():
            session.flush()
    except IntegrityError as fault:
        raise Refused(MEETS_ALREADY) from fault
    if meeting.announced_at is not None:
        session.execute(sa.update(MeetingPerson).where(MeetingPerson.meeting_id == meeting_id).values(comes=None))
        meeting_telling.moved(session, meeting, moment=moment)


def cancel(session: Session, meeting_id: int, *, because: str, moment: datetime) -> None:
    """A meeting is not held, and it says why; whoever has been told of it is told. Twice is once."""
    meeting = held(session, meeting_id)
    if meeting.cancelled_at is not None:
        return
    held_in(session, meeting_id, BEFORE)
    meeting.cancelled_at, meeting.cancelled_because = moment, because
    meeting.changes += 1
    session.flush()
    if meeting.announced_at is not None:
        meeting_telling.cancelled(session, meeting, moment=moment)


def put_on_agenda(session: Session, meeting_id: int, idea_id: int) -> Item:
    """An idea is talked about at a meeting. Twice is once. Raises `Refused` for one that is not everybody's yet."""
    held_in(session, meeting_id, BEFORE | {Stage.RUNNING})
    known = session.scalar(sa.select(Item).where(Item.meeting_id == meeting_id, Item.idea_id == idea_id))
    if known is not None:
        return known
    idea = session.get(Idea, idea_id)
    if idea is None or idea.now is None or idea.joined_into_id is not None or idea.withdrawn_on is not None:
        raise Refused(IDEA_NOT_READY)
    return _added(session, Item(meeting_id=meeting_id, kind=ItemKind.IDEA, idea_id=idea_id))


def put_survey_on_agenda(session: Session, meeting_id: int, survey_id: int) -> Item:
    """A survey is answered at a meeting. Twice is once."""
    held_in(session, meeting_id, BEFORE | {Stage.RUNNING})
    known = session.scalar(sa.select(Item).where(Item.meeting_id == meeting_id, Item.survey_id == survey_id))
    return known or _added(session, Item(meeting_id=meeting_id, kind=ItemKind.SURVEY, survey_id=survey_id))


def take_off_agenda(session: Session, meeting_id: int, item_id: int) -> None:
    """An item is not talked about after all. One that is gone already changes nothing."""
    held_in(session, meeting_id, BEFORE)
    session.execute(sa.delete(Item).where(Item.meeting_id == meeting_id, Item.id == item_id))


def write_agenda(session: Session, meeting_id: int, items: Sequence[Written]) -> None:
    """What staff have written stands on the agenda in this order, where written items stood; new ones come last.

    Ideas and surveys stay where they are.
    """
    held_in(session, meeting_id, BEFORE)
    before = items_of(session, meeting_id)
    rows = {item.id: item for item in before if item.kind in meeting_rules.WRITTEN}
    written: list[Item] = []
    for each in items:
        row = rows.pop(each.item_id, None) if each.item_id is not None else None
        if row is None:
            row = Item(meeting_id=meeting_id, position=0)
            session.add(row)
        row.kind, row.sentence, row.picture = each.kind, each.sentence, each.picture
        written.append(row)
    for gone in rows.values():
        session.delete(gone)
    waiting, order = iter(written), list[Item]()
    for item in before:
        stands_here = next(waiting, None) if item.kind in meeting_rules.WRITTEN else item
        order += [stands_here] if stands_here is not None else []
    _number([*order, *waiting])
    session.flush()


def move_item(session: Session, meeting_id: int, item_id: int, *, up: bool) -> None:
    """An item changes places with its neighbour; at the end of the list nothing changes."""
    held_in(session, meeting_id, BEFORE)
    items = list(items_of(session, meeting_id))
    here = next((place for place, item in enumerate(items) if item.id == item_id), None)
    there = here + (-1 if up else 1) if here is not None else -1
    if here is not None and 0 <= there < len(items):
        items[here], items[there] = items[there], items[here]
        _number(items)
        session.flush()


def items_of(session: Session, meeting_id: int) -> Sequence[Item]:
    """The agenda in the order staff gave it. Ideas come before what staff wrote until somebody moves them."""
    return session.scalars(sa.select(Item).where(Item.meeting_id == meeting_id).order_by(Item.position, Item.id)).all()


def reply(session: Session, meeting_id: int, person_id: int, *, comes: bool, moment: datetime) -> None:
    """A resident says whether she comes. The newest word counts."""
    held_in(session, meeting_id, {Stage.AHEAD})
    person_at(session, meeting_id, person_id).comes = comes
    session.flush()
    meeting_telling.seen(session, meeting_id, person_id, moment=moment)


def let_be_named(session: Session, meeting_id: int, person_id: int, *, may: bool) -> None:
    """A resident says whether her name may stand in the minutes. It works at once, also afterwards."""
    meeting = held(session, meeting_id)
    if meeting_rules.stage_of(meeting.times) not in (Stage.AHEAD, Stage.RUNNING, Stage.CLOSED):
        raise Refused(GONE)
    person_at(session, meeting_id, person_id).may_be_named = may
    session.flush()


def person_at(session: Session, meeting_id: int, person_id: int) -> MeetingPerson:
    """What is kept of a resident and a held meeting; begun when there is nothing."""
    found = session.get(MeetingPerson, (meeting_id, person_id))
    if found is None:
        found = MeetingPerson(meeting_id=meeting_id, person_id=person_id)
        session.add(found)
        session.flush()
    return found


def _number(items: Sequence[Item]) -> None:
    """Give an agenda this order, with room for more before the first item that staff wrote."""
    has_written = False
    for place, item in enumerate(items, start=1):
        has_written = has_written or item.kind in meeting_rules.WRITTEN
        item.position = place + (FIRST_WRITTEN if has_written else 0)


def _added(session: Session, item: Item) -> Item:
    """A new idea or survey stands before what staff wrote, until somebody moves it."""
    last = sa.select(sa.func.max(Item.position)).where(
        Item.meeting_id == item.meeting_id, Item.position < FIRST_WRITTEN
    )
    item.position = (session.scalar(last) or 0) + 1
    session.add(item)
    session.flush()
    return item


def _must_be_ahead(on: date, starts: time, moment: datetime) -> None:
    if meeting_rules.has_begun(datetime.combine(on, starts, COPENHAGEN), moment):
        raise Refused(IS_PAST)
