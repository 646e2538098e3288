"""A clock beside a time shows that time, or none that is wrong."""

from datetime import datetime

import pytest

from portal.pictograms.catalogue import picture
from portal.pictograms.clocks import clock_at


@pytest.mark.parametrize(
    ("time", "drawing"),
    [
        ((1, 0), "1F550"),
        ((12, 0), "1F55B"),
        ((0, 0), "1F55B"),
        ((16, 0), "1F553"),
        ((16, 30), "1F55F"),
        ((23, 30), "1F566"),
        ((0, 30), "1F567"),
    ],
)
def test_whole_and_half_hours_are_shown(time, drawing):
    found = picture(clock_at(datetime(2026, 11, 23, *time)))
    assert found.drawing == drawing


@pytest.mark.parametrize("minute", [1, 15, 29, 45, 59])
def test_other_times_have_a_clock_that_shows_none(minute):
    assert clock_at(datetime(2026, 11, 23, 16, minute)) == "clock"
