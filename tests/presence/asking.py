"""Asking who is here, and the part of the answer that tables hold."""

from dataclasses import replace
from datetime import datetime, timedelta

from portal.clock import COPENHAGEN
from portal.presence.facts import Check, WeeklyHours
from portal.presence.rules import State, answer
from tests.presence.timetable import CARLA, FLAT_FACTS, HOURS_FROM

HERE, COMES, NOT_TODAY, UNKNOWN = State


def at(day, hour, minute=0, fold=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=COPENHAGEN, fold=fold)


def asked(facts, moment, *, checked=timedelta(hours=1), **others):
    """The answer at a moment, an hour after somebody has checked."""
    return answer(replace(facts, checks=(Check(CARLA, moment - checked),), **others), moment)


def told(said):
    """What a page needs: the state, until when or from when, and why."""
    if said.state is HERE:
        return HERE, f"{said.until:%d/%m %H.%M}", said.reason
    return said.state, said.opening and f"{said.opening.starts:%d/%m %H.%M}", said.reason


def late(weekday, starts, ends, *staff):
    return replace(FLAT_FACTS, hours=(WeeklyHours(weekday, starts, ends, 1, HOURS_FROM, HOURS_FROM, None, staff),))
