"""A clock that shows a time: OpenMoji has drawn one for every half hour. Pure."""

from datetime import datetime

from portal.pictograms.catalogue import OTHERS

ANY_TIME = "clock"  # says "time", and no hour
ONE_O_CLOCK, HALF_PAST_ONE = 0x1F550, 0x1F55C


def clock_at(time: datetime) -> str:
    """The key of a clock that shows this time; of a clock as such when it is no half hour, for no hand may lie."""
    if time.minute not in (0, 30):
        return ANY_TIME
    first = HALF_PAST_ONE if time.minute else ONE_O_CLOCK
    return f"{OTHERS}{first + (time.hour - 1) % 12:X}"
