"""What is easily got wrong about chairs: each was found by the slow house or by fifty people at once."""

from datetime import date, time, timedelta

import pytest
import sqlalchemy as sa

from portal.db import writing
from portal.meals import actions, habits, kitchen_actions, line, telling
from portal.meals.models import Habit, Helper, KitchenRequest, Task
from portal.meals.rules import Reply, TaskKind, Wants
from portal.notices.models import Notice
from portal.people.models import Person
from portal.refusal import Refused
from tests.house.arranging import at_once, rows
from tests.meals.evening import AFTER_DEADLINE, MONDAY, THURSDAY

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
FRIDAY, NOON, LATE = THURSDAY.replace(day=27), time(12), AFTER_DEADLINE + timedelta(hours=1)


def move(kitchen, dinner, on: date, starts: time = time(18), moment=MONDAY):
    with writing(kitchen.engine) as session:
        kitchen_actions.move(
            session, dinner.id, on=on, starts=starts, days_before=1, closes=NOON, moment=moment
        )  # fmt: skip


def helps(kitchen, dinner, person, *, moment=MONDAY):
    with writing(kitchen.engine) as session:
        task = session.scalars(sa.select(Task).filter_by(dinner_id=dinner.id, kind=TaskKind.COOK)).one()
        actions.help_with(session, task, person.id, moment=moment)


def asks(kitchen, dinner, person, wants=Wants.JOIN) -> int:
    with writing(kitchen.engine) as session:
        return actions.ask_kitchen(
            session, dinner.id, person.id, wants=wants, text="", tap="a", moment=LATE
        ).id  # fmt: skip


def moves_out(session, person):
    session.get_one(Person, person.id).left_at = MONDAY
    session.commit()


def reply_of(kitchen, dinner, person):
    return next((head.reply for head in kitchen.heads(dinner) if head.person_id == person.id), None)


def test_who_is_heard_later_stands_later_whatever_her_clock_said(kitchen, village):
    dinner = kitchen.dinner(1)
    first, second = kitchen.fill(dinner, 2)
    kitchen.say(dinner, village.maja, moment=MONDAY - timedelta(seconds=1))  # she had to wait for the others' taps
    kitchen.say(dinner, first, Reply.NO)
    assert kitchen.seated(dinner) == [second.id]


def test_the_same_habit_from_eight_threads_is_one(kitchen, village, session, engine):
    dinner = kitchen.dinner(1)

    def begin(_number: int) -> None:
        with writing(engine) as begun:
            habits.begin(begun, village.maja.id, THURSDAY.weekday(), moment=MONDAY)

    at_once(8, begin)
    assert len(rows(session, Habit)) == 1
    assert kitchen.seated(dinner) == [village.maja.id]


@on_sqlite
def test_staff_write_no_maybe_down_that_lapses_at_once(kitchen, village, engine):
    dinner = kitchen.dinner()
    with pytest.raises(Refused, match="ja eller nej"), writing(engine) as session:
        actions.reply(session, dinner.id, village.maja.id, Reply.MAYBE, moment=LATE, by_id=village.anne.id)
    assert kitchen.told(village.maja) == []


@on_sqlite
def test_what_staff_say_for_her_she_has_not_seen_herself(kitchen, village, session, engine):
    dinner = kitchen.dinner()
    kitchen.say(dinner, village.maja)
    move(kitchen, dinner, FRIDAY)
    with writing(engine) as begun:
        actions.reply(begun, dinner.id, village.maja.id, Reply.YES, moment=MONDAY, by_id=village.anne.id)
    assert [each.seen_at for each in rows(session, Notice)] == [None, None]
    kitchen.say(dinner, village.maja)
    assert None not in [each.seen_at for each in rows(session, Notice)]


@on_sqlite
def test_nobody_is_told_that_she_is_off_a_list_she_was_never_on(kitchen, village, engine):
    dinner = kitchen.dinner()
    with writing(engine) as session:
        actions.reply(session, dinner.id, village.maja.id, Reply.NO, moment=MONDAY, by_id=village.anne.id)
    assert kitchen.told(village.maja) == []


@on_sqlite
def test_staff_sign_up_nobody_who_has_moved_out(kitchen, village, session, engine):
    dinner = kitchen.dinner()
    moves_out(session, village.maja)
    with pytest.raises(Refused, match="der bor her"), writing(engine) as begun:
        actions.reply(begun, dinner.id, village.maja.id, Reply.YES, moment=MONDAY, by_id=village.anne.id)


@on_sqlite
def test_whoever_moves_out_leaves_her_task_too_and_the_chore_sees_it(kitchen, village, session, engine):
    dinner = kitchen.dinner()
    helps(kitchen, dinner, village.maja)
    moves_out(session, village.maja)
    with writing(engine) as begun:
        assert line.settle_due(begun, MONDAY) == 1
        assert line.settle_due(begun, MONDAY) == 0
    assert rows(session, Helper) == []


@on_sqlite
def test_a_maybe_that_lapses_and_a_no_have_no_task(kitchen, village, session, engine):
    dinner = kitchen.dinner()
    kitchen.say(dinner, village.maja, Reply.MAYBE)
    helps(kitchen, dinner, village.maja)
    with writing(engine) as begun:
        line.settle_due(begun, AFTER_DEADLINE)
    assert rows(session, Helper) == []
    with pytest.raises(Refused, match="før du tager en opgave"):
        helps(kitchen, dinner, village.maja, moment=LATE)


@on_sqlite
def test_a_lapsed_maybe_passes_nobody_by_though_the_chore_has_not_come(kitchen, village, session, engine):
    dinner = kitchen.dinner(1)
    kitchen.say(dinner, village.maja, Reply.MAYBE)
    kitchen.say(dinner, village.ali)
    asked = asks(kitchen, dinner, village.maja)
    with pytest.raises(Refused, match="flere pladser"), writing(engine) as begun:
        kitchen_actions.answer(begun, asked, yes=True, words="", by_id=village.anne.id, moment=LATE)
    assert [each.answered_at for each in rows(session, KitchenRequest)] == [None]
    assert reply_of(kitchen, dinner, village.maja) is Reply.NO
    assert kitchen.seated(dinner) == [village.ali.id]


@on_sqlite
def test_the_kitchen_lets_nobody_pass_the_line(kitchen, village, session, engine):
    dinner = kitchen.dinner(1)
    first, second = kitchen.fill(dinner, 2)
    asked = asks(kitchen, dinner, village.maja)
    for chairs, is_in in ((2, False), (3, True)):
        with writing(engine) as begun:
            kitchen_actions.change(begun, dinner.id, chairs=chairs, price=30, cook_id=None, tasks={}, moment=LATE)
        if is_in:
            with writing(engine) as begun:
                kitchen_actions.answer(begun, asked, yes=True, words="", by_id=village.anne.id, moment=LATE)
        else:
            with pytest.raises(Refused), writing(engine) as begun:
                kitchen_actions.answer(begun, asked, yes=True, words="", by_id=village.anne.id, moment=LATE)
            assert reply_of(kitchen, dinner, village.maja) is None
    assert kitchen.seated(dinner) == [first.id, second.id, village.maja.id]


@on_sqlite
def test_a_move_that_leaves_no_time_to_answer_takes_no_chair(kitchen, village):
    dinner = kitchen.dinner()
    kitchen.say(dinner, village.maja)
    move(kitchen, dinner, THURSDAY, time(19), moment=LATE)
    assert reply_of(kitchen, dinner, village.maja) is Reply.YES
    assert kitchen.seated(dinner) == [village.maja.id]
    assert kitchen.told(village.maja) == [telling.ANOTHER_TIME]


@on_sqlite
def test_whoever_always_comes_on_fridays_comes_to_what_is_moved_there(kitchen, village, engine):
    with writing(engine) as session:
        habits.begin(session, village.ali.id, FRIDAY.weekday(), moment=MONDAY)
    dinner = kitchen.dinner(1)
    kitchen.say(dinner, village.maja)
    move(kitchen, dinner, FRIDAY)
    assert kitchen.seated(dinner) == [village.maja.id]
    assert reply_of(kitchen, dinner, village.ali) is Reply.YES


@on_sqlite
def test_nothing_is_moved_to_a_time_gone_by(kitchen, village):
    dinner = kitchen.dinner()
    with pytest.raises(Refused, match="senere tid"):
        move(kitchen, dinner, THURSDAY - timedelta(days=7))


@on_sqlite
def test_two_moves_at_the_same_moment_are_both_told(kitchen, village):
    dinner = kitchen.dinner()
    kitchen.say(dinner, village.maja)
    move(kitchen, dinner, FRIDAY)
    move(kitchen, dinner, THURSDAY)
    assert kitchen.told(village.maja) == [telling.MOVED] * 2


@on_sqlite
def test_fortryd_of_a_no_lets_the_habit_say_yes_again_and_the_same_tap_twice_is_once(kitchen, village):
    with writing(kitchen.engine) as session:
        habits.begin(session, village.maja.id, THURSDAY.weekday(), moment=MONDAY)
    dinner = kitchen.dinner()
    for shown, seated in ((Reply.YES, []), (Reply.NO, [village.maja.id])):
        for _twice in range(2):
            with writing(kitchen.engine) as session:
                actions.take_back(session, dinner.id, village.maja.id, moment=MONDAY, shown=shown)
            assert kitchen.seated(dinner) == seated
    assert kitchen.heads(dinner)[0].by_habit


def test_fortryd_twice_is_once_with_a_habit_too_and_the_end_of_it_takes_the_task(kitchen, village, session, engine):
    dinner, later = kitchen.dinner(), kitchen.dinner(on=THURSDAY + timedelta(days=7))
    with writing(engine) as begun:
        habits.begin(begun, village.maja.id, THURSDAY.weekday(), moment=MONDAY)
        for _twice in range(2):
            actions.take_back(begun, dinner.id, village.maja.id, moment=MONDAY)
    assert reply_of(kitchen, dinner, village.maja) is Reply.NO
    helps(kitchen, later, village.maja)
    with writing(engine) as begun:
        habits.end(begun, village.maja.id, THURSDAY.weekday(), moment=MONDAY)
    assert rows(session, Helper) == []


@on_sqlite
def test_whoever_waits_for_the_kitchens_answer_hears_of_the_cancellation(kitchen, village, engine):
    dinner = kitchen.dinner()
    asks(kitchen, dinner, village.maja)
    with writing(engine) as session:
        kitchen_actions.cancel(session, dinner.id, because="Bo er syg.", moment=LATE)
    assert kitchen.told(village.maja) == [telling.CANCELLED]
