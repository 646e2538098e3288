"""When an activity is, against somebody who looks at every single day of the calendar."""

from datetime import date, time, timedelta
from itertools import product

import pytest

from portal.activities.recurrence import LAST, Change, Every, Occurrence, Rule, days_of, occurrences

TEN, TWELVE, TWO = time(10), time(12), time(14)
WEDNESDAY, FRIDAY = 2, 4
A_DAY = timedelta(days=1)


def day_by_day(rule: Rule, begin: date, end: date) -> list[date]:
    """Every day of the span that the rule means, found by looking at each of them."""
    days = [begin + timedelta(days=number) for number in range((end - begin).days + 1)]
    return [day for day in days if day >= rule.first and (rule.last is None or day <= rule.last) and _meant(rule, day)]


def _meant(rule: Rule, day: date) -> bool:
    if rule.every is Every.ONCE:
        return day == rule.first
    if day.weekday() != rule.weekday:
        return False
    if rule.every is Every.WEEK:
        of_week = [each - timedelta(days=each.weekday()) for each in (rule.first, day)]
        return (of_week[1] - of_week[0]).days // 7 % rule.step == 0
    if rule.which == LAST:
        return (day + timedelta(days=7)).month != day.month
    return (day.day - 1) // 7 + 1 == rule.which


def rule(**other) -> Rule:
    return Rule(**{"every": Every.WEEK, "first": date(2026, 1, 7), "starts": TEN, "ends": TWELVE, "id": 1} | other)


def on(found: list[Occurrence]) -> list[date]:
    return [each.on for each in found]


def test_every_rule_says_the_days_one_finds_by_looking_at_each():
    firsts = (date(2016, 2, 29), date(2023, 12, 31), date(2027, 12, 27))
    spans = ((date(2028, 2, 1), date(2028, 4, 2)), (date(2026, 12, 20), date(2027, 1, 20)), (date(2023, 12, 31),) * 2)
    lasts = (None, date(2028, 2, 29))
    for first, last, (begin, end), weekday in product(firsts, lasts, spans, range(7)):
        season = {"first": first, "last": last, "weekday": weekday}
        several = [rule(**season, step=step) for step in (1, 2, 5, 52)]
        several += [rule(**season, every=Every.MONTH, which=which) for which in (1, 2, 3, 4, LAST)]
        several.append(rule(**season | {"last": None}, every=Every.ONCE))
        for each in several:
            assert days_of(each, begin, end) == day_by_day(each, begin, end), each


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ({"weekday": FRIDAY, "every": Every.MONTH, "which": LAST}, [date(2028, 2, 25), date(2028, 3, 31)]),
        ({"every": Every.ONCE, "first": date(2028, 2, 29)}, [date(2028, 2, 29)]),
        (
            {"weekday": 1, "step": 4, "first": date(2028, 2, 1)},
            [date(2028, 2, 1), date(2028, 2, 29), date(2028, 3, 28)],
        ),
        ({"weekday": 1, "last": date(2028, 2, 29), "first": date(2028, 2, 22)}, [date(2028, 2, 22), date(2028, 2, 29)]),
    ],
    ids=["the last Friday", "once on the leap day", "every fourth week", "until the leap day"],
)
def test_the_leap_year_is_right(said, days):
    assert days_of(rule(**said), date(2028, 2, 1), date(2028, 3, 31)) == days


def test_nothing_is_on_a_red_day_unless_it_is_meant_to_be():
    christmas, week = date(2026, 12, 25), (date(2026, 12, 21), date(2026, 12, 27))
    usual, also_then = rule(weekday=FRIDAY), rule(weekday=FRIDAY, on_red_days=True)
    once = rule(every=Every.ONCE, first=christmas)
    found = [
        on(occurrences([each], [], red=[christmas], begin=week[0], end=week[1])) for each in (usual, also_then, once)
    ]
    assert found == [[], [christmas], [christmas]]


def test_a_changed_day_is_where_and_when_it_was_moved_to():
    wednesdays = rule(weekday=WEDNESDAY)
    begin, end = date(2026, 11, 30), date(2026, 12, 6)
    inside = date(2026, 12, 2)
    moved_in = Change(1, inside + timedelta(days=7), is_cancelled=False, on=end)
    moved_out = Change(1, inside, is_cancelled=False, on=end + A_DAY, because="Salen er optaget.")
    cancelled = Change(1, inside, is_cancelled=True, because="Køkkenet får nyt gulv.")
    later = Change(1, inside, is_cancelled=False, starts=TWELVE, ends=TWO)
    of_another = Change(2, inside, is_cancelled=True)
    not_its_day = Change(1, begin, is_cancelled=False, on=end)

    def with_changes(*changes: Change) -> list[Occurrence]:
        return occurrences([wednesdays], changes, red=(), begin=begin, end=end)

    assert on(with_changes(moved_in)) == [inside, end]
    assert with_changes(moved_in)[1].is_moved
    assert on(with_changes(moved_out)) == []
    assert on(with_changes(moved_out, moved_in)) == [end]
    assert on(with_changes(of_another, not_its_day)) == [inside]
    (once,) = with_changes(cancelled)
    assert once.is_cancelled and not once.is_moved and once.because == "Køkkenet får nyt gulv."
    (once,) = with_changes(later)
    assert (once.starts, once.ends, once.is_moved) == (TWELVE, TWO, True)


def test_several_rules_come_in_the_order_they_happen():
    early = rule(weekday=WEDNESDAY, starts=time(8), ends=TEN, id=2)
    found = occurrences([rule(weekday=WEDNESDAY), early], [], red=(), begin=date(2026, 12, 1), end=date(2026, 12, 9))
    assert [(each.on.day, each.rule_id) for each in found] == [(2, 2), (2, 1), (9, 2), (9, 1)]
