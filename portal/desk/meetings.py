"""What staff are told about the residents' meeting: what was told to me, promises, meetings, ideas, answers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal import clock
from portal.clock import COPENHAGEN
from portal.meetings.meeting_models import Item, Meeting
from portal.meetings.meeting_rules import A_MEETING
from portal.meetings.models import Complaint, Idea, IdeaWording
from portal.meetings.rules import PROMISES, Step, Taken, is_overdue, is_owed
from portal.meetings.survey_models import Survey
from portal.people.models import Person
from portal.web.dates import near_day, time_in_words
from portal.web.locale import language

SOON = timedelta(days=7)  # so near, a meeting is known and has an agenda
SHOULD_BE_OVER = timedelta(hours=3)  # after it was opened
WAITS = timedelta(days=7)  # for an answer, after it has been heard
FRESH = timedelta(days=7)  # how long the end of a survey is told


@dataclass(frozen=True, slots=True)
class Due:
    """Something that waits, in sentences, and the way to do it."""

    title: str
    href: str
    label: str
    said: Sequence[str] = field(default_factory=tuple)


def due(session: Session, staff_id: int, moment: datetime) -> list[Due]:
    """What waits, what was told to me alone first. Five statements."""
    today = moment.astimezone(COPENHAGEN).date()
    return [
        *_complaints(session, staff_id, today), *_promises(session, today), *_meetings(session, moment, today),
        *_ideas(session), *_surveys(session, staff_id, today),
    ]  # fmt: skip


def on_those_days(session: Session, place: str, first: date, last: date) -> list[str]:
    """The meetings at a place on some days, for whoever is about to change its hours. One statement."""
    rows = session.execute(
        sa.select(Meeting.on, Meeting.starts)
        .where(
            Meeting.place == place, Meeting.on.between(first, last), Meeting.cancelled_at.is_(None),
            Meeting.closed_at.is_(None), Meeting.begins_at > clock.now(),
        )
        .order_by(Meeting.begins_at)
    )  # fmt: skip
    today = clock.today()
    return [
        _("Der er beboermøde %(day)s %(time)s.", day=_day(on, today), time=time_in_words(starts, language=language()))
        for on, starts in rows
    ]


def _complaints(session: Session, staff_id: int, today: date) -> list[Due]:
    """What residents told me, by name only: the desk is seen over one's shoulder."""
    rows = session.execute(
        sa.select(Complaint.id, Person.first_name, Complaint.now, Complaint.now_on, Complaint.until)
        .join(Person, Person.id == Complaint.resident_id)
        .where(
            Complaint.to_id == staff_id, Person.left_at.is_(None),
            sa.or_(Complaint.now.is_(None), Complaint.now.not_in((Step.NO, Step.DONE))),
        )
        .order_by(Complaint.id)
    )  # fmt: skip
    found: list[Due] = []
    for id, name, now, now_on, until in rows:
        if said := _waits(name, now, now_on, until, today):
            label = _("Se det, og svar %(name)s", name=name)
            found.append(Due(_("Til dig fra %(name)s", name=name), f"/personale/moede/ikke-godt/{id}", label, [said]))
    return found


def _waits(name: str, now: Step | None, now_on: date | None, until: date | None, today: date) -> str:
    if now is None:
        return _("%(name)s har fortalt dig noget.", name=name)
    if now not in PROMISES:
        return _("%(name)s venter på svar.", name=name) if now_on and today - now_on >= WAITS else ""
    return _promised(Taken(0, now, now_on or today, until), today)


def _promises(session: Session, today: date) -> list[Due]:
    """What was promised about ideas until today, or until a day that is past; the oldest first."""
    rows = session.execute(
        sa.select(Idea.id, Idea.now, Idea.now_on, Idea.until, _title())
        .where(Idea.now.in_(PROMISES), Idea.until <= today, Idea.joined_into_id.is_(None), Idea.withdrawn_on.is_(None))
        .order_by(Idea.until, Idea.id)
    )
    return [
        Due(title, f"/personale/moede/ide/{id}", _("Se idéen: %(title)s", title=title), [said])
        for id, now, now_on, until, title in rows
        if now and now_on and (said := _promised(Taken(0, now, now_on, until), today))
    ]


def _promised(now: Taken, today: date) -> str:
    """What is said of a promise whose day has come, or nothing."""
    if now.until is None or not is_owed(now, today):
        return ""
    if is_overdue(now, today):
        return _("Vi lovede det til %(day)s, og dagen er gået.", day=_day(now.until, today))
    return _("Vi lovede det til i dag.")


def _meetings(session: Session, moment: datetime, today: date) -> list[Due]:
    """Meetings that are near and not ready, and those whose time is past and that nobody has opened or closed."""
    items = sa.select(sa.func.count()).where(Item.meeting_id == Meeting.id).correlate(Meeting).scalar_subquery()
    is_announced = Meeting.announced_at.is_not(None)
    rows = session.execute(
        sa.select(Meeting.id, Meeting.on, Meeting.begins_at, Meeting.opened_at, is_announced, items)
        .where(
            Meeting.cancelled_at.is_(None), Meeting.closed_at.is_(None), Meeting.on <= today + SOON,
            sa.or_(is_announced, Meeting.opened_at.is_not(None), Meeting.begins_at > moment),
        )
        .order_by(Meeting.begins_at, Meeting.id)
    )  # fmt: skip
    found: list[Due] = []
    for id, on, begins_at, opened_at, announced, number in rows:
        if said := _not_ready(begins_at, opened_at, bool(announced), number, moment):
            day = _day(on, today)
            label = _("Se mødet %(day)s", day=day)
            found.append(Due(_("Beboermøde %(day)s", day=day), f"/personale/moede/{id}", label, said))
    return found


def _not_ready(
    begins_at: datetime, opened_at: datetime | None, announced: bool, items: int, moment: datetime
) -> list[str]:
    if opened_at is not None:
        return [_("Mødet er åbent endnu. Luk det, så er referatet der.")] if moment - opened_at > SHOULD_BE_OVER else []
    if begins_at <= moment:
        is_late = moment - begins_at > A_MEETING
        return [_("Mødet er ikke åbnet, og tiden er gået. Åbn det, eller aflys det.")] if is_late else []
    said = [] if announced else [_("Beboerne ved ikke noget om mødet endnu.")]
    return said if items else [*said, _("Der står ikke noget på dagsordenen endnu.")]


def _ideas(session: Session) -> list[Due]:
    """Ideas that nobody has written as lines, or whose author said that the words are wrong: one card for all."""
    newest = (
        sa.select(IdeaWording.answer)
        .where(IdeaWording.idea_id == Idea.id)
        .order_by(IdeaWording.number.desc())
        .limit(1)
        .correlate(Idea)
        .scalar_subquery()
    )
    is_written = sa.exists().where(IdeaWording.idea_id == Idea.id).correlate(Idea)
    ids = session.scalars(
        sa.select(Idea.id)
        .where(
            Idea.now.is_(None), Idea.withdrawn_on.is_(None), Idea.joined_into_id.is_(None),
            sa.or_(~is_written, newest.is_(False)),
        )
        .order_by(Idea.id)
    ).all()  # fmt: skip
    if not ids:
        return []
    if len(ids) == 1:
        said = _("1 idé skal skrives, så alle kan læse den.")
        return [Due(_("Idéer"), f"/personale/moede/ide/{ids[0]}", _("Skriv idéen"), [said])]
    said = _("%(number)s idéer skal skrives, så alle kan læse dem.", number=len(ids))
    return [Due(_("Idéer"), "/personale/moede", _("Se idéerne"), [said])]


def _surveys(session: Session, staff_id: int, today: date) -> list[Due]:
    """What I asked all residents, when its last day has just passed."""
    rows = session.execute(
        sa.select(Survey.id, Survey.title)
        .where(
            Survey.by_id == staff_id, Survey.ended_at.is_(None), Survey.last_day < today,
            Survey.last_day >= today - FRESH,
        )
        .order_by(Survey.last_day, Survey.id)
    )  # fmt: skip
    return [
        Due(title, f"/personale/moede/svar/{id}", _("Se svarene: %(title)s", title=title),
            [_("Tiden er gået. Se, hvad beboerne svarer.")])
        for id, title in rows
    ]  # fmt: skip


def _title() -> sa.ScalarSelect[str]:
    """An idea's name in its newest wording."""
    newest = sa.select(IdeaWording.title).where(IdeaWording.idea_id == Idea.id).order_by(IdeaWording.number.desc())
    return newest.limit(1).correlate(Idea).scalar_subquery()


def _day(on: date, today: date) -> str:
    return near_day(on, today=today, language=language())
