"""The demo's residents' meeting: ideas in all the places of their lives, the last meeting and the next."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.clock import COPENHAGEN
from portal.content.demo_meetings import DemoDecision, DemoIdea, DemoMeetings, DemoStep
from portal.content.demo_places import WEEKDAYS, DemoPlace
from portal.meetings import idea_actions, laying, life, meeting_actions, mode_actions, pieces
from portal.meetings.agenda_queries import agenda_of
from portal.meetings.laying import WhenAndWhere
from portal.meetings.life import Word
from portal.meetings.meeting_actions import Written
from portal.meetings.meeting_models import Item, Meeting
from portal.meetings.meeting_rules import A_MEETING, Colour, ItemKind
from portal.meetings.minutes_queries import meeting_called
from portal.meetings.mode_actions import Decision
from portal.meetings.models import Idea
from portal.meetings.monthly import Monthly
from portal.meetings.rules import Decider, PieceKind, Step
from portal.meetings.said_and_decided import PICTURE, minutes_lines, title_of
from portal.notices.models import Notice
from portal.people.models import Person
from portal.red_days import red_days

INVITED_BEFORE = timedelta(days=7)


def seed_meetings(
    session: Session, written: DemoMeetings, people: Mapping[str, Person], places: Mapping[str, DemoPlace], *,
    moment: datetime,
) -> Meeting:  # fmt: skip
    """Make ideas and meetings; the next meeting. What happened before today is no news to anybody any more."""
    at = WhenAndWhere(written.rule.starts, written.rule.place, places[written.rule.place].where)
    ideas = {each.key: _idea(session, each, people, moment) for each in written.ideas}
    _last_meeting(session, written, ideas, people, at, moment)
    session.execute(sa.update(Notice).where(Notice.made_at < moment, Notice.seen_at.is_(None)).values(seen_at=moment))
    return _next_meeting(session, written, ideas, people, at, moment)


def _idea(session: Session, each: DemoIdea, people: Mapping[str, Person], moment: datetime) -> Idea:
    sent, tap = moment + timedelta(days=each.sent), f"demo-{each.key}"
    author = people[each.author] if each.author else None
    anne = people["anne"]
    if author is None:
        idea = idea_actions.type_in(session, text=each.told, author_id=None, tap=tap, by_id=anne.id, moment=sent)
    else:
        pieces.add(session, author.id, PieceKind.TEXT, tap=tap, text=each.told)
        idea = idea_actions.send(
            session, author.id, named=True, tap=tap, moment=sent, renew=str, dropped=lambda files: None
        )
    if not each.title:
        return idea
    lines = [(line.sentence, line.picture) for line in each.lines]
    heard = moment if not each.answered else sent + timedelta(days=2)
    wording = idea_actions.propose(
        session, idea.id, title=each.title, picture=each.picture, lines=lines, hard_because="", by_id=anne.id,
        moment=heard,
    )  # fmt: skip
    if author is not None and each.answered:
        idea_actions.answer_wording(
            session, idea.id, author.id, number=wording.number, is_right=True, said="", moment=heard
        )
    for slug in each.support:
        idea_actions.support(session, idea.id, people[slug].id, wants_along=slug in each.along, moment=heard)
    for step in each.steps:
        _step(session, idea, step, people, moment)
    return idea


def _step(session: Session, idea: Idea, step: DemoStep, people: Mapping[str, Person], moment: datetime) -> None:
    word = Word(
        Step(step.step), Decider(step.decider), reason=step.reason, until=_day(moment, step.until),
        responsible_id=people[step.responsible].id if step.responsible else None,
    )  # fmt: skip
    life.take_step(session, idea, word, by_id=people["anne"].id, moment=moment + timedelta(days=step.days))


def _last_meeting(
    session: Session, written: DemoMeetings, ideas: Mapping[str, Idea], people: Mapping[str, Person],
    at: WhenAndWhere, moment: datetime,
) -> None:  # fmt: skip
    on, anne = moment.date() + timedelta(days=written.last.days), people["anne"]
    held_at = datetime.combine(on, at.starts, COPENHAGEN)
    before = held_at - INVITED_BEFORE
    meeting = meeting_actions.meet_once(session, on, at, by_id=anne.id, moment=before)
    meeting_actions.announce(session, meeting.id, moment=before)
    for slug in written.last.named:
        meeting_actions.let_be_named(session, meeting.id, people[slug].id, may=True)
    mode_actions.open_meeting(session, meeting.id, moment=held_at)
    for each in written.ideas:
        if each.decided:
            item = meeting_actions.put_on_agenda(session, meeting.id, ideas[each.key].id)
            _decide(session, meeting, item, each.decided, people, moment, held_at)
    mode_actions.note_who_is_there(session, meeting.id, [people[slug].id for slug in written.last.there])
    facts = meeting_called(session, meeting.id)
    assert facts is not None
    lines = minutes_lines(facts, agenda_of(session, facts))
    mode_actions.close_meeting(
        session, meeting.id, title=title_of(facts), picture=PICTURE, lines=lines, hard_because="", without=(),
        by_id=anne.id,
        moment=held_at + A_MEETING,
    )  # fmt: skip


def _decide(
    session: Session, meeting: Meeting, item: Item, decided: DemoDecision, people: Mapping[str, Person],
    moment: datetime, held_at: datetime,
) -> None:  # fmt: skip
    mode_actions.open_voting(session, meeting.id, item.id)
    cards = {Colour.GREEN: decided.green, Colour.YELLOW: decided.yellow, Colour.RED: decided.red}
    mode_actions.close_voting(session, meeting.id, item.id, paper=cards)
    decision = Decision(
        Step(decided.step), decided.said, decided.reason, _day(moment, decided.until),
        people[decided.responsible].id if decided.responsible else None,
    )  # fmt: skip
    mode_actions.decide(session, meeting.id, item.id, decision, moment=held_at)


def _next_meeting(
    session: Session, written: DemoMeetings, ideas: Mapping[str, Idea], people: Mapping[str, Person],
    at: WhenAndWhere, moment: datetime,
) -> Meeting:  # fmt: skip
    """Laid by the rule, with what is written on its agenda and the newest idea everybody knows."""
    today, anne = moment.date(), people["anne"]
    rule = Monthly(WEEKDAYS.index(written.rule.weekday), written.rule.which, today + timedelta(days=1))
    red = red_days(today, today + timedelta(days=366))
    laying.meet_every_month(session, rule, at, without=red, by_id=anne.id, moment=moment)
    ahead = sa.select(Meeting).where(Meeting.begins_at > moment, Meeting.cancelled_at.is_(None))
    meeting = session.scalars(ahead.order_by(Meeting.begins_at).limit(1)).one()
    items = [Written(ItemKind(each.kind), each.sentence, each.picture) for each in written.agenda]
    meeting_actions.write_agenda(session, meeting.id, items)
    newest = [idea for idea in ideas.values() if idea.now is Step.HEARD]
    for idea in newest:
        meeting_actions.put_on_agenda(session, meeting.id, idea.id)
    meeting_actions.announce(session, meeting.id, moment=moment)
    return meeting


def _day(moment: datetime, days: int | None) -> date | None:
    return moment.date() + timedelta(days=days) if days is not None else None
