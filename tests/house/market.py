"""A market in Maja's street: a café every Wednesday with a code of its own; new for every address."""

from dataclasses import dataclass
from datetime import time, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from portal import clock
from portal.activities import actions, rules, search_index
from portal.activities.actions import RuleChange
from portal.activities.models import ActivityLink, ActivityReport, ActivityRule, Organiser, Venue
from portal.activities.recurrence import Every, Rule
from portal.activities.rules import Access, Interest, Known, ReportKind
from portal.db import writing
from portal.people.rules import hashed
from portal.red_days import red_days

MARKET_FORMS: dict[str, dict[str, str]] = {
    "activities_truth.tell": {"hvad": "aflyst", "tap": "a"},
    "activities_desk.facts": {"audience": "everybody", "joining": "open", "venue": "0"},
    "activities_places.new_organiser": {"name": "Fiskerne"},
    "activities_places.organiser": {"name": "Naboerne"},
    "activities_when.day": {"do": "aflys", "because": "Vi holder fri."},
}
"""What a good form of an address about activities holds."""
WEDNESDAY = 2


@dataclass(frozen=True)
class Market:
    """The numbers of a published café: step-free, for 30 kroner, on Wednesdays from 12 to 14, next on `day`.

    Somebody says that something is wrong, and its organiser has been asked by a link with the secret `token`.
    """

    code: str
    activity_id: int
    rule_id: int
    venue_id: int
    organiser_id: int
    day: str
    report_id: int
    token: str


def open_market(engine: Engine, number: int, interest: Interest | None = None) -> Market:
    """A café that everybody can find. `number` makes its slugs its own, and its interest, unless one is asked for."""
    moment, today = clock.now(), clock.today()
    red = red_days(today, today + timedelta(days=rules.DAYS_AHEAD))
    with writing(engine) as session:
        organiser = Organiser(
            slug=f"naboerne-{number}", name="Naboerne", phone="12 34 56 78", email="naboerne@demo.example", is_demo=True
        )  # fmt: skip
        venue = Venue(
            slug=f"huset-{number}", name="Beboerhuset", where="i beboerhuset", area="Vejleåparken",
            address="Parken 1", landmark="Det er det gule hus.", access={Access.STEP_FREE.value: Known.YES.value},
            ways=[["Gå over pladsen.", "walk"]], is_step_free=True,
        )  # fmt: skip
        session.add_all([organiser, venue])
        session.flush()
        made = actions.begin(
            session,
            interest=interest or list(Interest)[number % len(Interest)],
            organiser_id=organiser.id,
            moment=moment,
        )
        made.venue_id, made.kroner, made.is_demo = venue.id, 30, True
        rule = Rule(Every.WEEK, today - timedelta(days=28), time(12), time(14), weekday=WEDNESDAY)
        actions.write_when(session, made.id, [RuleChange(rule)], red=red, moment=moment)
        lines = [("Vi drikker kaffe sammen.", "coffee")]
        actions.publish(session, made.id, title="Café i beboerhuset", picture="coffee", lines=lines, moment=moment)
        search_index.write_texts(session, made.id, search_index.texts_of(made, organiser, venue, "onsdag"))
        rule_id = session.scalars(sa.select(ActivityRule.id).where(ActivityRule.activity_id == made.id)).one()
        token = f"market-{number}"
        report = ActivityReport(activity_id=made.id, kind=ReportKind.OTHER, at=moment - timedelta(days=1), tap=token)
        session.add(report)
        session.flush()
        session.add(
            ActivityLink(
                token_hash=hashed(token), activity_id=made.id, made_at=moment - timedelta(days=10),
                ends_at=moment + timedelta(days=20),
            )
        )  # fmt: skip
        day = today + timedelta(days=(WEDNESDAY - today.weekday()) % 7)
        return Market(made.code, made.id, rule_id, venue.id, organiser.id, day.isoformat(), report.id, token)
