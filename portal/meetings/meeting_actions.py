"""What staff do about meetings before they begin: when they are, what stands on the agenda, who is told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.clock import COPENHAGEN
from portal.meetings import meeting_rules, meeting_telling, monthly
from portal.meetings.meeting_models import Item, Meeting, MeetingPerson, MeetingRule
from portal.meetings.meeting_rules import ItemKind, Stage
from portal.meetings.models import Idea
from portal.meetings.monthly import Monthly
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


@dataclass(frozen=True, slots=True)
class WhenAndWhere:
    """`place` is the short name of a place, `where` how a sentence says it: "i klubben"."""

    starts: time
    place: str
    where: str


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


def meet_every_month(
    session: Session, rule: Monthly, at: WhenAndWhere, *, without: Collection[date], by_id: int, moment: datetime
) -> MeetingRule:
    """The house meets by this rule from now on, and its meetings of the months ahead are laid but not announced.

    What an older rule laid and nobody has been told of is taken away. `without` are days left out: red ones, and those
    staff do not want.
    """
    for old in session.scalars(sa.select(MeetingRule).where(MeetingRule.ended_at.is_(None)).with_for_update()):
        old.ended_at = moment
        _take_away_unannounced(session, old.id, moment)
    made = MeetingRule(
        weekday=rule.weekday, which=rule.which, starts=at.starts, place=at.place, where=at.where,
        starts_on=rule.starts_on, ends_on=rule.ends_on, made_at=moment, by_id=by_id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    lay_ahead(session, made, without=without, moment=moment)
    return made


def lay_ahead(session: Session, rule: MeetingRule, *, without: Collection[date], moment: datetime) -> list[Meeting]:
    """Lay the meetings of a rule that are not there yet. A day that was laid before is never laid again."""
    if rule.ended_at is not None:
        return []
    known = set(session.scalars(sa.select(Meeting.rule_day).where(Meeting.rule_id == rule.id)))
    days, _red = monthly.ahead(rule.monthly, today=moment.date(), red=without)
    at = WhenAndWhere(rule.starts, rule.place, rule.where)
    made = [
        _laid(session, day, at, rule_id=rule.id, by_id=rule.by_id, moment=moment) for day in days if day not in known
    ]
    return [meeting for meeting in made if meeting is not None]


def meet_once(session: Session, on: date, at: WhenAndWhere, *, by_id: int, moment: datetime) -> Meeting:
    """A meeting beside the rule. Raises `Refused` for a day that is past, and for a time when there is one already."""
    _must_be_ahead(on, at.starts, moment)
    made = _laid(session, on, at, rule_id=None, by_id=by_id, moment=moment)
    if made is None:
        raise Refused(MEETS_ALREADY)
    return made


def announce(session: Session, meeting_id: int, *, moment: datetime) -> None:
    """Residents see the meeting from now on, and are told. Twice is once."""
    meeting = held_in(session, meeting_id, BEFORE)
    if meeting.announced_at is None:
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
    meeting.changes += 1
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
    """What staff have written stands on the agenda, in this order; ideas and surveys stay where they are."""
    held_in(session, meeting_id, BEFORE)
    rows = {item.id: item for item in items_of(session, meeting_id)}
    kept = {each.item_id for each in items}
    for item in rows.values():
        if item.kind in meeting_rules.WRITTEN and item.id not in kept:
            session.delete(item)
    for place, each in enumerate(items, start=1):
        row = rows.get(each.item_id) if each.item_id is not None else None
        if row is None or row.kind not in meeting_rules.WRITTEN:
            row = Item(meeting_id=meeting_id)
            session.add(row)
        row.kind, row.sentence, row.picture, row.position = each.kind, each.sentence, each.picture, 1000 + place
    session.flush()


def move_item(session: Session, meeting_id: int, item_id: int, *, up: bool) -> None:
    """An item changes places with its neighbour; at the end of the list nothing changes."""
    held_in(session, meeting_id, BEFORE)
    items = items_of(session, meeting_id)
    for place, item in enumerate(items):
        item.position = place
    here = next((place for place, item in enumerate(items) if item.id == item_id), None)
    there = here + (-1 if up else 1) if here is not None else -1
    if here is not None and 0 <= there < len(items):
        items[here].position, items[there].position = there, here
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


def _laid(
    session: Session, on: date, at: WhenAndWhere, *, rule_id: int | None, by_id: int | None, moment: datetime
) -> Meeting | None:
    """A new meeting, `None` when there is one at the same time and place."""
    made = Meeting(
        rule_id=rule_id, rule_day=on if rule_id else None, on=on, starts=at.starts, place=at.place, where=at.where,
        begins_at=datetime.combine(on, at.starts, COPENHAGEN), made_at=moment, made_by_id=by_id,
    )  # fmt: skip
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError:
        return None
    return made


def _take_away_unannounced(session: Session, rule_id: int, moment: datetime) -> None:
    """Meetings nobody has been told of and that have nothing on their agenda."""
    empty = ~sa.exists().where(Item.meeting_id == Meeting.id)
    session.execute(
        sa.delete(Meeting).where(
            Meeting.rule_id == rule_id, Meeting.announced_at.is_(None), Meeting.opened_at.is_(None),
            Meeting.cancelled_at.is_(None), Meeting.begins_at > moment, empty,
        )
    )  # fmt: skip


def _added(session: Session, item: Item) -> Item:
    """After the last of its like: ideas and surveys stand before what staff wrote."""
    last = sa.select(sa.func.max(Item.position)).where(Item.meeting_id == item.meeting_id, Item.position < 1000)
    item.position = (session.scalar(last) or 0) + 1
    session.add(item)
    session.flush()
    return item


def _must_be_ahead(on: date, starts: time, moment: datetime) -> None:
    if meeting_rules.has_begun(datetime.combine(on, starts, COPENHAGEN), moment):
        raise Refused(IS_PAST)
