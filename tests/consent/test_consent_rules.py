"""When a consent counts, where a topic stands, and how long a yes lasts."""

from datetime import date, timedelta

import pytest

from portal.content.demo import RELATIONS, TOPICS
from portal.people.consent import rules
from portal.people.consent.phrases import BY_PATH, KIN, MONTHS, STANDINGS
from portal.people.consent.phrases import TOPICS as PHRASES
from portal.people.consent.rules import Answer, Kin, Standing, Topic

TODAY = date(2026, 11, 23)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
ENDED, GOES_ON = True, False

TABLE = [  # said yes, last day, ended → counts, stands
    (None, None, GOES_ON, False, Standing.ASKED),
    (None, None, ENDED, False, Standing.NEVER),
    (False, None, GOES_ON, False, Standing.NO),
    (False, None, ENDED, False, Standing.NO),
    (True, TOMORROW, GOES_ON, True, Standing.YES),
    (True, TODAY, GOES_ON, True, Standing.YES),
    (True, YESTERDAY, GOES_ON, False, Standing.OVER),
    (True, TOMORROW, ENDED, False, Standing.OFF),
    (True, YESTERDAY, ENDED, False, Standing.OFF),
    (True, None, GOES_ON, False, Standing.OVER),
]


@pytest.mark.parametrize(("said_yes", "ends_on", "ended", "opens", "stands"), TABLE)
def test_a_consent_counts_only_as_a_yes_that_goes_on(said_yes, ends_on, ended, opens, stands):
    answer = Answer(said_yes, ends_on, ended)
    assert rules.counts(answer, today=TODAY) is opens
    assert rules.standing_of(answer, today=TODAY) is stands


def test_what_nobody_has_asked_counts_for_nothing():
    assert rules.standing_of(None, today=TODAY) is Standing.NEVER


@pytest.mark.parametrize(
    ("standing", "days_left", "asks"),
    [
        (Standing.ASKED, None, True),
        (Standing.YES, 15, False),
        (Standing.YES, 14, True),
        (Standing.YES, 0, True),
        (Standing.OVER, -1, False),
        (Standing.NO, None, False),
        (Standing.OFF, 3, False),
        (Standing.NEVER, None, False),
    ],
)
def test_a_yes_is_asked_for_again_two_weeks_before_its_last_day(standing, days_left, asks):
    ends_on = None if days_left is None else TODAY + timedelta(days=days_left)
    assert rules.is_open(standing, ends_on, today=TODAY) is asks


@pytest.mark.parametrize("standing", Standing)
def test_staff_may_ask_unless_a_question_or_a_yes_stands(standing):
    assert rules.may_be_asked(standing) is (standing not in (Standing.ASKED, Standing.YES))


@pytest.mark.parametrize(
    ("answered_on", "months", "last_day"),
    [
        (TODAY, 1, date(2026, 12, 23)),
        (TODAY, 3, date(2027, 2, 23)),
        (TODAY, 6, date(2027, 5, 23)),
        (TODAY, 12, date(2027, 11, 23)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
    ],
)
def test_a_yes_ends_on_the_same_day_of_a_later_month(answered_on, months, last_day):
    assert rules.last_day(answered_on, months) == last_day


@pytest.mark.parametrize("months", [0, -1, 2, 13, 24])
def test_no_other_length_can_be_chosen(months):
    with pytest.raises(ValueError, match="months"):
        rules.last_day(TODAY, months)


@pytest.mark.parametrize(
    ("answer", "comes_back"),
    [
        (Answer(True, TOMORROW, ENDED), TOMORROW),
        (Answer(True, TODAY, ENDED), TODAY),
        (Answer(True, YESTERDAY, ENDED), None),
        (Answer(False, None, GOES_ON), None),
        (Answer(None, None, GOES_ON), None),
        (None, None),
    ],
)
def test_a_switch_turned_on_again_brings_back_the_day_that_was_chosen(answer, comes_back):
    assert rules.restored(answer, today=TODAY) == comes_back


def test_everything_has_words():
    assert PHRASES.keys() == set(Topic) == set(BY_PATH.values()) == set(map(Topic, TOPICS))
    assert KIN.keys() == set(Kin) == set(map(Kin, RELATIONS))
    assert STANDINGS.keys() == set(Standing)
    assert tuple(MONTHS) == rules.MONTHS and len(MONTHS) <= 5
