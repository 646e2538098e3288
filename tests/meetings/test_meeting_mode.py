"""A meeting is held: what was promised comes first, cards are counted, what is decided goes on in the ideas' lives."""

from datetime import timedelta

import pytest

from portal import clock
from portal.meetings import life, mode_actions
from portal.meetings.meeting_actions import CLOSED, NOT_RUNNING
from portal.meetings.meeting_models import MeetingPerson, Minutes
from portal.meetings.meeting_rules import Colour, Result, Voting, result_of
from portal.meetings.mode_actions import Decision
from portal.meetings.rules import Step
from portal.meetings.telling import SAYS
from portal.refusal import Refused
from tests.house.arranging import rows
from tests.meetings.running import RunningMeeting

GREEN, YELLOW, RED = Colour
AHEAD = timedelta(days=30)


@pytest.fixture
def assembly(engine, village) -> RunningMeeting:
    return RunningMeeting(engine, village.bo.id)


@pytest.mark.parametrize(
    ("cards", "result"),
    [
        ((0, 0, 0), Result.NOBODY),
        ((1, 0, 0), Result.ALL_GREEN),
        ((9, 0, 0), Result.ALL_GREEN),
        ((5, 1, 0), Result.MOST_GREEN),
        ((2, 1, 1), Result.MOST_GREEN),
        ((0, 3, 0), Result.MOST_YELLOW),
        ((2, 3, 2), Result.MOST_YELLOW),
        ((0, 0, 4), Result.MOST_RED),
        ((3, 0, 4), Result.MOST_RED),
        ((2, 2, 0), Result.TIED),
        ((1, 2, 2), Result.TIED),
        ((3, 1, 3), Result.TIED),
        ((2, 2, 2), Result.TIED),
    ],
)
def test_what_the_cards_say_together(cards, result):
    assert result_of(dict(zip(Colour, cards, strict=True))) is result


def test_what_was_promised_comes_first_the_oldest_promise_at_the_top(assembly, village):
    bench = assembly.idea(village.maja.id, "Vi vil have en bænk.")
    young = assembly.promised(village.ali.id, "Vi vil synge.", days_ago=1)
    old = assembly.promised(village.maja.id, "Vi vil på tur.", days_ago=9)
    begun = [assembly.item(item_id) for item_id in assembly.begun(bench)]
    assert [item.idea_id for item in begun[:3]] == [old, young, bench]
    assert [item.was_owed for item in begun] == [True, True, False, False, False]
    first = assembly.do(mode_actions.open_meeting, moment=clock.now() + timedelta(minutes=5)).opened_at
    assert first == clock.now()


def test_cards_are_counted_once_each_and_then_nobody_can_find_out_who_showed_what(assembly, village, session):
    idea, coffee, news = assembly.begun(assembly.idea(village.maja.id, "Vi vil have en bænk."))
    with pytest.raises(Refused, match="færdige"):
        assembly.vote(idea, village.maja.id, GREEN, voting_round=0)
    assembly.do(mode_actions.open_voting, idea)
    assembly.do(mode_actions.open_voting, idea)
    for colour in (GREEN, RED, RED):
        assembly.vote(idea, village.maja.id, colour)
    assembly.vote(idea, village.ali.id, YELLOW)
    with pytest.raises(Refused) as refused:
        assembly.do(mode_actions.show, coffee)
    assert refused.value.reason == mode_actions.VOTING_OPEN
    assert assembly.cards(idea) == {village.maja.id: RED, village.ali.id: YELLOW}
    assembly.do(mode_actions.close_voting, idea, paper={GREEN: 3, RED: -1, YELLOW: 999})
    kept = assembly.item(idea)
    assert (kept.phones, kept.voting) == ({"red": 1, "yellow": 1}, Voting.CLOSED)
    assert kept.paper == {"green": 3, "yellow": 200, "red": 0}
    assert not assembly.cards(idea)
    assert {each.person_id for each in rows(session, MeetingPerson, MeetingPerson.was_there)} == {
        village.maja.id, village.ali.id
    }  # fmt: skip
    with pytest.raises(Refused, match="nyhed"):
        assembly.do(mode_actions.open_voting, news)


def test_two_who_close_have_counted_the_same_or_one_of_them_looks_again(assembly, village):
    idea, *_others = assembly.begun(assembly.idea(village.maja.id, "Vi vil have en bænk."))
    with pytest.raises(Refused):
        assembly.do(mode_actions.close_voting, idea, paper={})
    assembly.do(mode_actions.open_voting, idea)
    assembly.vote(idea, village.maja.id, GREEN)
    with pytest.raises(Refused):
        assembly.do(mode_actions.count_paper, idea, paper={})
    for _either in range(2):
        assembly.do(mode_actions.close_voting, idea, paper={GREEN: 2})
    with pytest.raises(Refused) as refused:
        assembly.do(mode_actions.close_voting, idea, paper={})
    assert refused.value.reason == mode_actions.COUNTED_ALREADY
    assert (assembly.item(idea).phones, assembly.item(idea).paper["green"]) == ({"green": 1}, 2)
    assembly.do(mode_actions.count_paper, idea, paper={GREEN: 4})
    assert (assembly.item(idea).phones, assembly.item(idea).paper["green"]) == ({"green": 1}, 4)


def test_cards_shown_again_begin_anew_and_a_card_of_before_does_not_count(assembly, village):
    idea, *_others = assembly.begun(assembly.idea(village.maja.id, "Vi vil have en bænk."))
    assembly.do(mode_actions.open_voting, idea)
    assembly.vote(idea, village.maja.id, GREEN)
    assembly.do(mode_actions.close_voting, idea, paper={GREEN: 2})
    with pytest.raises(Refused) as refused:
        assembly.do(mode_actions.open_voting, idea)
    assert refused.value.reason == mode_actions.VOTED_ALREADY
    assembly.do(mode_actions.open_voting, idea, again=True)
    assert (assembly.item(idea).phones, assembly.item(idea).paper) == ({}, {})
    with pytest.raises(Refused) as refused:
        assembly.vote(idea, village.ali.id, RED, voting_round=1)
    assert refused.value.reason == mode_actions.VOTING_CLOSED
    assembly.vote(idea, village.ali.id, YELLOW, voting_round=2)
    assert assembly.cards(idea) == {village.ali.id: YELLOW}


def test_a_decision_that_lacks_something_or_cannot_be_is_refused(assembly, village):
    idea, *_others = assembly.begun(assembly.idea(village.maja.id, "Vi vil have en bænk."))
    today, later = clock.today(), clock.today() + AHEAD
    lacking = {
        Decision(Step.YES, ""): mode_actions.SAY_DECISION,
        Decision(Step.NO, "Vi køber ingen bænk."): life.SAY_WHY,
        Decision(Step.LATER, "Vi venter.", until=later): life.SAY_WHY,
        Decision(Step.LATER, "Vi venter.", "Det er koldt."): life.SAY_WHEN,
        Decision(Step.LATER, "Vi venter.", "Det er koldt.", today): life.LATER_IS_AHEAD,
        Decision(Step.YES, "Vi køber en bænk.", until=today): life.LATER_IS_AHEAD,
        Decision(Step.DONE, "Bænken er her."): life.NOT_NOW,  # nobody has said yes to it
        Decision(Step.HEARD, "Vi har hørt det."): life.NOT_NOW,
    }
    for decision, reason in lacking.items():
        with pytest.raises(Refused) as refused:
            assembly.do(mode_actions.decide, idea, decision, moment=clock.now())
        assert refused.value.reason == reason, decision
    assembly.do(mode_actions.open_voting, idea)
    with pytest.raises(Refused) as refused:
        assembly.do(mode_actions.decide, idea, Decision(Step.YES, "Vi køber en bænk."), moment=clock.now())
    assert refused.value.reason == mode_actions.VOTING_OPEN
    assert not assembly.item(idea).decision


def test_when_the_meeting_is_over_each_idea_goes_on_and_its_author_is_told_once(assembly, village, session):
    maja, ali = village.maja.id, village.ali.id
    yes, talked, undone = (assembly.idea(maja, f"Vi vil have {each}.") for each in ("en bænk", "en gynge", "en sø"))
    owed = assembly.promised(ali, "Vi vil på tur.", days_ago=2)
    items = {assembly.item(each).idea_id: each for each in assembly.begun(yes, talked, undone)}
    decisions = {
        yes: Decision(Step.YES, "Vi køber en bænk.", until=clock.today() + AHEAD, responsible_id=village.bo.id),
        undone: Decision(Step.NO, "Vi får ingen sø.", "Der er ikke plads."),
        owed: Decision(Step.LATER, "Vi tager på tur til maj.", "Det er koldt.", clock.today() + AHEAD),
    }
    for idea, decision in decisions.items():
        assembly.do(mode_actions.decide, items[idea], decision, moment=clock.now())
    assembly.do(mode_actions.undecide, items[undone])
    assembly.do(mode_actions.open_voting, items[yes])
    with pytest.raises(Refused):
        assembly.close()
    assembly.do(mode_actions.close_voting, items[yes], paper={})
    for _twice in range(2):
        assembly.close()
    assert {idea: assembly.now(idea) for idea in items if idea} == {
        yes: Step.YES, talked: Step.TALKED, undone: Step.TALKED, owed: Step.LATER
    }  # fmt: skip
    said = {step: sentence for (step, _decider), (sentence, _picture) in SAYS.items() if step is not Step.YES}
    assert assembly.told(maja, yes)[-1] == "Beboermødet siger ja til din idé."
    assert assembly.told(maja, talked)[-1:] == assembly.told(maja, undone)[-1:] == [said[Step.TALKED]]
    assert assembly.told(ali, owed).count(said[Step.LATER]) == 2  # before, and now
    assert len(rows(session, Minutes)) == 1
    for late in (
        lambda: assembly.vote(items[yes], maja, RED),
        lambda: assembly.do(mode_actions.close_voting, items[yes], paper={RED: 9}),
        lambda: assembly.do(mode_actions.decide, items[yes], Decision(None, "Nej."), moment=clock.now()),
    ):
        with pytest.raises(Refused) as refused:
            late()
        assert refused.value.reason == CLOSED


def test_a_meeting_that_has_not_begun_shows_nothing(assembly, village):
    assembly.laid(assembly.idea(village.maja.id, "Vi vil have en bænk."))
    for early in (
        lambda: assembly.do(mode_actions.show, None),
        lambda: assembly.do(mode_actions.open_voting, assembly.items()[0]),
    ):
        with pytest.raises(Refused) as refused:
            early()
        assert refused.value.reason == NOT_RUNNING


def test_staff_say_who_is_in_the_room(assembly, village, session):
    idea, *_others = assembly.begun(assembly.idea(village.maja.id, "Vi vil have en bænk."))
    assembly.do(mode_actions.open_voting, idea)
    assembly.vote(idea, village.maja.id, GREEN)
    assembly.do(mode_actions.note_who_is_there, [village.ali.id])
    there = {each.person_id for each in rows(session, MeetingPerson, MeetingPerson.was_there)}
    assert there == {village.ali.id}
