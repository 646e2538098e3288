"""What happens to activities: begun, written, published, changed for a day, confirmed, ended."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.activities import recurrence, rules
from portal.activities.models import Activity, ActivityChange, ActivityCode, ActivityOccurrence, ActivityRule
from portal.activities.recurrence import Change, Rule
from portal.activities.rules import Interest, Standing
from portal.refusal import N_, Refused

GONE = N_("Se de andre aktiviteter, for den her er væk.")
NO_CODE = N_("Vælg en anden interesse, for der er ikke flere numre.")
NOT_A_DAY = N_("Vælg en dag, hvor aktiviteten er.")
NO_RULE = N_("Skriv, hvornår aktiviteten er.")

Words = Sequence[tuple[str, str | None]]
"""Sentences with their pictures, in order."""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule as somebody wrote it. `rule_id` says which one it was before; none is new."""

    rule: Rule
    rule_id: int | None = None


def held(session: Session, activity_id: int) -> Activity:
    """The activity, with nobody else changing it meanwhile. Raises `Refused` when it is gone."""
    found = session.scalar(
        sa.select(Activity)
        .where(Activity.id == activity_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise Refused(GONE)
    return found


def begin(
    session: Session, *, interest: Interest, organiser_id: int, moment: datetime, code: str | None = None
) -> Activity:
    """A new draft with a code of its own. `code` asks for one, for the demo and for what is printed elsewhere.

    Raises `Refused` when all codes of the interest have been used.
    """
    given = _given(session, interest, code, moment)
    made = Activity(
        code=given, interest=interest, organiser_id=organiser_id, made_at=moment, changed_at=moment
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def write_when(
    session: Session, activity_id: int, written: Sequence[RuleChange], *, red: Collection[date], moment: datetime
) -> None:
    """The rules of an activity, in place of those before. A rule that stays keeps the changes of its days."""
    activity = held(session, activity_id)
    rows = {row.id: row for row in _rules(session, activity_id)}
    kept = {each.rule_id for each in written}
    for row_id, row in rows.items():
        if row_id not in kept:
            session.execute(sa.delete(ActivityChange).where(ActivityChange.rule_id == row_id))
            session.execute(sa.delete(ActivityOccurrence).where(ActivityOccurrence.rule_id == row_id))
            session.delete(row)
    for each in written:
        row = rows.get(each.rule_id) if each.rule_id is not None else None
        if row is None:
            row = ActivityRule(activity_id=activity_id)
            session.add(row)
        said = each.rule
        row.every, row.first, row.last, row.starts, row.ends = said.every, said.first, said.last, said.starts, said.ends
        row.weekday, row.step, row.which, row.on_red_days = said.weekday, said.step, said.which, said.on_red_days
    activity.changed_at = moment
    session.flush()
    lay_occurrences(session, activity_id, red=red, today=moment.date())


def change_day(session: Session, activity_id: int, change: Change, *, red: Collection[date], moment: datetime) -> None:
    """One day is otherwise; the newest word counts. Raises `Refused` for a day that the rule does not say."""
    activity = held(session, activity_id)
    rule = session.get(ActivityRule, change.rule_id)
    if rule is None or rule.activity_id != activity_id or not recurrence.days_of(rule.rule, change.day, change.day):
        raise Refused(NOT_A_DAY)
    row = session.get(ActivityChange, (change.rule_id, change.day))
    if row is None:
        row = ActivityChange(rule_id=change.rule_id, day=change.day)
        session.add(row)
    row.is_cancelled, row.on, row.starts, row.ends = change.is_cancelled, change.on, change.starts, change.ends
    row.because, row.made_at = change.because, moment
    activity.changed_at = moment
    session.flush()
    lay_occurrences(session, activity_id, red=red, today=moment.date())


def as_usual(
    session: Session, activity_id: int, rule_id: int, day: date, *, red: Collection[date], moment: datetime
) -> None:
    """The day is as the rule says again."""
    activity = held(session, activity_id)
    session.execute(sa.delete(ActivityChange).where(ActivityChange.rule_id == rule_id, ActivityChange.day == day))
    activity.changed_at = moment
    lay_occurrences(session, activity_id, red=red, today=moment.date())


def lay_occurrences(session: Session, activity_id: int, *, red: Collection[date], today: date) -> None:
    """The rows of the days ahead, made anew from the rules and the changes."""
    rows = _rules(session, activity_id)
    changes = session.scalars(sa.select(ActivityChange).where(ActivityChange.rule_id.in_([row.id for row in rows])))
    found = recurrence.occurrences(
        [row.rule for row in rows], [row.change for row in changes], red=red, begin=today,
        end=today + timedelta(days=rules.DAYS_AHEAD),
    )  # fmt: skip
    session.execute(sa.delete(ActivityOccurrence).where(ActivityOccurrence.activity_id == activity_id))
    session.add_all(
        ActivityOccurrence(
            rule_id=each.rule_id, day=each.day, activity_id=activity_id, on=each.on, starts=each.starts, ends=each.ends,
            part=rules.part_of_day(each.starts).value, is_cancelled=each.is_cancelled, is_moved=each.is_moved,
            because=each.because,
        )
        for each in found
    )  # fmt: skip
    session.flush()


def lay_ahead(session: Session, *, after: int, most: int, red: Collection[date], today: date) -> int | None:
    """Lay the days ahead of the next `most` published activities with a number over `after`. Gives the last number,
    and none when there are no more. Doing it twice changes nothing, and two who do it wait for each other."""
    found = session.scalars(
        sa.select(Activity.id)
        .where(
            Activity.standing == Standing.PUBLISHED, Activity.id > after,
            sa.exists().where(ActivityRule.activity_id == Activity.id),
        )
        .order_by(Activity.id)
        .limit(most)
    ).all()  # fmt: skip
    for activity_id in found:
        if held(session, activity_id).standing is Standing.PUBLISHED:
            lay_occurrences(session, activity_id, red=red, today=today)
    return found[-1] if found else None


def publish(
    session: Session, activity_id: int, *, title: str, picture: str | None, lines: Words, moment: datetime
) -> Activity:
    """Everybody can find it from now on, in these words. Who publishes it says that it is true today."""
    activity = held(session, activity_id)
    activity.title, activity.picture, activity.lines = title, picture, [list(line) for line in lines]
    activity.standing, activity.confirmed_on, activity.changed_at = Standing.PUBLISHED, moment.date(), moment
    session.flush()
    return activity


def confirm(session: Session, activity_id: int, *, moment: datetime) -> None:
    """Somebody who knows says that it is all true."""
    held(session, activity_id).confirmed_on = moment.date()
    session.flush()


def end(session: Session, activity_id: int, *, moment: datetime) -> None:
    """It is no more. Its code stays its own: what is printed must not come to mean something else."""
    activity = held(session, activity_id)
    activity.standing, activity.changed_at = Standing.ENDED, moment
    session.execute(sa.delete(ActivityOccurrence).where(ActivityOccurrence.activity_id == activity_id))
    session.flush()


def _given(session: Session, interest: Interest, code: str | None, moment: datetime) -> str:
    """A code that nothing has ever had. Two who begin at once get two."""
    while True:
        used = set(session.scalars(sa.select(ActivityCode.code)))
        wanted = code or rules.next_code(interest, used)
        if wanted is None or wanted in used:
            raise Refused(NO_CODE)
        try:
            with session.begin_nested():
                session.add(ActivityCode(code=wanted, given_at=moment))
        except IntegrityError:
            continue
        return wanted


def _rules(session: Session, activity_id: int) -> Sequence[ActivityRule]:
    return session.scalars(
        sa.select(ActivityRule).where(ActivityRule.activity_id == activity_id).order_by(ActivityRule.id)
    ).all()
