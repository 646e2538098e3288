"""Choosing how one reads."""

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.people.preferences.models import Preference
from portal.people.preferences.rules import Option, Topic


def choose(session: Session, topic: Topic, option: Option, *, person_id: int) -> None:
    """Keep an answer; the other topics stay as they are. Two taps at once are both kept."""
    chosen = {topic.field: option.value}
    try:
        with session.begin_nested():
            session.add(Preference(person_id=person_id, **chosen))
    except IntegrityError:  # something has been chosen before, perhaps this very moment
        session.execute(sa.update(Preference).where(Preference.person_id == person_id).values(chosen))
