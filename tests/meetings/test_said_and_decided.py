"""What was said and decided, as lines."""

from datetime import date, datetime, time

import pytest

from portal.clock import COPENHAGEN
from portal.easyread.report import Audience, check
from portal.meetings.agenda_queries import ItemFacts, with_owed_first
from portal.meetings.meeting_queries import MeetingFacts
from portal.meetings.meeting_rules import Colour, ItemKind
from portal.meetings.meeting_words import say_who
from portal.meetings.minutes_queries import WasThere
from portal.meetings.rules import Step
from portal.meetings.said_and_decided import RESULTS, lines_of, minutes_lines, title_of

ON = date(2026, 12, 1)
MEETING = MeetingFacts(
    1, ON, time(17), datetime(2026, 12, 1, 17, tzinfo=COPENHAGEN), "klubben", "i klubben", None, None, None, None, "", 0
)
JANUARY = date(2027, 1, 12)
VOTED = {Colour.GREEN: 3, Colour.RED: 1}


def idea(**more):
    return ItemFacts(1, ItemKind.IDEA, "Vi vil have en bænk.", "park", 7, **more)


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (idea(), ["Vi har talt om det."]),
        (idea(cards=VOTED), ["Der er flest grønne kort.", "Vi har talt om det."]),
        (
            idea(cards=VOTED, outcome=Step.YES, decision="Vi køber en bænk.", responsible="Anne", until=JANUARY),
            [
                "Der er flest grønne kort.", "Vi køber en bænk.",
                "Anne gør det inden tirsdag den 12. januar 2027.",
            ],
        ),
        (idea(outcome=Step.YES, decision="Vi gør det.", responsible="Anne"), ["Vi gør det.", "Anne gør det."]),
        (
            idea(outcome=Step.YES, decision="Vi køber en bænk.", until=JANUARY),
            ["Vi køber en bænk.", "Vi gør det inden tirsdag den 12. januar 2027."],
        ),
        (
            idea(outcome=Step.LATER, decision="Vi venter.", reason="Vi mangler penge.", until=JANUARY),
            ["Vi venter.", "Vi mangler penge.", "Vi tager det op igen tirsdag den 12. januar 2027."],
        ),
        (
            idea(outcome=Step.LATER, decision="Vi venter.", reason="Det er vinter.", until=JANUARY, responsible="Bo"),
            ["Vi venter.", "Det er vinter.", "Bo tager det op igen tirsdag den 12. januar 2027."],
        ),
        (
            idea(outcome=Step.NO, decision="Vi siger nej.", reason="Der er ikke plads.", responsible="Anne"),
            ["Vi siger nej.", "Der er ikke plads."],
        ),
        (idea(outcome=Step.DONE, decision="Bænken står der nu.", responsible="Bo"), ["Bænken står der nu."]),
        (ItemFacts(2, ItemKind.PURCHASE, "Vi køber en lampe.", None), ["Vi har talt om det."]),
        (ItemFacts(3, ItemKind.MUNICIPALITY, "Kommunen har et nyt hus.", None), []),
        (ItemFacts(4, ItemKind.SURVEY, "Har du det godt?", None), []),
    ],
)  # fmt: skip
def test_what_came_of_an_item(item, said):
    first, *others = lines_of(item, ON)
    assert first == ("item", item.sentence, item.picture)
    assert [sentence for _part, sentence, _picture in others] == said
    assert not check(said, Audience.RESIDENT, names=["Anne", "Bo"]).errors


def test_every_result_of_cards_is_easy_to_read_and_no_cards_say_nothing():
    assert not check([sentence for sentence, _picture in RESULTS.values()], Audience.RESIDENT).errors
    assert len(list(lines_of(idea(cards={}), ON))) == 2


def test_the_minutes_are_the_items_in_their_order():
    shop = ItemFacts(2, ItemKind.PURCHASE, "Vi køber en lampe.", None)
    parts = [(part, sentence) for part, sentence, _picture in minutes_lines(MEETING, [shop, idea()])]
    assert parts == [
        ("item", "Vi køber en lampe."), ("decision", "Vi har talt om det."),
        ("item", "Vi vil have en bænk."), ("decision", "Vi har talt om det."),
    ]  # fmt: skip
    assert title_of(MEETING) == "Beboermøde tirsdag den 1. december"


def test_a_promise_is_on_the_agenda_once_and_first_also_when_nobody_has_put_it_there():
    shop = ItemFacts(2, ItemKind.PURCHASE, "Vi køber en lampe.", None)
    owed = [
        ItemFacts(0, ItemKind.IDEA, "Vi maler gangen.", None, 9, promised=ON),
        ItemFacts(0, ItemKind.IDEA, "Vi vil have en bænk.", "park", 7, promised=ON),
    ]
    found = with_owed_first([shop, idea()], owed)
    assert [(each.id, each.idea_id, each.is_owed) for each in found] == [(0, 9, True), (1, 7, True), (2, None, False)]
    assert with_owed_first([shop], []) == [shop]


@pytest.mark.parametrize(
    ("names", "others", "said"),
    [
        ((), 0, []),
        (("Maja",), 0, ["Maja var med."]),
        (("Ali", "Maja"), 1, ["Ali og Maja var med.", "1 anden var også med."]),
        (("Ali", "Jonas", "Maja"), 2, ["Ali og Jonas var med.", "Maja var med.", "2 andre var også med."]),
        ((), 1, ["1 beboer var med."]),
        ((), 4, ["4 var med."]),
    ],
)
def test_who_was_there_is_named_only_with_a_yes(names, others, said):
    lines = say_who(WasThere(names, others), lambda words, **facts: words % facts if facts else words)
    assert [line.sentence for line in lines] == said
