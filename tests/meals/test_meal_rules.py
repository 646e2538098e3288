"""The rules of dinner as truth tables."""

from datetime import date, datetime, time

import pytest

from portal.clock import COPENHAGEN
from portal.meals.food import ALLERGENS, NAMES, Food, Way, clashes, items_called, left_out
from portal.meals.rules import (
    Reply,
    Stage,
    Standing,
    Times,
    deadline,
    free_chairs,
    lapses,
    stage_of,
    standing_of,
)
from portal.pictograms.catalogue import picture_keys
from portal.red_days import red_days

NOON, SIX = time(12), time(18)
THURSDAY, WEDNESDAY, MONDAY = date(2026, 11, 26), date(2026, 11, 25), date(2026, 11, 23)
FRIDAY_BEFORE = date(2026, 11, 20)
AFTER_EASTER, BEFORE_EASTER = date(2027, 3, 30), date(2027, 3, 24)  # Tuesday; Wednesday, Thursday to Monday are red
AFTER_NEW_YEAR, NEW_YEAR_EVE_EVE = date(2027, 1, 4), date(2026, 12, 30)
SUMMER_TIME_BEGINS = date(2027, 3, 29)


@pytest.mark.parametrize(
    ("on", "days_before", "last_day"),
    [
        (THURSDAY, 0, THURSDAY),
        (THURSDAY, 1, WEDNESDAY),
        (THURSDAY, 3, MONDAY),
        (MONDAY, 1, FRIDAY_BEFORE),  # nobody shops on Sunday
        (AFTER_EASTER, 1, BEFORE_EASTER),
        (AFTER_NEW_YEAR, 1, NEW_YEAR_EVE_EVE),  # New Year's Eve and Day are red, then comes a weekend
        (date(2028, 3, 1), 1, date(2028, 2, 29)),
    ],
)
def test_the_deadline_is_counted_in_working_days(on, days_before, last_day):
    found = deadline(on, days_before=days_before, at=NOON, red=red_days(date(2026, 10, 1), date(2028, 4, 1)).keys())
    assert found == datetime.combine(last_day, NOON, COPENHAGEN)


def test_the_deadline_is_a_time_on_the_wall_also_over_the_night_the_clock_is_moved():
    found = deadline(SUMMER_TIME_BEGINS, days_before=0, at=NOON, red=())
    assert found.utcoffset().total_seconds() == 2 * 3600


BEGINS = datetime.combine(THURSDAY, SIX, COPENHAGEN)
CLOSES = datetime.combine(WEDNESDAY, NOON, COPENHAGEN)
TIMES = Times(BEGINS, CLOSES)
EARLY, JUST_BEFORE = (
    datetime(2026, 11, 23, 16, 30, tzinfo=COPENHAGEN),
    datetime(2026, 11, 25, 11, 59, 59, tzinfo=COPENHAGEN),
)
LATER = datetime(2026, 11, 26, 17, 59, tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("times", "moment", "stage"),
    [
        (TIMES, EARLY, Stage.OPEN),
        (TIMES, JUST_BEFORE, Stage.OPEN),
        (TIMES, CLOSES, Stage.CLOSED),  # the deadline itself is too late
        (TIMES, LATER, Stage.CLOSED),
        (TIMES, BEGINS, Stage.OVER),
        (Times(BEGINS, CLOSES, is_cancelled=True), EARLY, Stage.CANCELLED),
        (Times(BEGINS, CLOSES, is_cancelled=True), BEGINS, Stage.CANCELLED),
        (Times(BEGINS, CLOSES, is_announced=False), EARLY, Stage.HIDDEN),
        (Times(BEGINS, CLOSES, is_announced=False, is_cancelled=True), EARLY, Stage.HIDDEN),
    ],
)
def test_what_can_be_done_with_a_dinner(times, moment, stage):
    assert stage_of(times, moment) is stage


def test_in_the_hour_that_comes_twice_the_second_one_is_later():
    begins = datetime(2026, 10, 25, 2, 30, tzinfo=COPENHAGEN)
    second = datetime(2026, 10, 25, 2, 15, fold=1, tzinfo=COPENHAGEN)
    assert stage_of(Times(begins, begins), second) is Stage.OVER


@pytest.mark.parametrize(
    ("reply", "before", "after"),
    [(Reply.YES, False, False), (Reply.MAYBE, False, True), (Reply.ASKED, False, True), (Reply.NO, False, False)],
)
def test_maybe_holds_nothing_from_the_deadline_on(reply, before, after):
    assert (lapses(reply, TIMES, JUST_BEFORE), lapses(reply, TIMES, CLOSES)) == (before, after)


@pytest.mark.parametrize(("chairs", "taken", "free"), [(12, 0, 12), (12, 11, 1), (12, 12, 0), (8, 12, 0), (13, 12, 1)])
def test_free_chairs_are_never_fewer_than_none(chairs, taken, free):
    assert free_chairs(chairs, taken) == free


@pytest.mark.parametrize(
    ("reply", "has_chair", "standing"),
    [
        (None, False, Standing.NOT_SAID),
        (Reply.YES, True, Standing.IN),
        (Reply.YES, False, Standing.IN_LINE),
        (Reply.MAYBE, True, Standing.MAYBE),
        (Reply.MAYBE, False, Standing.IN_LINE),
        (Reply.ASKED, True, Standing.ASKED),
        (Reply.ASKED, False, Standing.IN_LINE),
        (Reply.NO, False, Standing.OUT),
    ],
)
def test_where_somebody_stands(reply, has_chair, standing):
    assert standing_of(reply, has_chair=has_chair) is standing


@pytest.mark.parametrize(
    ("contains", "diet", "found"),
    [
        ({Food.MILK, Food.BEEF}, {Food.MILK}, (Food.MILK,)),
        ({Food.MILK, Food.BEEF}, {Food.EGG}, ()),
        ({Food.MILK, Food.BEEF}, {Way.VEGETARIAN}, (Food.BEEF,)),
        ({Food.MILK, Food.BEEF}, {Way.VEGAN}, (Food.MILK, Food.BEEF)),
        ({Food.SHELLFISH, Food.MOLLUSC, Food.FISH}, {Way.VEGETARIAN}, (Food.SHELLFISH, Food.FISH, Food.MOLLUSC)),
        ({Food.PORK}, {Food.BEEF, Food.PORK}, (Food.PORK,)),
        (set(), {Way.VEGAN}, ()),
        ({Food.PORK}, set(), ()),
    ],
)
def test_what_clashes(contains, diet, found):
    assert clashes(contains, diet) == found


def test_the_law_s_fourteen_allergens_are_all_there():
    assert len(ALLERGENS) == 14 and Food.MOLLUSC in ALLERGENS and Food.PORK not in ALLERGENS


def test_each_food_has_a_word_and_a_picture_that_exists():
    assert NAMES.keys() == {*Food, *Way}
    assert {name.picture for name in NAMES.values()} <= picture_keys()
    assert len({name.picture for name in NAMES.values()}) == len(NAMES), "one concept, one picture"


def test_what_is_no_longer_known_is_left_out():
    assert items_called(["milk", "vegan", "marzipan"]) == {Food.MILK, Way.VEGAN}
    assert left_out({Way.VEGETARIAN, Food.MILK}) >= {Food.MILK, Food.PORK, Food.FISH}
