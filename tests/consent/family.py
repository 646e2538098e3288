"""Maja and her mother: what tests about relatives begin with."""

import re

from sqlalchemy.engine import Engine

from portal import clock
from portal.db import writing
from portal.mail.models import OutboxMail
from portal.people.consent import actions
from portal.people.consent.models import Relation
from portal.people.consent.rules import Kin, Topic, last_day
from portal.people.models import Person
from tests.browser import PageClient
from tests.house.arranging import rows
from tests.people import Village

ADDRESS = "karin@demo.example"
PAGE = "/mig/hvem-kan-se-mig"
STAFF_PAGE = "/personale/beboer/maja/paaroerende"


def propose(
    village: Village, *topics: Topic, resident: Person | None = None, email: str = ADDRESS, name="Karin"
) -> int:
    """Anne has named a relative and asked about topics. The relation's id."""
    with writing(village.engine) as session:
        return actions.propose(
            session, session.get_one(Person, (resident or village.maja).id), first_name=name, kind=Kin.MOTHER,
            email=email, topics=topics, by_id=village.anne.id, moment=clock.now(),
        ).id  # fmt: skip


def say_yes(engine: Engine, relation_id: int, *topics: Topic, months: int = 6) -> None:
    """The resident has said yes."""
    with writing(engine) as session:
        relation = session.get_one(Relation, relation_id)
        for topic in topics:
            actions.say_yes(session, relation, topic, until=last_day(clock.today(), months), moment=clock.now())


def say_no(engine: Engine, relation_id: int, topic: Topic) -> None:
    with writing(engine) as session:
        actions.say_no(session, session.get_one(Relation, relation_id), topic, moment=clock.now())


def relative_of(village: Village, session, *topics: Topic, resident: Person | None = None) -> tuple[int, Person]:
    """Karin, whom a resident lets see these topics: the relation's id and herself."""
    relation_id = propose(village, *topics, resident=resident)
    say_yes(village.engine, relation_id, *topics)
    relation = rows(session, Relation, Relation.id == relation_id)[0]
    return relation_id, rows(session, Person, Person.id == relation.relative_id)[0]


def letters(session) -> list[OutboxMail]:
    return list(rows(session, OutboxMail))


def link_in(letter: OutboxMail) -> str:
    """The address in a letter, without the host."""
    return re.search(r"http://localhost:8000(\S+)", letter.body)[1]


def follow(browser: PageClient, session) -> PageClient:
    """Follow the newest letter's link in a browser of one's own, and come in."""
    own = browser.another()
    own.get(link_in(letters(session)[-1]))
    own.press("Kom ind")
    return own
