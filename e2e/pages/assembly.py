"""Meetings: the invitation and the minutes for residents, laying and one meeting for staff."""

import re

from playwright.sync_api import expect

from e2e.pages.page import Page
from e2e.screens import Screen

COMES, STAYS, NAMED = "Jeg kommer", "Jeg kommer ikke", "Ja, mit navn må stå der"


class MeetingPage(Page):
    """One meeting as a resident meets it."""

    def __init__(self, screen: Screen, day: str) -> None:
        super().__init__(screen, f"Beboermøde {day}")
        self.day = day

    def answer(self, label: str, *, then: str) -> "MeetingPage":
        """Say something about the meeting; it is told, and marked as the answer that holds."""
        self.press(label)
        self.tells(then)
        expect(self.page.get_by_role("button", name=label, exact=True, pressed=True)).to_be_visible()
        return self


class Plan(Page):
    """The rule of every month and the meetings ahead."""

    title = "Planlæg møder"

    def lay(self, *, weekday: str, starts: str, place: str, without: str) -> "Plan":
        """Meetings of every month, after a look at their days; one day is left out."""
        for label, choice in (("Ugedag", weekday), ("Hvor?", place)):
            self.page.get_by_label(label).select_option(label=choice)
        self.page.get_by_label("Mødet begynder klokken").fill(starts)
        self.does_not_offer("button", "Læg møderne")
        self.press("Se dagene")
        self.page.get_by_label(without).uncheck()
        self.press("Læg møderne")
        self.tells("Møderne er lagt.")
        return Plan(self.screen)

    def open(self, day: str) -> "MeetingDesk":
        self.follow(day)
        return MeetingDesk(self.screen, day)


class MeetingDesk(Page):
    """One meeting for staff."""

    def __init__(self, screen: Screen, day: str) -> None:
        super().__init__(screen, f"Møde {day}")
        self.day = day

    def invite(self) -> "MeetingDesk":
        self.press("Inviter beboerne")
        self.tells("Beboerne er inviteret.")
        return MeetingDesk(self.screen, self.day)

    def put(self, idea: str) -> "MeetingDesk":
        self.press(f"Sæt på: {idea}")
        self.tells("Idéen er på dagsordenen.")
        return MeetingDesk(self.screen, self.day)

    def write(self, sentence: str) -> "MeetingDesk":
        """One thing to buy, written in the editor and published."""
        self.press("Skriv dagsorden")
        editor = Page(self.screen, re.compile("^Dagsorden: "))
        with self.page.expect_response(lambda answer: answer.request.method == "POST"):
            editor.page.get_by_role("textbox", name="Indkøb 1", exact=True).fill(sentence)
        editor.press("Udgiv nu")
        return MeetingDesk(self.screen, self.day)
