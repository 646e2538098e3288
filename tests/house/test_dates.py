"""Dates and times in the words people use."""

from datetime import date, datetime, timedelta

import pytest

from portal.web.dates import day_in_words, time_in_words, weekday_short

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (TODAY, "mandag den 23. november"),
        (date(2026, 1, 1), "torsdag den 1. januar"),
        (date(2026, 12, 31), "torsdag den 31. december"),
        (date(2027, 1, 1), "fredag den 1. januar 2027"),
        (date(2025, 12, 31), "onsdag den 31. december 2025"),
        (date(2028, 2, 29), "tirsdag den 29. februar 2028"),
    ],
)
def test_a_day_says_its_year_only_when_it_is_another(on, words):
    assert day_in_words(on, today=TODAY) == words


def test_leap_day_in_its_own_year_needs_no_year():
    assert day_in_words(date(2028, 2, 29), today=date(2028, 2, 29)) == "tirsdag den 29. februar"


def test_in_english_the_day_is_said_as_the_english_say_it():
    assert day_in_words(TODAY, today=TODAY, language="en") == "Monday 23 November"
    assert time_in_words(datetime(2026, 11, 23, 16, 0), language="en") == "16.00"


def test_a_week_has_seven_short_names():
    week = [weekday_short(TODAY + timedelta(days=number)) for number in range(7)]
    assert week == ["man", "tir", "ons", "tor", "fre", "lør", "søn"]


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [(16, 30, "klokken 16.30"), (16, 0, "klokken 16"), (0, 0, "klokken 0"), (9, 5, "klokken 9.05")],
)
def test_minutes_are_said_only_when_there_are_any(hour, minute, words):
    assert time_in_words(datetime(2026, 11, 23, hour, minute)) == words
