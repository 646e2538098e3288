"""The demo's catalogue: organisers, places, activities with their rules and changes, and what the search knows."""

from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.activities import actions, indexing
from portal.activities.actions import RuleChange
from portal.activities.models import Activity, ActivityOccurrence, ActivityRule, Organiser, Venue
from portal.activities.recurrence import Change, Every, Rule
from portal.activities.rules import DAYS_AHEAD, Access, Audience, Interest, Joining, Known, Standing, is_step_free
from portal.content.activities import (
    Catalogue,
    CatalogueActivity,
    CatalogueChange,
    CatalogueOrganiser,
    CatalogueRule,
    CatalogueVenue,
)  # fmt: skip
from portal.content.demo_places import WEEKDAYS
from portal.red_days import red_days


def seed_activities(session: Session, catalogue: Catalogue, *, moment: datetime) -> list[Activity]:
    """Make the whole catalogue. Those with a printed code come first, so that nobody else gets it."""
    organisers = {each.slug: _organiser(session, each) for each in catalogue.organisers}
    venues = {each.slug: _venue(session, each) for each in catalogue.venues}
    session.flush()
    written = [(interest, each) for interest in catalogue.interests for each in interest.activities]
    made: list[Activity] = []
    for interest, each in sorted(written, key=lambda pair: not pair[1].code):
        organiser, venue = organisers[each.organiser], venues.get(each.venue)
        activity = _activity(session, each, Interest(interest.key), organiser, venue, moment)
        indexing.renew(session, activity.id)
        made.append(activity)
    return made


def _organiser(session: Session, each: CatalogueOrganiser) -> Organiser:
    organiser = Organiser(
        slug=each.slug, name=each.name, phone=each.phone or None, email=each.email or None,
        website=each.website or None, is_demo=each.demo,
    )  # fmt: skip
    session.add(organiser)
    return organiser


def _venue(session: Session, each: CatalogueVenue) -> Venue:
    access = {Access(fact): Known.YES for fact in each.yes} | {Access(fact): Known.NO for fact in each.no}
    venue = Venue(
        slug=each.slug, name=each.name, where=each.where, address=each.address, area=each.area,
        landmark=each.landmark, access={fact.value: known.value for fact, known in access.items()},
        ways=[[line.sentence, line.picture] for line in each.ways],
        is_step_free=is_step_free(access.get(Access.STEP_FREE, Known.UNKNOWN)),
    )  # fmt: skip
    session.add(venue)
    return venue


def _activity(
    session: Session, each: CatalogueActivity, interest: Interest, organiser: Organiser, venue: Venue | None,
    moment: datetime,
) -> Activity:  # fmt: skip
    activity = actions.begin(
        session, interest=interest, organiser_id=organiser.id, code=each.code or None, moment=moment
    )  # fmt: skip
    lines = [(line.sentence, line.picture) for line in each.lines]
    activity.title, activity.picture, activity.lines = each.title, each.picture, [list(line) for line in lines]
    activity.ordinary, activity.audience = "\n\n".join(each.ordinary), Audience(each.audience)
    activity.venue_id = venue.id if venue else None
    activity.phone, activity.kroner, activity.price_note = each.phone or None, each.kroner, each.price_note
    activity.joining, activity.capacity = Joining(each.joining), each.capacity
    activity.has_companion, activity.has_transport = each.companion, each.transport
    activity.wants_helpers, activity.is_demo = each.wants_helpers, True
    activity.law, activity.law_from, activity.funding = each.law, each.law_from, each.funding
    _when(session, activity, each, moment)
    if each.standing == Standing.DRAFT:
        return activity
    actions.publish(session, activity.id, title=each.title, picture=each.picture, lines=lines, moment=moment)
    actions.confirm(session, activity.id, moment=moment - timedelta(days=each.confirmed_days))
    if each.standing == Standing.ENDED:
        actions.end(session, activity.id, moment=moment)
    return activity


def _when(session: Session, activity: Activity, each: CatalogueActivity, moment: datetime) -> None:
    today = moment.date()
    red = red_days(today, today + timedelta(days=DAYS_AHEAD))
    written = [RuleChange(_rule(rule, today)) for rule in each.rules]
    actions.write_when(session, activity.id, written, red=red, moment=moment)
    of_activity = sa.select(ActivityRule).where(ActivityRule.activity_id == activity.id).order_by(ActivityRule.id)
    rules = session.scalars(of_activity).all()
    for written_change in each.changes:
        change = _change(session, rules[written_change.rule - 1].rule, written_change)
        if change:
            actions.change_day(session, activity.id, change, red=red, moment=moment)


def _rule(each: CatalogueRule, today: date) -> Rule:
    every, weekday = Every(each.every), WEEKDAYS.index(each.weekday)
    first = each.since if each.from_days is None else today + timedelta(days=each.from_days)
    if every is Every.ONCE and each.from_days is not None:
        first = _free(first + timedelta(days=(weekday - first.weekday()) % 7), each.on_red_days)
    last = each.last if each.to_days is None else today + timedelta(days=each.to_days)
    return Rule(every, first, each.starts, each.ends, last, weekday, each.step, each.which, each.on_red_days)


def _free(day: date, on_red_days: bool) -> date:
    """The day, or the same weekday of a later week where it is no red day."""
    while not on_red_days and day in red_days(day, day):
        day += timedelta(days=7)
    return day


def _change(session: Session, rule: Rule, each: CatalogueChange) -> Change | None:
    """The change, unless no day of the rule is near: something monthly may fall on red days only."""
    ahead = sa.select(sa.func.min(ActivityOccurrence.day)).where(ActivityOccurrence.rule_id == rule.id)
    first = session.scalar(ahead)
    if first is None:
        return None
    day = first + timedelta(days=each.days)
    return Change(
        rule.id, day, each.is_cancelled, day + timedelta(days=each.moved_days) if each.moved_days else None,
        each.starts, each.ends, each.because,
    )  # fmt: skip
