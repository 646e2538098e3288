"""Any evening: whatever people, staff and the clock do, dinner is as the slow one says, and nobody is wronged."""

import shutil
from collections import Counter
from pathlib import Path
from random import Random

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from portal import db
from portal.meals import actions, kitchen_actions, line, telling
from portal.meals.rules import TaskKind, Wants
from tests.meals.by_chance import BEFORE, CHAIRS, DAYS, HOURS, KINDS, NOON, SAID, WEEKDAYS, begin, by_chance, evening
from tests.meals.two_houses import MOST_DINNERS, RESIDENTS, TwoHouses

EXAMPLES, BY_CHANCE = {"sqlite": 10, "postgresql": 3}, {"sqlite": 18, "postgresql": 3}
STEPS, SEED = 40, 26_11_2026
EVERYTHING = {
    actions.CLOSED, actions.CANCELLED, actions.OVER, line.GONE, actions.TOO_MANY_GUESTS, actions.NO_YES,
    actions.NO_TASK, actions.TASK_TAKEN, actions.STILL_OPEN, actions.TOO_LATE_FOR_MAYBE, actions.NOT_COMING_ANY_MORE,
    kitchen_actions.IS_ONE, kitchen_actions.NO_CHAIR, kitchen_actions.GONE_BY, kitchen_actions.IS_OVER,
    kitchen_actions.ANSWERED, telling.GOT_A_CHAIR, telling.GUEST_GOT_A_CHAIR, telling.LAPSED, telling.CANCELLED,
    telling.MOVED, telling.ANOTHER_TIME, telling.SIGNED_UP, telling.TAKEN_OFF, telling.KITCHEN_SAID_YES,
    telling.KITCHEN_SAID_NO, telling.GUEST_TAKEN_OFF,
}  # fmt: skip

people, dinners = st.integers(0, RESIDENTS - 1), st.integers(0, MOST_DINNERS - 1)
taps, said, kinds, weekdays = (st.sampled_from(each) for each in ("abcd", SAID, KINDS, WEEKDAYS))
flags, seldom = st.booleans(), st.sampled_from((False, False, False, True))
chairs, days_before = st.sampled_from(CHAIRS), st.sampled_from(BEFORE)


evenings = st.builds(evening, st.sampled_from(DAYS), st.sampled_from(HOURS))


class AnyEvening(RuleBasedStateMachine):
    """What can happen, found and made short by hypothesis."""

    engine: sa.Engine

    def __init__(self):
        super().__init__()
        self.houses = TwoHouses(self.engine)
        self.both = self.houses.both

    @initialize(size=chairs, whose=people, before=days_before)
    def there_is_a_dinner(self, size, whose, before):
        begin(self.houses, size, whose, before)

    @precondition(lambda self: len(self.houses.slow.dinners) < MOST_DINNERS)
    @rule(begins=evenings, size=chairs, before=days_before, announced=flags)
    def another_dinner(self, begins, size, before, announced):
        self.both("plan", begins=begins, chairs=size, days_before=before, closes=NOON, tasks={TaskKind.WASH_UP: 2})
        if announced:
            self.both("announce", dinner=-1)

    @rule(dinner=dinners, who=people, said=said, by_staff=seldom, again=flags)
    def somebody_says(self, dinner, who, said, by_staff, again):
        self.act("reply", who, by_staff, dinner=dinner, said=said, again=again)

    @rule(dinner=dinners, who=people, again=flags)
    def somebody_takes_it_back(self, dinner, who, again):
        self.act("take_back", who, dinner=dinner, again=again)

    @rule(dinner=dinners, who=people, tap=taps, by_staff=seldom, again=flags)
    def a_guest_comes_too(self, dinner, who, tap, by_staff, again):
        self.act("bring_guest", who, by_staff, dinner=dinner, tap=tap, again=again)

    @rule(dinner=dinners, who=people, tap=taps, by_staff=seldom, again=flags)
    def a_guest_stays_at_home(self, dinner, who, tap, by_staff, again):
        self.act("leave_guest", who, by_staff, dinner=dinner, tap=tap, again=again)

    @rule(dinner=dinners, who=people, kind=kinds, stops=seldom, again=flags)
    def somebody_helps(self, dinner, who, kind, stops, again):
        if kind in self.houses.dinner(dinner).tasks:
            self.act("stop_helping" if stops else "help_with", who, dinner=dinner, kind=kind, again=again)

    @rule(dinner=dinners, who=people, wants=st.sampled_from(Wants), text=st.sampled_from("xy"), tap=taps, again=flags)
    def somebody_asks_the_kitchen(self, dinner, who, wants, text, tap, again):
        self.act("ask_kitchen", who, dinner=dinner, wants=wants.value, text=text, tap=tap, again=again)

    @precondition(lambda self: self.houses.slow.requests)
    @rule(number=st.integers(0, 5), no=seldom, again=flags)
    def the_kitchen_answers(self, number, no, again):
        self.both("answer", request=number % len(self.houses.slow.requests), yes=not no, again=again)

    @rule(who=people, weekday=weekdays, ends=flags, again=flags)
    def a_habit(self, who, weekday, ends, again):
        self.act("end_habit" if ends else "begin_habit", who, weekday=weekday, again=again)

    @rule(dinner=dinners, size=chairs, tasks=st.dictionaries(kinds, st.integers(0, 2)), again=flags)
    def other_numbers(self, dinner, size, tasks, again):
        self.both("change", dinner=dinner, chairs=size, tasks=tasks, again=again)

    @rule(dinner=dinners, begins=evenings, before=days_before, again=flags)
    def another_day(self, dinner, begins, before, again):
        self.both("move", dinner=dinner, begins=begins, days_before=before, closes=NOON, again=again)

    @rule(dinner=dinners, really=seldom, again=flags)
    def no_dinner(self, dinner, really, again):
        self.both("cancel" if really else "announce", dinner=dinner, again=again)

    @rule(who=people, really=seldom)
    def somebody_moves_out(self, who, really):
        if really:
            self.both("move_out", who=who)

    @rule(again=flags)
    def the_chore_comes_by(self, again):
        self.houses.sweep(again=again)

    @rule(dinner=dinners, begins=seldom, really=seldom)
    def the_clock_strikes(self, dinner, begins, really):
        if really:
            self.houses.strike(dinner, begins=begins)

    def act(self, verb, who, by_staff=False, **facts):
        """Somebody does something herself; whoever has moved out cannot, but staff may try it for her."""
        if by_staff:
            self.both(verb, who=who, by="anne", **facts)
        elif not self.houses.is_gone(who):
            self.both(verb, who=who, **facts)


@pytest.fixture
def quick_engine(request, tmp_path):
    """A database that need not outlive the power: only the rules are looked at here."""
    if request.param == "sqlite":
        path = shutil.copy(request.getfixturevalue("empty_sqlite"), Path(tmp_path) / "quick.sqlite3")
        engine = sa.create_engine(f"sqlite:///{path}")
        db.prepare(engine)
        sa.event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    else:
        careless = {"options": "-c synchronous_commit=off"}
        engine = sa.create_engine(request.getfixturevalue("empty_postgres"), connect_args=careless)
        with engine.begin() as connection:
            tables = ", ".join(f'"{table.name}"' for table in db.Base.metadata.sorted_tables)
            connection.execute(sa.text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
    yield engine
    engine.dispose()


@pytest.mark.parametrize("quick_engine", EXAMPLES, indirect=True)
def test_any_evening_is_as_the_slow_house_says(quick_engine):
    machine = type("AnyEvening", (AnyEvening,), {"engine": quick_engine})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES[quick_engine.dialect.name], stateful_step_count=STEPS, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


@pytest.mark.parametrize("quick_engine", BY_CHANCE, indirect=True)
def test_full_tables_by_chance_are_as_the_slow_house_says_and_everything_is_met(quick_engine):
    name, met = quick_engine.dialect.name, Counter()
    for number in range(BY_CHANCE[name]):
        met += by_chance(quick_engine, Random(SEED + number))
    assert name == "postgresql" or met.keys() >= EVERYTHING
