"""What happens to ideas: sent, written as lines, approved by their authors, supported, joined, taken back."""

from collections.abc import Callable, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.meetings import life, pieces, rules, telling
from portal.meetings.life import Word, held, take_step
from portal.meetings.models import Idea, IdeaWording, Support
from portal.meetings.pieces import Renew
from portal.meetings.rules import Decider, Standing, Step
from portal.notices.actions import note_seen_about
from portal.people.models import Person
from portal.refusal import N_, Refused

NOT_YOURS = N_("Se på dine egne idéer.")
NOT_OUT = N_("Vent lidt, for idéen er ikke klar endnu.")
NEW_WORDS = N_("Læs idéen igen, for der er nye ord.")
TOO_LATE = N_("Tal med personalet, for der er sagt ja eller nej.")
NOT_WITH_ITSELF = N_("Vælg to idéer, der ligner hinanden.")
NOT_TOGETHER = N_("Idéen står allerede for sig selv.")
OWN_IDEA = N_("Sig god idé til en af de andres idéer.")
WITHDRAWN = N_("Idéen er taget tilbage.")


def send(
    session: Session, person_id: int, *, named: bool, tap: str, moment: datetime, renew: Renew,
    dropped: Callable[[Sequence[str]], None],
) -> Idea:  # fmt: skip
    """Send one's draft, with one's name or without. The same tap twice is once.

    Without a name nothing that is kept leads back: no author, no time, new rows and file names. `dropped` is given
    the names of the draft's files. Raises `Refused` when nothing has been told.
    """
    known = session.scalar(sa.select(Idea).where(Idea.tap == tap))
    if known is not None:
        return known
    idea = Idea(author_id=person_id if named else None, sent_on=moment.date(), tap=tap)
    try:
        with session.begin_nested():
            session.add(idea)
    except IntegrityError:  # the other tap came first
        return session.scalars(sa.select(Idea).where(Idea.tap == tap)).one()
    if named:
        pieces.give(session, person_id, idea)
    else:
        dropped(pieces.give_without_name(session, person_id, idea, renew=renew))
    return idea


def type_in(
    session: Session, *, text: str, author_id: int | None, tap: str, by_id: int, moment: datetime
) -> Idea:  # fmt: skip
    """Staff write down what somebody said or wrote on paper; `author_id` only when she wants her name on it."""
    known = session.scalar(sa.select(Idea).where(Idea.tap == tap))
    if known is not None:
        return known
    idea = Idea(author_id=author_id, sent_on=moment.date(), tap=tap, typed_by_id=by_id)
    session.add(idea)
    session.flush()
    pieces.keep_text(session, idea, text)
    return idea


def propose(
    session: Session, idea_id: int, *, title: str, picture: str | None, lines: Sequence[tuple[str, str | None]],
    hard_because: str, by_id: int, moment: datetime,
) -> IdeaWording:  # fmt: skip
    """Staff have written the idea as lines. Its author is asked; an idea without one is everybody's at once.

    An idea that is everybody's already keeps its words until the author has said yes to the new ones.
    """
    idea = _alive(session, idea_id)
    number = session.scalar(sa.select(sa.func.max(IdeaWording.number)).where(IdeaWording.idea_id == idea_id)) or 0
    nobody_to_ask = idea.author_id is None
    made = IdeaWording(
        idea_id=idea_id, number=number + 1, title=title, picture=picture, lines=[list(line) for line in lines],
        hard_because=hard_because, by_id=by_id, at=moment, answer=True if nobody_to_ask else None,
    )  # fmt: skip
    session.add(made)
    session.flush()
    if nobody_to_ask:
        _let_all_hear(session, idea, moment)
    elif idea.author_id is not None:
        name = session.scalars(sa.select(Person.first_name).where(Person.id == by_id)).one()
        telling.of_wording(
            session, idea_id, idea.author_id, number=made.number, title=title, name=name, moment=moment
        )  # fmt: skip
    return made


def answer_wording(
    session: Session, idea_id: int, person_id: int, *, number: int, is_right: bool, said: str, moment: datetime
) -> None:
    """The author says whether the words are right. With her yes the idea is everybody's to hear.

    `number` is the wording she has heard. Raises `Refused` when there is a newer one.
    """
    idea = _own(session, idea_id, person_id)
    if idea.withdrawn_on is not None:
        raise Refused(WITHDRAWN)
    newest = newest_wording(session, idea_id)
    if newest is None or newest.number != number:
        raise Refused(NEW_WORDS)
    note_seen_about(session, person_id, f"/moede/ide/{idea_id}", moment=moment)
    if newest.answer:
        return  # a yes is not taken back by a late tap
    newest.answer, newest.answered_on, newest.said = is_right, moment.date(), "" if is_right else said
    if is_right:
        _let_all_hear(session, idea, moment)
    session.flush()


def support(session: Session, idea_id: int, person_id: int, *, wants_along: bool | None, moment: datetime) -> None:
    """ "God idé", once each. `wants_along` says whether she wants to come along and staff may know it."""
    idea = held(session, Idea, idea_id)
    if standing_of(session, idea) is not Standing.PUBLIC:
        raise Refused(NOT_OUT)
    if idea.author_id == person_id:
        raise Refused(OWN_IDEA)
    known = session.get(Support, (idea_id, person_id))
    if known is None:
        session.add(Support(idea_id=idea_id, person_id=person_id, wants_along=bool(wants_along), since=moment))
    elif wants_along is not None:
        known.wants_along = wants_along
    session.flush()


def take_support_back(session: Session, idea_id: int, person_id: int) -> None:
    """ "Fortryd": no trace is left."""
    session.execute(sa.delete(Support).where(Support.idea_id == idea_id, Support.person_id == person_id))


def join(session: Session, idea_id: int, into_id: int, *, moment: datetime) -> None:
    """An idea lives on in another that is like it, with those that were joined to it. Every author is told.

    Whoever said "God idé" to the one has said it to the other.
    """
    first, second = sorted((idea_id, into_id))  # held in one order, so that two who join do not wait for each other
    if first == second:
        raise Refused(NOT_WITH_ITSELF)
    by_id = {row_id: held(session, Idea, row_id) for row_id in (first, second)}
    idea, into = by_id[idea_id], by_id[into_id]
    if idea.joined_into_id == into_id:
        return
    if any(standing_of(session, each) is not Standing.PUBLIC for each in (idea, into)):
        raise Refused(NOT_OUT)
    told = {*life.authors_of(session, idea_id), *life.authors_of(session, into_id)}
    session.execute(sa.update(Idea).where(Idea.joined_into_id == idea_id).values(joined_into_id=into_id))
    idea.joined_into_id = into_id
    _move_support(session, idea_id, into)
    session.flush()
    title = life.title_of(session, into_id)
    telling.of_joining(session, into_id, told, sentence=telling.JOINED, title=title, moment=moment)


def separate(session: Session, idea_id: int, *, moment: datetime) -> None:
    """An idea that was joined stands for itself again. What was said to the other stays there."""
    idea = held(session, Idea, idea_id)
    if idea.joined_into_id is None:
        raise Refused(NOT_TOGETHER)
    idea.joined_into_id = None
    session.flush()
    title, told = life.title_of(session, idea_id), life.authors_of(session, idea_id)
    telling.of_joining(session, idea_id, told, sentence=telling.APART, title=title, moment=moment)


def withdraw(session: Session, idea_id: int, person_id: int, *, moment: datetime) -> None:
    """An author takes her idea back, while nobody has decided. Twice is once."""
    together = sa.select(Idea.id).where(sa.or_(Idea.id == idea_id, Idea.joined_into_id == idea_id)).order_by(Idea.id)
    session.scalars(together.with_for_update()).all()  # held in the order that `join` holds them
    idea = _own(session, idea_id, person_id)
    if idea.withdrawn_on is not None:
        return
    if not rules.may_be_withdrawn(idea.now):
        raise Refused(TOO_LATE)
    for joined in session.scalars(sa.select(Idea.id).where(Idea.joined_into_id == idea_id)).all():
        separate(session, joined, moment=moment)  # the others have not taken theirs back
    idea.withdrawn_on = moment.date()
    session.flush()


def newest_wording(session: Session, idea_id: int) -> IdeaWording | None:
    """The newest words, also when nobody has said yes to them."""
    newest = sa.select(IdeaWording).where(IdeaWording.idea_id == idea_id).order_by(IdeaWording.number.desc()).limit(1)
    return session.scalar(newest.execution_options(populate_existing=True))


def standing_of(session: Session, idea: Idea) -> Standing:
    """Where an idea is before and beside its life."""
    newest = newest_wording(session, idea.id)
    return rules.standing(
        has_wording=newest is not None, answer=newest.answer if newest else None, is_heard=idea.now is not None,
        is_joined=idea.joined_into_id is not None, is_withdrawn=idea.withdrawn_on is not None,
    )  # fmt: skip


def _let_all_hear(session: Session, idea: Idea, moment: datetime) -> None:
    if idea.now is None:
        take_step(session, idea, Word(Step.HEARD, Decider.STAFF), by_id=None, moment=moment)


def _alive(session: Session, idea_id: int) -> Idea:
    idea = held(session, Idea, idea_id)
    if idea.withdrawn_on is not None:
        raise Refused(WITHDRAWN)
    return idea


def _own(session: Session, idea_id: int, person_id: int) -> Idea:
    idea = held(session, Idea, idea_id)
    if idea.author_id != person_id:
        raise Refused(NOT_YOURS)
    return idea


def _move_support(session: Session, idea_id: int, into: Idea) -> None:
    already = set(session.scalars(sa.select(Support.person_id).where(Support.idea_id == into.id)))
    for row in session.scalars(sa.select(Support).where(Support.idea_id == idea_id)).all():
        if row.person_id not in already and row.person_id != into.author_id:
            session.add(
                Support(idea_id=into.id, person_id=row.person_id, wants_along=row.wants_along, since=row.since)
            )  # fmt: skip
