"""What happens by itself: planned publishing, dinners, and letters. Also when one of them cannot be done."""

import time
from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal import chores, clock
from portal.agreements.models import Version
from portal.db import writing
from portal.mail import actions as mail
from portal.mail.models import OutboxMail
from portal.meals.rules import Reply
from portal.meals.telling import GOT_A_CHAIR, LAPSED
from portal.people.models import Person
from portal.publishing import actions as publishing
from portal.publishing.models import Manuscript
from portal.publishing.rules import Document, new_line
from tests.house.arranging import rows
from tests.meals.evening import AFTER_DEADLINE

SOON = timedelta(minutes=5)
PATIENCE = 5.0  # seconds


@pytest.fixture
def planned(village) -> int:
    """An agreement that is to be published in five minutes."""
    number = village.agreement(village.maja, publish=False)
    with writing(village.engine) as begun:
        document = Document("Ro", "quiet", (new_line("point", "Jeg holder ro.", "quiet"),))
        publishing.begin(
            begun, kind="aftale", subject_id=number, document=document, by_id=village.anne.id, moment=clock.now()
        )  # fmt: skip
        begun.execute(sa.update(Manuscript).values(publish_at=clock.now() + SOON, publish_by_id=village.anne.id))
    return number


def queue_letter(village) -> None:
    with writing(village.engine) as begun:
        mail.queue(begun, to="karin@demo.example", subject="Hej", body="Hej Karin", moment=clock.now())


def later(by: timedelta) -> None:
    clock.freeze((clock.now() + by).replace(tzinfo=None))


def test_what_was_planned_comes_out_when_its_time_has_come_and_once(app, planned, session):
    chores.do_all(app)
    assert not rows(session, Version)
    later(SOON)
    chores.do_all(app)
    chores.do_all(app)
    assert [version.agreement_id for version in rows(session, Version)] == [planned]


def test_a_maybe_lapses_at_the_deadline_and_is_told_once(app, village, kitchen):
    dinner = kitchen.dinner(1)
    kitchen.say(dinner, village.maja, Reply.MAYBE)
    kitchen.say(dinner, village.ali)
    chores.do_all(app)
    assert kitchen.seated(dinner) == [village.maja.id] and kitchen.told(village.maja) == []
    clock.freeze(AFTER_DEADLINE.replace(tzinfo=None))
    chores.do_all(app)
    chores.do_all(app)
    assert kitchen.seated(dinner) == [village.ali.id]
    assert kitchen.told(village.maja) == [LAPSED] and kitchen.told(village.ali) == [GOT_A_CHAIR]


def test_whoever_moves_out_leaves_her_chair(app, village, kitchen):
    dinner = kitchen.dinner(1)
    for person in (village.maja, village.ali):
        kitchen.say(dinner, person)
    with writing(village.engine) as begun:
        begun.get_one(Person, village.maja.id).left_at = clock.now()
    chores.do_all(app)
    assert kitchen.seated(dinner) == [village.ali.id] and kitchen.told(village.ali) == [GOT_A_CHAIR]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_letter_is_sent_also_when_publishing_cannot_be_done(app, village, engine, session, caplog):
    queue_letter(village)
    with engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE manuscript"))
    caplog.set_level("ERROR", logger="portal")
    chores.log.addHandler(caplog.handler)
    chores.do_all(app)
    chores.log.removeHandler(caplog.handler)
    assert rows(session, OutboxMail)[0].sent_at is not None
    assert caplog.messages == ["chore=publish kind=OperationalError"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_chores_go_on_beside_the_serving_until_they_are_ended(app, village, session):
    end = chores.start(app, every=0.01)
    queue_letter(village)
    waited = time.monotonic() + PATIENCE
    while rows(session, OutboxMail)[0].sent_at is None:
        assert time.monotonic() < waited
        time.sleep(0.01)
        session.rollback()
        session.expire_all()
    end()
