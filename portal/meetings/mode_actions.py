"""Meeting mode: the screen, the cards, the decisions; and closing, from which the minutes come.

Whoever shows a card and whoever closes the voting hold the same item, so no card is lost and none comes after.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.meetings import laying, life, meeting_actions, meeting_rules, meeting_telling, rules
from portal.meetings.life import Word
from portal.meetings.meeting_actions import BEFORE, held_in, items_of, person_at
from portal.meetings.meeting_models import Item, Meeting, MeetingPerson, MeetingRule, Minutes, ShownCard
from portal.meetings.meeting_rules import MOST_ON_PAPER, NEWS, Colour, ItemKind, Stage, Voting
from portal.meetings.models import Idea
from portal.meetings.rules import DECISIONS, NEEDS_REASON, Decider, Step
from portal.refusal import N_, Refused

VOTING_CLOSED = N_("Se på skærmen, for vi er færdige med at stemme.")
VOTING_OPEN = N_("Luk for kortene, før du går videre.")
NOT_VOTED_ON = N_("Det her er en nyhed, så vi stemmer ikke.")
ITEM_GONE = N_("Se på skærmen, for punktet er væk.")
SAY_DECISION = N_("Skriv på en linje, hvad vi har besluttet.")

RUNNING = frozenset({Stage.RUNNING})


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about an item. `outcome` is for ideas; `said` is the one line, `reason` why."""

    outcome: Step | None
    said: str
    reason: str = ""
    until: date | None = None
    responsible_id: int | None = None


def open_meeting(session: Session, meeting_id: int, *, red: Sequence[date] = (), moment: datetime) -> Meeting:
    """The meeting begins: promises whose day has come stand first, the oldest at the top. Twice is once."""
    meeting = meeting_actions.held(session, meeting_id)
    if meeting_rules.stage_of(meeting.times) is Stage.RUNNING:
        return meeting
    meeting = held_in(session, meeting_id, BEFORE)
    owed = owed_ideas(session, meeting.on)
    for idea_id in owed:
        meeting_actions.put_on_agenda(session, meeting_id, idea_id)
    items = {item.id: item for item in items_of(session, meeting_id)}
    order = meeting_rules.in_order([(item.id, item.idea_id) for item in items.values()], owed)
    for place, item_id in enumerate(order, start=1):
        items[item_id].position = place
        items[item_id].was_owed = items[item_id].idea_id in owed
    meeting.opened_at = moment
    meeting.announced_at = meeting.announced_at or moment
    session.flush()
    return meeting


def owed_ideas(session: Session, day: date) -> list[int]:
    """Ideas with a promise that is due on a day, the oldest promise first."""
    rows = sa.select(Idea.id).where(
        Idea.now.in_(rules.PROMISES), Idea.until <= day, Idea.joined_into_id.is_(None), Idea.withdrawn_on.is_(None)
    )
    return list(session.scalars(rows.order_by(Idea.until, Idea.id)))


def show(session: Session, meeting_id: int, item_id: int | None) -> None:
    """Put an item on the big screen, or the whole list. Raises `Refused` while people vote about another."""
    meeting = held_in(session, meeting_id, RUNNING)
    items = {item.id: item for item in items_of(session, meeting_id)}
    if item_id is not None and item_id not in items:
        raise Refused(ITEM_GONE)
    if any(item.voting is Voting.OPEN and item.id != item_id for item in items.values()):
        raise Refused(VOTING_OPEN)
    meeting.shows_item_id = item_id
    session.flush()


def open_voting(session: Session, meeting_id: int, item_id: int) -> None:
    """People can show cards about the item, which is on the screen from now on. Begun anew, all cards are gone."""
    show(session, meeting_id, item_id)
    item = _held_item(session, meeting_id, item_id)
    if item.kind in NEWS or item.kind is ItemKind.SURVEY:
        raise Refused(NOT_VOTED_ON)
    if item.voting is Voting.OPEN:
        return
    session.execute(sa.delete(ShownCard).where(ShownCard.item_id == item_id))
    item.voting, item.phones, item.paper = Voting.OPEN, {}, {}
    session.flush()


def show_card(session: Session, meeting_id: int, item_id: int, person_id: int, colour: Colour) -> None:
    """A resident shows a card: one each, the newest counts until the voting is closed. Who votes is there.

    Raises `Refused` when it is closed, or never began.
    """
    item = _held_item(session, meeting_id, item_id)
    if item.voting is not Voting.OPEN:
        raise Refused(VOTING_CLOSED)
    known = session.get(ShownCard, (item_id, person_id), populate_existing=True)
    if known is None:
        session.add(ShownCard(item_id=item_id, person_id=person_id, colour=colour))
    else:
        known.colour = colour
    person_at(session, meeting_id, person_id).was_there = True
    session.flush()


def close_voting(session: Session, meeting_id: int, item_id: int, *, paper: Mapping[Colour, int]) -> None:
    """No more cards. Their numbers are kept beside those counted in the room, and the cards are gone. Twice is once:
    then only the numbers counted in the room are new."""
    item = _held_item(session, meeting_id, item_id)
    if item.voting is Voting.NOT_YET:
        raise Refused(VOTING_CLOSED)
    if item.voting is Voting.OPEN:
        item.phones = {colour.value: number for colour, number in cards_of(session, item_id).items()}
        session.execute(sa.delete(ShownCard).where(ShownCard.item_id == item_id))
    item.paper = {colour.value: min(max(paper.get(colour, 0), 0), MOST_ON_PAPER) for colour in Colour}
    item.voting = Voting.CLOSED
    session.flush()


def cards_of(session: Session, item_id: int) -> dict[Colour, int]:
    """How many cards of each colour are shown from phones now."""
    rows = session.execute(
        sa.select(ShownCard.colour, sa.func.count()).where(ShownCard.item_id == item_id).group_by(ShownCard.colour)
    )
    return {Colour(colour): number for colour, number in rows}


def decide(session: Session, meeting_id: int, item_id: int, decision: Decision, *, moment: datetime) -> None:
    """What was decided about an item. It can be changed until the meeting is closed; then authors are told.

    Raises `Refused` when a no or later says no reason, or later no day ahead, or nothing is said at all.
    """
    held_in(session, meeting_id, RUNNING)
    item = _held_item(session, meeting_id, item_id)
    if item.voting is Voting.OPEN:
        raise Refused(VOTING_OPEN)
    if not decision.said:
        raise Refused(SAY_DECISION)
    if decision.outcome in NEEDS_REASON and not decision.reason:
        raise Refused(life.SAY_WHY)
    if decision.outcome is Step.LATER and decision.until is None:
        raise Refused(life.SAY_WHEN)
    if decision.until is not None and decision.until <= moment.date():
        raise Refused(life.LATER_IS_AHEAD)
    item.outcome = decision.outcome if decision.outcome in DECISIONS | {Step.DONE} else None
    item.decision, item.reason, item.until = decision.said, decision.reason, decision.until
    item.responsible_id = decision.responsible_id
    session.flush()


def undecide(session: Session, meeting_id: int, item_id: int) -> None:
    """ "Fortryd": nothing was decided about the item."""
    held_in(session, meeting_id, RUNNING)
    item = _held_item(session, meeting_id, item_id)
    item.outcome, item.decision, item.reason, item.until, item.responsible_id = None, "", "", None, None
    session.flush()


def note_who_is_there(session: Session, meeting_id: int, person_ids: Sequence[int]) -> None:
    """Staff say who is in the room. Whoever is not among them is not there, also when she showed a card."""
    held_in(session, meeting_id, RUNNING | {Stage.CLOSED})
    session.execute(sa.update(MeetingPerson).where(MeetingPerson.meeting_id == meeting_id).values(was_there=False))
    for person_id in person_ids:
        person_at(session, meeting_id, person_id).was_there = True
    session.flush()


def close_meeting(
    session: Session, meeting_id: int, *, title: str, picture: str | None, lines: Sequence[tuple[str, str, str | None]],
    hard_because: str, without: Sequence[date], by_id: int, moment: datetime,
) -> None:  # fmt: skip
    """The meeting is over: its minutes exist, each idea takes its step and its author is told. Twice is once.

    `lines` are part, sentence and picture. `without` are red days, for the meeting that is laid at the far end.
    """
    meeting = meeting_actions.held(session, meeting_id)
    if meeting_rules.stage_of(meeting.times) is Stage.CLOSED:
        return
    meeting = held_in(session, meeting_id, RUNNING)
    items = items_of(session, meeting_id)
    if any(item.voting is Voting.OPEN for item in items):
        raise Refused(VOTING_OPEN)
    meeting.closed_at, meeting.shows_item_id = moment, None
    session.flush()
    for item in items:
        _let_idea_go_on(session, item, by_id=by_id, moment=moment)
    add_minutes(
        session, meeting, title=title, picture=picture, lines=lines, hard_because=hard_because, by_id=by_id,
        moment=moment,
    )  # fmt: skip
    rule = session.get(MeetingRule, meeting.rule_id) if meeting.rule_id else None
    if rule is not None:
        laying.lay_ahead(session, rule, without=without, moment=moment)


def add_minutes(
    session: Session, meeting: Meeting, *, title: str, picture: str | None,
    lines: Sequence[tuple[str, str, str | None]], hard_because: str, by_id: int, moment: datetime,
) -> Minutes:  # fmt: skip
    """The next version of a held meeting's minutes, and residents are told."""
    newest = sa.select(sa.func.max(Minutes.number)).where(Minutes.meeting_id == meeting.id)
    made = Minutes(
        meeting_id=meeting.id, number=(session.scalar(newest) or 0) + 1, title=title, picture=picture,
        lines=[list(line) for line in lines], hard_because=hard_because, by_id=by_id, at=moment,
    )  # fmt: skip
    session.add(made)
    session.flush()
    meeting_telling.minutes_are_there(session, meeting, number=made.number, moment=moment)
    return made


def _let_idea_go_on(session: Session, item: Item, *, by_id: int, moment: datetime) -> None:
    """An idea with a decision takes that step; one without has been talked about. A promise that was only talked about
    is still owed."""
    if item.idea_id is None:
        return
    idea = life.held(session, Idea, item.idea_id)
    if idea.joined_into_id is not None or idea.withdrawn_on is not None:
        return
    if item.outcome is None and idea.now in rules.PROMISES:
        return
    step = item.outcome or Step.TALKED
    if not rules.may_follow(idea.now, step):  # what stands already, as a yes that is only talked about again
        return
    word = Word(
        step, Decider.MEETING, reason=item.reason or item.decision, until=item.until,
        responsible_id=item.responsible_id, item_id=item.id,
    )  # fmt: skip
    life.take_step(session, idea, word, by_id=by_id, moment=moment)


def _held_item(session: Session, meeting_id: int, item_id: int) -> Item:
    found = session.scalar(
        sa.select(Item)
        .where(Item.id == item_id, Item.meeting_id == meeting_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise Refused(ITEM_GONE)
    return found
