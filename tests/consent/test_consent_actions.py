"""What asking, answering and ending leave behind; and several people at the same moment."""

from datetime import timedelta

import pytest

from portal import clock
from portal.db import writing
from portal.people.consent import actions, entrances, queries
from portal.people.consent.models import Consent, FeedKey, MailLink, Relation
from portal.people.consent.rules import LINK_LASTS, Kin, Standing, Topic
from portal.people.models import LogKind, Person
from portal.people.rules import Role
from portal.refusal import Refused
from tests.consent.family import ADDRESS, letters, propose, relative_of, say_no, say_yes
from tests.house.arranging import at_once, later, logged, rows

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
THREADS = 12


def standings(session, village, resident=None) -> dict[Topic, Standing]:
    """Where Karin's topics stand with a resident."""
    session.rollback()
    (relative,) = queries.relatives_of(session, (resident or village.maja).id, clock.today())
    return {each.topic: each.standing for each in relative.topics}


def sees(session, village, relative_id: int) -> frozenset[Topic]:
    session.rollback()
    return queries.may_see(session, relative_id=relative_id, resident_id=village.maja.id, today=clock.today())


# --- asking ---


@on_sqlite
def test_a_question_opens_nothing_until_it_has_a_yes(village, session, engine):
    relation_id = propose(village, Topic.DINNERS, Topic.AGREEMENTS)
    (relation,) = rows(session, Relation)
    assert sees(session, village, relation.relative_id) == frozenset()
    assert queries.waiting_for(session, village.maja.id, clock.today())
    say_no(engine, relation_id, Topic.AGREEMENTS)
    assert sees(session, village, relation.relative_id) == frozenset()
    say_yes(engine, relation_id, Topic.DINNERS)
    assert sees(session, village, relation.relative_id) == {Topic.DINNERS}
    session.rollback()
    assert not queries.waiting_for(session, village.maja.id, clock.today())


@on_sqlite
def test_asking_again_leaves_open_questions_and_yeses_alone(village, session, engine):
    relation_id, _karin = relative_of(village, session, Topic.DINNERS)
    propose(village, Topic.HOURS)
    say_no(engine, relation_id, Topic.HOURS)
    propose(village, Topic.AGREEMENTS)
    before = len(rows(session, Consent))
    propose(village, Topic.DINNERS, Topic.AGREEMENTS)
    assert len(rows(session, Consent)) == before
    propose(village, Topic.HOURS)
    assert len(rows(session, Consent)) == before + 1
    assert standings(session, village) == {
        Topic.HOURS: Standing.ASKED,
        Topic.DINNERS: Standing.YES,
        Topic.ACTIVITIES: Standing.NEVER,
        Topic.AGREEMENTS: Standing.ASKED,
    }


@on_sqlite
def test_a_mother_of_two_is_one_person_with_two_relations(village, session, engine):
    _first, karin = relative_of(village, session, Topic.DINNERS)
    second = propose(village, Topic.AGREEMENTS, resident=village.ali, name="Karen")
    assert len(rows(session, Person, Person.email == ADDRESS)) == 1
    assert rows(session, Person, Person.email == ADDRESS)[0].first_name == "Karin"
    known = queries.residents_known_to(session, karin.id, clock.today())
    assert [each.first_name for each in known] == ["Maja"]  # Ali has not even answered
    say_yes(engine, second, Topic.AGREEMENTS)
    session.rollback()
    seen = {each.first_name: each.topics for each in queries.residents_seen_by(session, karin.id, clock.today())}
    assert seen == {"Ali": {Topic.AGREEMENTS}, "Maja": {Topic.DINNERS}}


@on_sqlite
def test_an_address_of_somebody_who_lives_or_works_here_is_refused(village, session, engine):
    with writing(engine) as begun:
        begun.get_one(Person, village.ali.id).email = ADDRESS
    with pytest.raises(Refused, match="skriv en anden"):
        propose(village, Topic.HOURS)
    assert rows(session, Relation) == []


# --- time ---


@on_sqlite
def test_a_yes_ends_by_itself_and_is_asked_for_again_before(village, session, engine):
    relation_id = propose(village, Topic.DINNERS)
    say_yes(engine, relation_id, Topic.DINNERS, months=1)  # last day: 23 December
    (relation,) = rows(session, Relation)
    later(days=15)
    assert not queries.waiting_for(session, village.maja.id, clock.today())
    later(days=1)
    assert queries.waiting_for(session, village.maja.id, clock.today())
    later(days=14)
    assert sees(session, village, relation.relative_id) == {Topic.DINNERS}
    later(days=1)
    assert sees(session, village, relation.relative_id) == frozenset()
    assert standings(session, village)[Topic.DINNERS] is Standing.OVER
    assert not queries.waiting_for(session, village.maja.id, clock.today())


@on_sqlite
def test_nobody_can_say_yes_for_more_than_a_year(village, session, engine):
    relation_id = propose(village, Topic.DINNERS)
    with pytest.raises(Refused, match="12 måneder"), writing(engine) as begun:
        actions.say_yes(
            begun, begun.get_one(Relation, relation_id), Topic.DINNERS, moment=clock.now(),
            until=clock.today().replace(year=2027) + timedelta(days=1),
        )  # fmt: skip
    say_yes(engine, relation_id, Topic.DINNERS, months=12)


# --- ending ---


@on_sqlite
def test_what_staff_have_ended_is_closed_and_begins_anew(village, session, engine):
    relation_id, karin = relative_of(village, session, Topic.DINNERS)
    propose(village, Topic.HOURS)
    for _time in range(2):
        with writing(engine) as begun:
            actions.end_relation(begun, begun.get_one(Relation, relation_id), by_id=village.anne.id, moment=clock.now())
    assert sees(session, village, karin.id) == frozenset()
    assert queries.relatives_of(session, village.maja.id, clock.today()) == ()
    assert queries.residents_known_to(session, karin.id, clock.today()) == ()
    assert not queries.waiting_for(session, village.maja.id, clock.today())
    assert not entrances.may_come_in(session, karin)
    assert logged(session, LogKind.ENDED_CONSENT) == [(village.anne.id, village.maja.id)]
    with pytest.raises(Refused, match="Spørg personalet"):
        say_yes(engine, relation_id, Topic.DINNERS)
    later(days=1)
    assert propose(village, Topic.AGREEMENTS) == relation_id
    assert standings(session, village)[Topic.AGREEMENTS] is Standing.ASKED
    assert standings(session, village)[Topic.HOURS] is Standing.NEVER
    assert queries.residents_known_to(session, karin.id, clock.today()) == ()  # the old yes is another story
    assert not entrances.may_come_in(session, karin)


@on_sqlite
@pytest.mark.parametrize("who", ["maja", "karin"])
def test_who_has_left_shows_and_sees_nothing(village, session, engine, who):
    _relation_id, karin = relative_of(village, session, Topic.DINNERS)
    gone = village.maja if who == "maja" else karin
    with writing(engine) as begun:
        begun.get_one(Person, gone.id).left_at = clock.now()
    session.rollback()
    if who == "maja":
        assert sees(session, village, karin.id) == frozenset()
        assert queries.residents_known_to(session, karin.id, clock.today()) == ()
    else:
        assert queries.relatives_of(session, village.maja.id, clock.today()) == ()
        assert not entrances.may_come_in(session, rows(session, Person, Person.id == karin.id)[0])


@on_sqlite
def test_hiding_all_answers_what_is_asked_as_well(village, session, engine):
    relation_id, karin = relative_of(village, session, Topic.DINNERS, Topic.AGREEMENTS)
    propose(village, Topic.HOURS)
    with writing(engine) as begun:
        actions.hide_all(begun, begun.get_one(Relation, relation_id), moment=clock.now())
    assert sees(session, village, karin.id) == frozenset()
    assert standings(session, village) == {
        Topic.HOURS: Standing.NO,
        Topic.DINNERS: Standing.OFF,
        Topic.ACTIVITIES: Standing.NEVER,
        Topic.AGREEMENTS: Standing.OFF,
    }
    assert len(logged(session, LogKind.ENDED_CONSENT)) == 1


# --- at once ---


def test_many_yeses_at_once_are_one(village, session, engine):
    relation_id = propose(village, Topic.DINNERS)

    def tap(_which: int) -> bool:
        with writing(engine) as begun:
            relation = begun.get_one(Relation, relation_id)
            until = clock.today().replace(year=2027)
            return actions.say_yes(begun, relation, Topic.DINNERS, until=until, moment=clock.now())

    assert sorted(at_once(THREADS, tap)) == [False] * (THREADS - 1) + [True]  # one of them lets her in
    assert [each.said_yes for each in rows(session, Consent)] == [True]
    assert len(logged(session, LogKind.GAVE_CONSENT)) == 1


def test_yes_in_one_window_and_no_in_another_leave_one_answer(village, session, engine):
    relation_id, karin = relative_of(village, session, Topic.DINNERS)

    def tap(which: int) -> None:
        if which % 2:
            say_no(engine, relation_id, Topic.DINNERS)
        else:
            say_yes(engine, relation_id, Topic.DINNERS)

    at_once(THREADS, tap)
    alive = [each for each in rows(session, Consent) if each.ended_at is None]
    assert len(alive) <= 1
    assert sees(session, village, karin.id) == ({Topic.DINNERS} if alive else frozenset())


def test_two_colleagues_who_name_the_same_mother_at_once_name_one(village, session, engine):
    with writing(engine) as begun:
        begun.add(Person(slug="karin-2", first_name="Karin", role=Role.RELATIVE, email=ADDRESS, is_demo=True))
    at_once(THREADS, lambda which: propose(village, *Topic))
    assert len(rows(session, Relation)) == 1
    assert len(rows(session, Consent)) == len(Topic)


def test_two_colleagues_who_name_somebody_new_at_once_name_one_or_are_told(village, session, engine):
    def name(_which: int) -> bool:
        try:
            propose(village, Topic.HOURS)
        except Refused:
            return False
        return True

    assert any(at_once(4, name))
    assert len(rows(session, Person, Person.email == ADDRESS)) == 1


def test_a_link_lets_in_once_however_many_try(village, session, engine):
    _relation_id, karin = relative_of(village, session, Topic.DINNERS)
    with writing(engine) as begun:
        token = actions.make_link(begun, karin, lasts=LINK_LASTS, moment=clock.now())

    def use(_which: int) -> bool:
        with writing(engine) as begun:
            return actions.use_link(begun, token, moment=clock.now()) is not None

    assert sum(at_once(THREADS, use)) == 1


def test_of_many_wishes_for_a_link_at_once_three_are_met(village, session, engine):
    _relation_id, karin = relative_of(village, session, Topic.DINNERS)

    def wish(_which: int) -> bool:
        with writing(engine) as begun:
            return actions.make_another_link(begun, karin, lasts=LINK_LASTS, moment=clock.now()) is not None

    assert sum(at_once(THREADS, wish)) == 3
    assert len(rows(session, MailLink)) == 3


def test_of_many_new_calendars_at_once_one_is_alive(village, session, engine):
    _relation_id, karin = relative_of(village, session, Topic.DINNERS)

    def renew(_which: int) -> str:
        with writing(engine) as begun:
            return actions.renew_feed(begun, karin.id, moment=clock.now())

    tokens = at_once(THREADS, renew)
    assert sum(each.ended_at is None for each in rows(session, FeedKey)) == 1
    assert sum(entrances.owner_of_feed(session, token) is not None for token in tokens) == 1


def test_asking_by_hand_sends_no_letter(village, session, engine):
    relation_id = propose(village, Topic.DINNERS)
    with writing(engine) as begun:
        relation = begun.get_one(Relation, relation_id)
        actions.ask(begun, relation, [Topic.HOURS], by_id=village.anne.id, moment=clock.now())
    assert letters(session) == []
    assert rows(session, Relation)[0].kind is Kin.MOTHER
