"""What the search knows of an entry: gathered in one place, for whoever changes something and for the demo."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.activities import search_index
from portal.activities.models import Activity, ActivityRule, Organiser, Venue
from portal.activities.rules import Interest, Standing
from portal.refusal import N_

INTERESTS: dict[Interest, str] = {
    Interest.TOGETHER: N_("Kaffe og samvær"),
    Interest.FOOD: N_("Mad og måltider"),
    Interest.MOVE: N_("Motion og bevægelse"),
    Interest.OUT: N_("Ture og natur"),
    Interest.MUSIC: N_("Musik og sang"),
    Interest.HANDS: N_("Lave ting med hænderne"),
    Interest.GAMES: N_("Spil"),
    Interest.CULTURE: N_("Bøger, film og kultur"),
    Interest.LEARN: N_("Lær noget nyt"),
    Interest.HEALTH: N_("Krop og helbred"),
    Interest.HELP: N_("Besøg, følge og hjælp"),
    Interest.HOME: N_("Andre måder at bo på"),
}
"""What people say for an interest. The search is Danish, whatever language the pages are in."""
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")


def renew(session: Session, activity_id: int) -> None:
    """Let a published activity be found by what is true of it now, and any other by nothing."""
    row = session.execute(
        sa.select(Activity, Organiser, Venue)
        .join(Organiser, Organiser.id == Activity.organiser_id)
        .outerjoin(Venue, Venue.id == Activity.venue_id)
        .where(Activity.id == activity_id)
    ).one()
    activity, organiser, venue = row
    if activity.standing is not Standing.PUBLISHED:
        search_index.forget(session, activity_id)
        return
    said = sa.select(ActivityRule.weekday, ActivityRule.every, ActivityRule.first)
    days = {
        WEEKDAYS[first.weekday() if every == "once" else weekday]
        for weekday, every, first in session.execute(said.where(ActivityRule.activity_id == activity_id))
    }
    texts = search_index.texts_of(activity, organiser, venue, INTERESTS[activity.interest], *sorted(days))
    search_index.write_texts(session, activity_id, texts)
