"""At any minute of any day the quick answer is the slow one, whatever the timetable and whatever happens."""

from collections import Counter
from datetime import UTC, datetime
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.presence.openings import openings
from portal.presence.rules import Answer, Reason, State, answer
from tests.presence.situations import DANISH, DAY, MINUTE, Situations
from tests.presence.slowly import Slowly

BY_CHANCE = 600
SEED = 2026


@st.composite
def situations(draw):
    numbers = {"pick": lambda many: draw(st.sampled_from(many)), "number": lambda *ends: draw(st.integers(*ends))}
    return Situations(**numbers).one()


def by_chance(seed):
    chance = Random(seed)
    return Situations(pick=chance.choice, number=chance.randint).one()


def in_plain_words(said: Answer):
    """The answer as the slow one gives it."""
    opening = said.opening
    around = opening and (opening.starts.date(), opening.starts, opening.ends, set(opening.staff), opening.because)
    match said.state:
        case State.UNKNOWN:
            return {"state": "unknown", "reason": said.reason}
        case State.HERE:
            reason = None if said.opening and said.reason == said.opening.because else said.reason
            told = {"until": said.until, "staff": set(said.staff), "opening": around}
            return {"state": "here", "reason": reason, **told}
        case State.COMES:
            return {"state": "comes", "opening": around, "reason": said.reason}
        case State.NOT_TODAY:
            told = {"reason": said.reason, "unsure_days": list(said.unsure_days)}
            return {"state": "not today", "opening": around, **told}


def same_instants(told):
    return {
        key: value.astimezone(UTC) if isinstance(value, datetime) else tuple(
            each.astimezone(UTC) if isinstance(each, datetime) else each for each in value
        ) if isinstance(value, tuple) else value
        for key, value in told.items()
    }  # fmt: skip


def assert_same(facts, moment):
    quick = answer(facts, moment)
    assert same_instants(in_plain_words(quick)) == same_instants(Slowly(facts, moment).answer())
    return quick


@settings(max_examples=150, deadline=None)
@given(situations())
def test_the_quick_answer_is_the_slow_one_at_any_minute(situation):
    assert_same(*situation)


def test_the_quick_answer_is_the_slow_one_by_chance_and_every_kind_of_answer_is_met():
    met = Counter()
    for number in range(BY_CHANCE):
        said = assert_same(*by_chance(SEED + number))
        met[said.state] += 1
        met[said.reason] += 1
    assert min(met[each] for each in (*State, *Reason)) >= 2, met


@settings(max_examples=60, deadline=None)
@given(situations())
def test_the_openings_are_the_minutes_of_the_plan(situation):
    facts, moment = situation
    first = moment.astimezone(DANISH).date()
    slowly, by_plan, by_openings = Slowly(facts, moment), set(), set()
    for number in range(4):
        for kind, starts, ends, *_ in slowly.begins_on(first + number * DAY):
            if kind == "sure":
                by_plan |= {starts + each * MINUTE for each in range((ends - starts) // MINUTE)}
    found = openings(facts, first, first + 3 * DAY)
    for opening in found:
        starts, ends = opening.starts.astimezone(UTC), opening.ends.astimezone(UTC)
        by_openings |= {starts + each * MINUTE for each in range((ends - starts) // MINUTE)}
    assert by_openings == by_plan
    apart = zip(found, found[1:], strict=False)
    assert all(before.ends.astimezone(UTC) < after.starts.astimezone(UTC) for before, after in apart)
