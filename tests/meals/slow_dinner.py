"""Dinner, told a second time and slowly: plain lists, nothing clever, to hold the quick one against.

It shares no code with the rules but the words of replies and refusals. A dinner is a list of heads in the order of the
line; whoever comes stands at its end. What somebody is told is a list. A verb that is refused has changed nothing.
"""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from portal.meals import actions, line, telling
from portal.refusal import Refused

DAY = timedelta(days=1)
WANTING, OPEN = ("yes", "maybe", "asked"), ("maybe", "asked")
MOST_GUESTS = 3


@dataclass
class Head:
    who: int
    tap: str
    reply: str
    has_chair: bool = False
    by_habit: bool = False

    @property
    def waits(self):
        return self.reply in WANTING and not self.has_chair


@dataclass
class Dinner:
    number: int
    begins: datetime
    closes: datetime
    chairs: int
    announced: bool = False
    cancelled: bool = False
    heads: list = field(default_factory=list)  # in the order of the line
    tasks: dict = field(default_factory=dict)  # kind: [how many are wanted, [who helps]]

    def own(self, who):
        return next((head for head in self.heads if head.who == who and not head.tap), None)

    def guests(self, who):
        return [head for head in self.heads if head.who == who and head.tap]


@dataclass
class Request:
    number: int
    dinner: int
    who: int
    wants: str
    text: str
    tap: str
    said_yes: bool | None = None


def deadline(begins, days_before, at):
    """So many working days before; none of the days in these tests is red."""
    day = begins
    for _ in range(days_before):
        day -= DAY
        while day.strftime("%A") in ("Saturday", "Sunday"):
            day -= DAY
    return day.replace(hour=at.hour, minute=at.minute)


class SlowLine:
    """All dinners, habits, requests and what everybody was told, at one moment."""

    def __init__(self, now):
        self.now = now
        self.dinners, self.requests, self.habits, self.told, self.gone = [], [], [], [], []

    def do(self, verb, **facts):
        """Do it. The sentence with which it was refused, or nothing; refused, everything is as before."""
        before = deepcopy(self.__dict__)
        try:
            getattr(self, verb)(**facts)
        except Refused as refused:
            self.__dict__ = before
            return refused.reason
        return None

    def tell(self, dinner, sentence, *people):
        self.told += [(who, sentence, dinner.number) for who in people]

    # The clock and the line.

    def settle(self, dinner, quiet=None):
        if dinner.cancelled or self.now >= dinner.begins:
            return
        for who in self.gone:
            self.leaves(dinner, who)
            dinner.heads = [head for head in dinner.heads if head.who != who]
        if self.now >= dinner.closes:
            for head in [head for head in dinner.heads if not head.tap and head.reply in OPEN]:
                head.reply, head.has_chair = "no", False
                self.leaves(dinner, head.who)
                self.tell(dinner, telling.LAPSED, head.who)
        for head in dinner.heads:
            if head.waits and sum(each.has_chair for each in dinner.heads) < dinner.chairs:
                head.has_chair = True
                if head is not quiet:
                    self.tell(dinner, telling.GUEST_GOT_A_CHAIR if head.tap else telling.GOT_A_CHAIR, head.who)

    def leaves(self, dinner, who):
        dinner.heads = [head for head in dinner.heads if head.who != who or not head.tap]
        for _wanted, helpers in dinner.tasks.values():
            if who in helpers:
                helpers.remove(who)

    def sweep(self):
        for dinner in self.dinners:
            self.settle(dinner)

    def at(self, number):
        """A dinner as the clock has left it."""
        dinner = self.dinners[number]
        if self.now >= dinner.closes:
            self.settle(dinner)
        return dinner

    # Residents, and staff for them.

    def while_open(self, number, by=None):
        dinner = self.while_not_over(number)
        if self.now >= dinner.closes and by is None:
            raise Refused(actions.CLOSED)
        return dinner

    def while_not_over(self, number):
        dinner = self.at(number)
        if not dinner.announced:
            raise Refused(line.GONE)
        if dinner.cancelled:
            raise Refused(actions.CANCELLED)
        if self.now >= dinner.begins:
            raise Refused(actions.OVER)
        return dinner

    def must_live_here(self, who):
        if who in self.gone:
            raise Refused(actions.NOT_COMING_ANY_MORE)

    def reply(self, dinner, who, said, by=None):
        found = self.while_open(dinner, by)
        if said == "maybe" and self.now >= found.closes:
            raise Refused(actions.TOO_LATE_FOR_MAYBE)
        self.say(found, who, said, by)

    def say(self, dinner, who, said, by=None, by_habit=False):
        self.must_live_here(who)
        own = dinner.own(who)
        was = own.reply if own else None
        if was not in WANTING and said != "no":
            dinner.heads = [head for head in dinner.heads if head is not own]
            own = None
        if own is None:
            own = Head(who, "", said)
            dinner.heads.append(own)
        own.reply, own.by_habit = said, by_habit
        if said == "no":
            own.has_chair = False
            self.leaves(dinner, who)
        self.settle(dinner, quiet=own)
        if by is not None and said != "no" and said != was:
            self.tell(dinner, telling.SIGNED_UP, who)
        if by is not None and said == "no" and was in WANTING:
            self.tell(dinner, telling.TAKEN_OFF, who)

    def take_back(self, dinner, who):
        found = self.while_open(dinner)
        own = found.own(who)
        if own is None:
            return
        if (who, found.begins.weekday()) in self.habits:
            if own.reply != "no":
                self.say(found, who, "no")
            return
        found.heads.remove(own)
        self.leaves(found, who)
        self.settle(found)

    def bring_guest(self, dinner, who, tap, by=None):
        found = self.while_open(dinner, by)
        self.must_live_here(who)
        guests = found.guests(who)
        if tap in [guest.tap for guest in guests]:
            return
        own = found.own(who)
        if own is None or own.reply != "yes":
            raise Refused(actions.NO_YES)
        if by is None and len(guests) >= MOST_GUESTS:
            raise Refused(actions.TOO_MANY_GUESTS)
        guest = Head(who, tap, "yes")
        found.heads.append(guest)
        self.settle(found, quiet=guest)

    def leave_guest(self, dinner, who, tap, by=None):
        found = self.while_open(dinner, by)
        if tap not in [guest.tap for guest in found.guests(who)]:
            return
        found.heads = [head for head in found.heads if (head.who, head.tap) != (who, tap)]
        self.settle(found)
        if by is not None:
            self.tell(found, telling.GUEST_TAKEN_OFF, who)

    def help_with(self, dinner, who, kind):
        found = self.while_not_over(dinner)
        wanted, helpers = found.tasks[kind]
        if who in helpers:
            return
        own = found.own(who)
        if own is not None and own.reply == "no":
            raise Refused(actions.NO_TASK)
        if len(helpers) >= wanted:
            raise Refused(actions.TASK_TAKEN)
        helpers.append(who)

    def stop_helping(self, dinner, who, kind):
        helpers = self.while_not_over(dinner).tasks[kind][1]
        if who in helpers:
            helpers.remove(who)

    def ask_kitchen(self, dinner, who, wants, text, tap):
        found = self.while_not_over(dinner)
        if wants != "guest" and self.now < found.closes:
            raise Refused(actions.STILL_OPEN)
        for each in self.requests:
            same = each.wants == wants and each.text == text and each.said_yes is None
            if (each.dinner, each.who) == (dinner, who) and (each.tap == tap or same):
                return
        self.requests.append(Request(len(self.requests), dinner, who, wants, text, tap))

    def begin_habit(self, who, weekday):
        if (who, weekday) in self.habits:
            return
        self.habits.append((who, weekday))
        for dinner in self.answerable(weekday):
            if dinner.own(who) is None:
                self.say(dinner, who, "yes", by_habit=True)

    def end_habit(self, who, weekday):
        self.habits = [each for each in self.habits if each != (who, weekday)]
        for dinner in self.answerable(weekday):
            own = dinner.own(who)
            if own is not None and own.by_habit:
                dinner.heads.remove(own)
                self.leaves(dinner, who)
                self.settle(dinner)

    def answerable(self, weekday):
        return [
            dinner
            for dinner in self.dinners
            if dinner.announced and not dinner.cancelled and self.now < min(dinner.closes, dinner.begins)
            if dinner.begins.weekday() == weekday
        ]

    def move_out(self, who):
        if who not in self.gone:
            self.gone.append(who)
