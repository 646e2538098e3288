"""Evenings with a full table by chance: what people do often happens often, the clock goes from deadline to dinner."""

from datetime import datetime, time, timedelta

from portal.meals.rules import TaskKind, Wants
from tests.meals.evening import MONDAY, THURSDAY
from tests.meals.two_houses import MOST_DINNERS, RESIDENTS, TwoHouses

STEPS = 80
DAY, NOON = timedelta(days=1), time(12)
DAYS, HOURS, CHAIRS, BEFORE = (-4, 0, 0, 1, 1, 5, 7), (18, 18, 19), (1, 1, 2, 2, 3, 6), (0, 1, 1, 3)
SAID, KINDS, TAPS = ("yes", "yes", "yes", "maybe", "maybe", "no"), (TaskKind.COOK, TaskKind.WASH_UP), "abcde"
WEEKDAYS = (THURSDAY.weekday(), THURSDAY.weekday() + 1)
TASKS = {TaskKind.COOK: 1, TaskKind.WASH_UP: 2}
OFTEN = {
    "reply": 24, "bring_guest": 10, "ask_kitchen": 8, "answer": 8, "take_back": 5, "change": 5, "help_with": 5,
    "leave_guest": 3, "sweep": 3, "move": 2, "announce": 2, "plan": 2, "begin_habit": 2, "end_habit": 2,
    "stop_helping": 1, "strike": 1, "family": 0.7, "move_out": 0.5, "cancel": 0.4,
}  # fmt: skip
HERSELF = {"take_back", "ask_kitchen", "help_with", "stop_helping", "begin_habit", "end_habit"}


def evening(day, hour):
    return datetime.combine(THURSDAY + day * DAY, time(hour), MONDAY.tzinfo)


def begin(houses, size, whose, before):
    """A dinner on Thursday that somebody always comes to."""
    houses.both("begin_habit", who=whose, weekday=THURSDAY.weekday())
    houses.both("plan", begins=evening(0, 18), chairs=size, days_before=before, closes=NOON, tasks=TASKS)
    houses.both("announce", dinner=0)


def by_chance(engine, chance):
    """One evening; what was met in it."""
    houses = TwoHouses(engine)
    begin(houses, chance.choice(CHAIRS), chance.randrange(RESIDENTS), 1)
    for verb in chance.choices(list(OFTEN), list(OFTEN.values()), k=STEPS):
        something_happens(houses, verb, chance)
    houses.sweep()
    return houses.met


def something_happens(houses, verb, chance):
    who = chance.randrange(RESIDENTS)
    if verb == "strike":
        houses.strike(chance.randrange(MOST_DINNERS), begins=chance.random() < 0.2)
    elif verb == "family":
        for tap in TAPS if not houses.is_gone(who) else ():
            houses.both("bring_guest", dinner=chance.randrange(2), who=who, tap=tap)
    elif verb == "plan" and len(houses.slow.dinners) == MOST_DINNERS or verb == "answer" and not houses.slow.requests:
        return
    elif not (verb in HERSELF and houses.is_gone(who)):
        facts = facts_of(houses, verb, who, chance)
        houses.both(verb, again=verb != "plan" and chance.random() < 0.2, **facts)
        if verb == "plan" and chance.random() < 0.8:
            houses.both("announce", dinner=-1)


def facts_of(houses, verb, who, chance):
    number = chance.randrange(MOST_DINNERS) % len(houses.slow.dinners)
    mine, size = {"dinner": number, "who": who}, {"chairs": chance.choice(CHAIRS)}
    by = {"by": "anne"} if houses.is_gone(who) or chance.random() < 0.15 else {}
    taken = chance.choice(houses.slow.dinners).begins
    begins = taken if chance.random() < 0.2 else evening(chance.choice(DAYS), chance.choice(HOURS))
    when = {"begins": begins, "closes": NOON}
    hosts = [head.who for head in houses.dinner(number).heads if head.reply == "yes"]
    tap, kinds = {"tap": chance.choice(TAPS)}, list(houses.dinner(number).tasks)
    given = {
        "reply": mine | by | {"said": chance.choice(SAID)},
        "bring_guest": mine | by | tap | {"who": chance.choice(hosts or [who])},
        "leave_guest": mine | by | tap | {"who": chance.choice(hosts or [who])},
        "take_back": mine,
        "help_with": mine | {"kind": chance.choice(kinds)},
        "stop_helping": mine | {"kind": chance.choice(kinds)},
        "ask_kitchen": mine | tap | {"wants": chance.choice(list(Wants)).value, "text": chance.choice("xy")},
        "answer": {"request": chance.randrange(len(houses.slow.requests) or 1), "yes": chance.random() < 0.7},
        "begin_habit": {"who": who, "weekday": chance.choice(WEEKDAYS)},
        "end_habit": {"who": who, "weekday": chance.choice(WEEKDAYS)},
        "plan": when | size | {"days_before": chance.choice(BEFORE), "tasks": TASKS},
        "change": {"dinner": number, "tasks": {TaskKind.WASH_UP: chance.choice((0, 1, 2))}} | size,
        "move": when | {"dinner": number, "days_before": chance.choice(BEFORE)},
        "move_out": {"who": who},
    }
    return given.get(verb, {"dinner": number} if verb != "sweep" else {})
