"""The seed's own places for every test about who is here: the common flat, the club and Spindehuset."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from sqlalchemy.engine import Engine

from portal import clock
from portal.content.demo_places import read_demo_places
from portal.db import writing
from portal.demo.places import seed_places
from portal.pictograms.catalogue import pictograms
from portal.presence import actions
from portal.presence.models import Place
from portal.settings import ROOT
from tests.people import Village

STAFF = ("anne", "bo", "mette")


@pytest.fixture
def places(village: Village, engine: Engine) -> Mapping[str, Place]:
    """The places by slug; somebody looked at each of them now, on Monday at 16.30."""
    staff = {name: getattr(village, name) for name in STAFF}
    written = read_demo_places(ROOT / "content" / "demo", pictograms().keys(), STAFF)
    with writing(engine) as session:
        staff = {name: session.merge(person) for name, person in staff.items()}
        made = seed_places(session, written, staff, moment=clock.now())
    return {place.slug: place for place in made}


@pytest.fixture
def at(places, village, engine):
    """It is another moment, and somebody has just looked at every place."""

    def go(*moment: int, checked: bool = True) -> None:
        clock.freeze(datetime(*moment))
        with writing(engine) as begun:
            for place in places.values() if checked else ():
                actions.check(begun, begun.merge(place), village.anne.id, moment=clock.now() - timedelta(minutes=10))

    return go
