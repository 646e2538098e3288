"""What is Ali's: things of every kind, which nobody else may change."""

from datetime import date, time

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from portal import clock
from portal.agreements import actions
from portal.agreements.models import Agreement, Answer, Place, Point, QuestionTry, Talk, Version, Wish, Wording
from portal.agreements.rules import Reading, Reply
from portal.db import writing
from portal.meals import actions as meals
from portal.meals import diet_actions, habits
from portal.meals.food import Food
from portal.meals.models import DietItem, Dinner, Habit, Helper, KitchenRequest, SignUp, Task
from portal.meetings import idea_actions, meeting_actions
from portal.meetings.meeting_actions import WhenAndWhere
from portal.meetings.meeting_models import MeetingPerson
from portal.meetings.models import Complaint, Idea, IdeaWording, LifeStep, Piece, Support
from portal.people.models import Card, Device, Draft, Person, Visit
from tests.house.table import Table, lay
from tests.people import KNOCKS, Village

DINNER = date(2027, 1, 5)  # a Tuesday; the street dines and meets on Mondays


def give_ali_things(engine: Engine, village: Village) -> None:
    """An agreement, a card, a tablet, a dinner, an idea that lives, a complaint, a meeting he comes to."""
    (point,) = village.points(village.agreement(village.ali, KNOCKS))
    village.card(village.ali)
    village.device(village.ali)
    table = lay(engine, village, DINNER)
    with writing(engine) as begun:
        actions.answer(begun, point, Reply.ASKS, reading=Reading(), tap="ali", moment=clock.now())
        _dine(begun, village.ali.id, table)
        _meet(begun, village)


def _dine(begun: Session, who: int, table: Table) -> None:
    """Ali comes to a dinner, by habit and with a guest, and does not eat egg."""
    said = {"moment": clock.now()}
    habits.begin(begun, who, begun.get_one(Dinner, table.dinner_id).on.weekday(), **said)
    meals.bring_guest(begun, table.dinner_id, who, name="Omar", diet=(), tap="b", **said)
    meals.help_with(begun, begun.get_one(Task, table.task_id), who, **said)
    diet_actions.keep_diet(begun, who, {Food.EGG})


def _meet(begun: Session, village: Village) -> None:
    """Ali has an idea that everybody knows, likes another, has complained to Mette, and comes to a meeting."""
    said, ali = {"moment": clock.now()}, village.ali.id
    ideas = [
        idea_actions.type_in(begun, text="Et bord.", author_id=author, tap=tap, by_id=village.mette.id, **said)
        for author, tap in ((ali, "ali"), (village.maja.id, "maja"))
    ]
    words = {"title": "Vi vil have et bord", "picture": None, "lines": [], "hard_because": ""}
    for idea in ideas:
        idea_actions.propose(begun, idea.id, by_id=village.mette.id, **words, **said)
        assert idea.author_id is not None
        idea_actions.answer_wording(begun, idea.id, idea.author_id, number=1, is_right=True, said="", **said)
    idea_actions.support(begun, ideas[1].id, ali, wants_along=True, **said)
    begun.add(Complaint(resident_id=ali, to_id=village.mette.id, sent_at=clock.now(), tap="ali"))
    meeting = meeting_actions.meet_once(
        begun, DINNER, WhenAndWhere(time(17), "klubben", "i klubben"), by_id=village.mette.id, **said
    )
    meeting_actions.announce(begun, meeting.id, **said)
    meeting_actions.reply(begun, meeting.id, ali, comes=True, **said)


def of_ali(session: Session, village: Village) -> str:
    """Every row that is Ali's, whatever table it stands in."""
    session.rollback()
    ali = village.ali
    theirs = sa.select(Agreement.id).where(Agreement.resident_id == ali.id)
    versions = sa.select(Version.id).where(Version.agreement_id.in_(theirs))
    points = sa.select(Point.id).where(Point.agreement_id.in_(theirs))
    wordings = sa.select(Wording.id).where(Wording.point_id.in_(points))
    ideas = sa.select(Idea.id).where(Idea.author_id == ali.id)
    of_his = (
        (Person, Person.id == ali.id),
        (Device, Device.resident_id == ali.id),
        (Card, Card.resident_id == ali.id),
        (Visit, Visit.person_id == ali.id),
        (Draft, Draft.person_id == ali.id),
        (Agreement, Agreement.resident_id == ali.id),
        (Version, Version.agreement_id.in_(theirs)),
        (Place, Place.version_id.in_(versions)),
        (Wording, Wording.point_id.in_(points)),
        (Answer, Answer.wording_id.in_(wordings)),
        (QuestionTry, QuestionTry.wording_id.in_(wordings)),
        (Talk, Talk.version_id.in_(versions)),
        (Wish, Wish.agreement_id.in_(theirs)),
        (SignUp, SignUp.person_id == ali.id),
        (DietItem, DietItem.person_id == ali.id),
        (Habit, Habit.person_id == ali.id),
        (Helper, Helper.person_id == ali.id),
        (KitchenRequest, KitchenRequest.person_id == ali.id),
        (Idea, Idea.author_id == ali.id),
        (Piece, Piece.idea_id.in_(ideas)),
        (IdeaWording, IdeaWording.idea_id.in_(ideas)),
        (LifeStep, LifeStep.idea_id.in_(ideas)),
        (Support, Support.person_id == ali.id),
        (Complaint, Complaint.resident_id == ali.id),
        (MeetingPerson, MeetingPerson.person_id == ali.id),
    )
    kept = [session.execute(sa.select(sa.inspect(table).local_table).where(where)).all() for table, where in of_his]
    assert kept[0] and kept[1] and kept[6] and kept[8] and kept[9] and all(kept[13:17]) and all(kept[18:])
    return repr(kept)
