"""A hall for every test about meetings."""

import pytest

from tests.meetings.assembly import Assembly


@pytest.fixture
def assembly(engine, village) -> Assembly:
    return Assembly(engine, village)
