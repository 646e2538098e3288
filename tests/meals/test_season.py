"""Which days a season has."""

from datetime import date

import pytest

from portal.meals.season import Season, SeasonDay, days_of, new_days

MON, TUE, THU = 0, 1, 3
MONDAY = date(2026, 11, 23)


def days(weekdays, first, last, every=1, red=()):
    return [
        each.on for each in days_of(Season(frozenset(weekdays), first, last, every), dict.fromkeys(red, "Juleaften"))
    ]


@pytest.mark.parametrize(
    ("weekdays", "first", "last", "every", "found"),
    [
        ([THU], MONDAY, date(2026, 12, 10), 1, [date(2026, 11, 26), date(2026, 12, 3), date(2026, 12, 10)]),
        ([THU], MONDAY, date(2026, 12, 10), 2, [date(2026, 11, 26), date(2026, 12, 10)]),
        ([THU], date(2026, 11, 27), date(2026, 12, 10), 2, [date(2026, 12, 10)]),  # its week has no Thursday left
        ([THU, TUE], MONDAY, date(2026, 12, 1), 1, [date(2026, 11, 24), date(2026, 11, 26), date(2026, 12, 1)]),
        ([MON], MONDAY, MONDAY, 1, [MONDAY]),
        ([THU], MONDAY, MONDAY, 1, []),
        ([THU], MONDAY, date(2026, 11, 1), 1, []),
        ([], MONDAY, date(2026, 12, 10), 1, [MONDAY]),  # no weekday: one single dinner
        ([TUE], date(2028, 2, 22), date(2028, 3, 7), 1, [date(2028, 2, 22), date(2028, 2, 29), date(2028, 3, 7)]),
        ([THU], date(2026, 12, 28), date(2027, 1, 14), 1, [date(2026, 12, 31), date(2027, 1, 7), date(2027, 1, 14)]),
    ],
)
def test_the_days_of_a_season(weekdays, first, last, every, found):
    assert days(weekdays, first, last, every) == found


def test_a_red_day_is_named_and_left_out_and_a_day_that_has_a_dinner_is_not_planned_twice():
    christmas = date(2026, 12, 24)
    found = days_of(Season(frozenset({THU}), date(2026, 12, 14), date(2027, 1, 7)), {christmas: "Juleaften"})
    assert found[1] == SeasonDay(christmas, "Juleaften")
    assert new_days(found, {date(2026, 12, 17)}) == [date(2026, 12, 31), date(2027, 1, 7)]


def test_whoever_chooses_one_day_has_looked_at_it():
    christmas = date(2026, 12, 24)
    found = days_of(Season(frozenset(), christmas, christmas), {christmas: "Juleaften"})
    assert new_days(found, ()) == [christmas]
