"""Two strangers read our calendar and find the openings of the rules, whatever has happened to the hours."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from icalendar import Calendar

from portal.clock import COPENHAGEN
from portal.feeds.hours_calendar import Page, Revision, hours_calendar
from portal.feeds.hours_series import timetable
from portal.presence.facts import Absence, Change, ChangeKind, Facts, HolidayPolicy, Span, WeeklyHours
from portal.presence.openings import openings
from portal.presence.queries import Known
from portal.red_days import red_days
from tests.feeds.calendar_readers import by_ical_js, by_icalendar, by_openings

FIRST, LAST = date(2026, 3, 1), date(2027, 11, 30)  # both changes of the clock, twice each, and a New Year
RED = frozenset(red_days(FIRST, LAST))
ANNE, BO = 1, 2
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def weekly(weekday: int, starts: str, ends: str, **more) -> WeeklyHours:
    facts = {"every": 1, "anchor": FIRST, "valid_from": date(2020, 1, 1)} | more
    return WeeklyHours(weekday, time.fromisoformat(starts), time.fromisoformat(ends), **facts)


def change(kind: ChangeKind, first: date, last: date | None = None, made: int = 1, **more) -> Change:
    return Change(first, last or first, kind, made, **more)


def hours(*spans: str) -> tuple[Span, ...]:
    return tuple(Span(*(time.fromisoformat(each) for each in span.split("-"))) for span in spans)


def facts(*rules: WeeklyHours, place: int = 1, **more) -> Facts:
    return Facts(place, timedelta(hours=12), rules, **({"holidays": RED} | more))


def feed(known: Facts, taken_back=(), number: int = 7) -> bytes:
    place = Known(known.place, "klubben", "Klubben", "i klubben", "club", "Ågården 29", known)
    plan = timetable(known, [10 * known.place + row for row in range(len(known.hours))], FIRST, LAST)
    return hours_calendar(
        [Page(place, plan, taken_back)], key="hvem", name="Opgangen", address="https://opgangen.example",
        host="opgangen.example", revision=Revision(number, NOW),
    )  # fmt: skip


MONDAY, THURSDAY = weekly(0, "16:00", "20:00"), weekly(3, "16:30", "21:00")
EVERY_OTHER = weekly(4, "17:00", "22:00", every=2, anchor=date(2026, 11, 27))
FOUR_WEEKS = weekly(5, "10:00", "12:00", every=4, anchor=date(2026, 12, 28))
NIGHT = [weekly(day, "22:00", "06:00") for day in range(7)]
SUNDAY_BEFORE_LIGHT = weekly(6, "02:30", "05:00")
CLOSED, OTHER, MOVED = ChangeKind.CLOSED, ChangeKind.OTHER_HOURS, ChangeKind.MOVED
HOUSE = facts(
    MONDAY, place=2, changes=(change(MOVED, date(2026, 6, 1), date(2026, 6, 14), moved_to=1),),
)  # fmt: skip
SITUATIONS = {
    "weekly": facts(MONDAY, THURSDAY),
    "twice a day": facts(weekly(0, "12:00", "13:00"), MONDAY),
    "one after the other": facts(weekly(0, "12:00", "16:00"), MONDAY),
    "every other week over New Year": facts(EVERY_OTHER, FOUR_WEEKS),
    "ends": facts(
        weekly(0, "16:00", "20:00", valid_to=date(2026, 9, 9)),
        weekly(0, "15:00", "19:00", valid_from=date(2026, 9, 10)),
    ),
    "holds once": facts(weekly(0, "16:00", "20:00", valid_from=date(2026, 6, 1), valid_to=date(2026, 6, 7))),
    "held on a red day only": facts(
        weekly(4, "16:00", "20:00", valid_from=date(2026, 12, 25), valid_to=date(2026, 12, 25))
    ),
    "closed": facts(MONDAY, changes=(change(CLOSED, date(2026, 7, 1), date(2026, 7, 31)),)),
    "closed at first": facts(MONDAY, changes=(change(CLOSED, FIRST, date(2026, 3, 20)),)),
    "closed at last": facts(MONDAY, changes=(change(CLOSED, date(2027, 11, 1), LAST),)),
    "always closed": facts(MONDAY, changes=(change(CLOSED, FIRST, LAST),)),
    "other hours": facts(MONDAY, changes=(change(OTHER, date(2026, 6, 1), spans=hours("10:00-12:00")),)),
    "two instead of one": facts(
        MONDAY, changes=(change(OTHER, date(2026, 6, 1), spans=hours("10:00-12:00", "13:00-14:00")),)
    ),
    "one instead of two": facts(
        weekly(0, "12:00", "13:00"), MONDAY, changes=(change(OTHER, date(2026, 6, 1), spans=hours("10:00-12:00")),)
    ),
    "the same hours again": facts(MONDAY, changes=(change(OTHER, date(2026, 6, 1), spans=hours("16:00-20:00")),)),
    "other hours where there are none": facts(
        MONDAY, changes=(change(OTHER, date(2026, 6, 2), spans=hours("10:00-12:00")),)
    ),
    "other hours for a week, across midnight": facts(
        *NIGHT, changes=(change(OTHER, date(2026, 6, 1), date(2026, 6, 8), spans=hours("23:00-04:00")),)
    ),
    "the newest counts": facts(MONDAY, changes=(
        change(CLOSED, date(2026, 6, 1), date(2026, 6, 30), made=1),
        change(OTHER, date(2026, 6, 8), date(2026, 6, 9), made=2, spans=hours("10:00-11:00")),
    )),
    "moved away": HOUSE,
    "moved in": facts(THURSDAY, moved_here=(HOUSE,)),
    "moved in at the same time": facts(MONDAY, moved_here=(HOUSE,)),
    "red days closed": facts(*NIGHT, policy=HolidayPolicy.CLOSED),
    "red days as usual": facts(*NIGHT, policy=HolidayPolicy.AS_USUAL),
    "red days unsure": facts(MONDAY, THURSDAY, policy=HolidayPolicy.ASK),
    "red days answered": facts(
        MONDAY, THURSDAY, policy=HolidayPolicy.ASK,
        confirmed_days={date(2026, 4, 6): True, date(2026, 4, 2): False, date(2026, 12, 24): True},
    ),
    "nobody instead": facts(
        replace(MONDAY, staff=(ANNE,)), absences=(Absence(ANNE, date(2026, 6, 1), date(2026, 6, 8)),)
    ),
    "somebody instead": facts(
        replace(MONDAY, staff=(ANNE,)), absences=(Absence(ANNE, date(2026, 6, 1), date(2026, 6, 8), BO),)
    ),
    "all night": facts(*NIGHT, holidays=()),
    "in the hour that is not there": facts(SUNDAY_BEFORE_LIGHT, holidays=()),
    "wholly in the hour that is not there": facts(weekly(6, "02:00", "03:00"), holidays=()),
    "until the hour that comes twice": facts(weekly(6, "01:00", "02:30"), weekly(5, "20:00", "02:15"), holidays=()),
    "never closed": facts(*(weekly(day, "00:00", "00:00") for day in range(7)), holidays=()),
    "no hours": facts(),
}  # fmt: skip


NOTHING = ("held on a red day only", "always closed", "no hours")


@pytest.mark.parametrize("situation", SITUATIONS)
def test_two_readers_find_the_openings_of_the_rules(situation):
    known = SITUATIONS[situation]
    told = by_openings(openings(known, FIRST, LAST))
    made = feed(known)
    assert bool(told) is (situation not in NOTHING)
    assert by_icalendar(made) == told
    assert by_ical_js(made) == told


def events_of(made: bytes):
    return Calendar.from_ical(made).events


def test_a_series_says_its_weeks_in_danish_time():
    (event,) = events_of(feed(facts(EVERY_OTHER, policy=HolidayPolicy.AS_USUAL)))
    assert event["DTSTART"].params["TZID"] == "Europe/Copenhagen"
    assert (event["DTSTART"].dt.hour, event["DTEND"].dt.hour) == (17, 22)
    assert event["RRULE"]["FREQ"] == ["WEEKLY"] and event["RRULE"]["INTERVAL"] == [2]
    assert event["RRULE"]["UNTIL"][0].tzinfo is UTC or event["RRULE"]["UNTIL"][0].utcoffset() == timedelta(0)
    assert [zone["TZID"] for zone in Calendar.from_ical(feed(facts(MONDAY))).timezones] == ["Europe/Copenhagen"]


def test_the_calendar_knows_danish_time_to_the_hour():
    (zone,) = Calendar.from_ical(feed(facts(MONDAY))).timezones
    told, hour = zone.to_tz(lookup_tzid=False), timedelta(hours=1)
    for day in (date(2026, 3, 28), date(2026, 10, 24), date(2031, 3, 29)):
        for number in range(48):
            moment = datetime.combine(day, time(), UTC) + number * hour
            assert moment.astimezone(told).utcoffset() == moment.astimezone(COPENHAGEN).utcoffset(), moment


def test_a_red_day_falls_out_and_an_unsure_one_too():
    for policy in (HolidayPolicy.CLOSED, HolidayPolicy.ASK):
        (event,) = events_of(feed(facts(MONDAY, policy=policy)))
        assert date(2026, 4, 6) in {each.dt.date() for each in event["EXDATE"].dts}
    (event,) = events_of(feed(facts(MONDAY, policy=HolidayPolicy.AS_USUAL)))
    assert "EXDATE" not in event


def test_other_hours_are_the_series_own_that_day():
    master, other = events_of(feed(SITUATIONS["other hours"]))
    assert master["UID"] == other["UID"]
    assert other["RECURRENCE-ID"].dt == datetime(2026, 6, 1, 16, tzinfo=COPENHAGEN)
    assert other["RECURRENCE-ID"].params["TZID"] == "Europe/Copenhagen"
    assert (other["DTSTART"].dt.hour, other["DTEND"].dt.hour) == (10, 12)
    assert datetime(2026, 6, 1, 16, tzinfo=COPENHAGEN) not in {each.dt for each in master["EXDATE"].dts}


def test_what_was_taken_back_is_cancelled_under_its_name():
    moved = events_of(feed(SITUATIONS["moved in"]))
    alone = {
        (each["DTSTART"].dt.astimezone(UTC), each["DTEND"].dt.astimezone(UTC)): each["UID"]
        for each in moved
        if "RRULE" not in each
    }
    assert len(alone) == 2
    made = feed(facts(THURSDAY), taken_back=list(alone))
    cancelled = {each["UID"] for each in events_of(made) if each.get("STATUS") == "CANCELLED"}
    assert cancelled == set(alone.values())
    assert by_ical_js(made) == by_icalendar(made) == by_openings(openings(facts(THURSDAY), FIRST, LAST))


def test_it_is_the_same_until_something_changes():
    known = SITUATIONS["the newest counts"]
    assert feed(known) == feed(known)
    before, after = (events_of(feed(known, number=number)) for number in (7, 8))
    assert [each["UID"] for each in before] == [each["UID"] for each in after]
    assert {each["SEQUENCE"] for each in before} == {7} and {each["SEQUENCE"] for each in after} == {8}
    assert {each["DTSTAMP"].dt for each in before} == {each["LAST-MODIFIED"].dt for each in before} == {NOW}


def test_it_names_the_place_and_nobody():
    made = feed(SITUATIONS["somebody instead"])
    for event in events_of(made):
        assert event["SUMMARY"] == "Klubben: Der er åbent" and event["LOCATION"] == "Klubben, Ågården 29"
        assert event["URL"] == "https://opgangen.example/skilt/klubben"
        assert not {"ATTENDEE", "ORGANIZER", "CONTACT", "DESCRIPTION"} & set(event)
    assert max(map(len, made.split(b"\r\n"))) <= 75
