"""Anne's morning before the meeting: ideas to write, promises whose day has come, a meeting that is not ready."""

from datetime import date, datetime, time, timedelta

import pytest

from portal import clock
from portal.db import writing
from portal.meetings import idea_actions, meeting_actions, mode_actions, pieces
from portal.meetings.life import Word, held, take_step
from portal.meetings.meeting_actions import WhenAndWhere, Written
from portal.meetings.meeting_rules import ItemKind
from portal.meetings.models import Complaint, Idea
from portal.meetings.rules import PieceKind, Step
from portal.people.models import Person

TODAY = date(2026, 11, 23)
IN_A_WEEK = date(2026, 11, 30)
QUIET = "Der er ikke noget, der venter."


class Hands:
    """What people do about ideas and meetings. Every method is a transaction of its own."""

    def __init__(self, engine, village):
        self.engine, self.village = engine, village

    def idea(self, text: str, *, person: Person | None = None) -> int:
        who = person or self.village.maja
        with writing(self.engine) as begun:
            pieces.add(begun, who.id, PieceKind.TEXT, tap=text, text=text)
            return idea_actions.send(
                begun, who.id, named=True, tap=text, moment=clock.now(), renew=str, dropped=lambda files: None
            ).id  # fmt: skip

    def word(self, idea_id: int, *, is_right: bool | None = None) -> None:
        with writing(self.engine) as begun:
            made = idea_actions.propose(
                begun, idea_id, title=f"Idé {idea_id}", picture=None, lines=[], hard_because="",
                by_id=self.village.anne.id, moment=clock.now(),
            )  # fmt: skip
            if is_right is not None:
                idea_actions.answer_wording(
                    begun, idea_id, self.village.maja.id, number=made.number, is_right=is_right, said="",
                    moment=clock.now(),
                )  # fmt: skip

    def step(self, idea_id: int, word: Word) -> None:
        with writing(self.engine) as begun:
            take_step(begun, held(begun, Idea, idea_id), word, by_id=self.village.anne.id, moment=clock.now())

    def meeting(self, on: date, *, announced: bool = True, item: bool = True, starts: time = time(17)) -> int:
        at = WhenAndWhere(starts, "faelleslejligheden", "i fælleslejligheden")
        with writing(self.engine) as begun:
            made = meeting_actions.meet_once(begun, on, at, by_id=self.village.anne.id, moment=clock.now())
            if announced:
                meeting_actions.announce(begun, made.id, moment=clock.now())
            if item:
                meeting_actions.write_agenda(begun, made.id, [Written(ItemKind.OTHER, "Vi hygger os.", None)])
            return made.id


@pytest.fixture
def hands(engine, village) -> Hands:
    return Hands(engine, village)


@pytest.fixture
def anne(browser, village):
    return browser.be(village.anne)


def cards(browser) -> list[str]:
    """What stands on the cards about the residents' meeting."""
    page = browser.get("/personale")
    return [" ".join(card.get_text(" ").split()) for card in page.soup.select("main article[data-place=moede]")]


def test_ideas_wait_until_somebody_has_written_them_as_they_were_meant(anne, hands):
    first = hands.idea("Vi mangler en bænk.")
    (card,) = cards(anne)
    assert "1 idé skal skrives" in card and anne.page.link("Skriv idéen") == f"/personale/moede/ide/{first}"
    second = hands.idea("En gynge.")
    assert "2 idéer skal skrives" in cards(anne)[0] and anne.page.link("Se idéerne") == "/personale/moede"
    hands.word(second, is_right=True)
    hands.word(first)
    assert cards(anne) == [] and QUIET in anne.page.main  # now the author is asked
    hands.word(first, is_right=False)
    assert "1 idé skal skrives" in cards(anne)[0]


def test_a_promise_is_told_of_on_its_day_and_until_it_is_kept(anne, hands, village):
    number = hands.idea("En gynge.")
    hands.word(number, is_right=True)
    hands.step(number, Word(Step.LATER, reason="Det regner.", until=date(2026, 11, 25)))
    assert cards(anne) == []
    for day, said in ((25, "Vi lovede det til i dag."), (27, "til onsdag den 25. november, og dagen er gået.")):
        clock.freeze(datetime(2026, 11, day, 9))
        anne = anne.another().be(village.anne)
        (card,) = cards(anne)
        assert said in card and card.startswith(f"Idé {number}")
    assert anne.page.link(f"Se idéen: Idé {number}") == f"/personale/moede/ide/{number}"
    hands.step(number, Word(Step.DONE))
    assert cards(anne) == []


def test_a_meeting_within_a_week_has_been_announced_and_has_an_agenda(anne, hands):
    hands.meeting(IN_A_WEEK + timedelta(days=1), announced=False, item=False)
    hands.meeting(date(2026, 11, 26))
    assert cards(anne) == []
    number = hands.meeting(IN_A_WEEK, announced=False, item=False)
    (card,) = cards(anne)
    assert "Beboerne ved ikke noget om mødet endnu. Der står ikke noget på dagsordenen endnu." in card
    assert anne.page.link("Se mødet mandag den 30. november") == f"/personale/moede/{number}"


def test_a_meeting_that_nobody_opened_or_closed_is_told_of(anne, hands, engine, village):
    number = hands.meeting(TODAY)
    clock.freeze(datetime(2026, 11, 23, 17, 30))
    assert cards(anne) == []
    clock.freeze(datetime(2026, 11, 23, 18, 1))
    assert "Mødet er ikke åbnet, og tiden er gået." in cards(anne)[0]
    with writing(engine) as begun:
        mode_actions.open_meeting(begun, number, moment=clock.now())
    assert cards(anne) == []
    clock.freeze(datetime(2026, 11, 24, 9))
    anne = anne.another().be(village.anne)
    assert "Mødet er åbent endnu." in cards(anne)[0]


def test_what_was_told_to_bo_is_on_his_desk_only_and_many_cost_no_more(anne, hands, engine, village, browser):
    bo = browser.another().be(village.bo)
    few = len(bo.get("/personale").statements)
    for number in range(10):
        with writing(engine) as begun:
            told = Complaint(resident_id=village.maja.id, to_id=village.bo.id, sent_at=clock.now(), tap=f"{number}")
            begun.add(told)
        hands.idea(f"Idé {number}")
    hands.meeting(IN_A_WEEK, item=False)
    page = bo.get("/personale")
    assert page.main.count("Maja har fortalt dig noget.") == 10 and len(page.statements) == few
    assert "fortalt dig" not in anne.get("/personale").main


def test_a_place_that_closes_names_the_meeting_of_that_day(anne, hands, places):
    hands.meeting(date(2026, 11, 26))
    anne.get("/personale/hvem/faelleslejligheden/aendring")
    page = anne.press("Se de næste uger", kind="closed", first_day="2026-11-26", last_day="2026-11-26")
    assert "Der er beboermøde på torsdag klokken 17." in page.main
