"""Fifty people want ten chairs, over the network and through two processes; and then the power goes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta
from http.client import HTTPException
from itertools import cycle

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.db import writing
from portal.meals import kitchen_actions, telling
from portal.meals.kitchen_actions import Plan
from portal.meals.models import SignUp
from portal.notices.models import Notice
from portal.people.models import Person
from portal.people.rules import Role
from tests.house.arranging import at_once
from tests.meals.servers import Phone, Servers, preloaded

PEOPLE, CHAIRS, KILLS = 50, 10, 2
HEARD_BEFORE_THE_POWER_GOES = 12


@pytest.fixture(scope="module")
def forking():
    """The process that forks servers, for both databases."""
    with preloaded() as process:
        yield process
        process.stdin.close()


@pytest.fixture
def servers(forking, settings):
    made = Servers(forking, settings.database_url, settings.data_dir)
    yield made
    made.stop()


@pytest.fixture
def neighbours(engine):
    """Fifty residents, and a clock that runs: in a race nobody has the same moment."""
    clock.freeze(None)
    with writing(engine) as session:
        made = [
            Person(slug=f"nabo{number}", first_name=f"Nabo{number}", role=Role.RESIDENT, is_demo=True)
            for number in range(PEOPLE)
        ]
        session.add_all(made)
    return made


class Race:
    """The neighbours with their phones, the servers, and one dinner after another."""

    def __init__(self, engine, servers, neighbours):
        self.engine, self.servers, self.neighbours = engine, servers, neighbours
        ports = [servers.start().port, servers.start().port]
        self.phones = at_once(PEOPLE, lambda number: Phone().come_in(ports[number % 2], neighbours[number].slug))

    def dinner(self, chairs, *, days):
        on = clock.today() + timedelta(days=days)
        plan = Plan(
            starts=time(18), place="klubben", where="i klubben", price=30, chairs=chairs, days_before=0, closes=time(12)
        )  # fmt: skip
        with writing(self.engine) as session:
            (made,) = kitchen_actions.plan(session, [on], plan, by_id=None, moment=clock.now())
            kitchen_actions.announce(session, made.id, moment=clock.now())
        return made.id

    def say(self, number, dinner_id, said, *, server):
        port = self.servers.running[server % len(self.servers.running)].port
        return self.phones[number].post(port, f"/mad/{dinner_id}/svar", svar=said)

    def heads(self, dinner_id):
        """Everybody who wants to come, in the order in which they were heard; each is there once."""
        with Session(self.engine) as session:
            found = session.scalars(
                sa.select(SignUp).where(SignUp.dinner_id == dinner_id, SignUp.reply == "yes").order_by(SignUp.id)
            ).all()
        assert len({head.person_id for head in found}) == len(found)
        assert found == sorted(found, key=lambda head: (head.asked_at, head.id))
        return found

    def table(self, dinner_id, chairs):
        """Who is in and who is in line; exactly as many are in as can be, and nobody has been passed by."""
        heads = self.heads(dinner_id)
        seated, waiting = [head for head in heads if head.seated_at], [head for head in heads if not head.seated_at]
        assert len(seated) == min(chairs, len(heads))
        assert heads == seated + waiting
        return [head.person_id for head in seated], [head.person_id for head in waiting]

    def told(self, dinner_id):
        """Who was told of a chair, each once."""
        with Session(self.engine) as session:
            wanted = sa.select(Notice.person_id).where(
                Notice.href == f"/mad/{dinner_id}", Notice.sentence == telling.GOT_A_CHAIR
            )
            return sorted(session.scalars(wanted))


@pytest.fixture
def race(engine, servers, neighbours):
    return Race(engine, servers, neighbours)


def test_fifty_people_want_ten_chairs_and_then_the_power_goes(race):
    dinner_id = race.dinner(CHAIRS, days=9)
    fifty_want_ten_chairs(race, dinner_id)
    ten_leave_and_the_next_ten_are_told(race, dinner_id)
    for number in range(KILLS):
        the_power_goes(race, race.dinner(CHAIRS, days=20 + number))


def fifty_want_ten_chairs(race, dinner_id):
    """Everybody taps twice, once in each process, and some once more: ten are in, forty in line, each once."""
    taps = at_once(
        2 * PEOPLE, lambda tap: race.say(tap % PEOPLE, dinner_id, "ja", server=tap // PEOPLE + tap)
    )  # fmt: skip
    assert set(taps) == {303}
    before = race.table(dinner_id, CHAIRS)
    assert [len(each) for each in before] == [CHAIRS, PEOPLE - CHAIRS]
    assert set(at_once(PEOPLE // 5, lambda tap: race.say(tap * 5, dinner_id, "ja", server=tap))) == {303}
    assert race.table(dinner_id, CHAIRS) == before
    assert race.told(dinner_id) == []


def ten_leave_and_the_next_ten_are_told(race, dinner_id):
    """All who are in say no at the same moment, twice: the first ten in line are in, and are told once."""
    seated, waiting = race.table(dinner_id, CHAIRS)
    numbers = [number for number, each in enumerate(race.neighbours) if each.id in seated]
    taps = at_once(2 * CHAIRS, lambda tap: race.say(numbers[tap % CHAIRS], dinner_id, "nej", server=tap // CHAIRS))
    assert set(taps) == {303}
    assert race.table(dinner_id, CHAIRS) == (waiting[:CHAIRS], waiting[CHAIRS:])
    assert race.told(dinner_id) == sorted(waiting[:CHAIRS])


def the_power_goes(race, dinner_id):
    """One process is killed in the middle: what was acknowledged is kept, what was not can be said again."""
    victim, acknowledged, unheard = race.servers.running[0], [], []
    ports = cycle([victim.port, race.servers.running[1].port])

    def say(number, port):
        try:
            status = race.phones[number].post(port, f"/mad/{dinner_id}/svar", svar="ja")
        except (OSError, HTTPException):
            return unheard.append(number)
        assert status == 303
        acknowledged.append(number)
        if len(acknowledged) == HEARD_BEFORE_THE_POWER_GOES:
            race.servers.kill(victim)
        return None

    with ThreadPoolExecutor(PEOPLE) as threads:
        list(threads.map(say, range(PEOPLE), ports))
    assert sorted(acknowledged + unheard) == list(range(PEOPLE)) and unheard, "the power went too late"
    kept = {head.person_id for head in race.heads(dinner_id)}
    assert kept >= {race.neighbours[number].id for number in acknowledged}
    in_before = race.table(dinner_id, CHAIRS)[0]
    race.servers.start()
    assert {race.say(number, dinner_id, "ja", server=number) for number in unheard} == {303}
    seated, waiting = race.table(dinner_id, CHAIRS)
    assert seated == in_before and len(seated + waiting) == PEOPLE
