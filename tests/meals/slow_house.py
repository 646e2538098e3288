"""Dinner, told slowly: the kitchen's half, see slow_dinner.py."""

from portal.meals import kitchen_actions, telling
from portal.refusal import Refused
from tests.meals.slow_dinner import WANTING, Dinner, SlowLine, deadline


class SlowHouse(SlowLine):
    """Residents, staff for them, and the kitchen."""

    def plan(self, begins, chairs, days_before, closes, tasks):
        if not self.is_taken(begins):
            made = Dinner(len(self.dinners), begins, deadline(begins, days_before, closes), chairs)
            made.tasks = {kind: [wanted, []] for kind, wanted in tasks.items()}
            self.dinners.append(made)

    def is_taken(self, begins):
        return any(each.begins == begins and not each.cancelled for each in self.dinners)

    def while_ahead(self, number):
        dinner = self.at(number)
        if dinner.cancelled or self.now >= dinner.begins:
            raise Refused(kitchen_actions.IS_OVER)
        return dinner

    def announce(self, dinner):
        found = self.while_ahead(dinner)
        if not found.announced:
            found.announced = True
            self.sign_up_who_has_the_habit(found)

    def sign_up_who_has_the_habit(self, dinner):
        for who, weekday in self.habits:
            if weekday == dinner.begins.weekday() and who not in self.gone and dinner.own(who) is None:
                self.say(dinner, who, "yes", by_habit=True)

    def change(self, dinner, chairs, tasks):
        found = self.while_ahead(dinner)
        found.chairs = chairs
        for kind, wanted in tasks.items():
            if wanted:
                found.tasks.setdefault(kind, [wanted, []])[0] = wanted
            else:
                found.tasks.pop(kind, None)
        self.settle(found)

    def move(self, dinner, begins, days_before, closes):
        found = self.while_ahead(dinner)
        if begins == found.begins:
            return
        if self.now >= begins:
            raise Refused(kitchen_actions.GONE_BY)
        if self.is_taken(begins):
            raise Refused(kitchen_actions.IS_ONE)
        was_on, weekday = found.begins.date(), found.begins.weekday()
        found.begins, found.closes = begins, deadline(begins, days_before, closes)
        if self.now < found.closes:
            for head in found.heads:
                if not head.tap and head.reply in WANTING:
                    head.reply, head.by_habit = "asked", False
        sentence = telling.ANOTHER_TIME if begins.date() == was_on else telling.MOVED
        self.tell(found, sentence, *self.concerned(found))
        self.settle(found)
        if found.announced and weekday != begins.weekday():
            self.sign_up_who_has_the_habit(found)

    def cancel(self, dinner):
        found = self.at(dinner)
        if found.cancelled:
            return
        if self.now >= found.begins:
            raise Refused(kitchen_actions.IS_OVER)
        found.cancelled = True
        if found.announced:
            self.tell(found, telling.CANCELLED, *self.concerned(found))

    def concerned(self, dinner):
        coming = {head.who for head in dinner.heads if head.reply in WANTING}
        helping = {who for _wanted, helpers in dinner.tasks.values() for who in helpers}
        asking = {each.who for each in self.requests if each.dinner == dinner.number and each.said_yes is None}
        return coming | helping | asking

    def answer(self, request, yes):
        asked = self.requests[request]
        found = self.while_ahead(asked.dinner)
        if asked.said_yes is not None:
            if asked.said_yes is not yes:
                raise Refused(kitchen_actions.ANSWERED)
            return
        asked.said_yes = yes
        if yes and asked.wants == "leave":
            self.say(found, asked.who, "no")
        elif yes:
            self.let_in(found, asked)
        self.tell(found, telling.KITCHEN_SAID_YES if yes else telling.KITCHEN_SAID_NO, asked.who)

    def let_in(self, dinner, asked):
        tap = ""
        if asked.wants == "guest":
            tap = f"request-{asked.number}"
            self.bring_guest(dinner.number, asked.who, tap, by=0)
        else:
            self.say(dinner, asked.who, "yes")
        if not any(head.has_chair for head in dinner.heads if (head.who, head.tap) == (asked.who, tap)):
            raise Refused(kitchen_actions.NO_CHAIR)
