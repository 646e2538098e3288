"""Where a meeting is, in which order things are talked about, and what cards say together."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from portal.clock import COPENHAGEN
from portal.meetings.meeting_rules import Colour, Result, Stage, Times, has_begun, in_order, result_of, stage_of

AT_17 = datetime(2026, 12, 1, 17, tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("announced", "opened", "closed", "cancelled", "stage"),
    [
        (False, False, False, False, Stage.HIDDEN),
        (True, False, False, False, Stage.AHEAD),
        (False, True, False, False, Stage.RUNNING),
        (True, True, False, False, Stage.RUNNING),
        (True, True, True, False, Stage.CLOSED),
        (False, False, False, True, Stage.CANCELLED),
        (True, False, False, True, Stage.CANCELLED),
    ],
)
def test_where_a_meeting_is(announced, opened, closed, cancelled, stage):
    assert stage_of(Times(announced, opened, closed, cancelled)) is stage


def test_a_meeting_begins_at_its_minute_wherever_the_clock_hangs():
    assert not has_begun(AT_17, AT_17.replace(hour=16, minute=59, second=59))
    assert has_begun(AT_17, AT_17)
    assert has_begun(AT_17, datetime(2026, 12, 1, 16, tzinfo=ZoneInfo("UTC")))


@pytest.mark.parametrize(
    ("places", "owed", "order"),
    [
        ([(1, 10), (2, None), (3, 30)], [], [1, 2, 3]),
        ([(1, 10), (2, None), (3, 30)], [30], [3, 1, 2]),
        ([(1, 10), (2, None), (3, 30)], [30, 10], [3, 1, 2]),  # the oldest promise at the top
        ([(1, None), (2, None)], [30], [1, 2]),  # owed, but not on this agenda
        ([], [30], []),
    ],
)
def test_what_is_owed_comes_first(places, owed, order):
    assert in_order(places, owed) == order


@pytest.mark.parametrize(
    ("green", "yellow", "red", "result"),
    [
        (0, 0, 0, Result.NOBODY),
        (4, 0, 0, Result.ALL_GREEN),
        (4, 1, 2, Result.MOST_GREEN),
        (1, 3, 2, Result.MOST_YELLOW),
        (1, 0, 2, Result.MOST_RED),
        (0, 0, 1, Result.MOST_RED),
        (2, 0, 2, Result.TIED),
        (1, 1, 1, Result.TIED),
        (3, 1, 1, Result.MOST_GREEN),  # the two that are alike are not the most
    ],
)
def test_what_the_cards_say(green, yellow, red, result):
    assert result_of({Colour.GREEN: green, Colour.YELLOW: yellow, Colour.RED: red}) is result


def test_a_colour_nobody_shows_is_none():
    assert result_of({Colour.GREEN: 1}) is Result.ALL_GREEN
