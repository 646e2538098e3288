"""When a house meets that meets every month."""

from datetime import date

import pytest

from portal.meetings.monthly import LAST, Monthly, ahead, days_of

MON, TUE, THU, FRI = 0, 1, 3, 4
MONDAY = date(2026, 11, 23)
CHRISTMAS_EVE = date(2026, 12, 24)


@pytest.mark.parametrize(
    ("weekday", "which", "begin", "end", "found"),
    [
        (TUE, 1, MONDAY, date(2027, 2, 28), [date(2026, 12, 1), date(2027, 1, 5), date(2027, 2, 2)]),
        (TUE, 1, date(2026, 12, 1), date(2026, 12, 1), [date(2026, 12, 1)]),  # both ends are in it
        (TUE, 1, date(2026, 12, 2), date(2026, 12, 31), []),
        (TUE, 4, MONDAY, date(2026, 12, 31), [date(2026, 11, 24), date(2026, 12, 22)]),
        (FRI, LAST, date(2027, 1, 1), date(2027, 2, 28), [date(2027, 1, 29), date(2027, 2, 26)]),  # 5 Fridays, then 4
        (FRI, 4, date(2027, 1, 1), date(2027, 1, 31), [date(2027, 1, 22)]),  # the fourth of five is not the last
        (TUE, LAST, date(2028, 2, 1), date(2028, 3, 31), [date(2028, 2, 29), date(2028, 3, 28)]),  # 29 February
        (MON, LAST, date(2027, 2, 1), date(2027, 2, 28), [date(2027, 2, 22)]),
        (TUE, 1, date(2027, 1, 1), MONDAY, []),
    ],
)
def test_the_days_of_a_rule(weekday, which, begin, end, found):
    assert days_of(Monthly(weekday, which, begin), begin=begin, end=end) == found


def test_a_rule_has_a_first_and_a_last_day():
    rule = Monthly(TUE, 1, date(2026, 12, 2), ends_on=date(2027, 2, 2))
    assert days_of(rule, begin=MONDAY, end=date(2027, 12, 31)) == [date(2027, 1, 5), date(2027, 2, 2)]


def test_half_a_year_is_laid_and_red_days_are_left_out():
    rule = Monthly(THU, 4, MONDAY)
    days, red = ahead(rule, today=MONDAY, red=[CHRISTMAS_EVE, date(2026, 12, 25)])
    assert red == [CHRISTMAS_EVE]
    assert days == [date(2026, 11, 26), date(2027, 1, 28), date(2027, 2, 25), date(2027, 3, 25), date(2027, 4, 22)]


def test_a_rule_that_begins_next_summer_has_its_half_year_from_then():
    days, _red = ahead(Monthly(TUE, 1, date(2027, 8, 1)), today=MONDAY, red=[], most=2)
    assert days == [date(2027, 8, 3), date(2027, 9, 7)]


def test_today_counts():
    assert ahead(Monthly(MON, 4, date(2026, 1, 1)), today=MONDAY, red=[], most=1) == ([MONDAY], [])
