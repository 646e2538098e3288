"""A box of ideas for every test about the residents' meeting."""

import pytest
from flask import Flask
from sqlalchemy.engine import Engine

from tests.meetings.idea_box import IdeaBox
from tests.people import Village


@pytest.fixture
def box(app: Flask, engine: Engine, village: Village) -> IdeaBox:
    return IdeaBox(engine, village.anne.id)
