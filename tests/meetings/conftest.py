"""A box of ideas and a hall for every test about the residents' meeting."""

import pytest
from sqlalchemy.engine import Engine

from tests.meetings.gathering import Assembly
from tests.meetings.idea_box import IdeaBox
from tests.people import Village


@pytest.fixture
def box(app, engine: Engine, village: Village) -> IdeaBox:
    return IdeaBox(engine, village.anne.id)


@pytest.fixture
def assembly(engine: Engine, village: Village) -> Assembly:
    return Assembly(engine, village)
