"""Chairs and the line for them: nobody is passed by, nobody is forgotten, everybody is told once."""

import pytest

from portal.db import writing
from portal.meals import actions, habits, kitchen_actions, line, telling
from portal.meals.rules import Reply
from portal.refusal import Refused
from tests.meals.evening import AFTER_DEADLINE, BEFORE_DEADLINE, MONDAY, THURSDAY


def test_a_yes_is_a_chair_and_the_same_tap_twice_is_once(kitchen, village):
    dinner = kitchen.dinner()
    assert kitchen.say(dinner, village.maja).id == kitchen.say(dinner, village.maja).id
    assert kitchen.seated(dinner) == [village.maja.id]


def test_the_line_moves_up_by_itself_in_order_and_tells_each_once(kitchen, village):
    dinner = kitchen.dinner(1)
    first, second, third = kitchen.fill(dinner, 3)
    assert kitchen.seated(dinner) == [first.id]
    kitchen.say(dinner, first, Reply.NO)
    assert kitchen.seated(dinner) == [second.id]
    assert (kitchen.told(second), kitchen.told(third)) == ([telling.GOT_A_CHAIR], [])
    kitchen.say(dinner, second, Reply.YES)  # says it again: nothing new
    assert kitchen.told(second) == [telling.GOT_A_CHAIR]


def test_more_chairs_move_several_up_at_once(kitchen, engine):
    dinner = kitchen.dinner(1)
    people = kitchen.fill(dinner, 4)
    with writing(engine) as session:
        kitchen_actions.change(session, dinner.id, chairs=3, price=30, cook_id=None, tasks={}, moment=MONDAY)
    assert kitchen.seated(dinner) == [each.id for each in people[:3]]


def test_fewer_chairs_take_none_away(kitchen, engine):
    dinner = kitchen.dinner(3)
    people = kitchen.fill(dinner, 4)
    with writing(engine) as session:
        kitchen_actions.change(session, dinner.id, chairs=1, price=30, cook_id=None, tasks={}, moment=MONDAY)
    assert len(kitchen.seated(dinner)) == 3
    kitchen.say(dinner, people[0], Reply.NO)
    assert kitchen.seated(dinner) == [people[1].id, people[2].id]


def test_who_says_no_and_yes_again_stands_last(kitchen):
    dinner = kitchen.dinner(1)
    first, second, third = kitchen.fill(dinner, 3)
    kitchen.say(dinner, second, Reply.NO)
    kitchen.say(dinner, second, Reply.YES)
    kitchen.say(dinner, first, Reply.NO)
    assert kitchen.seated(dinner) == [third.id]


def test_maybe_keeps_its_chair_until_the_deadline_and_no_longer(kitchen, village, engine):
    dinner = kitchen.dinner(1)
    kitchen.say(dinner, village.maja, Reply.MAYBE)
    kitchen.say(dinner, village.ali)
    assert kitchen.seated(dinner) == [village.maja.id]
    with writing(engine) as session:
        assert line.settle_due(session, BEFORE_DEADLINE) == 0
        assert line.settle_due(session, AFTER_DEADLINE) == 1
        assert line.settle_due(session, AFTER_DEADLINE) == 0
    assert kitchen.seated(dinner) == [village.ali.id]
    assert (kitchen.told(village.maja), kitchen.told(village.ali)) == ([telling.LAPSED], [telling.GOT_A_CHAIR])


def test_maybe_that_becomes_yes_keeps_its_chair(kitchen, village, engine):
    dinner = kitchen.dinner(1)
    kitchen.say(dinner, village.maja, Reply.MAYBE)
    kitchen.say(dinner, village.maja, Reply.YES)
    with writing(engine) as session:
        line.settle_due(session, AFTER_DEADLINE)
    assert kitchen.seated(dinner) == [village.maja.id]


def test_a_guest_stands_in_line_for_herself_and_goes_with_her_host(kitchen, village, engine):
    dinner = kitchen.dinner(2)
    kitchen.say(dinner, village.maja)
    with writing(engine) as session:
        for tap in ("a", "a", "b"):
            actions.bring_guest(
                session, dinner.id, village.maja.id, name="Sara", diet=(), tap=tap, moment=MONDAY
            )  # fmt: skip
    kitchen.say(dinner, village.ali)
    assert kitchen.seated(dinner) == [village.maja.id] * 2
    kitchen.say(dinner, village.maja, Reply.NO)
    assert kitchen.seated(dinner) == [village.ali.id]


def test_nobody_signs_up_after_the_deadline_but_asks_the_kitchen(kitchen, village):
    dinner = kitchen.dinner()
    with pytest.raises(Refused, match="Spørg køkkenet"):
        kitchen.say(dinner, village.maja, moment=AFTER_DEADLINE)


def test_a_move_asks_everybody_again_and_keeps_their_chairs(kitchen, village, engine):
    dinner = kitchen.dinner(1)
    kitchen.say(dinner, village.maja)
    with writing(engine) as session:
        moved = kitchen_actions.move(
            session, dinner.id, on=THURSDAY.replace(day=27), starts=dinner.starts, days_before=1,
            closes=AFTER_DEADLINE.time(), moment=MONDAY,
        )  # fmt: skip
        assert actions.own_sign_up(session, dinner.id, village.maja.id).reply is Reply.ASKED
        assert moved.closes_at == AFTER_DEADLINE.replace(day=26)
    assert kitchen.seated(dinner) == [village.maja.id]
    assert kitchen.told(village.maja) == [telling.MOVED]


def test_a_cancelled_dinner_tells_each_once_and_why(kitchen, village, engine):
    dinner = kitchen.dinner(1)
    kitchen.say(dinner, village.maja)
    kitchen.say(dinner, village.ali)
    for _twice in range(2):
        with writing(engine) as session:
            kitchen_actions.cancel(session, dinner.id, because="Bo er syg.", moment=MONDAY)
    assert kitchen.told(village.maja) == kitchen.told(village.ali) == [telling.CANCELLED]
    with pytest.raises(Refused, match="aflyst"):
        kitchen.say(dinner, village.maja)


def test_whoever_moves_out_leaves_the_chair(kitchen, village, engine, session):
    dinner = kitchen.dinner(1)
    kitchen.say(dinner, village.maja)
    kitchen.say(dinner, village.ali)
    session.get(type(village.maja), village.maja.id).left_at = MONDAY
    session.commit()
    with writing(engine) as later:
        assert line.settle_due(later, MONDAY) == 1
    assert kitchen.seated(dinner) == [village.ali.id]


def test_a_habit_signs_up_and_one_dinner_can_be_left_out(kitchen, village, engine):
    with writing(engine) as session:
        habits.begin(session, village.maja.id, THURSDAY.weekday(), moment=MONDAY)
    dinner, later = kitchen.dinner(), kitchen.dinner(on=THURSDAY.replace(month=12, day=3))
    assert kitchen.seated(dinner) == kitchen.seated(later) == [village.maja.id]
    with writing(engine) as session:
        actions.take_back(session, dinner.id, village.maja.id, moment=MONDAY)
    assert (kitchen.seated(dinner), kitchen.seated(later)) == ([], [village.maja.id])
    with writing(engine) as session:
        habits.begin(session, village.maja.id, THURSDAY.weekday(), moment=MONDAY)
        habits.end(session, village.maja.id, THURSDAY.weekday(), moment=MONDAY)
    assert kitchen.seated(later) == []
