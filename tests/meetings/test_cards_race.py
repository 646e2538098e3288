"""Ten phones vote at once through two processes; some drop out, some tap twice, and two of the staff close at once."""

import socket
import struct
from urllib.parse import urlencode

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.db import writing
from portal.meetings.meeting_models import ShownCard
from portal.meetings.meeting_rules import Voting
from portal.people.models import Person
from portal.people.rules import Role
from tests.house.arranging import at_once
from tests.meals.servers import Phone, Servers, preloaded
from tests.meetings.running import RunningMeeting

PHONES, STAFF = 10, 2
UNHEARD, CUT_OFF = 8, 9  # the phones that drop out: one has said everything, one half of it
COUNTED, REFUSED = 303, 409
RESET = struct.pack("ii", 1, 0)  # linger for no time: the line is broken, not hung up


@pytest.fixture(scope="module")
def forking():
    with preloaded() as process:
        yield process
        process.stdin.close()


@pytest.fixture
def servers(forking, settings):
    made = Servers(forking, settings.database_url, settings.data_dir)
    yield made
    made.stop()


class Hall:
    """Residents with phones and staff with screens, on two servers."""

    def __init__(self, engine, servers):
        clock.freeze(None)  # in a race nobody has the same moment
        self.engine = engine
        with writing(engine) as session:
            people = [
                Person(slug=f"p{number}", first_name=f"P{number}", is_demo=True, role=role)
                for number, role in enumerate([Role.RESIDENT] * PHONES + [Role.STAFF] * STAFF)
            ]
            session.add_all(people)
        self.people = [each.id for each in people[:PHONES]]
        self.assembly = RunningMeeting(engine, people[-1].id)
        idea = self.assembly.idea(self.people[0], "Vi vil have en bænk.")
        self.item_id, *_others = self.assembly.begun(idea)
        self.ports = [servers.start().port for _each in range(2)]
        came = at_once(len(people), lambda number: Phone().come_in(self.ports[number % 2], people[number].slug))
        self.phones, self.staff = came[:PHONES], came[PHONES:]
        self.round = 0

    def begin(self, *, again=False):
        """Both of the staff press it at the same moment: it is begun once."""
        fields = {"igen": "ja"} if again else {}
        assert self.press("aabn", **fields) == [COUNTED] * STAFF
        self.round += 1
        assert self.item().voting_round == self.round

    def press(self, what, **fields):
        return at_once(STAFF, lambda number: self.ask_staff(number, what, **fields))

    def ask_staff(self, number, what, **fields):
        at = f"/personale/moede/{self.assembly.meeting_id}/skaerm/{self.item_id}/{what}"
        return self.staff[number].post(self.ports[number], at, **fields)

    def vote(self, number, colour, *, server=0, voting_round=None):
        fields = {"farve": colour, "runde": voting_round or self.round}
        return self.phones[number].post(self.ports[(number + server) % 2], self.address, **fields)

    def drop_out(self, number, colour, *, all_of_it):
        """The line breaks in the middle of a request."""
        body = urlencode({"farve": colour, "runde": self.round, "csrf_token": self.phones[number].token})
        request = (
            f"POST {self.address} HTTP/1.1\r\nHost: localhost\r\nCookie: {self.phones[number].cookie}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", self.ports[number % 2])) as line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            line.sendall((request + body[: None if all_of_it else len(body) // 2]).encode())

    @property
    def address(self):
        return f"/moede/{self.assembly.meeting_id}/kort/{self.item_id}"

    def item(self):
        return self.assembly.item(self.item_id)

    def shown(self):
        """By the number of the phone, as it is kept now."""
        cards = self.assembly.cards(self.item_id)
        return {self.people.index(person_id): colour for person_id, colour in cards.items()}


@pytest.fixture
def hall(engine, servers):
    return Hall(engine, servers)


def test_ten_phones_vote_at_once(hall):
    hall.begin()
    two_drop_out_and_one_taps_twice_and_changes(hall)
    for _time in range(2):
        hall.begin(again=True)
        what_comes_with_the_closing_is_counted_or_refused(hall)


def two_drop_out_and_one_taps_twice_and_changes(hall):
    """What was answered is counted, once each; of those who dropped out the half-said card is not."""

    def take_part(number):
        if number in (UNHEARD, CUT_OFF):
            return hall.drop_out(number, "gul", all_of_it=number == UNHEARD)
        return hall.vote(number % PHONES, "grøn", server=number // PHONES)

    assert set(at_once(PHONES + 1, take_part)) == {COUNTED, None}  # the first phone twice, once in each process
    assert hall.vote(0, "rød") == COUNTED
    shown = hall.shown()
    unheard = {UNHEARD: "yellow"} if UNHEARD in shown else {}  # it may have been heard, and never knew
    assert shown == {0: "red"} | dict.fromkeys(range(1, UNHEARD), "green") | unheard
    assert hall.press("luk", green="2", yellow="0", red="1") == [COUNTED] * STAFF
    item = hall.item()
    assert item.voting is Voting.CLOSED
    assert item.phones["green"] == UNHEARD - 1 and item.phones["red"] == 1
    assert item.phones.get("yellow", 0) <= 1
    assert item.paper == {"green": 2, "yellow": 0, "red": 1}
    assert hall.vote(CUT_OFF, "grøn") == REFUSED
    assert (hall.shown(), hall.item().phones) == ({}, item.phones)


def what_comes_with_the_closing_is_counted_or_refused(hall):
    """Everybody taps while staff close: each card that was answered is in the numbers, and no other."""

    def take_part(number):
        return hall.vote(number, "gul") if number < PHONES else hall.ask_staff(number - PHONES, "luk")

    assert hall.vote(3, "grøn", voting_round=hall.round - 1) == REFUSED  # a tap of the last time, sent late
    assert hall.vote(3, "grøn") == COUNTED
    *votes, first, second = at_once(PHONES + STAFF, take_part)
    assert [first, second] == [COUNTED, COUNTED] and set(votes) <= {COUNTED, REFUSED}
    changed = votes[3] == COUNTED
    assert hall.item().phones.get("yellow", 0) == votes.count(COUNTED)
    assert hall.item().phones.get("green", 0) == (0 if changed else 1)
    with Session(hall.engine) as session:
        assert not session.scalar(sa.select(sa.func.count()).select_from(ShownCard))
