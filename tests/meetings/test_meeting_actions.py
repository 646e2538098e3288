"""What staff do about meetings before they begin, and what residents are told."""

from datetime import date, datetime, time, timedelta

import pytest

from portal.clock import COPENHAGEN
from portal.meetings import laying, meeting_actions, meeting_telling, mode_actions
from portal.meetings.laying import AGENDA, WhenAndWhere
from portal.meetings.meeting_actions import (
    CANCELLED,
    IDEA_NOT_READY,
    IS_PAST,
    MEETS_ALREADY,
    RUNNING,
    Written,
)
from portal.meetings.meeting_models import Meeting, MeetingPerson, MeetingRule
from portal.meetings.meeting_rules import ItemKind
from portal.meetings.monthly import Monthly
from portal.publishing import actions as publishing
from portal.publishing.rules import Document
from portal.refusal import Refused
from tests.house.arranging import at_once, rows
from tests.meetings.gathering import CLUB, FIRST_TUESDAY, FIRST_TUESDAYS, FLAT, MONDAY

JANUARY, FEBRUARY, MARCH, APRIL, MAY = (
    date(2027, 1, 5), date(2027, 2, 2), date(2027, 3, 2), date(2027, 4, 6), date(2027, 5, 4)
)  # fmt: skip
HALF_A_YEAR = [FIRST_TUESDAY, JANUARY, FEBRUARY, MARCH, APRIL, MAY]
FIRST_THURSDAYS = Monthly(3, 1, MONDAY.date())
SHOP = Written(ItemKind.PURCHASE, "Vi køber en kaffemaskine.", "coffee")
TRIP = Written(ItemKind.TRIP, "Vi tager på tur.", "bus")


def meeting_on(session, day):
    return next(each for each in rows(session, Meeting, Meeting.cancelled_at.is_(None)) if each.on == day)


def test_the_rule_lays_half_a_year_and_laid_again_it_is_laid_once(assembly, session, village):
    first = assembly.lay()
    assert assembly.days() == HALF_A_YEAR
    ids = [each.id for each in rows(session, Meeting)]
    assert assembly.lay().id == first.id
    assert [each.id for each in rows(session, Meeting)] == ids
    assert len(rows(session, MeetingRule)) == 1
    assembly.do(laying.lay_ahead, session.get(MeetingRule, first.id), without=(), moment=MONDAY)
    assert assembly.days() == HALF_A_YEAR
    assert assembly.told(village.maja) == []  # nobody is invited by a rule


def test_a_day_left_out_is_never_laid_later_and_a_day_that_is_wanted_after_all_is(assembly, session, village):
    rule = assembly.lay(FIRST_TUESDAYS, CLUB, JANUARY)
    wanted = [day for day in HALF_A_YEAR if day != JANUARY]
    assert assembly.days() == wanted
    assembly.lay(FIRST_TUESDAYS, CLUB, JANUARY)
    assert len(rows(session, MeetingRule)) == 1
    assembly.close(meeting_on(session, FIRST_TUESDAY).id, moment=MONDAY + timedelta(days=9))
    assert assembly.days() == [*wanted, date(2027, 6, 1)]  # one more at the far end
    assert meeting_on(session, date(2027, 6, 1)).rule_id == rule.id
    assembly.lay(moment=MONDAY + timedelta(days=10))
    assert JANUARY in assembly.days()
    assert assembly.told(village.maja) == [meeting_telling.MINUTES]


def test_a_moved_meeting_is_not_laid_again_on_its_old_day(assembly, session):
    rule = assembly.lay()
    moved = meeting_on(session, JANUARY)
    assembly.do(meeting_actions.move, moved.id, date(2027, 1, 7), CLUB, moment=MONDAY)
    assembly.do(laying.lay_ahead, session.get(MeetingRule, rule.id), without=(), moment=MONDAY)
    assert assembly.days() == [FIRST_TUESDAY, date(2027, 1, 7), *HALF_A_YEAR[2:]]
    assert meeting_on(session, date(2027, 1, 7)).changes == 0  # nobody had seen the old day


def test_a_new_rule_takes_away_only_what_nobody_knows_of(assembly, session, village):
    assembly.lay()
    announced, with_idea, written, left = (meeting_on(session, day).id for day in HALF_A_YEAR[:4])
    assembly.do(meeting_actions.announce, announced, moment=MONDAY)
    assembly.do(meeting_actions.put_on_agenda, with_idea, assembly.idea())
    assembly.do(
        publishing.begin, kind=AGENDA, subject_id=written, document=Document("", None), by_id=None, moment=MONDAY
    )
    alone = assembly.meeting(date(2026, 12, 10), announced=False)  # beside the rule, so no rule takes it away
    assembly.lay(FIRST_THURSDAYS)
    ids = [each.id for each in rows(session, Meeting, Meeting.cancelled_at.is_(None))]
    assert {announced, with_idea, written, alone} < set(ids) and left not in ids
    thursdays = [date(2026, 12, 3), date(2027, 1, 7), date(2027, 2, 4), date(2027, 3, 4), date(2027, 4, 1)]
    assert set(thursdays) < set(assembly.days()) and not {APRIL, MAY} & set(assembly.days())


def test_the_house_meets_once_on_a_day_also_when_the_new_rule_has_another_hour(assembly, session):
    assembly.lay()
    assembly.do(meeting_actions.announce, meeting_on(session, FIRST_TUESDAY).id, moment=MONDAY)
    assembly.lay(FIRST_TUESDAYS, FLAT)
    assert assembly.days() == HALF_A_YEAR
    assert meeting_on(session, FIRST_TUESDAY).starts == time(17) and meeting_on(session, MAY).starts == time(18, 30)


def test_a_meeting_beside_the_rule_is_ahead_and_alone_at_its_time_and_place(assembly, village):
    assembly.meeting()
    for day, why in ((FIRST_TUESDAY, MEETS_ALREADY), (MONDAY.date() - timedelta(days=1), IS_PAST)):
        with pytest.raises(Refused, match=why):
            assembly.meeting(day)
    at_the_hour = WhenAndWhere(time(16, 30), "klubben", "i klubben")
    with pytest.raises(Refused, match=IS_PAST):
        assembly.meeting(MONDAY.date(), at_the_hour)
    assembly.meeting(FIRST_TUESDAY, FLAT)
    assert assembly.days() == [FIRST_TUESDAY] * 2


def test_two_who_make_the_same_meeting_make_one(assembly):
    def make(_number):
        try:
            return assembly.meeting(announced=False)
        except Refused as no:
            return no.reason

    found = at_once(2, make)
    assert MEETS_ALREADY in found and len(assembly.days()) == 1


def test_who_is_invited_is_told_once_and_never_of_a_day_that_is_past(assembly, village, session):
    meeting_id = assembly.meeting()
    assembly.do(meeting_actions.announce, meeting_id, moment=MONDAY)
    assert assembly.told(village.maja) == assembly.told(village.ali) == [meeting_telling.INVITED]
    assert assembly.told(village.karin) == assembly.told(village.bo) == []
    late = assembly.meeting(date(2026, 11, 24), announced=False)
    with pytest.raises(Refused, match=IS_PAST):
        assembly.do(meeting_actions.announce, late, moment=MONDAY + timedelta(days=2))


def test_a_move_asks_again_tells_once_and_the_old_day_is_forgotten(assembly, village, session):
    meeting_id = assembly.meeting()
    assembly.do(meeting_actions.reply, meeting_id, village.maja.id, comes=True, moment=MONDAY)
    assembly.do(meeting_actions.let_be_named, meeting_id, village.maja.id, may=True)
    for _time in range(2):
        assembly.do(meeting_actions.move, meeting_id, date(2026, 12, 3), FLAT, moment=MONDAY)
    assert assembly.told(village.ali) == [meeting_telling.INVITED, meeting_telling.MOVED]
    assert assembly.told(village.ali, unseen=True) == [meeting_telling.MOVED]
    (maja,) = rows(session, MeetingPerson)
    assert (maja.comes, maja.may_be_named) == (None, True)
    (meeting,) = rows(session, Meeting)
    assert meeting.begins_at == datetime(2026, 12, 3, 18, 30, tzinfo=COPENHAGEN) and meeting.changes == 1
    assembly.meeting()
    with pytest.raises(Refused, match=MEETS_ALREADY):
        assembly.do(meeting_actions.move, meeting_id, FIRST_TUESDAY, CLUB, moment=MONDAY)
    with pytest.raises(Refused, match=IS_PAST):
        assembly.do(meeting_actions.move, meeting_id, date(2026, 11, 20), CLUB, moment=MONDAY)


def test_a_cancelled_meeting_tells_why_once_and_nothing_more_happens_to_it(assembly, village, session):
    meeting_id, hidden = assembly.meeting(), assembly.meeting(JANUARY, announced=False)
    for each in (meeting_id, meeting_id, hidden):
        assembly.do(meeting_actions.cancel, each, because="Bo er syg.", moment=MONDAY)
    assert assembly.told(village.maja, unseen=True) == [meeting_telling.CANCELLED]
    assert rows(session, Meeting)[0].cancelled_because == "Bo er syg."
    for act, more in (
        (meeting_actions.announce, {"moment": MONDAY}),
        (meeting_actions.put_on_agenda, {"idea_id": 1}),
        (meeting_actions.write_agenda, {"items": [SHOP]}),
        (mode_actions.open_meeting, {"moment": MONDAY}),
    ):
        with pytest.raises(Refused, match=CANCELLED):
            assembly.do(act, meeting_id, **more)
    assembly.meeting()  # its time is free again


def test_only_a_meeting_that_is_announced_and_ahead_can_be_answered(assembly, village, session):
    hidden, meeting_id = assembly.meeting(JANUARY, announced=False), assembly.meeting()
    for comes in (True, False):
        assembly.do(meeting_actions.reply, meeting_id, village.maja.id, comes=comes, moment=MONDAY)
    assert [each.comes for each in rows(session, MeetingPerson)] == [False]
    assert assembly.told(village.maja, unseen=True) == []
    with pytest.raises(Refused):
        assembly.do(meeting_actions.reply, hidden, village.maja.id, comes=True, moment=MONDAY)
    with pytest.raises(Refused):
        assembly.do(meeting_actions.let_be_named, hidden, village.maja.id, may=True)
    assembly.do(mode_actions.open_meeting, meeting_id, moment=MONDAY)
    with pytest.raises(Refused, match=RUNNING):
        assembly.do(meeting_actions.reply, meeting_id, village.maja.id, comes=True, moment=MONDAY)


def test_an_idea_stands_on_an_agenda_once_and_only_when_everybody_can_hear_it(assembly, village, session):
    meeting_id, idea_id = assembly.meeting(), assembly.idea()
    first, again = (assembly.do(meeting_actions.put_on_agenda, meeting_id, idea_id).id for _time in range(2))
    assert first == again and len(assembly.agenda(meeting_id)) == 1
    with pytest.raises(Refused, match=IDEA_NOT_READY):
        assembly.do(meeting_actions.put_on_agenda, meeting_id, idea_id + 100)
    for _time in range(2):
        assembly.do(meeting_actions.take_off_agenda, meeting_id, first)
    assert assembly.agenda(meeting_id) == []


def test_a_line_that_is_written_anew_is_the_same_item_and_stays_where_it_was_moved(assembly):
    meeting_id = assembly.meeting()
    shop, trip = assembly.write(meeting_id, SHOP, TRIP)
    bench = assembly.do(meeting_actions.put_on_agenda, meeting_id, assembly.idea())
    assert [each.id for each in assembly.agenda(meeting_id)] == [bench.id, shop.id, trip.id]
    assembly.do(meeting_actions.move_item, meeting_id, bench.id, up=True)  # it is first already
    assembly.do(meeting_actions.move_item, meeting_id, bench.id, up=False)
    found = assembly.write(
        meeting_id,
        Written(ItemKind.PURCHASE, "Vi køber en stor kaffemaskine.", "coffee", item_id=shop.id),
        Written(ItemKind.OTHER, "Vi synger.", "music", item_id=bench.id),  # an idea is nothing staff write over
        Written(ItemKind.TRIP, "Vi tager på tur.", "bus", item_id=trip.id),
    )
    assert [(each.id, each.sentence) for each in found[:2]] == [
        (shop.id, "Vi køber en stor kaffemaskine."), (bench.id, ""),
    ]  # fmt: skip
    assert [each.sentence for each in found[2:]] == ["Vi synger.", "Vi tager på tur."] and found[3].id == trip.id
    piano = assembly.do(meeting_actions.put_on_agenda, meeting_id, assembly.idea("Vi vil have et klaver."))
    assert assembly.agenda(meeting_id)[0].id == piano.id  # a new idea stands before what is written
    assert [each.id for each in assembly.write(meeting_id)] == [piano.id, bench.id]


def test_what_is_owed_is_item_one_when_the_meeting_opens(assembly):
    meeting_id = assembly.meeting()
    bench = assembly.idea()
    assembly.do(meeting_actions.put_on_agenda, meeting_id, bench)
    assembly.write(meeting_id, SHOP)
    newer, older = assembly.promised(date(2026, 11, 30)), assembly.promised(date(2026, 11, 29), "Vi køber en lampe.")
    assembly.promised(date(2026, 12, 2), "Vi synger.")
    assembly.do(mode_actions.open_meeting, meeting_id, moment=MONDAY + timedelta(days=8))
    found = assembly.agenda(meeting_id)
    assert [each.idea_id for each in found] == [older, newer, bench, None]
    assert [each.was_owed for each in found] == [True, True, False, False]
