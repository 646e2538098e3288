"""What the search knows of an entry: gathered in one place, for whoever changes something and for the demo."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.activities import search_index
from portal.activities.models import Activity, ActivityRule, Organiser, Venue
from portal.activities.recurrence import Every
from portal.activities.rules import Interest, Standing

INTERESTS: dict[Interest, str] = {
    Interest.TOGETHER: "Kaffe og samvær",
    Interest.FOOD: "Mad og måltider",
    Interest.MOVE: "Motion og bevægelse",
    Interest.OUT: "Ture og natur",
    Interest.MUSIC: "Musik og sang",
    Interest.HANDS: "Lave ting med hænderne",
    Interest.GAMES: "Spil",
    Interest.CULTURE: "Bøger, film og kultur",
    Interest.LEARN: "Lær noget nyt",
    Interest.HEALTH: "Krop og helbred",
    Interest.HELP: "Besøg, følge og hjælp",
    Interest.HOME: "Andre måder at bo på",
}
"""What people say for an interest, more than stands on its button. The search is Danish, as the entries are."""
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
        WEEKDAYS[first.weekday() if every is Every.ONCE else weekday]
        for weekday, every, first in session.execute(said.where(ActivityRule.activity_id == activity_id))
    }
    texts = search_index.texts_of(activity, organiser, venue, INTERESTS[activity.interest], *sorted(days))
    search_index.write_texts(session, activity_id, texts)
