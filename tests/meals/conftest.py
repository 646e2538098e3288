"""A kitchen for every test about dinners."""

import pytest
from sqlalchemy.engine import Engine

from tests.meals.evening import Kitchen


@pytest.fixture
def kitchen(engine: Engine) -> Kitchen:
    return Kitchen(engine)
