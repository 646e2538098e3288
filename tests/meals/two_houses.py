"""The portal and the slow house side by side: everything is done to both, and after each verb both are the same."""

from collections import Counter
from datetime import timedelta

from sqlalchemy.engine import Engine

from tests.meals.evening import MONDAY
from tests.meals.real_house import RealHouse
from tests.meals.slow_house import SlowHouse

RESIDENTS, MOST_DINNERS = 5, 3
SECOND = timedelta(seconds=1)


class TwoHouses:
    """Both houses at one moment. Dinners are counted round among those there are."""

    def __init__(self, engine: Engine):
        self.slow, self.real = SlowHouse(MONDAY), RealHouse(engine, RESIDENTS)
        self.seated: list[set[int]] = []
        self.met: Counter[str] = Counter()  # refusals, verbs and what was told

    def both(self, verb, *, again=False, **facts):
        """Do it to both, and perhaps once more: the same tap twice is once."""
        if "dinner" in facts:
            facts["dinner"] %= len(self.slow.dinners)
        after = self._both(verb, facts)
        if again:
            assert self._both(verb, facts) == after

    def _both(self, verb, facts):
        self.slow.now += SECOND
        heard, sizes = len(self.slow.told), [each.chairs for each in self.slow.dinners]
        slowly = self.slow.do(verb, **facts)
        assert self.real.do(verb, self.slow.now, **facts) == slowly
        self.met.update([slowly or verb, *(sentence for _who, sentence, _dinner in self.slow.told[heard:])])
        found = self.real.facts()
        assert found | {"heads": [[told(head) for head in heads] for heads in found["heads"]]} == self.slowly()
        self.nobody_is_wronged(found, sizes)
        return found

    def sweep(self, *, again=False):
        """The chore comes by."""
        self.both("sweep", again=again)
        self.all_is_settled()

    def strike(self, number, *, begins=False):
        """What happens next happens in the very second of a deadline, or of a beginning."""
        dinner = self.dinner(number)
        self.slow.now = max(self.slow.now, (dinner.begins if begins else dinner.closes) - SECOND)

    def dinner(self, number):
        return self.slow.dinners[number % len(self.slow.dinners)]

    def is_gone(self, who):
        return who in self.slow.gone

    def slowly(self):
        """The slow house in the portal's words."""
        house = self.slow
        return {
            "dinners": [
                (each.begins, each.closes, each.chairs, each.announced, each.cancelled) for each in house.dinners
            ],
            "heads": [[told(head) for head in each.heads] for each in house.dinners],
            "tasks": [
                {kind: (wanted, set(helpers)) for kind, (wanted, helpers) in each.tasks.items()}
                for each in house.dinners
            ],
            "requests": [(each.dinner, each.who, each.wants, each.said_yes) for each in house.requests],
            "habits": set(house.habits),
            "told": Counter(house.told),
        }  # fmt: skip

    def nobody_is_wronged(self, found, sizes):
        """Of the portal alone, whatever the slow house says. What the clock gives is given before chairs are fewer."""
        seated_before = self.seated + [set()] * len(found["heads"])
        self.seated = [{head.id for head in heads if head.has_chair} for heads in found["heads"]]
        for number, heads in enumerate(found["heads"]):
            new = self.seated[number] - seated_before[number]
            waiting = [head.id for head in heads if head.waits]
            size = max([found["dinners"][number][2], *sizes[number : number + 1]])
            assert not new or len(self.seated[number]) <= size, "oversold"
            assert not (new and waiting) or max(new) < min(waiting), "somebody was passed by"
            assert waiting == sorted(waiting), "the line stands in another order"
            hosts = {head.who for head in heads if not head.tap and head.reply != "no"}
            assert {head.who for head in heads if head.tap} <= hosts, "a guest without a host"
            out = [head for head in heads if head.reply == "no"]
            helping = {who for _wanted, helpers in found["tasks"][number].values() for who in helpers}
            assert not any(head.has_chair or head.who in helping for head in out), "a no that holds something"

    def all_is_settled(self):
        """After the chore no chair is free while somebody waits, no question open that is too late, nobody gone in."""
        found = self.real.facts()
        for (begins, closes, size, _, cancelled), heads in zip(found["dinners"], found["heads"], strict=True):
            if cancelled or begins <= self.slow.now:
                continue
            assert not any(head.waits for head in heads) or sum(head.has_chair for head in heads) >= size
            assert not {head.who for head in heads} & set(self.slow.gone)
            assert closes > self.slow.now or not {"maybe", "asked"} & {head.reply for head in heads}


def told(head):
    return head.who, head.tap, head.reply, head.has_chair, head.by_habit
